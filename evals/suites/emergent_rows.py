"""The sentences of the emergent suite: their format and its reader.

``emergent.toml`` has one list a category, ``symbol``, ``reasoning`` and ``person``. A row is a sentence on a
counter of exactly the things in ``present``::

    { id = "coke-heart", text = "Put the Coke near the heart.", present = ["coke", "apple", "card_heart"],
      thing = ["coke"], near = ["card_heart"] }

``thing`` are facts that the thing meant has, all of them; then one of ``near`` (facts of what it goes by),
``into`` (facts of the bowl it goes into), ``place`` (a key of a place, or ``hand_over``). ``language`` is
that of the sentence: en (if not said), zh, es or de. ``refuse`` stands for a sentence that cannot be followed
here: it names somebody whose picture is not there or who was never enrolled.

A row must mean exactly one thing on its counter in any layout; one that does not is an error that names
it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from evals.results import EvaluationError
from evals.suites.toml_rows import read_rows
from scenes.cards.catalogue import NEVER_IN_ROBOT_DATA
from scenes.catalogue import all_kinds, kinds
from scenes.commands import Command, TrueReading, valid_readings
from scenes.queries import Referent
from scenes.query_specs import Facts, QuerySpec, Strict, checked_destination, command_of

FILE = Path(__file__).with_name("emergent.toml")
Category = Literal["symbol", "reasoning", "person"]
CATEGORIES: tuple[Category, ...] = ("symbol", "reasoning", "person")
Spoken = Literal["en", "zh", "es", "de"]
SPOKEN: tuple[Spoken, ...] = ("en", "zh", "es", "de")
MAX_THINGS = 5


def _as_kinds(names: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(name.removeprefix("kind:") for name in names)
    unknown = [name for name in found if name not in kinds("cards")]
    if unknown:
        raise ValueError(f"no such kind among the cards: {', '.join(unknown)}")
    return found


Kinds = Annotated[tuple[str, ...], AfterValidator(_as_kinds)]


class Row(Strict):
    """One sentence, what is on the counter, and what it means there."""

    id: str
    text: str = Field(min_length=1, max_length=400)
    language: Spoken = "en"
    present: Kinds = Field(min_length=2, max_length=MAX_THINGS)
    thing: Facts = ()
    near: Facts = ()
    into: Facts = ()
    place: str | None = None
    refuse: bool = False

    @model_validator(mode="after")
    def _makes_sense(self) -> Row:
        given = sum((bool(self.near), bool(self.into), self.place is not None))
        if self.refuse:
            if given or self.thing:
                raise ValueError("what is to be refused has no thing and nowhere to go")
            return self
        if not self.thing or given != 1:
            raise ValueError("thing and exactly one of near, into and place are needed")
        if self.place is not None:
            checked_destination(self.place, "move")
        return self

    def command(self) -> Command:
        """What it means.

        Raises:
            ValueError: it is to be refused.
        """
        if self.refuse:
            raise ValueError(f"{self.id} is to be refused")
        where = self.place if self.place is not None else QuerySpec(facts=self.near or self.into)
        return command_of("move", QuerySpec(facts=self.thing), where, "next_to" if self.near else None)

    def readings(self, referents: tuple[Referent, ...]) -> tuple[TrueReading, ...]:
        """The one valid reading among what is visible; none for what is to be refused.

        Raises:
            EvaluationError: truth says that it means nothing here, or several things.
        """
        if self.refuse:
            return ()
        found = tuple(valid_readings(self.command(), referents))
        if len(found) != 1:
            things = ", ".join(sorted(r.kind for r in referents if not r.is_place))
            raise EvaluationError(f"{FILE.name}: {self.id}: {self.text!r} has {len(found)} valid readings on "
                                  f"a counter with {things}, and must have one")
        return found

    @property
    def held_out(self) -> bool:
        """Whether what it turns on never occurs in robot data."""
        meant = {*self.thing, *self.near, *self.into}
        turned_on = [key for key in self.present if meant & {key, f"kind:{key}", *all_kinds()[key].traits}]
        return self.refuse or bool(NEVER_IN_ROBOT_DATA & set(turned_on))


class EmergentFile(Strict):
    symbol: tuple[Row, ...]
    reasoning: tuple[Row, ...]
    person: tuple[Row, ...]

    @model_validator(mode="after")
    def _ids_and_texts_once(self) -> EmergentFile:
        rows = [row for category in CATEGORIES for row in self.of(category)]
        for of_rows in ([row.id for row in rows], [row.text for row in rows]):
            twice = sorted({one for one in of_rows if of_rows.count(one) > 1})
            if twice:
                raise ValueError(f"written twice: {'; '.join(twice)}")
        return self

    def of(self, category: Category) -> tuple[Row, ...]:
        """The rows of a category."""
        rows: tuple[Row, ...] = getattr(self, category)
        return rows


def read(path: Path = FILE) -> EmergentFile:
    """Read the sentences.

    Raises:
        EvaluationError: the file is missing, is not TOML, or a row does not fit; names file, row and field.
    """
    return read_rows(path, EmergentFile, _where)


def _where(raw: dict[str, object], location: tuple[int | str, ...]) -> str:
    rows = raw.get(str(location[0])) if location else None
    if len(location) > 1 and isinstance(location[1], int) and isinstance(rows, list):
        row = rows[location[1]]
        name = row.get("id", f"row {location[1] + 1}") if isinstance(row, dict) else f"row {location[1] + 1}"
        return ".".join([str(location[0]), str(name), *map(str, location[2:])])
    return ".".join(map(str, location)) or "file"
