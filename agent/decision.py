"""The decision: one pure function from a belief to act, ask or refuse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from agent.conformal import tempered
from agent.costs import Costs, cheapest, expected
from agent.doubt import STEPS
from agent.forbidden import forbidden
from agent.groups import threshold_for
from agent.refusals import forbidden_first, no_way_around, permitted, special_shares, unfit
from agent.types import Decision, Language
from policies.types import Belief, Percept, Reading, ScoredReading

OnEmpty = Literal["refuse", "ask", "act"]


class Rule(BaseModel):
    """When a reading cannot be ruled out. The numbers belong to one policy's weights."""

    model_config = ConfigDict(frozen=True)

    plausible_ratio: float = Field(default=0.2, gt=0.0, le=1.0)
    """A reading is in the set if it is at least this share as probable as the best one."""
    threshold: float | None = Field(default=None, ge=0.0, le=1.0)
    """Where calibrated: a reading, a special one too, is in the set if it is at least this probable."""
    thresholds: dict[str, float] = Field(default_factory=dict)
    """The same by language or predicted source (``agent.groups``), where it was calibrated for each apart."""
    temperature: float = Field(default=1.0, gt=0.0)
    """Of a calibration: the belief is raised to one over this before it is compared."""
    offer_ratio: float = Field(default=0.1, gt=0.0, le=1.0)
    """Once it asks, readings of at least this share of the best are offered too: an option more costs the
    user less than one that is missing."""
    special_share: float = Field(default=0.5, gt=0.0, le=1.0)
    """"None of these" or "must not" refuses if it has at least this share of all probability."""
    confirm_share: float = Field(default=0.35, gt=0.0, le=1.0)
    """Below ``special_share`` but at least this: a single reading is confirmed before acting."""
    costs: Costs | None = None
    """Where given: of acting, asking and doing nothing the one that is expected to cost least, on the same
    set (``docs/costs.md``). What must not or cannot be done stays undone."""
    on_empty: OnEmpty = "refuse"
    """What a calibrated set without members leads to: nothing is done, the likeliest readings are asked
    about, or the best one is acted on."""
    max_questions: int = Field(default=3, ge=0)
    doubt_bits: float = Field(default=7.5, gt=0.0)
    """Mean entropy of the action tokens over a sliding window, in bits a token, above which the arm stops,
    looks again, and asks if it stays so (8 bits is a uniform guess)."""
    doubt_steps: int = Field(default=STEPS, ge=1)
    """Executed steps in that window: the threshold belongs to its length."""
    doubt_risk: float | None = None
    """Where ``doubt_bits`` is calibrated: the share of motions that would succeed that may be stopped."""

    def at_risk(self, risk: float) -> Rule:
        """The same rule for another risk: less risk, a wider set."""
        return self.model_copy(
            update={"plausible_ratio": min(1.0, max(0.01, self.plausible_ratio * risk / 0.1))}
        )

    def weighing(self, costs: Costs | None, on_empty: OnEmpty | None = None) -> Rule:
        """The same rule with these costs and this way with an empty set; None leaves what it has."""
        given = {"costs": costs, "on_empty": on_empty}
        return self.model_copy(update={key: value for key, value in given.items() if value is not None})


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
    """Act on the only reading that cannot be ruled out, ask between several, or refuse; where the rule has
    costs, whichever of these is expected to cost least.

    Args:
        belief: probabilities of readings, specials among them.
        rule: what "cannot be ruled out" means for this policy, and what actions cost.
        language: of the reason given when refusing.

    Returns:
        The decision with its prediction set. A refusal for what the catalogue forbids carries its text;
        other texts are the caller's.
    """
    if rule.threshold is not None:
        threshold = threshold_for(rule.thresholds, rule.threshold, language, belief)
        return _decide_calibrated(belief, rule, threshold, language)
    percepts: Mapping[int, Percept] = {percept.key: percept for percept in belief.percepts}
    normal = merged(tuple(item for item in belief.readings if item.reading.special is None))
    special = special_shares(belief.readings)
    refused = unfit(normal, special, percepts, rule.special_share, rule.confirm_share, language)
    if refused is not None:
        return refused
    if not normal or normal[0].probability <= 0.0:
        best = max(special, key=lambda name: special[name]) if any(special.values()) else "none_of_these"
        return Decision(kind="refuse", reason=best, threshold=rule.special_share)

    threshold = rule.plausible_ratio * normal[0].probability
    plausible = tuple(item for item in normal if item.probability >= threshold)
    remaining = permitted(plausible, percepts)
    ruled_out = tuple(item for item in plausible if item not in remaining)
    refused = forbidden_first(plausible, remaining, percepts, threshold, language)
    if refused is not None:
        return refused
    lowest = min(threshold, rule.offer_ratio * normal[0].probability)
    offered = permitted(tuple(item for item in normal if item.probability >= lowest), percepts)
    if rule.costs is not None:
        may_act = special["must_not"] < rule.confirm_share and no_way_around(plausible, remaining)
        return _least_cost(rule.costs, remaining, offered, ruled_out, threshold, may_act=may_act)
    if len(remaining) > 1:
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
    scored = tuple(
        item.model_copy(update={"probability": p}) for item, p in zip(among, probabilities, strict=True)
    )
    members = tuple(item for item in scored if item.probability >= threshold)
    if not members:
        return _decide_empty(scored, rule, threshold, percepts, language)
    special = tuple(item for item in members if item.reading.special is not None)
    normal = tuple(item for item in members if item.reading.special is None)
    remaining = permitted(normal, percepts)
    ruled_out = tuple(item for item in normal if item not in remaining)
    if not remaining:
        first = forbidden(ruled_out[0].reading, percepts) if ruled_out else None
        return Decision(
            kind="refuse",
            reason=first.reason if first is not None else special[0].reading.special or "empty_set",
            readings=members,
            ruled_out=ruled_out,
            threshold=threshold,
            text=first.text(language) if first is not None else "",
        )
    if rule.costs is not None:
        everything, shares = tuple(s for s in scored if s.reading.special is None), special_shares(scored)
        refused = unfit(everything, shares, percepts, rule.special_share, rule.confirm_share, language)
        if refused is not None:
            return refused.model_copy(update={"readings": members, "ruled_out": ruled_out})
        may_act = (
            shares["must_not"] < rule.confirm_share
            and all(item.reading.special != "must_not" for item in special)
            and no_way_around(normal, remaining)
        )
        return _least_cost(rule.costs, remaining, remaining, ruled_out, threshold, may_act=may_act)
    several = len(remaining) > 1
    kind: Literal["act", "ask"] = "ask" if several or special or ruled_out else "act"
    reason = "several" if several else "unsure" if kind == "ask" else "one_reading"
    return Decision(kind=kind, reason=reason, readings=remaining, ruled_out=ruled_out, threshold=threshold)


