"""Rows of AmbiK's data files: an ambiguous task, its clear control, and what stands in the kitchen.

AmbiK (arXiv 2506.04089) comes as CSV with a heading line; texts may hold line breaks inside quotes. Columns
that are not named here are not read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evals.results import EvaluationError

NEEDED = ("environment_short", "unambiguous_direct", "ambiguity_type", "ambiguous_task")
"""``variants`` and ``user_intent`` are read where a file has them."""
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_NOT_WORDS = re.compile(r"[^\w]+")


class Row(BaseModel):
    """One pair."""

    model_config = ConfigDict(frozen=True)

    file: str
    """Name of the file."""
    line: int
    """Where the row begins, from 1."""
    number: int
    """Of the row in its file, from 1, the heading not counted."""
    kind: str
    """AmbiK's type of ambiguity, as it stands there."""
    named: tuple[str, ...]
    """What stands in the kitchen, each thing once."""
    vague: str
    """The ambiguous task."""
    clear: str
    """The same said clearly, in the names of ``named``."""
    variants: str
    """What the ambiguous words can mean, as it stands there."""
    intent: str
    """What is meant, as it stands there."""

    @property
    def key(self) -> tuple[str, ...]:
        """Rows with the same are the same row."""
        return (*self.named, same_words(self.vague), same_words(self.clear))


def same_words(task: str) -> str:
    """What two tasks share that differ at most in capitals, punctuation and spaces."""
    return " ".join(_NOT_WORDS.sub(" ", task.casefold()).split())


def read_rows(path: Path) -> tuple[Row, ...]:
    """All rows of a file.

    Raises:
        EvaluationError: it cannot be read, is no AmbiK file, or a row is not whole; the message names line,
            row and column.
    """
    records = list(_records(path.name, _text_of(path)))
    if not records:
        raise EvaluationError(f"{path.name} is empty; docs/evaluation.md describes the format")
    (_, heading), *rest = records
    for name in NEEDED:
        if heading.count(name) != 1:
            what = "no column" if name not in heading else "more than one column"
            raise EvaluationError(f"{path.name}, line 1: {what} {name!r}; an AmbiK file has "
                                  f"{', '.join(NEEDED)}")
    if not rest:
        raise EvaluationError(f"{path.name} has a heading and no rows")
    return tuple(_row(path.name, heading, line, number, values)
                 for number, (line, values) in enumerate(rest, start=1))


def _text_of(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise EvaluationError(f"cannot read {path}: {error.strerror or error}") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[:error.start].split(b"\n")
        raise EvaluationError(f"{path.name}, line {len(before)}, byte {len(before[-1]) + 1} of it: not text "
                              "in UTF-8") from error


def _records(file: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """The line on which each record begins, with its values; blank lines are none."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number, line = 0, 1
    while True:
        try:
            values = next(reader, None)
        except csv.Error as error:
            raise EvaluationError(_torn(file, text, number, line, str(error))) from error
        if values is None:
            return
        if values:
            yield line, values
            number += 1
        line = reader.line_num + 1


def _torn(file: str, text: str, number: int, line: int, why: str) -> str:
    """What is said of a record that cannot be read, the ``number``-th after the heading."""
    where = f"{file}, line {line} ({f'row {number}' if number else 'the heading'})"
    if "unexpected end" not in why:
        return f"{where}: {why}"
    # A lenient reader ends such a record with the file: the last value is the one that was being written.
    lines = io.StringIO(text, newline="").readlines()
    heading, cut = next(csv.reader(lines)), next(csv.reader(lines[line - 1:]))
    column = f", column {heading[len(cut) - 1]!r}" if len(cut) <= len(heading) else ""
    return f"{where}{column}: a quotation mark is not closed; was writing the file interrupted?"


def _row(file: str, heading: Sequence[str], line: int, number: int, values: Sequence[str]) -> Row:
    where = f"{file}, line {line} (row {number})"
    if len(values) < len(heading):
        raise EvaluationError(f"{where}: it ends before the column {heading[len(values)]!r}; was writing the "
                              "file interrupted?")
    if len(values) > len(heading):
        raise EvaluationError(f"{where}: {len(values)} values for {len(heading)} columns, the last of them "
                              f"{heading[-1]!r}; a text with commas needs quotation marks")
    found = dict(zip(heading, (value.strip() for value in values), strict=True))
    named = dict.fromkeys(_ARTICLE.sub("", one.strip()) for one in found["environment_short"].split(","))
    return Row(file=file, line=line, number=number, kind=found["ambiguity_type"].lower(),
               named=tuple(name for name in named if name), vague=found["ambiguous_task"],
               clear=found["unambiguous_direct"], variants=found.get("variants", ""),
               intent=found.get("user_intent", ""))
