"""What putting meanings into words is in every language: forms drawn from a grammar, names, destinations."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from random import Random

from scenes.catalogue import words_for
from scenes.forms import Form, Grammar
from scenes.lexicon import Language, lexicon_of
from scenes.meanings import Meaning
from scenes.speech import KITCHEN
from scenes.splits import Split
from scenes.tables import Lexicon

PRACTICE_SHARE = 0.5
"""Of the forms drawn in training, where a group has some for practice alone."""
RARE_WORD_SHARE = 0.3
"""Of the words drawn in training, where there are some for practice alone."""


class WordingBase(ABC):
    """Words of meanings from the forms of one split."""

    language: Language
    lexicon: Lexicon = lexicon_of("kitchen")
    grammar: Grammar
    place_words: dict[str, tuple[str, ...]]
    """Where a place is called otherwise than in the catalogue."""
    absent_places: dict[bool, tuple[str, ...]]
    """Places that are never there; those of testing under True."""
    practice_names: dict[str, tuple[str, ...]]
    """Further names of kinds and places, for training alone; so are the three below."""
    practice_nouns: dict[str, tuple[str, ...]]
    practice_adjectives: dict[str, tuple[str, ...]]
    practice_does: dict[str, tuple[str, ...]]
    on_places: tuple[str, ...] = KITCHEN.on_places
    """Places that things are said to be put on, not in."""
    absent_things: dict[bool, tuple[str, ...]]
    """Names of what is never there; those of testing under True."""
    purpose_verbs: Mapping[str, tuple[str, ...]]
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
        if self.split == "train":
            practised = self.grammar.practised(group, needs)
            if practised and (not forms or self.rng.random() < PRACTICE_SHARE):
                forms = practised
        return self.rng.choice(forms) if forms else None

    def rare(self, words: dict[str, tuple[str, ...]], key: str) -> str | None:
        """Now and then in training, a word that neither tuning nor testing knows."""
        if self.split != "train" or key not in words or self.rng.random() > RARE_WORD_SHARE:
            return None
        return self.rng.choice(words[key])

    def does(self, fact: str) -> str | None:
        """A property said as what a thing with it does; None where nothing is."""
        words = self.practice_does.get(fact)
        return None if words is None else self.rng.choice(words)

    def named(self, kind: str) -> str:
        """A name of a kind, the plainest one most often."""
        return self.rare(self.practice_names, kind) or self._mostly_first(self._names(kind), 0.8)

    def place(self, key: str) -> str:
        return self.rare(self.practice_names, key) or self._mostly_first(self.place_words.get(key) or self._names(key), 0.6)

    def to_place(self, key: str) -> tuple[str, str] | None:
        form = self.form("to.on" if key in self.on_places else "to.in")
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
