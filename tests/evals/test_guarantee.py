"""A risk on whole episodes: what passes holds on new episodes as promised, and what cannot be is said."""

from __future__ import annotations

from random import Random

import pytest

from agent.calibration import Calibration, CalibrationMismatch
from agent.decision import Rule
from evals.guarantee import DOUBT, THRESHOLDS, Guarantee, Played, as_calibration, guarantee
from evals.results import EvaluationError


def drawn(rng: Random, wrong: float) -> dict[float, Played]:
    """An episode of a policy that is unsure in two of five and wrong in one of thirty when sure."""
    unsure, slips, moves = rng.random() < 0.4, rng.random() < wrong, rng.random() < 0.97
    probabilities = (0.55, 0.45) if unsure else (0.97, 0.03)
    means = rng.randrange(2) if unsure else int(rng.random() < 1 / 30)
    found = {}
    for threshold in THRESHOLDS:
        members = [at for at in range(2) if probabilities[at] >= threshold]
        asked = len(members) > 1
        meant = means in members and not (asked and slips)
        found[threshold] = Played(asked=asked, wrong=asked and slips, meant=meant, done=meant and moves)
    return found


def episodes(n: int, seed: int, wrong: float = 0.0) -> dict[float, list[Played]]:
    rng = Random(seed)
    rows = [drawn(rng, wrong) for _ in range(n)]
    return {threshold: [row[threshold] for row in rows] for threshold in THRESHOLDS}


def calibration(made: Guarantee) -> Calibration:
    return as_calibration(made, "cases", "reader", "reader+actor", "vague")


@pytest.mark.parametrize("wrong", [0.0, 0.1])
def test_what_is_promised_holds_on_new_episodes(wrong: float) -> None:
    fresh = episodes(3000, 999, wrong)
    broken = promised = 0
    for seed in range(40):
        made = guarantee(episodes(300, seed, wrong), 0.15, wrong_answers=wrong)
        if made.threshold is None:
            assert made.lowest_risk > 0.15
            continue
        promised += 1
        broken += sum(not one.done for one in fresh[made.threshold]) / 3000 > 0.15
    assert promised >= 12 and broken <= DOUBT * promised


def test_a_risk_out_of_reach_is_refused_with_the_lowest_that_is_not() -> None:
    made = guarantee(episodes(300, 1, 0.1), 0.02, wrong_answers=0.1)
    assert not made.attainable and made.threshold is None
    lowest = f"{made.lowest_risk:.3f}"
    with pytest.raises(EvaluationError, match=f"300 episodes and 10% .* lowest that can is {lowest}"):
        calibration(made)
    assert guarantee(episodes(300, 1, 0.1), made.lowest_risk + 1e-9, wrong_answers=0.1).attainable
    with pytest.raises(EvaluationError, match="no episodes"):
        guarantee({0.1: []}, 0.1)
    with pytest.raises(EvaluationError, match="between 0 and 1"):
        guarantee(episodes(5, 1), 0.1, wrong_answers=1.5)


def test_of_those_that_pass_it_takes_the_one_that_asks_least() -> None:
    made = guarantee(episodes(400, 3), 0.2)
    passing = [one for one in made.thresholds if one.lowest_risk <= 0.2]
    (chosen,) = (one for one in passing if one.threshold == made.threshold)
    assert chosen.help == min(one.help for one in passing)


def test_failures_are_told_apart_by_what_went_wrong() -> None:
    rows = [Played(asked=asked, wrong=asked, meant=meant, done=done) for asked, meant, done in
            ((1, False, False), (0, True, False), (1, True, True), (0, False, False))]
    (one,) = guarantee({0.1: rows}, 0.5).thresholds
    assert (one.failures, one.after_wrong_answers, one.of_motion, one.help) == (3, 1, 1, 0.5)


def test_it_is_refused_for_another_actor() -> None:
    made = calibration(guarantee(episodes(400, 3), 0.2))
    assert made.rule(Rule(), "reader", "reader+actor").threshold == pytest.approx(made.threshold())
    with pytest.raises(CalibrationMismatch, match=r"reader\+actor, and these are reader\+other"):
        made.rule(Rule(), "reader", "reader+other")
