"""Calibrating a policy on a suite: beliefs with their valid readings, the threshold, and whether to trust it.

Calibration cases come from the same suite as testing, scenes and sentences alike, with seeds of their own
(``FIRST_SEED`` and above; results are reported for seeds below). They are for setting thresholds and
are never trained or tuned on. A third of them chooses the temperature and is used for nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import numpy as np
from scipy import stats

from agent.calibration import Calibration
from agent.conformal import Score, cases_needed, conditional_risk, fit_temperature, quantile, rank
from evals.believed import Believed, believe, doable
from evals.loading import binder
from evals.results import EvaluationError
from evals.suites import load
from policies.base import Policy, check_world
from scenes.splits import Split

FIRST_SEED = 1000
TEMPERATURE_SHARE = 1 / 3
DRIFT_P = 0.01
MOST_DUPLICATES = 0.05
SCORES = "the scores"
"""How a warning about scores begins."""


Grouping = Literal["language", "source"]
_GROUP: dict[Grouping, Callable[[Believed], str]] = {
    "language": lambda case: case.language,
    "source": lambda case: case.predicted,
}


def gather(
    policy: Policy,
    suite: str,
    n: int,
    seed: int,
    split: Split = "test",
    progress: Callable[[int, int], None] | None = None,
) -> list[Believed]:
    """Beliefs on ``n`` cases of a suite.

    Raises:
        EvaluationError: no such suite, or one without words.
        PolicyError: the policy was not taught the suite's world.
    """
    found = load(suite)
    if found.kind == "motion":
        raise EvaluationError(f"the suite {suite} has no words to be unsure of; calibrate on clear or vague, "
                              "or its motion with --motion")
    check_world(policy, policy.name, found.world)
    cases: list[Believed] = []
    bind = binder(policy)
    for case in found.cases(n, seed, split):
        cases.append(believe(policy, case, bind))
        if progress is not None:
            progress(len(cases), n)
    return cases


def calibrate(
    cases: Sequence[Believed],
    fingerprint: str,
    suite: str,
    risk: float,
    *,
    kind: Score = "ask_gate",
    conditional: bool = True,
    by: Grouping | None = None,
    seed: int = 0,
    data: Mapping[str, str] | None = None,
) -> Calibration:
    """The threshold for a risk, from the cases that have a valid reading.

    Args:
        conditional: promise the risk for all but one in a hundred calibration sets, not on average over them.
        by: a threshold for each language, or for each predicted source of doubt; groups are functions of the
            input, so this keeps the guarantee for each. In a predicted source with too few cases, or none,
            nothing is ruled out.
        seed: shuffles which cases choose the temperature, and breaks ties.
        data: of cases that are rows of files, those (``evals.suites.Suite.data``).

    Raises:
        EvaluationError: too few cases for that risk; the message says how many are needed.
    """
    cases = doable(cases)
    order = np.random.default_rng(seed).permutation(len(cases))
    apart = round(TEMPERATURE_SHARE * len(cases))
    warming, rest = [cases[at] for at in order[:apart]], [cases[at] for at in order[apart:]]
    temperature = fit_temperature([c.probabilities for c in warming], [c.valid for c in warming])
    quantiles: dict[str, float] = {}
    used = risk
    for name, among in sorted(_grouped(rest, by).items()):
        promised = conditional_risk(len(among), risk) if conditional else risk
        if promised is None or rank(max(1, len(among)), promised) > len(among):
            if by == "source":
                quantiles[name] = float("inf")  # rare: nothing is ruled out there
                continue
            raise EvaluationError(
                f"{len(among)} cases{f' in {name}' if name else ''} cannot bear a risk of {risk:g}: "
                f"{cases_needed(risk, conditional)} are needed for the threshold, half as many again in all"
            )
        used = min(used, promised)
        quantiles[name] = quantile([c.score(kind, temperature) for c in among], promised, seed)
    if all(np.isinf(list(quantiles.values()))):
        raise EvaluationError(
            f"{len(rest)} cases cannot bear a risk of {risk:g} in any group: "
            f"{cases_needed(risk, conditional)} are needed in each, half as many again in all"
        )
    return Calibration(
        fingerprint=fingerprint,
        suite=suite,
        data_fingerprint=data_fingerprint(cases, data),
        data=dict(data or {}),
        score=kind,
        risk=risk,
        used_risk=used,
        n=len(rest),
        temperature=temperature,
        quantile=max(quantiles.values()),
        group_quantiles={} if by is None else quantiles,
    )


def _grouped(cases: Sequence[Believed], by: Grouping | None) -> dict[str, list[Believed]]:
    groups: dict[str, list[Believed]] = {}
    for case in cases:
        groups.setdefault("" if by is None else _GROUP[by](case), []).append(case)
    return groups


def data_fingerprint(cases: Sequence[Believed], data: Mapping[str, str] | None = None) -> str:
    """Of what the cases are, and of the files they are rows of; not of what was believed about them."""
    return fingerprint_of_rows([(case.case_id, case.text, case.scene_seed) for case in cases], data)


def fingerprint_of_rows(rows: Sequence[tuple[str, str, int]], data: Mapping[str, str] | None = None) -> str:
    """Of cases as (id, text, seed of the scene), and of the files they are rows of."""
    ordered = sorted(rows)
    what = [ordered, dict(sorted(data.items()))] if data else ordered
    return hashlib.sha256(json.dumps(what, ensure_ascii=False).encode()).hexdigest()[:12]


def warnings(
    cases: Sequence[Believed],
    kind: Score = "ask_gate",
    tested: Sequence[Believed] = (),
    score_of: Callable[[Believed], float] | None = None,
) -> list[str]:
    """What speaks against the guarantee: repeated cases, and scores that drift or are not those tested.

    Args:
        score_of: in place of the score of ``kind``.
    """
    found: list[str] = []
    cases, tested = doable(cases), doable(tested)
    said = [(case.text, case.scene_seed) for case in cases]
    if len(set(said)) < len(said):
        found.append(f"{len(said) - len(set(said))} of {len(said)} calibration cases occur more than once")
    both = set(said) & {(case.text, case.scene_seed) for case in tested}
    if both:
        found.append(f"{len(both)} cases are in both calibration and test")
    texts = {case.text for case in cases}
    shared = sum(case.text in texts for case in tested)
    if tested and shared > MOST_DUPLICATES * len(tested):
        found.append(f"{shared} of {len(tested)} test sentences were calibrated on, word for word")
    of = score_of or (lambda case: case.score(kind))
    scores = [of(case) for case in cases]
    half = len(scores) // 2
    pairs = [("the first and the second half of the calibration cases", scores[:half], scores[half:])]
    if tested:
        pairs.append(("calibration and test", scores, [of(case) for case in tested]))
    for what, one, other in pairs:
        if min(len(one), len(other)) >= 10:
            p = float(stats.ks_2samp(one, other).pvalue)
            if p < DRIFT_P:
                found.append(
                    f"{SCORES} of {what} differ (Kolmogorov-Smirnov p = {p:.2g}): they may not be "
                    "exchangeable, and then nothing is guaranteed"
                )
    return found
