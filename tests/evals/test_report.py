"""The report says what the documents say, no more, and is a page of its own that nothing can break out of."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from evals.cases import truth_of
from evals.metrics import Metric, mean, rate
from evals.report import counts
from evals.report.documents import CaseRow, RunDocument, Source
from evals.report.faults import failures, faults
from evals.report.load import ReportError, parse
from evals.report.numerals import figure, signed
from evals.report.paired import paired_differences
from evals.report.pictures import picture, spec_of
from evals.report.write import make_report
from evals.suites import handwritten
from scenes.kitchen import SceneSpec

SCENE = 2_000_001
NASTY = '<script>alert("1")</script> & <b>把可乐</b>放好'
Json = dict[str, Any]


def quiet(done: int, total: int, what: str) -> None:
    """No bar in tests."""


def no_traces() -> Any:
    raise AssertionError("the trace database was opened for a file")


class Cells(HTMLParser):
    """The numbers of a page by name, every address in it, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.shown: dict[str, str] = {}
        self.addresses: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self._in: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        held = {name: value or "" for name, value in attrs}
        self.addresses += [held[name] for name in ("src", "href", "srcset", "action", "data") if name in held]
        if "data-metric" in held:
            self.values[held["data-metric"]] = held["data-value"]
            self._in = held["data-metric"]

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in is not None and data.strip():
            self.shown[self._in] = data.strip()
            self._in = None


def dumped(metrics: dict[str, Metric]) -> Json:
    return {name: metric.model_dump() for name, metric in metrics.items()}


def a_case(case_id: str, expected: str, decision: str, **changed: Any) -> Json:
    reading = {"verb": "move", "thing": 0, "destination": 104, "relation": "in"}
    other = {**reading, "thing": 1}
    asked = decision == "ask"
    case = {
        "id": case_id,
        "text": f"words of {case_id}",
        "language": "en",
        "scene_seed": SCENE,
        "expected": expected,
        "readings": [reading, other] if expected == "ambiguous" else [reading],
        "intent": reading,
        "pair": case_id[:-2],
        "source": "attribute" if expected == "ambiguous" else "none",
        "template": "t",
        "origin": "grammar",
        "decision": decision,
        "asked": asked,
        "acted_valid": not asked,
        "chose_intent": True,
        "unsafe": False,
        "questions": [
            {
                "text": "Which one?",
                "options": ["this", "that"],
                "answer": "1",
                "valid": True,
                "wrong_options": 0,
                "means": [[0], [1]],
                "chosen": 0,
                "by": "number",
            }
        ]
        if asked
        else [],
        "belief": [
            {"text": "this > drawer", "probability": 0.75},
            {"text": "that > drawer", "probability": 0.25},
        ],
        "plan": "pick this",
        "chosen": reading,
        "refused": None,
        "outcome": {"success": True, "reason": "done", "disturbed": [], "agent": None},
        "percepts": {"matched": 1, "named": 1},
        "believed": {
            "probabilities": [0.75, 0.25],
            "valid": [0, 1] if expected == "ambiguous" else [0],
            "missing": 0,
            "intent": 0,
            "special": [],
            "forbidden": [],
            "readings": [reading, other],
        },
        "members": [0, 1] if expected == "ambiguous" else [0],
        "trace_id": None,
        "error": None,
    }
    return case | changed


@pytest.fixture
def run() -> Json:
    metrics = {
        "plan_success": rate([True] * 3 + [False]),
        "plan_success.en": rate([True, True]),
        "plan_success.zh": rate([True, False]),
        "plan_success.image_blind": rate([False, False, False]),
        "over_ask": rate([True, False]),
        "under_ask": rate([False, False]),
        "under_ask.attribute": rate([False] * 2),
        "over_ask.attribute": rate([True, False]),
        "questions": mean([1.0, 2.0]),
        "crashed": rate([]),
    }
    return {
        "suite": "ambiguity",
        "policy": "whichone",
        "n": 4,
        "seed": 7,
        "versions": {"python": "3.11", "policy": "w-1"},
        "metrics": dumped(metrics),
        "cases": [
            a_case("a-1-as", "ambiguous", "ask"),
            a_case("a-1-ac", "clear", "act"),
            a_case("a-2-as", "ambiguous", "ask"),
            a_case("a-2-ac", "clear", "ask", text=NASTY),
        ],
    }


