"""The default Reader: the eye and the pointing language model behind the protocol of ``policies.base``."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import TypeVar

import torch
from torch import Tensor

from policies.base import PolicyError
from policies.people import Person, synthetic
from policies.types import Belief, Dialogue, Percept, Plan, Reading, ScoredReading
from policies.vla.belief import Prefix, believe, read_listing
from policies.vla.faces import Faces
from policies.vla.items import list_items, words_of
from policies.vla.model import SPECIALS, ReaderModel
from policies.vla.prompt import Prompter
from policies.vla.reasons import choose_reason, reasons_for
from policies.vla.steps import steps_for
from policies.vla.told import named_percepts
from policies.vla.vision import NAMES, Eye, as_batch, percepts_of
from policies.vla.wording import say
from scenes.cards.catalogue import PORTRAIT, PORTRAITS
from scenes.catalogue import WORLDS, World, kinds
from scenes.types import ImageArray, Observation

T = TypeVar("T")
PORTRAIT_NAMES = frozenset(kind.key for kind in PORTRAITS)
STRANGER = "portrait of somebody unknown"
_REMEMBERED_LOOKS = 4
MUST_NOT_WRITE_LONGER = 2_000
"""Characters of an instruction beyond which nothing is read."""


class VlaReader:
    """Sees with ``Eye``, reads with ``ReaderModel``. Safe to call from a second thread (reasons are)."""

    def __init__(
        self,
        eye: Eye,
        model: ReaderModel,
        prompter: Prompter,
        fingerprint: str,
        names: Sequence[str] = NAMES,
    ) -> None:
        self._eye, self._model, self._prompter = eye.eval(), model.eval(), prompter
        self._fingerprint = fingerprint
        self._names = tuple(names)
        self._words = word_table(model, prompter, self._names)
        self._prefixes: OrderedDict[tuple[Percept, ...], Prefix] = OrderedDict()
        self._appearance: OrderedDict[tuple[Percept, ...], Tensor] = OrderedDict()
        self._whose: OrderedDict[tuple[Percept, ...], dict[int, str]] = OrderedDict()
        self._people: tuple[Person, ...] = synthetic()
        self._faces: Faces | None = None
        self._told: OrderedDict[tuple[Percept, ...], Prefix] = OrderedDict()
        self._lock = threading.RLock()

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    @property
    def worlds(self) -> tuple[World, ...]:
        """Those whose names the eye was taught to match."""
        return tuple(world for world in WORLDS if set(kinds(world)) <= set(self._names))

    def meet(self, people: Sequence[Person]) -> None:
        """Who may be named by their portrait from now on; until it is told, the synthetic people."""
        with self._lock:
            self._people, self._faces = tuple(people), None
            self._appearance.clear()
            self._prefixes.clear()

    @torch.inference_mode()
    def look(self, observation: Observation) -> tuple[Percept, ...]:
        with self._lock:
            image = _front(observation)
            try:
                batch = as_batch([image])
            except ValueError as error:
                raise PolicyError(str(error)) from error
            percepts, appearance = percepts_of(
                self._eye, self._eye(batch), self._words, names=self._names
            )
            whose = self._named_by_face(percepts, appearance)
            percepts = tuple(
                p.model_copy(update={"name": PORTRAIT}) if p.name in PORTRAIT_NAMES else p for p in percepts
            )
            _remember(self._appearance, percepts, appearance)
            _remember(self._whose, percepts, whose)
            return percepts

    def _named_by_face(self, percepts: Sequence[Percept], appearance: Tensor) -> dict[int, str]:
        """What each portrait is called, by percept key: whose it is, or nobody's."""
        found: dict[int, str] = {}
        for percept, looks in zip(percepts, appearance, strict=True):
            if percept.name in PORTRAIT_NAMES:
                if self._faces is None:
                    self._faces = Faces(self._eye, self._people)
                name = self._faces.whose(looks)
                found[percept.key] = STRANGER if name is None else f"portrait of {name}"
        return found

    def read(self, percepts: tuple[Percept, ...], observation: Observation, dialogue: Dialogue) -> Belief:
        _check_length(dialogue)
        if not percepts:
            return self._nothing()
        with self._lock:
            prefix = self._prefix(percepts, observation)
            readings = tuple(believe(self._model, self._prompter, prefix, dialogue))
        return Belief(readings=readings, percepts=percepts, fingerprint=self._fingerprint)

    def read_named(self, names: tuple[str, ...], dialogue: Dialogue) -> Belief:
        """Satisfies ``policies.base.WordReader``."""
        _check_length(dialogue)
        percepts = named_percepts(names)
        if not percepts:
            return self._nothing()
        with self._lock:
            if percepts not in self._told:
                items = list_items(percepts, dict(enumerate(names)))
                prefix = read_listing(self._model, self._prompter, items, list(names), None, told=True)
                _remember(self._told, percepts, prefix)
            readings = tuple(believe(self._model, self._prompter, self._told[percepts], dialogue))
        return Belief(readings=readings, percepts=percepts, fingerprint=self._fingerprint)

    def read_listed(self, percepts: tuple[Percept, ...], dialogue: Dialogue) -> Belief:
        """Satisfies ``policies.base.ListReader``."""
        _check_length(dialogue)
        if not percepts:
            return self._nothing()
        with self._lock:
            if percepts not in self._told:
                items, names = list_items(percepts), {percept.key: percept.name for percept in percepts}
                said = [names[item.key] for item in items]
                prefix = read_listing(self._model, self._prompter, items, said, None)
                _remember(self._told, percepts, prefix)
            readings = tuple(believe(self._model, self._prompter, self._told[percepts], dialogue))
        return Belief(readings=readings, percepts=percepts, fingerprint=self._fingerprint)

    def plan(
        self, percepts: tuple[Percept, ...], reading: Reading, probability: float, dialogue: Dialogue
    ) -> Plan:
        return Plan(
            reading=reading,
            steps=steps_for(reading, percepts),
            probability=probability,
            text=say(reading, percepts, dialogue.language),
        )

    def rationale(
        self, percepts: tuple[Percept, ...], observation: Observation, dialogue: Dialogue, plan: Plan
    ) -> str:
        reasons = reasons_for(plan.reading, percepts, dialogue.language)
        with self._lock:
            prefix = self._prefix(percepts, observation)
            chosen = _pointers(prefix, plan.reading)
            return choose_reason(self._model, self._prompter, prefix, dialogue, chosen, reasons)

    def _nothing(self) -> Belief:
        """Where there is nothing, nothing fits."""
        nothing = ScoredReading(reading=Reading(special="none_of_these"), probability=1.0)
        return Belief(readings=(nothing,), percepts=(), fingerprint=self._fingerprint)

    def _prefix(self, percepts: tuple[Percept, ...], observation: Observation) -> Prefix:
        """The listing as read by the model, from the cache when this look was read before."""
        if percepts in self._prefixes:
            self._prefixes.move_to_end(percepts)
            return self._prefixes[percepts]
        seen = tuple(percept for percept in percepts if not percept.remembered)
        if seen not in self._appearance:
            self.look(observation)
        whose = self._whose.get(seen)
        said = {p.key: words_of(p.name, p.is_open) for p in percepts} | whose if whose else None
        items = list_items(percepts, said)
        names = {percept.key: percept.name for percept in percepts}
        appearance = self._appearance.get(seen)
        if appearance is not None:
            # How it looks is not known of what is remembered: it has its name and its point.
            unseen = appearance.new_zeros(len(percepts) - len(seen), appearance.shape[1])
            row_of = {p.key: row for row, p in enumerate((*seen, *(p for p in percepts if p.remembered)))}
            appearance = torch.cat([appearance, unseen])[[row_of[item.key] for item in items]]
        prefix = read_listing(
            self._model, self._prompter, items, [names[item.key] for item in items], appearance
        )
        _remember(self._prefixes, percepts, prefix)
        return prefix


