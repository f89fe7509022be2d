"""Drafts of instructions: a command chosen for a counter, with the forms that will say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal, Protocol

from scenes.catalogue import all_places
from scenes.commands import Command, Derived
from scenes.forms import Form
from scenes.lexicon import Language
from scenes.meanings import Meaning, Meanings
from scenes.queries import Query, Referent, facts_of
from scenes.splits import Split

Action = Literal["give", "move", "dispose", "belongs", "open", "close", "it", "need", "fixed"]


class Wording(Protocol):
    """What drafts ask of a language."""

    language: Language
    split: Split

    def form(self, group: str, *needs: str) -> Form | None: ...
    def phrase(self, meaning: Meaning, mode: str, form: Form | None = None) -> tuple[str, str] | None: ...
    def place(self, key: str) -> str: ...
    def to_place(self, key: str) -> tuple[str, str] | None: ...
    def to_group(self, group: str) -> tuple[str, str] | None: ...
    def to_holder(self, kind: str, general: bool) -> tuple[str, str] | None: ...
    def to_next(self, anchor: Meaning) -> tuple[str, str] | None: ...
    def unknown_thing(self) -> str: ...
    def unknown_place(self) -> str: ...
    def said_adjective(self, fact: str) -> str: ...
    def finish(self, text: str) -> str: ...


@dataclass(frozen=True)
class Destination:
    """A destination and how it is said."""

    query: Query
    group: Literal["place", "drawer", "open_drawer", "bin", "box", "holder", "next", "unknown"]
    key: str = ""
    general: bool = False
    anchor: Meaning | None = None


@dataclass(frozen=True)
class Draft:
    """Everything needed to say a command (again)."""

    action: Action
    frame: Form
    command: Command | None
    meaning: Meaning | None = None
    destination: Destination | None = None
    clause: Form | None = None
    """What is said before ("it's too sweet")."""
    wrap: Form | None = None
    """What is wrapped around (pressing for something unsafe)."""
    unknown: str | None = None
    """A noun that names nothing known."""

    def family(self) -> str:
        parts = [self.action, self.meaning.family if self.meaning else self.clause.group if self.clause else "",
                 self.destination.group if self.destination else ""]
        return ".".join(part for part in parts if part)


def say(draft: Draft, wording: Wording, rng: Random) -> tuple[str, str] | None:
    """The bare sentence and its template id; None where the split lacks a form for it."""
    if draft.frame.group.startswith("whole.") and draft.meaning is not None:
        return wording.phrase(draft.meaning, "def", draft.frame)
    text, ids = draft.frame.text, [draft.frame.id]
    if draft.destination is not None:
        said = _say_destination(draft.destination, wording)
        if said is None:
            return None
        text, ids = text.replace("{d}", said[0]), [*ids, said[1]]
    if "{t}" in text and draft.unknown is not None:
        text = text.replace("{t}", draft.unknown)
    elif "{t}" in text and draft.meaning is not None:
        modes = sorted({"def", "indef", "bare"} & draft.frame.options) or ["def"]
        words = wording.phrase(draft.meaning, rng.choice(modes))
        if words is None:
            return None
        text, ids = text.replace("{t}", words[0]), [*ids, words[1]]
    if draft.clause is not None:
        before = draft.clause.text
        if draft.meaning is not None and draft.meaning.adjectives:
            before = before.replace("{adj}", wording.said_adjective(draft.meaning.adjectives[0]))
        joint = "" if before[-1] in "?？." else "，" if wording.language == "zh" else rng.choice((".", ".", ","))
        space = "" if wording.language == "zh" else " "
        text, ids = f"{before}{joint}{space}{text}", [*ids, draft.clause.id]
    if draft.wrap is not None:
        text, ids = draft.wrap.text.replace("{cmd}", text), [*ids, draft.wrap.id]
    return text, "+".join(ids)


def _say_destination(destination: Destination, wording: Wording) -> tuple[str, str] | None:
    if destination.group == "place":
        return wording.to_place(destination.key)
    if destination.group == "holder":
        return wording.to_holder(destination.key, destination.general)
    if destination.group == "next":
        return wording.to_next(destination.anchor) if destination.anchor is not None else None
    if destination.group == "unknown":
        return destination.key, "unknown-place"
    return wording.to_group(f"to.{destination.group}")


def _place_query(key: str) -> Query:
    return Query(frozenset({f"kind:{key}"}), what="place")


class Drafter:
    """Makes drafts for one counter, one language and one split."""

    def __init__(self, referents: Sequence[Referent], rng: Random, wording: Wording) -> None:
        self.referents = referents
        self.rng = rng
        self.wording = wording
        self.meanings = Meanings(referents, rng)
        self.speech = self.meanings.speech
        self.place_keys = [r.kind for r in referents if r.is_place and r.kind in all_places()]

    def whole(self) -> Draft | None:
        """A wish and what is left out of it, in one sentence."""
        meaning = self.meanings.sample(("negation", "but"))
        if meaning is None or meaning.noun not in self.speech.wished:
            return None
        frame = self.wording.form(f"whole.{meaning.family}")
        if frame is None:
            return None
        return Draft("give", frame, Command("move", meaning.query, "hand_over"), meaning)

    def consume(self, meaning: Meaning) -> Draft | None:
        """Wanting to eat or drink it, which leaves out whatever cannot be."""
        group = self.rng.choice(("eat", "drink"))
        frame = self.wording.form(group)
        fact = "food" if group == "eat" else "drink"
        query = replace(meaning.query, facts=meaning.query.facts | {fact})
        found = query.matches(self.referents)
        bitten = replace(query, facts=query.facts | {"eat"}).matches(self.referents)
        if frame is None or not found or (group == "eat" and found != bitten):
            return None  # whether a lemon is something to eat is a matter of taste
        if meaning.noun is not None and not found >= meaning.query.matches(self.referents):
            return None
        if not query.is_robust(self.referents):
            return None
        return Draft("give", frame, Command("move", query, "hand_over"), replace(meaning, query=query))

    def heat(self, meaning: Meaning) -> Draft | None:
        """Warming something up: it goes into the microwave or onto the cooktop."""
        group, key = self.rng.choice((("heat", "microwave"), ("heat", "microwave"), ("cook", "cooktop")))
        frame = self.wording.form(group)
        if frame is None:
            return None
        return Draft("move", frame, Command("move", meaning.query, _place_query(key)), meaning)

    def give(self, meaning: Meaning) -> Draft | None:
        frame = self.wording.form("give")
        if frame is None:
            return None
        return Draft("give", frame, Command("move", meaning.query, "hand_over"), meaning)

    def derived(self, meaning: Meaning, action: Literal["dispose", "belongs"]) -> Draft | None:
        frame = self.wording.form(action)
        kind: Derived = "disposal" if action == "dispose" else "belongs"
        return Draft(action, frame, Command("move", meaning.query, kind), meaning) if frame is not None else None

    def move(self, meaning: Meaning, destination: Destination | None = None) -> Draft | None:
        frame = self.wording.form("move")
        to = destination or self.destination(meaning)
        if frame is None or to is None:
            return None
        return Draft("move", frame, self.move_command(meaning, to), meaning, to)

    @staticmethod
    def move_command(meaning: Meaning, to: Destination) -> Command:
        return Command("move", meaning.query, to.query, "next_to" if to.group == "next" else None)

    def named_place(self, key: str) -> Destination:
        return Destination(_place_query(key), "place", key)

    def destination(self, meaning: Meaning) -> Destination | None:
        """Somewhere that makes sense for what is meant."""
        rng = self.rng
        draw = rng.random()
        if draw < 0.30:
            key = rng.choice(("top_drawer", "bottom_drawer"))
            return self.named_place(key) if key in self.place_keys else None
        if draw < 0.50:
            drawers = [r for r in self.referents if r.is_place and "drawer" in facts_of(r.kind)]
            if not drawers:
                return None
            if any(r.is_open for r in drawers) and rng.random() < 0.3:
                return Destination(Query(frozenset({"drawer", "open"}), what="place"), "open_drawer")
            return Destination(Query(frozenset({"drawer"}), what="place"), "drawer")
        if draw < 0.66:
            anchor = self.anchor(meaning)
            return Destination(anchor.query, "next", anchor=anchor) if anchor is not None else None
        if draw < 0.80:
            return self.holder()
        if draw < 0.84:
            groups = self.speech.place_groups
            group = groups[0] if len(groups) == 1 else rng.choice(groups)
            return Destination(Query(frozenset({group}), what="place"), group)
        key = rng.choice(self.place_keys)
        if "bin" in facts_of(key) and not self._may_go_to_bin(meaning, key):
            return None
        return self.named_place(key)

    def _may_go_to_bin(self, meaning: Meaning, key: str) -> bool:
        """Named things go where they are told; vague ones only where every one of them is right."""
        found = meaning.query.matches(self.referents)
        return meaning.family == "kind" or all(
            f"bin:{key}" in facts_of(r.kind) for r in self.referents if r.key in found)

    def anchor(self, meaning: Meaning) -> Meaning | None:
        """A neighbour to put the thing next to, none of which is the thing itself."""
        pool = [r for r in self.referents if not r.is_place]
        if not pool:
            return None
        if self.rng.random() < 0.55:
            kind = self.rng.choice(pool).kind
            anchor: Meaning | None = self.meanings.of_kind(kind)
        else:
            anchor = self.meanings.sample(("category", "adj_noun", "category"))
        if anchor is None:
            return None
        overlap = anchor.query.matches(self.referents) & meaning.query.matches(self.referents)
        return None if overlap else anchor

    def holder(self) -> Destination | None:
        holders = self.meanings.holders()
        if not holders:
            return None
        chosen = self.rng.choice(holders).kind
        if chosen == "plate":
            return Destination(Query(frozenset({"plate"})), "holder", "plate", general=True)
        if self.rng.random() < 0.6:
            return Destination(Query(frozenset({"bowl"})), "holder", chosen, general=True)
        return Destination(Query(frozenset({f"kind:{chosen}"})), "holder", chosen)

    def drawer(self, action: Literal["open", "close"]) -> Draft | None:
        frame = self.wording.form(action)
        if frame is None:
            return None
        drawers = [r.kind for r in self.referents if r.is_place and "drawer" in facts_of(r.kind)]
        if not drawers:
            return None
        if self.rng.random() < 0.55:
            key = self.rng.choice(drawers)
            meaning = Meaning("drawer_named", _place_query(key), noun=f"kind:{key}")
        else:
            meaning = Meaning("drawer_any", Query(frozenset({"drawer"}), what="place"), noun="drawer")
        return Draft(action, frame, Command(action, meaning.query), meaning)

    def it(self) -> Draft | None:
        """Something said of "it", then what to do with it."""
        rng = self.rng
        topic = rng.choice(self.speech.topics)
        then = "dispose"
        adjectives: tuple[str, ...] = ()
        any_of: frozenset[str] = frozenset()
        if topic == "adj":
            adjectives = (rng.choice(self.speech.topic_adjectives),)
            facts = frozenset(adjectives)
            if adjectives[0] == "soft":
                facts |= {"fruit"}
        elif topic == "is":
            pool = self.meanings.colours_here + self.meanings.traits_here
            if not pool:
                return None
            adjectives = (rng.choice(pool),)
            facts = frozenset(adjectives)
            then = rng.choice(("dispose", "belongs", "give", "give"))
        else:
            facts, any_of = self.speech.topic_facts[topic]
        destination: Destination | None = None
        to: Query | Derived = {"dispose": "disposal", "belongs": "belongs", "give": "hand_over"}[then]  # type: ignore[assignment]
        if then == "dispose" and rng.random() < 0.25:
            key = rng.choice(self.speech.bins)
            facts |= {f"bin:{key}"}
            then, destination = "dispose_to", self.named_place(key)
            to = destination.query
        clause, frame = self.wording.form(f"it.{topic}"), self.wording.form(f"then.{then}")
        if clause is None or frame is None:
            return None
        query = Query(facts, any_of=any_of)
        meaning = Meaning("it", query, adjectives=adjectives)
        return Draft("it", frame, Command("move", query, to), meaning, destination, clause)

    def need(self) -> Draft | None:
        """A purpose, and whatever serves it."""
        from scenes.reasons import PURPOSES

        purposes = [p for p in PURPOSES if p in self.meanings.all_facts and p != "eat_soup"]
        if not purposes:
            return None
        purpose = self.rng.choice(purposes)
        if purpose == "eat" and "kind:lemon" in self.meanings.all_facts:
            return None  # whether a lemon is something to eat is a matter of taste
        frame = self.wording.form(f"need.{purpose}")
        query = Query(frozenset({purpose}))
        if frame is None:
            return None
        return Draft("need", frame, Command("move", query, "hand_over"), Meaning("purpose", query))
