"""Questions about cards: which one shows what, what one says, and what a sum comes to.

They are the only way, besides a frame's labels, in which held-out concepts are taught: here they are asked about,
and never part of a command. As in ``scenes.counter_questions`` some forms are kept for tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from scenes.cards.concepts import CONCEPT_OF, value_of
from scenes.catalogue import all_kinds
from scenes.counter_questions import MARGIN, NUMBERS, Pointed, Question, Said
from scenes.knowledge import Which
from scenes.lexicon import Language
from scenes.queries import Referent
from scenes.splits import Split

TOPICS = ("shows", "says", "comes_to", "makes", "bowl", "falling")
_SIDES: dict[Language, tuple[tuple[str, int], ...]] = {"en": (("leftmost", 1), ("rightmost", -1)),
                                                       "zh": (("最左边的", 1), ("最右边的", -1))}
_FORMS: dict[str, dict[Language, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "shows": {"en": (("Which card shows the {}?", "Where is the {}?", "Which one is the {}?"), ("Point at the {}.",)),
              "zh": (("哪张卡片上是{}？", "{}在哪里？"), ("指一下{}。",))},
    "says": {"en": (("What does the {} card say?", "What is on the {} card?"), ("Read the {} card.",)),
             "zh": (("{}卡片上是什么？", "{}卡片写着什么？"), ("读一下{}卡片。",))},
    "comes_to": {"en": (("What is {}?", "How much is {}?"), ("What does {} come to?",)),
                 "zh": (("{}是多少？", "{}等于几？"), ("{}得几？",))},
    "makes": {"en": (("Which card shows the answer to {}?", "Which card is the sum of {}?"), ("Which card is {}?",)),
              "zh": (("哪张卡片是{}的结果？", "哪张卡片等于{}？"), ("{}的得数在哪张卡片上？",))},
    "bowl": {"en": (("Which bowl has the colour of the {}?", "Which bowl matches the {}?"),
                    ("Which bowl is as coloured as the {}?",)),
             "zh": (("哪个碗和{}颜色一样？",), ("哪个碗的颜色跟{}相同？",))},
    "falling": {"en": (("What is about to fall off?", "Which thing hangs over the edge?"), ("What may drop to the floor?",)),
                "zh": (("什么快掉下去了？", "哪个快要掉下去？"), ("哪个东西悬在边上？",))},
}
_SAID: dict[Language, tuple[str, ...]] = {
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    "zh": tuple("零一二三四五六七八九")}
_SIGNS: dict[Language, dict[str, str]] = {"en": {"+": "plus", "-": "minus"}, "zh": {"+": "加", "-": "减"}}


def ask(topic: str, referents: Sequence[Referent], rng: Random, language: Language,
        split: Split = "train") -> Question | None:
    """One question of a topic about a counter with cards; None where it has no sure answer there.

    Raises:
        KeyError: no such topic.
    """
    practice, apart = _FORMS[topic][language]
    form = rng.choice(practice if split == "train" else apart)
    things = [r for r in referents if not r.is_place]
    cards = [r for r in things if r.kind in CONCEPT_OF]
    if topic == "comes_to":
        total = _sum(rng)
        return Said(form.format(spoken(total, language)), language, _number(value_of(total)), topic)
    if topic == "falling":
        return Pointed(Which(form, language, frozenset(r.key for r in things if _falls(r))), topic)
    if topic == "bowl":
        return _bowl(form, things, rng, language)
    if not cards:
        return None
    if topic == "shows":
        shown = CONCEPT_OF[rng.choice(cards).kind]
        keys = frozenset(r.key for r in cards if r.kind == shown.key)
        said = rng.choice(shown.en if language == "en" else shown.zh)
        return Pointed(Which(form.format(said), language, keys), topic)
    if topic == "says":
        where, sign = rng.choice(_SIDES[language])
        ordered = sorted((r for r in things if "card" in all_kinds()[r.kind].categories), key=lambda r: sign * r.u)
        if ordered[0].kind not in CONCEPT_OF or len(ordered) > 1 and abs(ordered[1].u - ordered[0].u) < MARGIN:
            return None
        return Said(form.format(where), language, CONCEPT_OF[ordered[0].kind].en[0], topic)
    total = _sum(rng)
    keys = frozenset(r.key for r in cards if CONCEPT_OF[r.kind].shows == str(value_of(total)))
    return Pointed(Which(form.format(spoken(total, language)), language, keys), topic) if keys else None


def spoken(total: str, language: Language) -> str:
    """A sum in words: ``two plus one``."""
    left, sign, right = _SAID[language][int(total[0])], _SIGNS[language][total[1]], _SAID[language][int(total[2])]
    return f"{left} {sign} {right}" if language == "en" else f"{left}{sign}{right}"


def _sum(rng: Random) -> str:
    """A sum of two digits whose value is a digit, too."""
    value = rng.randint(0, 9)
    if rng.random() < 0.6:
        left = rng.randint(0, value)
        return f"{left}+{value - left}"
    right = rng.randint(0, 9 - value)
    return f"{value + right}-{right}"


def _number(value: int) -> str:
    return NUMBERS[value] if 0 < value < len(NUMBERS) else ("zero" if value == 0 else "nine")


def _falls(referent: Referent) -> bool:
    return "about_to_fall" in all_kinds()[referent.kind].traits


def _bowl(form: str, things: list[Referent], rng: Random, language: Language) -> Question | None:
    single = [r for r in things if len(all_kinds()[r.kind].colours) == 1 and all_kinds()[r.kind].graspable
              and not _falls(r) and [t.kind for t in things].count(r.kind) == 1]
    if not single:
        return None
    one = rng.choice(single)
    keys = frozenset(r.key for r in things if "bowl" in all_kinds()[r.kind].categories
                     and all_kinds()[r.kind].colours == all_kinds()[one.kind].colours)
    words = all_kinds()[one.kind].words
    said = words.en[0] if language == "en" else words.zh[0]
    return Pointed(Which(form.format(said), language, keys), "bowl") if keys else None
