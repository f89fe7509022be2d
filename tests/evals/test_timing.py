"""Where the time of a run goes: the parts add up to the whole, and looking at the clock changes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli import main
from evals import units, workers
from evals.oracle import OraclePolicy
from evals.results import Result
from evals.runner import run_suite
from evals.timing import Clock, Timing


class Ticking:
    """A clock that stands still but for what is done."""

    def __init__(self) -> None:
        self.time_s = 0.0

    def __call__(self) -> float:
        return self.time_s


def quiet(done: int, total: int, what: str) -> None:
    """No bar in tests."""


def test_a_part_within_a_part_is_not_counted_twice() -> None:
    now = Ticking()
    clock = Clock(now)
    now.time_s = 1.0  # before anything is entered: nobody's
    with clock.part("policy"):
        now.time_s = 3.0
        with clock.part("rendering"):
            now.time_s = 7.0
        now.time_s = 8.0
    now.time_s = 20.0
    assert clock.spent_s == {"physics": 0.0, "rendering": 4.0, "policy": 3.0, "cases": 0.0}
    with pytest.raises(RuntimeError), clock.part("physics"):
        now.time_s = 21.0
        raise RuntimeError("broke down")
    assert clock.spent_s["physics"] == 1.0


def test_parts_of_two_threads_never_exceed_the_time_that_went_by() -> None:
    now = Ticking()
    clock = Clock(now)
    one, other = clock.part("physics"), clock.part("policy")
    one.__enter__()
    now.time_s = 1.0
    other.__enter__()
    now.time_s = 3.0
    one.__exit__(None, None, None)
    now.time_s = 4.0
    other.__exit__(None, None, None)
    assert clock.spent_s["physics"] == 1.0 and clock.spent_s["policy"] == 3.0


def test_making_a_case_that_was_run_before_does_not_count() -> None:
    now = Ticking()
    clock = Clock(now)

    def cases() -> Any:
        for number in range(3):
            now.time_s += 10.0 ** number
            yield number

    for number in clock.each(cases()):
        now.time_s += 0.5
        if number == 1:
            clock.set_aside()
    assert (clock.spent_s["cases"], clock.aside_s) == (101.0, 10.0)


def test_overhead_is_the_rest_of_the_whole_and_unknown_where_nothing_was_run() -> None:
    spent = [{"physics": 1.0, "rendering": 2.0, "policy": 3.0, "cases": 0.0}] * 2
    timing = Timing.of(spent, cases_s=1.5, total_s=16.0)
    assert (timing.rest_s, timing.overhead, timing.n) == (4.0, 0.25, 2)
    assert timing.line() == ("time: 16.0 s for 2 cases: physics 12%, rendering 25%, policy 38%, rest 25%, "
                             "of it making cases 9%; overhead 0.250")
    assert Timing.of([], 0.0, 1.0).overhead is None and "no case" in Timing.of([], 0.0, 1.0).line()


@pytest.mark.parametrize("name", ["reading", "vague"])
def test_the_parts_add_up_and_results_are_the_same_without_a_clock(monkeypatch: pytest.MonkeyPatch,
                                                                   name: str) -> None:
    def run() -> Result:
        return run_suite(name, OraclePolicy(), 2, seed=5, split="dev", progress=quiet, baselines=1,
                         decisions_only=True)

    def apart(result: Result) -> dict[str, Any]:
        document = result.model_dump(mode="json", exclude={"timing"})
        for case in document["cases"]:
            case.pop("trace_id", None)
            case.get("outcome", {}).pop("agent", None)
        return document

    timed = run()
    timing = timed.timing
    assert timing is not None and timing.n == 2 and timing.workers == 1
    parts = (timing.physics_s, timing.rendering_s, timing.policy_s, timing.rest_s)
    assert sum(parts) == pytest.approx(timing.total_s) and min(parts) > 0
    assert timing.overhead == pytest.approx(timing.rest_s / timing.total_s)
    assert 0 < timing.cases_s < timing.rest_s
    assert "timing" not in json.dumps(timed.cases) and "spent" not in json.dumps(timed.cases)

    monkeypatch.setattr(units, "timed_policy", lambda policy, clock: policy)
    monkeypatch.setattr(units, "timed_building", lambda clock: units.KitchenScene)
    assert apart(run()) == apart(timed)


def test_resumed_cases_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url, real, done = f"sqlite:///{tmp_path / 'traces.db'}", workers.run_unit, 0

    def interrupted(*rest: Any) -> Any:
        nonlocal done
        done += 1
        if done == 2:
            raise KeyboardInterrupt
        return real(*rest)

    def run() -> Result:
        return run_suite("reading", OraclePolicy(), 2, seed=5, split="dev", progress=quiet, baselines=0,
                         results=url)

    monkeypatch.setattr(workers, "run_unit", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run()
    resumed = run().timing
    assert resumed is not None and resumed.n == 1


def test_the_command_says_it_in_one_line_and_in_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                            capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("WHICHONE_DATA", str(tmp_path / "data"))
    (tmp_path / "whichone.toml").write_text("")
    monkeypatch.setenv("WHICHONE_CONFIG", str(tmp_path / "whichone.toml"))
    assert main.execute(["--policy", "oracle", "eval", "run", "reading", "--n", "2", "--baselines", "0"]) == 0
    told = capsys.readouterr()
    (line,) = [one for one in told.err.splitlines() if one.startswith("time: ")]
    timing = json.loads(told.out)["timing"]
    assert set(timing) == set(Timing.model_fields) and f"overhead {timing['overhead']:.3f}" in line
