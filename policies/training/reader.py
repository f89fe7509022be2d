"""Teaches the reader what commands mean: soft targets over every valid reading, one scene a step.

Each step packs one listing with its instructions. At the first pointer the target is uniform over the
valid readings, so what the model is unsure of is what the words leave open; at the second it is uniform
over the destinations valid for that thing. Reasons are ordinary next-token prediction. Questions about what
is known of things are answered by pointing, or in a word.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional

from policies.training.precision import half_pays, halved
from policies.training.reader_data import Example, Target
from policies.training.together import Group, together
from policies.vla.model import ReaderModel
from policies.vla.tree_attention import tree_of
from policies.vla.where import Places, Said

REASON_WEIGHT = 0.3
SECOND_WEIGHT = 0.5
WHERE_WEIGHT = 0.5
KNOWN_WEIGHT = 0.3
TEXT_WEIGHT = 0.3
NEW_MODULES_FACTOR = 3.0
"""Pointers start from nothing, adapters from a trained model: they may learn faster."""


@dataclass(frozen=True)
class Pass:
    """One packed example as read by the model."""

    hidden: Tensor
    """(L, H)"""
    keys: Tensor
    """(N + specials + N, pointer_size + H)"""
    places: Places


def forward(model: ReaderModel, example: Example, half: bool = False) -> Pass:
    """Reads one packed example.

    Args:
        half: round the language model's products to bfloat16 (``policies.training.precision``).
    """
    appearance = None if example.appearance is None else torch.from_numpy(example.appearance)
    listing = example.listing
    pointers = model.item_embeddings(example.items, listing.word_ids, listing.where_ids, appearance)
    packed = example.listing.packed
    embeddings = model.embed(packed, pointers).unsqueeze(0)
    mask = packed.mask()
    tree = tree_of(mask, packed.parents, listing.end + 1) if len(packed.parents) > listing.end + 1 else None
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        hidden = model.hidden(embeddings, mask.unsqueeze(0), torch.tensor([packed.positions]), tree=tree)[0]
    hidden = hidden.float()
    slots = hidden[list(listing.slots)]
    keys = model.keys(slots, model.item_names(listing.word_ids))
    return Pass(hidden, keys, model.where.places(example.items, slots))


def pointing_logits(model: ReaderModel, read: Pass, targets: list[Target]) -> Tensor:
    """(len(targets), choices): pointing, and the second look at what was followed."""
    hidden = read.hidden
    logits = model.point(hidden[[target.at for target in targets]], read.keys)
    second_looks = [(row, choice, at) for row, t in enumerate(targets) for choice, at in t.followed]
    if second_looks:
        rows, choices, at = (list(column) for column in zip(*second_looks, strict=True))
        fits = torch.zeros_like(logits).index_put(
            (torch.tensor(rows), torch.tensor(choices)), model.fitting(hidden[at])
        )
        logits = logits + fits
    return logits


def first_logits(model: ReaderModel, read: Pass, targets: list[Target]) -> tuple[Tensor, Tensor, Said]:
    """(len(targets), choices) of the first pointer without and with the words of where, and those words."""
    what = pointing_logits(model, read, targets)
    said = model.where.said(read.hidden[[target.at for target in targets]], read.places)
    count = len(read.places.points)
    where = model.where(said, read.places, what[:, :count])
    return what, torch.cat([what[:, :count] + where, what[:, count:]], dim=1), said


def _pointing_loss(logits: Tensor, targets: list[Target]) -> Tensor:
    """Mean cross-entropy, in nats above the target's own entropy (zero when the belief is exact)."""
    allowed = torch.from_numpy(np.stack([target.candidates for target in targets]))
    wanted = torch.from_numpy(np.stack([target.probabilities for target in targets]))
    return _cross_entropy(logits.masked_fill(~allowed, -1e9), wanted).mean()


