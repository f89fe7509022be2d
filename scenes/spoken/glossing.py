"""A Spanish or German text as an English sentence, as near to what people say as words and simple rules come."""

from __future__ import annotations

from functools import lru_cache

from scenes.spoken import german, spanish
from scenes.spoken.detection import spoken_in
from scenes.spoken.tokens import Foreign, folded, sentence, tokens


@lru_cache(maxsize=4096)
def as_english(text: str, language: Foreign) -> str:
    """A text known to be of a language, in English words; a word that is not in the glossary stays as it is."""
    rules = spanish if language == "es" else german
    said = tokens(text)
    alone = tuple(folded(word) for word in rules.split(said) if word[0].isalnum())
    whole = rules.glossary().whole.get(alone)
    if whole is not None:
        return whole
    return sentence(rules.order(rules.words(rules.split(said))))


def in_english(text: str) -> str:
    """A text as it is if it is English, Chinese or of no language known here, else in English words."""
    language = spoken_in(text)
    return as_english(text, language) if language in ("es", "de") else text
