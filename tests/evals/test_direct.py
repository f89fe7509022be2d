"""Policies without readings in the whole harness: judged by truth, kept, compared, and refused by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from agent import Agent
from agent.tracing.store import Store
from agent.tracing.tables import EvalResultRow
from cli import main
from cli.errors import FAILED
from evals import direct, loading, runner, workers
from evals.cases import Case
from evals.direct import run_direct
from evals.direct_baselines import DIRECT
from evals.oracle import OraclePolicy, as_reading
from evals.report.load import sources
from evals.results import Result
from evals.runner import run_suite
from evals.suites import load
from policies.base import PolicyError
from policies.direct import DirectPolicy
from policies.types import ActionTokens, Dialogue
from scenes.kitchen import KitchenScene
from scenes.types import Observation
from tests.policies.direct_policies import STAY, Breaks, Garbage, Never, Waits


def quiet(done: int, total: int, what: str) -> None:
    """No bar in tests."""


def run(policy: DirectPolicy, suite: str = "clear", n: int = 1, **options: Any) -> Result:
    return run_suite(suite, policy, n, seed=3, progress=quiet, **options)


@pytest.fixture(scope="module")
def case() -> Case:
    return next(load("clear").cases(1, 3, "test"))


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Episodes of three steps at most."""
    monkeypatch.setattr(direct, "STEPS", 3)


class Told(Waits):
    """Carries out what the case means, as the demonstrator would, and does not stop in between."""

    name, fingerprint, plan_text = "told", "told-1", "as I was told"

    def __init__(self) -> None:
        self.oracle = OraclePolicy()

    def bind(self, scene: KitchenScene, case: Case) -> None:
        self.case = case
        self.oracle.bind(scene, case)

    def begin(self, dialogue: Dialogue, observation: Observation) -> None:
        assert dialogue.instruction == self.case.text and self.case.intent is not None
        seen = self.oracle.reader.look(observation)
        plan = self.oracle.reader.plan(seen, as_reading(self.case.intent), 1.0, dialogue)
        self.steps = list(plan.steps)
        self.oracle.actor.begin(self.steps.pop(0), observation)

    def act(self, observation: Observation) -> ActionTokens:
        tokens = self.oracle.actor.act(observation)
        while tokens.tokens[0] == 255 and self.steps:
            self.oracle.actor.begin(self.steps.pop(0), observation)
            tokens = self.oracle.actor.act(observation)
        return tokens


def test_what_was_meant_is_so_in_the_end_and_only_truth_says_so(case: Case) -> None:
    policy = Told()
    episode = run_direct(case, policy, policy.bind)
    assert episode.error is None and episode.success and episode.acted_valid and episode.chose_intent
    assert (episode.decision, episode.plan_text, episode.unsafe) == ("act", "as I was told", False)
    assert episode.agent_outcome is not None and episode.agent_outcome["reason"] == "terminated"
    assert episode.agent_outcome["steps"] < direct.STEPS


@pytest.mark.usefixtures("brief")
def test_doing_nothing_fails_however_it_ends(case: Case) -> None:
    for policy, reason in ((Waits(), "step_limit"), (Never(), "step_limit"), (Garbage(), "malformed_action")):
        episode = run_direct(case, policy)
        assert episode.error is None and not episode.success and episode.chosen is None
        assert episode.agent_outcome is not None and episode.agent_outcome["reason"] == reason
    crashed = run_direct(case, Breaks())
    assert crashed.error is not None and "the policy broke down" in crashed.error
    assert crashed.score is None and crashed.decision == "crash"


@pytest.mark.usefixtures("brief")
def test_a_suite_runs_one_with_its_baselines_and_keeps_and_repeats_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'traces.db'}"
    result = run(Waits(), n=2, results=url, baselines=1)
    assert result.versions["policy"] == "waits-1" and result.policy == "waits"
    assert result.metrics["success"].value == 0.0 and result.metrics["crashed"].value == 0.0
    assert result.metrics["success.image_blind"].n == result.metrics["success.word_blind"].n == 1
    assert "success.uniform" not in result.metrics and result.metrics["named"].n == 0
    assert result.timing is not None and result.timing.n == 2
    store = Store(url)
    kept = {row.case_id: row.values for row in store.rows(EvalResultRow)}
    store.close()
    assert set(kept) == {case["id"] for case in result.cases}
    assert all(set(values["baselines"]) <= set(DIRECT) for values in kept.values())
    broken = run(Breaks(), baselines=0)
    assert broken.metrics["crashed"].value == 1.0 and broken.metrics["success"].value == 0.0


