"""Hand-written sentences on scenes of their own, refused where truth contradicts their author."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from pydantic import BaseModel, ConfigDict

from evals.results import EvaluationError
from evals.suites.handwritten import Expected, SceneRow, Sentence
from scenes.base import SceneError
from scenes.commands import TrueReading, valid_readings
from scenes.counters import PLACE_POINTS
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.referring import Referent

SEEDS_TRIED = 12
LAYOUTS_TRIED = 200
"""On paper, where a layout costs nothing."""
PAPER_U, PAPER_V = (0.4, 0.52, 0.64, 0.76), (0.45, 0.55, 0.65)


class SentenceContradicted(EvaluationError):
    """Truth says otherwise than the sentence's author."""


def verdict(sentence: Sentence,
            referents: tuple[Referent, ...]) -> tuple[Expected | None, tuple[TrueReading, ...]]:
    """What truth makes of a sentence: clear, ambiguous, or None where it has no reading at all."""
    readings = valid_readings(sentence.command(), referents)
    return ("clear" if len(readings) == 1 else "ambiguous" if readings else None), tuple(readings)


class Found(BaseModel):
    """A scene on which every sentence of a row means what its author says."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    spec: SceneSpec
    referents: tuple[Referent, ...]


def place_row(row: SceneRow, seed: int) -> Found:
    """Build the row's scene, trying the next seeds where something is hidden or the layout does not fit.

    Raises:
        SentenceContradicted: everything required is visible and a sentence still means something else
            than stated, or no layout fits it.
    """
    return _first_fitting(row, seed, SEEDS_TRIED, in_the_kitchen)


def place_row_on_paper(row: SceneRow, seed: int) -> Found:
    """The same on counters drawn without a simulator: quick, for checking sentences.

    Raises:
        SentenceContradicted: as ``place_row``.
    """
    return _first_fitting(row, seed, LAYOUTS_TRIED, on_paper)


def _first_fitting(row: SceneRow, seed: int, tries: int,
                   look: Callable[[SceneSpec], tuple[Referent, ...] | None]) -> Found:
    for attempt in range(tries):
        spec = row.spec(seed + attempt)
        referents = look(spec)
        if referents is None:
            continue  # these things found no room in this layout
        seen = [referent.kind for referent in referents]
        if any(seen.count(kind) < row.present.count(kind) for kind in row.present):
            continue
        wrong = [(expected, sentence) for expected, sentence in row.sentences()
                 if verdict(sentence, referents)[0] != expected]
        if not wrong:
            return Found(spec=spec, referents=referents)
        for expected, sentence in wrong:
            if not sentence.depends_on_layout:
                raise SentenceContradicted(contradiction(row, expected, sentence, referents))
    raise SentenceContradicted(f"{row.id}: none of {tries} layouts from seed {seed} shows every thing "
                               "and makes the sentences mean what they say; ask for less of the scene")


def in_the_kitchen(spec: SceneSpec) -> tuple[Referent, ...] | None:
    """What is visible on the scene itself; None if its things find no room."""
    try:
        scene = KitchenScene(spec)
    except SceneError:
        return None
    try:
        return tuple(scene.truth().referents())
    finally:
        scene.close()


def on_paper(spec: SceneSpec) -> tuple[Referent, ...]:
    """The scene's things at points drawn from its seed, everything visible."""
    rng = Random(spec.seed)
    points = [(u, v) for u in PAPER_U for v in PAPER_V]
    things = [Referent(key, kind, u + rng.uniform(-0.02, 0.02), v + rng.uniform(-0.02, 0.02), False)
              for key, (kind, (u, v)) in enumerate(zip(spec.kinds or (), rng.sample(points, len(points)),
                                                       strict=False))]
    opened = {drawer: spec.open_drawer == drawer for drawer in ("top_drawer", "bottom_drawer")}
    fixed = [Referent(100 + index, key, u, v, True, opened.get(key))
             for index, (key, (u, v)) in enumerate(PLACE_POINTS.items())]
    return (*things, *fixed)


def contradiction(row: SceneRow, expected: Expected, sentence: Sentence,
                  referents: tuple[Referent, ...]) -> str:
    """Why truth disagrees, in one line."""
    _, readings = verdict(sentence, referents)
    names = {referent.key: referent.kind for referent in referents}
    listed = ", ".join(f"{reading.verb} {names[reading.thing]}"
                       + (f" > {names[reading.destination]}" if reading.destination is not None else "")
                       for reading in readings) or "none"
    things = ", ".join(sorted(r.kind for r in referents if not r.is_place))
    return (f"{row.id}: {sentence.text!r} is said to be {expected}, but on a scene with {things} its valid "
            f"readings are: {listed}")
