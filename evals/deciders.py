"""Ways of deciding from one belief: each makes a prediction set at a level, and its sweep draws a curve.

Those here read the same belief of the same policy, so what differs is the decision alone;
``evals.text_deciders`` has those whose language model answers in a format of its own. One member is acted on,
several are asked about, none is refused. Refusing is the same for all: where "none of these" and "must not"
hold half of the probability, or the catalogue forbids everything in the set.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from agent.conformal import Score, quantile, tempered
from evals.believed import Believed, doable
from evals.results import EvaluationError
from evals.set_metrics import doubt

Members = tuple[int, ...]
REFUSAL_SHARE = 0.5
OFFER_RATIO = 0.1
"""Whoever decides to ask by one number offers the readings of at least this share of the best."""
RISKS = (0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3, 0.4)
SHARES = tuple(round(float(s), 3) for s in np.linspace(0.05, 0.95, 19))


@dataclass(frozen=True)
class Decider:
    """One way of deciding."""

    name: str
    levels: tuple[float, ...]
    """Its sweep; a single level where there is nothing to choose."""
    rule: Callable[[Believed, float], Members]
    """The set of a belief at a level, before refusals."""
    about: str

    def members(self, case: Believed, level: float) -> Members:
        """The set at a level; empty where it refuses."""
        if sum(case.probabilities[at] for at in case.special) >= REFUSAL_SHARE:
            return ()
        kept = tuple(at for at in self.rule(case, level) if at not in case.forbidden)
        return () if set(kept) <= set(case.special) else kept  # nothing that is done is left


def ordinary(case: Believed) -> list[int]:
    """Positions of readings that say what to do, most probable first."""
    return [at for at in range(len(case.probabilities)) if at not in case.special]


def _never(case: Believed, level: float) -> Members:
    return tuple(ordinary(case)[:1])


def offered(case: Believed) -> Members:
    """What whoever decides to ask by one number offers: at least two readings, where there are."""
    among = ordinary(case)
    if not among:
        return ()
    best = case.probabilities[among[0]]
    kept = [at for at in among if case.probabilities[at] >= OFFER_RATIO * best]
    return tuple(kept if len(kept) > 1 else among[:2])


def _always(case: Believed, level: float) -> Members:
    return offered(case)


def _threshold(case: Believed, level: float) -> Members:
    among = ordinary(case)
    return tuple(among[:1]) if among and case.probabilities[among[0]] >= level else offered(case)


def _entropy(case: Believed, level: float) -> Members:
    return tuple(ordinary(case)[:1]) if doubt(case) <= level else offered(case)


def _simple_set(case: Believed, level: float) -> Members:
    total, kept = 0.0, []
    for at in ordinary(case):
        kept.append(at)
        total += case.probabilities[at]
        if total >= level:
            break
    return tuple(kept)


def _ratio(case: Believed, level: float) -> Members:
    among = ordinary(case)
    return tuple(at for at in among if case.probabilities[at] >= level * case.probabilities[among[0]])


def conformal(name: str, known: Sequence[Believed], kind: Score, about: str, temperature: float = 1.0,
              seed: int = 0) -> Decider:
    """Split conformal sets from calibration cases, swept by risk."""
    scored = [case.score(kind, temperature) for case in doable(known)]
    if not scored:
        raise EvaluationError(f"the decider {name} needs calibration cases; give --calibration-n at least 1")
    quantiles = {risk: quantile(scored, risk, seed) for risk in RISKS}

    def rule(case: Believed, level: float) -> Members:
        p = tempered(case.probabilities, temperature)
        return tuple(at for at in ordinary(case) if 1 - p[at] <= quantiles[level])

    return Decider(name, RISKS, rule, about)


SIMPLE: tuple[Decider, ...] = (
    Decider("never", (0.0,), _never, "acts on the most probable reading, never asks"),
    Decider("always", (0.0,), _always, "always asks"),
    Decider("threshold", SHARES, _threshold, "acts if the best reading is at least so probable"),
    Decider("entropy", tuple(round(0.1 * i, 1) for i in range(1, 31)), _entropy,
            "acts if the entropy of the belief is at most so many bits"),
    Decider("simple-set", SHARES, _simple_set, "the smallest set of at least so much probability"),
    Decider("ratio", SHARES, _ratio, "every reading of at least this share of the best: the rule shipped"),
)
UNCALIBRATED = frozenset(decider.name for decider in SIMPLE)
CALIBRATED = ("whichone", "conformal-intent")


def load(name: str, known: Sequence[Believed]) -> Decider:
    """A decider by name.

    Args:
        known: calibration cases, for those that need them.

    Raises:
        EvaluationError: there is none of that name; those there are are listed.
    """
    from evals.text_deciders import TEXT, load_text  # here, since they are made of what is above

    for decider in SIMPLE:
        if decider.name == name:
            return decider
    if name == "whichone":
        return conformal(name, known, "ask_gate", "split conformal, all valid readings in the set")
    if name == "conformal-intent":
        return conformal(name, known, "intent", "split conformal on what is meant, the score of KnowNo")
    if name in TEXT:
        return load_text(name, known)
    names = ", ".join([*(decider.name for decider in SIMPLE), *CALIBRATED, *TEXT])
    raise EvaluationError(f"there is no decider {name!r}; there are {names}")
