"""The emergent suite: what its sentences mean, what counts, and what beside a card is."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from evals.cases import make_case
from evals.episode import Episode
from evals.results import EvaluationError
from evals.scorers import Score, score
from evals.suites import emergent, load
from evals.suites.emergent_rows import CATEGORIES, Row, read
from scenes.catalogue import all_kinds
from scenes.commands import TrueReading
from scenes.counters import PLACE_POINTS
from scenes.kitchen import SceneSpec
from scenes.queries import Referent
from scenes.truth import TrueThing, Truth
from scenes.types import Pose

UPRIGHT = np.array([0.0, 0.0, 0.0, 1.0])


def on_paper(row: Row) -> tuple[Referent, ...]:
    things = [Referent(key, kind, 0.45 + 0.06 * key, 0.5, False) for key, kind in enumerate(row.present)]
    fixed = [Referent(100 + index, key, u, v, True, False if key.endswith("drawer") else None)
             for index, (key, (u, v)) in enumerate(PLACE_POINTS.items())]
    return (*things, *fixed)


def test_there_are_thirty_a_category_in_four_languages() -> None:
    file = read()
    for category in CATEGORIES:
        rows = file.of(category)
        assert len(rows) >= 30
        assert {row.language for row in rows} == {"en", "zh", "es", "de"}
        assert sum(row.held_out for row in rows) >= len(rows) / 2


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_sentence_means_one_thing_that_can_be_done(category: str) -> None:
    for row in read().of(category):  # type: ignore[arg-type]
        found = row.readings(on_paper(row))
        assert len(found) == (0 if row.refuse else 1), row.id
        for reading in found:
            assert all_kinds()[row.present[reading.thing]].graspable, row.id


def test_some_sentences_are_about_people_who_are_not_there() -> None:
    refused = [row for row in read().person if row.refuse]
    assert len(refused) >= 4
    assert any(not {"Mia", "Kenji"} & set(row.text.replace(".", "").split()) for row in refused)


def test_a_sentence_that_means_two_things_is_told_by_its_name() -> None:
    there = ("coke", "pepsi")
    row = Row(id="two", text="Hand me a drink.", present=there, thing=("drink",), place="hand_over")
    with pytest.raises(EvaluationError, match="two: 'Hand me a drink.' has 2 valid readings"):
        row.readings(on_paper(row))


@pytest.mark.parametrize("text, told", [
    ("symbol = [{ id = 'x', text = 'Go.', present = ['apple', 'dodo'], thing = ['apple'], place = 'tray' }]",
     "symbol.x.present: .*no such kind among the cards: dodo"),
    ("symbol = [{ id = 'x', text = 'Go.', present = ['apple', 'coke'], thing = ['apple'] }]",
     "exactly one of near, into and place"),
    ("symbol = [", "not valid TOML"),
])
def test_a_row_that_does_not_fit_is_named(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "rows.toml"
    path.write_text(text)
    with pytest.raises(EvaluationError, match=told):
        read(path)


def test_categories_take_turns_and_a_short_run_begins_a_long_one() -> None:
    short = list(islice(load("emergent").cases(3, 0, "test"), 3))
    long = list(islice(load("emergent").cases(6, 0, "test"), 3))
    assert [case.source for case in short] == list(CATEGORIES)
    assert short == long
    assert all(case.spec.world == "cards" for case in short)


def test_there_is_nothing_to_train_or_tune_on() -> None:
    with pytest.raises(EvaluationError, match="only tested on"):
        next(load("emergent").cases(1, 0, "dev"))


def thing(key: int, kind: str, x: float, y: float) -> TrueThing:
    return TrueThing(key, kind, Pose(np.array([x, y, 0.03]), UPRIGHT), 500, 0.5, 0.5, 0.1, 0.1, None, False)


def test_beside_a_card_is_nearer_to_it_than_to_any_other() -> None:
    meant = TrueReading("move", 0, 1, "next_to")
    cards = (thing(1, "card_3", 0.45, 0.0), thing(2, "card_7", 0.45, 0.12))
    before = Truth((thing(0, "apple", 0.35, 0.25), *cards), ())
    assert score(meant, before, Truth((thing(0, "apple", 0.45, -0.08), *cards), ())).success
    assert not score(meant, before, Truth((thing(0, "apple", 0.45, 0.075), *cards), ())).success
    # Beside anything else, what is as near does not matter.
    cans = (thing(1, "coke", 0.45, 0.0), thing(2, "pepsi", 0.45, 0.12))
    before = Truth((thing(0, "apple", 0.35, 0.25), *cans), ())
    assert score(meant, before, Truth((thing(0, "apple", 0.45, 0.075), *cans), ())).success


def episode(category: str, row: str, decision: str, success: bool, expected: str = "clear") -> Episode:
    reading = (TrueReading("move", 0, 1, "next_to"),) if expected == "clear" else ()
    case = make_case("emergent", f"e-{row}-{decision}", "en", SceneSpec(0), "x", expected,  # type: ignore[arg-type]
                     reading, source=category, template=f"en/{row}")
    return Episode(case, decision, score=Score(success, "done" if success else "not moved"))


def test_a_question_is_help_except_where_nothing_may_be_done() -> None:
    found = emergent.metrics([
        episode("symbol", "apple-three", "act", True), episode("symbol", "coke-heart", "ask", True),
        episode("reasoning", "rain", "act", False), episode("person", "absent-mia", "ask", True, "refuse"),
        episode("person", "unknown-name", "act", False, "refuse")])
    assert (found["symbol"].value, found["symbol_with_help"].value) == (0.5, 1.0)
    assert (found["reasoning"].value, found["person"].value) == (0.0, 0.5)
    assert (found["mean"].value, found["mean"].n) == (0.4, 5)
    assert found["refused_or_asked"].value == 0.5
    assert found["held_out"].n == 5