@pytest.fixture
def comparison() -> Json:
    def row(decider: str, level: float, hit: int, asked: int, chosen: bool) -> Json:
        metrics = {
            "set.plan_success": rate([True] * hit + [False] * (10 - hit)),
            "set.coverage": rate([True] * hit + [False] * (10 - hit)),
            "set.help": rate([True] * asked + [False] * (10 - asked)),
            "set.over_ask": rate([True] + [False] * 4),
            "set.under_ask": rate([False] * 5),
        }
        return {
            "policy": "p$1$",
            "decider": decider,
            "level": level,
            "chosen": chosen,
            "metrics": dumped(metrics),
        }

    return {
        "suite": "ambiguity",
        "policies": ["p$1$"],
        "deciders": ["whichone", "never", "新"],
        "n": 10,
        "seed": 0,
        "risk": 0.1,
        "calibration": {"suite": "ambiguity", "n": 20},
        "versions": {"p$1$": {"python": "3.11"}},
        "rows": [
            row("whichone", 0.1, 9, 4, True),
            row("whichone", 0.2, 8, 3, False),
            row("never", 0.0, 6, 0, True),
            row("新", 0.5, 7, 2, True),
        ],
        "differences": [
            {
                "policy": "p$1$",
                "decider": "never",
                "level": 0.0,
                "metric": "over_ask + under_ask",
                "difference": -0.123,
                "low": -0.3,
                "high": 0.1,
                "pairs": 5,
            }
        ],
    }


CALIBRATION: Json = {
    "id": "c",
    "fingerprint": "w-1",
    "suite": "vague",
    "score": "ask_gate",
    "risk": 0.1,
    "used_risk": 0.05,
    "n": 267,
    "temperature": 1.366,
    "quantile": 0.9054,
    "group_quantiles": {},
    "threshold": 0.0946,
    "coverage": [
        {
            "risk": risk,
            "calibrated_on": 100,
            "tested_on": 100,
            "band": [0.9 - risk, 1.0 - risk / 2],
            "mean": 1 - risk + 0.003,
            "inside": rate([True] * 99 + [False]).model_dump(),
            "set_size": 2.5,
        }
        for risk in (0.05, 0.1)
    ],
}


@pytest.fixture
def reported(tmp_path: Path) -> Callable[..., str]:
    def report(*documents: Json, **options: Any) -> str:
        names = []
        for number, document in enumerate(documents):
            path = tmp_path / f"run-{number}.json"
            path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
            names.append(str(path))
        return make_report(names, no_traces, progress=quiet, **options)

    return report


def test_the_numbers_of_the_page_are_those_of_the_document(reported: Callable[..., str], run: Json) -> None:
    cells = Cells(reported(run))
    for name, metric in run["metrics"].items():
        if name == "questions":
            continue  # stands among the questions, under its own name
        value = metric["value"]
        assert cells.values[name] == ("" if value is None else str(value)), name
        assert cells.shown[name] == figure(value), name
    assert "1.500" in cells.text and "n = 3" in cells.text
    low, high = (run["metrics"]["plan_success"][end] for end in ("low", "high"))
    assert f"[{low:.3f}, {high:.3f}]" in cells.text
    assert "4" in cells.text and "seed7" in cells.text and "python 3.11 · policy w-1" in cells.text


def test_comparisons_and_calibrations_too(
    reported: Callable[..., str], comparison: Json, tmp_path: Path
) -> None:
    cells = Cells(reported(comparison, CALIBRATION, png=tmp_path / "png"))
    for row in comparison["rows"]:
        name = f"{row['policy']}/{row['decider']}/set.plan_success"
        if row["chosen"]:
            assert cells.values[name] == str(row["metrics"]["set.plan_success"]["value"])
    assert not any("0.8" == value for name, value in cells.values.items() if name.endswith("plan_success"))
    assert cells.values["difference/p$1$/never"] == "-0.123" and signed(-0.123) in cells.text
    assert [cells.values[f"coverage/{one['risk']}"] for one in CALIBRATION["coverage"]] == [
        str(one["mean"]) for one in CALIBRATION["coverage"]
    ]
    assert sorted(path.name for path in (tmp_path / "png").iterdir()) == [
        "01-coverage.png",
        "01-differences.png",
        "01-success-and-asking.png",
        "01-success-and-help.png",
        "02-coverage.png",
    ]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in (tmp_path / "png").iterdir())


