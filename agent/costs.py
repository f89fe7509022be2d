"""What asking, acting wrongly and doing nothing cost, and which of them is expected to cost least.

The action of least expected cost under the belief is the Bayes action (Berger, Statistical Decision Theory
and Bayesian Analysis, 1985, chapter 1). Where a question offers all there is, and doing nothing costs most,
that is Chow's reject option (IEEE Transactions on Information Theory 16(1), 1970): act if the best reading
has at least 1 - ask / wrong, ask otherwise.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Action = Literal["act", "ask", "refuse"]
_DIGITS = 9
"""Probabilities sum to one only so nearly: what is missing beyond these digits is nothing."""


class Costs(BaseModel):
    """Costs in any unit, the same for all three: only their ratios count.

    Raises:
        ValueError: one is negative or not finite, or all are zero.
    """

    model_config = ConfigDict(frozen=True)

    ask: float = Field(ge=0.0, allow_inf_nan=False)
    """Of one question, whatever is answered."""
    wrong: float = Field(ge=0.0, allow_inf_nan=False)
    """Of doing something that was not meant."""
    nothing: float = Field(ge=0.0, allow_inf_nan=False)
    """Of doing nothing though something was meant, at once or because nothing on offer was it."""

    @model_validator(mode="after")
    def _have_ratios(self) -> Costs:
        if self.ask == self.wrong == self.nothing == 0.0:
            raise ValueError("costs that are all zero have no ratios: give at least one above zero")
        return self


def expected(costs: Costs, best: float, offered: float, *, may_act: bool = True) -> dict[Action, float]:
    """The expected cost of each action that is open.

    Args:
        best: probability of the reading that would be acted on.
        offered: probability that what is meant is among what a question would offer.
        may_act: whether acting without a question is open at all.

    Returns:
        In the unit of the costs; without "act" where that is not open.
    """
    found: dict[Action, float] = {"act": costs.wrong * _missing(best)} if may_act else {}
    return found | {"ask": costs.ask + costs.nothing * _missing(offered), "refuse": costs.nothing}


def cheapest(expected: dict[Action, float]) -> Action:
    """The action of least expected cost; of equal ones to act before to ask, to ask before to refuse."""
    order: tuple[Action, ...] = ("act", "ask", "refuse")
    return min((action for action in order if action in expected), key=lambda action: expected[action])


def _missing(probability: float) -> float:
    return max(0.0, round(1.0 - probability, _DIGITS))
