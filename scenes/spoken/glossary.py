"""A glossary read from its TOML files, and looking words up in it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import get_args

from scenes.catalogue import words_for
from scenes.spoken.tokens import Foreign, Tag, Word, folded, plural, tokens

FOLDER = Path(__file__).parent
_TAGS = (*get_args(Tag), "whole")


class GlossaryError(ValueError):
    """A file of a glossary is not what it should be."""


@dataclass
class Glossary:
    """Forms of one language with their English, by the words of the form."""

    language: Foreign
    cased: dict[tuple[str, ...], Word] = field(default_factory=dict)
    """By words as they are written: die Spüle is no form of spülen."""
    exact: dict[tuple[str, ...], Word] = field(default_factory=dict)
    """By lower-case words."""
    loose: dict[tuple[str, ...], Word] = field(default_factory=dict)
    """By words without accents."""
    stems: dict[tuple[str, ...], Word] = field(default_factory=dict)
    """By stems, where the language has a rule for them."""
    whole: dict[tuple[str, ...], str] = field(default_factory=dict)
    """What is meant only where it is all that is said."""
    parted: dict[tuple[str, str], str] = field(default_factory=dict)
    """Verbs by (form, particle), German alone."""
    called: dict[str, str] = field(default_factory=dict)
    """What a kind, a place or another noun's English is called, with its article."""
    surfaces: tuple[str, ...] = ()
    """English nouns that things are on, not in."""
    longest: int = 1
    vocabulary: set[str] = field(default_factory=set)
    """Single words of all forms, without accents."""

    def add(self, form: str, english: str, tag: Tag, split: Callable[[list[str]], list[str]],
            stem: Callable[[str], str] | None) -> None:
        written = tuple(split(tokens(form)))
        key = tuple(word.lower() for word in written)
        word = Word(form, english, tag)
        if tag == "noun":
            self.cased[written] = word
        self.longest = max(self.longest, len(key))
        self.exact[key] = word
        loose = tuple(map(folded, key))
        self.loose[loose] = word
        self.vocabulary.update(part for part in loose if part.isalpha() or "-" in part)
        if stem is not None and tag not in ("article", "clitic", "conjunction", "phrase"):
            self.stems.setdefault(tuple(map(stem, loose)), word)

    def find(self, words: Sequence[str], stem: Callable[[str], str] | None) -> tuple[int, Word] | None:
        """The longest form that the words begin with, and how many words it is."""
        lower = [word.lower() for word in words[: self.longest]]
        loose = [folded(word) for word in lower]
        stems = [stem(word) for word in loose] if stem is not None else None
        for size in range(len(lower), 0, -1):
            found = self.cased.get(tuple(words[:size])) or self.exact.get(tuple(lower[:size])) or self.loose.get(tuple(loose[:size]))
            if found is not None:
                return size, found
            if stems is not None and (size > 1 or len(loose[0]) > 3):
                found = self.stems.get(tuple(stems[:size]))
                if found is not None:
                    several = found.tag == "noun" and _ends_as_plural(loose[0], found.text)
                    english = plural(found.english) if several else found.english
                    return size, Word(" ".join(words[:size]), english, found.tag)
        return None


def _ends_as_plural(word: str, form: str) -> bool:
    head = folded(tokens(form)[0])
    return word.endswith("s") and not head.endswith("s")


def forms(said: str) -> Iterator[str]:
    """The forms of a line: parted by commas."""
    yield from (form for part in said.split(",") if (form := part.strip()))


def read(language: Foreign, split: Callable[[list[str]], list[str]],
         stem: Callable[[str], str] | None = None) -> Glossary:
    """Read all files of a language.

    Args:
        split: takes contractions apart, in forms as in texts.
        stem: makes inflected forms of a word alike.

    Raises:
        GlossaryError: a file is not TOML, or has a table or key that means nothing; names file and key.
    """
    found = Glossary(language)
    files = _files(language)
    for key, said in files["names.toml"].items():
        _name(found, key, said, split, stem)
    for file, tables in files.items():
        if file == "names.toml":
            continue
        for tag, entries in tables.items():
            if tag == "surface":
                found.surfaces = tuple(entries["nouns"])
            elif tag not in _TAGS:
                raise GlossaryError(f"spoken/{language}/{file}: no such table as {tag}; one of {', '.join(_TAGS)}")
            else:
                for english, form in entries.items():
                    _entry(found, english, form, tag, split, stem)
    return found


@cache
def _files(language: Foreign) -> dict[str, dict[str, dict[str, str]]]:
    found = {}
    for path in sorted((FOLDER / language).glob("*.toml"), key=lambda path: (path.stem != "names", path.stem)):
        if path.stem == "said":
            continue
        try:
            found[path.name] = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise GlossaryError(f"spoken/{language}/{path.name}: {error}") from None
    return found


def _name(found: Glossary, key: str, said: object, split: Callable[[list[str]], list[str]],
          stem: Callable[[str], str] | None) -> None:
    try:
        english = words_for(key).en[0]
    except KeyError:
        raise GlossaryError(f"spoken/{found.language}/names.toml: no kind or place {key}") from None
    called, _, others = str(said).partition(";")
    article, _, name = called.strip().partition(" ")
    found.called[english] = f"{article} {name}"
    for form in (name, *forms(others)):
        many = form.startswith("+")
        found.add(form.removeprefix("+"), plural(english) if many else english, "noun", split, stem)


def _entry(found: Glossary, english: str, said: str, tag: str, split: Callable[[list[str]], list[str]],
           stem: Callable[[str], str] | None) -> None:
    for form in forms(said):
        words = split(tokens(form.removeprefix("+")))
        if tag == "whole":
            found.whole[tuple(map(folded, words))] = english
            found.vocabulary.update(map(folded, words))
        elif tag == "parted":
            verb, particle = (word.lower() for word in words)
            found.parted[(folded(verb), folded(particle))] = english
            found.vocabulary.update((folded(verb), folded(particle)))
        else:
            meant = plural(english) if form.startswith("+") else english
            found.add(form.removeprefix("+"), meant, tag, split, stem)  # type: ignore[arg-type]
