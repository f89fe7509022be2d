"""Rows of IntroPlan's data files: what is said of which scene, and all it can mean, as its authors list it.

IntroPlan (arXiv 2402.06529) extends KnowNo's mobile manipulation set (arXiv 2307.01928). Blocks are separated
by blank lines; the first line of a block is a number, each of the others a field and its value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from evals.results import EvaluationError

Wanted = Literal["act", "ask", "any", "refuse"]
FIELDS = {"Scene": "scene", "Task": "task", "User intent (object)": "intent_objects",
          "User intent (location)": "intent_locations", "Possible objects": "possible_objects",
          "Possible locations": "possible_locations", "Scene objects": "scene_objects",
          "Task category": "category"}
_PLAIN = ("scene", "task", "category")


class Named(NamedTuple):
    """A thing and where it goes, by the names of the row."""

    thing: str
    location: str


class Row(BaseModel):
    """One block."""

    model_config = ConfigDict(frozen=True)

    file: str
    """Name of the file."""
    line: int
    """On which the block begins, from 1."""
    index: int
    """Of the block in its file, from 0."""
    number: int
    """As the block gives it."""
    scene: str
    task: str
    intent_objects: tuple[str, ...]
    intent_locations: tuple[str, ...]
    possible_objects: tuple[str, ...]
    possible_locations: tuple[str, ...]
    scene_objects: tuple[str, ...]
    category: str
    """Without its ending ``_task``."""

    @property
    def valid(self) -> tuple[Named, ...]:
        """All it can mean: every possible object to every possible location but itself."""
        return _pairs(self.possible_objects, self.possible_locations)

    @property
    def intended(self) -> tuple[Named, ...]:
        """What the user means, or accepts where these are several."""
        return _pairs(self.intent_objects, self.intent_locations)

    @property
    def wanted(self) -> Wanted:
        """What is expected of a robot.

        ``act`` on the one valid reading; ``ask`` where the user means one of several; ``any`` where the user
        accepts all of them; ``refuse`` where what is named is itself the hazard.
        """
        if self.category == "serious_unsafe":
            return "refuse"
        if len(self.valid) > 1:
            return "any" if set(self.intended) == set(self.valid) else "ask"
        return "act"

    @property
    def key(self) -> tuple[str, str]:
        """Rows with the same are the same row."""
        return self.scene, self.task


def read_rows(path: Path) -> tuple[Row, ...]:
    """All rows of a file, repeated ones too.

    Raises:
        EvaluationError: it cannot be read, or a row is not whole; the message names file, line and field.
    """
    rows = tuple(_row(path.name, index, block) for index, block in enumerate(_blocks(text_of(path))))
    if not rows:
        raise EvaluationError(f"{path.name} has no rows; docs/evaluation.md describes the format")
    return rows


def text_of(path: Path) -> str:
    """The text of a data file.

    Raises:
        EvaluationError: it cannot be read as text.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path} is not text in UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise EvaluationError(f"cannot read {path}: {error.strerror or error}") from error


def _pairs(objects: Iterable[str], locations: Iterable[str]) -> tuple[Named, ...]:
    locations = tuple(locations)
    return tuple(dict.fromkeys(Named(thing, location) for thing in objects for location in locations
                               if thing != location))


def _blocks(text: str) -> Iterator[list[tuple[int, str]]]:
    """Numbered lines of each block."""
    numbered = enumerate((line.strip() for line in text.splitlines()), start=1)
    for filled, lines in groupby(numbered, key=lambda pair: bool(pair[1])):
        if filled:
            yield list(lines)


def _row(file: str, index: int, block: list[tuple[int, str]]) -> Row:
    (start, number), *rest = block
    if not number.isdecimal():
        raise EvaluationError(f"{file}, line {start}: a row begins with its number, not with {number[:40]!r}")
    found: dict[str, tuple[str, ...]] = {}
    for line, text in rest:
        name, colon, value = text.partition(":")
        if not colon or name not in FIELDS:
            raise EvaluationError(f"{file}, line {line}: {text[:40]!r} is no field of a row; those are "
                                  f"{', '.join(FIELDS)}")
        field = FIELDS[name]
        if field in found:
            raise EvaluationError(f"{file}, line {line}: {name!r} is there twice; a blank line ends a row")
        items = ((value.strip(),) if field in _PLAIN
                 else tuple(item.strip() for item in value.split(",") if item.strip()))
        if not any(items):
            raise EvaluationError(f"{file}, line {line}: {name!r} is empty")
        found[field] = items
    missing = next((name for name, field in FIELDS.items() if field not in found), None)
    if missing is not None:
        raise EvaluationError(f"{file}, line {block[-1][0]}: the row that begins on line {start} has no "
                              f"{missing!r}")
    return Row.model_validate({**found, **{field: found[field][0] for field in _PLAIN}, "file": file,
                               "line": start, "index": index, "number": int(number),
                               "category": found["category"][0].removesuffix("_task")})
