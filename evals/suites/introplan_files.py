"""A data file or a split of several: the rows to evaluate, with what is expected, and those left out."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, cast, get_args

from evals.data import PARTS, DataFile, Part, same_words
from evals.results import EvaluationError
from evals.suites.introplan_names import Slip, missing, slip_of, too_wide
from evals.suites.introplan_rows import Row, Wanted, read_rows, text_of

COLUMNS = ("file", "row", "split", "expected")
SPLIT_FILE = "split.csv"


class Labelled(NamedTuple):
    """A row, what is expected, whether its sentence occurs in the training rows, and its part of a split."""

    row: Row
    wanted: Wanted
    seen: bool
    part: Part | None = None


@dataclass(frozen=True)
class Rows:
    """The rows of what was chosen, and what was left out of it."""

    rendered: tuple[Labelled, ...]
    total: int
    """With those left out."""
    unmapped: Counter[str]
    """Name of what our kitchen lacks to the rows that need it; a row may lack several things."""
    n_unmapped: int
    slips: Counter[Slip]
    repeated: int
    """Rows of a plain file whose scene and task an earlier row has."""
    digests: tuple[tuple[str, str], ...]
    """(name, sha256) of every file read."""
    said: dict[str, frozenset[str]] = field(default_factory=dict)
    """Of a split file: every part's sentences (``same_words``), whichever was chosen."""


class _Line(NamedTuple):
    """One line of a split file."""

    row: Row
    part: Part
    wanted: Wanted


def read(data: DataFile) -> Rows:
    """The rows to evaluate.

    Of a plain file they are all of it, each scene and task once; of a split file (``.csv``) what is chosen of
    it, by default the part ``test``. Training rows are those of the split file, or of ``split.csv`` beside a
    plain one.

    Raises:
        EvaluationError: a file cannot be read, a row or a line is not whole, or a part of a plain file is
            asked for.
    """
    path = Path(data.path)
    if path.suffix == ".csv":
        lines, files = _split(path)
        said: dict[str, frozenset[str]] = {
            part: frozenset(same_words(line.row.task) for line in lines if line.part == part)
            for part in get_args(Part)}
        chosen = [Labelled(line.row, line.wanted, same_words(line.row.task) in said["train"], line.part)
                  for line in lines if line.part in PARTS[data.chosen]]
        if not chosen:
            raise EvaluationError(f"{path.name} has no rows of the part {data.chosen}")
        return _sorted_out(chosen, 0, (path, *files), said)
    if data.part is not None:
        raise EvaluationError(f"--part {data.part} is of a split file (.csv); {path.name} has no parts")
    rows = read_rows(path)
    first = {row.key: row for row in reversed(rows)}
    beside = path.with_name(SPLIT_FILE)
    known = _training(_split(beside)[0]) if beside.exists() else frozenset()
    chosen = [Labelled(row, row.wanted, same_words(row.task) in known) for row in rows
              if first[row.key] is row]
    return _sorted_out(chosen, len(rows) - len(chosen), (path,))


def _sorted_out(chosen: list[Labelled], repeated: int, files: tuple[Path, ...],
                said: dict[str, frozenset[str]] | None = None) -> Rows:
    rendered: list[Labelled] = []
    unmapped: Counter[str] = Counter()
    slips: Counter[Slip] = Counter()
    for one in chosen:
        slip, lacking = slip_of(one.row), missing(one.row)
        if one.wanted != "refuse":  # what must not be done needs no lifting
            lacking += too_wide(one.row)
        if slip is not None:
            slips[slip] += 1
        elif lacking:
            unmapped.update(lacking)
        else:
            rendered.append(one)
    digests = tuple((file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files)
    return Rows(tuple(rendered), len(chosen), unmapped, len(chosen) - len(rendered) - slips.total(), slips,
                repeated, digests, said or {})


def _training(lines: list[_Line]) -> frozenset[str]:
    return frozenset(same_words(line.row.task) for line in lines if line.part == "train")


def _split(path: Path) -> tuple[list[_Line], tuple[Path, ...]]:
    """Every line of a split file with its row, and the files that hold the rows."""
    reader = csv.DictReader(text_of(path).splitlines())
    absent = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if absent:
        raise EvaluationError(f"{path.name}, line 1: no column {absent[0]!r}; a split file has "
                              f"{', '.join(COLUMNS)}")
    rows: dict[str, tuple[Row, ...]] = {}
    lines = []
    for values in reader:
        where = f"{path.name}, line {reader.line_num}"
        name, at = values["file"], values["row"]
        part, wanted = values["split"], values["expected"]
        if not name or Path(name).name != name:
            raise EvaluationError(f"{where}: 'file' must name a file beside it, not {name!r}")
        if name not in rows:
            rows[name] = read_rows(path.with_name(name))
        if not (at or "").isdecimal() or int(at) >= len(rows[name]):
            raise EvaluationError(f"{where}: 'row' is {at!r}, but {name} has the rows 0 to "
                                  f"{len(rows[name]) - 1}")
        if part not in get_args(Part):
            raise EvaluationError(f"{where}: 'split' is {part!r} and not one of {', '.join(get_args(Part))}")
        if wanted not in get_args(Wanted):
            raise EvaluationError(f"{where}: 'expected' is {wanted!r} and not one of "
                                  f"{', '.join(get_args(Wanted))}")
        lines.append(_Line(rows[name][int(at)], cast(Part, part), cast(Wanted, wanted)))
    return lines, tuple(path.with_name(name) for name in rows)
