"""Questions about what stands on a counter, with answers that follow from what is there.

How many there are, what colour something is, whether it is here, what stands next to it on which side, what has the
same colour, whether a drawer is open. They are of what a look shows; ``scenes.knowledge`` asks what is known of things
wherever they are. Each has forms kept for testing, which no practice uses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import hypot
from random import Random

from scenes.catalogue import all_kinds, kinds
from scenes.knowledge import Which
from scenes.lexicon import COLOURS, Language, name
from scenes.queries import Referent, facts_of
from scenes.splits import Split

MARGIN = 0.03
"""Image distance by which the leftmost, nearest, ... must be so; closer calls are not asked about."""
MOST_COUNTED = 8
NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight")
"""Answers are English in both languages: Chinese reaches the language model as English glosses."""
YES_NO = {True: "yes", False: "no"}
PRESENT_SHARE = 0.5
"""Of questions whether something is here, those about something that is."""

Referents = Sequence[Referent]


@dataclass(frozen=True)
class Said:
    """A question whose answer is a word."""

    text: str
    language: Language
    answer: str
    topic: str


@dataclass(frozen=True)
class Pointed:
    """A question whose answer is pointed at."""

    question: Which
    topic: str


Question = Said | Pointed

_COUNTED: dict[str, tuple[str, str]] = {
    "can": ("cans", "个易拉罐"), "bottle": ("bottles", "个瓶子"), "bag": ("bags", "个袋子"),
    "drink": ("drinks", "样饮料"), "fruit": ("pieces of fruit", "个水果"), "snack": ("snacks", "样零食"),
    "sponge": ("sponges", "块海绵"), "cup": ("cups", "个杯子"), "tool": ("tools", "件工具"), "bowl": ("bowls", "个碗"),
    "": ("things", "样东西"),
}
"""Categories and containers with the words of "how many"; without one, all things."""

# Of each: forms for practice, and behind the bar those kept for tests.
_FORMS: dict[str, dict[Language, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "count": {
        "en": (("How many {} are there?", "How many {} do you see?", "Count the {}."),
               ("What is the number of {} on the counter?",)),
        "zh": (("有几{}？", "台面上有几{}？", "数一数有几{}。"), ("你能看到几{}？",)),
    },
    "colour": {
        "en": (("What colour is the {}?", "What color is the {}?", "The {} is of which colour?"),
               ("Tell me the colour of the {}.",)),
        "zh": (("{}是什么颜色的？", "{}什么颜色？"), ("说说{}的颜色。",)),
    },
    "present": {
        "en": (("Is the {} here?", "Do you see the {}?", "Is any {} on the counter?"), ("Can you find the {}?",)),
        "zh": (("这里有{}吗？", "台面上有没有{}？", "你看到{}了吗？"), ("能找到{}吗？",)),
    },
    "left": {
        "en": (("What is just left of the {}?", "What stands to the left of the {}?"), ("Left of the {} there is what?",)),
        "zh": (("{}左边是什么？", "紧挨着{}左边的是什么？"), ("{}的左手边是什么？",)),
    },
    "right": {
        "en": (("What is just right of the {}?", "What stands to the right of the {}?"),
               ("Right of the {} there is what?",)),
        "zh": (("{}右边是什么？", "紧挨着{}右边的是什么？"), ("{}的右手边是什么？",)),
    },
    "leftmost": {
        "en": (("What is furthest to the left?", "Which thing is the leftmost?"), ("What do you see at the far left?",)),
        "zh": (("最左边的是什么？", "哪个在最左边？"), ("左边尽头是什么？",)),
    },
    "rightmost": {
        "en": (("What is furthest to the right?", "Which thing is the rightmost?"), ("What do you see at the far right?",)),
        "zh": (("最右边的是什么？", "哪个在最右边？"), ("右边尽头是什么？",)),
    },
    "nearest": {
        "en": (("What is nearest to the {}?", "Which thing is closest to the {}?"), ("What is the {}'s neighbour?",)),
        "zh": (("离{}最近的是什么？", "哪个离{}最近？"), ("{}旁边最近的东西是什么？",)),
    },
    "same_colour": {
        "en": (("What has the same colour as the {}?", "Which things are as {colour} as the {}?"),
               ("Which of these share their colour with the {}?",)),
        "zh": (("哪些东西和{}颜色一样？", "和{}同样颜色的是哪个？"), ("什么跟{}是一个颜色？",)),
    },
    "drawer": {
        "en": (("Is the {} open?", "Does the {} stand open?"), ("Has the {} been opened?",)),
        "zh": (("{}开着吗？", "{}是打开的吗？"), ("{}有没有打开？",)),
    },
}


def forms(topic: str, language: Language, split: Split) -> tuple[str, ...]:
    """How a topic is asked about; what is kept for dev and test is never practised."""
    practice, apart = _FORMS[topic][language]
    return practice if split == "train" else apart


def topics() -> tuple[str, ...]:
    """What can be asked about."""
    return tuple(_FORMS)


def ask(topic: str, referents: Referents, rng: Random, language: Language, split: Split = "train") -> Question | None:
    """One question of a topic about a counter; None where it has no sure answer there.

    Raises:
        KeyError: no such topic.
    """
    things = [r for r in referents if not r.is_place]
    form = rng.choice(forms(topic, language, split))
    return _ASK[topic](topic, form, things, list(referents), rng, language)


def answers() -> tuple[str, ...]:
    """Every word that can be an answer."""
    return tuple(dict.fromkeys((*NUMBERS, *YES_NO.values(), *COLOURS)))


def _said(topic: str, text: str, answer: str, language: Language) -> Said:
    return Said(text, language, answer, topic)


def _pointed(topic: str, text: str, keys: Sequence[int], language: Language) -> Pointed:
    return Pointed(Which(text, language, frozenset(keys)), topic)


def _count(topic: str, form: str, things: list[Referent], _: list[Referent], rng: Random,
           language: Language) -> Question | None:
    category = rng.choice(list(_COUNTED))
    number = sum(not category or category in facts_of(thing.kind) for thing in things)
    if number > MOST_COUNTED:
        return None
    words = _COUNTED[category][language == "zh"]
    return _said(topic, form.format(words), NUMBERS[number], language)


def _colour(topic: str, form: str, things: list[Referent], _: list[Referent], rng: Random,
            language: Language) -> Question | None:
    one = _alone(things, rng, lambda thing: len(all_kinds()[thing.kind].colours) == 1)
    if one is None:
        return None
    return _said(topic, form.format(name(one.kind, language)), all_kinds()[one.kind].colours[0], language)


def _present(topic: str, form: str, things: list[Referent], _: list[Referent], rng: Random,
             language: Language) -> Question | None:
    here = sorted({thing.kind for thing in things})
    away = sorted(kinds().keys() - set(here))
    is_here = bool(here) and rng.random() < PRESENT_SHARE
    kind = rng.choice(here if is_here else away)
    return _said(topic, form.format(name(kind, language)), YES_NO[is_here], language)


def _beside(sign: int) -> Callable[..., Question | None]:
    def made(topic: str, form: str, things: list[Referent], _: list[Referent], rng: Random,
             language: Language) -> Question | None:
        one = _alone(things, rng)
        if one is None:
            return None
        there = sorted((thing for thing in things if sign * (thing.u - one.u) > 0), key=lambda r: sign * r.u)
        if any(abs(thing.u - one.u) < MARGIN for thing in things if thing is not one):
            return None
        if not there or (len(there) > 1 and sign * (there[1].u - there[0].u) < MARGIN):
            return None
        return _pointed(topic, form.format(name(one.kind, language)), [there[0].key], language)

    return made


def _extreme(sign: int) -> Callable[..., Question | None]:
    def made(topic: str, form: str, things: list[Referent], _: list[Referent], rng: Random,
             language: Language) -> Question | None:
        ordered = sorted(things, key=lambda r: sign * r.u)
        if len(ordered) < 2 or abs(ordered[1].u - ordered[0].u) < MARGIN:
            return None
        return _pointed(topic, form, [ordered[0].key], language)

    return made


def _nearest(topic: str, form: str, things: list[Referent], _: list[Referent], rng: Random,
             language: Language) -> Question | None:
    one = _alone(things, rng)
    if one is None or len(things) < 2:
        return None
    gaps = sorted((hypot(r.u - one.u, r.v - one.v), r.key) for r in things if r is not one)
    if len(gaps) > 1 and gaps[1][0] - gaps[0][0] < MARGIN:
        return None
    return _pointed(topic, form.format(name(one.kind, language)), [gaps[0][1]], language)


def _same_colour(topic: str, form: str, things: list[Referent], _: list[Referent], rng: Random,
                 language: Language) -> Question | None:
    one = _alone(things, rng, lambda thing: len(all_kinds()[thing.kind].colours) == 1)
    if one is None:
        return None
    colour = all_kinds()[one.kind].colours[0]
    alike = [r.key for r in things if r is not one and colour in all_kinds()[r.kind].colours]
    words = COLOURS[colour].adjectives(language)[0]
    return _pointed(topic, form.format(name(one.kind, language), colour=words), alike, language)


def _drawer(topic: str, form: str, _: list[Referent], referents: list[Referent], rng: Random,
            language: Language) -> Question | None:
    drawers = [r for r in referents if r.is_open is not None]
    if not drawers:
        return None
    one = rng.choice(drawers)
    return _said(topic, form.format(name(one.kind, language)), YES_NO[bool(one.is_open)], language)


def _alone(things: Sequence[Referent], rng: Random,
           fits: Callable[[Referent], bool] = lambda thing: True) -> Referent | None:
    """A thing that is the only one of its kind, so that its name says which."""
    of_kind = [thing.kind for thing in things]
    single = [thing for thing in things if of_kind.count(thing.kind) == 1 and fits(thing)]
    return rng.choice(single) if single else None


_ASK: dict[str, Callable[..., Question | None]] = {
    "count": _count, "colour": _colour, "present": _present, "left": _beside(-1), "right": _beside(1),
    "leftmost": _extreme(1), "rightmost": _extreme(-1), "nearest": _nearest, "same_colour": _same_colour,
    "drawer": _drawer,
}
