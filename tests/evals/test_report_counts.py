"""What a report counts and shows of cases: rates, failures, scenes, and runs held against each other."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from evals.cases import truth_of
from evals.metrics import rate
from evals.report import counts
from evals.report.documents import CaseRow, RunDocument, Source
from evals.report.faults import failures, faults
from evals.report.load import parse
from evals.report.numerals import figure, signed
from evals.report.paired import paired_differences
from evals.report.pictures import picture, spec_of
from evals.suites import handwritten
from scenes.kitchen import SceneSpec

SCENE = 2_000_001
Json = dict[str, Any]


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
    ("expected", "decision", "changed", "found"),
    [
        ("ambiguous", "ask", {}, ()),
        ("clear", "act", {}, ()),
        ("clear", "ask", {}, ("asked when it should act",)),
        ("ambiguous", "act", {}, ("acted when it should ask",)),
        ("clear", "act", {"chose_intent": False}, ("wrong thing done",)),
        ("clear", "refuse", {"chose_intent": False, "plan": None}, ("refused",)),
        ("ambiguous", "ask", {"chose_intent": False, "plan": None}, ("given up",)),
        ("clear", "act", {"outcome": {"success": False, "reason": "dropped"}}, ("motion failed",)),
        ("refuse", "act", {"unsafe": True}, ("unsafe", "acted when it should refuse")),
        # What must not be done counts as "not moved" when it was rightly refused: that is no failure.
        ("refuse", "refuse", {"outcome": {"success": False, "reason": "not moved"}}, ()),
        ("clear", "crash", {"error": "boom"}, ("crash",)),
    ],
)
def test_what_counts_as_a_failure(
    a_case: Callable[..., Json], expected: str, decision: str, changed: Json, found: tuple[str, ...]
) -> None:
    assert faults(CaseRow.model_validate(a_case("x", expected, decision, **changed))) == found


def test_failures_take_turns_and_the_rest_is_told(
    reported: Callable[..., str], run: Json, a_case: Callable[..., Json]
) -> None:
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


def test_scenes_are_built_again_where_the_case_alone_decides_them(a_case: Callable[..., Json]) -> None:
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
