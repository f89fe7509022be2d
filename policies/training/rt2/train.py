"""Train RT-2: record commands, then learn to answer with actions, plans and words; resumable.

The network begins with what the default policy's reader has learned of listings and pointers, as RT-2 began
with a model that had learned to answer questions about images; the encoder-decoder begins with MiniLM.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch

from policies.base import PolicyError
from policies.rt2.configuration import VARIANTS
from policies.rt2.decoder_only import DecoderOnly
from policies.rt2.loading import AnyNetwork, new_network, save_network, take
from policies.training.decider import same_run, warm_up
from policies.training.precision import half_pays, halved
from policies.training.reader import NEW_MODULES_FACTOR, learning_rate
from policies.training.rt2.loss import loss_of
from policies.training.rt2.mixture import Mixture, batch
from policies.training.rt2.record import pretrained_frozen, record_all
from policies.training.rt2.recordings import Scene, frames_of, load_all, only
from policies.vla.weights import FOLDER, read_part

Report = Callable[[str], None]
CHECKPOINT = "checkpoint.pt"
CHECKPOINT_EVERY = 50
REPORT_EVERY = 10
APART_BATCHES = 2
LARGEST_GRADIENT = 1.0


@dataclass(frozen=True)
class Settings:
    """What one run is; a run goes on only with the same."""

    name: str
    """Of the variant."""
    steps: int
    scenes: int
    """Recorded at least."""
    seed: int = 7
    rate: float = 4e-4
    questions: bool = True
    plans: bool = True
    few: int | None = None
    """Only so many demonstrated moments, over and over: can it be learned at all?"""


def train(settings: Settings, out: Path, recordings: Path, weights: Path, workers: int = 1,
          report: Report = print) -> Path:
    """Record what is missing, learn, and export.

    Args:
        out: checkpoint and log; a second call with the same folder goes on.
        recordings: folder of scenes, which all variants share.
        weights: folder the weights are exported into.
        workers: processes that record.

    Returns:
        The file of exported weights.

    Raises:
        OtherRun: the folder holds a run with other settings.
        PolicyError: a part, a package or a recording is missing or damaged.
        FloatingPointError: a gradient is no number; the last checkpoint is whole.
    """
    if settings.name not in VARIANTS:
        raise PolicyError(f"no RT-2 is called {settings.name!r}; there are: {', '.join(VARIANTS)}")
    torch.set_num_threads(1)
    same_run(out, asdict(settings))
    torch.manual_seed(settings.seed)
    network = begin(settings.name)  # what is missing is said before anything is recorded
    record_all(recordings, settings.scenes, settings.seed, workers, report)
    learned, apart = load_all(recordings)
    if settings.few is not None:
        learned, apart = only(learned, settings.few), []
    if VARIANTS[settings.name].kept:
        learned, apart = [as_kept(one) for one in learned], [as_kept(one) for one in apart]
    seconds = fit(network, learned, apart, settings, out, report)
    info = {"made_by": "policies.training.rt2.train", "recipe": asdict(settings),
            "minutes": round(seconds / 60, 1),
            "data": {"scenes": len(learned), "frames": frames_of(learned),
                     "demonstrations_that_succeeded": sum(one.success for one in learned),
                     "scene_seeds": "training split (0..999999), scenes.splits"}}
    return save_network(settings.name, network, weights, info)


def begin(name: str) -> AnyNetwork:
    """A variant's network as training finds it.

    Raises:
        PolicyError: the reader's weights, SmolLM2, MiniLM or the image network's package are missing.
    """
    config = VARIANTS[name]
    network = new_network(config)
    network.frozen.load_state_dict(pretrained_frozen(config).state_dict())
    if isinstance(network, DecoderOnly):
        tensors, _ = read_part("reader", FOLDER)
        ours = {f"reader.{key}": value for key, value in tensors.items()
                if "lora_" in key or key.startswith("pointer.")}
        wanted = {key for key in network.trainable_state() if key.startswith("reader.")}
        take(network, ours, wanted, PolicyError("the reader's weights are of other sizes than RT-2's "
                                                "(policies.rt2.configuration): nothing to begin with"))
    return network


def as_kept(scene: Scene) -> Scene:
    """The scene with what was listed when the instruction was given, at every frame."""
    first = np.maximum.accumulate(np.where(scene.afresh, np.arange(len(scene.afresh)), 0))
    rows = [scene.seen[(scene.until[at - 1] if at else 0):scene.until[at]] for at in first]
    return Scene(**{**vars(scene), "seen": np.concatenate(rows),
                    "until": np.cumsum([len(row) for row in rows]).astype(np.int32)})


def trained(network: AnyNetwork) -> list[torch.nn.Parameter]:
    """What learns: adapters, pointers, the hand, the rows of bins, and a decoder where there is one."""
    if isinstance(network, DecoderOnly):
        ours = network.trainable_state()
        network.requires_grad_(False)
        for name, parameter in network.named_parameters():
            parameter.requires_grad_(name in ours and not name.startswith("frozen."))
    return [parameter for parameter in network.parameters() if parameter.requires_grad]


def fit(network: AnyNetwork, learned: Sequence[Scene], apart: Sequence[Scene], settings: Settings, out: Path,
        report: Report = print, half: bool | None = None) -> float:
    """Trains a network in place from the folder's last checkpoint; returns the seconds it took in all.

    Args:
        half: round the language model's products to bfloat16; where nothing is said, if that is faster here.

    Raises:
        FloatingPointError: a gradient is no number; the last checkpoint is whole.
    """
    half = isinstance(network, DecoderOnly) and half_pays() if half is None else half
    report(json.dumps({"products": "bfloat16" if half else "float32"}))
    with halved(network, half):
        return _fit(network, learned, apart, settings, out, report, half)


def _fit(network: AnyNetwork, learned: Sequence[Scene], apart: Sequence[Scene], settings: Settings, out: Path,
         report: Report, half: bool) -> float:
    parameters = trained(network)
    old = {id(p) for name, p in network.named_parameters() if "lora_" in name or "pointer." in name}
    groups = [[p for p in parameters if (id(p) in old) == known] for known in (True, False)]
    optimiser = torch.optim.AdamW([{"params": group} for group in groups], lr=settings.rate,
                                  weight_decay=0.01, betas=(0.9, 0.98))
    begun, seconds = resume(network, optimiser, out)
    mixture = Mixture(settings.questions, settings.plans)
    started, sums = time.monotonic() - seconds, defaultdict[str, list[float]](list)
    network.train()
    for step in range(begun, settings.steps):
        rate = learning_rate(step, settings.steps, settings.rate, warm_up(settings.steps))
        for group, factor in zip(optimiser.param_groups, (1.0, NEW_MODULES_FACTOR), strict=True):
            group["lr"] = factor * rate
        rows = batch(learned, mixture, np.random.default_rng((settings.seed, step)))
        loss, figures = loss_of(network.practise(rows, half), network.scheme)
        loss.backward()  # type: ignore[no-untyped-call]
        norm = torch.nn.utils.clip_grad_norm_(parameters, LARGEST_GRADIENT)
        if not torch.isfinite(norm):
            raise FloatingPointError(f"step {step}: the gradient is no number; the last checkpoint is whole")
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        for name, value in figures.items():
            sums[name].append(value)
        done = step + 1
        if done % REPORT_EVERY == 0 or done == settings.steps:
            report(json.dumps({"step": done, "minutes": round((time.monotonic() - started) / 60, 2),
                               **{name: round(float(np.mean(values)), 4) for name, values in sums.items()}}))
            sums.clear()
        if done % CHECKPOINT_EVERY == 0 or done == settings.steps:
            if apart:
                report(json.dumps({"step": done, "apart": on(network, apart, mixture, half)}))
            save(network, optimiser, out, done, time.monotonic() - started)
    network.eval()
    return time.monotonic() - started


@torch.no_grad()
def on(network: AnyNetwork, scenes: Sequence[Scene], mixture: Mixture, half: bool) -> dict[str, float]:
    """The log's figures on scenes that are not learned from, the same batches every time."""
    network.eval()
    sums = defaultdict[str, list[float]](list)
    for at in range(APART_BATCHES):
        rows = batch(scenes, mixture, np.random.default_rng((1, at)))
        for name, value in loss_of(network.practise(rows, half), network.scheme)[1].items():
            sums[name].append(value)
    network.train()
    return {name: round(float(np.mean(values)), 4) for name, values in sums.items()}


