"""Documents that reports are made of, small and whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evals.metrics import Metric, mean, rate
from evals.report.write import make_report

SCENE = 2_000_001
Json = dict[str, Any]


def _quiet(done: int, total: int, what: str) -> None:
    """No bar in tests."""


def _no_traces() -> Any:
    raise AssertionError("the trace database was opened for a file")


def _dumped(metrics: dict[str, Metric]) -> Json:
    return {name: metric.model_dump() for name, metric in metrics.items()}


def _case(case_id: str, expected: str, decision: str, **changed: Any) -> Json:
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
def a_case() -> Callable[..., Json]:
    """Makes one case as a run writes it, all gone well unless something is changed."""
    return _case


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
        "metrics": _dumped(metrics),
        "cases": [
            _case("a-1-as", "ambiguous", "ask"),
            _case("a-1-ac", "clear", "act"),
            _case("a-2-as", "ambiguous", "ask"),
            _case("a-2-ac", "clear", "ask", text="words & <others>"),
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
            "metrics": _dumped(metrics),
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


@pytest.fixture
def reported(tmp_path: Path) -> Callable[..., str]:
    def report(*documents: Json, **options: Any) -> str:
        names = []
        for number, document in enumerate(documents):
            path = tmp_path / f"run-{number}.json"
            path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
            names.append(str(path))
        return make_report(names, _no_traces, progress=_quiet, **options)

    return report
