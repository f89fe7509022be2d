"""Several things one after the other: what is left of them, and where they are set down."""

from __future__ import annotations

import pytest

from agent.sequence import SPREAD, opened_once, outstanding, side_by_side
from policies.types import Entry, Percept, Reading, Step

COKE, SPRITE, TRAY, DRAWER = range(4)


def percept(key: int, name: str, u: float, is_place: bool = False) -> Percept:
    return Percept(
        key=key, name=name, u=u, v=0.5, width=0.2, height=0.1, confidence=1.0, is_place=is_place
    )


SEEN = (percept(COKE, "coke", 0.2), percept(SPRITE, "sprite", 0.4), percept(TRAY, "tray", 0.8, True),
        percept(DRAWER, "top_drawer", 0.1, True))  # fmt: skip


def reading(*pairs: tuple[int, int]) -> Reading:
    return Reading(
        entries=tuple(
            Entry(verb="move", things=(thing,), destination=place, relation="in") for thing, place in pairs
        )
    )


def steps(*pairs: tuple[int, int]) -> tuple[Step, ...]:
    made = []
    for thing, place in pairs:
        for skill, key in (("pick", thing), ("place", place)):
            p = SEEN[key]
            made.append(Step(skill=skill, u=p.u, v=p.v, target=p.name, percept=p.key))  # type: ignore[arg-type]
    return tuple(made)


BOTH = (COKE, TRAY), (SPRITE, TRAY)


def placed(made: tuple[Step, ...]) -> list[float]:
    return [step.u for step in made if step.skill == "place"]


def test_what_is_done_is_not_left() -> None:
    assert outstanding(reading(*BOTH), ()) == reading(*BOTH)
    assert outstanding(reading(*BOTH), (COKE,)) == reading((SPRITE, TRAY))
    assert outstanding(reading(*BOTH), (COKE, SPRITE)) == reading(*BOTH)


def test_two_in_one_place_stand_beside_each_other() -> None:
    half = SPREAD * 0.2 / 2
    assert placed(side_by_side(steps(*BOTH), SEEN, reading(*BOTH))) == pytest.approx([0.8 - half, 0.8 + half])
    # The second goes where it would have gone, once the first is there.
    left = side_by_side(steps((SPRITE, TRAY)), SEEN, reading(*BOTH), (COKE,))
    assert placed(left) == pytest.approx([0.8 + half])


def test_one_thing_in_a_place_is_set_down_in_its_middle() -> None:
    apart = (COKE, TRAY), (SPRITE, DRAWER)
    for pairs in (((COKE, TRAY),), apart):
        assert side_by_side(steps(*pairs), SEEN, reading(*pairs)) == steps(*pairs)


def test_a_drawer_is_opened_once_unless_it_was_closed_between() -> None:
    def of(skill: str) -> Step:
        return Step(skill=skill, u=0.1, v=0.5, target="top_drawer", percept=DRAWER)  # type: ignore[arg-type]

    pick = steps((COKE, TRAY))[0]
    assert opened_once((of("open"), pick, of("open"), pick)) == (of("open"), pick, pick)
    assert opened_once((of("open"), of("close"), of("open"))) == (of("open"), of("close"), of("open"))
