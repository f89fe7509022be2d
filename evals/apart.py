"""Cases to calibrate on, apart from those that are tested: other seeds, or another part of the same rows."""

from __future__ import annotations

from evals.data import PART, PARTS, Chosen, DataFile
from evals.results import EvaluationError
from evals.suites import Suite, load


def suite_to_calibrate_on(tested: Suite, data: DataFile | None, name: str | None = None,
                          part: Chosen | None = None) -> Suite:
    """The suite whose cases calibrate what is tested on another.

    Args:
        data: what the suite tested is made of, if anything.
        name: of the suite; the same by default.
        part: of the split file, ``calibrate`` by default.

    Raises:
        EvaluationError: there is no such suite, the file has no parts, or they share rows; the message says
            what to do.
    """
    found = load(name or tested.name)
    if data is None or found.of_data is None:
        if part is not None:
            raise EvaluationError(f"--calibration-part {part} is of a split file; {found.name} is calibrated "
                                  "on cases of seeds")
        return found.made_of(None)
    if not tested.said:
        raise EvaluationError(f"{data.path} has no parts, so that there is nothing to calibrate on but what "
                              "is tested: name a split file, --calibration-suite vague, or only deciders "
                              "that need no calibration")
    chosen: Chosen = part or "calibrate"
    if shares_rows(chosen, tested.data[PART]):
        raise EvaluationError(f"the part {chosen} to calibrate on is among what is tested "
                              f"({tested.data[PART]}): choose another --calibration-part, or --part test")
    return found.made_of(DataFile(data.path, chosen))


def shares_rows(one: str | None, other: str | None) -> bool:
    """Whether two choices of the same files have rows in common; None is all of a plain file."""
    parts: dict[str, tuple[str, ...]] = {name: tuple(among) for name, among in PARTS.items()}
    return one is None or other is None or bool(set(parts[one]) & set(parts[other]))
