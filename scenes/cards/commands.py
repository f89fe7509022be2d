"""Commands about cards, for practice: what is taught of them in robot data, nothing held out among it.

The grammar of ``scenes.instructions`` says of cards what it says of any thing; here they are called by what they
show, portraits by a name, and bowls by the colour they share. A portrait's name is no fact of its kind but given with
the scene, as enrolment gives it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from scenes.cards.concepts import CONCEPT_OF, CONCEPTS, HELD_OUT
from scenes.catalogue import all_kinds
from scenes.commands import Command, TrueReading, valid_readings
from scenes.drawing import Instruction
from scenes.lexicon import Language
from scenes.queries import Query, Referent

FIRST_NAMES = ("Ada", "Ben", "Clara", "David", "Elena", "Felix", "Grace", "Hugo", "Irene", "Jack", "Kim", "Lara", "Max",
               "Nora", "Oscar", "Paula", "Quinn", "Rita", "Sam", "Tess", "Uma", "Victor", "Wendy", "Yara")
LAST_NAMES = ("Adams", "Bauer", "Costa", "Dahl", "Evans", "Fischer", "Garcia", "Hansen", "Ivanov", "Jensen", "Klein",
              "Lopez", "Meyer", "Novak", "Olsen", "Price", "Reed", "Silva", "Turner", "Wood")
"""Of made-up people in practice; none is the name of one who is enrolled by default."""
ABSENT_SHARE, NAMED_SHARE, BOWL_SHARE, FALLING_SHARE = 0.12, 0.35, 0.35, 0.5
_BESIDE: dict[Language, tuple[str, ...]] = {
    "en": ("Put the {} next to the {}.", "Move the {} to the {}.", "place the {} by the {}", "The {} goes beside the {}.",
           "set the {} down near the {}", "Please take the {} over to the {}.", "Bring the {} to the {}, please."),
    "zh": ("把{}放到{}旁边。", "把{}移到{}那里", "请把{}放在{}旁边", "{}放到{}边上。"),
}
_PERSON: dict[Language, tuple[str, ...]] = {
    "en": ("Put the {} next to {}.", "Move the {} to {}.", "Give the {} to {}: set it down by the portrait.",
           "The {} is for {}; put it there.", "take the {} over to {}", "Place the {} by {}'s picture."),
    "zh": ("把{}放到{}旁边。", "把{}给{}", "请把{}放到{}的照片旁边"),
}
_BOWL: dict[Language, tuple[str, ...]] = {
    "en": ("Put the {} into the bowl of the same colour.", "The {} goes in the bowl that matches.",
           "place the {} in the bowl with its color"),
    "zh": ("把{}放进同样颜色的碗里。", "{}放到颜色一样的碗里"),
}
_FALLING: dict[Language, tuple[str, ...]] = {
    "en": ("Grab what is about to fall.", "Hand me the bag that hangs over the edge.", "Catch the bag before it falls."),
    "zh": ("把快要掉下去的东西给我", "拿一下要掉下来的袋子。"),
}


def name_portraits(referents: Sequence[Referent], rng: Random) -> dict[int, str]:
    """Portraits by key: a made-up name each, or none for somebody unknown (which some are)."""
    portraits = [r.key for r in referents if not r.is_place and "portrait_card" in all_kinds()[r.kind].categories]
    firsts, lasts = rng.sample(FIRST_NAMES, len(portraits)), rng.sample(LAST_NAMES, len(portraits))
    return {key: f"{first} {last}" for key, first, last in zip(portraits, firsts, lasts, strict=True)
            if rng.random() < 0.8}


def draw(referents: Sequence[Referent], names: Mapping[int, str], rng: Random, language: Language) -> Instruction | None:
    """One command about a card, a portrait, a bowl of the thing's colour or a bag over the edge; None where there
    is none to speak of.

    Args:
        names: of portraits, by key.
    """
    carried = [r for r in referents if not r.is_place and all_kinds()[r.kind].graspable]
    falling = [r for r in carried if "about_to_fall" in all_kinds()[r.kind].traits]
    if falling and rng.random() < FALLING_SHARE:
        command = Command("move", Query(facts=frozenset({"about_to_fall"})), "hand_over")
        return _made(rng.choice(_FALLING[language]), command, valid_readings(command, referents), language, "falling",
                     "it is about to fall")
    if not carried:
        return None
    thing = rng.choice(carried)
    if [r.kind for r in carried].count(thing.kind) > 1:
        return None
    words = all_kinds()[thing.kind].words
    said = words.en[0] if language == "en" else words.zh[0]
    if names and rng.random() < NAMED_SHARE:
        return _to_person(referents, names, thing, said, rng, language)
    colours = set(all_kinds()[thing.kind].colours)
    bowls = [r for r in referents if not r.is_place and "bowl" in all_kinds()[r.kind].categories
             and colours == set(all_kinds()[r.kind].colours)]
    if len(bowls) == 1 and rng.random() < BOWL_SHARE:
        reading = TrueReading("move", thing.key, bowls[0].key, "in")
        return _made(rng.choice(_BOWL[language]).format(said), None, (reading,), language, "bowl",
                     f"both are {next(iter(colours))}")
    return _to_card(referents, thing, said, rng, language)


def _to_person(referents: Sequence[Referent], names: Mapping[int, str], thing: Referent, said: str, rng: Random,
               language: Language) -> Instruction:
    key = rng.choice(sorted(names))
    first, last = names[key].split()
    away = rng.random() < ABSENT_SHARE
    if away:
        first = rng.choice([n for n in FIRST_NAMES if all(n not in name for name in names.values())])
        last = rng.choice([n for n in LAST_NAMES if all(n not in name for name in names.values())])
    text = rng.choice(_PERSON[language]).format(said, first if rng.random() < 0.4 else f"{first} {last}")
    readings = () if away else (TrueReading("move", thing.key, key, "next_to"),)
    return _made(text, None, readings, language, "person", f"{first} is not here" if away else f"that is {first}")


def _to_card(referents: Sequence[Referent], thing: Referent, said: str, rng: Random,
             language: Language) -> Instruction | None:
    here = [r.kind for r in referents if r.kind in CONCEPT_OF]
    if not here:
        return None
    if rng.random() < ABSENT_SHARE:
        concept = rng.choice([c for c in CONCEPTS if c.key not in HELD_OUT and c.key not in here])
    else:
        concept = CONCEPT_OF[rng.choice(here)]
    command = Command("move", Query(facts=frozenset({f"kind:{thing.kind}"})),
                      Query(facts=frozenset({f"kind:{concept.key}"})), "next_to")
    shown = rng.choice(concept.en if language == "en" else concept.zh)
    readings = valid_readings(command, referents)
    return _made(rng.choice(_BESIDE[language]).format(said, shown), command, readings, language, "card",
                 f"that card shows {concept.en[0]}" if readings else f"no card shows {concept.en[0]}")


def _made(text: str, command: Command | None, readings: Sequence[TrueReading], language: Language, family: str,
          why: str) -> Instruction:
    return Instruction(text=text, language=language, command=command, readings=tuple(readings),
                       expected="refuse" if not readings else "act" if len(readings) == 1 else "ask",
                       special=None if readings else "none_of_these", source="none" if readings else "false premise",
                       rationale=why, template=f"cards.{family}", family=family)
