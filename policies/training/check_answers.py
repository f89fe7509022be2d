"""How well a reader in training answers questions about counters, asked in forms kept from training.

python -m policies.training.check_answers CHECKPOINT --scenes 40
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from random import Random

import numpy as np
import torch

from policies.training.knowledge_data import pack
from policies.training.reader import forward, load_trainable, pointing_logits
from policies.training.reader_data import Example, as_percepts
from policies.vla.items import list_items
from policies.vla.model import ReaderModel
from policies.vla.policy import new_reader_model
from policies.vla.prompt import Prompter
from scenes import counter_questions
from scenes.counters import random_referents
from scenes.lexicon import Language

FIRST_SCENE = 1_000_000
LANGUAGES: tuple[Language, ...] = ("en", "zh")


@torch.inference_mode()
def answer(model: ReaderModel, prompter: Prompter, scene: int, language: Language) -> list[tuple[str, bool]]:
    """Topic, and whether the answer is right, of one question of every topic that has an answer on a counter.

    What is pointed at must be one of the right things. Of what is said the first token decides, among those
    that any answer begins with.
    """
    rng = Random(f"answers/{scene}/{language}")
    referents = random_referents(rng)
    items = list_items(as_percepts(referents, np.random.default_rng((FIRST_SCENE, scene))))
    listing = prompter.listing(items)
    packed = []
    for topic in counter_questions.topics():
        one = counter_questions.ask(topic, referents, rng, language, "dev")
        if one is not None:
            packed.append((topic, *pack([one], listing, items, prompter)))
    read = forward(model, Example(items, listing, [], [], []))
    begins = sorted({prompter.ids(f" {word}")[0] for word in counter_questions.answers()})
    found = []
    for topic, pointed, said in packed:
        if pointed:
            allowed = torch.from_numpy(pointed[0].candidates)
            best = int(pointing_logits(model, read, pointed)[0].masked_fill(~allowed, -1e9).argmax())
            found.append((topic, bool(pointed[0].probabilities[best] > 0)))
        elif said:
            at, wanted = said[0]
            logits = model.next_token_logits(read.hidden[[at]])[0, begins]
            found.append((topic, begins[int(logits.argmax())] == wanted))
    return found


@torch.inference_mode()
def check(model: ReaderModel, prompter: Prompter, scenes: int) -> dict[str, dict[str, float]]:
    """Share of right answers by topic and language, and of all (``all.en``, ``all.zh``), each with its n."""
    model.eval()
    tally: dict[str, list[bool]] = defaultdict(list)
    for scene in range(scenes):
        for language in LANGUAGES:
            for topic, right in answer(model, prompter, scene, language):
                for name in (topic, "all"):
                    tally[f"{name}.{language}"].append(right)
    return {
        name: {"value": round(float(np.mean(found)), 3), "n": len(found)}
        for name, found in sorted(tally.items())
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--scenes", type=int, default=40)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model, prompter = new_reader_model()
    load_trainable(model, arguments.checkpoint)
    print(json.dumps(check(model, prompter, arguments.scenes), indent=1))


if __name__ == "__main__":
    main()
