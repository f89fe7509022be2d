"""Counters in use: what was put somewhere is there, and stays visible to the labels."""

import numpy as np

from policies.training.placed import put_about
from policies.training.rendered import labels_of, spec_for
from scenes.kitchen import KitchenScene


def test_things_put_about_are_in_or_on_something() -> None:
    inside = moved = 0
    for seed in range(200_000, 200_006):
        scene = KitchenScene(spec_for(seed))
        try:
            before = {thing.key: thing.pose.position_m.copy() for thing in scene.truth(pixels=False).things}
            moved += put_about(scene, np.random.default_rng((seed, 5)))
            truth = scene.truth()
            gone = [t for t in truth.things if np.linalg.norm(t.pose.position_m - before[t.key]) > 0.05]
            inside += sum(thing.inside is not None for thing in gone)
            assert len(labels_of(scene)) >= 8, "a counter in use still shows its places"
        finally:
            scene.close()
    assert moved >= 6 and inside >= 0.7 * moved, f"{inside} of {moved}"


def test_the_same_seed_puts_the_same_things_about() -> None:
    hashes = []
    for _ in range(2):
        scene = KitchenScene(spec_for(200_001))
        put_about(scene, np.random.default_rng(1))
        hashes.append(scene.state_hash())
        scene.close()
    assert hashes[0] == hashes[1]
