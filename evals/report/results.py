"""``whichone eval results``: tables in Markdown and plots of the runs there are, and of nothing else.

A table is a suite: a row a policy, as the JSON of its run says, with n and the interval of every figure. A
suite of which there is no run has no table, and a metric that could not be counted is a dash. What others
published stands in rows of its own, with its source.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.metrics import Metric
from evals.published import PUBLISHED, Published
from evals.report.documents import RunDocument, Source
from evals.report.load import ReportError, sources
from evals.report.numerals import figure, signed
from evals.report.paired import PairedDifference, paired_differences

HEADLINES: dict[str, tuple[str, ...]] = {
    "emergent": ("symbol", "reasoning", "person", "mean"),
    "generalisation": ("objects", "backgrounds", "environments", "mean"),
    "clear": ("success", "acted_when_clear", "plan_success"),
    "clear-hand": ("success", "acted_when_clear", "plan_success"),
    "vague": ("asked_when_ambiguous", "acted_when_clear", "success_after_answer"),
    "vague-hand": ("asked_when_ambiguous", "acted_when_clear", "success_after_answer"),
    "control": ("success", "undisturbed"),
    "reading": ("top1_valid", "auroc", "ece"),
    "reading-hand": ("top1_valid", "auroc", "ece"),
    "ambiguity": ("plan_success", "help", "over_ask", "under_ask", "unsafe"),
    "unsafe": ("unsafe", "refused"),
}
"""What a suite's table shows, where the run has it; of other suites its first metrics."""
FIRST = 5
HONEST = ("plan_followed", "rationale_true")
COMPARED = ("mean", "success", "top1_valid", "plan_success")
"""Of differences between policies, those that are shown."""


