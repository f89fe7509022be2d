"""What putting meanings into words is in every language: forms drawn from a grammar, names, destinations."""

from __future__ import annotations

from abc import ABC, abstractmethod
from random import Random

from scenes.catalogue import words_for
from scenes.forms import Form, Grammar
from scenes.lexicon import Language
from scenes.meanings import Meaning
from scenes.splits import Split


class WordingBase(ABC):
    """Words of meanings from the forms of one split."""

    language: Language
    grammar: Grammar
    place_words: dict[str, tuple[str, ...]]
    """Where a place is called otherwise than in the catalogue."""
    absent_places: dict[bool, tuple[str, ...]]
    """Places that are never there; those of testing under True."""
    on_and_in: tuple[str, str]
    plate_and_bowl: tuple[str, str]

    def __init__(self, split: Split, rng: Random) -> None:
        self.split = split
        self.rng = rng

    @abstractmethod
    def phrase(self, meaning: Meaning, mode: str, form: Form | None = None) -> tuple[str, str] | None:
        """Words of a meaning and the id of the form (drawn unless given); None where no form fits."""

    def form(self, group: str, *needs: str) -> Form | None:
        forms = self.grammar.choose(group, self.split, needs)
        return self.rng.choice(forms) if forms else None

    def named(self, kind: str) -> str:
        """A name of a kind, the plainest one most often."""
        return self._mostly_first(self._names(kind), 0.8)

    def place(self, key: str) -> str:
        return self._mostly_first(self.place_words.get(key) or self._names(key), 0.6)

    def to_place(self, key: str) -> tuple[str, str] | None:
        form = self.form("to.on" if key in ("cooktop", "edge", "tray") else "to.in")
        return (form.text.replace("{p}", self.place(key)), form.id) if form else None

    def to_group(self, group: str) -> tuple[str, str] | None:
        form = self.form(group)
        return (form.text, form.id) if form else None

    def to_holder(self, kind: str, general: bool) -> tuple[str, str] | None:
        """Into a bowl or onto a plate; ``general`` says "the bowl" for any of them."""
        form = self.form("to.holder")
        if form is None:
            return None
        (on, into), (plate, bowl) = self.on_and_in, self.plate_and_bowl
        word = plate if kind == "plate" else bowl if general else self.named(kind)
        return form.text.replace("{io}", on if kind == "plate" else into).replace("{h}", word), form.id

    def to_next(self, anchor: Meaning) -> tuple[str, str] | None:
        form, words = self.form("to.next"), self.phrase(anchor, "def")
        if form is None or words is None:
            return None
        return form.text.replace("{x}", words[0]), f"{form.id}+{words[1]}"

    def unknown_place(self) -> str:
        return self.rng.choice(self.absent_places[self.split == "test"])

    def _names(self, key: str) -> tuple[str, ...]:
        words = words_for(key)
        return words.en if self.language == "en" else words.zh

    def _mostly_first(self, words: tuple[str, ...], share: float) -> str:
        return words[0] if self.rng.random() < share else self.rng.choice(words)
