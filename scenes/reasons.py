"""Short true reasons, said from the catalogue's facts, in the language of the instruction."""

from __future__ import annotations

from collections.abc import Sequence

from scenes.bench.speech import PURPOSES as BENCH_PURPOSES
from scenes.catalogue import all_kinds, world_of
from scenes.commands import Command, Judgement, TrueReading
from scenes.lexicon import Language, lexicon_of, name
from scenes.queries import Referent, Side
from scenes.speech import speech_of
from scenes.tables import Lexicon

PURPOSES: dict[str, tuple[str, str]] = {
    "quench_thirst": ("it is something to drink", "它可以喝"),
    "wake_up": ("its caffeine wakes you up", "它含咖啡因，能提神"),
    "eat": ("it is something to eat", "它可以吃"),
    "flavour_water": ("its sour juice adds flavour", "它的酸汁可以调味"),
    "wipe": ("a clean sponge wipes things up", "干净的海绵可以擦东西"),
    "drive_nail": ("it is hard and heavy enough to drive a nail", "它又硬又重，可以敲钉子"),
    "drive_screw": ("it turns screws", "它可以拧螺丝"),
    "cut": ("it is sharp enough to cut", "它够锋利，可以剪"),
    "eat_soup": ("you can eat soup with it", "它可以喝汤用"),
    "stir": ("you can stir with it", "它可以用来搅拌"),
    "call": ("you can make a call with it", "它可以打电话"),
    "hold_drink": ("you can drink from it", "它可以装饮料喝"),
    **BENCH_PURPOSES,
}
"""What makes a thing good for something, in either language."""
AS_YOU_SAID: dict[Language, str] = {"en": "as you said", "zh": "如你所说"}
"""Claims nothing."""
SIDES: dict[Side, tuple[str, str]] = {
    "left": ("it is the one on the left", "它在左边"), "right": ("it is the one on the right", "它在右边"),
    "front": ("it is the one nearest you", "它离你最近"), "back": ("it is the one at the back", "它在后面"),
    "middle": ("it is the one in the middle", "它在中间"),
}


def because(claim: str, language: Language) -> str:
    return f"because {claim}" if language == "en" else f"因为{claim}"


def thrown_away(kind: str, language: Language) -> str:
    """Why it goes into its bin."""
    entry = all_kinds()[kind]
    why = speech_of(world_of((kind,))).thrown_away.get(entry.disposal)
    if why is not None:
        return why[language == "zh"]
    if entry.disposal == "compost":
        return "fruit scraps are composted" if language == "en" else "果皮果肉属于厨余垃圾"
    if entry.disposal == "recycling":
        plural_en = {"can": "cans", "bottle": "bottles"}.get(entry.container or "", "such things")
        plural_zh = {"can": "易拉罐", "bottle": "瓶子"}.get(entry.container or "", "这类东西")
        return f"{plural_en} are recycled" if language == "en" else f"{plural_zh}可以回收"
    return ("it can be neither recycled nor composted" if language == "en"
            else "它既不能回收也不是厨余垃圾")


def put_away(kind: str, place: str, language: Language) -> str:
    """That it belongs in a place."""
    categories = all_kinds()[kind].categories
    said = speech_of(world_of((kind,))).put_away
    noun = next((plural for category, plural in said if category in categories), None)
    if noun is None:
        noun = (f"a {name(kind, 'en')}" if name(kind, "en")[0].lower() not in "aeiou"
                else f"an {name(kind, 'en')}", name(kind, "zh"))
    if language == "zh":
        return f"{noun[1]}该放在{name(place, 'zh')}"
    singular = noun[0].startswith(("a ", "an ", "fruit"))
    return f"{noun[0]} {'belongs' if singular else 'belong'} in the {name(place, 'en')}"


def fact_phrase(facts: Sequence[str], language: Language, lexicon: Lexicon) -> str | None:
    """"fizzy drink", 带气的饮料; None where the facts are not of that kind."""
    adjectives = [f for f in facts if f in lexicon.traits or f in lexicon.colours]
    nouns = [f for f in facts if f in lexicon.categories]
    if len(adjectives) + len(nouns) != len(facts):
        return None
    said = [lexicon.property_words(a).adjectives(language)[0] for a in adjectives]
    if language == "en":
        noun = lexicon.categories[nouns[0]].en_nouns[0] if nouns else "thing"
        return " ".join([*said, noun])
    noun = lexicon.categories[nouns[0]].zh_nouns[0] if nouns else "东西"
    return "".join([*(f"{s}的" for s in said), noun])


