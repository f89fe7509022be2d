"""``introplan-text``: the rows of ``introplan`` in words alone, for whoever reads a list and sees nothing.

The sentence, what it can mean and what is meant are those of ``reading-introplan``; instead of a picture a
reader gets the row's things and our ten places, by the catalogue's names. So text deciders and the pointer
reader are compared on what they make of the words, without what an eye gets wrong. Points and sizes are a
layout of ours, the same for every row: things side by side in the row's order, places where the kitchen has
them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from random import Random

from evals.cases import NO_SCENE, Case, ListedCase, case_seed, truth_of
from evals.data import DataFile
from evals.results import EvaluationError
from evals.suites import Suite, introplan, introplan_reading
from evals.suites.introplan_files import Labelled, Rows
from evals.suites.introplan_names import things_of
from policies.types import Percept
from scenes.kitchen import SceneSpec
from scenes.referring import Referent
from scenes.splits import Split

NAME = "introplan-text"
_LEFT, _RIGHT, _ROWS = 0.12, 0.88, (0.55, 0.65, 0.75)
"""Image columns between which things stand, and the image rows that they take in turn."""
_THING, _PLACE = (0.07, 0.1), (0.15, 0.12)
"""Width and height of a can, and of a place."""


def without_data(n: int, seed: int, split: Split = "test") -> Iterator[Case]:
    """No cases.

    Raises:
        EvaluationError: always; it says what is needed.
    """
    raise EvaluationError(introplan.NEEDS_DATA.replace("introplan needs", f"{NAME} needs", 1))


def of_data(data: DataFile) -> Suite:
    """The suite of one file, or of what is chosen of a split.

    Raises:
        EvaluationError: the file cannot be read, or no row can be done.
    """
    rows = introplan.rendered(data)
    most = sum(one.wanted != "refuse" for one in rows.rendered)
    if not most:
        raise EvaluationError(f"all rows of {data.path} that our kitchen has the things for must be refused; "
                              "there is nothing to read")
    return Suite(NAME, partial(cases, rows), "belief", partial(introplan_reading.metrics, rows),
                 introplan_reading.baseline, data=introplan.identity(data, rows), most=most,
                 parts=introplan.parts_of(rows), said=rows.said, listed=True)


def cases(rows: Rows, n: int, seed: int, split: Split = "test") -> Iterator[Case]:
    """The first ``n`` rows in this seed's order that can be done, at most all there are."""
    order = [one for one in rows.rendered if one.wanted != "refuse"]
    Random(f"{NAME}/{seed}").shuffle(order)
    for index, labelled in enumerate(order[:n]):
        yield case_of(f"{NAME}-{seed}-{index:04d}", labelled)


def case_of(case_id: str, labelled: Labelled) -> ListedCase:
    """A row as a list of what is there."""
    row, listed = labelled.row, listed_of(things_of(labelled.row))
    referents = tuple(Referent(p.key, p.name, p.u, p.v, p.is_place, p.is_open) for p in listed)
    seed = case_seed(case_id)
    intent = Random(seed).choice(introplan.readings_of(row.intended, referents))
    return ListedCase(case_id, NAME, row.task, "en", NO_SCENE, introplan.EXPECTED[labelled.wanted],
                      introplan.readings_of(row.valid, referents), intent, case_id, row.category,
                      introplan.template_of(labelled), "hand", seed, listed)


def listed_of(kinds: tuple[str, ...]) -> tuple[Percept, ...]:
    """Things of these kinds and every place, as percepts of a look that nobody took."""
    step = (_RIGHT - _LEFT) / max(1, len(kinds))
    things = [Percept(key=at, name=kind, u=_LEFT + (at + 0.5) * step, v=_ROWS[at % len(_ROWS)],
                      width=_THING[0], height=_THING[1], confidence=1.0, is_place=False)
              for at, kind in enumerate(kinds)]
    places = [Percept(key=len(kinds) + at, name=place.kind, u=place.u, v=place.v, width=_PLACE[0],
                      height=_PLACE[1], confidence=1.0, is_place=True, is_open=place.is_open)
              for at, place in enumerate(_places())]
    return (*things, *places)


@cache
def _places() -> tuple[Referent, ...]:
    """Where the kitchen has its places, on an empty counter with closed drawers."""
    return tuple(one for one in truth_of(SceneSpec(0, kinds=("coke",), open_drawer="none")) if one.is_place)
