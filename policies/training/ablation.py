"""Readers that differ in one thing, trained alike: what RT-2's ablation asks, at the size of a laptop.

RT-2 (arXiv 2307.15818) compares training from scratch, fine-tuning and co-fine-tuning, and sizes. Here all
that are not from scratch begin at the same checkpoint, which has only answered questions, so that what
fine-tuning loses against co-fine-tuning was forgotten and not merely never seen:

    questions        SmolLM2, then questions and prose alone                   (where the others begin)
    scratch          the same shape with random weights, all of them trained, on the whole mixture
    fine-tuned       from ``questions``, commands alone
    co-fine-tuned    from ``questions``, commands with questions and prose      (the default's way)
    half             the same with the first half of the layers, from its own ``questions``
    reason-first     as co-fine-tuned, but the reason is written before the reading

Scenes are of words alone, so that no eye is in the way.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Literal

import numpy as np
import torch

from policies.base import PolicyError
from policies.training import reader as reader_training
from policies.training.decider import same_run
from policies.training.general_text import with_text
from policies.training.knowledge_data import with_questions
from policies.training.minutes import counted
from policies.training.reader_data import Example, as_percepts, draw_instructions, example
from policies.vla.configuration import WhichOneConfig
from policies.vla.model import ReaderModel
from policies.vla.prompt import Prompter
from scenes.counters import random_referents
from scenes.instructions import Instruction

Report = Callable[[str], None]
LAYERS, HALF = 30, 15
COMMANDS, OF_COUNTER = 12, 6
"""Instructions a scene, and questions about it beside those on what is known."""
REASON_SHARE = 0.5
"""Of the instructions that have a reason, those practised with it, before or after the reading."""


@dataclass(frozen=True)
class Variant:
    """One way of making a reader."""

    name: str
    begins: Literal["base", "scratch", "questions", "questions-half"]
    commands: bool = True
    questions: bool = True
    layers: int = LAYERS
    reason_first: bool = False


VARIANTS = (
    Variant("questions", "base", commands=False),
    Variant("questions-half", "base", commands=False, layers=HALF),
    Variant("scratch", "scratch"),
    Variant("fine-tuned", "questions", questions=False),
    Variant("co-fine-tuned", "questions"),
    Variant("half", "questions-half", layers=HALF),
    Variant("reason-first", "questions", reason_first=True),
)
"""Those that others begin with come first."""


@dataclass(frozen=True)
class Settings:
    """The same for all."""

    steps: int = 600
    """Optimizer steps of one scene."""
    seed: int = 7
    rate: float = 5e-4


def variant(name: str) -> Variant:
    """A variant by name.

    Raises:
        PolicyError: there is none of that name; those there are are listed.
    """
    for one in VARIANTS:
        if one.name == name:
            return one
    raise PolicyError(f"no variant is called {name!r}; there are: {', '.join(v.name for v in VARIANTS)}")


def new_model(made: Variant, out: Path) -> tuple[ReaderModel, Prompter]:
    """Where a variant's training begins.

    Raises:
        PolicyError: the checkpoint it begins with is not there; or SmolLM2 is missing.
    """
    from transformers import AutoTokenizer, LlamaConfig, LlamaForCausalLM

    from policies.pretrained import smollm2_folder

    folder = smollm2_folder()
    if made.begins == "scratch":
        language_model = LlamaForCausalLM(LlamaConfig.from_pretrained(folder))
    else:
        language_model = LlamaForCausalLM.from_pretrained(folder, num_hidden_layers=made.layers)
    model = ReaderModel(WhichOneConfig(), language_model)
    if made.begins == "scratch":
        for parameter in model.parameters():  # adapters on random weights would be no training from scratch
            parameter.requires_grad_(True)
    if made.begins.startswith("questions"):
        path = out / made.begins / "reader.safetensors"
        if not path.exists():
            raise PolicyError(f"{path} is not there: train the variant {made.begins} before {made.name}")
        reader_training.load_trainable(model, path)
    return model, Prompter(AutoTokenizer.from_pretrained(folder))


def train(made: Variant, settings: Settings, out: Path, report: Report = print) -> Path:
    """Trains a variant in its folder of ``out``, from its last checkpoint; returns its weights.

    Raises:
        OtherRun: the folder holds a run with other settings.
        PolicyError: what it begins with is missing.
    """
    torch.set_num_threads(1)  # two variants side by side beat two threads in one
    folder = out / made.name
    same_run(folder, asdict(settings))
    weights = folder / "reader.safetensors"
    if finished(folder, settings):
        return weights
    torch.manual_seed(settings.seed)
    model, prompter = new_model(made, out)
    with counted(out, made.name):
        reader_training.train(
            model,
            lambda step: practice(made, settings.seed, step, prompter),
            folder,
            steps=settings.steps,
            peak_rate=settings.rate,
            report=report,
        )
    (folder / "finished.json").write_text(json.dumps(asdict(settings)))
    (folder / "checkpoint.pt").unlink()  # from scratch it is a gigabyte and a half
    return weights


def finished(folder: Path, settings: Settings) -> bool:
    """Whether a variant's training has come to its end."""
    path = folder / "finished.json"
    return path.exists() and json.loads(path.read_text()) == asdict(settings)


def practice(made: Variant, seed: int, step: int, prompter: Prompter) -> Example:
    """A step's scene: the same counter and commands for every variant that has any."""
    rng = np.random.default_rng((seed, step, made.commands))
    words_rng, more_rng = Random(int(rng.integers(2**62))), Random(f"{seed}/{step}/{made.commands}")
    referents = random_referents(words_rng)
    instructions = draw_instructions(referents, words_rng, COMMANDS) if made.commands else []
    reason = reasons(more_rng) if made.reason_first else None
    percepts = as_percepts(referents, rng)
    built = example(
        percepts, referents, instructions, prompter, rng, reason_first=reason, reason_share=REASON_SHARE
    )
    if not made.questions:
        return built
    return with_text(with_questions(built, referents, prompter, more_rng, OF_COUNTER), prompter, more_rng)


def reasons(rng: Random) -> Callable[[Instruction], str | None]:
    """What is practised before a reading: as often as a reason is practised after one."""

    def reason(instruction: Instruction) -> str | None:
        return instruction.rationale if instruction.rationale and rng.random() < REASON_SHARE else None

    return reason
