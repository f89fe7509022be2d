"""``generalisation``: whole episodes with what was never trained with, as in RT-2's figure 4.

Objects, backgrounds and environments that no training shows (``scenes.unseen``), each easy and hard; the six
take turns, the languages too, so any run has as many of each. Every command has one valid reading, and one
about unseen objects has to do with one of them. The original is arXiv 2307.15818.

``objects``, ``backgrounds``, ``environments``: what was asked for is so in the end, by truth, and no question
was asked.
``NAME_easy``, ``NAME_hard``: the same by level. ``mean``: over all cases.
``NAME_with_help``: questions allowed, answered by the simulated user.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

import numpy as np

from evals.cases import LANGUAGES, MAX_SCENES, Case, Language, from_instruction, truth_of
from evals.dialogue_metrics import asked_in_motion
from evals.episode import Episode
from evals.metrics import Metric, Observed, by_language, rate
from evals.results import EvaluationError
from scenes.arrangement import draw_kinds
from scenes.base import SceneError
from scenes.instructions import Instruction, generate
from scenes.kitchen import SceneSpec
from scenes.referring import Referent
from scenes.splits import Split, seeds
from scenes.unseen.catalogue import KEYS, Level, of_level
from scenes.unseen.looks import Setting

NAME = "generalisation"
CATEGORIES = ("objects", "backgrounds", "environments")
CELLS: tuple[tuple[str, Level], ...] = tuple(
    (category, level) for category in CATEGORIES for level in ("easy", "hard"))  # type: ignore[misc]
TRIES = 30
"""Commands drawn for a counter until one has to do with an unseen thing."""

_SETTINGS: dict[tuple[str, Level], Setting] = {
    ("backgrounds", "easy"): "background-easy", ("backgrounds", "hard"): "background-hard",
    ("environments", "easy"): "environment-easy", ("environments", "hard"): "environment-hard"}


def cases(n: int, seed: int, split: Split = "test") -> Iterator[Case]:
    """Clear commands, the six cells taking turns.

    Raises:
        EvaluationError: none of many scenes admits a case.
    """
    scene_seeds = seeds(split, NAME, seed)
    for index in range(n):
        category, level = CELLS[index % len(CELLS)]
        language = LANGUAGES[index // len(CELLS) % 2]
        yield _case(f"{NAME}-{seed}-{index:04d}", category, level, language, scene_seeds, split)


def _case(case_id: str, category: str, level: Level, language: Language, scene_seeds: Iterator[int],
          split: Split) -> Case:
    rng = Random(case_id)
    for _ in range(MAX_SCENES):
        spec = _spec(next(scene_seeds), category, level)
        try:
            referents = truth_of(spec)
        except SceneError:
            continue  # no room for what was drawn
        said = _said(referents, rng, language, split, category)
        if said is not None:
            case = from_instruction(NAME, case_id, language, spec, said)
            return replace(case, source=f"{category}-{level}")
    raise EvaluationError(f"none of {MAX_SCENES} scenes admits a command for {category}, {level}")


def _spec(seed: int, category: str, level: Level) -> SceneSpec:
    if category != "objects":
        return SceneSpec(seed=seed, randomisation=_SETTINGS[category, level])
    draws = np.random.default_rng([seed, 77])
    among = [kind.key for kind in of_level(level)]
    unseen = draws.choice(among, int(draws.integers(1, 3)), replace=False)
    return SceneSpec(seed=seed, kinds=(*map(str, unseen), *draw_kinds(draws, (3, 4))), world="unseen")


def _said(referents: Sequence[Referent], rng: Random, language: Language, split: Split,
          category: str) -> Instruction | None:
    if category != "objects":
        return generate(referents, rng, language, split, want="clear")
    unseen = {referent.key for referent in referents if referent.kind in KEYS}
    for _ in range(TRIES if unseen else 0):
        said = generate(referents, rng, language, split, want="clear")
        if said is not None and said.readings[0].thing in unseen:
            return said
    return None


def metrics(episodes: Sequence[Episode]) -> dict[str, Metric]:
    """The rates of the suite, by category and by level."""
    found: dict[str, Metric] = {}
    for category in CATEGORIES:
        found[category] = rate(e.unaided for e in _of(episodes, category))
        for level in ("easy", "hard"):
            found[f"{category}_{level}"] = rate(e.unaided for e in _of(episodes, f"{category}-{level}"))
    found |= by_language("mean", (Observed(e.unaided, e.case.language) for e in episodes))
    for category in CATEGORIES:
        found[f"{category}_with_help"] = rate(e.success for e in _of(episodes, category))
    found["mean_with_help"] = rate(e.success for e in episodes)
    found["plan_success"] = rate(e.chose_intent for e in episodes)
    found["over_ask"] = rate(e.decision == "ask" for e in episodes)
    found["refused_when_clear"] = rate(e.decision == "refuse" for e in episodes)
    found["named"] = rate(i < e.named for e in episodes for i in range(e.seen))
    found["crashed"] = rate(e.error is not None for e in episodes)
    return found | asked_in_motion(episodes)


def baseline(episodes: Sequence[Episode]) -> dict[str, Metric]:
    """The same for the baselines, whose motion is taken to be perfect."""

    def held(episode: Episode) -> bool:
        return episode.chose_intent and episode.decision == "act"

    by_category = {category: rate(map(held, _of(episodes, category))) for category in CATEGORIES}
    return {**by_category, "mean": rate(map(held, episodes))}


def _of(episodes: Sequence[Episode], source: str) -> list[Episode]:
    return [episode for episode in episodes if episode.case.source.startswith(source)]
