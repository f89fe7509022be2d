"""Chinese words of meanings: measure words, 的, and the little words people add."""

from __future__ import annotations

from scenes.bench.lexicon import MEASURES as BENCH_MEASURES
from scenes.catalogue import all_kinds, words_for
from scenes.forms import Form
from scenes.grammar.zh import CHINESE, practice
from scenes.grammar.zh.refusals import ABSENT_PLACES_TEST, ABSENT_PLACES_TRAIN, ABSENT_TEST, ABSENT_TRAIN
from scenes.grammar.zh.things import PURPOSE_VERBS
from scenes.lexicon import Language
from scenes.meanings import Meaning
from scenes.wording_base import WordingBase

MEASURES: dict[str, str] = {
    "hammer": "把", "screwdriver": "把", "scissors": "把", "spoon": "把", "phone": "部", "rock": "块",
    "clean_sponge": "块", "dirty_sponge": "块", "banana": "根", "energy_bar": "根",
    "drink": "瓶", "soda": "瓶", "cola": "罐", "energy_drink": "罐", "chips": "袋", "snack": "样",
    "sponge": "块", "tool": "件", "food": "样", "electronics": "件",
    **BENCH_MEASURES,
}
"""Of kinds and categories; cans, bottles and bags follow their container, the rest take 个."""
_BY_CONTAINER = {"can": "罐", "bottle": "瓶", "bag": "袋"}

PLACE_WORDS_ZH: dict[str, tuple[str, ...]] = {
    "landfill": ("其他垃圾桶", "黑色垃圾桶"),
    "recycling": ("可回收垃圾桶", "回收桶", "蓝色垃圾桶"),
    "compost": ("厨余垃圾桶", "堆肥桶", "绿色垃圾桶"),
    "edge": ("台面边缘", "台子边缘"),
}
_EATEN = ("吃的", "喝的", "零食", "水果", "饮料", "薯片")
_VERBAL = ("带", "有", "含", "看着")
"""Adjectives that begin so are negated with their own verb: 不带气, 没有气."""


def measure(fact: str) -> str:
    """The measure word of a kind (``kind:<key>``) or a category."""
    key = fact.removeprefix("kind:")
    if key in MEASURES:
        return MEASURES[key]
    container = all_kinds()[key].container if key in all_kinds() else None
    return _BY_CONTAINER.get(container or "", "个")


