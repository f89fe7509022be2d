"""Coverage by sentence: sentences never straddle, and clusters are told from independent rows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import betabinom

from agent.conformal import covered_beta
from evals.believed import Believed
from evals.clusters import clustered
from evals.sentences import _variance, grouped, one_of_each, over_rows, over_sentences


def rows(sentences: int, sizes: tuple[int, ...], seed: int = 0) -> list[Believed]:
    """Rows whose belief goes by their sentence, sentences in so many rows by turns."""
    rng = np.random.default_rng(seed)
    found = []
    for at in range(sentences):
        p = tuple(float(one) for one in np.sort(rng.dirichlet(np.full(5, 0.3)))[::-1])
        valid = (int(rng.choice(5, p=p)),)
        found += [Believed(f"{at}-{copy}", f"{at}-{copy}", f"Say {at}", 10 * at + copy, "en", "none", "clear",
                           p, valid, 0, valid[0]) for copy in range(sizes[at % len(sizes)])]
    return found


def test_one_row_of_each_sentence_is_exchangeable() -> None:
    found = over_sentences(rows(200, (1, 2, 9)), 0.2, splits=60)
    assert (found.calibrated_on, found.tested_on) == (100, 100)
    assert found.inside.value is not None and found.inside.value >= 0.95
    assert found.mean == pytest.approx(0.8, abs=0.03)


def test_rows_that_stand_or_fall_together_stray_further_than_the_band() -> None:
    clusters = over_rows(rows(60, (1, 1, 1, 1, 1, 30)), 0.2, splits=80)
    alone = over_rows(rows(200, (1,)), 0.2, splits=80)
    assert clusters.spread > 1.5 * clusters.expected_spread
    assert alone.spread == pytest.approx(alone.expected_spread, rel=0.35)
    assert clusters.inside.value is not None and alone.inside.value is not None
    assert clusters.inside.value < 0.9 < alone.inside.value
    assert clusters.sentences == 60 and clusters.calibrated_on + clusters.tested_on == 350


def test_the_spread_expected_is_that_of_the_library() -> None:
    a, b = covered_beta(50, 0.2)
    assert _variance(50, 30, 0.2) == pytest.approx(betabinom.var(30, a, b) / 30**2)
    assert _variance(3, 30, 0.2) == 0.0


def test_a_sentence_is_calibrated_on_or_tested() -> None:
    # Two sentences, one read surely and one not: whichever calibrates, the other is tested.
    sure = [replace(one, probabilities=(1.0, 0.0), valid=(0,), intent=0) for one in rows(1, (5,))]
    torn = [replace(one, case_id=f"t{one.case_id}", text="Otherwise", probabilities=(0.5, 0.5), valid=(1,))
            for one in sure]
    found = over_rows([*sure, *torn], 0.2, splits=30)
    assert found.calibrated_on == found.tested_on == 5
    assert 0.0 < found.mean < 1.0 and found.spread == pytest.approx((found.mean * (1 - found.mean)) ** 0.5)


def test_each_part_is_told_apart() -> None:
    known = rows(100, (1,))
    sharp = [replace(one, case_id=f"s{one.case_id}", text=f"Known {one.text}", probabilities=(0.99, 0.01),
                     valid=(0,), intent=0) for one in known]
    parts = {**{one.case_id: "test" for one in known}, **{one.case_id: "train" for one in sharp}}
    found = over_rows([*known, *sharp], 0.2, parts=parts, splits=40)
    assert found.by_part["train"].coverage == 1.0 > 0.8 > found.by_part["test"].coverage
    assert found.by_part["test"].rows == 100 and found.mean == pytest.approx(0.8, abs=0.05)
    assert over_rows(known, 0.2, parts={one.case_id: "test" for one in known}, splits=2).by_part == {}


def test_what_no_set_can_hold_is_never_covered() -> None:
    lost = [replace(one, valid=(), missing=1, intent=None) for one in rows(40, (1,))]
    assert over_sentences(lost, 0.2, splits=3).mean == over_rows(lost, 0.2, splits=3).mean == 0.0


def test_what_must_be_refused_has_no_part_in_it() -> None:
    refused = [replace(one, case_id=f"r{one.case_id}", text=f"No {one.text}", expected="refuse", valid=())
               for one in rows(20, (1,))]
    assert over_rows([*rows(20, (2,)), *refused], 0.2, splits=2).sentences == 20


def test_sentences_are_the_same_whatever_their_case() -> None:
    (one, *_) = rows(1, (1,))
    both = [one, replace(one, text=f" {one.text.upper()} ")]
    assert len(grouped(both)) == len(one_of_each(both)) == 1


def test_an_interval_over_clusters_is_wider() -> None:
    held = [at % 2 == 0 for at in range(20) for _ in range(10)]
    cases = list(enumerate(held))

    def share(some: object) -> float | None:
        values = [value for _, value in some]  # type: ignore[attr-defined]
        return float(np.mean(values)) if values else None

    together = clustered(cases, lambda case: case[0] // 10, share)
    apart = clustered(cases, lambda case: case[0], share)
    assert together.value == apart.value == 0.5 and together.n == 200
    assert together.low is not None and apart.low is not None and together.low < apart.low - 0.05
    assert clustered([], lambda case: case, share).value is None
