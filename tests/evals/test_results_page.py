"""Tables and plots of results: what the files say, with intervals, and nothing that they do not."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from evals.metrics import rate
from evals.report.load import ReportError
from evals.report.results import cell, gather, tables
from evals.report.results_page import write_results

Json = dict[str, Any]


@pytest.fixture
def files(run: Json, tmp_path: Path) -> list[str]:
    """The same cases by two policies, the second of which fails the first case."""
    other = copy.deepcopy(run)
    run["metrics"]["plan_followed"] = rate([True] * 9 + [False]).model_dump()
    other["policy"] = "rt1"
    other["cases"][0]["outcome"]["success"] = not run["cases"][0]["outcome"]["success"]
    names = []
    for name, values in (("one.json", run), ("two.json", other)):
        (tmp_path / name).write_text(json.dumps(values), encoding="utf-8")
        names.append(str(tmp_path / name))
    return names


def test_a_table_holds_what_the_runs_hold(files: list[str], run: Json) -> None:
    made = {table.heading: table for table in tables(gather(files))}
    suite = made[run["suite"]]
    head, one, two = suite.cells[:3]
    assert [row[0] for row in (one, two)] == [f"`{run['policy']}`", "`rt1`"]
    for column, name in enumerate(head[2:], 2):
        metric = run["metrics"][name.strip("`")]
        assert one[column].startswith("\u2013" if metric["value"] is None else f"{metric['value']:.3f}"), name
    assert f"--n {run['n']} --seed {run['seed']}" in suite.notes[0] and "one.json" in suite.notes[0]
    assert made["Plans and reasons"].cells[1:] == [
        [run["suite"], f"`{run['policy']}`", "0.900 [0.596, 0.982], n = 10", "\u2013"]]
    compared = {row[2]: row for row in made["Policies against each other, case by case"].cells[1:]}
    assert compared["`success`"][1] == f"`rt1` less `{run['policy']}`"


def test_the_page_has_a_plot_for_every_suite_and_says_what_it_is_of(files: list[str], tmp_path: Path) -> None:
    written = write_results(files, tmp_path / "docs" / "results")
    page = written[0].read_text(encoding="utf-8")
    assert written[0].name == "results.md" and len(written) > 1
    for plot in written[1:]:
        assert plot.read_bytes().startswith(b"\x89PNG") and f"(results/{plot.name})" in page
    assert "published" not in page.lower()  # nobody published this suite
    assert [path.read_bytes() for path in written] == [
        path.read_bytes() for path in write_results(files, tmp_path / "docs" / "results")]


def test_what_others_published_is_named_as_theirs(files: list[str], tmp_path: Path) -> None:
    values = json.loads(Path(files[0]).read_text(encoding="utf-8"))
    values |= {"suite": "generalisation", "metrics": {"mean": rate([True, False]).model_dump()}}
    Path(files[0]).write_text(json.dumps(values), encoding="utf-8")
    (table,) = [one for one in tables(gather(files[:1])) if one.heading == "generalisation"]
    assert [row[0] for row in table.cells[2:]] == ["RT-2 (published)", "RT-1 (published)"]
    assert "2307.15818" in table.notes[1]


def test_files_that_cannot_be_tabled_are_named(files: list[str], tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="both hold"):
        gather([files[0], files[0]])
    with pytest.raises(ReportError, match="no file"):
        gather([str(tmp_path / "none.json")])
    Path(files[1]).write_text("{", encoding="utf-8")
    with pytest.raises(ReportError, match="two.json is not whole JSON"):
        gather(files)


def test_an_ablation_has_a_table(tmp_path: Path) -> None:
    row = {"variant": "scratch", "layers": 30, "reason": "after", "perplexity_before": 30.1,
           "perplexity": 12.5, "metrics": {"top1_valid": rate([True, True, False]).model_dump()}}
    path = tmp_path / "ablation.json"
    path.write_text(json.dumps({"suite": "ablate", "steps": 600, "seed": 7, "scenes": 60, "rows": [row],
                                "base_perplexity": 9.9}), encoding="utf-8")
    (table,) = tables(gather([str(path)]))
    assert table.cells[1][:4] == ["scratch", "30", "after", cell(rate([True, True, False]))]


def test_an_undecided_figure_is_a_dash() -> None:
    assert cell(None) == cell(rate([])) == "\u2013"