def _decide_empty(
    scored: tuple[ScoredReading, ...],
    rule: Rule,
    threshold: float,
    percepts: Mapping[int, Percept],
    language: Language,
) -> Decision:
    """Nothing was probable enough. What was likeliest is asked about or done only where the rule says so."""
    nothing = Decision(kind="refuse", reason="empty_set", threshold=threshold)
    normal = tuple(item for item in scored if item.reading.special is None)
    if rule.on_empty == "refuse" or not normal or normal[0].probability <= 0.0:
        return nothing
    special = special_shares(scored)
    likely = tuple(item for item in normal if item.probability >= rule.offer_ratio * normal[0].probability)
    offered = permitted(likely, percepts)
    ruled_out = tuple(item for item in likely if item not in offered)
    refused = unfit(normal, special, percepts, rule.special_share, rule.confirm_share, language)
    refused = refused or forbidden_first(likely, offered, percepts, threshold, language)
    if refused is not None:
        return refused
    may_act = special["must_not"] < rule.confirm_share and no_way_around(likely, offered)
    if rule.on_empty == "act" and may_act and offered[0].probability >= max(special.values()):
        offered, kind = offered[:1], "act"
    else:
        kind = "ask"
    return nothing.model_copy(update={"kind": kind, "readings": offered, "ruled_out": ruled_out})


def _least_cost(
    costs: Costs,
    remaining: tuple[ScoredReading, ...],
    offered: tuple[ScoredReading, ...],
    ruled_out: tuple[ScoredReading, ...],
    threshold: float,
    *,
    may_act: bool,
) -> Decision:
    """The action of least expected cost: on the best of what remains, about what is offered, or none."""
    weighed = expected(
        costs,
        remaining[0].probability,
        sum(item.probability for item in offered),
        may_act=may_act,
    )
    kind = cheapest(weighed)
    if kind == "ask":
        reason = "several" if len(offered) > 1 else "unsure"
    else:
        reason = "one_reading" if kind == "act" and len(remaining) == 1 else "least_cost"
    return Decision(
        kind=kind,
        reason=reason,
        readings=offered if kind == "ask" else remaining,
        ruled_out=ruled_out,
        threshold=threshold,
        expected_costs=dict(weighed),
    )
