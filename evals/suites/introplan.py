"""``introplan``: sentences that others wrote, each on a scene with just the things its row names.

Valid readings, intent and what is expected are the authors' (IntroPlan, arXiv 2402.06529); pixels, places and
the judgement of the end are ours. The rows come from a file that is read where it lies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from random import Random
from typing import cast, get_args

from evals.believed import Believed
from evals.cases import MAX_SCENES, Case, Expected, make_case
from evals.data import PART, DataFile, Part
from evals.dialogue_metrics import asked_and_acted
from evals.episode import Episode
from evals.metrics import Metric, rate
from evals.results import EvaluationError
from evals.set_metrics import auroc, best_valid, doubt, set_metrics
from evals.suites import Suite
from evals.suites.introplan_files import Labelled, Rows, read
from evals.suites.introplan_names import PLACES, SLIPS, THINGS, adds_place, things_of
from evals.suites.introplan_rows import Named, Wanted
from evals.suites.placing import in_the_kitchen
from scenes.catalogue import all_places
from scenes.commands import Relation, TrueReading
from scenes.kitchen import SceneSpec
from scenes.referring import Referent
from scenes.splits import Split, seeds

EXPECTED: dict[Wanted, Expected] = {"act": "clear", "ask": "ambiguous", "any": "any", "refuse": "refuse"}
NEEDS_DATA = ("the suite introplan needs its rows: --data FILE, a data file of the IntroPlan repository or a "
              "split.csv beside such files (docs/evaluation.md)")
Group = Sequence[Episode]
APART: tuple[tuple[str, str, Callable[[Labelled], bool]], ...] = (
    ("seen_task", "new_task", lambda one: one.seen),
)
"""Rows whose sentence occurs in the training rows, with all others."""


def without_data(n: int, seed: int, split: Split = "test") -> Iterator[Case]:
    """No cases.

    Raises:
        EvaluationError: always; it says what is needed.
    """
    raise EvaluationError(NEEDS_DATA)


def no_metrics(episodes: Group) -> dict[str, Metric]:
    """Of no rows."""
    return {}


def of_data(data: DataFile) -> Suite:
    """The suite of one file, or of what is chosen of a split.

    Raises:
        EvaluationError: the file cannot be read, or none of its rows can be rendered.
    """
    rows = rendered(data)
    return Suite("introplan", partial(cases, rows), "episode", partial(metrics, rows), baseline,
                 data=identity(data, rows), most=len(rows.rendered), parts=parts_of(rows), said=rows.said)


def rendered(data: DataFile) -> Rows:
    """The rows, some of which can be rendered.

    Raises:
        EvaluationError: the file cannot be read, or none of its rows can be rendered.
    """
    rows = read(data)
    if not rows.rendered:
        raise EvaluationError(f"none of the {rows.total} rows of {data.path} can be rendered: "
                              f"{rows.n_unmapped} unmapped, {rows.slips.total()} slips")
    return rows


def identity(data: DataFile, rows: Rows) -> dict[str, str]:
    """What a suite of these rows is made of."""
    found = {f"data.{name}": digest for name, digest in rows.digests}
    return {**found, PART: data.chosen} if rows.said else found


def parts_of(rows: Rows) -> dict[str, str]:
    """A case's template to the part of the split that its row is in."""
    return {template_of(one): one.part for one in rows.rendered if one.part is not None}


def template_of(labelled: Labelled) -> str:
    """Where a case's row stands."""
    return f"{labelled.row.file}:{labelled.row.line}"


def cases(rows: Rows, n: int, seed: int, split: Split = "test") -> Iterator[Case]:
    """The first ``n`` rows in this seed's order, at most all there are; scenes have seeds of the split."""
    order = list(rows.rendered)
    Random(f"introplan/{seed}").shuffle(order)
    scene_seeds = seeds(split, "introplan", seed)
    for index, labelled in enumerate(order[:n]):
        yield case_of(f"introplan-{seed}-{index:04d}", labelled, scene_seeds)


def case_of(case_id: str, labelled: Labelled, scene_seeds: Iterator[int]) -> Case:
    """A row on the first scene that shows all its things.

    Raises:
        EvaluationError: none of many scenes does.
    """
    row, wanted = labelled.row, labelled.wanted
    kinds = things_of(row)
    for seed in islice(scene_seeds, MAX_SCENES):
        spec = SceneSpec(seed, kinds=kinds, open_drawer="none")
        referents = in_the_kitchen(spec)
        if referents is not None and sorted(r.kind for r in referents if not r.is_place) == sorted(kinds):
            break
    else:
        raise EvaluationError(f"{row.file}, line {row.line}: none of {MAX_SCENES} scenes shows "
                              f"{', '.join(row.scene_objects)}")
    meant = readings_of(row.intended, referents)
    valid = () if wanted == "refuse" else readings_of(row.valid, referents)
    case = make_case("introplan", case_id, "en", spec, row.task, EXPECTED[wanted], valid, source=row.category,
                     template=template_of(labelled), origin="hand", forbidden=meant)
    return replace(case, intent=Random(case.seed).choice(meant))


