"""Coverage over random splits by sentence, for rows several of which say the same on different scenes.

Rows of one sentence are read alike, so a sentence is calibrated on or tested, never both: else nothing would
be said of new sentences. With one row drawn of each sentence in each split, the rows are exchangeable and
coverage has just the Beta-binomial distribution of its band. With all rows of every sentence they still stand
or fall together, and coverage strays further than the band says, the more so the larger one sentence's share
of the rows is: ``spread`` against ``expected_spread`` is by how much.

Both take calibration and test from one pool at random, so what they check is the threshold and the sentences,
and not whether one part of a split is like another: ``evals.calibrate.warnings`` looks at that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from pydantic import BaseModel, ConfigDict

from agent.conformal import Score, covered_beta
from evals.believed import Believed, doable
from evals.coverage import Coverage, halves, inside, over_splits, sizes
from evals.data import same_words
from evals.metrics import Metric


class PartCoverage(BaseModel):
    """The rows of one part of a split file, whenever they were tested."""

    model_config = ConfigDict(frozen=True)

    rows: int
    coverage: float
    set_size: float


class RowCoverage(BaseModel):
    """Coverage over random splits by sentence at one risk, all rows of every sentence counted."""

    model_config = ConfigDict(frozen=True)

    risk: float
    sentences: int
    calibrated_on: float
    """Mean number of rows; it changes with the sentences drawn, and the band with it."""
    tested_on: float
    band: tuple[float, float]
    """Mean bounds of the bands."""
    mean: float
    """Over all splits."""
    inside: Metric
    """Share of the splits whose coverage is within the band of its own numbers of rows."""
    spread: float
    """Standard deviation of coverage over splits."""
    expected_spread: float
    """What it would be were the rows exchangeable, by the Beta-binomial distribution."""
    set_size: float
    by_part: dict[str, PartCoverage]
    """Of rows in several parts: a threshold from all of them covers a part as its rows are like the rest."""


def one_of_each(cases: Sequence[Believed], seed: int = 0) -> list[Believed]:
    """One case of each sentence, drawn by a seed."""
    rng = np.random.default_rng(seed)
    return [among[int(rng.integers(len(among)))] for among in grouped(cases)]


def grouped(cases: Sequence[Believed]) -> list[list[Believed]]:
    """Cases by sentence, sentences in the order in which they first occur."""
    found: dict[str, list[Believed]] = {}
    for case in cases:
        found.setdefault(same_words(case.text), []).append(case)
    return list(found.values())


def over_sentences(cases: Sequence[Believed], risk: float, kind: Score = "ask_gate", *, splits: int = 100,
                   seed: int = 0) -> Coverage:
    """Half of the sentences calibrate and the others test, one row of each drawn anew for every split."""
    return over_splits([replace(case, pair=same_words(case.text)) for case in cases], risk, kind,
                       splits=splits, seed=seed)


def over_rows(cases: Sequence[Believed], risk: float, kind: Score = "ask_gate", *,
              parts: Mapping[str, str] | None = None, splits: int = 100, seed: int = 0) -> RowCoverage:
    """The same with all rows of every sentence.

    Args:
        parts: case id to its part of a split file.
    """
    cases = doable(cases)
    among = list(dict.fromkeys((parts or {}).values()))
    of = np.array([among.index(parts[case.case_id]) if parts else -1 for case in cases])
    place = {case.case_id: at for at, case in enumerate(cases)}
    groups = [np.array([place[case.case_id] for case in group]) for group in grouped(cases)]
    runs = list(halves([case.score(kind) for case in cases], [case.within(kind) for case in cases],
                       lambda rng: groups, risk, splits, seed))
    covered_at, size_at, tests = np.zeros(len(cases)), np.zeros(len(cases)), np.zeros(len(cases))
    mean_sizes = []
    for one in runs:
        kept = sizes(cases, one)
        mean_sizes.append(float(kept.mean()))
        tests[one.new] += 1
        covered_at[one.new] += one.held
        size_at[one.new] += kept
    bands = [one.band(risk) for one in runs]
    return RowCoverage(
        risk=risk, sentences=len(groups), calibrated_on=_mean(len(one.known) for one in runs),
        tested_on=_mean(len(one.new) for one in runs),
        band=(_mean(low for low, _ in bands), _mean(high for _, high in bands)),
        mean=_mean(one.share for one in runs), inside=inside(runs, risk),
        spread=float(np.std([one.share for one in runs])),
        expected_spread=float(np.sqrt(_mean(_variance(len(one.known), len(one.new), risk) for one in runs))),
        set_size=_mean(mean_sizes),
        by_part={part: PartCoverage(rows=int((of == at).sum()),
                                    coverage=float(covered_at[of == at].sum() / tests[of == at].sum()),
                                    set_size=float(size_at[of == at].sum() / tests[of == at].sum()))
                 for at, part in enumerate(among) if len(among) > 1 and tests[of == at].sum()})


def _mean(values: Iterable[float]) -> float:
    return float(np.mean(list(values)))


def _variance(n: int, tested: int, risk: float) -> float:
    """Beta-binomial, of the share covered; nothing varies where so few rows cannot bear the risk."""
    a, b = covered_beta(n, risk)
    if b < 1.0:
        return 0.0
    return a * b * (a + b + tested) / (tested * (a + b) ** 2 * (a + b + 1))
