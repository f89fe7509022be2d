"""Putting the bench's meanings into words: the kitchen's ways of saying with other words, forms and names."""

from __future__ import annotations

from scenes.bench.lexicon import LEXICON
from scenes.bench.speech import SPEECH
from scenes.grammar.en import bench as en
from scenes.grammar.zh import bench as zh
from scenes.wording import English
from scenes.wording_zh import Chinese


class BenchEnglish(English):
    """English at the bench."""

    lexicon = LEXICON
    grammar = en.BENCH_ENGLISH
    place_words = en.PLACE_WORDS
    absent_places = {False: en.ABSENT_PLACES_TRAIN, True: en.ABSENT_PLACES_TEST}
    absent_things = {False: en.ABSENT_TRAIN, True: en.ABSENT_TEST}
    on_places = SPEECH.on_places
    purpose_verbs = en.PURPOSE_VERBS
    practice_names: dict[str, tuple[str, ...]] = {}
    practice_nouns: dict[str, tuple[str, ...]] = {}
    practice_adjectives: dict[str, tuple[str, ...]] = {}
    practice_does: dict[str, tuple[str, ...]] = {}


class BenchChinese(Chinese):
    """Chinese at the bench."""

    lexicon = LEXICON
    grammar = zh.BENCH_CHINESE
    place_words = zh.PLACE_WORDS
    absent_places = {False: zh.ABSENT_PLACES_TRAIN, True: zh.ABSENT_PLACES_TEST}
    absent_things = {False: zh.ABSENT_TRAIN, True: zh.ABSENT_TEST}
    on_places = SPEECH.on_places
    purpose_verbs = zh.PURPOSE_VERBS
    practice_names: dict[str, tuple[str, ...]] = {}
    practice_nouns: dict[str, tuple[str, ...]] = {}
    practice_adjectives: dict[str, tuple[str, ...]] = {}
    practice_does: dict[str, tuple[str, ...]] = {}
