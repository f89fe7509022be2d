"""``reading`` and ``reading-hand``: the Reader alone, on the cases of ``ambiguity`` and ``vague-hand``.

The cases are theirs to the letter (scene, words, what is meant), under ids of their own with the same number,
so that what goes wrong in whole episodes can be traced to what was read. Nothing is asked and nothing moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from evals.believed import Believed
from evals.cases import LANGUAGES, Case
from evals.metrics import Metric, Observed, by_language, rate
from evals.read_once import ReadOnce
from evals.set_metrics import auroc, calibration_error, doubt
from evals.suites import ambiguity, hand
from scenes.splits import Split


def cases(n: int, seed: int, split: Split = "test") -> Iterator[Case]:
    """``n`` cases, rounded up to whole pairs: those of ``ambiguity`` that can be done."""
    # Three cases of four there can be done, in whole pairs; making them is lazy and ends with the last one.
    doable = (case for case in ambiguity.cases(2 * n + 8, seed, split) if case.expected != "refuse")
    return (_named(case, "reading") for case in islice(doable, n + n % 2))


def hand_cases(n: int, seed: int, split: Split = "test") -> Iterator[Case]:
    """``n`` cases, rounded up to whole pairs, of ``vague-hand``: every hand-written sentence in turn."""
    return (_named(case, "reading-hand") for case in hand.vague_cases(n, seed, split))


def _named(case: Case, suite: str) -> Case:
    return replace(case, suite=suite, id=case.id.replace(case.suite, suite, 1),
                   pair=case.pair.replace(case.suite, suite, 1))


def metrics(rows: Sequence[ReadOnce]) -> dict[str, Metric]:
    """``top1_valid`` and ``auroc``, whole, by language and by source, and ``ece``."""
    found = by_language("top1_valid", (Observed(row.top1_valid, row.case.language) for row in rows))
    by_source = _sources(rows)
    for source, (vague, _) in by_source.items():
        found[f"top1_valid.{source}"] = rate(row.top1_valid for row in vague)
    for expected in ("clear", "ambiguous"):
        found[f"top1_valid_when_{expected}"] = rate(row.top1_valid for row in rows
                                                    if row.case.expected == expected)
    found["auroc"] = _told_apart(rows)
    for language in LANGUAGES:
        found[f"auroc.{language}"] = _told_apart(row for row in rows if row.case.language == language)
    for source, (vague, controls) in by_source.items():
        found[f"auroc.{source}"] = _told_apart([*vague, *controls])
    held = _held(rows)
    found["ece"] = calibration_error([one.probabilities[0] for one in held],
                                     [one.intent == 0 for one in held])
    found["crashed"] = rate(row.error is not None for row in rows)
    return found


def baseline(rows: Sequence[ReadOnce]) -> dict[str, Metric]:
    """What is compared with the baselines."""
    return {"top1_valid": rate(row.top1_valid for row in rows), "auroc": _told_apart(rows)}


def _sources(rows: Sequence[ReadOnce]) -> dict[str, tuple[list[ReadOnce], list[ReadOnce]]]:
    """Source to its ambiguous cases and the clear controls they are paired with."""
    found = {}
    for source in sorted({row.case.source for row in rows if row.case.expected == "ambiguous"}):
        vague = [row for row in rows if row.case.expected == "ambiguous" and row.case.source == source]
        pairs = {row.case.pair for row in vague}
        controls = [row for row in rows if row.case.expected == "clear" and row.case.pair in pairs]
        found[source] = (vague, controls)
    return found


def _held(rows: Iterable[ReadOnce]) -> list[Believed]:
    return [row.believed for row in rows if row.believed is not None]


def _told_apart(rows: Iterable[ReadOnce]) -> Metric:
    """How well entropy tells ambiguous cases from clear ones; a case that crashed has none."""
    held = _held(rows)
    return auroc([doubt(one) for one in held], [one.expected == "ambiguous" for one in held])
