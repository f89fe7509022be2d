"""The ground floor: counters, arms, cameras, the catalogue and what words mean on it."""

from __future__ import annotations

from typing import Any

from scenes.base import Arm, Scene, SceneError
from scenes.kinds import WORLDS

__all__ = ["Arm", "Scene", "SceneError", "load"]


def load(name: str, seed: int = 0, **options: Any) -> Scene:
    """Build a scene by name.

    Args:
        name: ``kitchen``, ``bench`` or ``cards`` (simulated) or ``loopback`` (moves nothing).
        seed: everything random follows from it.
        options: fields of ``scenes.kitchen.SceneSpec`` for the simulated ones.

    Raises:
        SceneError: no such scene, or it cannot be built from these options.
    """
    if name in WORLDS:
        # Imported here, so that naming a scene does not start a physics engine.
        from scenes.kitchen import KitchenScene, SceneSpec

        try:
            spec = SceneSpec(seed=seed, **{"world": name, **options})
        except TypeError as error:
            raise SceneError(f"the {name} cannot be built from these options: {error}") from error
        return KitchenScene(spec)
    if name == "loopback":
        from scenes.loopback_arm import LoopbackScene

        return LoopbackScene(seed=seed, **options)
    raise SceneError(f"there is no scene called {name!r}; there are {', '.join(WORLDS)} and loopback")
