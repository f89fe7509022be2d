"""What each decider makes of a scene and an instruction: a belief over readings, and what else it was asked.

``knowno``: the four readings the model thinks most likely, shuffled, with "an option not listed here"; the
belief is read off the logits of the letters. ``introplan``: the same after the nearest knowledge, and the
letters it lists. ``prompt-set``: every list of those letters with its probability. ``binary``: its likeliest
plan, and how probable "yes" is when asked whether it is sure. ``ensemble-set``: the share of its prompts
whose likeliest plan each is.

Where "an option not listed here" is chosen, that is the special reading "none of these".
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Protocol, get_args

import numpy as np
from numpy.typing import NDArray

from policies.base import PolicyError
from policies.textual import adapters
from policies.textual.formats import (
    NOT_LISTED,
    OFFERED,
    QUESTIONS,
    YES_NO,
    Format,
    answer_prompt,
    letter,
    list_prompt,
    listing,
    options_prompt,
    possible_lists,
    question,
    sure_prompt,
)
from policies.textual.knowledge import Knowledge
from policies.textual.language_model import TextModel, new_text_model
from policies.textual.scene import SPECIAL_WORDS, describe, told
from policies.textual.scoring import Scored, softmax
from policies.types import Belief, Dialogue, Percept, Reading, ScoredReading
from scenes.catalogue import world_of

NONE = Reading(special="none_of_these")
_SPECIALS = (NONE, Reading(special="must_not"))


@dataclass(frozen=True)
class Heard:
    """What a decider makes of one instruction."""

    belief: Belief
    sure: float | None = None
    """Probability of "yes" when asked whether it is sure of its likeliest plan; None if it is not asked."""
    lists: tuple[tuple[float, tuple[Reading, ...]], ...] = ()
    """Lists of all that fits with their probabilities, most probable first; empty if none is asked for."""


class Listener(Protocol):
    """Turns what was seen and said into what a decider decides by."""

    @property
    def fingerprint(self) -> str:
        """Of the adapter."""
        ...

    def hear(self, percepts: tuple[Percept, ...], dialogue: Dialogue) -> Heard:
        """What it makes of an instruction on what was seen."""
        ...


class TextListener:
    """One format with its adapted language model."""

    def __init__(
        self, name: Format, model: TextModel, fingerprint: str, knowledge: Knowledge | None = None
    ) -> None:
        self._hear = _HEAR[name]
        self._model, self._fingerprint = model.eval(), fingerprint
        self._knowledge = knowledge
        self._scored: tuple[tuple[Percept, ...], Scored] | None = None

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    def hear(self, percepts: tuple[Percept, ...], dialogue: Dialogue) -> Heard:
        """What it makes of an instruction on what was seen; the scene read last is kept."""
        if not any(not percept.is_place for percept in percepts):
            nothing = ScoredReading(reading=NONE, probability=1.0)
            belief = Belief(readings=(nothing,), percepts=percepts, fingerprint=self._fingerprint)
            return Heard(belief, 1.0, ((1.0, (NONE,)),))
        if self._scored is None or self._scored[0] != percepts:
            self._scored = (percepts, Scored(self._model, describe(percepts)))
        scored = self._scored[1]
        scored.forget()
        words = " ; ".join([dialogue.instruction, *(turn.answer for turn in dialogue.turns)])
        said, chinese = told(words, world_of(percept.name for percept in percepts))
        known = () if self._knowledge is None else self._knowledge.nearest(said)
        shares, sure, lists = self._hear(scored, said, chinese, known)
        ordered = sorted(shares.items(), key=lambda pair: -pair[1])
        belief = Belief(
            readings=tuple(ScoredReading(reading=r, probability=p) for r, p in ordered),
            percepts=percepts,
            fingerprint=self._fingerprint,
        )
        return Heard(belief, sure, lists)


class PointerListener:
    """The pointer reader made anew: it reads names and points of what was seen, never how things look."""

    def __init__(self, adapter: adapters.Adapter) -> None:
        from policies.vla.configuration import WhichOneConfig
        from policies.vla.policy import new_reader_model

        self._fingerprint = adapter.fingerprint
        self._model, self._prompter = new_reader_model(WhichOneConfig(**adapter.info["config"]))
        _check_fits(set(self._model.trainable_state()), adapter)
        self._model.load_state_dict(adapter.tensors, strict=False)
        self._model.merge_adapters()
        self._model.eval()

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    def hear(self, percepts: tuple[Percept, ...], dialogue: Dialogue) -> Heard:
        """Its belief, as ``policies.vla.belief`` makes it."""
        from policies.vla.belief import believe, read_listing
        from policies.vla.items import list_items

        if not percepts:
            readings: Sequence[ScoredReading] = [ScoredReading(reading=NONE, probability=1.0)]
        else:
            items, names = list_items(percepts), {percept.key: percept.name for percept in percepts}
            prefix = read_listing(self._model, self._prompter, items, [names[i.key] for i in items], None)
            readings = believe(self._model, self._prompter, prefix, dialogue)
        return Heard(Belief(readings=tuple(readings), percepts=percepts, fingerprint=self._fingerprint))


def load(name: str, folder: Path) -> Listener:
    """A trained decider.

    Raises:
        PolicyError: its adapter or its knowledge is missing, damaged or of another version, or the language
            model is missing.
    """
    adapter = adapters.read(name, folder)
    if name == adapters.POINTER:
        return PointerListener(adapter)
    found = next(known for known in get_args(Format) if known == name)
    model = new_text_model()
    _check_fits(set(model.adapters()), adapter)
    model.load_state_dict(adapter.tensors, strict=False)
    model.merge_adapters()
    knowledge = None
    if name == "introplan":
        try:
            entries = Knowledge.entries_of(adapters.knowledge_path(folder, name))
        except (OSError, ValueError):
            raise PolicyError(
                f"the knowledge of {name} in {folder} is missing or damaged; make it anew with: "
                f"{adapters.remedy(name, folder)}"
            ) from None
        knowledge = Knowledge(entries, model.prompter, model.words)
    return TextListener(found, model, adapter.fingerprint, knowledge)


def _check_fits(wanted: set[str], adapter: adapters.Adapter) -> None:
    """That an adapter has just the parts there are: others would be left out in silence."""
    strange = wanted ^ set(adapter.tensors)
    if strange:
        raise PolicyError(
            f"the adapter {adapter.name} does not fit this version ({min(strange)}, ...); "
            f"make it anew with whichone policy train-decider {adapter.name}"
        )


Lists = tuple[tuple[float, tuple[Reading, ...]], ...]
Made = tuple[dict[Reading, float], float | None, Lists]


def offered(scored: Scored, said: str, chinese: bool) -> tuple[list[str], list[Reading]]:
    """Shuffled options and the reading each stands for: the likeliest plans, and "an option not listed here".

    The order is drawn by the words alone, so that the same case is always asked alike.
    """
    plans = scored.plans([question(0, said, chinese)], specials=False)[0]
    best = [int(at) for at in np.argsort(-plans, kind="stable")[:OFFERED] if plans[at] > 0]
    choices = scored.scene.choices
    both = [(choices[at].option, choices[at].reading) for at in best] + [(NOT_LISTED, NONE)]
    Random(zlib.crc32(f"{scored.scene.text}\n{said}".encode())).shuffle(both)
    return [option for option, _ in both], [reading for _, reading in both]


def _knowno(scored: Scored, said: str, chinese: bool, known: Sequence[str]) -> Made:
    options, readings = offered(scored, said, chinese)
    asked = answer_prompt(options_prompt(said, chinese, options))
    letters = softmax(scored.ask([(asked, [letter(at) for at in range(len(options))])])[0])
    return _shares(readings, letters), None, ()


def _introplan(scored: Scored, said: str, chinese: bool, known: Sequence[str]) -> Made:
    options, readings = offered(scored, said, chinese)
    asked = options_prompt(said, chinese, options, known)
    sets = possible_lists(len(options), readings.index(NONE))
    one, several = scored.ask(
        [
            (answer_prompt(asked), [letter(at) for at in range(len(options))]),
            (list_prompt(asked), [listing(found) for found in sets]),
        ]
    )
    return _shares(readings, softmax(one)), None, _lists(readings, sets, softmax(several))


def _prompt_set(scored: Scored, said: str, chinese: bool, known: Sequence[str]) -> Made:
    options, readings = offered(scored, said, chinese)
    asked = list_prompt(options_prompt(said, chinese, options))
    sets = possible_lists(len(options), readings.index(NONE))
    probabilities = softmax(scored.ask([(asked, [listing(found) for found in sets])])[0])
    shares = dict.fromkeys(readings, 0.0)
    for found, probability in zip(sets, probabilities, strict=True):
        for at in found:
            shares[readings[at]] += float(probability) / len(found)
    return shares, None, _lists(readings, sets, probabilities)


def _binary(scored: Scored, said: str, chinese: bool, known: Sequence[str]) -> Made:
    plans = scored.plans([question(0, said, chinese)])[0]
    choices = scored.scene.choices
    texts = [*(choice.text for choice in choices), *SPECIAL_WORDS.values()]
    asked = sure_prompt(said, chinese, texts[int(plans.argmax())])
    yes = softmax(scored.ask([(asked, YES_NO)])[0])[0]
    return _plan_shares(scored, plans), float(yes), ()


def _ensemble(scored: Scored, said: str, chinese: bool, known: Sequence[str]) -> Made:
    plans = np.stack(scored.plans([question(number, said, chinese) for number in range(len(QUESTIONS))]))
    votes = np.bincount(plans.argmax(1), minlength=plans.shape[1]) / len(plans)
    return _plan_shares(scored, votes), None, ()


_HEAR: dict[Format, Callable[[Scored, str, bool, Sequence[str]], Made]] = {
    "knowno": _knowno,
    "introplan": _introplan,
    "prompt-set": _prompt_set,
    "binary": _binary,
    "ensemble-set": _ensemble,
}


def _shares(readings: Sequence[Reading], probabilities: NDArray[np.float64]) -> dict[Reading, float]:
    return {reading: float(p) for reading, p in zip(readings, probabilities, strict=True)}


def _plan_shares(scored: Scored, plans: NDArray[np.float64]) -> dict[Reading, float]:
    """What has any probability; the specials always."""
    readings = [*(choice.reading for choice in scored.scene.choices), *_SPECIALS]
    return {
        reading: float(p)
        for reading, p in zip(readings, plans, strict=True)
        if p > 0 or reading.special is not None
    }


def _lists(
    readings: Sequence[Reading], sets: Sequence[tuple[int, ...]], probabilities: NDArray[np.float64]
) -> Lists:
    found = [
        (float(p), tuple(readings[at] for at in chosen))
        for chosen, p in zip(sets, probabilities, strict=True)
    ]
    return tuple(sorted(found, key=lambda pair: -pair[0]))
