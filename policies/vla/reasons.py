"""The reason after a plan: the language model chooses, among what holds of what was seen, what it would say.

Left to itself it writes well-formed reasons that are often not true: of a bottle that cans are recycled, of a
thing on the left that it is on the right. What holds is known (``scenes.claims``), so the words are decoded
along a tree of those sentences. The model is asked only where they part, about the tokens they part with.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch

from policies.types import Dialogue, Percept, Reading
from policies.vla.belief import Prefix, branch_of, step_on
from policies.vla.model import ReaderModel
from policies.vla.pointing import as_item
from policies.vla.prompt import Prompter
from policies.vla.wording import referents
from scenes.claims import claims
from scenes.commands import TrueReading
from scenes.lexicon import Language
from scenes.reasons import AS_YOU_SAID


def reasons_for(reading: Reading, percepts: Sequence[Percept], language: Language) -> tuple[str, ...]:
    """What can be said for a reading: claims that hold of all it moves, and last that it was asked for.

    Nothing is said for a special reading: nothing is done.
    """
    if reading.special is not None:
        return ()
    seen = referents(percepts)
    each = [claims(TrueReading(entry.verb, key, entry.destination, entry.relation), seen, language)
            for entry in reading.entries for key in entry.things]
    shared = set(each[0]).intersection(*each[1:])
    return (*(claim for claim in each[0] if claim in shared), AS_YOU_SAID[language])


@torch.inference_mode()
def choose_reason(
    model: ReaderModel,
    prompter: Prompter,
    prefix: Prefix,
    dialogue: Dialogue,
    chosen: Sequence[int],
    reasons: Sequence[str],
) -> str:
    """One of the reasons, greedily token by token after the chosen pointers.

    Args:
        chosen: items, specials or next-to choices.
        reasons: without the comma before and the full stop after them; with none there is nothing to say.
    """
    # As in training: the reason ends with a line, so that none is the beginning of another.
    left = {reason: [*prompter.ids(f", {reason}."), *prompter.ids("\n")] for reason in reasons}
    if len(left) < 2:
        return next(iter(left), "")
    packed = branch_of(prefix)
    parent = prompter.branch(packed, prefix.listing.end, dialogue, world=prefix.world)
    for choice in chosen:
        parent = prompter.follow(packed, parent, as_item(choice, len(prefix.items)))
    start, depth = prefix.length, 0
    while len(left) > 1:
        nexts = sorted({ids[depth] for ids in left.values() if depth < len(ids)})
        if not nexts:
            break
        token = nexts[0]
        if len(nexts) > 1:
            hidden = step_on(model, prefix, packed, start)
            start = len(packed.token_ids)
            token = nexts[int(model.token_logits(hidden[-1], nexts).argmax())]
            left = {reason: ids for reason, ids in left.items() if depth < len(ids) and ids[depth] == token}
        parent = packed.add(token, parent)
        depth += 1
    return next(iter(left))
