"""What is refused before anything is weighed: what must not or cannot be done, and what fits nothing."""

from __future__ import annotations

from collections.abc import Mapping

from agent.forbidden import forbidden
from agent.types import Decision, Language
from policies.types import Percept, Reading, ScoredReading

Scored = tuple[ScoredReading, ...]
"""Readings with their probabilities, most probable first."""


def special_shares(readings: Scored) -> dict[str, float]:
    """All probability of each special reading."""
    return {
        name: sum(item.probability for item in readings if item.reading.special == name)
        for name in ("none_of_these", "must_not")
    }


def permitted(readings: Scored, percepts: Mapping[int, Percept]) -> Scored:
    """The readings that no rule of the catalogue forbids."""
    return tuple(item for item in readings if forbidden(item.reading, percepts) is None)


def unfit(
    normal: Scored,
    special: Mapping[str, float],
    percepts: Mapping[int, Percept],
    special_share: float,
    confirm_share: float,
    language: Language,
) -> Decision | None:
    """The refusal where "must not" or "none of these" has its share of all probability, or None.

    Args:
        normal: the readings that say what to do.
        special: all probability of each special reading.
        special_share: from which a special reading refuses.
        confirm_share: from which what was probably meant outweighs a "must not" that no rule supports.
        language: of the reason.
    """
    for name in ("must_not", "none_of_these"):
        if special[name] >= special_share and not (
            name == "must_not" and _no_rule_against(normal, percepts, confirm_share)
        ):
            return Decision(
                kind="refuse",
                reason=name,
                threshold=special_share,
                text=_why_not(normal, percepts, language) if name == "must_not" else "",
            )
    return None


def forbidden_first(
    plausible: Scored,
    remaining: Scored,
    percepts: Mapping[int, Percept],
    threshold: float,
    language: Language,
) -> Decision | None:
    """The refusal where a rule forbids what was most probably meant, or None.

    Another thing to the same place may be what was meant; the same words for another place are not.
    """
    first = forbidden(plausible[0].reading, percepts)
    if first is None or any(_same_place(plausible[0].reading, item.reading) for item in remaining):
        return None
    return Decision(
        kind="refuse",
        reason=first.reason,
        readings=plausible,
        ruled_out=tuple(item for item in plausible if item not in remaining),
        threshold=threshold,
        text=first.text(language),
    )


def no_way_around(plausible: Scored, remaining: Scored) -> bool:
    """Whether the best permitted reading is the best of all, or goes where the forbidden best one would."""
    return remaining[0] == plausible[0] or _same_place(plausible[0].reading, remaining[0].reading)


def _no_rule_against(normal: Scored, percepts: Mapping[int, Percept], share: float) -> bool:
    """Whether the catalogue has nothing against what was probably meant: a feeling against it is worth a
    question, not a refusal."""
    return bool(normal) and normal[0].probability >= share and forbidden(normal[0].reading, percepts) is None


def _same_place(one: Reading, other: Reading) -> bool:
    return {entry.destination for entry in one.entries} == {entry.destination for entry in other.entries}


def _why_not(normal: Scored, percepts: Mapping[int, Percept], language: Language) -> str:
    """The catalogue's reason against what was probably meant, if it has one."""
    for item in normal:
        found = forbidden(item.reading, percepts)
        if found is not None and found.reason == "hazard":
            return found.text(language)
    return ""