def readings_of(named: Sequence[Named], referents: Sequence[Referent]) -> tuple[TrueReading, ...]:
    """Pairs of names as readings on a scene; a location that is a thing means next to it."""
    key = {r.kind: r.key for r in referents}
    return tuple(TrueReading("move", key[THINGS[one.thing]], *_where(one.location, key)) for one in named)


def _where(location: str, key: dict[str, int]) -> tuple[int, Relation]:
    if location in THINGS:
        return key[THINGS[location]], "next_to"
    place = PLACES[location]
    return key[place], cast(Relation, all_places()[place].relation)


def metrics(rows: Rows, episodes: Group) -> dict[str, Metric]:
    """Dialogue and set metrics, the main ones also for groups of rows, and how many rows there were."""
    found = {name: metric for name, metric in asked_and_acted(episodes).items()
             if not name.startswith("over_ask.")}  # which go by pairs, and rows have none
    found |= set_metrics([e.believed for e in episodes if e.believed is not None],
                         [e.members for e in episodes if e.believed is not None])
    found["acted_valid_when_any"] = rate(e.acted_valid for e in episodes if e.case.expected == "any")
    for category in sorted({e.case.source for e in episodes if e.case.expected != "refuse"}):
        found[f"plan_success.{category}"] = _planned([e for e in episodes if e.case.source == category])
    found |= _apart(rows, episodes)
    return found | counted(rows)


def _apart(rows: Rows, episodes: Group) -> dict[str, Metric]:
    """The main rates over rows that are easier or harder for a reason of ours, where there are any."""
    labels = {template_of(one): one for one in rows.rendered}
    found: dict[str, Metric] = {}
    for part in split_into(rows):
        among = [e for e in episodes if labels[e.case.template].part == part]
        believed = [e.believed for e in among if e.believed is not None]
        found |= {f"{name}.{part}": metric
                  for name, metric in {**_main(among), **of_beliefs(believed)}.items()}
    for name, other, chosen in APART:
        groups = {name: [e for e in episodes if chosen(labels[e.case.template])],
                  other: [e for e in episodes if not chosen(labels[e.case.template])]}
        if groups[name]:
            found |= {f"{rate_name}.{group}": metric for group, among in groups.items()
                      for rate_name, metric in _main(among).items()}
    return found


def split_into(rows: Rows) -> list[str]:
    """Parts to tell apart; none where all rows are of one."""
    there = {one.part for one in rows.rendered}
    return [part for part in get_args(Part) if part in there] if len(there) > 1 else []


def of_beliefs(cases: Sequence[Believed]) -> dict[str, Metric]:
    """How often the best reading is valid, and how well doubt tells ambiguous rows from clear ones."""
    told = [case for case in cases if case.expected in ("clear", "ambiguous")]
    return {"top1_valid": rate(best_valid(case) for case in cases if case.expected != "refuse"),
            "auroc": auroc([doubt(case) for case in told], [case.expected == "ambiguous" for case in told])}


def _main(episodes: Group) -> dict[str, Metric]:
    return {"plan_success": _planned(episodes),
            "over_ask": rate(e.decision == "ask" for e in episodes if e.case.expected == "clear"),
            "under_ask": rate(e.decision == "act" for e in episodes if e.case.expected == "ambiguous")}


def _planned(episodes: Group) -> Metric:
    return rate(e.chose_intent for e in episodes if e.case.expected != "refuse")


def counted(rows: Rows) -> dict[str, Metric]:
    """Rows of the part: how many, of how many."""
    def of(count: int) -> Metric:
        return Metric(value=count, n=rows.total, low=count, high=count)

    found = {"rows.rendered": of(len(rows.rendered)), "rows.unmapped": of(rows.n_unmapped),
             "rows.slips": of(rows.slips.total()), "rows.repeated": of(rows.repeated),
             "rows.seen_task": of(sum(one.seen for one in rows.rendered)),
             "rows.place_added": of(sum(adds_place(one.row) for one in rows.rendered))}
    found |= {f"rows.unmapped.{name.replace(' ', '_')}": of(count)
              for name, count in sorted(rows.unmapped.items())}
    return found | {f"rows.slips.{slip}": of(rows.slips[slip]) for slip in SLIPS if rows.slips[slip]}


def baseline(episodes: Group) -> dict[str, Metric]:
    """What is compared with the baselines, whose motion is taken to be perfect."""
    return {"asked_when_ambiguous": rate(e.asked for e in episodes if e.case.expected == "ambiguous"),
            "acted_when_clear": rate(e.acted_valid for e in episodes if e.case.expected == "clear"),
            "plan_success": _planned(episodes)}
