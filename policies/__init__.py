"""From pixels and words to readings, plans and tokens.

policy = policies.load("whichone")
"""

from __future__ import annotations

from importlib.metadata import entry_points

from policies.base import Policy, PolicyError

GROUP = "whichone.policies"


def names() -> tuple[str, ...]:
    """Names of the policies installed: ours and those other distributions register."""
    return tuple(sorted({entry.name for entry in entry_points(group=GROUP)} | {"whichone"}))


def load(name: str) -> Policy:
    """A policy by name.

    Raises:
        PolicyError: no such policy (the message lists those there are), its entry point cannot be loaded, or
            its parts are missing.
    """
    if name == "whichone":
        from policies.vla.policy import load_policy

        return load_policy()
    found = [entry for entry in entry_points(group=GROUP) if entry.name == name]
    if not found:
        raise PolicyError(f"no policy is called {name!r}; there are: {', '.join(names())}")
    try:
        make = found[0].load()
    except Exception as error:  # whatever other people's modules raise when they are imported
        raise PolicyError(
            f"the entry point {name} = {found[0].value} in {GROUP} cannot be loaded: "
            f"{type(error).__name__}: {error}"
        ) from error
    policy: Policy = make()
    return policy
