"""From the model's pointers to a belief: one pass for the words, one more for every thing and its places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from transformers import DynamicCache

from policies.types import Dialogue, Entry, Reading, Relation, ScoredReading
from policies.vla.items import Item
from policies.vla.model import SPECIALS, Packed, ReaderModel
from policies.vla.pointing import as_item, candidates, is_beside, without
from policies.vla.prompt import MAX_INSTRUCTION_TOKENS, MAX_TOLD_TOKENS, Listing, Prompter
from policies.vla.where import Places
from scenes import catalogue

FOLLOW_ABOVE = 0.01
"""Things less probable than this are not followed to their places; their mass is shared out."""
MAX_FOLLOWED = 24
"""Things beyond this many are pointed at without a second look."""
WRITTEN = (False, True)
"""An instruction is read as it stands and without capitals and punctuation, in one pass; the logits are
averaged, since how something is typed should not decide what it means."""


@dataclass
class Prefix:
    """A listing already read by the model: its cache serves every instruction about the same look."""

    items: list[Item]
    names: list[str]
    listing: Listing
    cache: DynamicCache
    pointers: Tensor
    keys: Tensor
    places: Places
    length: int
    told: bool = False
    """Named in words: nothing was seen, so points say nothing, and only the thing is asked for."""

    @property
    def world(self) -> catalogue.World:
        """Whose things are listed; what is named in words is of no world, even by a name a world has."""
        return "kitchen" if self.told else catalogue.world_of(self.names)


def step_on(model: ReaderModel, prefix: Prefix, packed: Packed, start: int) -> Tensor:
    """Runs the tokens from ``start`` on through the model and its cache: (L - start, H)."""
    embeddings = model.embed(packed, prefix.pointers, start).unsqueeze(0)
    mask = packed.mask()[start:].unsqueeze(0)
    return model.hidden(embeddings, mask, torch.tensor([packed.positions[start:]]), prefix.cache)[0]


@torch.inference_mode()
def read_listing(
    model: ReaderModel,
    prompter: Prompter,
    items: list[Item],
    names: list[str],
    appearance: Tensor | None,
    told: bool = False,
) -> Prefix:
    listing = prompter.listing(items)
    pointers = model.item_embeddings(items, listing.word_ids, listing.where_ids, appearance)
    cache, packed = DynamicCache(), listing.packed
    embeddings = model.embed(packed, pointers).unsqueeze(0)
    hidden = model.hidden(embeddings, packed.mask().unsqueeze(0), torch.tensor([packed.positions]), cache)[0]
    slots = hidden[list(listing.slots)]
    keys = model.keys(slots, model.item_names(listing.word_ids))
    places = model.where.places(items, slots)
    return Prefix(items, names, listing, cache, pointers, keys, places, len(packed.token_ids), told)


def branch_of(prefix: Prefix) -> Packed:
    """A copy of the listing to grow a branch on, with the cache cut back to the listing."""
    grown = prefix.cache.get_seq_length() - prefix.length
    if grown > 0:
        prefix.cache.crop(-grown)
    base = prefix.listing.packed
    size = prefix.length
    return Packed(base.token_ids[:size], base.pointer_of[:size], base.positions[:size], base.parents[:size])


def _distribution(model: ReaderModel, hidden: Tensor, prefix: Prefix, allowed: Any) -> Tensor:
    """(choices,) from the hidden states (W, H) of the ways it was written."""
    logits = model.point(hidden, prefix.keys).mean(0)
    return logits.masked_fill(~torch.from_numpy(allowed), float("-inf")).softmax(-1)


@torch.inference_mode()
def believe(
    model: ReaderModel, prompter: Prompter, prefix: Prefix, dialogue: Dialogue
) -> list[ScoredReading]:
    """Every reading worth following with its probability, most probable first; they sum to 1."""
    count = len(prefix.items)
    allowed = candidates(prefix.items)
    packed = branch_of(prefix)
    longest = MAX_TOLD_TOKENS if prefix.told else MAX_INSTRUCTION_TOKENS
    ends = [
        prompter.branch(packed, prefix.listing.end, dialogue, bare, longest, prefix.world) for bare in WRITTEN
    ]
    hidden = step_on(model, prefix, packed, prefix.length)
    asked = hidden[[end - prefix.length for end in ends]]  # (W, H)
    logits = model.point(asked, prefix.keys)
    things = [index for index, item in enumerate(prefix.items) if not item.is_place]
    if not prefix.told:
        things = things[:MAX_FOLLOWED]
    slides = {count + SPECIALS.index(verb): drawers
              for verb, drawers in (("open", allowed.opens), ("close", allowed.closes)) if drawers.any()}
    start, followed = len(packed.token_ids), (*things, *slides)
    for end in ends:
        for choice in followed:
            prompter.follow(packed, end, choice)
    if followed:
        hidden = step_on(model, prefix, packed, start).unflatten(0, (len(ends), len(followed)))  # (W, F, H)
        logits[:, things] = logits[:, things] + model.fitting(hidden[:, : len(things)])
    if things and not prefix.told:
        where = model.where(model.where.said(asked, prefix.places), prefix.places, logits[:, :count])
        logits[:, :count] = logits[:, :count] + where
    first = logits.mean(0).masked_fill(~torch.from_numpy(allowed.first), float("-inf")).softmax(-1)

    scored: list[tuple[float, Reading]] = []
    for index, name in enumerate(SPECIALS[:2]):
        special = "none_of_these" if name == "none_of_these" else "must_not"
        scored.append((float(first[count + index]), Reading(special=special)))
    if prefix.told:
        scored += [(float(first[choice]), _thing(prefix, choice)) for choice in things]
    for row, choice in enumerate(() if prefix.told else followed):
        if first[choice] < FOLLOW_ABOVE:
            continue
        open_to = slides[choice] if choice in slides else without(allowed.destination, choice, count)
        second = _distribution(model, hidden[:, row], prefix, open_to)
        for place in torch.nonzero(second > FOLLOW_ABOVE).flatten().tolist():
            scored.append((float(first[choice] * second[place]), _reading(prefix, choice, place)))
    total = sum(probability for probability, _ in scored)
    scored.sort(key=lambda pair: -pair[0])
    return [
        ScoredReading(reading=reading, probability=probability / total) for probability, reading in scored
    ]


def _thing(prefix: Prefix, choice: int) -> Reading:
    """That a thing is meant, wherever it goes."""
    return Reading(entries=(Entry(verb="move", things=(prefix.items[choice].key,)),))


def _reading(prefix: Prefix, choice: int, place: int) -> Reading:
    count = len(prefix.items)
    target = prefix.items[as_item(place, count)]
    if choice >= count:
        verb = "open" if SPECIALS[choice - count] == "open" else "close"
        return Reading(entries=(Entry(verb=verb, things=(target.key,)),))
    relation = "next_to" if is_beside(place, count) else relation_to(prefix.names[as_item(place, count)])
    return Reading(
        entries=(
            Entry(verb="move", things=(prefix.items[choice].key,), destination=target.key, relation=relation),
        )
    )


def relation_to(name: str) -> Relation:
    """How a thing stands to a destination once put there."""
    place = catalogue.all_places().get(name)
    if place is None:
        return "on" if name == "plate" else "in"
    return "handover" if place.relation == "handover" else "on" if place.relation == "on" else "in"
