"""``clear-hand`` and ``vague-hand``: sentences people wrote, on scenes built for them.

Those of testing share no template with the grammar, and are reported apart; some sixty others in each
language are for tuning. With more cases than sentences, the sentences come round again on new scenes.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from evals.cases import LANGUAGES, Case, Language, make_case
from evals.results import EvaluationError
from evals.suites import handwritten, placing
from evals.suites.handwritten import SceneRow
from scenes.commands import valid_readings
from scenes.splits import Split, seeds


def clear_cases(n: int, seed: int, split: Split = "test") -> Iterator[Case]:
    """The clear sentences alone."""
    yield from _cases("clear-hand", n, seed, split, paired=False)


def vague_cases(n: int, seed: int, split: Split = "test") -> Iterator[Case]:
    """Ambiguous sentences, each with its clear control on the same scene."""
    yield from _cases("vague-hand", n, seed, split, paired=True)


def _rows(suite: str, seed: int, paired: bool, split: Split) -> dict[Language, list[SceneRow]]:
    """The rows of each language in this run's order.

    Raises:
        EvaluationError: there are none.
    """
    rows: dict[Language, list[SceneRow]] = {}
    files = handwritten.files(split)
    for language in LANGUAGES:
        if language not in files:
            continue
        fitting = [row for row in handwritten.read(files[language]).scene if row.ambiguous or not paired]
        Random(f"{suite}/{seed}/{language}").shuffle(fitting)
        if fitting:
            rows[language] = fitting
    if not rows:
        raise EvaluationError(f"there are no hand-written sentences in {handwritten.FOLDER}; write "
                              "handwritten_en.toml or handwritten_zh.toml (evals/suites/handwritten.py "
                              "describes them)")
    return rows


def _cases(suite: str, n: int, seed: int, split: Split, paired: bool) -> Iterator[Case]:
    if split == "train":
        raise EvaluationError(f"hand-written sentences are not trained on; {suite} has no {split} cases")
    rows = _rows(suite, seed, paired, split)
    spoken = list(rows)
    scene_seeds = seeds(split, suite, seed)
    rounds = (n + 1) // 2 if paired else n
    for index in range(rounds):
        language = spoken[index % len(spoken)]
        of_language = rows[language]
        row = of_language[(index // len(spoken)) % len(of_language)]
        yield from row_cases(suite, f"{suite}-{seed}-{index:04d}", language, row, next(scene_seeds), paired)


def row_cases(suite: str, pair: str, language: Language, row: SceneRow, scene_seed: int,
              paired: bool) -> Iterator[Case]:
    """The cases of one row on one scene."""
    placed = placing.place_row(row, scene_seed)
    for expected, sentence in row.sentences():
        if expected == "ambiguous" and not paired:
            continue
        readings = valid_readings(sentence.command(), placed.referents)
        yield make_case(suite, f"{pair}-{expected[0]}", language, placed.spec, sentence.text, expected,
                        readings, pair=pair, source=sentence.source, template=row.id, origin="hand")
