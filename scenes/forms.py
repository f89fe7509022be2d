"""Templates: how they are written down, and which split each belongs to.

A template is one line, ``text | option option``. A leading ``*`` keeps it in training (the plainest
ways of saying something), ``!`` keeps it for testing; all others fall by a stable hash of their text
within their group, so that every group has some in each split and none is in two.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from scenes.lexicon import Language
from scenes.splits import Split

TEST_SHARE = 0.15
DEV_SHARE = 0.08


@dataclass(frozen=True)
class Form:
    """One template of a frame or of a noun phrase."""

    id: str
    """``en.give.3f2a``: language, group, hash of the text."""
    group: str
    text: str
    options: frozenset[str]
    split: Split


def read_forms(language: Language, group: str, block: str) -> tuple[Form, ...]:
    """The forms of one group, each with its split."""
    lines = [line.strip() for line in block.strip().splitlines() if line.strip()]
    marked: list[tuple[str, str, frozenset[str]]] = []
    for line in lines:
        mark = line[0] if line[0] in "*!" else ""
        text, _, options = line.removeprefix(mark).partition("|")
        marked.append((mark, text.strip(), frozenset(options.split())))
    if len({text for _, text, _ in marked}) != len(marked):
        raise ValueError(f"a template of {language}.{group} is written twice")
    free = sorted((text for mark, text, _ in marked if not mark), key=_stable_hash)
    n_test = round(TEST_SHARE * len(marked)) - sum(mark == "!" for mark, _, _ in marked)
    n_test = max(n_test, 0 if any(mark == "!" for mark, _, _ in marked) else 1)
    n_dev = max(1, round(DEV_SHARE * len(marked)))
    test, dev = set(free[:n_test]), set(free[n_test:n_test + n_dev])

    def split(mark: str, text: str) -> Split:
        if mark == "!" or text in test:
            return "test"
        return "dev" if text in dev else "train"

    return tuple(Form(f"{language}.{group}.{_stable_hash(text):08x}", group, text, options,
                      split(mark, text)) for mark, text, options in marked)


def _practice_forms(language: Language, group: str, blocks: Iterable[str],
                    known: Iterable[Form]) -> tuple[Form, ...]:
    """Forms of blocks of lines, each text once, less those whose words the group has already."""
    texts = {_words(form.text) for form in known}
    forms = []
    for line in "\n".join(blocks).splitlines():
        text, _, options = line.partition("|")
        text = text.strip()
        if text and _words(text) not in texts:
            texts.add(_words(text))
            forms.append(Form(f"{language}.{group}.{_stable_hash(text):08x}", group, text,
                              frozenset(options.split()), "train"))
    return tuple(forms)


def _words(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def _stable_hash(text: str) -> int:
    return zlib.crc32(text.encode())


class Grammar:
    """All forms of one language, by group and split."""

    def __init__(self, language: Language, groups: dict[str, str],
                 practice: dict[str, tuple[str, ...]] | None = None) -> None:
        """``practice`` is written down as ``groups`` is and is all of training: its forms are drawn beside
        those of the groups, and change nothing in how these fall into splits."""
        self.language = language
        self.forms: dict[str, tuple[Form, ...]] = {
            group: read_forms(language, group, block) for group, block in groups.items()}
        self.practice: dict[str, tuple[Form, ...]] = {
            group: _practice_forms(language, group, blocks, self.forms.get(group, ()))
            for group, blocks in (practice or {}).items()}
        self._chosen = cache(self._choose)
        self._practised = cache(self._practise)

    def with_own(self, own: dict[str, str], kept: Iterable[str], without: re.Pattern[str],
                 practised: Mapping[str, tuple[str, ...]] | None = None) -> Grammar:
        """Another world's grammar: groups of its own, and of this one's those named, without forms of its kind.

        Args:
            own: blocks of forms by group; one that this grammar keeps too is added to it.
            kept: groups taken over, each form in the split it has here, practice included.
            without: what the text of a form taken over must not match.
            practised: further blocks for practice alone.
        """
        made = Grammar(self.language, own, dict(practised or {}))
        for group in kept:
            forms = tuple(form for form in self.forms.get(group, ()) if not without.search(form.text))
            known = {_words(form.text) for form in forms}
            mine = tuple(form for form in made.forms.get(group, ()) if _words(form.text) not in known)
            if forms or mine:
                made.forms[group] = (*forms, *mine)
            known |= {_words(form.text) for form in mine}
            drilled = tuple(form for form in self.practice.get(group, ())
                            if not without.search(form.text) and _words(form.text) not in known)
            made.practice[group] = (*drilled, *made.practice.get(group, ()))
        return made

    def _choose(self, group: str, split: Split, needs: frozenset[str]) -> tuple[Form, ...]:
        return tuple(form for form in self.forms.get(group, ())
                     if form.split == split and needs <= form.options)

    def choose(self, group: str, split: Split, needs: Iterable[str] = ()) -> tuple[Form, ...]:
        """Forms of a group in a split that have all the options needed."""
        return self._chosen(group, split, frozenset(needs))

    def _practise(self, group: str, needs: frozenset[str]) -> tuple[Form, ...]:
        return tuple(form for form in self.practice.get(group, ()) if needs <= form.options)

    def practised(self, group: str, needs: Iterable[str] = ()) -> tuple[Form, ...]:
        """Forms for practice alone that have all the options needed."""
        return self._practised(group, frozenset(needs))

    def count(self, split: Split | None = None) -> int:
        return sum(split is None or form.split == split for forms in self.forms.values() for form in forms)
