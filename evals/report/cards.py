"""What the page shows of a failed case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evals.report.documents import CaseRow, RunDocument, Worded
from evals.report.faults import FAULTS, Failures, failures
from evals.report.pictures import Picture, picture

SAME = 1e-9
"""Probabilities closer than this are the same reading's, written in two places."""
Tick = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Bar:
    """One reading of the belief."""

    text: str
    probability: float
    mark: str
    """``meant``, ``valid``, ``not valid``, or nothing where it cannot be told."""


@dataclass(frozen=True)
class Card:
    """A failed case, ready for the page."""

    case: CaseRow
    faults: tuple[str, ...]
    bars: tuple[Bar, ...]
    picture: Picture | None
    expected: str
    did: str


@dataclass(frozen=True)
class FailureSection:
    """The failures of a run, with what is left out."""

    failures: Failures
    cards: tuple[Card, ...]


EXPECTED = {"clear": "act without asking", "ambiguous": "ask first", "any": "act on any, or ask",
            "refuse": "refuse, or ask"}
DID = {"act": "acted", "ask": "asked first", "refuse": "refused", "crash": "crashed"}


def failure_section(run: RunDocument, most: int, tick: Tick) -> FailureSection:
    """Cards of at most so many failures, with their scenes built again."""
    found = failures(run, most)
    cards = []
    for number, (case, faults) in enumerate(found.shown):
        tick(number, len(found.shown), f"scenes of {run.suite}")
        cards.append(
            Card(
                case,
                tuple(FAULTS[name] for name in faults),
                bars(case),
                picture(case),
                _expected(case),
                _did(case),
            )
        )
    if cards:
        tick(len(cards), len(cards), f"scenes of {run.suite}")
    return FailureSection(found, tuple(cards))


def _expected(case: CaseRow) -> str:
    if case.top1_valid is not None:
        return "a valid reading, most probable"
    if case.decision is None:
        return "carry out the reading given"
    return EXPECTED.get(case.expected, case.expected)


def _did(case: CaseRow) -> str:
    if case.top1_valid is not None:
        return "read, and nothing else"
    if case.decision is None:
        return (
            ", then ".join(
                f"{step.get('skill', '?')} {step.get('target', '')}".strip()
                + ("" if step.get("ended", True) else " (never ended)")
                for step in case.skills
            )
            or "nothing"
        )
    said = DID.get(case.decision, case.decision)
    return (
        f"{said}; refused in the end ({case.refused})" if case.refused and case.decision != "refuse" else said
    )


def bars(case: CaseRow) -> tuple[Bar, ...]:
    """The belief as worded, marked where its readings can be found again in the belief held against truth."""
    return tuple(Bar(one.text, one.probability, _mark(one, case)) for one in case.belief)


def _mark(worded: Worded, case: CaseRow) -> str:
    held = case.believed
    if held is None:
        return ""
    # The two lists are joined by probability; equal ones get a mark only if it is the same for all of them.
    at = [n for n, p in enumerate(held.probabilities) if abs(p - worded.probability) < SAME]
    alike = sum(abs(one.probability - worded.probability) < SAME for one in case.belief)
    marks = {"meant" if n == held.intent else "valid" if n in held.valid else "not valid" for n in at}
    if alike > len(at):
        return ""
    if marks == {"meant", "valid"}:
        return "valid"
    return marks.pop() if len(marks) == 1 else ""
