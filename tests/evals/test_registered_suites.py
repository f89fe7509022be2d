"""Suites of other distributions: found by their entry points, and harmless to all others when broken."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cli import main
from evals.oracle import OraclePolicy
from evals.results import EvaluationError
from evals.runner import find_case, run_suite
from evals.suites import load, names

DOCUMENTED = Path(__file__).resolve().parents[2] / "docs" / "suites.md"
OURS = ("control", "control-arms", "clear", "vague", "clear-hand", "vague-hand", "ambiguity", "unsafe",
        "bench", "emergent", "generalisation", "reading", "reading-hand", "introplan", "reading-introplan",
        "introplan-text", "ambik")
WRONG = """
from evals.suites import Suite

def nothing(*_):
    return {}

OTHER = Suite("other", nothing, "episode", nothing, nothing)
ODD = Suite("odd", nothing, "dance", nothing, nothing)
NUMBER = 3
"""

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Puts a distribution with one module and its entry points on the path, as pip would leave it."""
    monkeypatch.syspath_prepend(str(tmp_path))
    modules: list[str] = []

    def put(name: str, source: str, **points: str) -> None:
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
        info = tmp_path / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        lines = [f"{point} = {value}" for point, value in points.items()]
        (info / "entry_points.txt").write_text("\n".join(["[whichone.suites]", *lines, ""]))
        modules.append(name)

    yield put
    for name in modules:
        sys.modules.pop(name, None)


def documented(language: str) -> str:
    """The only block of a language on the page about suites."""
    (block,) = re.findall(rf"```{language}\n(.*?)```", DOCUMENTED.read_text(encoding="utf-8"), re.DOTALL)
    return block


def quiet(done: int, total: int, what: str) -> None:
    """No bar in tests."""


def test_the_documented_suite_runs_and_its_origin_is_on_record(install: Install) -> None:
    point = re.search(r'^thirsty = "(.*)"$', documented("toml"), re.MULTILINE)
    assert point is not None
    install("thirsty", documented("python"), thirsty=point[1])
    assert names() == (*OURS, "thirsty")
    result = run_suite("thirsty", OraclePolicy(), 4, seed=2, progress=quiet, baselines=1, decisions_only=True)
    assert result.versions["suite"] == "thirsty 1.0" and result.metrics["crashed"].value == 0.0
    assert "success.image_blind" in result.metrics
    decided = {(case["expected"], case["decision"]) for case in result.cases}
    assert decided == {("clear", "act"), ("ambiguous", "ask")}
    suite, case = find_case("thirsty-2-0001")
    assert suite.origin == "thirsty 1.0" and case.text == "我想喝点什么"


def test_a_suite_of_that_name_is_not_there_and_theirs_are_listed_too(install: Install) -> None:
    install("wrong", WRONG, other="wrong:OTHER", broken="nowhere:SUITE")
    ours = ", ".join(OURS)
    with pytest.raises(EvaluationError, match=f"there are {ours}, broken, other$"):
        load("vauge")


@pytest.mark.parametrize(
    ("name", "value", "needle"),
    [
        ("broken", "nowhere:SUITE", "cannot be loaded: ModuleNotFoundError"),
        ("broken", "wrong:NOT_THERE", "cannot be loaded: AttributeError"),
        ("broken", "not a module", "cannot be loaded"),
        ("number", "wrong:NUMBER", "gives int and not an evals.suites.Suite"),
        ("misnamed", "wrong:OTHER", "calls itself 'other'"),
        ("odd", "wrong:ODD", "kind 'dance'; there are episode, motion, belief"),
        ("clear", "wrong:OTHER", "has the name of a suite of WhichOne's own"),
    ],
)
def test_what_is_wrong_with_an_entry_point_is_told_by_its_name_and_hurts_no_other_suite(
    install: Install, name: str, value: str, needle: str
) -> None:
    install("wrong", WRONG, **{name: value, "other": "wrong:OTHER"})
    with pytest.raises(EvaluationError, match=re.escape(needle)) as caught:
        load(name)
    told = f"the entry point {name} = {value} in whichone.suites (of wrong 1.0)"
    assert told in str(caught.value) and "\n" not in str(caught.value)
    for fine in (*(one for one in OURS if one != name), "other"):
        assert load(fine).name == fine


def test_two_distributions_with_one_name_are_both_told(install: Install) -> None:
    install("wrong", WRONG, other="wrong:OTHER")
    install("second", WRONG, other="second:OTHER")
    with pytest.raises(EvaluationError, match="same name") as caught:
        load("other")
    assert "of wrong 1.0" in str(caught.value) and "of second 1.0" in str(caught.value)


def test_at_the_command_line_it_is_one_line(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install("wrong", "raise RuntimeError('two\\nlines')", broken="wrong:SUITE")
    monkeypatch.setenv("WHICHONE_DATA", str(tmp_path / "data"))
    (tmp_path / "whichone.toml").write_text("")
    monkeypatch.setenv("WHICHONE_CONFIG", str(tmp_path / "whichone.toml"))
    assert main.execute(["--policy", "oracle", "eval", "run", "broken", "--n", "1"]) == 1
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert line.startswith("error: the entry point broken = wrong:SUITE") and "two lines" in line
    assert main.execute(["--policy", "oracle", "eval", "run", "control", "--n", "1", "--baselines", "0"]) == 0
    assert json.loads(capsys.readouterr().out)["suite"] == "control"
