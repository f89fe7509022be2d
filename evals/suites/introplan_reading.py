"""``reading-introplan``: the Reader alone on the rows of ``introplan`` that can be done.

The cases are those of ``introplan`` to the letter, under ids of their own with the same number. Nothing is
asked and nothing moves, so that every part of a split can be read in a fraction of the time. Rows of each
part are counted apart: what was practised on is read better than what was not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from evals.believed import Believed
from evals.cases import Case
from evals.clusters import clustered
from evals.data import DataFile, same_words
from evals.metrics import Metric, Observed, by_language, rate
from evals.read_once import ReadOnce
from evals.results import EvaluationError
from evals.set_metrics import accepted, area, auroc, calibration_error, doubt
from evals.suites import Suite, introplan
from evals.suites.introplan_files import Labelled, Rows
from scenes.splits import Split

NAME = "reading-introplan"
Group = Sequence[ReadOnce]


def without_data(n: int, seed: int, split: Split = "test") -> Iterator[Case]:
    """No cases.

    Raises:
        EvaluationError: always; it says what is needed.
    """
    raise EvaluationError(introplan.NEEDS_DATA.replace("introplan needs", f"{NAME} needs", 1))


def of_data(data: DataFile) -> Suite:
    """The suite of one file, or of what is chosen of a split.

    Raises:
        EvaluationError: the file cannot be read, or no row that can be done can be rendered.
    """
    rows = introplan.rendered(data)
    most = sum(one.wanted != "refuse" for one in rows.rendered)
    if not most:
        raise EvaluationError(f"all rows of {data.path} that can be rendered must be refused; there is "
                              "nothing to read")
    return Suite(NAME, partial(cases, rows), "belief", partial(metrics, rows), baseline,
                 data=introplan.identity(data, rows), most=most, parts=introplan.parts_of(rows),
                 said=rows.said)


def cases(rows: Rows, n: int, seed: int, split: Split = "test") -> Iterator[Case]:
    """The first ``n`` rows in this seed's order that can be done, at most all there are."""
    theirs = introplan.cases(rows, len(rows.rendered), seed, split)
    for case in islice((case for case in theirs if case.expected != "refuse"), n):
        name = case.id.replace("introplan", NAME, 1)
        yield replace(case, suite=NAME, id=name, pair=name)


def metrics(rows: Rows, read: Group) -> dict[str, Metric]:
    """``top1_valid`` and ``auroc`` whole, by sentence, category and part, ``ece``, and how many rows."""
    found = by_language("top1_valid", (Observed(row.top1_valid, row.case.language) for row in read))
    for category in sorted({row.case.source for row in read}):
        found[f"top1_valid.{category}"] = _valid([row for row in read if row.case.source == category])
    for expected in ("clear", "ambiguous", "any"):
        found[f"top1_valid_when_{expected}"] = _valid([row for row in read if row.case.expected == expected])
    found["auroc"] = _told_apart(read)
    found["top1_valid.by_sentence"] = clustered(read, _sentence, lambda some: _valid(some).value)
    found["auroc.by_sentence"] = clustered(_told(read), _sentence, _area)
    labels = {introplan.template_of(one): one for one in rows.rendered}
    for group, chosen in _groups(rows).items():
        among = [row for row in read if chosen(labels[row.case.template])]
        found |= {f"top1_valid.{group}": _valid(among), f"auroc.{group}": _told_apart(among)}
    held = _held(read)
    found["ece"] = calibration_error([one.probabilities[0] for one in held],
                                     [0 in accepted(one) for one in held])
    found["crashed"] = rate(row.error is not None for row in read)
    return found | introplan.counted(rows)


def baseline(read: Group) -> dict[str, Metric]:
    """What is compared with the baselines."""
    return {"top1_valid": _valid(read), "auroc": _told_apart(read)}


def _groups(rows: Rows) -> dict[str, Callable[[Labelled], bool]]:
    """Rows to count apart: by part where there are several, and by whether the sentence was practised."""
    found: dict[str, Callable[[Labelled], bool]] = {}
    for part in introplan.split_into(rows):
        found[part] = partial(_is_of, part)
    if any(one.seen for one in rows.rendered):
        found |= {"seen_task": lambda one: one.seen, "new_task": lambda one: not one.seen}
    return found


def _is_of(part: str, labelled: Labelled) -> bool:
    return labelled.part == part


def _valid(read: Group) -> Metric:
    return rate(row.top1_valid for row in read)


def _sentence(row: ReadOnce) -> str:
    return same_words(row.case.text)


def _told(read: Group) -> list[ReadOnce]:
    """Rows that are clear or ambiguous, with a belief; where any will do it is neither."""
    return [row for row in read if row.believed is not None and row.case.expected in ("clear", "ambiguous")]


def _told_apart(read: Group) -> Metric:
    """How well entropy tells ambiguous rows from clear ones."""
    return auroc(*_doubts(read))


def _area(read: Group) -> float | None:
    return area(*_doubts(read))


def _doubts(read: Group) -> tuple[list[float], list[bool]]:
    told = _told(read)
    return ([doubt(row.believed) for row in told if row.believed is not None],
            [row.case.expected == "ambiguous" for row in told])


def _held(read: Group) -> list[Believed]:
    return [row.believed for row in read if row.believed is not None]
