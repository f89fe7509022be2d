"""How well a reader in training points, on scenes of words with templates kept from training.

python -m policies.training.check_reader CHECKPOINT --scenes 40
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from random import Random

import numpy as np
import torch

from policies.training.reader import first_logits, forward, load_trainable
from policies.training.reader_data import as_percepts, draw_instructions, example
from policies.vla.model import SPECIALS, ReaderModel
from policies.vla.policy import new_reader_model
from policies.vla.prompt import Prompter
from scenes.counters import random_referents

RATIOS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5)


@torch.inference_mode()
def check(
    model: ReaderModel, prompter: Prompter, scenes: int, seed: int = 1_000_000, show: int = 0
) -> dict[str, object]:
    """Shares over dev instructions: the first pointer is valid; its set at each ratio is exactly right."""
    model.eval()
    tally: dict[str, list[float]] = defaultdict(list)
    shown = 0
    for index in range(scenes):
        rng = np.random.default_rng((seed, index))
        words_rng = Random(int(rng.integers(2**62)))
        referents = random_referents(words_rng)
        percepts = as_percepts(referents, rng)
        for instruction in draw_instructions(referents, words_rng, split="dev"):
            one = example(percepts, referents, [instruction], prompter, rng)
            if not one.first:
                continue
            read = forward(model, one)
            target = one.first[0]
            _, logits, _ = first_logits(model, read, [target])
            p = logits[0].masked_fill(~torch.from_numpy(target.candidates), -1e9).softmax(-1).numpy()
            valid = target.probabilities > 0
            group = f"{instruction.expected}.{instruction.language}"
            tally[f"top1_valid.{group}"].append(float(valid[p.argmax()]))
            for ratio in RATIOS:
                chosen = p >= ratio * p.max()
                tally[f"exact@{ratio}.{group}"].append(float((chosen == valid).all()))
            for second in one.second[:1]:
                places = model.point(read.hidden[[second.at]], read.keys)[0].masked_fill(
                    ~torch.from_numpy(second.candidates), -1e9
                )
                q = places.softmax(-1).numpy()
                right = second.probabilities > 0
                tally[f"place_exact@0.25.{group}"].append(float(np.array_equal(q >= 0.25 * q.max(), right)))
            if shown < show and not ((p >= 0.2 * p.max()) == valid).all():
                shown += 1
                names = [f"{item.words} {item.where}".strip() for item in one.items]
                names += [*SPECIALS, *["beside"] * len(one.items)]
                print(
                    instruction.expected,
                    instruction.source,
                    "|",
                    instruction.text,
                    "|",
                    {names[i]: round(float(p[i]), 2) for i in np.argsort(-p)[:5]},
                    "| valid:",
                    [names[i] for i in np.nonzero(valid)[0]],
                )
    return {
        name: {"value": round(float(np.mean(values)), 3), "n": len(values)}
        for name, values in sorted(tally.items())
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--scenes", type=int, default=40)
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model, prompter = new_reader_model()
    load_trainable(model, arguments.checkpoint)
    print(json.dumps(check(model, prompter, arguments.scenes, show=arguments.show), indent=1))


if __name__ == "__main__":
    main()
