"""Sentences as people say them, for practice: whole sentences with slots, and what each filling means.

The grammar crosses forms; people do not. These frames were written one by one, in many voices, by writers who
saw neither the grammar nor any sentence for tuning or testing. TOML files under
``grammar/en/said`` and ``grammar/zh/said``, those of the bench in a folder of its name there::

    [[said]]
    text = "Kid spat on {x}, quick, {y} please!"
    x = { "the spoon" = { facts = ["spoon"] }, "something" = {} }
    y = { "sink" = "sink", "over by the plate" = { facts = ["plate"], relation = "next_to" } }

``x`` fills the thing with Queries (``scenes.query_specs.QuerySpec``); ``y`` fills the destination, or ``to``
names it where the frame does: a place, ``belongs``, ``disposal``, ``hand_over``, or a Query with a ``relation``
where it is ``next_to``. ``verb`` is move (default), open or close. What a sentence comes to, clear,
ambiguous or without a reading, is judged anew on every counter it is said at.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from scenes.catalogue import World, world_of
from scenes.commands import Command
from scenes.drawing import ONE_OF_SEVERAL, Instruction, Want, assess
from scenes.lexicon import Language
from scenes.queries import Referent
from scenes.query_specs import QuerySpec, Strict, checked_destination, command_of
from scenes.reasons import reason, refusal

FOLDER = Path(__file__).parent / "grammar"
_EXPECTED: dict[Want, Literal["act", "ask", "refuse"]] = {
    "clear": "act", "ambiguous": "ask", "absent": "refuse", "unsafe": "refuse"}


class SayingError(ValueError):
    """A file of sayings that cannot be used; names file and frame."""


class Destination(QuerySpec):
    """A Query of where to, with how."""

    relation: Literal["next_to"] | None = None


class Said(Strict):
    """One frame with its fillings."""

    text: str = Field(min_length=1, max_length=400)
    x: dict[str, QuerySpec] = Field(min_length=1)
    y: dict[str, str | Destination] | None = None
    to: str | Destination | None = None
    verb: Literal["move", "open", "close"] = "move"

    @model_validator(mode="after")
    def _slots_are_filled(self) -> Said:
        if "{x}" not in self.text or ("{y}" in self.text) != (self.y is not None):
            raise ValueError("the text needs {x}, and {y} exactly where y is given")
        if self.y is not None and self.to is not None:
            raise ValueError("y and to exclude each other")
        for destination in self._destinations().values():
            checked_destination(destination, self.verb)
        return self

    def _destinations(self) -> dict[str, str | Destination | None]:
        return {"": self.to} if self.y is None else dict(self.y)

    def sentences(self) -> Iterator[tuple[str, Command]]:
        """Every way of filling it, with its meaning."""
        for (thing, query), (place, where) in product(self.x.items(), self._destinations().items()):
            relation = where.relation if isinstance(where, Destination) else None
            yield (self.text.replace("{x}", thing).replace("{y}", place),
                   command_of(self.verb, query, where, relation))


@dataclass(frozen=True)
class Frame:
    """A frame ready to be drawn from."""

    name: str
    text: str
    sentences: tuple[tuple[str, Command], ...]


def read(path: Path) -> tuple[Frame, ...]:
    """The frames of one file.

    Raises:
        SayingError: it is no TOML, or a frame does not fit; names file, frame and field.
    """
    try:
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SayingError(f"{path}: {error}") from error
    frames = []
    for index, one in enumerate(raw.get("said", ())):
        try:
            said = Said.model_validate(one)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(map(str, first["loc"]))
            raise SayingError(f"{path}: frame {index + 1}: {field}: {first['msg']}") from error
        frames.append(Frame(f"{path.stem}.{index + 1}", said.text, tuple(said.sentences())))
    return tuple(frames)


@cache
def frames(language: Language, world: World = "kitchen") -> tuple[Frame, ...]:
    """All frames of a language that are said in a world."""
    folder = FOLDER / language / "said"
    folder = folder / world if world == "bench" else folder
    return tuple(frame for path in sorted(folder.glob("*.toml")) for frame in read(path))


def draw(referents: Sequence[Referent], rng: Random, language: Language, want: Want,
         tries: int = 60) -> Instruction | None:
    """A sentence that turns out as wanted on this counter; None when none was met.

    Frames are drawn evenly, however many fillings they have.
    """
    among = frames(language, world_of(r.kind for r in referents))
    for _ in range(tries if among else 0):
        frame = rng.choice(among)
        text, command = rng.choice(frame.sentences)
        verdict = assess(command, referents, rng)
        if verdict is None or verdict[0] != want:
            continue
        judgement = verdict[1]
        readings = judgement.readings
        if len({r.thing for r in readings}) == 1 and any(mark in text for mark in ONE_OF_SEVERAL):
            continue
        why = (reason(command, readings[0], referents, language, len(readings) == 1) if readings
               else refusal(command, judgement, referents, language))
        return Instruction(text, language, command, readings, _EXPECTED[want], judgement.special,
                           "none" if want == "clear" else "attribute", why, f"said.{frame.name}", "said")
    return None