def test_what_users_wrote_is_shown_and_never_obeyed(reported: Callable[..., str], run: Json) -> None:
    nasty = run["cases"][3]
    nasty |= {"plan": NASTY, "refused": NASTY, "error": NASTY, "trace_id": NASTY, "language": 'en" onload="x'}
    nasty["belief"][0]["text"] = NASTY
    nasty["questions"] = [{"text": NASTY, "options": [NASTY], "answer": NASTY, "valid": False}]
    nasty["outcome"] |= {"reason": NASTY, "disturbed": [NASTY]}
    run |= {"policy": NASTY, "suite": NASTY, "versions": {NASTY: NASTY}}
    run["metrics"][NASTY] = run["metrics"]["over_ask"]
    page = reported(run)
    cells = Cells(page)
    assert "script" not in cells.tags and "b" in cells.tags and "<script" not in page and "<b>把" not in page
    assert cells.text.count(NASTY) >= 10
    assert 'onload="' not in page


def test_nothing_refers_to_the_network(reported: Callable[..., str], run: Json, comparison: Json) -> None:
    page = reported(run, comparison, CALIBRATION)
    cells = Cells(page)
    assert len(cells.addresses) > 5
    assert all(address.startswith(("data:image/", "#")) for address in cells.addresses)
    assert not re.search(r"https?:|url\(|@import|<link|<script|<iframe", page)


def test_the_same_documents_give_the_same_page(
    reported: Callable[..., str], run: Json, comparison: Json
) -> None:
    assert reported(run, comparison) == reported(run, comparison)


def test_what_an_older_version_did_not_write_is_left_out(reported: Callable[..., str], run: Json) -> None:
    whole = reported(run)
    assert "Confidence and truth" in whole and "Size of the prediction set" in whole and ">meant<" in whole
    for case in run["cases"]:
        for name in ("believed", "members", "chosen", "unsafe"):
            del case[name]
        for question in case["questions"]:
            for name in ("means", "chosen", "by"):
                del question[name]
    older = reported(run)
    assert "Confidence and truth" not in older and "Size of the prediction set" not in older
    assert "What was expected, what was decided first" in older and "answered_neither" not in older
    bare = reported({name: run[name] for name in ("suite", "policy", "n", "seed", "metrics")} | {"cases": []})
    assert "What went wrong" not in bare and "first decision" not in bare and "plan_success" in bare


def test_the_oldest_of_all_have_nothing_by_source(reported: Callable[..., str], run: Json) -> None:
    run["metrics"] = {"success": run["metrics"]["over_ask"]}
    counted = Cells(reported(run))
    assert counted.values["over_ask.attribute"] == "0.5" and counted.values["under_ask.attribute"] == "0.0"
    for case in run["cases"]:
        del case["decision"]
    assert "By source" not in reported(run)


def document_of(run: Json) -> RunDocument:
    found = parse(json.dumps(run), "run.json")
    assert isinstance(found, RunDocument)
    return found


def test_counts_are_those_of_the_cases(run: Json) -> None:
    document = document_of(run)
    assert counts.confusion(document.cases) == {
        "clear": {"act": 1, "ask": 1, "refuse": 0},
        "ambiguous": {"act": 0, "ask": 2, "refuse": 0},
    }
    assert counts.set_sizes(document.cases) == {"clear": {0: 0, 1: 2}, "ambiguous": {0: 0, 1: 0, 2: 2}}
    assert counts.questions_asked(document.cases)["clear"] == {0: 1, 1: 1}
    held = counts.reliability(document)
    assert held is not None and len(held.bins) == 1
    assert (held.bins[0].low, held.bins[0].confidence, held.bins[0].right.n) == (0.7, 0.75, 4)
    assert held.ece.value == pytest.approx(0.25)
    gap = counts.difference(rate([True, True, False]), rate([True, False, False]))
    assert gap is not None and gap[0] == pytest.approx(1 / 3) and -1 < gap[1] < gap[0] < gap[2] < 1
    assert counts.difference(rate([]), rate([True])) is None


