"""The bench against RT-2: what is divided by what, and that int8 does the same as fp32."""

from __future__ import annotations

import pytest

from evals.bench_rt2 import STEPS, in_int8, metrics_of
from evals.stopwatch import seconds
from policies.rt2.policy import Rt2Policy
from policies.types import Dialogue
from tests.policies.test_rt2 import observed
from tests.policies.tiny_rt2 import Told, tiny

TIMES = {"whichone_once": [0.4, 0.4], "whichone_step": [0.002, 0.004], "rt2_once": [1.0, 1.0],
         "rt2_step": [0.6, 0.8], "rt2_digits_once": [1.0, 1.0], "rt2_digits_step": [2.0, 2.0],
         "rt2_kept_once": [1.0, 1.0], "rt2_kept_step": [0.5, 0.4], "whichone_world": [0.048, 0.046],
         "rt2_world": [0.1, 0.2]}


def test_ratios_are_of_one_round_and_the_best_rt2_is_the_fastest_there_is() -> None:
    made = metrics_of(TIMES)
    speedup = made["control_speedup_over_rt2"]
    assert (speedup.low, speedup.value, speedup.high) == pytest.approx((200, 250, 300)) and speedup.n == 2
    assert made["control_speedup_over_best_rt2"].high == pytest.approx(250)
    once = (1.0 + STEPS * 0.6) / (0.4 + STEPS * 0.002), (1.0 + STEPS * 0.8) / (0.4 + STEPS * 0.004)
    assert made["command_speedup_over_rt2"].value == pytest.approx(sum(once) / 2)
    assert made["whichone_loop_hz"].value == pytest.approx(20)
    assert made["rt2_loop_hz"].high == pytest.approx(1 / 0.7)
    assert made["best_rt2_loop_hz"].low == pytest.approx(1 / 0.6)
    assert {"rt2_step_s", "rt2_digits_step_s", "rt2_kept_step_s"} <= set(made)


def test_in_int8_it_says_nearly_the_same() -> None:
    def probabilities(policy: Rt2Policy) -> tuple[float, ...]:
        policy.begin(Dialogue(instruction="bring me the Coke", language="en"), observed(0))
        return policy.act(observed(0)).probabilities

    network = tiny("kept")
    network.merge_adapters()
    policy = Rt2Policy("rt2-kept", network, Told())
    before = probabilities(policy)
    after = probabilities(in_int8(policy))
    assert before != after and after == pytest.approx(before, rel=0.3)


def test_a_stopwatch_measures_the_call() -> None:
    called: list[int] = []
    assert seconds(lambda: called.append(1)) >= 0 and called == [1]