def _cross_entropy(logits: Tensor, wanted: Tensor) -> Tensor:
    own_entropy = -(wanted * wanted.clamp(min=1e-9).log()).sum(-1)
    return -(wanted * functional.log_softmax(logits, dim=-1)).sum(-1) - own_entropy


def _where_loss(what: Tensor, said: Said, targets: list[Target], things: Tensor) -> Tensor:
    """What fits without the words of where, the side, whether a neighbour is named, and which."""
    known = [(row, target.where) for row, target in enumerate(targets) if target.where is not None]
    if not known:
        return what.sum() * 0
    rows = [row for row, _ in known]
    loss = functional.cross_entropy(said.side[rows], torch.tensor([where.side for _, where in known]))
    named = torch.tensor([float(where.anchors is not None) for _, where in known])
    loss = loss + functional.binary_cross_entropy_with_logits(said.near[rows], named)
    by = [(row, where.anchors) for row, where in known if where.anchors is not None]
    if by:
        wanted = torch.from_numpy(np.stack([anchors for _, anchors in by]))
        anchoring = _cross_entropy(said.anchor[[row for row, _ in by]], wanted)
        loss = loss + anchoring.sum() / len(known)
    fitting = [(row, where.fitting) for row, where in known if where.fitting is not None]
    if fitting:
        logits = what[[row for row, _ in fitting], : len(things)].masked_fill(~things, -1e9)
        wanted = torch.from_numpy(np.stack([fits for _, fits in fitting]))
        loss = loss + _cross_entropy(logits, wanted).sum() / len(known)
    return loss


def loss_of(model: ReaderModel, example: Example, half: bool = False) -> tuple[Tensor, dict[str, float]]:
    read = forward(model, example, half)
    loss, parts = read.hidden.sum() * 0, dict[str, float]()
    if example.first:
        what, logits, said = first_logits(model, read, example.first)
        first = _pointing_loss(logits, example.first)
        where = _where_loss(what, said, example.first, read.places.things)
        loss, parts = first + WHERE_WEIGHT * where, {"first": first.item(), "where": where.item()}
    if example.second:
        second = _pointing_loss(pointing_logits(model, read, example.second), example.second)
        loss, parts["second"] = loss + SECOND_WEIGHT * second, second.item()
    if example.words:
        reason = _word_loss(model, read, example.words)
        loss, parts["reason"] = loss + REASON_WEIGHT * reason, reason.item()
    if example.known:
        known = _pointing_loss(pointing_logits(model, read, list(example.known)), list(example.known))
        loss, parts["known"] = loss + KNOWN_WEIGHT * known, known.item()
    if example.known_words:
        answer = _word_loss(model, read, example.known_words)
        loss, parts["true"] = loss + KNOWN_WEIGHT * answer, answer.item()
    if example.text:
        prose = _word_loss(model, read, example.text)
        loss, parts["text"] = loss + TEXT_WEIGHT * prose, prose.item()
    return loss, parts


def _word_loss(model: ReaderModel, read: Pass, words: Sequence[tuple[int, int]]) -> Tensor:
    at, ids = zip(*words, strict=True)
    return functional.cross_entropy(model.next_token_logits(read.hidden[list(at)]), torch.tensor(ids))


def learning_rate(step: int, steps: int, peak: float, warm_up: int = 40) -> float:
    """Linear warm-up, then a cosine down to a twentieth of the peak."""
    if step < warm_up:
        return peak * (step + 1) / warm_up
    progress = (step - warm_up) / max(1, steps - warm_up)
    return peak * (0.05 + 0.95 * 0.5 * (1 + float(np.cos(np.pi * min(1.0, progress)))))


