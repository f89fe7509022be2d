"""``whichone policy train-saycan``: what the language model would do next, and what can succeed.

    say      LoRA on lists of steps for the commands that the reader practises  -> <out>/say/
    try      attempts at skills by the default policy's eye and actor           -> <out>/attempts/
    can      a small network from what was seen and felt to success             -> the weights

Each goes on where it was killed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import torch
from sklearn.metrics import brier_score_loss, roc_auc_score
from torch import Tensor
from torch.nn import functional

from policies.saycan.affordance import FEATURES, Affordance
from policies.saycan.skills import DONE, DRAWERS, TextSkill, find, prompt
from policies.textual.formats import Sample
from policies.textual.language_model import TextModel, new_text_model
from policies.textual.scene import told
from policies.training import attempts, decider, decider_rows
from policies.vla.weights import write_part
from scenes.commands import TrueReading
from scenes.instructions import Instruction
from scenes.referring import Referent

Report = Callable[[str], None]
MOST_ANSWERS = 4
"""Readings practised at once; of more, so many are drawn."""
OPEN_FIRST_SHARE = 0.5
"""Of the lists that put something into a drawer, those that open it first: the words do not say how it
stands."""
HELD_OUT_EVERY = 5
"""Every so many scenes of attempts are kept apart and evaluated on."""
FIT_STEPS = 3000


@dataclass(frozen=True)
class Settings:
    """What one run is."""

    steps: int = 1000
    """Optimizer steps of the language model, one scene's instructions each."""
    rows: int = 12
    scenes: int = 250
    """Of attempts."""
    seed: int = 7
    rate: float = 5e-4


def train(settings: Settings, out: Path, weights: Path, report: Report = print) -> Path:
    """All three stages; returns the file of weights.

    Raises:
        PolicyError: SmolLM2 or the default policy's weights are missing.
        OtherRun: the folder holds a run with other settings.
    """
    from policies.vla.actor import VlaActor
    from policies.vla.policy import load_reader

    torch.set_num_threads(1)  # two processes side by side beat two threads in one
    out.mkdir(parents=True, exist_ok=True)
    decider.same_run(out, asdict(settings))
    eye, actor, folder = load_reader(), VlaActor.load(), out / "attempts"
    while len(list(folder.glob("attempts-?????.npz"))) < settings.scenes:
        path = attempts.record_next(folder, eye, actor, settings.seed)
        report(f"{path.name} of {settings.scenes}")
    affordance, figures = fit(attempts.load(folder), settings.seed)
    report(f"affordance: {figures}")
    torch.manual_seed(settings.seed)
    model = new_text_model()
    say(model, settings, out / "say", report)
    made = {"settings": asdict(settings), "affordance": figures}
    path = write_part("saycan", tensors_of(model, affordance), made, weights)
    report(f"weights in {path}")
    return path


def tensors_of(model: TextModel, affordance: Affordance) -> dict[str, Tensor]:
    """What ``policies.saycan.policy.load_saycan`` reads."""
    said = {f"say/{name}": value for name, value in model.adapters().items()}
    return said | {f"can/{name}": value for name, value in affordance.state_dict().items()}


def say(model: TextModel, settings: Settings, folder: Path, report: Report = print) -> None:
    """Teaches lists of steps, from the folder's last checkpoint."""
    folder.mkdir(parents=True, exist_ok=True)
    schedule = decider.Settings(
        steps=settings.steps, rows=settings.rows, seed=settings.seed, rate=settings.rate
    )
    decider.fit(model, lambda step: practice(settings, step), schedule, folder, report)


def practice(settings: Settings, step: int) -> decider.Practised:
    """A step's prompts with their answers; they share no scene, since SayCan's language model sees none."""
    _, referents, instructions = decider_rows.draw(settings.seed, step, settings.rows)
    rng = Random(f"{settings.seed}/{step}/saycan")
    return "", [sample for one in instructions for sample in samples(one, referents, rng)]


def samples(instruction: Instruction, referents: tuple[Referent, ...], rng: Random) -> list[Sample]:
    """Every list's first step at once, then what follows in one of them, down to "done".

    What cannot or must not be done is done at once: SayCan has no other way to refuse.
    """
    said = told(instruction.text)[0]
    kinds = {referent.key: referent.kind for referent in referents}
    if not instruction.readings:
        return [Sample("plan", prompt(said), (DONE.answer,))]
    lists = [steps_of(reading, kinds, rng) for reading in instruction.readings]
    return samples_of_words(said, [one for one in lists if one is not None], rng)


def samples_of_words(said: str, lists: list[list[TextSkill]], rng: Random) -> list[Sample]:
    """What is practised about words that can mean any of these lists; nothing where there is none."""
    if not lists:
        return []
    kept = lists if len(lists) <= MOST_ANSWERS else rng.sample(lists, MOST_ANSWERS)
    found = [Sample("plan", prompt(said), _answers(kept, 0))]
    followed = rng.choice(kept)
    for at in range(1, len(followed)):
        before = followed[:at]
        found.append(
            Sample("plan", prompt(said, before), _answers([one for one in kept if one[:at] == before], at))
        )
    return found


def _answers(lists: list[list[TextSkill]], at: int) -> tuple[str, ...]:
    """A step of each list, as often as it comes."""
    return tuple(one[at].answer for one in lists)


def steps_of(reading: TrueReading, kinds: Mapping[int, str], rng: Random) -> list[TextSkill] | None:
    """A reading as a list of skills; None where the list has none for it."""
    target = kinds[reading.thing]
    try:
        if reading.verb == "open":
            return [find("open", target), DONE]
        if reading.verb == "close":
            return [find("close", target), DONE]
        pick = find("pick", target)
        if reading.destination is None:
            return [pick, DONE]
        place = find("place", kinds[reading.destination], beside=reading.relation == "next_to")
    except KeyError:
        return None
    first = (
        [find("open", str(place.target))]
        if place.target in DRAWERS and rng.random() < OPEN_FIRST_SHARE
        else []
    )
    return [*first, pick, place, DONE]


def fit(rows: attempts.Attempts, seed: int) -> tuple[Affordance, dict[str, float]]:
    """The affordance network, and how well it tells success on scenes kept apart.

    Returns:
        The network trained on the other scenes, and ``n``, ``success`` (share), ``auroc``, ``brier``; the
        last two only where both ends occur.
    """
    torch.manual_seed(seed)
    apart = rows.scene % HELD_OUT_EVERY == 0
    x, y = torch.from_numpy(rows.features), torch.from_numpy(rows.success).float()
    if x.shape[1] != FEATURES:
        raise ValueError(f"attempts with {x.shape[1]} features, not {FEATURES}: record them again")
    kept = torch.from_numpy(~apart)
    network = Affordance()
    optimizer = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, FIT_STEPS)
    generator = torch.Generator().manual_seed(seed)
    train_x, train_y = x[kept], y[kept]
    for _ in range(FIT_STEPS):
        chosen = torch.randint(len(train_x), (min(256, len(train_x)),), generator=generator)
        loss = functional.binary_cross_entropy_with_logits(network(train_x[chosen]), train_y[chosen])
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        schedule.step()
    figures: dict[str, float] = {"n": int(apart.sum()), "success": round(float(rows.success.mean()), 3)}
    if len(set(rows.success[apart].tolist())) == 2:
        with torch.inference_mode():
            shares = network(x[~kept]).sigmoid().numpy()
        figures["auroc"] = round(float(roc_auc_score(rows.success[apart], shares)), 3)
        figures["brier"] = round(float(brier_score_loss(rows.success[apart], shares)), 3)
    return network.eval(), figures
