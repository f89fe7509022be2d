"""A belief held against truth: what calibration, its checks and every decider need, and nothing heavy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from agent.conformal import Score, score, tempered
from agent.decision import merged
from agent.forbidden import forbidden
from agent.groups import predicted_source
from evals.cases import Case, ListedCase, WordCase
from evals.scorers import Matched, match, same, true_reading
from policies.base import Policy, list_reader, word_reader
from policies.types import Belief, Dialogue, ScoredReading
from scenes.commands import TrueReading
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.referring import Referent

Bind = Callable[[KitchenScene, Case], None]
"""Tells a policy that must know (the oracle) which case comes."""
Build = Callable[[SceneSpec], KitchenScene]
"""Builds a case's scene."""

@dataclass(frozen=True)
class Believed:
    """A case with the belief about it."""

    case_id: str
    pair: str
    """Cases of a pair share a scene: where cases must be independent, one of each pair is drawn."""
    text: str
    scene_seed: int
    language: str
    source: str
    expected: str
    probabilities: tuple[float, ...]
    """Of all readings, the special ones among them, most probable first."""
    valid: tuple[int, ...]
    """Positions of those that are valid here."""
    missing: int
    """Valid readings the belief does not hold: their probability counts as zero."""
    intent: int | None
    """Position of what the user means."""
    special: tuple[int, ...] = ()
    """Positions of the special readings."""
    forbidden: tuple[int, ...] = ()
    """Positions of readings that the catalogue forbids, by what the policy saw."""
    readings: tuple[TrueReading | None, ...] = ()
    """Each in terms of true things; None if it is special or points at nothing there."""
    sure: float | None = None
    """Of a text decider: how probable "yes" is when it is asked whether it is sure; None where it is not."""
    predicted: str = ""
    """What the leading readings differ in (``agent.groups.predicted_source``); empty of a text decider."""
    lists: tuple[tuple[float, tuple[int, ...]], ...] = ()
    """Of a text decider: lists of all that fits, as positions, with their probabilities, best first."""

    @property
    def known(self) -> bool:
        """Whether it is known what the words can mean, and not only that they are ambiguous or clear."""
        return self.expected == "refuse" or bool(self.valid) or self.missing > 0

    def score(self, kind: Score, temperature: float = 1.0) -> float:
        """Nonconformity at a temperature; by the best valid reading where the user accepts any of them."""
        p = tempered(self.probabilities, temperature)
        valid = [p[at] for at in self.valid] + [0.0] * self.missing
        if self.expected == "any":
            kind = "any_acceptable"
        return score(kind, valid, 0.0 if self.intent is None else p[self.intent])

    def within(self, kind: Score) -> bool:
        """Whether the belief holds what the score is about: what it does not hold is in no set."""
        if kind == "any_acceptable" or self.expected == "any":
            return bool(self.valid)
        return self.intent is not None if kind == "intent" else not self.missing

    def to_json(self) -> dict[str, Any]:
        """All of it as JSON; what only text deciders have, only where it is there."""
        optional = (("sure", None), ("predicted", ""), ("lists", ()))
        empty = {name for name, nothing in optional if getattr(self, name) == nothing}
        return {name: value for name, value in asdict(self).items() if name not in empty}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Believed:
        """What ``to_json`` wrote."""
        tuples = ("probabilities", "valid", "special", "forbidden")
        readings = tuple(None if one is None else TrueReading(**one) for one in values["readings"])
        lists = tuple((float(p), tuple(members)) for p, members in values.get("lists", ()))
        return cls(**{**values, **{name: tuple(values[name]) for name in tuples}, "readings": readings,
                      "lists": lists})


def doable(cases: Sequence[Believed]) -> list[Believed]:
    """Those that have a score: of what must not or cannot be done no reading is valid, and of others it may
    not be known which are."""
    return [case for case in cases if case.expected != "refuse" and case.known]


def held_against(case: Case, belief: Belief, truth: Sequence[Referent]) -> Believed:
    """A belief about a case in terms of what is truly there."""
    among = merged(belief.readings)
    percepts = {percept.key: percept for percept in belief.percepts}
    ruled_out = [at for at, item in enumerate(among) if item.reading.special is None
                 and forbidden(item.reading, percepts) is not None]
    found = _in_terms_of(case, among, match(belief.percepts, truth), ruled_out)
    return replace(found, predicted=predicted_source(belief))


def held_against_names(case: WordCase, belief: Belief) -> Believed:
    """A belief about named things in terms of their positions; our catalogue forbids nothing elsewhere."""
    matched = Matched({at: at for at in range(len(case.named))}, len(case.named))
    found = _in_terms_of(case, merged(belief.readings), matched, ())
    return replace(found, predicted=predicted_source(belief))


def _in_terms_of(case: Case, among: Sequence[ScoredReading], matched: Matched,
                 ruled_out: Sequence[int]) -> Believed:
    """Merged readings about a case, with percepts matched to what is there.

    Args:
        ruled_out: positions of what the catalogue forbids.
    """
    found = tuple(true_reading(item.reading, matched) for item in among)

    def position(reading: TrueReading | None) -> int | None:
        if reading is None:
            return None
        return next((at for at, one in enumerate(found) if same(one, reading)), None)

    where = [position(reading) for reading in case.readings]
    return Believed(
        case_id=case.id,
        pair=case.pair,
        text=case.text,
        scene_seed=case.spec.seed,
        language=case.language,
        source=case.source,
        expected=case.expected,
        probabilities=tuple(item.probability for item in among),
        valid=tuple(sorted({at for at in where if at is not None})),
        missing=where.count(None),
        intent=position(case.intent),
        special=tuple(at for at, item in enumerate(among) if item.reading.special is not None),
        forbidden=tuple(ruled_out),
        readings=found,
    )


def believe(policy: Policy, case: Case, bind: Bind | None = None, build: Build = KitchenScene) -> Believed:
    """The policy's belief about a case, held against truth."""
    dialogue = Dialogue(instruction=case.text, language=case.language)
    if isinstance(case, WordCase):
        belief = word_reader(policy.reader, policy.name).read_named(case.named, dialogue)
        return held_against_names(case, belief)
    if isinstance(case, ListedCase):
        belief = list_reader(policy.reader, policy.name).read_listed(case.listed, dialogue)
        return held_against(case, belief, case.truth)
    scene = build(case.spec)
    try:
        if bind is not None:
            bind(scene, case)
        truth, observation = scene.truth().referents(), scene.observe(("front",))
        percepts = policy.reader.look(observation)
        belief = policy.reader.read(percepts, observation, dialogue)
    finally:
        scene.close()
    return held_against(case, belief, truth)