@dataclass(frozen=True)
class Table:
    """A heading, a grid of cells (its first row names the columns), and what stands below."""

    heading: str
    cells: list[list[str]]
    notes: tuple[str, ...] = ()

    def markdown(self) -> str:
        """As it stands in the page."""
        head, *rows = self.cells
        lines = ["| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows)]
        return "\n\n".join([f"## {self.heading}", "\n".join(lines), *self.notes])


@dataclass(frozen=True)
class Gathered:
    """The runs that were named, by suite in the order of their naming, and the documents of other kinds."""

    runs: dict[str, list[tuple[str, RunDocument]]]
    ablations: list[tuple[str, dict[str, Any]]]
    pairs: list[PairedDifference]


def gather(names: Sequence[str]) -> Gathered:
    """Read the files.

    Raises:
        ReportError: a file is missing, damaged or no result; a run was not finished; or two hold the same
            suite by the same policy, so that it would be open which one is shown.
    """
    runs: dict[str, list[tuple[str, RunDocument]]] = {}
    ablations: list[tuple[str, dict[str, Any]]] = []
    found: list[Source] = []
    for name in names:
        values = _ablation(name)
        if values is not None:
            ablations.append((name, values))
            continue
        for source in sources(name, _no_database):
            document = source.document
            if not isinstance(document, RunDocument):
                raise ReportError(f"{name} is no run of a suite: `whichone eval report {name}` shows it")
            if document.unfinished or document.decisions_only:
                raise ReportError(f"{name} is unfinished, or of decisions alone: run the suite whole")
            of_suite = runs.setdefault(_suite_of(document), [])
            twice = next((other for other, run in of_suite if run.policy == document.policy), None)
            if twice is not None:
                raise ReportError(f"{twice} and {source.name} both hold {document.suite} by "
                                  f"{document.policy}: name one of them")
            of_suite.append((source.name, document))
            found.append(source)
    return Gathered(runs, ablations, paired_differences(found))


def tables(gathered: Gathered) -> list[Table]:
    """Everything that can be said of the runs."""
    made = [_suite_table(suite, runs) for suite, runs in gathered.runs.items()]
    honest = _honest_table(gathered)
    compared = _compared_table(gathered)
    return [*made, *(one for one in (honest, compared) if one is not None),
            *(_ablation_table(name, values) for name, values in gathered.ablations)]


def shown(suite: str, run: RunDocument) -> tuple[str, ...]:
    """Metrics of a suite's table."""
    wanted = HEADLINES.get(suite, ())
    plain = [name for name in run.metrics if "." not in name]
    return tuple(name for name in wanted if name in run.metrics) or tuple(plain[:FIRST])


def _suite_table(suite: str, runs: Sequence[tuple[str, RunDocument]]) -> Table:
    columns = list(dict.fromkeys(name for _, run in runs for name in shown(suite, run)))
    cells = [["policy", "n", *(f"`{name}`" for name in columns)]]
    for _, run in runs:
        cells.append([f"`{run.policy}`", str(run.n),
                      *(cell(run.metrics.get(name), run.n) for name in columns)])
    others = PUBLISHED.get(suite, ())
    for one in others:
        cells.append([f"{one.policy} (published)", "", *(_of_others(one, name) for name in columns)])
    notes = [_made_by(suite, runs)]
    if others:
        of = ", ".join(dict.fromkeys(one.source for one in others))
        notes.append(f"Published: {of}; on other scenes, sentences and arms, so beside and not against.")
    return Table(suite, cells, tuple(notes))


def cell(metric: Metric | None, n: int | None = None) -> str:
    """A figure with its interval, and its own n where that is not the run's; a dash where there is none."""
    if metric is None or metric.value is None:
        return figure(None)
    bounds = "" if metric.low is None else f" [{figure(metric.low)}, {figure(metric.high)}]"
    own = "" if metric.n == n else f", n = {metric.n}"
    return f"{figure(metric.value)}{bounds}{own}"


def _of_others(row: Published, name: str) -> str:
    return figure(row.values.get(name))


def _made_by(suite: str, runs: Sequence[tuple[str, RunDocument]]) -> str:
    """The commands and weights that the figures are of."""
    said = []
    for name, run in runs:
        file = name.partition(": ")[0]
        weights = run.versions.get("policy", "unknown")
        data = " --data FILE" if any(key.startswith("data.") for key in run.versions) else ""
        command = ("whichone --policy {0} policy bench" if suite == "policy bench" else
                   "whichone --policy {0} eval run {1} --n {2} --seed {3}{4}").format(
                       run.policy, run.suite, run.n, run.seed, data)
        said.append(f"`{Path(file).name}`: `{run.policy}` with the weights `{weights}`, as by `{command}`")
    return "; ".join(said) + "."


def _honest_table(gathered: Gathered) -> Table | None:
    rows = [[suite, f"`{run.policy}`", *(cell(run.metrics.get(name)) for name in HONEST)]
            for suite, runs in gathered.runs.items() for _, run in runs
            if any((run.metrics.get(name) or _NOTHING).n for name in HONEST)]
    if not rows:
        return None
    return Table("Plans and reasons", [["suite", "policy", *(f"`{name}`" for name in HONEST)], *rows])


def _compared_table(gathered: Gathered) -> Table | None:
    of_name = {name: (suite, run.policy) for suite, runs in gathered.runs.items() for name, run in runs}
    rows = []
    for pair in gathered.pairs:
        (suite, policy), (_, other) = of_name[pair.first], of_name[pair.second]
        if pair.measure in COMPARED:
            rows.append([suite, f"`{policy}` less `{other}`", f"`{pair.measure}`",
                         f"{signed(pair.value)} [{signed(pair.low)}, {signed(pair.high)}]", str(pair.cases)])
    if not rows:
        return None
    return Table("Policies against each other, case by case",
                 [["suite", "policies", "metric", "difference", "cases"], *rows],
                 ("95 % bootstrap intervals over pairs of cases that are the same in both runs.",))


def _ablation_table(name: str, values: dict[str, Any]) -> Table:
    columns = ("top1_valid", "answers.en", "answers.zh")
    cells = [["variant", "layers", "reason", *(f"`{one}`" for one in columns), "perplexity before", "after"]]
    for row in values["rows"]:
        metrics = {key: Metric.model_validate(value) for key, value in row["metrics"].items()}
        cells.append([row["variant"], str(row["layers"]), row["reason"],
                      *(cell(metrics.get(one)) for one in columns),
                      figure(row["perplexity_before"]), figure(row["perplexity"])])
    note = (f"`{Path(name).name}`: `whichone policy ablate`, {values['steps']} steps a variant, "
            f"{values['scenes']} scenes; the language model as it ships has a perplexity of "
            f"{figure(values['base_perplexity'])}.")
    return Table("Ablation", cells, (note,))


_NOTHING = Metric(value=None, n=0, low=None, high=None)


def _suite_of(run: RunDocument) -> str:
    """The suite; the bench that times policies has the name of the suite of the assembly bench."""
    return "policy bench" if "actor_speedup" in run.metrics else run.suite


def _ablation(name: str) -> dict[str, Any] | None:
    """The values of an ablation's document; None of any other file, broken ones too."""
    try:
        values = json.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    ours = isinstance(values, dict) and {"rows", "base_perplexity"} <= set(values)
    return values if ours and values.get("suite") == "ablate" else None


def _no_database() -> Any:
    raise RuntimeError("results are made of files alone")