def save(network: AnyNetwork, optimiser: torch.optim.Optimizer, out: Path, step: int, seconds: float) -> None:
    """Writes one file, then renames it: a killed run leaves the previous checkpoint whole."""
    out.mkdir(parents=True, exist_ok=True)
    partial = out / "checkpoint.partial"
    torch.save({"network": network.trainable_state(), "optimiser": optimiser.state_dict(), "step": step,
                "seconds": seconds}, partial)
    partial.replace(out / CHECKPOINT)


def resume(network: AnyNetwork, optimiser: torch.optim.Optimizer, out: Path) -> tuple[int, float]:
    """The step to go on from and the seconds used; 0 when there is no checkpoint.

    Raises:
        PolicyError: the checkpoint is damaged or of another network; the message says what to do.
    """
    path = out / CHECKPOINT
    if not path.exists():
        return 0, 0.0
    misfit = PolicyError(f"{path} is damaged or of another version: delete it to begin anew, or give another "
                         "--out")
    try:
        state = torch.load(path, weights_only=True)
        take(network, state["network"], set(network.trainable_state()), misfit)
        optimiser.load_state_dict(state["optimiser"])
        return int(state["step"]), float(state["seconds"])
    except PolicyError:
        raise
    except Exception:  # what torch raises for a file cut short is of many kinds
        raise misfit from None
