"""The bench with the shipped policy: its documented ratios, and that it times what it says."""

from __future__ import annotations

import pytest
import torch

import policies
from evals.bench import LiteralLM, one_thread, run_bench


def test_one_thread_is_given_back() -> None:
    before = torch.get_num_threads()
    with one_thread():
        assert torch.get_num_threads() == 1
    assert torch.get_num_threads() == before


@pytest.mark.slow
@pytest.mark.weights
def test_the_literal_recipe_writes_as_many_tokens_as_it_is_asked_for() -> None:
    lm = LiteralLM()
    prefilled = lm.prefill(16)
    lm.decode(8, prefilled)
    assert prefilled.past_key_values.get_seq_length() == 16 + 8
    assert lm.digit_tokens() >= 24


@pytest.mark.slow
@pytest.mark.weights
def test_the_bench_reports_its_ratios_with_their_extremes() -> None:
    result = run_bench(policies.load("whichone"), rounds=1)
    assert result.suite == "bench" and result.n == 1
    for name in ("actor_speedup", "belief_over_generate", "latency_over_prefill", "control_speedup_over_rt2",
                 "control_speedup_over_best_rt2", "command_speedup_over_rt2", "rt2_loop_hz"):
        metric = result.metrics[name]
        assert metric.value is not None and metric.low is not None and metric.high is not None
        assert 0 < metric.low <= metric.value <= metric.high
    assert {"actor_step_s", "belief_s", "generate_s", "prefill_s", "latency_s"} <= set(result.metrics)
