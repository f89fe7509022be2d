"""How files write down what words mean: a Query and a Command as TOML tables, checked against the catalogue."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

from scenes.catalogue import all_kinds, all_places
from scenes.commands import Command, Derived, Relation, Verb
from scenes.queries import Query, facts_of

DERIVED: tuple[Derived, ...] = ("belongs", "disposal", "hand_over")


class Strict(BaseModel):
    """Frozen, and nothing it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@cache
def known_facts() -> frozenset[str]:
    """Every fact a Query may use."""
    of_kinds = frozenset[str]().union(*(facts_of(key) for key in all_kinds()))
    of_places = frozenset[str]().union(*(facts_of(key) for key in all_places()))
    return of_kinds | of_places | {"open", "closed"}


def as_fact(name: str) -> str:
    """The fact a name in a file stands for: itself, or the kind or place of that name.

    Raises:
        ValueError: the catalogue knows neither.
    """
    for fact in (name, f"kind:{name}"):
        if fact in known_facts():
            return fact
    raise ValueError(f"no such fact, kind or place in the catalogue: {name!r}")


def _as_facts(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(as_fact(name) for name in names)


Facts = Annotated[tuple[str, ...], AfterValidator(_as_facts)]


class QuerySpec(Strict):
    """A Query as TOML writes it."""

    facts: Facts = ()
    any_of: Facts = ()
    none_of: Facts = ()
    side: Literal["left", "right", "front", "back", "middle"] | None = None
    rank: int = 1
    near: QuerySpec | None = None
    what: Literal["thing", "place", "any"] = "thing"

    @property
    def depends_on_layout(self) -> bool:
        """Whether where things lie decides what it is true of."""
        return self.side is not None or self.near is not None

    def query(self) -> Query:
        return Query(facts=frozenset(self.facts), any_of=frozenset(self.any_of),
                     none_of=frozenset(self.none_of), side=self.side, rank=self.rank,
                     near=self.near.query() if self.near else None, what=self.what)


def checked_destination(destination: str | QuerySpec | None, verb: Verb) -> None:
    """Raises:
        ValueError: a move without a destination, or to one nobody knows.
    """
    if verb == "move" and destination is None:
        raise ValueError("move needs a destination")
    if isinstance(destination, str) and destination not in {*all_places(), *DERIVED}:
        raise ValueError(f"no such destination: {destination!r}")


def command_of(verb: Verb, thing: QuerySpec, destination: str | QuerySpec | None,
               relation: Relation | None) -> Command:
    """The command that a file's tables stand for."""
    meant: Query | str | None
    if isinstance(destination, QuerySpec):
        meant = destination.query()
    elif destination in all_places():
        meant = Query(facts=frozenset({f"kind:{destination}"}), what="place")
    else:
        meant = destination
    return Command(verb, thing.query(), meant, relation)  # type: ignore[arg-type]
