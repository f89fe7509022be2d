"""``whichone policy train-decider``: adapts the language model to one decider's text format, resumable.

Every format has the same base model, rank, optimizer, learning rate, number of steps, and rows
(``decider_rows``); so has the pointer reader, made anew beside them. A step is one scene with its rows,
packed into one tree of tokens.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random
from typing import Any, get_args

import numpy as np
import torch
from torch import Tensor

from policies.textual import adapters
from policies.textual.formats import Format, Row, Sample, samples
from policies.textual.knowledge import Knowledge
from policies.textual.language_model import TextModel, TokenTree, new_text_model
from policies.training import decider_rows
from policies.training import reader as reader_training
from policies.training.precision import half_pays, halved
from policies.training.reader import learning_rate
from policies.training.reader_data import example
from policies.vla.configuration import WhichOneConfig

Report = Callable[[str], None]
Practised = tuple[str, list[Sample]]
"""What all prompts begin with, and the prompts with their answers."""
CHECKPOINT = "checkpoint.pt"
CHECKPOINT_EVERY = 25
REPORT_EVERY = 10
WARM_UP = 40
"""Steps, as the pointer reader's; a tenth of a run that is shorter than ten times as long."""


@dataclass(frozen=True)
class Settings:
    """What one run is; a run goes on only with the same."""

    steps: int
    """Optimizer steps of one scene."""
    rows: int = 6
    """Instructions a step."""
    seed: int = 7
    rate: float = 5e-4
    scenes: int | None = None
    """Only so many scenes, over and over: to see that a format can be learned."""

    def step(self, step: int) -> int:
        """The step whose rows are drawn."""
        return step if self.scenes is None else step % self.scenes


class OtherRun(ValueError):
    """The folder holds a run that was begun with other settings; the message says what to do."""


def train(name: str, settings: Settings, out: Path, report: Report = print) -> None:
    """Trains an adapter and writes it to ``out``; goes on where a killed run was, and leaves a finished one.

    Raises:
        OtherRun: the folder holds another run of that name.
        PolicyError: SmolLM2 is missing.
        FloatingPointError: a gradient is no number; the last checkpoint is whole.
    """
    torch.set_num_threads(1)  # two processes side by side beat two threads in one
    folder = out / name
    same_run(folder, asdict(settings))
    started = time.monotonic()
    torch.manual_seed(settings.seed)
    if name == adapters.POINTER:
        tensors = _train_pointer(settings, folder, report)
    else:
        model = new_text_model()
        train_format(
            next(f for f in get_args(Format) if f == name),
            model,
            settings,
            folder,
            adapters.knowledge_path(out, name),
            report,
        )
        tensors = model.adapters()
    seconds = _note_seconds(folder, time.monotonic() - started)
    config = WhichOneConfig()
    sizes = {
        key: getattr(config, key) for key in ("lora_rank", "lora_alpha", "pointer_size", "appearance_size")
    }
    adapters.write(name, tensors, {**asdict(settings), "seconds": seconds, "config": sizes}, out)
    report(f"adapter {name} in {out}")


def train_format(
    name: Format, model: TextModel, settings: Settings, folder: Path, known_path: Path, report: Report = print
) -> None:
    """Trains a model in place in one format, from the folder's last checkpoint.

    Args:
        known_path: where IntroPlan's knowledge is written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    knowledge = _knowledge(model, settings, known_path) if name == "introplan" else None
    fit(model, lambda step: practice(name, settings, step, knowledge), settings, folder, report)


def fit(
    model: TextModel, practised: Callable[[int], Practised], settings: Settings, folder: Path, report: Report
) -> None:
    """Trains a model's adapters in place on what each step practises, from the folder's last checkpoint.

    Raises:
        FloatingPointError: a gradient is no number; the last checkpoint is whole.
    """
    half = half_pays()
    report(f"products of the language model in {'bfloat16' if half else 'float32'}")
    with halved(model, half):
        _fit(model, practised, settings, folder, report, half)


def _fit(
    model: TextModel,
    practised: Callable[[int], Practised],
    settings: Settings,
    folder: Path,
    report: Report,
    half: bool,
) -> None:
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=settings.rate, weight_decay=0.01, betas=(0.9, 0.98))
    begun = resume(model, optimizer, folder)
    started, recent = time.monotonic(), defaultdict[str, list[float]](list)
    model.train()
    for step in range(begun, settings.steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, settings.steps, settings.rate, warm_up(settings.steps))
        loss, parts = loss_of(model, practised(step), half)
        loss.backward()  # type: ignore[no-untyped-call]
        for kind, value in parts.items():
            recent[kind].append(value)
        norm = torch.nn.utils.clip_grad_norm_(trained, 1.0)
        if not torch.isfinite(norm):
            raise FloatingPointError(f"step {step}: the gradient is no number; the last checkpoint is whole")
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        done = step + 1
        if done % REPORT_EVERY == 0:
            means = {kind: round(float(np.mean(values)), 4) for kind, values in sorted(recent.items())}
            report(
                json.dumps({"step": done, "minutes": round((time.monotonic() - started) / 60, 2), **means})
            )
            recent.clear()
        if done % CHECKPOINT_EVERY == 0 or done == settings.steps:
            save(model, optimizer, folder, done)


def warm_up(steps: int) -> int:
    """Steps until the rate is at its peak."""
    return max(1, min(WARM_UP, steps // 10))


def practice(
    name: Format, settings: Settings, step: int, knowledge: Knowledge | None
) -> Practised:
    """A step's scene in words and what is practised about it: pure in its arguments."""
    drawn = decider_rows.rows(settings.seed, settings.step(step), settings.rows)
    rng = Random(f"{settings.seed}/{step}")
    found = [sample for row in drawn for sample in samples(name, _informed(row, knowledge), rng)]
    return (drawn[0].scene.text if drawn else ""), found


