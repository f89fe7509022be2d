"""Drafts of what should be refused: the unsafe, the absent, the impossible and small talk."""

from __future__ import annotations

from dataclasses import replace

from scenes.catalogue import all_kinds, hazard, hazards
from scenes.commands import Command
from scenes.drafts import Action, Destination, Draft, Drafter
from scenes.lexicon import lexicon_of
from scenes.meanings import Meaning
from scenes.queries import Query, facts_of


class RefusalDrafter(Drafter):
    """A drafter that also knows what to ask for in vain."""

    def unsafe(self) -> Draft | None:
        """Something that must not be done, sometimes pressed for."""
        rng = self.rng
        pairs = [(r.kind, rule.place) for r in self.meanings.things for rule in hazards(self.meanings.world)
                 if rule.place in self.place_keys and rule.any_of & facts_of(r.kind)]
        if not pairs:
            return None
        kind, place = rng.choice(pairs)
        meaning: Meaning | None = self.meanings.of_kind(kind)
        if rng.random() < 0.35:
            meaning = self.meanings.sample(("category", "adj_noun", "adj_one"))
        if rng.random() < 0.08:
            bowls = [r.kind for r in self.referents if r.kind in all_kinds() and hazard(r.kind, "microwave")
                     and not all_kinds()[r.kind].graspable]
            if bowls:
                meaning, place = self.meanings.of_kind(rng.choice(bowls)), "microwave"
        if meaning is None or not meaning.query.matches(self.referents):
            return None
        if rng.random() < 0.2:
            return self.heat(meaning)
        draft = self.move(meaning, self.named_place(place))
        if draft is None or rng.random() < 0.4:
            return draft
        frame = self.wording.form("move", "imp")
        phone = meaning.noun == "kind:phone" and place == "microwave"
        wrap = self.wording.form("unsafe.wet" if phone and rng.random() < 0.6 else "unsafe")
        return replace(draft, frame=frame, wrap=wrap) if frame is not None and wrap is not None else None

    def absent(self) -> Draft | None:
        """Something or somewhere that is not here, or that cannot be carried."""
        rng = self.rng
        draw = rng.random()
        if draw < 0.22:
            frame = self.wording.form(rng.choice(("chitchat", "infeasible", "infeasible")))
            return Draft("fixed", frame, None) if frame is not None else None
        meaning: Meaning | None
        if draw < 0.50:
            meaning = self.meanings.of_kind(self.meanings.absent_kind())
        elif draw < 0.62:
            noun = self.meanings.absent_category()
            meaning = Meaning("category", Query(frozenset({noun})), noun=noun) if noun else None
        elif draw < 0.70:
            meaning = self._absent_adjective()
        elif draw < 0.76:
            fixed = [r.kind for r in self.meanings.holders()]
            meaning = self.meanings.of_kind(rng.choice(fixed)) if fixed else None
        elif draw < 0.84:
            meaning = self.meanings.sample(("kind", "category", "adj_noun", "pronoun"))
            return self.move(meaning, self._absent_destination()) if meaning is not None else None
        else:
            return self._unknown_thing()
        if meaning is None:
            return None
        action = rng.choice(("give", "give", "move", "dispose", "belongs"))
        if action == "give":
            return self.give(meaning)
        if action == "move":
            return self.move(meaning)
        return self.derived(meaning, "dispose" if action == "dispose" else "belongs")

    def _unknown_thing(self) -> Draft | None:
        group = self.rng.choice(("give", "give", "move", "dispose", "belongs"))
        frame = self.wording.form(group)
        if frame is None:
            return None
        query = Query(frozenset({"unknown"}))
        action: Action = "give" if group == "give" else "move"
        to = self.destination(Meaning("kind", query)) if group == "move" else None
        if group == "move" and to is None:
            return None
        if to is not None:
            command = Command("move", query, to.query, "next_to" if to.group == "next" else None)
        else:
            command = Command("move", query, {"give": "hand_over", "dispose": "disposal",
                                              "belongs": "belongs"}[group])  # type: ignore[arg-type]
        return Draft(action, frame, command, None, to, unknown=self.wording.unknown_thing())

    def _absent_adjective(self) -> Meaning | None:
        """A noun that is here with an adjective that none of them has: "the purple cup"."""
        if not self.meanings.nouns_here:
            return None
        noun = self.rng.choice(self.meanings.nouns_here)
        colour = self.rng.choice(sorted(lexicon_of(self.meanings.world).colours))
        query = Query(frozenset({noun, colour}))
        if self.meanings.count(query.facts) or colour == "clear":
            return None
        return Meaning("adj_noun", query, noun=noun, adjectives=(colour,))

    def _absent_destination(self) -> Destination:
        draw = self.rng.random()
        if draw < 0.5:
            return Destination(Query(frozenset({"unknown"}), what="place"), "unknown",
                               self.wording.unknown_place())
        kind = self.meanings.absent_kind()
        if draw < 0.8:
            anchor = self.meanings.of_kind(kind)
            return Destination(anchor.query, "next", anchor=anchor)
        for holder in self.speech.holders:
            if all(r.kind != holder for r in self.referents):
                return Destination(Query(frozenset({f"kind:{holder}"})), "holder", holder)
        anchor = self.meanings.of_kind(kind)
        return Destination(anchor.query, "next", anchor=anchor)
