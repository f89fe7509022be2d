"""Understanding the reply to a question, and folding it into what is still possible."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from agent.language import bare, detect, keyword, mentioned
from agent.naming import referents
from agent.questions import split, value
from agent.types import Factor, Language, Narrowed, Question
from policies.types import Belief, Entry, Percept, Reading, ScoredReading
from scenes.referring import resolve

Kind = Literal["chosen", "neither", "cancel", "why", "both", "any", "yes", "no", "command", "unclear"]


@dataclass(frozen=True)
class Answer:
    """What a reply means."""

    kind: Kind
    narrowed: tuple[Narrowed, ...] = ()
    """For ``chosen``: what it settles, the factor asked about first."""
    offered: bool = True
    """False: it names something seen that was not among the options."""


_WORDS: dict[Kind, frozenset[str]] = {
    "cancel": frozenset({"cancel", "never mind", "nevermind", "forget it", "forget about it", "stop", "abort", "quit",
                         "nothing", "leave it", "don't", "do nothing", "cancel that", "算了", "取消", "不用了", "停",
                         "停止", "不要了", "别做了", "没事了", "不做了", "算了吧"}),
    "neither": frozenset({"neither", "none", "none of these", "none of them", "neither of them", "neither one",
                          "neither of those", "none of those", "not these", "都不是", "都不要", "哪个都不是", "两个都不是",
                          "都不对", "没有一个是", "一个都不是"}),
    "both": frozenset({"both", "both of them", "all", "all of them", "all of these", "both please", "都要", "两个都要",
                       "全部", "全都要", "都", "两个都", "都可以要"}),
    "any": frozenset({"you choose", "you decide", "any", "either", "anyone", "any one", "any of them", "whichever",
                      "either one", "whatever", "don't care", "i don't care", "i don't mind", "doesn't matter",
                      "it doesn't matter", "your choice", "up to you", "you pick", "随便", "都行", "都可以", "你选",
                      "你决定", "你来选", "你定", "无所谓", "哪个都行", "任意"}),
    "yes": frozenset({"yes", "y", "yeah", "yep", "sure", "right", "correct", "exactly", "that's right", "yes please",
                      "ok", "okay", "do it", "是", "是的", "对", "对的", "没错", "好", "好的", "嗯", "可以"}),
    "no": frozenset({"no", "n", "nope", "not that", "wrong", "that's wrong", "no thanks", "不", "不是", "不对", "不要",
                     "否", "错了"}),
}
_WHY = re.compile(r"^(but )?(why|how come|explain|what do you mean|为什么|为何|为啥|怎么|干嘛)"
                  r"(?! not)[\w\s,'，]*$|.*(为什么|为啥).*")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
             "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
             "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_NUMBER = re.compile(
    r"^(?:(?:the|option|number|no\.?|answer|choice|选项?|要|我要|我选|就|就要|#)\s*)*\(?"
    r"(?P<n>\d{1,2}|first|second|third|fourth|fifth|sixth|last|one|two|three|four|five|six|[一二两三四五六])\)?"
    r"(?:st|nd|rd|th)?(?:\s*(?:one|option|choice))?$"
    r"|^(?:我要|我选|选|要|就|就要|是|那)*第(?P<z>[一二三四五六]|\d)(?:个|项|种)?的?$"
    r"|^(?P<h>\d|[一二三四五六])(?:号|个)$|^(?:最后|最末)(?P<l>一?)个$")
_COMMAND_EN = re.compile(r"^(?:(?:can|could|would) you |i want you to |instead,? |rather,? )?"
                         r"(put|move|bring|throw|toss|open|close|shut|place|give|hand|drop|fetch|deliver|store|pass|"
                         r"take|pick|grab|get)\b(?P<rest>.*)")
_WEAK_EN = {"take", "pick", "grab", "get"}
_COMMAND_ZH = re.compile(r"^(?:还是|改成|改为|请|帮我|给我)*(把|打开|关上|关掉|关闭|拿|扔|放|移|递|丢|送)(?P<rest>.*)")
_PLACED = re.compile(r"\b(in|into|to|on|onto|next|away|me)\b")


def understand(text: str, question: Question, decided: Sequence[ScoredReading],
               percepts: Sequence[Percept]) -> Answer:
    """What a reply to ``question`` means.

    Args:
        text: as typed, in English or Chinese whatever the question was asked in.
        question: what was asked.
        decided: the set the question splits.
        percepts: what was seen.
    """
    plain = re.sub(r"^(no|nope|actually|i mean|sorry|不|不是|不对|其实|我是说)[,，\s]+(?=\S)", "", bare(text))
    for kind, words in _WORDS.items():
        if plain in words and (kind not in ("yes", "no") or question.kind == "confirm"):
            return Answer(kind)
    if plain in _WORDS["no"]:
        return Answer("neither")
    if keyword(text) in ("undo", "home"):
        return Answer("command")
    if _WHY.match(plain):
        return Answer("why")
    number = _number(plain, len(question.options))
    if number is not None:
        if not 1 <= number <= len(question.options):
            return Answer("unclear")
        if question.kind == "confirm":
            return Answer("yes")
        return Answer("chosen", (Narrowed(factor=question.factor, values=(question.options[number - 1].keys,)),))
    exact = [option for option in question.options if bare(option.text) == plain]
    if len(exact) == 1 and question.kind == "which":
        return Answer("chosen", (Narrowed(factor=question.factor, values=(exact[0].keys,)),))
    if _is_command(plain, percepts):
        return Answer("command")
    return _in_words(plain, question, decided, percepts, detect(text))


def _number(plain: str, count: int) -> int | None:
    match = _NUMBER.match(plain)
    if match is None:
        return None
    if match["l"] is not None or match["n"] == "last":
        return count
    word = match["n"] or match["z"] or match["h"]
    return int(word) if word.isdigit() else _ORDINALS[word]


def _is_command(plain: str, percepts: Sequence[Percept]) -> bool:
    """A whole new command, as against words that pick an option ("take the green one", "put it in the top one")."""
    if match := _COMMAND_EN.match(plain):
        rest = match["rest"]
        if re.search(r"\b(it|that|this|one)\b", rest) and not mentioned(rest, "en")[1:]:
            return False
        if match[1] in _WEAK_EN and not _PLACED.search(rest):
            return False
        return bool(rest.strip())
    if match := _COMMAND_ZH.match(plain):
        rest = match["rest"]
        if match[1] in ("拿", "放") and not re.search("给|到|进|里|在", rest):
            return False
        return len(rest) >= 2 and not re.match("^(它|那个|这个)", rest)
    return False


def _in_words(plain: str, question: Question, decided: Sequence[ScoredReading], percepts: Sequence[Percept],
              language: Language) -> Answer:
    """Words for an option, for a part of the options, or for something seen that was not offered."""
    seen = referents(percepts)
    by_factor: list[Narrowed] = []
    offered = True
    others: tuple[Factor, ...] = ("thing", "destination")
    for factor in (question.factor, *(other for other in others if other != question.factor)):
        if factor == "verb":
            continue
        values = list(split(decided, factor))
        if factor == question.factor:
            values = [option.keys for option in question.options]
        elif len(values) < 2:
            continue
        keys = {key for keys in values for key in keys}
        named = _named(plain, factor, keys, percepts, language)
        if factor != question.factor and named is None:
            continue
        found = named if named is not None else resolve(_stripped(plain), keys, seen, language)
        kept = tuple(v for v in values if v and set(v) <= found)
        if kept and (len(kept) < len(values) or len(values) == 1):
            by_factor.append(Narrowed(factor=factor, values=kept))
    if not any(item.factor == question.factor for item in by_factor):
        everywhere = [p.key for p in percepts if p.is_place == (question.factor == "destination")]
        found = resolve(_stripped(plain), everywhere, seen, language)
        asked = {key for option in question.options for key in option.keys}
        if len(found) == 1 and not found & asked:
            by_factor.insert(0, Narrowed(factor=question.factor, values=(tuple(found),)))
            offered = False
    if not by_factor:
        return Answer("unclear")
    if question.kind == "confirm" and offered:
        return Answer("yes")
    return Answer("chosen", tuple(by_factor), offered)


def _named(plain: str, factor: Factor, keys: set[int], percepts: Sequence[Percept],
           language: Language) -> frozenset[int] | None:
    """Keys whose kind the words name outright, when exactly one kind of the set is named."""
    names = set(mentioned(plain, language))
    hit = {p.name for p in percepts if p.key in keys} & names
    if len(hit) != 1 or len(names) != 1:
        return None if len(hit) != 1 else _of_kind(hit, keys, percepts) if factor == "destination" else None
    found = _of_kind(hit, keys, percepts)
    return found if len(found) == 1 else None


def _of_kind(names: set[str], keys: set[int], percepts: Sequence[Percept]) -> frozenset[int]:
    return frozenset(p.key for p in percepts if p.key in keys and p.name in names)


def _stripped(plain: str) -> str:
    """Without the verb of "take the green one", "put it in the top one", 要红的."""
    plain = re.sub(r"^(i want|i'd like|i mean|i meant|give me|it's|that's|make it|let's|use|choose|take|pick|grab|get|"
                   r"(put|move|place) (it|that|this) (in|into|on|onto|to))\s+", "", plain)
    return re.sub(r"^(我要|我想要|我选|选|要|是|就|就要|拿|放|放到|放进|放在|我是说|我说的是)+(?=.)", "", plain)


def restrict(belief: Belief, narrowed: Sequence[Narrowed]) -> Belief:
    """The belief given what answers settled: other readings are dropped, the rest sums to 1 again.

    Where no reading of the belief fits (the user named something not thought of), the best reading is
    made to fit, since the user has said so.
    """
    if not narrowed:
        return belief
    normal = [item for item in belief.readings if item.reading.special is None]
    for item in narrowed:
        fitting = [scored for scored in normal if value(scored.reading, item.factor) in item.values]
        if not fitting and normal and len(item.values) == 1 and len(item.values[0]) == 1:
            made = [_substituted(scored, item.factor, item.values[0][0]) for scored in normal]
            fitting = [scored for scored in made if scored is not None]
        normal = fitting
    total = sum(scored.probability for scored in normal)
    if not normal or total <= 0.0:
        return belief
    kept = sorted((ScoredReading(reading=scored.reading, probability=scored.probability / total)
                   for scored in normal), key=lambda scored: -scored.probability)
    return belief.model_copy(update={"readings": tuple(kept)})


def exclude(belief: Belief, factor: Factor, values: Sequence[tuple[int, ...]]) -> Belief | None:
    """The belief after "neither": None where too little is left to go on (under a twentieth)."""
    left = [item for item in belief.readings
            if item.reading.special is None and value(item.reading, factor) not in values]
    total = sum(item.probability for item in left)
    if total < 0.05:
        return None
    return belief.model_copy(update={"readings": tuple(
        ScoredReading(reading=item.reading, probability=item.probability / total) for item in left)})


def _substituted(scored: ScoredReading, factor: Factor, key: int) -> ScoredReading | None:
    """The reading with another thing or destination."""
    if len(scored.reading.entries) != 1 or factor == "verb":
        return None
    entry = scored.reading.entries[0]
    changed = (Entry(verb=entry.verb, things=(key,), destination=entry.destination, relation=entry.relation)
               if factor == "thing" else
               Entry(verb=entry.verb, things=entry.things, destination=key, relation=entry.relation))
    return ScoredReading(reading=Reading(entries=(changed,)), probability=scored.probability)