def test_a_blind_one_sees_black_and_a_deaf_one_hears_that_there_were_words(case: Case) -> None:
    seen: list[tuple[str, bool]] = []

    class Notes(Waits):
        def begin(self, dialogue: Dialogue, observation: Observation) -> None:
            super().begin(dialogue, observation)
            seen.append((dialogue.instruction, bool(observation.images["front"].any())))

        def act(self, observation: Observation) -> ActionTokens:
            seen.append(("", bool(observation.images["front"].any())))
            return ActionTokens(tokens=(255, *STAY[1:]))  # type: ignore[arg-type]

    for label in ("image_blind", "word_blind"):
        run_direct(case, DIRECT[label](Notes()))
    assert seen == [(case.text, False), ("", False), ("do something", True), ("", True)]
    assert DIRECT["image_blind"](Notes()).fingerprint == "waits-1+image_blind"


@pytest.mark.parametrize("suite", ["control", "reading"])
def test_suites_of_other_kinds_refuse_one_by_name_before_anything_runs(suite: str) -> None:
    with pytest.raises(PolicyError, match=f"the policy waits .*the suite {suite} cannot be measured.*clear"):
        run(Waits(), suite)
    with pytest.raises(PolicyError, match="what it decides without moving"):
        run(Waits(), decisions_only=True)


def test_an_agent_says_that_it_cannot_talk_for_one() -> None:
    with pytest.raises(PolicyError, match="the policy waits .*an agent cannot talk for it"):
        Agent(scene=None, policy=Waits())  # type: ignore[arg-type]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Policies ``waits`` and ``never`` that the command line knows, and folders of its own."""
    there = {"waits": Waits, "never": Never}
    config = tmp_path / "whichone.toml"
    config.write_text("")
    monkeypatch.setenv("WHICHONE_CONFIG", str(config))
    monkeypatch.setenv("WHICHONE_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("cli.measured.unpack_language_model", lambda cache: None)
    monkeypatch.setattr("cli.session.unpack_language_model", lambda cache: None)
    monkeypatch.setattr("policies.load", lambda name: there[name]())
    for module in (loading, runner, workers):
        monkeypatch.setattr(module, "load_policy", lambda name: there[name]())


@pytest.mark.usefixtures("command", "brief")
def test_two_policies_side_by_side_are_one_document(tmp_path: Path) -> None:
    target = tmp_path / "both.json"
    asked = ["eval", "run", "clear", "--n", "2", "--policies", "waits,never", "--baselines", "0"]
    assert main.execute([*asked, "--json", str(target)]) == 0
    document = json.loads(target.read_text(encoding="utf-8"))
    assert list(document) == ["suite", "policies", "n", "seed", "runs", "differences"]
    assert document["policies"] == [one["policy"] for one in document["runs"]] == ["waits", "never"]
    ids = [[case["id"] for case in one["cases"]] for one in document["runs"]]
    assert ids[0] == ids[1] and len(ids[0]) == document["n"] == 2
    found = {one["metric"]: one for one in document["differences"]}
    assert found["success"] == {"first": "never", "second": "waits", "metric": "success", "difference": 0.0,
                                "low": 0.0, "high": 0.0, "cases": 2}
    shown = sources(str(target), lambda: pytest.fail("the trace database was opened for a file"))
    assert [source.name.rpartition(": ")[2] for source in shown] == ["waits", "never"]


@pytest.mark.usefixtures("command")
@pytest.mark.parametrize(("arguments", "needle"), [
    (["run", "bring me the Coke"], "it cannot be talked with"),
    (["chat"], "it cannot be talked with"),
    (["calibrate"], "there is nothing to calibrate"),
    (["--calibrated", "eval", "run", "clear", "--n", "1"], "leave --calibrated away"),
    (["eval", "run", "clear", "--n", "1", "--deciders", "never"], "deciders have nothing to decide on"),
    (["eval", "run", "control", "--n", "1"], "the suite control cannot be measured"),
    (["eval", "run", "reading", "--n", "1", "--policies", "waits,never"], "the suite reading cannot be"),
    (["eval", "run", "clear", "--n", "1", "--policies", "waits"], "two or more different policies"),
    (["policy", "bench"], "the bench times a reader and an actor"),
])
def test_where_readings_are_needed_the_command_line_says_so(arguments: list[str], needle: str,
                                                            capsys: pytest.CaptureFixture[str]) -> None:
    assert main.execute(["--policy", "waits", *arguments]) == FAILED
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 1 and said[0].startswith("error: ") and needle in said[0], said