def train(
    model: ReaderModel,
    examples: Callable[[int], Example],
    folder: Path,
    *,
    steps: int,
    peak_rate: float = 5e-4,
    accumulate: int = 1,
    checkpoint_every: int = 25,
    report: Callable[[str], None] = print,
    half: bool | None = None,
    processes: int = 1,
) -> None:
    """Trains for ``steps`` optimizer steps of ``accumulate`` scenes; resumes from ``folder``.

    Args:
        examples: Scene number -> example. Pure in its argument, so a resumed run sees the same data.
        folder: Checkpoints (model, optimizer, step) are written here and replaced atomically.
        half: round the language model's products to bfloat16; where nothing is said, if that is faster here.
        processes: that share each step's scenes; no more than ``accumulate`` of them are of use.

    Raises:
        FloatingPointError: a gradient is no number.
        OthersLost: one of several processes ended early.
    """
    half = half_pays() if half is None else half
    report(f"products of the language model in {'bfloat16' if half else 'float32'}")
    with halved(model, half):
        together(min(processes, accumulate), lambda company: _train(
            model, examples, folder, steps, peak_rate, accumulate, checkpoint_every, report, half, company))


def _train(
    model: ReaderModel,
    examples: Callable[[int], Example],
    folder: Path,
    steps: int,
    peak_rate: float,
    accumulate: int,
    checkpoint_every: int,
    report: Callable[[str], None],
    half: bool,
    company: Group,
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    learning = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    adapters = [p for name, p in learning if name.startswith("language_model.")]
    others = [p for name, p in learning if not name.startswith("language_model.")]
    optimizer = torch.optim.AdamW(
        [{"params": adapters}, {"params": others}], lr=peak_rate, weight_decay=0.01, betas=(0.9, 0.98)
    )
    factors = (1.0, NEW_MODULES_FACTOR)
    step = resume(model, optimizer, folder)
    started, recent = time.monotonic(), list[dict[str, float]]()
    for step in range(step, steps):  # noqa: B020 - resumes where the checkpoint ended
        for group, factor in zip(optimizer.param_groups, factors, strict=True):
            group["lr"] = factor * learning_rate(step, steps, peak_rate)
        for part in company.share(accumulate):
            loss, parts = loss_of(model, examples(step * accumulate + part), half)
            (loss / accumulate).backward()  # type: ignore[no-untyped-call]
            recent.append(parts)
        for p in [*adapters, *others]:
            p.grad = torch.zeros_like(p) if p.grad is None else p.grad  # this share may not have used it
        company.sum([p.grad for p in [*adapters, *others] if p.grad is not None])
        norm = torch.nn.utils.clip_grad_norm_([*adapters, *others], 1.0)
        if not torch.isfinite(norm):
            raise FloatingPointError(f"step {step}: the gradient is no number; the last checkpoint is whole")
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        if company.rank > 0:
            continue
        if (step + 1) % 10 == 0:
            report(
                json.dumps(
                    {
                        "step": step + 1,
                        "minutes": round((time.monotonic() - started) / 60, 2),
                        **{
                            name: round(float(np.mean([r[name] for r in recent if name in r])), 4)
                            for name in ("first", "where", "second", "reason", "known", "true", "text")
                            if any(name in r for r in recent)
                        },
                    }
                )
            )
            recent.clear()
        if (step + 1) % checkpoint_every == 0 or step + 1 == steps:
            save(model, optimizer, folder, step + 1)


def save(model: ReaderModel, optimizer: torch.optim.Optimizer, folder: Path, step: int) -> None:
    """Writes one file, then renames it: a killed run leaves the previous checkpoint whole."""
    partial = folder / "checkpoint.partial"
    torch.save({"model": model.trainable_state(), "optimizer": optimizer.state_dict(), "step": step}, partial)
    partial.replace(folder / "checkpoint.pt")
    save_file({n: v.contiguous() for n, v in model.trainable_state().items()}, folder / "reader.partial")
    (folder / "reader.partial").replace(folder / "reader.safetensors")


def resume(model: ReaderModel, optimizer: torch.optim.Optimizer, folder: Path) -> int:
    """The step to go on from; 0 when there is no checkpoint."""
    path = folder / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"], strict=False)
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])


def load_trainable(model: ReaderModel, path: Path) -> None:
    model.load_state_dict({name: value.float() for name, value in load_file(path).items()}, strict=False)