def by(kind: str, language: Language) -> str:
    """That it is beside a thing or place of a kind."""
    return f"it is by the {name(kind, 'en')}" if language == "en" else f"它在{name(kind, 'zh')}旁边"


def is_a(phrase: str, language: Language, only: bool) -> str:
    """That it is what a phrase says; ``only``, that nothing else here is."""
    if only:
        return f"it is the only {phrase} here" if language == "en" else f"这里只有它是{phrase}"
    article = "an" if phrase[0] in "aeiou" else "a"
    return f"it is {article} {phrase}" if language == "en" else f"它是{phrase}"


def reason(command: Command, reading: TrueReading, referents: Sequence[Referent], language: Language,
           unique: bool) -> str:
    """Why this reading: ``because ...`` or ``as you said``, true of these referents.

    Args:
        command: what was said.
        reading: one of its valid readings.
        referents: everything visible.
        language: of the sentence.
        unique: whether the reading is the only valid one.
    """
    by_key = {r.key: r for r in referents}
    lexicon = lexicon_of(world_of(r.kind for r in referents))
    kind = by_key[reading.thing].kind
    if command.verb != "move":
        return AS_YOU_SAID[language]
    if command.destination == "disposal":
        return because(thrown_away(kind, language), language)
    if command.destination == "belongs" and reading.destination is not None:
        return because(put_away(kind, by_key[reading.destination].kind, language), language)
    query = command.thing
    facts = sorted(query.facts)
    purpose = next((f for f in facts if f in PURPOSES), None)
    if purpose is not None:
        return because(PURPOSES[purpose][language == "zh"], language)
    if query.side is not None:
        return because(SIDES[query.side][language == "zh"], language)
    if query.near is not None:
        neighbour = next((f[5:] for f in query.near.facts if f.startswith("kind:")), None)
        if neighbour is not None:
            return because(by(neighbour, language), language)
    phrase = fact_phrase(facts, language, lexicon) if facts and not query.none_of else None
    if phrase is not None:
        return because(is_a(phrase, language, unique), language)
    if query.none_of:
        said = left_out(sorted(query.none_of)[0], language, lexicon)
        if said is not None:
            return because(said, language)
    return AS_YOU_SAID[language]


def left_out(fact: str, language: Language, lexicon: Lexicon) -> str | None:
    """That a thing is not what was left out; None where nobody says that fact of a thing."""
    kind = fact.removeprefix("kind:")
    if kind in all_kinds() and fact not in lexicon.colours:  # "orange" alone is the colour
        return f"it is not the {name(kind, 'en')}" if language == "en" else f"它不是{name(kind, 'zh')}"
    if fact not in lexicon.traits and fact not in lexicon.colours:
        return None
    word = lexicon.property_words(fact).adjectives(language)[0]
    if language == "en":
        return f"it is not {word}"
    return f"它不{word}" if fact in lexicon.traits else f"它不是{word}"


def refusal(command: Command | None, judgement: Judgement, referents: Sequence[Referent],
            language: Language) -> str:
    """Why there is nothing to do: the hazard, or what is missing."""
    if judgement.special == "must_not":
        rule = judgement.hazards[0]
        return f"because {rule.reason_en}" if language == "en" else f"因为{rule.reason_zh}"
    if command is None:
        return ("because it is not something I can do here" if language == "en"
                else "因为这不是我在这里能做的事")
    if command.verb != "move":
        return ("because no such drawer is there to move that way" if language == "en"
                else "因为没有抽屉可以这样动")
    found = command.thing.matches(referents)
    if not found:
        return "because nothing here fits those words" if language == "en" else "因为这里没有这样的东西"
    fixed = [r for r in referents if r.key in found and not r.is_place and r.kind in all_kinds()
             and not all_kinds()[r.kind].graspable]
    if fixed and len(fixed) == len(found):
        return "because my hand cannot carry that" if language == "en" else "因为我的手拿不了它"
    return "because that place is not here" if language == "en" else "因为这里没有那个地方"

