"""The motion's threshold is the order statistic it should be, and what doubt is worth is said honestly."""

from __future__ import annotations

import numpy as np
import pytest

from agent.conformal import cases_needed
from agent.tracing.store import Store
from evals.motion_doubt import Doubted, ListeningActor, data_fingerprint, gather
from evals.motion_fit import calibrate, over_splits, telling, warnings
from evals.oracle import OraclePolicy
from evals.results import EvaluationError
from policies.types import Step
from tests.agent.tabletop import make


def motion(at: int, bits: float, *, success: bool = True, steps: int = 4) -> Doubted:
    """A motion of one skill whose window of two says at most ``bits``, and does at the second step."""
    return Doubted(f"c{at}", at, success, ((bits, bits, *[0.0] * (steps - 2)),))


def made_up(good: int, bad: int, *, apart: float, seed: int = 0) -> list[Doubted]:
    """Motions of which those that fail are in doubt ``apart`` bits more, by means of a normal of width .5."""
    rng = np.random.default_rng(seed)
    return [motion(at, float(3.0 + 0.5 * rng.normal() + apart * (at >= good)), success=at < good)
            for at in range(good + bad)]


def test_a_score_is_the_greatest_full_window_of_any_one_skill() -> None:
    moved = Doubted("c", 0, True, ((1.0, 9.0), (2.0, 4.0, 6.0), (8.0,)))
    assert [moved.score(window) for window in (1, 2, 3)] == pytest.approx([9.0, 5.0, 4.0])
    assert moved.score(4) == 0.0, "no window was ever full"
    assert moved.stopped_at(4.5, 2) == 2 and moved.stopped_at(3.5, 3) == 5
    assert moved.stopped_at(5.0, 2) is None
    assert moved.steps == 6


@pytest.mark.parametrize(("risk", "rank"), [(0.1, 18), (0.2, 16), (0.5, 10), (0.05, 19)])
def test_on_average_the_threshold_is_the_hand_computed_order_statistic(risk: float, rank: int) -> None:
    # Nineteen good motions with scores .1 to 1.9: the threshold is number ceil(20 (1 - risk)). Failing ones,
    # however sure of themselves, change nothing.
    order = np.random.default_rng(1).permutation(19)
    motions = [motion(int(at), 0.1 * (int(at) + 1)) for at in order]
    motions += [motion(100 + at, 0.01, success=False) for at in range(50)]
    made = calibrate(motions, "f", "control", risk, conditional=False, window=2)
    assert made.quantile == pytest.approx(0.1 * rank, abs=1e-6)
    assert (made.n, made.motions, made.window_steps, made.used_risk) == (19, 69, 2, risk)
    stopped = sum(one.stopped_at(made.quantile, 2) is not None for one in motions if one.success)
    assert stopped == 19 - rank


def test_for_nearly_every_calibration_set_the_risk_is_lowered() -> None:
    motions = made_up(99, 1, apart=0.0)
    made = calibrate(motions, "f", "control", 0.05, window=2)
    ranked = sorted(one.score(2) for one in motions if one.success)
    assert made.used_risk == pytest.approx(0.01) and made.quantile == pytest.approx(ranked[98], abs=1e-6)


def test_too_few_motions_say_how_many_are_needed() -> None:
    needed = cases_needed(0.05, conditional=True)
    with pytest.raises(EvaluationError, match=rf"40 motions that succeed \(of 45\) .* {needed} are needed"):
        calibrate(made_up(40, 5, apart=0.0), "f", "control", 0.05, window=2)
    with pytest.raises(EvaluationError, match="10 motions.* 19 are needed"):
        calibrate(made_up(10, 0, apart=0.0), "f", "control", 0.05, conditional=False, window=2)
    with pytest.raises(EvaluationError, match="0 motions that succeed"):
        calibrate(made_up(0, 5, apart=0.0), "f", "control", 0.5, window=2)


def test_what_doubt_tells_of_failures() -> None:
    motions = [motion(at, 1.0 + 0.01 * at) for at in range(20)]
    motions += [motion(50, 5.0, success=False, steps=8)]
    motions += [motion(51, 6.0, success=False), motion(52, 0.5, success=False)]
    told = telling(motions, 1.15, 2)
    assert told.failures == 3 and told.auroc.value == pytest.approx(2 / 3)
    assert told.stopped_bad.value == pytest.approx(2 / 3) and told.stopped_bad.n == 3
    assert told.stopped_good.value == pytest.approx(4 / 20)
    assert told.stopped_after.value == pytest.approx((2 / 8 + 2 / 4) / 2) and told.stopped_after.n == 2


def test_doubt_that_tells_nothing_is_said_to() -> None:
    assert warnings(made_up(100, 40, apart=2.0), 2) == []
    (line,) = warnings(made_up(100, 40, apart=0.0), 2)
    assert "does not tell" in line and "40 of 140 failed" in line
    (line,) = warnings(made_up(100, 0, apart=0.0), 2)
    assert "no motion failed" in line
    assert "these few" in warnings(made_up(100, 3, apart=9.0), 2)[0]
    assert "same doubt" in warnings([motion(at, 0.0, success=at % 2 == 0) for at in range(40)], 2)[0]
    rising = [motion(at, 0.05 * at) for at in range(60)] + made_up(0, 20, apart=9.0)
    assert any("exchangeable" in line for line in warnings(rising, 2))


@pytest.mark.parametrize("risk", [0.1, 0.2])
def test_splits_leave_as_many_to_go_on_as_promised(risk: float) -> None:
    found = over_splits(made_up(300, 60, apart=1.0), risk, splits=60, window=2)
    assert (found.calibrated_on, found.tested_on) == (150, 150)
    assert found.mean == pytest.approx(1 - risk, abs=0.03)
    assert found.inside.value is not None and found.inside.value >= 0.95
    with pytest.raises(EvaluationError, match="split in two"):
        over_splits(made_up(1, 9, apart=0.0), risk, window=2)


def test_the_data_fingerprint_follows_the_cases_alone() -> None:
    motions = made_up(20, 5, apart=1.0)
    assert data_fingerprint(motions) == data_fingerprint(made_up(25, 0, apart=0.0)[::-1])
    assert data_fingerprint(motions) != data_fingerprint(motions[:-1])


def test_only_what_is_sent_is_listened_to() -> None:
    scene, policy = make()
    actor = ListeningActor(policy.actor)
    step = Step(skill="open", u=0.1, v=0.2, target="top_drawer")
    for _ in range(2):
        actor.begin(step, scene.observe())
        while not (action := actor.decode(actor.act(scene.observe()))).terminate:
            scene.arm.send(action)
    assert [set(bits) for bits in actor.bits] == [{0.5}, {0.5}]
    assert sum(map(len, actor.bits)) == len(scene.arm.sent) == policy.actor.acts - 2


@pytest.mark.slow
def test_motions_are_made_once_and_kept() -> None:
    store, seen = Store(), []
    policy = OraclePolicy()
    motions = gather(store, "control", policy, 2, 0, lambda *now: seen.append(now))
    assert all(one.success and one.steps > 10 and one.score() == 0.0 for one in motions)
    policy.actor.act = None  # type: ignore[method-assign,assignment]
    assert gather(store, "control", policy, 2, 0, lambda *now: None) == motions and len(seen) == 2
    with pytest.raises(EvaluationError, match="not of motions alone"):
        gather(store, "vague", policy, 1, 0, lambda *now: None)
    store.close()
