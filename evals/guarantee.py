"""A stated risk on whole episodes: reading, asking, a user who sometimes answers wrongly, and the motion.

Learn then test (Angelopoulos et al., arXiv 2110.01052): for every threshold on probability the hypothesis
"episodes fail more often than the risk" is tested on calibration episodes, the doubt shared among thresholds
(Bonferroni). Of those that pass, the one that asks least is taken. Asking is no cure here, since answers and
motion err too: a risk may be out of reach, and then the lowest that can be promised is told instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from pydantic import BaseModel, ConfigDict
from scipy import stats

from agent.calibration import Calibration
from agent.tracing.store import Store
from evals.believed import Believed
from evals.calibrate import data_fingerprint
from evals.cases import Case
from evals.deciders import Members, ordinary
from evals.kept import beliefs, outcomes
from evals.progress import Progress
from evals.results import EvaluationError
from evals.suites import load
from policies.base import Policy
from scenes.splits import Split

THRESHOLDS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
DOUBT = 0.1
"""Probability, over calibration episodes, that a promise is wrong."""


class AtThreshold(BaseModel):
    """What episodes came to at one threshold."""

    model_config = ConfigDict(frozen=True)

    threshold: float
    failures: int
    n: int
    lowest_risk: float
    """The least risk that can be promised here."""
    help: float
    """Share of episodes in which anything is asked."""


class Guarantee(BaseModel):
    """Whether a risk on whole episodes can be promised, and at which threshold."""

    model_config = ConfigDict(frozen=True)

    risk: float
    doubt: float
    wrong_answers: float
    attainable: bool
    threshold: float | None
    lowest_risk: float
    """The least risk that any threshold can promise."""
    thresholds: tuple[AtThreshold, ...]


def kept(case: Believed, threshold: float) -> Members:
    """The set at a threshold on probability, less what the catalogue forbids; empty where it refuses."""
    among = [at for at in range(len(case.probabilities)) if case.probabilities[at] >= threshold]
    if among and all(at in case.special for at in among):
        return ()
    return tuple(at for at in ordinary(case) if at in among and at not in case.forbidden)


def fails(case: Believed, members: Members, moves: bool, answers_wrongly: bool) -> bool:
    """Whether the episode ends without what the user means.

    Args:
        moves: whether the arm does what is meant, once that is what it sets out to do.
        answers_wrongly: whether this user, if asked, names another than the one it means.
    """
    asked = len(members) > 1
    return case.intent not in members or (asked and answers_wrongly) or not moves


def guarantee(cases: Sequence[Believed], moves: Sequence[bool], risk: float, *, wrong_answers: float = 0.0,
              doubt: float = DOUBT, seed: int = 0) -> Guarantee:
    """Test every threshold on calibration episodes.

    Args:
        cases: one of each pair, so that they are independent; with something to be done in each.
        moves: for each, whether the arm does what is meant when told to.
        risk: the share of episodes that may fail.
        wrong_answers: share of questions the user answers wrongly; which ones is drawn once, by ``seed``.

    Raises:
        EvaluationError: no cases, or a share that is not one.
    """
    if not cases:
        raise EvaluationError("there are no episodes to test a risk on")
    for name, share in (("risk", risk), ("--wrong-answers", wrong_answers), ("doubt", doubt)):
        if not 0.0 <= share < 1.0:
            raise EvaluationError(f"{name} lies between 0 and 1, not at {share:g}")
    rng = Random(seed)
    wrongly = [rng.random() < wrong_answers for _ in cases]
    found = []
    for threshold in THRESHOLDS:
        sets = [kept(case, threshold) for case in cases]
        failures = sum(fails(*one) for one in zip(cases, sets, moves, wrongly, strict=True))
        found.append(AtThreshold(threshold=threshold, failures=failures, n=len(cases),
                                 lowest_risk=_upper(failures, len(cases), doubt / len(THRESHOLDS)),
                                 help=sum(len(members) > 1 for members in sets) / len(cases)))
    passed = [one for one in found if one.lowest_risk <= risk]
    best = min(passed, key=lambda one: (one.help, one.failures), default=None)
    return Guarantee(risk=risk, doubt=doubt, wrong_answers=wrong_answers, attainable=best is not None,
                     threshold=None if best is None else best.threshold,
                     lowest_risk=min(one.lowest_risk for one in found), thresholds=tuple(found))


def episodes(store: Store, suite: str, policy: Policy, n: int, seed: int, report: Progress,
             split: Split = "test") -> tuple[list[Believed], list[bool]]:
    """Calibration episodes of a suite, one case of each pair, and whether the arm does in each what is meant.

    Beliefs and outcomes are kept (``evals.kept``), so that an interrupted calibration goes on.
    """
    found = load(suite)
    pairs: dict[str, list[tuple[Case, Believed]]] = {}
    for case, believed in beliefs(store, found, policy, n, seed, report, split):
        if case.intent is not None and case.expected != "refuse":
            pairs.setdefault(case.pair, []).append((case, believed))
    rng = Random(seed)
    chosen = [rng.choice(members) for members in pairs.values()]
    wanted = [(case, case.intent) for case, _ in chosen if case.intent is not None]
    ends = outcomes(store, found, policy, wanted, seed, report)
    moves = [case.intent is not None and ends[case.id, case.intent] for case, _ in chosen]
    return [believed for _, believed in chosen], moves


def as_calibration(made: Guarantee, cases: Sequence[Believed], fingerprint: str, suite: str) -> Calibration:
    """The guarantee as what ``--calibrated`` decides by.

    Raises:
        EvaluationError: the risk is out of reach; the message says which is not.
    """
    if made.threshold is None:
        raise EvaluationError(
            f"a risk of {made.risk:g} on whole episodes cannot be had with {len(cases)} episodes and "
            f"{made.wrong_answers:.0%} wrong answers; the lowest that can is {made.lowest_risk:.3f}")
    return Calibration(fingerprint=fingerprint, suite=suite, data_fingerprint=data_fingerprint(cases),
                       score="episode", risk=made.risk, used_risk=made.risk, n=len(cases),
                       quantile=1.0 - made.threshold)


def _upper(failures: int, n: int, doubt: float) -> float:
    """The least risk whose exact binomial test rejects "more often than this" (Clopper and Pearson)."""
    return 1.0 if failures >= n else float(stats.beta.ppf(1 - doubt, failures + 1, n - failures))
