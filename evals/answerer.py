"""The simulated user: the only holder of the true intent while a run is on.

It gets a question as a person would, as words. Each option is resolved on truth; the user never sees
keys, points or probabilities. Half the time it answers by number, half the time in words of its own
that are true of what it means and of nothing else on offer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from scenes.catalogue import words_for
from scenes.commands import TrueReading
from scenes.referring import Indistinguishable, Referent, describe, resolve

Language = Literal["en", "zh"]
NOTHING = -1
"""Key of no thing."""
NEITHER: dict[Language, str] = {"en": "neither", "zh": "都不是"}
YES: dict[Language, str] = {"en": "yes", "zh": "是的"}
NO: dict[Language, str] = {"en": "no", "zh": "不是"}
NAMED_PLACE: dict[Language, re.Pattern[str]] = {"en": re.compile(r", to (.+?)(?::|\?| or not)"),
                                                "zh": re.compile(r"放到(.+?)(?:吗|，|？)")}
VERBS: dict[Language, dict[str, tuple[str, ...]]] = {
    "en": {"open": ("open",), "close": ("close", "shut"), "move": ("move", "put", "bring", "pick", "throw")},
    "zh": {"open": ("打开", "拉开"), "close": ("关",), "move": ("放", "拿", "移", "扔")},
}

BESIDE: dict[Language, tuple[str, ...]] = {"en": ("next to it",), "zh": ("旁边",)}
WITHIN: dict[Language, tuple[str, ...]] = {"en": ("in or on it",), "zh": ("里面或上面",)}


@dataclass(frozen=True)
class Heard:
    """What the user made of one question, and the answer it gave."""

    options: tuple[str, ...]
    means: tuple[frozenset[int], ...]
    """For each option the referents it is true of; exactly one makes it a good option."""
    chosen: int | None
    """Index of the option that names what the user means; None if no option does."""
    answer: str
    by: Literal["number", "words", "yes", "neither", "wrong"]
    """How it answered; "wrong" is by number or by yes or no, and not what it means."""

    @property
    def wrong_options(self) -> int:
        """Options true of nothing, or of more than one thing."""
        return sum(len(keys) != 1 for keys in self.means)

    @property
    def valid(self) -> bool:
        """Whether it counts as having asked: the intent is on offer and every option is good."""
        return self.chosen is not None and not self.wrong_options


class Answerer:
    """One user with one thing in mind."""

    def __init__(self, intent: TrueReading | None, readings: Sequence[TrueReading], language: Language,
                 seed: int, accepted: Sequence[TrueReading] = (), wrong_answers: float = 0.0) -> None:
        """Args:
        intent: what the user means, in terms of true things; None where nothing here is meant, and then no
            option ever fits.
        readings: everything its words could mean, which it knows when it hears "the left one".
        seed: decides, question by question, how it answers.
        accepted: what it is content with where that is more than its intent.
        wrong_answers: probability, question by question, that it answers other than it means.
        """
        self._intent = intent or TrueReading("move", NOTHING)
        self._readings = tuple(readings)
        self._accepted = tuple(accepted) or (self._intent,)
        self._language = language
        self._rng = Random(seed)
        self._slips, self._wrong_answers = Random(f"wrong answers {seed}"), wrong_answers

    def answer(self, options: Sequence[str], referents: Sequence[Referent], *, confirm: str | None = None,
               again: bool = False) -> Heard:
        """Hear a question's options, and answer: what is meant, or by mistake something else.

        The draws of mistakes are the same whatever is asked, so that ways of asking meet the same user.
        """
        heard = self._meant(options, referents, confirm, again)
        if self._slips.random() >= self._wrong_answers:
            return heard
        if confirm:
            said = (NO if heard.answer == YES[self._language] else YES)[self._language]
            return replace(heard, answer=said, by="wrong")
        others = [at for at in range(len(options)) if at != heard.chosen]
        if not others:
            return heard
        return replace(heard, answer=str(self._slips.choice(others) + 1), by="wrong")

    def _meant(self, options: Sequence[str], referents: Sequence[Referent], confirm: str | None,
               again: bool) -> Heard:
        """The answer of somebody who makes no mistake.

        Args:
            options: the options as worded, in the order they are numbered.
            referents: what is truly there now.
            confirm: the text of a question answered by yes or no, such as "Do you mean the Sprite, to
                the sink: yes (1) or no?"; the place it names must be right too.
            again: the same question once more, as the last answer was not understood: then by number.
        """
        if self._intent.thing == NOTHING:
            means = tuple(self._meaning(option, referents) for option in options)
            return Heard(tuple(options), means, None, (NO if confirm else NEITHER)[self._language], "neither")
        if self._about_verbs(options):
            return self._choose_verb(options)
        if self._about_relations(options):
            return self._choose_relation(options)
        means = tuple(self._meaning(option, referents) for option in options)
        wanted = self._wanted(means)
        chosen = next((index for index, keys in enumerate(means) if len(keys) == 1 and keys <= wanted), None)
        if chosen is None and len(self._accepted) > 1:
            good = self._as_good(means)
            chosen = next((at for at, keys in enumerate(means) if len(keys) == 1 and keys <= good), None)
        if confirm and not self._place_is_right(confirm, referents):
            chosen = None
        if chosen is None:
            no = NO if confirm else NEITHER
            return Heard(tuple(options), means, None, no[self._language], "neither")
        in_words = self._rng.random() < 0.5
        if confirm:
            return Heard(tuple(options), means, chosen, YES[self._language], "yes")
        if in_words and not again:
            offered = {key for keys in means for key in keys}
            words = list(self._wordings(next(iter(means[chosen])), offered, referents))
            if words:
                return Heard(tuple(options), means, chosen, self._rng.choice(words), "words")
        return Heard(tuple(options), means, chosen, str(chosen + 1), "number")

    def _place_is_right(self, text: str, referents: Sequence[Referent]) -> bool:
        named = NAMED_PLACE[self._language].search(text)
        if named is None or self._intent.destination is None:
            return True
        said = resolve(named[1], frozenset(r.key for r in referents), referents, self._language)
        return any(said == {one.destination} for one in self._accepted)

    def _as_good(self, means: Sequence[frozenset[int]]) -> frozenset[int]:
        """What it is content with where what it means is not on offer: things, or else destinations."""
        offered = {key for keys in means if len(keys) == 1 for key in keys}
        things = frozenset(one.thing for one in self._accepted) & offered
        destinations = {one.destination for one in self._accepted}
        return things or frozenset(key for key in offered if key in destinations)

    def _about_verbs(self, options: Sequence[str]) -> bool:
        """Whether every option begins with a different verb: the question is what to do, not to what."""
        verbs = [self._verb(option) for option in options]
        return len(options) > 1 and None not in verbs and len(set(verbs)) == len(verbs)

    def _about_relations(self, options: Sequence[str]) -> bool:
        """Whether it is asked if something goes in or on what is known already, or beside it."""
        return len(options) == 2 and sum(option in BESIDE[self._language] for option in options) == 1 and all(
            option in (*BESIDE[self._language], *WITHIN[self._language]) for option in options)

    def _choose_relation(self, options: Sequence[str]) -> Heard:
        wanted = (BESIDE if self._intent.relation == "next_to" else WITHIN)[self._language]
        means = tuple(frozenset({self._intent.thing}) for _ in options)
        chosen = next(index for index, option in enumerate(options) if option in wanted)
        return Heard(tuple(options), means, chosen, str(chosen + 1), "number")

    def _verb(self, option: str) -> str | None:
        words = VERBS[self._language]
        start = option.strip().lower()
        return next((verb for verb, forms in words.items() if start.startswith(forms)), None)

    def _choose_verb(self, options: Sequence[str]) -> Heard:
        verbs = [self._verb(option) for option in options]
        means = tuple(frozenset({self._intent.thing}) for _ in options)
        if self._intent.verb not in verbs:
            return Heard(tuple(options), means, None, NEITHER[self._language], "neither")
        chosen = verbs.index(self._intent.verb)
        return Heard(tuple(options), means, chosen, str(chosen + 1), "number")

    def _meaning(self, option: str, referents: Sequence[Referent]) -> frozenset[int]:
        """What an option is true of: on the whole scene, else among what the words could mean."""
        everywhere = frozenset(referent.key for referent in referents)
        keys = resolve(option, everywhere, referents, self._language)
        if len(keys) <= 1:
            return keys
        slots = [{reading.thing for reading in self._readings},
                 {reading.destination for reading in self._readings if reading.destination is not None}]
        for slot in slots:
            narrowed = resolve(option, slot, referents, self._language)
            if len(narrowed) == 1:
                return narrowed
        return keys

    def _wanted(self, means: Sequence[frozenset[int]]) -> frozenset[int]:
        """The part of the intent a question is about: its thing if that is offered, else its destination."""
        offered = {key for keys in means if len(keys) == 1 for key in keys}
        if self._intent.thing in offered:
            return frozenset({self._intent.thing})
        return frozenset(key for key in offered if key == self._intent.destination)

    def _wordings(self, key: int, offered: Collection[int], referents: Sequence[Referent]) -> Iterator[str]:
        """Words true of what is meant and of nothing else on offer."""
        kind = next(r.kind for r in referents if r.key == key)
        candidates = [*getattr(words_for(kind), self._language)]
        try:
            candidates.append(describe(key, offered, referents, self._language))
        except Indistinguishable:
            pass
        candidates += SIDES[self._language]
        for words in candidates:
            if resolve(words, offered, referents, self._language) == {key}:
                yield words


SIDES: dict[Language, tuple[str, ...]] = {
    "en": ("the left one", "the one on the right"),
    "zh": ("左边的", "右边那个"),
}
