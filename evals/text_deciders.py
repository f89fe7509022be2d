"""Deciders whose language model answers in a text format of its own, each from its own beliefs.

Their beliefs are made by ``policies.textual`` with the adapter of their format, their sets here:

* ``knowno`` and ``introplan``: split conformal over letters (KnowNo, arXiv 2307.01928; IntroPlan, arXiv
  2402.06529). "An option not listed here" is a letter like any other: it is the right one where what is meant
  was not offered, and a set that holds it beside others asks. Alone it means that nothing was understood.
* ``introplan-direct``: the letters it lists.
* ``prompt-set``: the most probable lists taken together until they hold so much of the probability.
* ``binary``: acts on its likeliest plan if it says that it is sure with at least so much probability.
* ``ensemble-set``: every reading with at least so large a share of the votes.
* ``pointer``: what ``whichone`` decides on a pointer reader made on the same rows for as many steps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from agent.conformal import quantile
from evals.believed import Believed
from evals.deciders import RISKS, SHARES, Decider, Members, conformal, offered, ordinary
from evals.results import EvaluationError
from evals.set_metrics import accepted

_ROUNDING = 1e-9
ADAPTER_OF: dict[str, str] = {
    "knowno": "knowno",
    "introplan": "introplan",
    "introplan-direct": "introplan",
    "prompt-set": "prompt-set",
    "binary": "binary",
    "ensemble-set": "ensemble-set",
    "pointer": "pointer",
}
"""Which adapter's beliefs each decides from."""
TEXT = tuple(ADAPTER_OF)
UNCALIBRATED_TEXT = frozenset({"introplan-direct", "prompt-set", "binary", "ensemble-set"})


def letter_score(case: Believed) -> float:
    """Nonconformity of the right letter: of what the user accepts, or of "an option not listed here"."""
    right = accepted(case) or frozenset(case.special)
    return 1.0 - max((case.probabilities[at] for at in right), default=0.0)


def over_letters(name: str, known: Sequence[Believed], about: str, seed: int = 0) -> Decider:
    """Split conformal sets of letters, calibrated on the letter that is right, swept by risk.

    Raises:
        EvaluationError: no case can be calibrated on.
    """
    scored = [letter_score(case) for case in known if case.expected != "refuse"]
    if not scored:
        raise EvaluationError(f"the decider {name} needs calibration cases; give --calibration-n at least 1")
    quantiles = {risk: quantile(scored, risk, seed) for risk in RISKS}

    def rule(case: Believed, level: float) -> Members:
        return tuple(at for at, p in enumerate(case.probabilities) if 1 - p <= quantiles[level])

    return Decider(name, RISKS, rule, about)


def _direct(case: Believed, level: float) -> Members:
    return case.lists[0][1] if case.lists else ()


def _prompt_set(case: Believed, level: float) -> Members:
    total, kept = 0.0, set[int]()
    for probability, members in case.lists:
        kept |= set(members)
        total += probability
        if total >= level - _ROUNDING:
            break
    return tuple(sorted(kept))


def _binary(case: Believed, level: float) -> Members:
    return tuple(ordinary(case)[:1]) if case.sure is not None and case.sure >= level else offered(case)


def _ensemble(case: Believed, level: float) -> Members:
    return tuple(
        at
        for at in ordinary(case)
        if case.probabilities[at] > 0 and case.probabilities[at] >= level - _ROUNDING
    )


def load_text(name: str, known: Sequence[Believed]) -> Decider:
    """One of ``TEXT``.

    Args:
        known: calibration cases with beliefs of the same adapter, for those that need them.

    Raises:
        EvaluationError: it needs calibration cases and has none.
    """
    make: dict[str, Callable[[], Decider]] = {
        "knowno": lambda: over_letters(name, known, "lettered options, conformal on letters"),
        "introplan": lambda: over_letters(name, known, "the same after the nearest knowledge"),
        "introplan-direct": lambda: Decider(
            name, (0.0,), _direct, "the letters listed after the nearest knowledge"
        ),
        "prompt-set": lambda: Decider(
            name, (0.0, *SHARES), _prompt_set, "lists of so much probability together"
        ),
        "binary": lambda: Decider(name, SHARES, _binary, "acts if it says so probably that it is sure"),
        "ensemble-set": lambda: Decider(
            name, (*SHARES, 1.0), _ensemble, "readings of at least so many votes"
        ),
        "pointer": lambda: conformal(
            name, known, "ask_gate", "whichone on a pointer reader made as they were"
        ),
    }
    return make[name]()
