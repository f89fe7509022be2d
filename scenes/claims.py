"""Every reason for a reading that holds of what is there: the sentences of ``scenes.reasons``, tried one by one.

It asks for names, image points and whether a drawer is open, so it serves what a policy saw as well as truth.
Where points nearly tie it claims nothing: distances that are off by ``SURE`` leave every claim as true as it was.
A phrase is said only where it reads back (``scenes.phrases``) as true of the thing, since words can mean more
than the fact they were taken for ("orange" is a fruit and a colour).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scenes.cards.catalogue import PORTRAIT
from scenes.catalogue import World, all_kinds, world_of
from scenes.commands import TrueReading
from scenes.lexicon import Language, lexicon_of
from scenes.phrases import alternatives, parse
from scenes.queries import Query, Referent, facts_of
from scenes.reasons import PURPOSES, SIDES, because, by, fact_phrase, is_a, left_out, put_away, thrown_away
from scenes.speech import speech_of

SURE = 0.02
"""By how much the distance of two points in the image may be off."""


def claims(reading: TrueReading, referents: Sequence[Referent], language: Language) -> tuple[str, ...]:
    """What can be said for a reading, ``because ...``, each once; nothing for opening and closing.

    Args:
        reading: on the referents' keys.
        referents: all that is seen.
    """
    if reading.verb != "move":
        return ()
    by_key = {referent.key: referent for referent in referents}
    thing = by_key[reading.thing]
    if thing.is_place or thing.kind not in all_kinds():
        return ()
    destination = None if reading.destination is None or reading.relation == "next_to" else by_key[reading.destination]
    world = world_of(referent.kind for referent in referents)
    found = [*_purposes(thing, language), *_destined(thing, destination, language),
             *_sides(thing, referents, language, world), *_beside(thing, referents, language, world),
             *_sorts(thing, referents, language, world), *_contrasts(thing, referents, language, world)]
    return tuple(dict.fromkeys(because(claim, language) for claim in found))


def _purposes(thing: Referent, language: Language) -> Iterator[str]:
    for fact in sorted(facts_of(thing.kind) & PURPOSES.keys()):
        yield PURPOSES[fact][language == "zh"]


def _destined(thing: Referent, destination: Referent | None, language: Language) -> Iterator[str]:
    """Why it goes there, where that is its bin or the place it belongs in."""
    if destination is None:
        return
    kind = all_kinds()[thing.kind]
    if destination.kind == kind.disposal:
        yield thrown_away(thing.kind, language)
    if destination.kind in kind.belongs:
        yield put_away(thing.kind, destination.kind, language)


def _groups(thing: Referent, world: World) -> list[str]:
    """The facts that say which things it is one of, from its kind to all things."""
    facts = facts_of(thing.kind)
    return [f"kind:{thing.kind}", *(noun for noun in speech_of(world).nouns if noun in facts), "thing"]


def _sides(thing: Referent, referents: Sequence[Referent], language: Language, world: World) -> Iterator[str]:
    for side, said in SIDES.items():
        for group in _groups(thing, world):
            query = Query(frozenset({group}), side=side)
            if (sum(query.accepts(referent) for referent in referents) > 1
                    and query.matches(referents, None, SURE) == {thing.key}):
                yield said[language == "zh"]
                break


def _beside(thing: Referent, referents: Sequence[Referent], language: Language, world: World) -> Iterator[str]:
    landmarks = speech_of(world).landmarks
    for kind in dict.fromkeys(referent.kind for referent in referents
                              if not referent.is_place or referent.kind in landmarks):
        # Of a portrait the look alone does not say whose it is.
        if kind in (thing.kind, PORTRAIT):
            continue
        anchor = Query(frozenset({f"kind:{kind}"}), what="any")
        if thing.key in Query(near=anchor).matches(referents, None, -SURE):
            yield by(kind, language)


def _sorts(thing: Referent, referents: Sequence[Referent], language: Language, world: World) -> Iterator[str]:
    """What it is, and what it alone is: a noun, a colour or a trait with one, "the only ... thing"."""
    facts, lexicon, speech = facts_of(thing.kind), lexicon_of(world), speech_of(world)
    colours = sorted(facts & lexicon.colours.keys())
    traits = sorted(facts & speech.trait_nouns.keys())
    nouns = [noun for noun in speech.nouns if noun in facts]
    sorts = [*((noun,) for noun in nouns), *((colour, noun) for colour in colours for noun in nouns),
             *((trait, noun) for trait in traits for noun in nouns if noun in speech.trait_nouns[trait]),
             *((fact,) for fact in (*colours, *traits) if fact in colours or fact in speech.lone_traits)]
    things = [referent.key for referent in referents if not referent.is_place]
    for sort in sorts:
        phrase = fact_phrase(sort, language, lexicon)
        meanings = [] if phrase is None else _meanings(phrase, language, world)
        if phrase is None or not any(thing.key in meaning.matches(referents) for meaning in meanings):
            continue
        yield is_a(phrase, language, only=False)
        if (Query(frozenset(sort)).matches(referents) == {thing.key}
                and any(meaning.matches(referents, things) == {thing.key} for meaning in meanings)):
            yield is_a(phrase, language, only=True)


def _contrasts(thing: Referent, referents: Sequence[Referent], language: Language, world: World) -> Iterator[str]:
    """What it is not and others of its sort here are."""
    facts, lexicon, speech = facts_of(thing.kind), lexicon_of(world), speech_of(world)
    nouns = {noun for noun in speech.nouns if noun in facts}
    alike = {other.kind for other in referents
             if not other.is_place and other.kind != thing.kind and nouns & facts_of(other.kind)}
    others = [f"kind:{kind}" for kind in sorted(alike)]
    for fact, said_of in speech.negated.items():
        if any({fact, noun} <= facts_of(kind) for kind in alike for noun in nouns.intersection(said_of)):
            others.append(fact)
    for fact in others:
        claim = None if fact in facts else left_out(fact, language, lexicon)
        if claim is None:
            continue
        word = claim.removeprefix("it is not ").removeprefix("the ") if language == "en" else (
            claim.removeprefix("它不").removeprefix("是"))
        meanings = _meanings(word, language, world)
        if meanings and not any(meaning.accepts(thing) for meaning in meanings):
            yield claim


def _meanings(phrase: str, language: Language, world: World) -> Sequence[Query]:
    """All that a phrase may mean; nothing where none of its words is understood."""
    query = parse(phrase, language, world)
    return () if query is None or not query.facts else alternatives(query)
