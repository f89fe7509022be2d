"""What became of the ablation's variants: reading, answers and language, on what none of them practised."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from torch import Tensor

from evals.metrics import Metric, rate
from evals.results import Versions
from policies.training import ablation
from policies.training.ablation import Settings, Variant
from policies.training.check_answers import LANGUAGES, answer
from policies.training.general_text import paragraphs, perplexity
from policies.training.minutes import minutes_of
from policies.training.reader import first_logits, forward, load_trainable
from policies.training.reader_data import Example, as_percepts, draw_instructions, example
from policies.types import Percept
from policies.vla.belief import branch_of, read_listing, step_on
from policies.vla.items import list_items, words_of
from policies.vla.model import ReaderModel
from policies.vla.prompt import Prompter
from scenes.counters import random_referents
from scenes.instructions import Instruction
from scenes.queries import Referent

FIRST_SCENE = 1_000_000
PER_SCENE = 6
"""Commands of one scene; its templates are of the dev split."""
CALLED = "ablate"
MAX_REASON_TOKENS = 28


def report(out: Path, settings: Settings, scenes: int) -> dict[str, Any]:
    """The figures of every variant that has been trained, as the documented JSON."""
    rows = []
    for made in ablation.VARIANTS:
        folder = out / made.name
        if ablation.finished(folder, settings):
            rows.append({"variant": made.name, "begins": made.begins, "layers": made.layers,
                         "reason": "before" if made.reason_first else "after",
                         **figures(made, out, scenes)})
    base, prompter = ablation.new_model(Variant("base", "base"), out)
    return {"suite": CALLED, "steps": settings.steps, "seed": settings.seed, "scenes": scenes,
            "versions": Versions.here(), "minutes": minutes_of(out),
            "base_perplexity": round(perplexity(base, prompter), 2), "rows": rows}


def figures(made: Variant, out: Path, scenes: int) -> dict[str, Any]:
    """One trained variant: ``top1_valid`` (not of one that never saw a command), ``answers`` by language, and
    ``perplexity`` where training began and after it."""
    model, prompter = ablation.new_model(made, out)
    before = perplexity(model, prompter)
    load_trainable(model, out / made.name / "reader.safetensors")
    model.eval()
    metrics: dict[str, Metric] = {}
    if made.commands:
        metrics["top1_valid"] = rate(valid for scene in range(scenes)
                                     for valid in read(model, prompter, scene, made.reason_first))
    for language in LANGUAGES:
        metrics[f"answers.{language}"] = rate(right for scene in range(scenes)
                                              for _, right in answer(model, prompter, scene, language))
    return {"perplexity_before": round(before, 2), "perplexity": round(perplexity(model, prompter), 2),
            "perplexity_paragraphs": len(paragraphs(held_out=True)),
            "metrics": {name: metric.model_dump() for name, metric in metrics.items()}}


@torch.inference_mode()
def read(model: ReaderModel, prompter: Prompter, scene: int, reason_first: bool) -> list[bool]:
    """Whether the likeliest first pointer is a valid one, for each command of a scene of words."""
    rng = np.random.default_rng((FIRST_SCENE, scene))
    words_rng = Random(int(rng.integers(2**62)))
    referents = random_referents(words_rng)
    percepts = as_percepts(referents, rng)
    found = []
    for instruction in draw_instructions(referents, words_rng, PER_SCENE, "dev"):
        one = _packed(model, prompter, percepts, referents, instruction, reason_first)
        if one.first:
            found.append(_points_rightly(model, one))
    return found


def _packed(model: ReaderModel, prompter: Prompter, percepts: tuple[Percept, ...],
            referents: tuple[Referent, ...], instruction: Instruction, reason_first: bool) -> Example:
    rng = np.random.default_rng(0)
    if not reason_first:
        return example(percepts, referents, [instruction], prompter, rng, reason_share=0.0)
    written = reason_before(model, prompter, percepts, instruction.text)
    return example(percepts, referents, [instruction], prompter, rng, reason_first=lambda _: written)


def _points_rightly(model: ReaderModel, one: Example) -> bool:
    target = one.first[0]
    logits: Tensor = first_logits(model, forward(model, one), [target])[1]
    best = int(logits[0].masked_fill(~torch.from_numpy(target.candidates), -1e9).argmax())
    return bool(target.probabilities[best] > 0)


@torch.inference_mode()
def reason_before(model: ReaderModel, prompter: Prompter, percepts: tuple[Percept, ...],
                  text: str) -> str | None:
    """What a model that reasons first writes between the question and ``Plan:``, greedily; or nothing."""
    items = list_items(percepts)
    names = {percept.key: percept.name for percept in percepts}
    prefix = read_listing(model, prompter, items, [words_of(names[item.key]) for item in items], None)
    packed = branch_of(prefix)
    parent = prompter.question(packed, prefix.listing.end, text)
    start, words, plan = prefix.length, list[int](), prompter.ids(" Plan:")[0]
    for _ in range(MAX_REASON_TOKENS):
        hidden = step_on(model, prefix, packed, start)
        token = int(model.next_token_logits(hidden[-1:])[0].argmax())
        if token == plan:
            break
        words.append(token)
        start = len(packed.token_ids)
        parent = packed.add(token, parent)
    return prompter.text(words).strip(" .\n") or None
