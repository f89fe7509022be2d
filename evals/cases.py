"""Cases: what is said about which scene, what it truly can mean, and which of that the user means.

Everything here comes from truth and a seed: the same suite, n and seed give the same cases, and a
short run is a prefix of a long one. Scenes and templates are those set apart for testing.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from random import Random
from typing import Any, Literal

from evals.results import EvaluationError
from policies.types import Percept
from scenes.base import SceneError
from scenes.catalogue import World
from scenes.commands import TrueReading
from scenes.instructions import Instruction
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.referring import Referent

Language = Literal["en", "zh"]
Expected = Literal["clear", "ambiguous", "any", "refuse"]
"""``any``: several readings, and the user accepts each of them, so that asking is not required."""
Origin = Literal["grammar", "hand"]
LANGUAGES: tuple[Language, Language] = ("en", "zh")

MAX_SCENES = 200
"""Scenes looked at for one case before giving up: far more than ever needed."""


@dataclass(frozen=True)
class Case:
    """One thing said (or, for ``control``, one reading given) on one scene."""

    id: str
    suite: str
    text: str
    language: Language
    spec: SceneSpec
    expected: Expected
    readings: tuple[TrueReading, ...]
    """All it can mean, from truth."""
    intent: TrueReading | None
    """What the user means by it: one of the readings; of what must not be done, that; None where nothing here
    is meant."""
    pair: str
    """Shared by an ambiguous case and its clear control."""
    source: str
    """Where the ambiguity comes from; "none" for clear cases."""
    template: str
    origin: Origin
    seed: int
    """Seeds the simulated user."""

    @property
    def accepted(self) -> tuple[TrueReading, ...]:
        """What the user is content with: what it means, or any valid reading where ``any`` is expected."""
        if self.expected == "any":
            return self.readings
        return () if self.intent is None else (self.intent,)

    def summary(self) -> dict[str, Any]:
        """The case as JSON."""
        plain = SceneSpec(seed=self.spec.seed)
        drawn = {"world", "arm", "kinds", "randomisation"} if self.origin == "grammar" else {"world", "arm"}
        built = {name: value for name, value in self.spec.to_json().items()
                 if name in drawn and value != getattr(plain, name)}
        return {"id": self.id, "text": self.text, "language": self.language, "scene_seed": self.spec.seed,
                **built, "expected": self.expected,
                "readings": [asdict(reading) for reading in self.readings],
                "intent": None if self.intent is None else asdict(self.intent), "pair": self.pair,
                "source": self.source, "template": self.template, "origin": self.origin}


@dataclass(frozen=True)
class WordCase(Case):
    """One thing said where nothing is seen: what is there is named in words.

    Its readings say a thing alone, under the thing's position in the list, and there are none where it is not
    known what the words can mean. Its ``spec`` is of no scene and never built.
    """

    named: tuple[str, ...]

    @property
    def has_truth(self) -> bool:
        """Whether it is known what the words can mean, and not only that they are clear or ambiguous."""
        return bool(self.readings)

    def summary(self) -> dict[str, Any]:
        """The case as JSON."""
        return {**super().summary(), "scene_seed": None, "named": list(self.named)}


NO_SCENE = SceneSpec(seed=0, kinds=())


@dataclass(frozen=True)
class ListedCase(Case):
    """One thing said where nothing is seen, and what is there are the catalogue's things and places.

    Its ``spec`` is of no scene and never built; its readings are in terms of ``listed``.
    """

    listed: tuple[Percept, ...]
    """What the reader is told, at points of a layout."""

    @property
    def truth(self) -> tuple[Referent, ...]:
        """The same, to judge by."""
        return tuple(Referent(p.key, p.name, p.u, p.v, p.is_place, p.is_open) for p in self.listed)

    def summary(self) -> dict[str, Any]:
        """The case as JSON."""
        return {**super().summary(), "scene_seed": None, "named": [percept.name for percept in self.listed]}


def word_case(suite: str, case_id: str, text: str, named: Sequence[str], expected: Expected,
              valid: Sequence[int] = (), intent: int | None = None, *, pair: str = "", source: str = "none",
              template: str = "", origin: Origin = "hand") -> WordCase:
    """An English case on named things.

    Args:
        valid: positions of the things that the words can mean; empty where nobody knows.
        intent: position of the one that is meant.
    """
    readings = tuple(TrueReading("move", at) for at in valid)
    meant = None if intent is None else TrueReading("move", intent)
    return WordCase(case_id, suite, text, "en", NO_SCENE, expected, readings, meant, pair or case_id, source,
                    template, origin, case_seed(case_id), tuple(named))


def truth_of(spec: SceneSpec) -> tuple[Referent, ...]:
    """What can be spoken of on a scene, as it is before anything moves."""
    scene = KitchenScene(spec)
    try:
        return tuple(scene.truth().referents())
    finally:
        scene.close()


def case_seed(case_id: str) -> int:
    """A seed that belongs to one case alone."""
    return zlib.crc32(case_id.encode())


def make_case(suite: str, case_id: str, language: Language, spec: SceneSpec, text: str, expected: Expected,
              readings: tuple[TrueReading, ...], *, pair: str = "", source: str = "none", template: str = "",
              origin: Origin = "grammar", forbidden: tuple[TrueReading, ...] = ()) -> Case:
    """A case whose intent is drawn among its readings by its own seed, or among the ``forbidden`` ones where
    it has none."""
    seed = case_seed(case_id)
    meant = readings or forbidden
    intent = Random(seed).choice(meant) if meant else None
    return Case(case_id, suite, text, language, spec, expected, readings, intent, pair or case_id, source,
                template, origin, seed)


def from_instruction(suite: str, case_id: str, language: Language, spec: SceneSpec, said: Instruction,
                     pair: str = "", forbidden: tuple[TrueReading, ...] = ()) -> Case:
    """A case from a generated instruction."""
    expected: dict[str, Expected] = {"ask": "ambiguous", "act": "clear", "refuse": "refuse"}
    return make_case(suite, case_id, language, spec, said.text, expected[said.expected], tuple(said.readings),
                     pair=pair, source=said.source, template=said.template, forbidden=forbidden)


def first_that_fits(scene_seeds: Iterator[int],
                    attempt: Callable[[SceneSpec, tuple[Referent, ...]], list[Case] | None],
                    world: World = "kitchen", arm: str = "panda") -> list[Case]:
    """The cases of the first scene of a world, made for an arm, that admits them.

    Raises:
        EvaluationError: none of many scenes does.
    """
    for _ in range(MAX_SCENES):
        spec = SceneSpec(seed=next(scene_seeds), world=world, arm=arm)
        try:
            referents = truth_of(spec)
        except SceneError:
            continue  # what the seed drew does not fit on the counter
        cases = attempt(spec, referents)
        if cases is not None:
            return cases
    raise EvaluationError(f"none of {MAX_SCENES} scenes admits the case asked for; the grammar or the "
                          "catalogue is too narrow for this suite")


def by_key(referents: tuple[Referent, ...], key: int | None) -> Referent:
    """The referent of a key.

    Raises:
        KeyError: there is none.
    """
    for referent in referents:
        if referent.key == key:
            return referent
    raise KeyError(key)
