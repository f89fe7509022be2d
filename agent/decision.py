"""The decision: one pure function from a belief to act, ask or refuse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from agent.conformal import tempered
from agent.forbidden import forbidden
from agent.types import Decision, Language
from policies.types import Belief, Percept, Reading, ScoredReading


class Rule(BaseModel):
    """When a reading cannot be ruled out. The numbers belong to one policy's weights."""

    model_config = ConfigDict(frozen=True)

    plausible_ratio: float = Field(default=0.13, gt=0.0, le=1.0)
    """A reading is in the set if it is at least this share as probable as the best one."""
    threshold: float | None = Field(default=None, ge=0.0, le=1.0)
    """Where calibrated: a reading, a special one too, is in the set if it is at least this probable."""
    thresholds: dict[str, float] = Field(default_factory=dict)
    """The same by language, where it was calibrated for each apart."""
    temperature: float = Field(default=1.0, gt=0.0)
    """Of a calibration: the belief is raised to one over this before it is compared."""
    offer_ratio: float = Field(default=0.1, gt=0.0, le=1.0)
    """Once it asks, readings of at least this share of the best are offered too: an option more costs the
    user less than one that is missing."""
    special_share: float = Field(default=0.5, gt=0.0, le=1.0)
    """"None of these" or "must not" refuses if it has at least this share of all probability."""
    confirm_share: float = Field(default=0.35, gt=0.0, le=1.0)
    """Below ``special_share`` but at least this: a single reading is confirmed before acting."""
    max_questions: int = Field(default=3, ge=0)
    doubt_bits: float = Field(default=7.5, gt=0.0)
    """Mean entropy of the action tokens over a second above which the arm stops and looks again (8 bits is
    a uniform guess)."""

    def at_risk(self, risk: float) -> Rule:
        """The same rule for another risk: less risk, a wider set."""
        return self.model_copy(
            update={"plausible_ratio": min(1.0, max(0.01, self.plausible_ratio * risk / 0.1))}
        )


def effect(reading: Reading) -> tuple[tuple[str, tuple[int, ...], int | None, bool], ...]:
    """What carrying a reading out would change: readings with the same effect are one reading.

    Where a thing ends matters, not whether the words said "in" or "on"; next to a thing is elsewhere.
    """
    return tuple(
        sorted(
            (
                (entry.verb, tuple(sorted(entry.things)), entry.destination, entry.relation == "next_to")
                for entry in reading.entries
            ),
            key=repr,
        )
    )


def merged(readings: tuple[ScoredReading, ...]) -> tuple[ScoredReading, ...]:
    """Readings of equal effect added up (the most probable one stands for them), most probable first."""
    by_effect: dict[object, ScoredReading] = {}
    for scored in sorted(readings, key=lambda item: -item.probability):
        key = effect(scored.reading)
        first = by_effect.get(key)
        by_effect[key] = (
            scored
            if first is None
            else first.model_copy(update={"probability": first.probability + scored.probability})
        )
    return tuple(sorted(by_effect.values(), key=lambda item: -item.probability))


