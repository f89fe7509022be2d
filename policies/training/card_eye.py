"""Teaches an eye that exists the cards: on counters with cards beside the kitchen's, from its weights on.

    python -m policies.training.card_eye --out runs/cards [--shards 16] [--steps 2000]

Writes a weights folder, ``OUT/weights``: the new eye, which matches the kitchen's names and those of cards,
with reader and actor as before. ``whichone policy train-more --after OUT/weights --card-shards N`` teaches
the reader then. Resumable; the same command goes on.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from policies.training import eye as eye_training
from policies.training import stages
from policies.training.stages import Recipe, Run
from policies.vla.policy import new_reader_model
from policies.vla.reader import word_table
from policies.vla.vision import Eye, names_of
from policies.vla.weights import FOLDER, read_part, write_part

PEAK_RATE = 1e-3
"""Lower than from nothing: what it knows of the kitchen should stay."""


def teach(out: Path, recipe: Recipe, weights: Path = FOLDER) -> dict[str, object]:
    """Render, go on from the eye of ``weights``, measure on frames kept apart, write ``out/weights``.

    Returns:
        The figures by folder of frames, those kept apart.

    Raises:
        PolicyError: a part of the weights is missing or damaged.
    """
    tensors, info = read_part("eye", weights)
    run = Run(out, recipe, out / "weights")
    stages.render(run)
    model, prompter = new_reader_model()
    names = names_of(recipe.worlds)
    table = word_table(model, prompter, names)
    kept, apart = stages.frames_of(out, recipe.frames)
    eye = Eye()
    eye.load_state_dict(tensors)
    eye_training.train(eye, *stages.among(kept, names), table, out / "eye", steps=recipe.eye_steps,
                       peak_rate=PEAK_RATE, seed=recipe.seed)
    figures: dict[str, object] = {
        name: eye_training.evaluate(eye, *part, table, names) for name, part in apart.items()
    }
    made = {"made_by": "policies.training.card_eye", "after": info["sha256"], "recipe": vars(recipe),
            "worlds": list(recipe.worlds), "figures": figures}
    write_part("eye", eye.state_dict(), made, out / "weights")
    for part in ("reader", "actor"):
        write_part(part, *read_part(part, weights), out / "weights")
    return figures


def main() -> None:
    """The command."""
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--shards", type=int, default=16, help="of a hundred frames with cards, at least 3")
    parser.add_argument("--kitchen-shards", type=int, default=10, help="at least 3")
    parser.add_argument("--steps", type=int, default=2000)
    asked = parser.parse_args()
    if min(asked.shards, asked.kitchen_shards) < 3:
        parser.error("the first two shards of a kind are kept apart: ask for three or more")
    recipe = Recipe(rendered_shards=asked.kitchen_shards, placed_shards=max(3, asked.kitchen_shards // 2),
                    bench_shards=0, card_shards=asked.shards, eye_steps=asked.steps)
    print(json.dumps(teach(asked.out, recipe)))


if __name__ == "__main__":
    main()
