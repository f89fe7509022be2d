"""What was seen, in words, and every reading it allows as words: all that a text decider knows of a scene.

Things from left to right: red can Coke left; apple (back, by red can Coke); red can Coke right (by sink).
Places: ...

The names, the order, and what tells twins apart are those of the pointer reader's listing
(``policies.vla.items``); depth and neighbour stand here as words, since there is no pointer to carry them.
The readings are those that the pointer reader may choose among (``policies.vla.pointing``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from policies.types import Entry, Percept, Reading
from policies.vla.belief import relation_to
from policies.vla.glosses import glossed
from policies.vla.items import Item, list_items, words_of
from policies.vla.model import SPECIALS
from policies.vla.pointing import as_item, candidates, is_beside, without
from scenes.catalogue import World

NEAR = 0.16
"""How far a neighbour may be, in units of the image's width and height."""
MOST_WORDS = 60
"""Words of an instruction beyond which it is cut."""
NOTHING_FITS = " nothing here fits."
MUST_NOT = " this must not be done."
SPECIAL_WORDS: Mapping[str, str] = {"none_of_these": NOTHING_FITS, "must_not": MUST_NOT}
_RELATION_WORDS = {"in": "in", "on": "on", "handover": "on", "next_to": "next to"}


@dataclass(frozen=True)
class Choice:
    """One reading as words, in two parts so that what is moved can be weighed before where it goes."""

    reading: Reading
    what: str
    """E.g. `` put red can Coke left``."""
    where: str
    """E.g. `` in top drawer.``, or a full stop where nothing follows."""

    @property
    def text(self) -> str:
        return self.what + self.where

    @property
    def option(self) -> str:
        """As it stands in a list of options."""
        return self.text.strip(" .")


@dataclass(frozen=True)
class SceneText:
    """A scene in words with all it allows."""

    text: str
    choices: tuple[Choice, ...]


def describe(percepts: Sequence[Percept]) -> SceneText:
    """The words for what was seen; things of one look get different words.

    Raises:
        KeyError: a name that is not in the catalogue.
    """
    items = list_items(percepts)
    names = {percept.key: percept.name for percept in percepts}
    labels = _labels(items, names)
    things = [index for index, item in enumerate(items) if not item.is_place]
    listed = [f"{labels[index]}{_around(index, items, things)}" for index in things]
    places = [item.words for item in items if item.is_place]
    text = f"Things from left to right: {'; '.join(listed) or 'none'}. Places: {'; '.join(places) or 'none'}."
    return SceneText(text, tuple(_choices(items, names, labels)))


def told(instruction: str, world: World = "kitchen") -> tuple[str, bool]:
    """An instruction as the language model gets it, and whether it was Chinese: Chinese as glosses, Spanish
    and German in English words.

    Args:
        world: whose things Chinese words may name.
    """
    said, chinese = glossed(instruction, world)
    return " ".join(said.split()[:MOST_WORDS]), chinese


def _labels(items: Sequence[Item], names: Mapping[int, str]) -> list[str]:
    """Name and what tells twins apart; what is still the same is numbered from left to right."""
    plain = [f"{words_of(names[item.key])} {item.where}".strip() for item in items]
    counts, seen, labels = Counter(plain), Counter[str](), []
    for label in plain:
        seen[label] += 1
        labels.append(f"{label} {seen[label]}" if counts[label] > 1 else label)
    return labels


def _around(index: int, items: Sequence[Item], things: Sequence[int]) -> str:
    """Depth among the things, the nearest thing and the nearest place, in brackets, where there are any.

    What tells a twin apart says some of it already.
    """
    item, said = items[index], list[str]()
    depth = sorted(things, key=lambda other: items[other].v).index(index)
    if not item.where and len(things) > 1:
        said += ["back"] if depth < len(things) / 3 else ["front"] if depth >= 2 * len(things) / 3 else []
    for others in ([items[at] for at in things if at != index], [one for one in items if one.is_place]):
        nearest = min(others, key=lambda one: float(np.hypot(one.u - item.u, one.v - item.v)), default=None)
        if nearest is None or float(np.hypot(nearest.u - item.u, nearest.v - item.v)) >= NEAR:
            continue
        if nearest.is_place or " by " not in f" {item.where}":
            said.append(f"by {nearest.words}")
    return f" ({', '.join(said)})" if said else ""


def _choices(items: Sequence[Item], names: Mapping[int, str], labels: Sequence[str]) -> list[Choice]:
    allowed, count = candidates(items), len(items)
    found = []
    for index, item in enumerate(items):
        if item.is_place:
            continue
        for choice in np.flatnonzero(without(allowed.destination, index, count)).tolist():
            at = as_item(choice, count)
            relation = "next_to" if is_beside(choice, count) else relation_to(names[items[at].key])
            entry = Entry(verb="move", things=(item.key,), destination=items[at].key, relation=relation)
            found.append(
                Choice(
                    Reading(entries=(entry,)),
                    f" put {labels[index]}",
                    f" {_RELATION_WORDS[relation]} {labels[at]}.",
                )
            )
    for verb, drawers in (("open", allowed.opens), ("close", allowed.closes)):
        for index in np.flatnonzero(drawers).tolist():
            sliding = "open" if verb == SPECIALS[2] else "close"
            entry = Entry(verb=sliding, things=(items[index].key,))
            found.append(Choice(Reading(entries=(entry,)), f" {verb} {labels[index]}", "."))
    return found
