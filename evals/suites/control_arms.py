"""``control-arms``: the actor alone, as in ``control``, on each of the arms in turn.

A scene is made for its arm: what it cannot reach or hold is not put down, and a destination is one that it
reaches. ``success_ARM`` is the rate of one arm; ``success`` that of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from evals.cases import Case, first_that_fits, make_case
from evals.control import Motion
from evals.metrics import Metric, rate
from evals.suites.control import any_reading
from evals.suites.control import metrics as all_of
from scenes.arm_model import ARMS, load_arm
from scenes.commands import TrueReading
from scenes.kitchen import SceneSpec
from scenes.referring import Referent
from scenes.splits import Split, seeds
from scenes.within_reach import places_in_reach

NAME = "control-arms"


def cases(n: int, seed: int, split: Split = "test") -> Iterator[Case]:
    """One thing to one destination each; the arms take turns.

    Raises:
        SceneError: an arm's meshes are not installed.
    """
    streams = [_of_arm(arm, seed, split) for arm in ARMS]
    for index in range(n):
        yield from _next(streams[index % len(ARMS)], f"{NAME}-{seed}-{index:04d}")


def cases_of(arm: str, n: int, seed: int, split: Split = "test") -> Iterator[Case]:
    """The first ``n`` cases of one arm, with ids of their own."""
    stream = _of_arm(arm, seed, split)
    for index in range(n):
        yield from _next(stream, f"{NAME}-{arm}-{seed}-{index:04d}")


def _of_arm(arm: str, seed: int, split: Split) -> tuple[str, Iterator[int]]:
    return arm, seeds(split, f"{NAME}-{arm}", seed)


def _next(stream: tuple[str, Iterator[int]], case_id: str) -> list[Case]:
    arm, scene_seeds = stream

    def attempt(spec: SceneSpec, referents: tuple[Referent, ...]) -> list[Case] | None:
        reading = reading_for(arm, referents, Random(case_id))
        if reading is None:
            return None
        return [make_case(NAME, case_id, "en", spec, "", "clear", (reading,))]

    return first_that_fits(scene_seeds, attempt, arm=arm)


def reading_for(arm: str, referents: tuple[Referent, ...], rng: Random) -> TrueReading | None:
    """A permitted pick-and-place that the arm can carry out.

    Next to another thing is left out: which side is free there is the plan's to choose, and the arm need not
    reach it.
    """
    model = load_arm(arm)
    near = places_in_reach(model, "kitchen")
    there = tuple(r for r in referents if not r.is_place or r.kind in near)
    return any_reading(there, rng, beside=False)


def metrics(motions: Sequence[Motion]) -> dict[str, Metric]:
    """As in ``control``, and the rate of every arm."""
    return {**all_of(motions), **baseline(motions)}


def baseline(motions: Sequence[Motion]) -> dict[str, Metric]:
    """What is compared with the baselines."""
    found = {"success": rate(motion.success for motion in motions)}
    for arm in ARMS:
        found[f"success_{arm}"] = rate(motion.success for motion in motions if motion.case.spec.arm == arm)
    return found
