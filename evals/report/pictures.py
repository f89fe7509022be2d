"""The counter of a case, built again from its seed and photographed, with what was meant and done marked."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from evals.report.documents import CaseRow, SaidReading
from evals.results import EvaluationError
from evals.suites import handwritten
from scenes.base import SceneError
from scenes.catalogue import words_for
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.referring import Indistinguishable, Referent, describe
from scenes.splits import split_of

MEANT, DONE = "#009E73", "#D55E00"
"""Ring colours; the page's legend repeats them."""
_QUALITY = 82
_RING = 13
_RELATIONS = {"in": "into", "on": "onto", "next_to": "next to", "handover": "over to"}


@dataclass(frozen=True)
class Picture:
    """A case's scene: its photograph as an address that holds it, and its readings in words."""

    uri: str
    meant: str | None
    done: str | None
    readings: tuple[str, ...]


def spec_of(case: CaseRow) -> SceneSpec | None:
    """What the case's scene was built from; None where that cannot be known from the case.

    Suites of the grammar build from the seed, and say what else they build from. A hand-written row asks for
    things of its own, so its file is looked up; a row whose sentence is no longer there may have changed.
    """
    if case.scene_seed is None:
        return None
    if case.origin != "hand":
        return SceneSpec(seed=case.scene_seed, kinds=case.kinds, world=case.world, arm=case.arm,
                         randomisation=case.randomisation)
    try:
        split = split_of(case.scene_seed)
        tunings: Sequence[str] = handwritten.TUNING if split == "dev" else handwritten.TUNING[:1]
        for tuning in tunings:
            for language, path in handwritten.files(split, tuning).items():
                for row in _rows(path) if language == case.language else ():
                    if row.id == case.template and case.text in [said.text for _, said in row.sentences()]:
                        return row.spec(case.scene_seed)
    except (ValueError, EvaluationError):
        return None
    return None


@cache
def _rows(path: Path) -> tuple[handwritten.SceneRow, ...]:
    return handwritten.read(path).scene


def picture(case: CaseRow) -> Picture | None:
    """The front camera's frame before anything moved; None where the scene cannot be built again."""
    spec = spec_of(case)
    if spec is None:
        return None
    try:
        scene = KitchenScene(spec)
    except SceneError:
        return None
    try:
        frame, referents = scene.observe(("front",)).images["front"], scene.truth().referents()
    finally:
        scene.close()
    keys = {referent.key for referent in referents}
    told = [one for one in (case.intent, case.chosen, *case.readings) if one is not None]
    if not keys_of(told) <= keys:
        return None  # another version built something else from this seed
    among = tuple(key for key in keys_of(told))
    return Picture(
        _encoded(_marked(Image.fromarray(frame), case, referents)),
        None if case.intent is None else in_words(case.intent, referents, among),
        None if case.chosen is None else in_words(case.chosen, referents, among),
        tuple(in_words(one, referents, among) for one in case.readings),
    )


def keys_of(readings: Iterable[SaidReading]) -> set[int]:
    """Everything the readings are about."""
    return {key for one in readings for key in (one.thing, one.destination) if key is not None}


def in_words(reading: SaidReading, referents: Sequence[Referent], among: Sequence[int]) -> str:
    """A reading as a person would say it, each thing told from the others in question."""
    thing = _named(reading.thing, referents, among)
    if reading.destination is None:
        return f"{reading.verb} {thing}"
    relation = _RELATIONS.get(reading.relation or "", "to")
    return f"{reading.verb} {thing} {relation} {_named(reading.destination, referents, among)}"


def _named(key: int, referents: Sequence[Referent], among: Sequence[int]) -> str:
    try:
        return describe(key, among, referents, "en")
    except Indistinguishable:
        kind = next(referent.kind for referent in referents if referent.key == key)
        return f"the {words_for(kind).en[0]} (no. {key})"


def _marked(image: Image.Image, case: CaseRow, referents: Sequence[Referent]) -> Image.Image:
    pen: Any = ImageDraw.Draw(image)
    points = {referent.key: (referent.u * image.width, referent.v * image.height) for referent in referents}
    # The ring of what was done is wider, so that both are seen where they are the same thing.
    for reading, colour, radius in ((case.intent, MEANT, _RING), (case.chosen, DONE, _RING + 4)):
        for key in sorted(keys_of([] if reading is None else [reading])):
            x, y = points[key]
            for extra, ink in ((1, "white"), (0, colour)):
                pen.ellipse(
                    [x - radius - extra, y - radius - extra, x + radius + extra, y + radius + extra],
                    outline=ink,
                    width=2 + 2 * extra,
                )
    return image


def _encoded(image: Image.Image) -> str:
    held = io.BytesIO()
    image.save(held, format="JPEG", quality=_QUALITY)
    return "data:image/jpeg;base64," + base64.b64encode(held.getvalue()).decode()
