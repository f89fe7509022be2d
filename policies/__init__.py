"""From pixels and words to readings, plans and tokens.

policy = policies.load("whichone")
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points

from policies.base import PolicyError
from policies.direct import AnyPolicy

GROUP = "whichone.policies"
OURS: Mapping[str, str] = {
    "rt1": "policies.rt1.policy:load_policy",
    "rt2": "policies.rt2.loading:load_rt2",
    "rt2-digits": "policies.rt2.loading:load_digits",
    "rt2-encdec": "policies.rt2.loading:load_encdec",
    "rt2-kept": "policies.rt2.loading:load_kept",
    "rt2-overwritten": "policies.rt2.loading:load_overwritten",
    "rt-x": "policies.vla.policy:load_rtx",
    "saycan": "policies.saycan.policy:load_saycan",
    "whichone": "policies.vla.policy:load_policy",
}
"""Our own policies by name, each with what loads it: nothing of one is imported before it is asked for."""


def names() -> tuple[str, ...]:
    """Names of the policies there are: ours, those whose weights are not there included, and those other
    distributions register."""
    return tuple(sorted({entry.name for entry in entry_points(group=GROUP)} | set(OURS)))


def load(name: str) -> AnyPolicy:
    """A policy by name: reader and actor, or one that goes from words straight to motion
    (``policies.direct.is_direct`` tells which).

    Raises:
        PolicyError: no such policy (the message lists those there are), its entry point cannot be loaded, or
            its parts are missing.
    """
    if name in OURS:
        made: AnyPolicy = EntryPoint(name, OURS[name], GROUP).load()()
        return made
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
    policy: AnyPolicy = make()
    return policy
