"""Reads what a report is about: JSON files, and runs kept in the trace database."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from evals.report.documents import (
    CalibrationDocument,
    ComparisonDocument,
    Document,
    MotionDocument,
    RunDocument,
    Source,
)
from evals.results import EvaluationError

Select = Callable[[str, dict[str, Any]], list[dict[str, Any]]]
"""Runs one query on the trace database and returns its rows, each by column name."""

_MODELS: tuple[tuple[frozenset[str], type[BaseModel]], ...] = (
    (frozenset({"suite", "policies", "rows"}), ComparisonDocument),
    (frozenset({"suite", "policy", "metrics"}), RunDocument),
    (frozenset({"fingerprint", "quantile", "window_steps"}), MotionDocument),
    (frozenset({"fingerprint", "quantile", "used_risk"}), CalibrationDocument),
    (frozenset({"fingerprint", "coverage", "coverage_rows"}), CalibrationDocument),
)
"""By the keys that only that kind of document has."""


class ReportError(EvaluationError):
    """A report cannot be made of what was named, or not be written; the message says what to do."""


def load(name: str, select: Callable[[], Select]) -> Source:
    """A document by the name of its file, or by the id of its run (the beginning is enough).

    Args:
        select: opens the trace database; only called where no file has that name.

    Raises:
        ReportError: there is neither, or it is no result.
    """
    path = Path(name)
    if path.is_file():
        return Source(name, parse(_read(path), name))
    if path.is_dir():
        raise ReportError(f"{name} is a folder; name the JSON file of a run")
    if not name.isalnum():
        raise ReportError(
            f"there is no file {name}; name a JSON file that `whichone eval run` wrote, or the "
            "id of a run in the trace database"
        )
    try:
        reading = select()
    except RuntimeError as error:
        raise ReportError(
            f"there is no file {name}, and no run of that id can be looked for: {error}"
        ) from error
    return Source(name, _kept(name, reading))


def sources(name: str, select: Callable[[], Select]) -> list[Source]:
    """The same; of policies side by side each one's run, named ``FILE: POLICY``.

    Raises:
        ReportError: as ``load``.
    """
    path = Path(name)
    values = _decode(_read(path), name) if path.is_file() else None
    if not (isinstance(values, dict) and {"policies", "runs"} <= set(values)):
        return [load(name, select)]
    if not isinstance(values["runs"], list):
        raise ReportError(f"{name} is not a result as documented: runs is no list (docs/evaluation.md)")
    runs = [_document(run, name) for run in values["runs"]]
    return [Source(f"{name}: {run.policy}", run) for run in runs if isinstance(run, RunDocument)]


def parse(text: str, name: str) -> Document:
    """The document in a JSON text.

    Raises:
        ReportError: it is not whole, or no result.
    """
    return _document(_decode(text, name), name)


def _decode(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ReportError(
            f"{name} is not whole JSON: line {error.lineno}, column {error.colno}: {error.msg}; "
            "was writing it interrupted? write it again"
        ) from None
    except RecursionError:
        raise ReportError(f"{name} is no result: it is nested too deeply") from None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise ReportError(f"{path} is no JSON text: line {line} is not UTF-8") from None
    except OSError as error:
        raise ReportError(f"cannot read {path}: {error.strerror or error}") from None


def _document(values: Any, name: str) -> Document:
    if isinstance(values, dict):
        for keys, model in _MODELS:
            if keys <= set(values):
                try:
                    return model.model_validate(values)  # type: ignore[return-value]
                except ValidationError as error:
                    first = error.errors()[0]
                    where = ".".join(str(part) for part in first["loc"])
                    raise ReportError(
                        f"{name} is not a result as documented: {where}: {first['msg']} (docs/evaluation.md)"
                    ) from None
    raise ReportError(
        f"{name} is no result: a report is made of what `whichone eval run` (with or without "
        "--deciders) and `whichone calibrate` write"
    )


def _kept(name: str, select: Select) -> RunDocument:
    """A run out of the trace database."""
    runs = select("SELECT * FROM eval_run WHERE id LIKE :start ORDER BY id", {"start": name + "%"})
    if not runs:
        raise ReportError(
            f"there is no file {name}, and no run of that id in the trace database; list them "
            'with: whichone traces sql "SELECT id, suite, policy, n FROM eval_run"'
        )
    if len(runs) > 1:
        raise ReportError(f"{name!r} is the beginning of {len(runs)} runs' ids: give more of it")
    run = {
        key: _decoded(value) if key in ("arguments", "versions", "metrics") else value
        for key, value in runs[0].items()
    }
    arguments = run["arguments"] or {}
    if "kept" in arguments:
        raise ReportError(
            f"{run['id']} holds what a comparison of deciders replays, no run of its own; "
            "write that comparison with: whichone eval run SUITE --deciders ... --json FILE"
        )
    rows = select('SELECT "values" FROM eval_result WHERE run_id = :run ORDER BY case_id', {"run": run["id"]})
    document = _document(
        {
            **run,
            "metrics": run["metrics"] or {},
            "unfinished": run["metrics"] is None,
            "decisions_only": bool(arguments.get("decisions_only")),
            "cases": [_decoded(row["values"]) for row in rows],
        },
        run["id"],
    )
    assert isinstance(document, RunDocument)
    return document


def _decoded(value: Any) -> Any:
    """A JSON column: text where the driver leaves it so."""
    return json.loads(value) if isinstance(value, str) else value