class Chinese(WordingBase):
    """Words of meanings in Chinese, from the forms of one split."""

    language: Language = "zh"
    grammar = CHINESE
    place_words = PLACE_WORDS_ZH
    absent_places = {False: ABSENT_PLACES_TRAIN, True: ABSENT_PLACES_TEST}
    absent_things = {False: ABSENT_TRAIN, True: ABSENT_TEST}
    purpose_verbs = PURPOSE_VERBS
    on_and_in, plate_and_bowl = ("上", "里"), ("盘子", "碗")
    practice_names, practice_nouns = practice.NAMES, practice.NOUNS
    practice_adjectives, practice_does = practice.ADJECTIVES, practice.DOES

    def noun(self, fact: str | None) -> str:
        if fact is None:
            return "东西"
        kind = fact.removeprefix("kind:")
        rare = self.rare(self.practice_nouns if kind == fact else self.practice_names, kind)
        if rare is not None:
            return rare
        words = words_for(fact[5:]).zh if fact.startswith("kind:") else self.lexicon.categories[fact].zh_nouns
        return words[0] if self.rng.random() < 0.65 else self.rng.choice(words)

    def phrase(self, meaning: Meaning, mode: str, form: Form | None = None) -> tuple[str, str] | None:
        """Words of a meaning and the id of the form (drawn unless given); None where no form fits."""
        form = form or self.form(f"np.{meaning.family}", mode)
        if form is None:
            return None
        options, fact = form.options, meaning.noun
        noun = self.noun(fact)
        if ("twin" in options and not meaning.twins) or ("eat" in options and noun not in _EATEN):
            return None
        m = "个" if fact is None or noun in ("喝的", "吃的", "易拉罐", "瓶子", "罐子", "袋子") else measure(fact)
        if noun in ("喝的", "吃的") and "{m}" in form.text:
            m = "样"
        slots = {"n": noun, "m": m}
        if meaning.adjectives:
            first = meaning.adjectives[0]
            if first in self.lexicon.colours and "trait" in options and "colour" not in options:
                return None
            if first not in self.lexicon.colours and "colour" in options and "trait" not in options:
                return None
            slots["adj"] = self.said_adjective(first)
            if "does" in options:
                does = self.does(first)
                if does is None:
                    return None
                slots["does"] = does
            if (form.group == "np.negation" and first in self.lexicon.colours and "colour" not in options):
                return None
            if "不{adj}" in form.text and first in self.lexicon.traits:
                slots["adj"] = self._negatable(first)
            elif "比较" in form.text or "那么" in form.text or "怎么" in form.text or "别太" in form.text:
                slots["adj"] = self.lexicon.traits[first].zh_adjectives[0]
                if slots["adj"].startswith(_VERBAL):
                    return None
            if len(meaning.adjectives) > 1:
                slots["adj2"] = self.said_adjective(meaning.adjectives[1])
        elif "colour" in options:
            colours = all_kinds()[fact[5:]].colours if fact and fact[5:] in all_kinds() else ()
            word = self.lexicon.colours[colours[0]].zh_adjectives[0] if colours else ""
            if not word or word[0] in noun or word == "透明":
                return None
            slots["colour"] = word
        if meaning.others:
            slots["k"] = slots["x"] = self.named(meaning.others[0])
            if len(meaning.others) > 1:
                slots["k2"] = self.named(meaning.others[1])
        if meaning.purpose is not None:
            slots["vp"] = self.rng.choice(self.purpose_verbs[meaning.purpose])
        if meaning.side in ("left", "right"):
            slots["side"] = "左" if meaning.side == "left" else "右"
        slots["ordinal"] = {2: "二", 3: "三"}.get(meaning.query.rank, "")
        if meaning.family == "empty":
            slots["n"] = {"can": "罐子", "bottle": "瓶子", "bag": "袋子", "chips": "薯片袋"}[fact or "can"]
        if meaning.family == "drawer_named" and fact is not None:
            slots["p"] = self.place(fact[5:])
        text = form.text
        for slot, word in slots.items():
            text = text.replace(f"{{{slot}}}", word)
        return text.replace("的的", "的"), form.id

    def _negatable(self, fact: str) -> str:
        words = [w for w in self.lexicon.traits[fact].zh_adjectives if not w.startswith("有")]
        return words[0] if self.rng.random() < 0.7 else self.rng.choice(words)

    def unknown_thing(self) -> str:
        noun = self.rng.choice(self.absent_things[self.split == "test"])
        return noun if self.rng.random() < 0.7 else f"那个{noun}"

    def said_adjective(self, fact: str) -> str:
        rare = self.rare(self.practice_adjectives, fact)
        if rare is not None:
            return rare
        words = self.lexicon.property_words(fact).zh_adjectives
        plain = [w for w in words if len(w) > 1] if fact in self.lexicon.colours else list(words)
        return plain[0] if self.rng.random() < 0.65 else self.rng.choice(plain)

    def finish(self, text: str) -> str:
        """Politeness, particles and punctuation, as people type."""
        rng = self.rng
        draw = rng.random()
        plain = not text.startswith(("请", "麻烦", "劳", "能", "可以", "你", "我", "它", "嗯"))
        if draw < 0.07 and plain and text.startswith(("把", "给", "拿", "帮", "打开", "关上", "扔")):
            text = f"{rng.choice(('请', '麻烦'))}{text}"
        elif draw < 0.13:
            text = f"{rng.choice(('那个，', '嗯，', '哎，', '你好，', '机器人，', '对了，'))}{text}"
        elif draw < 0.19 and text[-1] not in "？了吧吗呗":
            text = f"{text}{rng.choice(('吧', '，谢谢', '，谢谢啦', '哈', '，好吗'))}"
        style = rng.random()
        if style < 0.35 and text[-1] not in "？。！":
            text += "。"
        elif style < 0.5:
            text = text.rstrip("？。")
        elif style < 0.56:
            text = text.replace("，", " ").replace("？", "?")
        return text
