"""A stated risk on whole episodes: reading, asking, a user who sometimes answers wrongly, and the motion.

Learn then test (Angelopoulos et al., arXiv 2110.01052): for every threshold on probability the hypothesis
"episodes fail more often than the risk" is tested on calibration episodes, the doubt shared among thresholds
(Bonferroni). Of those that pass, the one that asks least is taken. Asking is no cure here, since answers and
motion err too: a risk may be out of reach, and then the lowest that can be promised is told instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict
from scipy import stats

from agent.calibration import Calibration
from evals.results import EvaluationError

THRESHOLDS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
DOUBT = 0.1
"""Probability, over calibration episodes, that a promise is wrong."""


@dataclass(frozen=True)
class Played:
    """One calibration episode at one threshold."""

    asked: int
    """Questions."""
    wrong: int
    """Of these, answered wrongly."""
    meant: bool
    """It set out to do what the user is content with."""
    done: bool
    """And did it."""


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
    after_wrong_answers: int
    """Of the failures, those in which the user had answered wrongly."""
    of_motion: int
    """Of the failures, those that set out to do what was meant."""


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


def check(risk: float, wrong_answers: float, doubt: float = DOUBT) -> None:
    """Refuse, before anything runs, what is no share.

    Raises:
        EvaluationError: naming it.
    """
    for name, share in (("risk", risk), ("--wrong-answers", wrong_answers), ("doubt", doubt)):
        if not 0.0 <= share < 1.0:
            raise EvaluationError(f"{name} lies between 0 and 1, not at {share:g}")


def guarantee(played: Mapping[float, Sequence[Played]], risk: float, *, wrong_answers: float = 0.0,
              doubt: float = DOUBT) -> Guarantee:
    """Test every threshold on calibration episodes.

    Args:
        played: by threshold, the same independent episodes (one of each pair), in each something to be done.
        risk: the share of episodes that may fail.
        wrong_answers: share of questions the user answered wrongly in them.

    Raises:
        EvaluationError: no episodes, or a share that is not one.
    """
    check(risk, wrong_answers, doubt)
    if not any(played.values()):
        raise EvaluationError("there are no episodes to test a risk on")
    found = []
    for threshold, episodes in sorted(played.items()):
        failed = [one for one in episodes if not one.done]
        found.append(AtThreshold(
            threshold=threshold, failures=len(failed), n=len(episodes),
            lowest_risk=_upper(len(failed), len(episodes), doubt / len(played)),
            help=sum(one.asked > 0 for one in episodes) / len(episodes),
            after_wrong_answers=sum(one.wrong > 0 for one in failed),
            of_motion=sum(one.meant for one in failed)))
    passed = [one for one in found if one.lowest_risk <= risk]
    best = min(passed, key=lambda one: (one.help, one.failures), default=None)
    return Guarantee(risk=risk, doubt=doubt, wrong_answers=wrong_answers, attainable=best is not None,
                     threshold=None if best is None else best.threshold,
                     lowest_risk=min(one.lowest_risk for one in found), thresholds=tuple(found))


def as_calibration(made: Guarantee, data_fingerprint: str, reader: str, moved_by: str,
                   suite: str) -> Calibration:
    """The guarantee as what ``--calibrated`` decides by.

    Args:
        data_fingerprint: of the episodes.
        reader: its fingerprint.
        moved_by: fingerprint of reader and actor: another actor fails at other motions.

    Raises:
        EvaluationError: the risk is out of reach; the message says which is not.
    """
    n = made.thresholds[0].n
    if made.threshold is None:
        raise EvaluationError(
            f"a risk of {made.risk:g} on whole episodes cannot be had with {n} episodes and "
            f"{made.wrong_answers:.0%} wrong answers; the lowest that can is {made.lowest_risk:.3f}")
    return deciding(made.threshold, reader, suite, made.risk, n, data_fingerprint, moved_by)


def deciding(threshold: float, reader: str, suite: str, risk: float = 0.0, n: int = 0,
             data_fingerprint: str = "", moved_by: str | None = None) -> Calibration:
    """What decides by a threshold on probability: the very same in calibration episodes and afterwards."""
    return Calibration(fingerprint=reader, moved_by=moved_by, suite=suite, data_fingerprint=data_fingerprint,
                       score="episode", risk=risk, used_risk=risk, n=n, quantile=1.0 - threshold)


def _upper(failures: int, n: int, doubt: float) -> float:
    """The least risk whose exact binomial test rejects "more often than this" (Clopper and Pearson)."""
    return 1.0 if failures >= n else float(stats.beta.ppf(1 - doubt, failures + 1, n - failures))
