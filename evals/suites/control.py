"""``control``: the actor alone. Pick-and-place on unseen scenes, given the right reading.

``success``: the thing ended at its destination, let go, by truth.
``undisturbed``: nothing else moved by more than 3 cm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from evals.cases import Case, by_key, first_that_fits, make_case
from evals.control import Motion
from evals.metrics import Metric, rate
from scenes.catalogue import all_kinds
from scenes.commands import Command, TrueReading, valid_readings
from scenes.kitchen import SceneSpec
from scenes.referring import Query, Referent
from scenes.splits import Split, seeds

BESIDE_SHARE = 0.15
"""Share of cases that put a thing next to another one."""


def cases(n: int, seed: int, split: Split = "test") -> Iterator[Case]:
    """One thing to one destination each, given as a reading: no words are involved."""
    scene_seeds = seeds(split, "control", seed)
    for index in range(n):
        case_id = f"control-{seed}-{index:04d}"

        def attempt(spec: SceneSpec, referents: tuple[Referent, ...],
                    case_id: str = case_id) -> list[Case] | None:
            reading = any_reading(referents, Random(case_id))
            if reading is None:
                return None
            return [make_case("control", case_id, "en", spec, "", "clear", (reading,))]

        yield from first_that_fits(scene_seeds, attempt)


def any_reading(referents: tuple[Referent, ...], rng: Random, beside: bool = True) -> TrueReading | None:
    """A random permitted pick-and-place among what is visible: into, onto or, if ``beside`` allows it, next
    to something."""
    things = [r for r in referents if not r.is_place and all_kinds()[r.kind].graspable]
    if not things:
        return None
    thing = rng.choice(things)
    permitted = valid_readings(Command("move", Query(), Query(what="any")), referents)
    into = [reading for reading in permitted if reading.thing == thing.key
            and _takes_things(by_key(referents, reading.destination))]
    next_to = [TrueReading("move", thing.key, other.key, "next_to") for other in referents
               if beside and not other.is_place and other.key != thing.key]
    if next_to and (not into or rng.random() < BESIDE_SHARE):
        return rng.choice(next_to)
    return rng.choice(into) if into else None


def _takes_things(destination: Referent) -> bool:
    return destination.is_place or all_kinds()[destination.kind].holds_things


def metrics(motions: Sequence[Motion]) -> dict[str, Metric]:
    """The rates of the suite; ``unseen`` is the share whose reading needed truth's point."""
    return {
        "success": rate(motion.success for motion in motions),
        "undisturbed": rate(motion.score is not None and not motion.score.disturbed for motion in motions),
        "unseen": rate(motion.unseen > 0 for motion in motions),
        "crashed": rate(motion.error is not None for motion in motions),
    }


def baseline(motions: Sequence[Motion]) -> dict[str, Metric]:
    """What is compared with the baselines."""
    return {"success": rate(motion.success for motion in motions)}
