"""Whether policy, arm and text fit together, before anything moves."""

from __future__ import annotations

from dataclasses import asdict, fields, is_dataclass
from typing import Any

from agent.decision import Rule
from policies.base import Policy
from scenes.base import Scene
from scenes.types import ActionSpec

MAX_STORED = 20_000
"""Characters of a text that are kept; it was refused long before."""


class SpecMismatch(ValueError):
    """The policy's actions are not the arm's: bounds, rate or conventions differ. Nothing has moved."""


def check_specs(policy: ActionSpec, arm: ActionSpec) -> None:
    """Refuse a policy whose actions are not the arm's, before the first step.

    Raises:
        SpecMismatch: naming every field that differs.
    """
    differing = [
        f"{field.name}: policy {getattr(policy, field.name)!r}, arm {getattr(arm, field.name)!r}"
        for field in fields(ActionSpec)
        if getattr(policy, field.name) != getattr(arm, field.name)
    ]
    if differing:
        raise SpecMismatch(
            f"this policy does not drive this arm ({'; '.join(differing)}); choose a policy trained "
            "for it, or an arm with these bounds"
        )


def storable(text: str) -> str:
    """What no database or file can hold becomes a control character, which is refused.

    That is lone surrogates and NUL.
    """
    return "".join(
        "\x1a" if character == "\0" or "\ud800" <= character <= "\udfff" else character for character in text
    )[:MAX_STORED]


def rule_of(policy: Policy, risk: float) -> Rule:
    """The policy's own decision parameters at a risk; the defaults where it has none."""
    own = getattr(policy, "decision_parameters", None)
    return Rule(**dict(own or {})).at_risk(risk)


def options_of(scene: Scene) -> dict[str, Any]:
    """What a scene says it was made from."""
    spec = getattr(scene, "spec", None)
    if not is_dataclass(spec) or isinstance(spec, type):
        return {}
    return {key: value for key, value in asdict(spec).items() if key != "seed"}