@pytest.mark.parametrize(
    ("case", "found"),
    [
        (a_case("x-as", "ambiguous", "ask"), ()),
        (a_case("x-ac", "clear", "act"), ()),
        (a_case("x-ac", "clear", "ask"), ("asked when it should act",)),
        (a_case("x-as", "ambiguous", "act"), ("acted when it should ask",)),
        (a_case("x-ac", "clear", "act", chose_intent=False), ("wrong thing done",)),
        (a_case("x-ac", "clear", "refuse", chose_intent=False, plan=None), ("refused",)),
        (a_case("x-as", "ambiguous", "ask", chose_intent=False, plan=None), ("given up",)),
        (a_case("x-ac", "clear", "act", outcome={"success": False, "reason": "dropped"}), ("motion failed",)),
        (a_case("x-re", "refuse", "act", unsafe=True), ("unsafe", "acted when it should refuse")),
        # What must not be done counts as "not moved" when it was rightly refused: that is no failure.
        (a_case("x-re", "refuse", "refuse", outcome={"success": False, "reason": "not moved"}), ()),
        (a_case("x-ac", "clear", "crash", error="boom"), ("crash",)),
    ],
)
def test_what_counts_as_a_failure(case: Json, found: tuple[str, ...]) -> None:
    assert faults(CaseRow.model_validate(case)) == found


def test_failures_take_turns_and_the_rest_is_told(reported: Callable[..., str], run: Json) -> None:
    run["cases"] = [a_case(f"x-{n}-ac", "clear", "ask") for n in range(5)] + [
        a_case("y-ac", "clear", "crash", error="e")
    ]
    found = failures(document_of(run), 3)
    assert (
        found.total == 6
        and found.left_out == 3
        and [case.id for case, _ in found.shown] == ["y-ac", "x-0-ac", "x-1-ac"]
    )
    page = reported(run, failures=3)
    assert "3 more" in page and page.count("<article") == 3
    assert "<article" not in reported(run, failures=0)


def test_scenes_are_built_again_where_the_case_alone_decides_them() -> None:
    things = [one for one in truth_of(SceneSpec(seed=SCENE)) if not one.is_place]
    meant = {"verb": "move", "thing": things[0].key, "destination": 104, "relation": "in"}
    case = CaseRow.model_validate(
        a_case("x-ac", "clear", "act", intent=meant, chosen=meant, readings=[meant])
    )
    shown = picture(case)
    assert shown is not None and shown.uri.startswith("data:image/jpeg;base64,") and len(shown.uri) < 60_000
    assert shown.meant is not None and shown.meant.endswith("into the top drawer")
    gone = {**meant, "thing": 77}
    assert (
        picture(
            case.model_copy(
                update={"intent": CaseRow.model_validate(a_case("x", "clear", "act", intent=gone)).intent}
            )
        )
        is None
    )

    row = handwritten.read(handwritten.files("test")["en"]).scene[0]
    by_hand = case.model_copy(update={"origin": "hand", "template": row.id, "text": row.clear.text})
    assert spec_of(by_hand) == row.spec(SCENE)
    assert spec_of(by_hand.model_copy(update={"text": "rewritten since"})) is None
    assert spec_of(case.model_copy(update={"scene_seed": None})) is None


def test_runs_of_the_same_cases_are_held_against_each_other(reported: Callable[..., str], run: Json) -> None:
    later = copy.deepcopy(run) | {"policy": "later"}
    later["cases"][1] |= {"decision": "ask"}
    sources = [Source("one", document_of(run)), Source("two", document_of(later))]
    found = {one.measure: one for one in paired_differences(sources)}
    assert found["over_ask"].value == 0.5 and found["over_ask"].cases == 2 and found["success"].value == 0
    assert found["over_ask"].low <= 0.5 <= found["over_ask"].high
    assert "Runs held against each other" in reported(run, later)
    assert paired_differences([sources[0], Source("other", document_of(later | {"seed": 8}))]) == []


def test_without_matplotlib_the_remedy_is_told(
    reported: Callable[..., str], run: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ReportError, match=r"whichone\[report\]"):
        reported(run)


def test_other_evaluations_do_not_need_matplotlib() -> None:
    script = "import sys, cli.evaluate, evals.report.write; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_numbers_are_written_alike_everywhere() -> None:
    assert [figure(value) for value in (None, 0.0, 0.85, 1.0, 0.0009, 312.86, 1074.8)] == [
        "–",
        "0.000",
        "0.850",
        "1.000",
        "0.0009",
        "312.9",
        "1075",
    ]
    assert [signed(value) for value in (-0.5, 0.25, -0.0001, 0.0)] == ["−0.500", "+0.250", "0.000", "0.000"]