def word_table(model: ReaderModel, prompter: Prompter, names: Sequence[str] = NAMES) -> Tensor:
    """(len(names), hidden) embeddings of the words of every name the eye is to match."""
    with torch.no_grad():
        return torch.stack(
            [model.embed_tokens(torch.tensor(prompter.ids(f" {words_of(name)}"))).mean(0) for name in names]
        ).clone()


def _check_length(dialogue: Dialogue) -> None:
    if len(dialogue.instruction) > MUST_NOT_WRITE_LONGER:
        raise PolicyError(f"the instruction has {len(dialogue.instruction)} characters; say it in fewer")


def _pointers(prefix: Prefix, reading: Reading) -> list[int]:
    """The pointer choices that spell a reading's first entry."""
    count = len(prefix.items)
    if reading.special is not None:
        return [count + SPECIALS.index(reading.special)]
    place_of = {item.key: index for index, item in enumerate(prefix.items)}
    entry = reading.entries[0]
    if entry.verb != "move":
        return [count + SPECIALS.index(entry.verb), place_of[entry.things[0]]]
    return [place_of[entry.things[0]]] + ([] if entry.destination is None else [place_of[entry.destination]])


def _remember(store: OrderedDict[tuple[Percept, ...], T], percepts: tuple[Percept, ...], value: T) -> None:
    store[percepts] = value
    while len(store) > _REMEMBERED_LOOKS:
        store.popitem(last=False)


def _front(observation: Observation) -> ImageArray:
    if "front" not in observation.images:
        raise PolicyError(
            f"the reader needs the camera 'front'; this observation has {sorted(observation.images)}"
        )
    return observation.images["front"]
