"""What stands where is worked out once for a counter, and is what it would be if worked out anew."""

from __future__ import annotations

from typing import Any

import pytest

from agent.graph import build
from agent.tracing.store import Store
from scenes import kitchen
from scenes.kitchen import KitchenScene, SceneSpec


def test_a_counter_built_again_is_arranged_once_and_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    arranged: list[Any] = []
    real = kitchen.arrange

    def counted(*arguments: Any) -> Any:
        arranged.append(arguments)
        return real(*arguments)

    monkeypatch.setattr(kitchen, "arrange", counted)
    kitchen._standing.cache_clear()
    hashes = []
    for spec in (SceneSpec(5), SceneSpec(5), SceneSpec(6), SceneSpec(5, randomisation="hard")):
        scene = KitchenScene(spec)
        hashes.append((scene.state_hash(), scene.standing))
        scene.close()
    assert len(arranged) == 2  # how a counter looks does not move what stands on it
    assert hashes[0] == hashes[1] and hashes[0][1] == hashes[3][1] != hashes[2][1]
    kitchen._standing.cache_clear()
    anew = KitchenScene(SceneSpec(5))
    assert anew.state_hash() == hashes[0][0]
    anew.close()


def test_sessions_of_one_store_share_a_graph() -> None:
    one, other = Store(), Store()
    try:
        assert build(one.checkpointer()) is build(one.checkpointer())
        assert build(one.checkpointer()) is not build(other.checkpointer())
    finally:
        one.close()
        other.close()
