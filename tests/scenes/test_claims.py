"""What can be said for a reading is true of it, in every world and language, by those who judge it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from evals.rationales import is_true
from scenes.catalogue import World, all_kinds
from scenes.claims import SURE, claims
from scenes.commands import TrueReading
from scenes.counters import random_referents
from scenes.lexicon import Language
from scenes.queries import Referent

BY = SURE / 8**0.5
"""Two points that are off by this along each axis are off by SURE from each other."""
COKE, PEPSI, BANANA, LEMON, BOWL, COMPOST, TRAY, SINK = 0, 1, 2, 3, 4, 100, 101, 102
HERE = (
    Referent(COKE, "coke", 0.3, 0.5, False), Referent(PEPSI, "pepsi", 0.45, 0.5, False),
    Referent(BANANA, "banana", 0.7, 0.6, False), Referent(LEMON, "lemon", 0.62, 0.6, False),
    Referent(BOWL, "white_bowl", 0.85, 0.4, False), Referent(COMPOST, "compost", 0.95, 0.5, True),
    Referent(TRAY, "tray", 0.1, 0.2, True), Referent(SINK, "sink", 0.32, 0.53, True),
)


def said(thing: int, destination: int, language: Language = "en",
         there: tuple[Referent, ...] = HERE) -> list[str]:
    cut = "because " if language == "en" else "因为"
    reading = TrueReading("move", thing, destination, "in")
    return [claim.removeprefix(cut) for claim in claims(reading, there, language)]


@pytest.mark.parametrize("world", ["kitchen", "bench", "cards", "unseen"])
def test_all_that_can_be_said_of_a_counter_is_true_also_where_points_are_a_little_off(world: World) -> None:
    count, wrong = 0, []
    for seed in range(3):
        rng = Random(seed)
        seen = random_referents(rng, world=world)
        off = [replace(r, u=r.u + rng.uniform(-BY, BY), v=r.v + rng.uniform(-BY, BY)) for r in seen]
        things = [r for r in seen if not r.is_place and all_kinds()[r.kind].graspable]
        for thing in things:
            for to in rng.sample(seen, 3):
                reading = TrueReading("move", thing.key, to.key, "in")
                for language in ("en", "zh") if to.key != thing.key else ():
                    found = claims(reading, seen, language)  # type: ignore[arg-type]
                    count += len(found)
                    wrong += [(claim, thing.kind) for claim in found
                              if not is_true(claim, reading, seen) or not is_true(claim, reading, off)]
    assert not wrong
    assert count > 200


def test_claims_are_of_what_is_there_and_where_it_goes() -> None:
    banana = said(BANANA, COMPOST)
    assert {"fruit scraps are composted", "it is something to eat", "it is the only soft fruit here",
            "it is a yellow fruit", "it is by the lemon", "it is not sour"} <= set(banana)
    assert "it is the only fruit here" not in banana and "it is the only yellow fruit here" not in banana
    assert "fruit scraps are composted" not in said(BANANA, TRAY)
    lemon = said(LEMON, BOWL, "zh")
    assert {"水果该放在白碗", "这里只有它是酸的水果", "它在香蕉旁边", "它不甜"} <= set(lemon)


def test_beside_is_not_into() -> None:
    beside = TrueReading("move", BANANA, COMPOST, "next_to")
    assert not [claim for claim in claims(beside, HERE, "en") if "composted" in claim]


def test_near_ties_are_not_claimed() -> None:
    """Of sides and neighbours: what would change were the points a little off."""
    def with_pepsi_at(u: float, v: float = 0.5) -> list[str]:
        two = (Referent(COKE, "coke", 0.3, 0.5, False), Referent(PEPSI, "pepsi", u, v, False))
        return said(COKE, TRAY, "en", (*two, Referent(TRAY, "tray", 0.1, 0.2, True)))

    assert "it is the one on the left" in with_pepsi_at(0.37)
    assert "it is the one on the left" not in with_pepsi_at(0.35), "true, and hardly"
    assert "it is by the Pepsi" in with_pepsi_at(0.43)
    assert "it is by the Pepsi" not in with_pepsi_at(0.45), "true, and hardly"
    assert "it is the one at the back" in with_pepsi_at(0.3, 0.57)


def test_a_word_that_means_two_things_is_no_contrast() -> None:
    there = (Referent(0, "orange_soda", 0.3, 0.5, False), Referent(1, "orange", 0.6, 0.5, False),
             Referent(2, "coke", 0.5, 0.5, False), Referent(TRAY, "tray", 0.1, 0.2, True))
    of_soda = said(0, TRAY, "en", there)
    assert "it is not the Coke" in of_soda and "it is not the orange" not in of_soda
    assert "it is the only orange drink here" in of_soda


def test_nothing_is_claimed_of_drawers_and_of_what_no_catalogue_knows() -> None:
    drawer = Referent(7, "top_drawer", 0.1, 0.3, True, False)
    there = (*HERE, drawer, Referent(8, "tea strainer", 0.2, 0.4, False))
    assert claims(TrueReading("open", 7), there, "en") == ()
    assert claims(TrueReading("move", 8, TRAY, "handover"), there, "en") == ()
