"""Sentences written by hand: the format and its reader. ``placing`` puts them on scenes.

One TOML file a language, ``handwritten_en.toml`` and ``handwritten_zh.toml``. A row is a scene with
one clear sentence, or with an ambiguous sentence and its clear control::

    language = "en"

    [[scene]]
    id = "fruit-away"                     # unique in the file
    present = ["apple", "banana"]         # kinds on the counter (repeat one for duplicates)
    absent = ["fruit"]                    # no filler thing may have any of these facts or kinds
    open_drawer = "top_drawer"            # optional

    [scene.ambiguous]
    text = "Be a dear and chuck the fruit, would you?"
    thing = { facts = ["fruit"] }
    destination = "disposal"
    source = "numeric"

    [scene.clear]
    text = "Be a dear and chuck the yellow fruit, would you?"
    thing = { facts = ["fruit", "yellow"] }
    destination = "disposal"

``thing`` is a Query (``scenes.referring.Query``): ``facts`` all hold, ``any_of`` at least one holds,
``none_of`` none holds, ``side`` left/right/front/back/middle with ``rank``, ``near`` another Query,
``what = "place"`` for drawers. A fact is an attribute (``drink``, ``red``, ``metal``, ``quench_thirst``) or
a kind or place (``coke``, ``top_drawer``; write ``kind:orange`` for the fruit, as ``orange`` is the colour).
``destination`` is the key of a place, ``"belongs"``, ``"disposal"``,
``"hand_over"``, or a Query of another thing or of places; ``relation`` is in/on/next_to/handover
where the destination leaves it open. ``verb`` is move (default), open or close. ``source`` says
where the ambiguity comes from: attribute, numeric, spatial, referential, preference, common-sense.

From a scene seed ``placing`` adds up to three filler things that have none of the ``absent`` facts,
builds the scene, and takes the valid readings from truth: a clear sentence must have exactly one, an
ambiguous one at least two. A sentence that does not is an error that names it.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Literal

from pydantic import Field, model_validator

from evals.suites.toml_rows import read_rows
from scenes.catalogue import kinds
from scenes.commands import Command
from scenes.kitchen import SceneSpec
from scenes.queries import facts_of
from scenes.query_specs import Facts, QuerySpec, Strict, checked_destination, command_of
from scenes.splits import Split
from scenes.spoken import Foreign, Spoken

FOLDER = Path(__file__).parent
MAX_THINGS = 7
Language = Literal["en", "zh"]
Expected = Literal["clear", "ambiguous"]
SOURCES = ("none", "attribute", "numeric", "spatial", "referential", "preference", "common-sense")


class Sentence(Strict):
    """One sentence and what it means."""

    text: str = Field(min_length=1, max_length=400)
    thing: QuerySpec
    destination: str | QuerySpec | None = None
    relation: Literal["in", "on", "next_to", "handover"] | None = None
    verb: Literal["move", "open", "close"] = "move"
    source: str = "none"

    @model_validator(mode="after")
    def _makes_sense(self) -> Sentence:
        if self.source not in SOURCES:
            raise ValueError(f"source {self.source!r} is not one of {', '.join(SOURCES)}")
        checked_destination(self.destination, self.verb)
        return self

    @property
    def depends_on_layout(self) -> bool:
        return self.thing.depends_on_layout or (
            isinstance(self.destination, QuerySpec) and self.destination.depends_on_layout)

    def command(self) -> Command:
        return command_of(self.verb, self.thing, self.destination, self.relation)


class SceneRow(Strict):
    """A scene's requirements with the sentences said about it."""

    id: str
    present: tuple[str, ...] = Field(min_length=1, max_length=MAX_THINGS)
    absent: Facts = ()
    open_drawer: Literal["top_drawer", "bottom_drawer"] | None = None
    clear: Sentence
    ambiguous: Sentence | None = None

    @model_validator(mode="after")
    def _words_exist(self) -> SceneRow:
        unknown = set(self.present) - set(kinds())
        if unknown:
            raise ValueError(f"no such kind in the catalogue: {', '.join(sorted(unknown))}")
        return self

    def sentences(self) -> tuple[tuple[Expected, Sentence], ...]:
        both: list[tuple[Expected, Sentence]] = [("clear", self.clear)]
        if self.ambiguous is not None:
            both.insert(0, ("ambiguous", self.ambiguous))
        return tuple(both)

    def fillers(self) -> list[str]:
        """Kinds that may be added without touching what the sentences mean."""
        return [key for key in kinds() if key not in self.present and not facts_of(key) & set(self.absent)]

    def spec(self, seed: int) -> SceneSpec:
        """The scene of this row for one seed."""
        rng = Random(f"{self.id}/{seed}")
        fillers = self.fillers()
        count = min(rng.randint(0, 3), MAX_THINGS - len(self.present), len(fillers))
        things = [*self.present, *rng.sample(fillers, count)]
        rng.shuffle(things)
        return SceneSpec(seed=seed, kinds=tuple(things), open_drawer=self.open_drawer or "none")


class HandFile(Strict):
    language: Spoken
    scene: tuple[SceneRow, ...]

    @model_validator(mode="after")
    def _ids_and_texts_once(self) -> HandFile:
        ids = [row.id for row in self.scene]
        texts = [sentence.text for row in self.scene for _, sentence in row.sentences()]
        twice = {x for x in ids if ids.count(x) > 1} | {x for x in texts if texts.count(x) > 1}
        if twice:
            raise ValueError(f"written twice: {'; '.join(sorted(twice))}")
        return self


def read(path: Path) -> HandFile:
    """Read one file.

    Raises:
        EvaluationError: it is missing, is not TOML, or a row does not fit; names file, row and field.
    """
    return read_rows(path, HandFile, _where)


def _where(raw: dict[str, object], location: tuple[int | str, ...]) -> str:
    rows = raw.get("scene")
    index = location[1] if len(location) > 1 and location[0] == "scene" else None
    if isinstance(index, int) and isinstance(rows, list):
        row = rows[index]
        name = row.get("id", f"row {index + 1}") if isinstance(row, dict) else f"row {index + 1}"
        return ".".join([str(name), *map(str, location[2:])])
    return ".".join(map(str, location)) or "file"


TUNING = ("handwritten_dev", "handwritten_dev2", "handwritten_dev3")
"""Files for tuning: failures of the first two shaped the forms for practice, the third was written after."""


def files(split: Split = "test", tuning: str = TUNING[0]) -> dict[Language, Path]:
    """The hand-written files of testing, or of a set for tuning, by language; training has none."""
    name = {"test": "handwritten", "dev": tuning}.get(split, "none")
    found: dict[Language, Path] = {}
    for language in ("en", "zh"):
        path = FOLDER / f"{name}_{language}.toml"
        if path.is_file():
            found[language] = path  # type: ignore[index]
    return found


def foreign_files() -> dict[Foreign, Path]:
    """The Spanish and German files for tuning; no suite has them."""
    languages: tuple[Foreign, ...] = ("es", "de")
    return {language: FOLDER / f"handwritten_dev_{language}.toml" for language in languages}
