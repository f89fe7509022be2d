"""Metrics of prediction sets, by hand; and deciders on beliefs whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from evals import deciders
from evals.believed import Believed, doable
from evals.matrix import operating_points, wrong
from evals.results import EvaluationError
from evals.set_metrics import auroc, best_valid, calibration_error, set_metrics


def believed(p: tuple[float, ...], valid: tuple[int, ...], *, intent: int | None = 0, expected: str = "clear",
             special: tuple[int, ...] = (), forbidden: tuple[int, ...] = (), missing: int = 0,
             pair: str = "") -> Believed:
    return Believed("c", pair, "", 0, "en", "none", expected, p, valid, missing, intent, special, forbidden)


CLEAR = believed((0.9, 0.08, 0.02), (0,), pair="1")
VAGUE = believed((0.5, 0.4, 0.1), (0, 1), intent=1, expected="ambiguous", pair="1")
WRONG = believed((0.7, 0.3), (1,), intent=1, pair="2")
LOST = believed((0.6, 0.4), (0,), intent=None, expected="ambiguous", missing=1, pair="2")


def test_rates_are_what_the_definitions_say() -> None:
    found = {name: metric.value for name, metric in set_metrics(
        [CLEAR, VAGUE, WRONG, LOST], [(0,), (0, 1, 2), (0,), (0,)]).items()}
    assert found["set.coverage"] == 0.5  # CLEAR and VAGUE
    assert found["set.plan_success"] == 0.5
    assert found["set.set_size"] == 1.5
    assert found["set.help"] == found["set.help_or_empty"] == 0.25
    assert found["set.esr"] == 0.25 and found["set.ncr"] == 0.5
    assert found["set.over_ask"] == 0.0 and found["set.under_ask"] == 0.5
    assert found["set.over_step"] == pytest.approx(1 / 3)
    assert found["top1_valid"] == 0.75


def test_tied_readings_are_the_best_together() -> None:
    assert best_valid(believed((0.5, 0.5), (0, 1))) and not best_valid(believed((0.5, 0.5), (0,)))
    assert best_valid(believed((0.6, 0.4), (1,), special=(0,)))
    assert not best_valid(believed((1.0,), (), special=(0,))) and not best_valid(believed((0.6, 0.4), ()))


def test_an_empty_set_is_help_only_to_those_who_count_it() -> None:
    found = {name: metric.value for name, metric in set_metrics([CLEAR], [()]).items()}
    assert (found["set.help"], found["set.help_or_empty"], found["set.plan_success"]) == (0.0, 1.0, 0.0)


def test_ranking_and_calibration() -> None:
    assert auroc([0.1, 0.2, 0.8, 0.9], [False, False, True, True]).value == 1.0
    assert auroc([0.9, 0.8, 0.2, 0.1], [False, False, True, True]).value == 0.0
    assert auroc([0.5], [True]).value is None
    assert calibration_error([0.95] * 20, [True] * 19 + [False]).value == pytest.approx(0.0)
    assert calibration_error([0.95] * 20, [False] * 20).value == pytest.approx(0.95)


def test_the_area_is_that_of_the_library_and_its_interval_holds_it() -> None:
    library = pytest.importorskip("sklearn.metrics")
    rng = np.random.default_rng(3)
    truth = rng.random(60) < 0.4
    scores = np.round(rng.normal(truth * 2.0), 1)  # rounded, so that there are ties
    found = auroc(scores.tolist(), truth.tolist())
    assert found.value == pytest.approx(library.roc_auc_score(truth, scores))
    assert found.low is not None and found.high is not None and found.value is not None
    assert 0.5 < found.low < found.value < found.high < 1.0 and found.n == 60
    assert found == auroc(scores.tolist(), truth.tolist())


def test_deciders_make_the_sets_they_are_named_for() -> None:
    def of(name: str, level: float, case: Believed) -> tuple[int, ...]:
        return deciders.load(name, [CLEAR, VAGUE]).members(case, level)

    assert of("never", 0.0, VAGUE) == (0,)
    assert of("always", 0.0, CLEAR) == (0, 1)
    assert of("threshold", 0.6, CLEAR) == (0,) and of("threshold", 0.6, VAGUE) == (0, 1, 2)
    assert of("simple-set", 0.85, VAGUE) == (0, 1) and of("simple-set", 0.85, CLEAR) == (0,)
    assert of("ratio", 0.2, VAGUE) == (0, 1, 2) and of("ratio", 0.25, VAGUE) == (0, 1)
    assert of("entropy", 1.0, CLEAR) == (0,) and len(of("entropy", 1.0, VAGUE)) == 3
    with pytest.raises(EvaluationError, match="there are never, always"):
        deciders.load("nobody", [])
    with pytest.raises(EvaluationError, match="needs calibration cases"):
        deciders.load("whichone", [])


def test_a_conformal_decider_covers_its_own_calibration_cases() -> None:
    known = [believed((0.5 + i / 100, 0.5 - i / 100), (0, 1), expected="ambiguous") for i in range(40)]
    decider = deciders.load("whichone", known)
    for risk in (0.05, 0.1, 0.2, 0.4):
        covered = sum(decider.members(case, risk) == (0, 1) for case in known)
        assert covered >= (1 - risk) * len(known)


def test_all_deciders_refuse_alike_and_offer_nothing_forbidden() -> None:
    refused = believed((0.6, 0.4), (), intent=None, special=(0,), expected="refuse")
    forbidden = believed((0.6, 0.4), (1,), intent=1, forbidden=(0,))
    for decider in [*deciders.SIMPLE, deciders.load("whichone", [CLEAR])]:
        assert decider.members(refused, decider.levels[0]) == ()
        assert 0 not in decider.members(forbidden, decider.levels[-1])


def test_each_stands_where_it_matches_the_reference_with_the_fewest_wrong_questions() -> None:
    cases = [CLEAR, VAGUE]
    sets = {("whichone", 0.1): [(0,), (0, 1)], ("threshold", 0.2): [(0,), (0,)],
            ("threshold", 0.6): [(0,), (0, 1)], ("threshold", 0.95): [(0, 1), (0, 1)]}
    made = {"whichone": deciders.Decider("whichone", (0.1,), lambda case, level: (), ""),
            "threshold": deciders.Decider("threshold", (0.2, 0.6, 0.95), lambda case, level: (), "")}
    both = {"whichone": cases, "threshold": cases}
    assert operating_points(made, sets, both, 0.1) == {"whichone": 0.1, "threshold": 0.6}
    assert wrong(cases, sets["threshold", 0.2]).tolist() == [0.0, 1.0]
    assert wrong(cases, sets["threshold", 0.95]).tolist() == [1.0, 0.0]


def test_where_it_is_not_known_what_is_valid_only_asking_and_doubt_are_counted() -> None:
    one = believed((0.6, 0.4), (0, 1), expected="ambiguous")
    unknown = believed((0.6, 0.4), (), intent=None, expected="ambiguous")
    clear = believed((0.9, 0.1), (), intent=None)
    found = set_metrics([one, unknown, clear], [(0, 1), (0,), (0, 1)])
    assert (found["set.coverage"].value, found["set.coverage"].n) == (1.0, 1)
    assert found["set.ncr"].n == found["top1_valid"].n == found["ece"].n == 1
    assert found["set.over_step"].n == 0
    assert (found["set.under_ask"].value, found["set.over_ask"].value) == (0.5, 1.0)
    assert (found["auroc"].value, found["auroc"].n) == (1.0, 3)
    assert doable([one, unknown, clear]) == [one]