def decide(belief: Belief, rule: Rule, language: Language = "en") -> Decision:
    """Act on the only reading that cannot be ruled out, ask between several, or refuse.

    Args:
        belief: probabilities of readings, specials among them.
        rule: what "cannot be ruled out" means for this policy.
        language: of the reason given when refusing.

    Returns:
        The decision with its prediction set. A refusal for what the catalogue forbids carries its text;
        other texts are the caller's.
    """
    if rule.threshold is not None:
        return _decide_calibrated(belief, rule, rule.thresholds.get(language, rule.threshold), language)
    percepts: Mapping[int, Percept] = {percept.key: percept for percept in belief.percepts}
    normal = merged(tuple(item for item in belief.readings if item.reading.special is None))
    special = {
        name: sum(item.probability for item in belief.readings if item.reading.special == name)
        for name in ("none_of_these", "must_not")
    }
    for name in ("must_not", "none_of_these"):
        if special[name] >= rule.special_share and not (
            name == "must_not" and _no_rule_against(normal, percepts, rule.confirm_share)
        ):
            return Decision(
                kind="refuse",
                reason=name,
                threshold=rule.special_share,
                text=_why_not(normal, percepts, language) if name == "must_not" else "",
            )
    if not normal or normal[0].probability <= 0.0:
        best = max(special, key=lambda name: special[name]) if any(special.values()) else "none_of_these"
        return Decision(kind="refuse", reason=best, threshold=rule.special_share)

    threshold = rule.plausible_ratio * normal[0].probability
    plausible = tuple(item for item in normal if item.probability >= threshold)
    barred = {id(item): forbidden(item.reading, percepts) for item in plausible}
    ruled_out = tuple(item for item in plausible if barred[id(item)] is not None)
    remaining = tuple(item for item in plausible if barred[id(item)] is None)
    first = barred[id(plausible[0])]
    if first is not None and not any(_same_place(plausible[0].reading, item.reading) for item in remaining):
        # Another thing to the same place may be what was meant; the same words for another place are not.
        return Decision(
            kind="refuse",
            reason=first.reason,
            readings=plausible,
            ruled_out=ruled_out,
            threshold=threshold,
            text=first.text(language),
        )
    if len(remaining) > 1:
        lowest = min(threshold, rule.offer_ratio * normal[0].probability)
        offered = tuple(
            item
            for item in normal
            if item.probability >= lowest and forbidden(item.reading, percepts) is None
        )
        return Decision(
            kind="ask", reason="several", readings=offered, ruled_out=ruled_out, threshold=threshold
        )
    if max(special.values()) >= rule.confirm_share:
        return Decision(
            kind="ask", reason="unsure", readings=remaining, ruled_out=ruled_out, threshold=threshold
        )
    return Decision(
        kind="act", reason="one_reading", readings=remaining, ruled_out=ruled_out, threshold=threshold
    )


def _decide_calibrated(belief: Belief, rule: Rule, threshold: float, language: Language) -> Decision:
    """The set is what is probable enough: one member is done (or refused), several are asked about, none
    means that nothing was understood."""
    percepts: Mapping[int, Percept] = {percept.key: percept for percept in belief.percepts}
    among = merged(belief.readings)
    probabilities = tempered([item.probability for item in among], rule.temperature)
    members = tuple(
        item.model_copy(update={"probability": p})
        for item, p in zip(among, probabilities, strict=True)
        if p >= threshold
    )
    special = tuple(item for item in members if item.reading.special is not None)
    normal = tuple(item for item in members if item.reading.special is None)
    found = {id(item): forbidden(item.reading, percepts) for item in normal}
    ruled_out = tuple(item for item in normal if found[id(item)] is not None)
    remaining = tuple(item for item in normal if found[id(item)] is None)
    if not remaining:
        first = found[id(ruled_out[0])] if ruled_out else None
        unfit = special[0].reading.special if special else None
        return Decision(
            kind="refuse",
            reason=first.reason if first is not None else unfit or "empty_set",
            readings=members,
            ruled_out=ruled_out,
            threshold=threshold,
            text=first.text(language) if first is not None else "",
        )
    several = len(remaining) > 1
    kind: Literal["act", "ask"] = "ask" if several or special or ruled_out else "act"
    reason = "several" if several else "unsure" if kind == "ask" else "one_reading"
    return Decision(kind=kind, reason=reason, readings=remaining, ruled_out=ruled_out, threshold=threshold)


def _no_rule_against(
    normal: tuple[ScoredReading, ...], percepts: Mapping[int, Percept], share: float
) -> bool:
    """Whether the catalogue has nothing against what was probably meant: a feeling against it is worth a
    question, not a refusal."""
    return bool(normal) and normal[0].probability >= share and forbidden(normal[0].reading, percepts) is None


def _same_place(one: Reading, other: Reading) -> bool:
    return {entry.destination for entry in one.entries} == {entry.destination for entry in other.entries}


def _why_not(normal: tuple[ScoredReading, ...], percepts: Mapping[int, Percept], language: Language) -> str:
    """The catalogue's reason against what was probably meant, if it has one."""
    for item in normal:
        found = forbidden(item.reading, percepts)
        if found is not None and found.reason == "hazard":
            return found.text(language)
    return ""
