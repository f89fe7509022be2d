"""Calibrating on cases: thresholds, what they need, and what speaks against them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from agent.conformal import cases_needed
from evals.calibrate import Believed, calibrate, data_fingerprint, gather, warnings
from evals.coverage import over_splits
from evals.oracle import OraclePolicy
from evals.results import EvaluationError


def made_up(n: int, seed: int, sharpness: float = 6.0) -> list[Believed]:
    """Cases of a reader that is right as often as it says, two readings valid in every other case."""
    rng = np.random.default_rng(seed)
    cases = []
    for at in range(n):
        p = np.sort(rng.dirichlet(np.full(5, 1 / sharpness)))[::-1]
        valid = (0, 1) if at % 2 else (int(rng.choice(5, p=p)),)
        cases.append(
            Believed(
                f"c{seed}-{at}",
                f"p{seed}-{at}",
                f"say {seed} {at}",
                at,
                ("en", "zh")[at % 2],
                "none",
                "ambiguous" if at % 2 else "clear",
                tuple(map(float, p)),
                valid,
                0,
                valid[0],
            )
        )
    return cases


@pytest.mark.parametrize("risk", [0.1, 0.2])
def test_all_valid_readings_are_covered_as_promised(risk: float) -> None:
    calibration = calibrate(made_up(900, 1), "f", "vague", risk, seed=2)
    new = made_up(2000, 3)
    covered = [case.score("ask_gate", calibration.temperature) <= calibration.quantile for case in new]
    assert np.mean(covered) >= 1 - risk - 0.01
    assert calibration.used_risk < risk and calibration.n == 600


def test_by_language_each_has_its_threshold() -> None:
    calibration = calibrate(made_up(600, 1), "f", "vague", 0.1, by="language")
    assert set(calibration.group_quantiles) == {"en", "zh"}
    assert calibration.quantile == max(calibration.group_quantiles.values())


def test_by_predicted_source_each_has_its_threshold_and_rare_ones_rule_nothing_out() -> None:
    made = made_up(600, 1)
    cases = [replace(case, predicted="thing" if at % 2 else "none") for at, case in enumerate(made)]
    cases[:3] = [replace(case, predicted="both") for case in cases[:3]]
    calibration = calibrate(cases, "f", "vague", 0.1, by="source")
    assert calibration.threshold("both") == 0.0 == calibration.threshold()
    assert 0 < calibration.threshold("thing") < 1 and 0 < calibration.threshold("none") < 1
    new = made_up(3000, 3)
    for source, odd in (("thing", 1), ("none", 0)):
        scores = [case.score("ask_gate", calibration.temperature) for case in new[odd::2]]
        assert np.mean([score <= calibration.group_quantiles[source] for score in scores]) >= 0.88


def test_groups_that_are_all_too_small_are_told() -> None:
    cases = [replace(case, predicted=f"{at % 9}") for at, case in enumerate(made_up(60, 1))]
    with pytest.raises(EvaluationError, match="in any group"):
        calibrate(cases, "f", "vague", 0.1, by="source")


def test_too_small_a_risk_says_how_many_cases_it_needs() -> None:
    needed = cases_needed(0.05, conditional=True)
    with pytest.raises(EvaluationError, match=f"{needed} are needed"):
        calibrate(made_up(60, 1), "f", "vague", 0.05)
    assert cases_needed(0.05, conditional=False) == 19


def test_the_data_fingerprint_follows_the_cases_alone() -> None:
    cases = made_up(20, 1)
    assert data_fingerprint(cases) == data_fingerprint(list(reversed(cases)))
    assert data_fingerprint(cases) != data_fingerprint(cases[:-1])


def test_repeats_leaks_and_drift_are_warned_of() -> None:
    cases, tested = made_up(200, 1), made_up(200, 2)
    assert warnings(cases, tested=tested) == []
    assert "more than once" in warnings([*cases, cases[0]])[0]
    assert any("both" in line for line in warnings(cases, tested=[*tested, cases[0]]))
    blunt = made_up(200, 5, sharpness=0.5)
    assert any("exchangeable" in line for line in warnings(cases, tested=blunt))


def test_beliefs_are_gathered_against_truth() -> None:
    cases = gather(OraclePolicy(), "vague", 4, 0)
    assert [case.expected for case in cases] == ["ambiguous", "clear"] * 2
    for case in cases:
        assert case.missing == 0 and case.intent in case.valid
        assert (len(case.valid) > 1) == (case.expected == "ambiguous")
        assert sum(case.probabilities[at] for at in case.valid) == pytest.approx(1.0)
    with pytest.raises(EvaluationError, match="no words"):
        gather(OraclePolicy(), "control", 1, 0)


@pytest.mark.parametrize("risk", [0.1, 0.2])
def test_splits_cover_as_promised(risk: float) -> None:
    found = over_splits(made_up(300, 4), risk, splits=60)
    assert (found.calibrated_on, found.tested_on) == (150, 150)
    assert found.mean == pytest.approx(1 - risk, abs=0.03)
    assert found.inside.value is not None and found.inside.value >= 0.95
    assert found.band[0] < 1 - risk < found.band[1]


def test_one_case_of_a_pair_is_drawn() -> None:
    cases = made_up(40, 4)
    paired = [replace(case, pair=f"p{at // 2}") for at, case in enumerate(cases)]
    assert over_splits(paired, 0.2, splits=2).tested_on == 10
