"""Scores come from truth alone: moved worlds built by hand, judged."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from evals.scorers import match, same, score, true_reading
from policies.types import Entry, Percept, Reading
from scenes.commands import TrueReading
from scenes.kitchen import TruePlace, TrueThing, Truth
from scenes.types import Pose

COKE, SPRITE, BOWL, TOP, SINK = 0, 1, 2, 104, 108
UP = np.array([0.0, 0.0, 0.0, 1.0])


def thing(key: int, kind: str, x: float, y: float, u: float, v: float) -> TrueThing:
    return TrueThing(key, kind, Pose(np.array([x, y, 0.06]), UP), 500, u, v, 0.06, 0.15, None, False)


def place(key: int, name: str, u: float, v: float, is_open: bool | None = None) -> TruePlace:
    return TruePlace(key, name, Pose(np.array([0.3, -0.4, 0.0]), UP), u, v, 0.2, 0.2, 500, is_open)


WORLD = Truth((thing(COKE, "coke", 0.4, 0.0, 0.3, 0.6), thing(SPRITE, "sprite", 0.5, 0.1, 0.5, 0.6),
               thing(BOWL, "blue_bowl", 0.5, -0.15, 0.7, 0.7)),
              (place(TOP, "top_drawer", 0.1, 0.3, False), place(SINK, "sink", 0.35, 0.5)))


def after(key: int, x: float = 0.0, y: float = 0.0, world: Truth = WORLD, **changes: object) -> Truth:
    """The world with one thing moved and changed."""
    def moved(one: TrueThing) -> TrueThing:
        shifted = Pose(one.pose.position_m + np.array([x, y, 0.0]), UP)
        return replace(one, pose=shifted, **changes)  # type: ignore[arg-type]

    return replace(world, things=tuple(moved(one) if one.key == key else one for one in world.things))


INTO_SINK = TrueReading("move", COKE, SINK, "in")


def test_success_is_where_it_ended_let_go() -> None:
    assert score(INTO_SINK, WORLD, after(COKE, 0.2, inside="sink")).success
    held = score(INTO_SINK, WORLD, after(COKE, 0.2, held=True))
    assert not held.success and held.reason == "still held"


@pytest.mark.parametrize(("end", "reason"), [
    (WORLD, "not moved"),
    (after(SPRITE, 0.2, inside="sink"), "moved the sprite instead"),
    (after(COKE, 0.2, inside="edge"), "ended in edge"),
    (after(COKE, 0.2), "ended beside its destination"),
])
def test_failures_have_reasons(end: Truth, reason: str) -> None:
    judged = score(INTO_SINK, WORLD, end)
    assert not judged.success and judged.reason == reason


def test_a_bowl_is_a_destination_by_key_and_not_next_to_itself() -> None:
    inside = after(COKE, 0.1, -0.15, inside=BOWL)
    assert score(TrueReading("move", COKE, BOWL, "in"), WORLD, inside).success
    assert not score(TrueReading("move", COKE, BOWL, "next_to"), WORLD, inside).success


def test_next_to_is_a_distance() -> None:
    beside = TrueReading("move", COKE, SPRITE, "next_to")
    assert not score(beside, WORLD, after(COKE, -0.15)).success
    assert score(beside, WORLD, after(COKE, 0.09, 0.02)).success


def test_drawers_are_judged_open_or_closed() -> None:
    opened = replace(WORLD, places=(place(TOP, "top_drawer", 0.1, 0.3, True), WORLD.places[1]))
    assert score(TrueReading("open", TOP), WORLD, opened).success
    assert score(TrueReading("open", TOP), WORLD, WORLD).reason == "the drawer is closed"
    assert not score(TrueReading("close", TOP), WORLD, opened).success


def test_other_things_that_moved_are_reported_and_do_not_decide() -> None:
    end = after(SPRITE, 0.05, world=after(COKE, 0.2, inside="sink"))
    judged = score(INTO_SINK, WORLD, end)
    assert judged.success and judged.disturbed == ("sprite",)


def percept(key: int, name: str, u: float, v: float, is_place: bool = False) -> Percept:
    return Percept(key=key, name=name, u=u, v=v, width=0.1, height=0.1, confidence=0.9, is_place=is_place)


def test_percepts_are_matched_by_point_and_names_only_counted() -> None:
    seen = (percept(0, "coke", 0.51, 0.61), percept(1, "pepsi", 0.9, 0.9), percept(2, "sink", 0.4, 0.5, True))
    matched = match(seen, WORLD.referents())
    assert dict(matched.to_truth) == {0: SPRITE, 2: SINK}
    assert matched.same_kind == 1


def test_a_reading_that_points_at_nothing_is_no_reading() -> None:
    seen = (percept(0, "coke", 0.3, 0.6), percept(1, "pepsi", 0.9, 0.9), percept(2, "sink", 0.4, 0.5, True))
    matched = match(seen, WORLD.referents())

    def reading(key: int) -> Reading:
        return Reading(entries=(Entry(verb="move", things=(key,), destination=2, relation="in"),))

    assert true_reading(reading(0), matched) == INTO_SINK
    assert true_reading(reading(1), matched) is None
    assert true_reading(Reading(special="none_of_these"), matched) is None


def test_relations_are_one_unless_beside_is_meant() -> None:
    assert same(INTO_SINK, replace(INTO_SINK, relation="on"))
    assert not same(TrueReading("move", COKE, BOWL, "in"), TrueReading("move", COKE, BOWL, "next_to"))
    assert same(None, None) and not same(None, INTO_SINK)
