"""A risk on whole episodes: what passes holds on new episodes as promised, and what cannot be is said."""

from __future__ import annotations

from random import Random

import pytest

from evals.believed import Believed
from evals.guarantee import DOUBT, as_calibration, fails, guarantee, kept
from evals.results import EvaluationError


def drawn(rng: Random) -> tuple[Believed, bool]:
    """An episode of a policy that is unsure in two of five and wrong in one of thirty when sure."""
    if rng.random() < 0.4:
        case = Believed("", "", "", 0, "en", "none", "ambiguous", (0.55, 0.45), (0, 1), 0, rng.randrange(2))
    else:
        meant = int(rng.random() < 1 / 30)
        case = Believed("", "", "", 0, "en", "none", "clear", (0.97, 0.03), (meant,), 0, meant)
    return case, rng.random() < 0.97


def episodes(n: int, seed: int) -> tuple[list[Believed], list[bool]]:
    rng = Random(seed)
    cases, moves = zip(*(drawn(rng) for _ in range(n)), strict=True)
    return list(cases), list(moves)


def test_a_set_is_what_is_probable_enough_and_allowed() -> None:
    case = Believed("", "", "", 0, "en", "none", "clear", (0.5, 0.3, 0.15, 0.05), (1,), 0, 1, (0,), (2,))
    assert kept(case, 0.1) == (1,) and kept(case, 0.01) == (1, 3) and kept(case, 0.4) == ()


def test_an_episode_fails_by_reading_answer_or_motion() -> None:
    case = Believed("", "", "", 0, "en", "none", "ambiguous", (0.6, 0.4), (0, 1), 0, 1)
    assert fails(case, (0,), True, False) and not fails(case, (0, 1), True, False)
    assert fails(case, (0, 1), True, True) and fails(case, (0, 1), False, False)
    assert fails(case, (), True, False)
    assert not fails(case, (1,), True, True)


@pytest.mark.parametrize("wrong", [0.0, 0.1])
def test_what_is_promised_holds_on_new_episodes(wrong: float) -> None:
    fresh, moves = episodes(4000, 999)
    broken = promised = 0
    for seed in range(60):
        made = guarantee(*episodes(300, seed), 0.15, wrong_answers=wrong, seed=seed)
        if made.threshold is None:
            assert made.lowest_risk > 0.15
            continue
        promised += 1
        rng = Random(seed)
        failed = sum(fails(case, kept(case, made.threshold), moving, rng.random() < wrong)
                     for case, moving in zip(fresh, moves, strict=True))
        broken += failed / len(fresh) > 0.15
    assert promised >= 20 and broken <= DOUBT * promised


def test_a_risk_out_of_reach_is_refused_with_the_lowest_that_is_not() -> None:
    made = guarantee(*episodes(300, 1), 0.02, wrong_answers=0.1)
    assert not made.attainable and made.threshold is None
    with pytest.raises(EvaluationError, match=f"the lowest that can is {made.lowest_risk:.3f}"):
        as_calibration(made, episodes(3, 1)[0], "f", "vague")
    again = guarantee(*episodes(300, 1), made.lowest_risk + 1e-9, wrong_answers=0.1)
    assert again.attainable
    with pytest.raises(EvaluationError, match="no episodes"):
        guarantee([], [], 0.1)
    with pytest.raises(EvaluationError, match="between 0 and 1"):
        guarantee(*episodes(5, 1), 0.1, wrong_answers=1.5)


def test_of_those_that_pass_it_takes_the_one_that_asks_least() -> None:
    made = guarantee(*episodes(400, 3), 0.2)
    passing = [one for one in made.thresholds if one.lowest_risk <= 0.2]
    assert made.threshold in {one.threshold for one in passing}
    (chosen,) = (one for one in passing if one.threshold == made.threshold)
    assert chosen.help == min(one.help for one in passing)
