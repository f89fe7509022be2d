"""Putting meanings into words: the forms of a grammar filled in, with agreement and a human touch."""

from __future__ import annotations

import re
from random import Random

from scenes.catalogue import all_kinds, words_for
from scenes.forms import Form
from scenes.grammar.en import ENGLISH, practice
from scenes.grammar.en.refusals import ABSENT_PLACES_TEST, ABSENT_PLACES_TRAIN, ABSENT_TEST, ABSENT_TRAIN
from scenes.grammar.en.things import PURPOSE_VERBS, WITH
from scenes.lexicon import Language, lexicon_of, name
from scenes.meanings import Meaning
from scenes.tables import Lexicon
from scenes.wording_base import WordingBase

_PLURAL_EN = re.compile(r"(chips|crisps|scissors)$")
_MASS_EN = {"water", "tea", "bottled water", "bottled tea", "unsweetened tea", "food", "fruit", "orange soda",
            "citrus", "coke", "pepsi", "soda"}
_COUNT_TOO = {"fruit", "orange soda", "coke", "pepsi", "soda", "tea", "water", "bottled water"}
_PLURALS = {"bag of chips": "bags of chips", "piece of fruit": "pieces of fruit", "citrus": "citrus fruits",
            "food": "food items", "fruit": "fruits", "dish": "dishes", "pair of scissors": "pairs of scissors",
            "electronic device": "electronic devices", "energy drink": "energy drinks"}


PLACE_WORDS_EN: dict[str, tuple[str, ...]] = {
    "landfill": ("landfill bin", "landfill", "black bin", "general waste bin"),
    "recycling": ("recycling bin", "recycling", "blue bin"),
    "compost": ("compost bin", "compost", "green bin", "food waste bin"),
    "edge": ("edge of the counter", "edge", "counter edge"),
}
"""Only words that mean one bin ("trash" means whichever is right)."""


def adjective(fact: str, language: Language, rng: Random) -> str:
    """A word for a trait or colour of the kitchen, the plainest one most often."""
    return _plainest(lexicon_of("kitchen"), fact, language, rng)


def _plainest(lexicon: Lexicon, fact: str, language: Language, rng: Random) -> str:
    words = lexicon.property_words(fact).adjectives(language)
    return words[0] if rng.random() < 0.6 else rng.choice(words)


