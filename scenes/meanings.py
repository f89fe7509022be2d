"""Meanings a noun phrase may carry on a given counter, before any words are chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from scenes.catalogue import all_kinds, practised_kinds, world_of
from scenes.commands import graspable
from scenes.lexicon import lexicon_of
from scenes.queries import Query, Referent, Side, facts_of
from scenes.speech import speech_of

SIDES: tuple[Side, ...] = ("left", "right", "left", "right", "left", "right", "front", "back", "middle")


@dataclass(frozen=True)
class Meaning:
    """A noun phrase's meaning and the ingredients its words are made of."""

    family: str
    """Names the group of forms, ``np.<family>``."""
    query: Query
    noun: str | None = None
    """A category, or ``kind:<key>``; None says "one" or "thing"."""
    adjectives: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Kinds named besides: left out, offered as a choice, or the neighbour."""
    side: Side | None = None
    purpose: str | None = None
    """What it is good for, for "something to ..."."""
    twins: bool = False
    """Several of one kind are here."""


class Meanings:
    """Samples meanings true of something on one counter."""

    def __init__(self, referents: Sequence[Referent], rng: Random) -> None:
        self.referents = referents
        self.rng = rng
        self.world = world_of(r.kind for r in referents)
        self.speech = speech_of(self.world)
        self.carried = graspable(referents)
        self.things = [r for r in referents if r.key in self.carried]
        self.kinds_here = sorted({r.kind for r in self.things})
        self.facts_here = {r.key: facts_of(r.kind) for r in self.things}
        self.all_facts = frozenset().union(*self.facts_here.values()) if self.facts_here else frozenset()
        self.nouns_here = [noun for noun in self.speech.nouns if noun in self.all_facts]
        self.colours_here = [c for c in lexicon_of(self.world).colours if c in self.all_facts]
        self.traits_here = [t for t in self.speech.lone_traits if t in self.all_facts]

    def count(self, facts: frozenset[str]) -> int:
        return sum(facts <= have for have in self.facts_here.values())

    def kind(self) -> Meaning | None:
        if not self.kinds_here:
            return None
        return self.of_kind(self.rng.choice(self.kinds_here))

    def of_kind(self, kind: str) -> Meaning:
        fact = f"kind:{kind}"
        return Meaning("kind", Query(frozenset({fact})), noun=fact,
                       twins=sum(r.kind == kind for r in self.referents) > 1)

    def twin(self) -> Meaning | None:
        """A kind of which there are several."""
        several = [k for k in self.kinds_here if sum(r.kind == k for r in self.things) > 1]
        return self.of_kind(self.rng.choice(several)) if several else None

    def category(self) -> Meaning | None:
        if not self.nouns_here:
            return None
        noun = self.rng.choice(self.nouns_here)
        return Meaning("category", Query(frozenset({noun})), noun=noun)

    def purpose(self) -> Meaning | None:
        """What something here is good for."""
        here = [p for p in self.speech.purposes if p in self.all_facts]
        if not here:
            return None
        purpose = self.rng.choice(here)
        return Meaning("purpose", Query(frozenset({purpose})), purpose=purpose)

    def empty(self) -> Meaning | None:
        """A can, a bottle or a bag that is said to be empty, and so to be thrown away."""
        here = [noun for noun in self.speech.empties if noun in self.all_facts]
        if not here:
            return None
        noun = self.rng.choice(here)
        return Meaning("empty", Query(frozenset({noun})), noun=noun)

    def pronoun(self) -> Meaning | None:
        return Meaning("pronoun", Query()) if self.things else None

    def adj_one(self) -> Meaning | None:
        colours, traits = self.colours_here, self.traits_here
        pool = traits if traits and self.rng.random() < 0.55 else colours
        if not pool:
            return None
        adjective = self.rng.choice(pool)
        return Meaning("adj_one", Query(frozenset({adjective})), adjectives=(adjective,))

    def _adjective_for(self, noun: str) -> str | None:
        having = [facts for facts in self.facts_here.values() if noun in facts]
        fitting = [a for a, nouns in self.speech.trait_nouns.items() if noun in nouns and any(a in h for h in having)]
        colours = [c for c in self.colours_here if any(c in h for h in having)]
        pool = fitting if fitting and self.rng.random() < 0.55 else colours
        return self.rng.choice(pool) if pool else None

    def adj_noun(self) -> Meaning | None:
        if not self.nouns_here:
            return None
        noun = self.rng.choice(self.nouns_here)
        adjective = self._adjective_for(noun)
        if adjective is None:
            return None
        return Meaning("adj_noun", Query(frozenset({noun, adjective})), noun=noun, adjectives=(adjective,))

    def two(self) -> Meaning | None:
        first = self.adj_noun()
        if first is None or first.noun is None:
            return None
        second = self._adjective_for(first.noun)
        if second is None or second in first.adjectives:
            return None
        colours = lexicon_of(self.world).colours
        # Traits stand before colours: "the sweet red fruit".
        pair = sorted((first.adjectives[0], second), key=lambda a: a in colours)
        if all(a in colours for a in pair):
            return None
        query = Query(frozenset({first.noun, *pair}))
        if self.count(query.facts) == 0:
            return None
        return Meaning("two", query, noun=first.noun, adjectives=tuple(pair))

    def two_one(self) -> Meaning | None:
        """Two properties and no noun: the words are for practice alone."""
        pool = [(a, b) for a in self.traits_here for b in (*self.colours_here, *self.traits_here)
                if a != b and self.count(frozenset({a, b}))]
        if not pool:
            return None
        first, second = self.rng.choice(pool)
        return Meaning("two_one", Query(frozenset({first, second})), adjectives=(first, second))

    def negation(self) -> Meaning | None:
        options = [(a, n) for a, nouns in self.speech.negated.items() for n in nouns
                   if n in self.all_facts and self.count(frozenset({a, n}))]
        options = [(a, n) for a, n in options if self.count(frozenset({n})) > self.count(frozenset({a, n}))]
        if not options:
            return None
        adjective, noun = self.rng.choice(options)
        return Meaning("negation", Query(frozenset({noun}), none_of=frozenset({adjective})), noun=noun,
                       adjectives=(adjective,))

    def but(self) -> Meaning | None:
        base = self.category()
        if base is None:
            return None
        inside = [k for k in self.kinds_here if base.noun in facts_of(k)]
        if len(inside) < 2:
            return None
        other = self.rng.choice(inside)
        return Meaning("but", Query(base.query.facts, none_of=frozenset({f"kind:{other}"})), noun=base.noun,
                       others=(other,))

    def but_any(self) -> Meaning | None:
        if len(self.kinds_here) < 2:
            return None
        other = self.rng.choice(self.kinds_here)
        return Meaning("but_any", Query(none_of=frozenset({f"kind:{other}"})), others=(other,))

    def either(self) -> Meaning | None:
        if len(self.kinds_here) < 2:
            return None
        first, second = self.rng.sample(self.kinds_here, 2)
        query = Query(any_of=frozenset({f"kind:{first}", f"kind:{second}"}))
        return Meaning("either", query, others=(first, second))

    def _several(self) -> Meaning | None:
        """A kind, a category or nothing in particular that several things are."""
        draw = self.rng.random()
        if draw < 0.45:
            base = self.twin() or self.category()
        elif draw < 0.8:
            base = self.category()
        else:
            return Meaning("one", Query())
        return base if base is not None and self.count(base.query.facts) > 1 else None

    def sided(self) -> Meaning | None:
        base = self._several()
        if base is None:
            return None
        side = self.rng.choice(SIDES)
        rank = 1
        if side in ("left", "right") and self.count(base.query.facts) >= 3 and self.rng.random() < 0.2:
            rank = self.rng.choice((2, 2, 3))
        query = Query(base.query.facts, side=side, rank=rank)
        found = query.matches(self.referents)
        # Bowls are things too, and the user may have counted them.
        if found != query.matches(self.referents, self.carried) or not query.is_robust(self.referents):
            return None
        family = "rank" if rank > 1 else "left_right" if side in ("left", "right") else side
        return Meaning(family, query, noun=base.noun, side=side)

    def near(self) -> Meaning | None:
        base = self._several()
        if base is None:
            return None
        unique = [r for r in self.referents
                  if sum(o.kind == r.kind for o in self.referents) == 1
                  and (not r.is_place or r.kind in self.speech.landmarks)
                  and not (base.query.accepts(r) and base.noun is not None)]
        if not unique:
            return None
        other = self.rng.choice(unique).kind
        anchor = Query(frozenset({f"kind:{other}"}), what="any")
        query = Query(base.query.facts, near=anchor)
        found = query.matches(self.referents)
        if not found or found != query.matches(self.referents, self.carried) or not query.is_robust(
                self.referents):
            return None
        return Meaning("near", query, noun=base.noun, others=(other,))

    def sample(self, families: Sequence[str]) -> Meaning | None:
        """One meaning of a family drawn at random, or None where this counter has none."""
        maker: Callable[[], Meaning | None] = getattr(self, self.rng.choice(families))
        return maker()

    def absent_kind(self) -> str:
        """A kind the hand could carry that is not here."""
        here = {r.kind for r in self.referents}
        return self.rng.choice([k.key for k in practised_kinds(self.world).values() if k.key not in here and k.graspable])

    def absent_category(self) -> str | None:
        gone = [noun for noun in self.speech.nouns if noun not in self.all_facts]
        return self.rng.choice(gone) if gone else None

    def holders(self) -> list[Referent]:
        return [r for r in self.referents if r.kind in all_kinds() and all_kinds()[r.kind].holds_things]
