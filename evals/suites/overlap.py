"""Whether a sentence could have come out of the grammar or the sayings: hand-written ones must not.

Every frame of the grammar, and every frame of whole sentences (``scenes.sayings``), becomes a pattern: its
words stay, its slots stand for a short noun phrase or for any of the grammar's ways of naming a destination.
A sentence that fits a frame from end to end shares its template, whatever the split of that frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from scenes import sayings
from scenes.forms import Form, Grammar
from scenes.grammar.en import ENGLISH
from scenes.grammar.zh import CHINESE

Language = Literal["en", "zh"]
PHRASE = {"en": r"\S+(?: \S+){0,6}", "zh": r".{1,12}"}
WORD = {"en": r"\S+(?: \S+){0,2}", "zh": r".{1,6}"}
SLOT = re.compile(r"\{(\w+)\}")
IDLE = {"en": re.compile(r"\b(?:please|thanks|thank you|hey|ok|okay|robot)\b"),
        "zh": re.compile("请|谢谢|麻烦你?")}


def plain(text: str, language: Language) -> str:
    """Lower case, without punctuation, politeness and doubled spaces."""
    bare = re.sub(r"[^\w\s{}']|_", " ", text.lower())
    bare = IDLE[language].sub(" ", bare)
    return re.sub(r"\s+", " " if language == "en" else "", bare).strip()


@cache
def frames(language: Language) -> tuple[tuple[Form, re.Pattern[str]], ...]:
    """Every frame as a pattern over plain text; those with hardly a word of their own are left out."""
    grammar = ENGLISH if language == "en" else CHINESE
    destination = "(?:" + "|".join(_pattern(form, language, "") for form in _destinations(grammar)) + ")"
    found = []
    for group, forms in grammar.forms.items():
        if group.startswith(("np.", "to.", "chitchat", "infeasible")):
            continue
        for form in (*forms, *grammar.practice.get(group, ())):
            if SLOT.sub("", plain(form.text, language)).strip():
                found.append((form, re.compile(_pattern(form, language, destination))))
    for frame in sayings.frames(language):
        # A destination said in a frame's second slot is as long as its author liked: any phrase.
        text = frame.text.replace("{x}", "{t}").replace("{y}", "{p}")
        said = Form(frame.name, "said", text, frozenset(), "train")
        found.append((said, re.compile(_pattern(said, language, ""))))
    return tuple(found)


def _destinations(grammar: Grammar) -> Iterator[Form]:
    for group, forms in grammar.forms.items():
        if group.startswith("to."):
            yield from forms


def _pattern(form: Form, language: Language, destination: str) -> str:
    pattern = ""
    for index, part in enumerate(SLOT.split(plain(form.text, language))):
        if index % 2 == 0:
            pattern += re.escape(part)
        elif part == "d" and destination:
            pattern += destination
        else:
            pattern += PHRASE[language] if part in ("t", "d", "p", "x") else WORD[language]
    return pattern


def shared_template(text: str, language: Language) -> str | None:
    """Id and text of a frame the sentence fits, or None."""
    bare = plain(text, language)
    for form, pattern in frames(language):
        if pattern.fullmatch(bare):
            return f"{form.id} ({form.text})"
    return None
