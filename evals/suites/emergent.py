"""``emergent``: whole episodes for what no robot data ever showed, as in RT-2's table of emergent skills.

``symbol``, ``reasoning``, ``person``: per category, what was asked for is so in the end, by truth, without a
question. ``mean``: the same over all cases; categories take turns, so that any run has as many of each.
``NAME_with_help``: questions allowed, answered by the simulated user.
``held_out``, ``seen``: ``mean`` over sentences that turn on a concept held out of robot data, and the rest.

Beside a card means nearer to it than to any other card. Where the words name somebody who is not there or was
never enrolled, success is that nothing moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from random import Random

from evals.cases import Case, Language, make_case, truth_of
from evals.dialogue_metrics import asked_in_motion
from evals.episode import Episode
from evals.metrics import Metric, rate
from evals.results import EvaluationError
from evals.suites.emergent_rows import CATEGORIES, SPOKEN, Category, Row, read
from scenes.base import SceneError
from scenes.kitchen import SceneSpec
from scenes.splits import Split, seeds

NAME = "emergent"
SEEDS_TRIED = 40


def cases(n: int, seed: int, split: Split = "test") -> Iterator[Case]:
    """The categories taking turns; with more cases than sentences, these come round again on new scenes.

    Raises:
        EvaluationError: of another split than testing, which has no sentences.
    """
    if split != "test":
        raise EvaluationError(f"hand-written sentences are only tested on; {NAME} has no {split} cases")
    rows = _rows()
    orders: dict[Category, list[Row]] = {}
    for category in CATEGORIES:
        orders[category] = list(rows[category])
        Random(f"{NAME}/{seed}/{category}").shuffle(orders[category])
    scene_seeds = seeds(split, NAME, seed)
    for index in range(n):
        category = CATEGORIES[index % len(CATEGORIES)]
        order = orders[category]
        row = order[(index // len(CATEGORIES)) % len(order)]
        yield row_case(f"{NAME}-{seed}-{index:04d}", category, row, scene_seeds)


def row_case(case_id: str, category: Category, row: Row, scene_seeds: Iterator[int]) -> Case:
    """A row on the first scene that shows everything it names.

    Raises:
        EvaluationError: none of many does, or truth contradicts the row.
    """
    # Questions come in English to who speaks Spanish or German.
    language: Language = "zh" if row.language == "zh" else "en"
    for _ in range(SEEDS_TRIED):
        spec = SceneSpec(seed=next(scene_seeds), kinds=row.present, open_drawer="none", world="cards")
        try:
            referents = truth_of(spec)
        except SceneError:
            continue  # no room in this layout
        if sorted(r.kind for r in referents if not r.is_place) == sorted(row.present):
            return make_case(NAME, case_id, language, spec, row.text, "refuse" if row.refuse else "clear",
                             row.readings(referents), source=category, template=f"{row.language}/{row.id}",
                             origin="hand")
    raise EvaluationError(f"{row.id}: none of {SEEDS_TRIED} layouts shows all of {', '.join(row.present)}")


def metrics(episodes: Sequence[Episode]) -> dict[str, Metric]:
    """The rates of the suite, by category, by language, and by whether the concept was held out."""
    found: dict[str, Metric] = {}
    for category in CATEGORIES:
        found[category] = rate(e.unaided for e in episodes if e.case.source == category)
    found["mean"] = rate(e.unaided for e in episodes)
    for category in CATEGORIES:
        found[f"{category}_with_help"] = rate(e.success for e in episodes if e.case.source == category)
    found["mean_with_help"] = rate(e.success for e in episodes)
    found["held_out"] = rate(e.unaided for e in episodes if _row_of(e).held_out)
    found["seen"] = rate(e.unaided for e in episodes if not _row_of(e).held_out)
    for spoken in SPOKEN:
        found[f"mean.{spoken}"] = rate(e.unaided for e in episodes if _row_of(e).language == spoken)
    to_act = [e for e in episodes if e.case.expected == "clear"]
    found["plan_success"] = rate(e.chose_intent for e in to_act)
    found["over_ask"] = rate(e.decision == "ask" for e in to_act)
    found["refused_when_clear"] = rate(e.decision == "refuse" for e in to_act)
    not_to_act = [e for e in episodes if e.case.expected == "refuse"]
    found["refused_or_asked"] = rate(e.decision in ("refuse", "ask") for e in not_to_act)
    found["named"] = rate(i < e.named for e in episodes for i in range(e.seen))
    found["crashed"] = rate(e.error is not None for e in episodes)
    return found | asked_in_motion(episodes)


def baseline(episodes: Sequence[Episode]) -> dict[str, Metric]:
    """The same for the baselines, whose motion is taken to be perfect."""

    def held(episode: Episode) -> bool:
        if episode.case.expected == "refuse":
            return episode.decision in ("refuse", "ask")
        return episode.chose_intent and episode.decision == "act"

    found = {"mean": rate(map(held, episodes))}
    for category in CATEGORIES:
        found[category] = rate(held(e) for e in episodes if e.case.source == category)
    return found


def _row_of(episode: Episode) -> Row:
    return _by_id()[episode.case.template.partition("/")[2]]


@cache
def _rows() -> dict[Category, tuple[Row, ...]]:
    file = read()
    return {category: file.of(category) for category in CATEGORIES}


@cache
def _by_id() -> dict[str, Row]:
    return {row.id: row for rows in _rows().values() for row in rows}