class English(WordingBase):
    """Words of meanings in English, from the forms of one split."""

    language: Language = "en"
    grammar = ENGLISH
    place_words = PLACE_WORDS_EN
    absent_places = {False: ABSENT_PLACES_TRAIN, True: ABSENT_PLACES_TEST}
    absent_things = {False: ABSENT_TRAIN, True: ABSENT_TEST}
    purpose_verbs = PURPOSE_VERBS
    on_and_in, plate_and_bowl = ("on", "in"), ("plate", "bowl")
    practice_names, practice_nouns = practice.NAMES, practice.NOUNS
    practice_adjectives, practice_does = practice.ADJECTIVES, practice.DOES

    def noun(self, fact: str | None) -> str:
        if fact is None:
            return self.rng.choice(("one", "one", "thing"))
        kind = fact.removeprefix("kind:")
        rare = self.rare(self.practice_nouns if kind == fact else self.practice_names, kind)
        if rare is not None:
            return rare
        words = words_for(fact[5:]).en if fact.startswith("kind:") else self.lexicon.categories[fact].en_nouns
        return words[0] if self.rng.random() < 0.65 else self.rng.choice(words)

    def phrase(self, meaning: Meaning, mode: str, form: Form | None = None) -> tuple[str, str] | None:
        """Words of a meaning and the id of the form (drawn unless given); None where no form fits."""
        fact = meaning.noun
        noun = self.noun(fact)
        plural = bool(_PLURAL_EN.search(noun)) and not noun.startswith(("bag of", "pair of"))
        form = form or self.form(f"np.{meaning.family}", mode)
        if form is None:
            return None
        options = form.options
        if ("twin" in options and not meaning.twins) or ("singular" in options and plural):
            return None
        if "plural" in options and plural:
            return None
        colour = None
        if fact is not None and fact.startswith("kind:"):
            colour = next(iter(all_kinds()[fact[5:]].colours), None) if fact[5:] in all_kinds() else None
        if "colour" in options and (colour is None or colour in noun or colour == "clear"):
            return None
        slots = {"n": noun, "colour": colour or "", "ns": _PLURALS.get(noun, f"{noun}s"),
                 "p": self.place(fact[5:]) if meaning.family == "drawer_named" and fact else ""}
        if "{ns}" in form.text and (plural or " of " in noun and noun not in _PLURALS):
            return None
        if meaning.adjectives:
            slots["adj"] = self.said_adjective(meaning.adjectives[0])
            if len(meaning.adjectives) > 1:
                slots["adj2"] = self.said_adjective(meaning.adjectives[1])
        if "does" in options:
            does = self.does(meaning.adjectives[0])
            if does is None:
                return None
            slots["does"] = does
        if "{with}" in form.text:
            said = WITH.get(meaning.adjectives[0])
            if said is None:
                return None
            slots["with"] = said[0] if meaning.family == "negation" else self.rng.choice(said)
            if meaning.family == "negation" and said[0].startswith("a "):
                return None
        if "trait" in options and meaning.adjectives[0] in self.lexicon.colours:
            return None
        if meaning.others:
            slots["k"] = slots["x"] = self.named(meaning.others[0])
            if meaning.family == "near":
                slots["x"] = f"the {slots['x']}"
            if len(meaning.others) > 1:
                slots["k2"] = self.named(meaning.others[1])
        slots["side"] = meaning.side or ""
        slots["ordinal"] = {2: "second", 3: "third"}.get(meaning.query.rank, "")
        if "drink" in options and fact != "drink":
            return None
        if meaning.family == "empty" and plural:
            return None
        if meaning.purpose is not None:
            slots["vp"] = self.rng.choice(self.purpose_verbs[meaning.purpose])
            if slots["vp"].endswith((" from", " in")) and "with" in options:
                return None
        return self._agree(form.text, noun, plural, slots), form.id

    def _agree(self, text: str, noun: str, plural: bool, slots: dict[str, str]) -> str:
        text = (text.replace("{that}", "those" if plural else "that")
                .replace("{this}", "these" if plural else "this")
                .replace("{is}", "are" if plural else "is")
                .replace("{isnt}", "aren't" if plural else "isn't"))
        for slot, word in slots.items():
            text = text.replace(f"{{{slot}}}", word)
        mass = noun.lower() in _MASS_EN and (noun.lower() not in _COUNT_TOO or self.rng.random() < 0.5)
        some = plural or (mass and "{a} " + noun in text)

        def article(match: re.Match[str]) -> str:
            if some:
                return "some "
            return "an " if match.group(1)[0].lower() in "aeiou" else "a "

        return re.sub(r"\{a2?\} (?=(\S+))", article, text)

    def unknown_thing(self) -> str:
        noun = self.rng.choice(self.absent_things[self.split == "test"])
        return f"the {noun}" if self.rng.random() < 0.7 else f"that {noun}"

    def said_adjective(self, fact: str) -> str:
        return self.rare(self.practice_adjectives, fact) or _plainest(self.lexicon, fact, "en", self.rng)

    def finish(self, text: str) -> str:
        """Case, punctuation, politeness and slips, as people type."""
        rng = self.rng
        text = _AGREES.sub(lambda m: f"{m.group(1)} {_PLURAL_VERBS[m.group(2)]}", text)
        draw = rng.random()
        polite = text.startswith(("please", "could", "can", "would", "may", "kindly")) or "please" in text
        if draw < 0.10 and not polite and not text.startswith(("i ", "i'", "it", "the ", "my ")):
            text = f"please {text}"
        elif draw < 0.16 and not polite and not text.endswith("?"):
            text = f"{text} please" if "," in text else f"{text}, please"
        elif draw < 0.22:
            text = f"{rng.choice(('hey', 'ok', 'robot', 'hi', 'um', 'well', 'so', 'alright'))}, {text}"
        if rng.random() < 0.06:
            text = _slip(text, rng)
        style = rng.random()
        if style < 0.62:
            text = re.sub(r"\bi(?=\b)(?!')|\bi(?=')", "I", text)
            text = re.sub(r"(^|[.?!] )([a-z])", lambda m: m.group(1) + m.group(2).upper(), text)
            if text[-1] not in ".?!" and rng.random() < 0.6:
                text += rng.choice((".", ".", ".", "!"))
        elif style < 0.85:
            text = text.lower()
            if rng.random() < 0.4:
                text = text.rstrip("?.!")
        return text


_PLURAL_VERBS = {"goes": "go", "is": "are", "has": "have", "needs": "need", "belongs": "belong"}
_AGREES = re.compile(r"\b((?<!bag of )(?<!pair of )(?:[\w-]+ )?(?:chips|crisps|scissors)) (goes|is|has|needs|belongs)\b")


def _slip(text: str, rng: Random) -> str:
    """One typing slip inside a longer word: two letters swapped, one dropped or one doubled."""
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not long:
        return text
    i = rng.choice(long)
    word = words[i]
    at = rng.randrange(1, len(word) - 2)
    kind = rng.randrange(3)
    if kind == 0:
        word = word[:at] + word[at + 1] + word[at] + word[at + 2:]
    elif kind == 1:
        word = word[:at] + word[at + 1:]
    else:
        word = word[:at] + word[at] + word[at:]
    words[i] = word
    return " ".join(words)


__all__ = ["English", "adjective", "name"]
