"""A scene and a policy that charge what they do to a clock, and are in all else what they were."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from evals.baselines import PolicyOf
from evals.believed import Build
from evals.direct_baselines import WrappedDirect
from evals.timing import Clock, Part
from policies.base import Actor, Policy, Reader
from policies.direct import DirectPolicy
from policies.types import ActionTokens, Dialogue
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.types import Action, Observation

ARM: Mapping[str, Part] = {"send": "physics", "hold": "physics"}
# What truth takes time for is its segmentation image.
SCENE: Mapping[str, Part] = {"observe": "rendering", "truth": "rendering"}
READER: Mapping[str, Part] = {"look": "policy", "read": "policy", "read_named": "policy",
                               "read_listed": "policy", "plan": "policy", "rationale": "policy"}
ACTOR: Mapping[str, Part] = {"begin": "policy", "act": "policy", "decode": "policy"}


class _Timed:
    """Another object, some of whose methods are timed. Names that no protocol has are handed through as well:
    there are those who look for them."""

    def __init__(self, inner: Any, clock: Clock, parts: Mapping[str, Part]) -> None:
        self._inner, self._clock, self._parts = inner, clock, parts

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        return _charged(found, self._clock, self._parts[name]) if name in self._parts else found


class _TimedScene(_Timed):
    """A scene whose arm is timed too."""

    def __init__(self, inner: KitchenScene, clock: Clock) -> None:
        super().__init__(inner, clock, SCENE)
        self.arm = _Timed(inner.arm, clock, ARM)


def _charged(method: Callable[..., Any], clock: Clock, part: Part) -> Callable[..., Any]:
    def timed(*args: Any, **options: Any) -> Any:
        with clock.part(part):
            return method(*args, **options)

    return timed


def timed_building(clock: Clock) -> Build:
    """Builds scenes on the clock; building and settling count as physics."""
    def build(spec: SceneSpec) -> KitchenScene:
        with clock.part("physics"):
            scene = KitchenScene(spec)
        return cast(KitchenScene, _TimedScene(scene, clock))

    return build


def timed_policy(policy: Policy, clock: Clock) -> Policy:
    """The policy with reader and actor on the clock."""
    return PolicyOf.like(policy, reader=cast(Reader, _Timed(policy.reader, clock, READER)),
                         actor=cast(Actor, _Timed(policy.actor, clock, ACTOR)))


class TimedDirect(WrappedDirect):
    """A direct policy on the clock."""

    def __init__(self, policy: DirectPolicy, clock: Clock) -> None:
        super().__init__(policy)
        self._clock = clock

    def begin(self, dialogue: Dialogue, observation: Observation) -> None:
        with self._clock.part("policy"):
            super().begin(dialogue, observation)

    def act(self, observation: Observation) -> ActionTokens:
        with self._clock.part("policy"):
            return super().act(observation)

    def decode(self, tokens: ActionTokens) -> Action:
        with self._clock.part("policy"):
            return super().decode(tokens)
