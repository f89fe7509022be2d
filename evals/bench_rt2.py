"""Control steps a second of the default policy against the literal RT-2, timed in the same rounds.

One control step is what a policy does between two pictures: for RT-2 a look, a prompt with the picture in it
and eight integers from the language model; for the default policy one pass of its actor. RT-2 is run with one
token a bin, in fp32, with a cache of keys and values within the step, its plan written already and only the
256 logits of bins computed: the kindest reading of the recipe. Times do not depend on what was learned, so
RT-2's weights are not needed; an untrained plan is a word or two, which flatters RT-2 by some ten tokens.

* ``control_speedup_over_rt2``: RT-2's step over the actor's.
* ``control_speedup_over_best_rt2``: the same over the fastest RT-2 there is here: with the prefix kept from
  step to step (``rt2-kept``), and that with its matrices in int8.
* ``command_speedup_over_rt2``: a command of ``STEPS`` steps, with everything either does once a command:
  look, belief and the actor's two beginnings there, look and plan here.
* ``whichone_loop_hz``, ``rt2_loop_hz``, ``best_rt2_loop_hz``: control steps a second of the whole loop in the
  simulator, rendering and physics included.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from evals.metrics import Metric, spread
from evals.stopwatch import seconds
from policies.base import Policy
from policies.rt2.loading import untrained_policy
from policies.rt2.policy import Rt2Policy
from policies.types import Dialogue, Step
from scenes import load as load_scene
from scenes.base import Scene
from scenes.types import Action, Observation

STEPS = 80
"""Control steps of the command that is reckoned with: 8 s."""
ACTOR_STEPS = 20
RT2_STEPS = 2
WORLD_STEPS = 5
Times = dict[str, list[float]]


class Rt2Times:
    """The variants of RT-2, loaded once, and what they took."""

    def __init__(self) -> None:
        """Raises:
            PolicyError: SmolLM2 or the eye is missing.
        """
        self._variants: dict[str, Rt2Policy] = {
            "rt2": untrained_policy("rt2"), "rt2_digits": untrained_policy("rt2-digits"),
            "rt2_kept": untrained_policy("rt2-kept"), "rt2_kept_int8": in_int8(untrained_policy("rt2-kept"))}
        self.times: Times = {}

    def round(self, policy: Policy, seed: int, text: str, counts: bool) -> None:
        """Time everything once, one after the other.

        Args:
            seed: of a scene that nobody has seen yet: a reader may remember what it has read about one.
            counts: whether what was measured is kept; the first round warms every path.
        """
        scene = load_scene("kitchen", seed=seed)
        try:
            took = self._round(policy, scene, text)
        finally:
            scene.close()
        if counts:
            for name, value in took.items():
                self.times.setdefault(name, []).append(value)

    def _round(self, policy: Policy, scene: Scene, text: str) -> dict[str, float]:
        observation = scene.observe(tuple({"front", "wrist", *policy.actor.cameras}))
        dialogue = Dialogue(instruction=text, language="en")
        took = {"whichone_once": seconds(lambda: _read(policy, observation, dialogue)),
                "whichone_step": seconds(lambda: _act(policy, observation)) / ACTOR_STEPS}
        for name, variant in self._variants.items():
            took[f"{name}_once"] = seconds(lambda: variant.begin(dialogue, observation))  # noqa: B023
            took[f"{name}_step"] = seconds(lambda: _follow(variant, observation)) / RT2_STEPS  # noqa: B023
        cameras = {"whichone": policy.actor.cameras, "rt2": self._variants["rt2"].cameras}
        for name, seen in cameras.items():
            took[f"{name}_world"] = seconds(lambda: _turn(scene, seen)) / WORLD_STEPS  # noqa: B023
        return took

    def metrics(self) -> dict[str, Metric]:
        """Ratios and times, each a median with the least and the greatest round."""
        return metrics_of(self.times)


def metrics_of(times: Times) -> dict[str, Metric]:
    """What the module's text says, from seconds by name and round."""
    rows = [dict(zip(times, row, strict=True)) for row in zip(*times.values(), strict=True)]
    steps = [name for name in times if name.startswith("rt2") and name.endswith("_step")]
    best = min(steps, key=lambda name: spread(times[name]).value or 0.0)

    def over(found: Callable[[dict[str, float]], float]) -> Metric:
        return spread(found(row) for row in rows)

    made = {
        "control_speedup_over_rt2": over(lambda t: t["rt2_step"] / t["whichone_step"]),
        "control_speedup_over_best_rt2": over(lambda t: t[best] / t["whichone_step"]),
        "command_speedup_over_rt2": over(lambda t: _command(t, "rt2") / _command(t, "whichone")),
        "whichone_loop_hz": over(lambda t: 1 / (t["whichone_step"] + t["whichone_world"])),
        "rt2_loop_hz": over(lambda t: 1 / (t["rt2_step"] + t["rt2_world"])),
        "best_rt2_loop_hz": over(lambda t: 1 / (t[best] + t["rt2_world"])),
    }
    return made | {f"{name}_s": spread(taken) for name, taken in times.items()}


def _command(times: dict[str, float], name: str) -> float:
    return times[f"{name}_once"] + STEPS * times[f"{name}_step"]


def in_int8(policy: Rt2Policy) -> Rt2Policy:
    """The policy with the language model's matrices in int8, activations quantised as they come.

    What that costs in success is not measured here.
    """
    network: Any = policy.network
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch says that another package will do this one day
        torch.ao.quantization.quantize_dynamic(network.reader.language_model.model, {torch.nn.Linear},
                                               dtype=torch.qint8, inplace=True)
    return policy


def _read(policy: Policy, observation: Observation, dialogue: Dialogue) -> None:
    percepts = policy.reader.look(observation)
    policy.reader.read(percepts, observation, dialogue)
    for skill in ("pick", "place"):
        policy.actor.begin(Step(skill=skill, u=0.5, v=0.6, target="coke"), observation)  # type: ignore[arg-type]


def _act(policy: Policy, observation: Observation) -> None:
    for _ in range(ACTOR_STEPS):
        policy.actor.decode(policy.actor.act(observation))


def _follow(policy: Rt2Policy, observation: Observation) -> None:
    for _ in range(RT2_STEPS):
        policy.decode(policy.act(observation))


def _turn(scene: Scene, cameras: tuple[str, ...]) -> None:
    """What the world does in a control step: a picture, and the motors."""
    still = Action(np.zeros(3), np.zeros(3), 1.0)
    for _ in range(WORLD_STEPS):
        scene.observe(cameras)
        scene.arm.send(still)