def loss_of(
    model: TextModel, practised: Practised, half: bool = False
) -> tuple[Tensor, dict[str, float]]:
    """Mean over samples of the cross-entropy of a whole answer, in nats above the target's own entropy.

    Args:
        half: round the language model's products to bfloat16 (``policies.training.precision``).

    Returns:
        The loss, and its mean by kind of question.
    """
    scene, drawn = practised
    tree, ids = TokenTree(), model.prompter.ids
    root = tree.add(ids(scene))
    of_edge = defaultdict[int, dict[int, float]](dict)
    for number, sample in enumerate(drawn):
        start = tree.add(ids(sample.prompt), root)
        for answer in sample.answers:
            for at in tree.path(tree.add(ids(answer), start), start):
                of_edge[at][number] = of_edge[at].get(number, 0.0) + 1 / len(sample.answers)
    edges = sorted(of_edge)
    if not edges:
        return next(p for p in model.parameters() if p.requires_grad).sum() * 0, {}
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        hidden = model.hidden(tree.packed)
    hidden = hidden.float()
    parents = [tree.packed.parents[at] for at in edges]
    unique = sorted(set(parents))
    rows = {parent: row for row, parent in enumerate(unique)}
    logs = model.next_words(hidden[unique])
    told = logs[[rows[parent] for parent in parents], [tree.packed.token_ids[at] for at in edges]]
    weights = torch.zeros(len(drawn), len(edges))
    for column, at in enumerate(edges):
        for number, weight in of_edge[at].items():
            weights[number, column] = weight
    entropies = torch.tensor([len(sample.answers) for sample in drawn]).log()
    losses = -(weights @ told) - entropies
    parts: dict[str, float] = {
        kind: float(losses[[i for i, s in enumerate(drawn) if s.kind == kind]].detach().mean())
        for kind in {sample.kind for sample in drawn}
    }
    return losses.mean(), parts


def save(model: TextModel, optimizer: torch.optim.Optimizer, folder: Path, step: int) -> None:
    """Writes one file, then renames it: a killed run leaves the previous checkpoint whole."""
    partial = folder / "checkpoint.partial"
    torch.save({"model": model.adapters(), "optimizer": optimizer.state_dict(), "step": step}, partial)
    partial.replace(folder / CHECKPOINT)


def resume(model: TextModel, optimizer: torch.optim.Optimizer, folder: Path) -> int:
    """The step to go on from; 0 when there is no checkpoint."""
    path = folder / CHECKPOINT
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"], strict=False)
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])


def _train_pointer(settings: Settings, folder: Path, report: Report) -> dict[str, Tensor]:
    from policies.vla.policy import new_reader_model

    model, prompter = new_reader_model()

    def drawn(step: int) -> Any:
        at = settings.step(step)
        percepts, referents, instructions = decider_rows.draw(settings.seed, at, settings.rows)
        rng = np.random.default_rng((settings.seed, step, 1))
        return example(percepts, referents, instructions, prompter, rng)

    reader_training.train(
        model,
        drawn,
        folder,
        steps=settings.steps,
        peak_rate=settings.rate,
        checkpoint_every=CHECKPOINT_EVERY,
        report=report,
    )
    return model.trainable_state()


def _knowledge(model: TextModel, settings: Settings, path: Path) -> Knowledge:
    """The knowledge of a run, which is a function of its settings."""
    path.parent.mkdir(parents=True, exist_ok=True)
    known = Knowledge(decider_rows.knowledge(settings.seed, settings.rows), model.prompter, model.words)
    known.write(path)
    return known


def _informed(row: Row, knowledge: Knowledge | None) -> Row:
    return row if knowledge is None else replace(row, known=knowledge.nearest(row.said))


def same_run(folder: Path, wanted: Mapping[str, Any]) -> None:
    """Notes what a run is, or holds it against what was noted.

    Raises:
        OtherRun: the folder holds a run with other settings.
    """
    path = folder / "run.json"
    if path.exists():
        noted = json.loads(path.read_text(encoding="utf-8"))
        if noted != dict(wanted):
            said = ", ".join(f"{key} {noted.get(key)}" for key in wanted if noted.get(key) != wanted[key])
            raise OtherRun(f"{folder} holds a run with {said}; give the same, or another --out")
        return
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(dict(wanted)), encoding="utf-8")


def _note_seconds(folder: Path, seconds: float) -> float:
    """Adds this part's seconds to those before: a resumed run counts all its parts."""
    path = folder / "seconds.json"
    total = round((json.loads(path.read_text()) if path.exists() else 0.0) + seconds, 1)
    path.write_text(json.dumps(total))
    return float(total)
