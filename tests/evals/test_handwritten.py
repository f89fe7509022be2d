"""The hand-written format: what it says, what it refuses, and what it must not share with the grammar."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.results import EvaluationError
from evals.suites import check_handwritten, hand, handwritten, placing
from evals.suites.overlap import shared_template
from scenes.commands import valid_readings
from scenes.splits import SEEDS

EXAMPLES = Path(__file__).parent / "handwritten"
ROWS = [(path, row) for path in sorted(EXAMPLES.glob("examples_*.toml"))
        for row in handwritten.read(path).scene]
WRONG = """
language = "en"
[[scene]]
id = "wrong"
present = ["coke", "pepsi"]
absent = ["drink"]
[scene.clear]
text = "Any chance that drink could come my way?"
thing = { facts = ["drink"] }
destination = "hand_over"
"""


@pytest.mark.parametrize(("path", "row"), ROWS, ids=[row.id for _, row in ROWS])
def test_examples_mean_what_they_say(path: Path, row: handwritten.SceneRow) -> None:
    placed = placing.place_row(row, SEEDS["dev"].start)
    for expected, sentence in row.sentences():
        readings = valid_readings(sentence.command(), placed.referents)
        assert (len(readings) == 1) == (expected == "clear") and readings
    kinds = [referent.kind for referent in placed.referents if not referent.is_place]
    assert all(kinds.count(kind) >= row.present.count(kind) for kind in row.present)


def test_a_pair_is_two_cases_on_one_scene() -> None:
    row = ROWS[0][1]
    vague, clear = hand.row_cases("vague-hand", "p", "en", row, SEEDS["test"].start, paired=True)
    assert (vague.expected, clear.expected) == ("ambiguous", "clear")
    assert vague.spec == clear.spec and vague.pair == clear.pair and vague.id != clear.id
    assert vague.intent in vague.readings and len(vague.readings) == 2
    alone = list(hand.row_cases("clear-hand", "p", "en", row, SEEDS["test"].start, paired=False))
    assert [case.expected for case in alone] == ["clear"]


def test_a_sentence_truth_contradicts_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(WRONG, encoding="utf-8")
    row = handwritten.read(path).scene[0]
    with pytest.raises(placing.SentenceContradicted, match="wrong: 'Any chance.*be clear.*move coke"):
        placing.place_row(row, SEEDS["dev"].start)


@pytest.mark.parametrize(("change", "message"), [
    (('"drink"] }', '"drinkable"] }'), "wrong.clear.*no such fact.*drinkable"),
    (('"pepsi"', '"pepsis"'), "wrong.*no such kind.*pepsis"),
    (('"hand_over"', '"shelf"'), "wrong.clear.*no such destination"),
    (("thing =", "think ="), "wrong.clear.*thing"),
    (("language =", "language"), "not valid TOML"),
])
def test_a_row_that_does_not_fit_is_named(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(WRONG.replace(*change), encoding="utf-8")
    with pytest.raises(EvaluationError, match=message):
        handwritten.read(path)


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="cannot read"):
        handwritten.read(tmp_path / "none.toml")


@pytest.mark.parametrize(("text", "language", "shared"), [
    ("Put the Coke in the top drawer!", "en", True),
    ("could you hand me the green one, please?", "en", True),
    ("My throat is parched and the can over on the left looks perfect", "en", False),
    ("把可乐拿给我", "zh", True),
    ("困得不行了，那罐银色的提神饮料帮个忙", "zh", False),
])
def test_sentences_of_the_grammar_are_recognised(text: str, language: str, shared: bool) -> None:
    assert (shared_template(text, language) is not None) == shared  # type: ignore[arg-type]


def test_the_checker_counts_and_names_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check_handwritten.main([str(path) for path in sorted(EXAMPLES.glob("*.toml"))]) == 0
    assert "5 sentences on 3 scenes: 3 clear, 2 ambiguous" in capsys.readouterr().out
    path = tmp_path / "wrong.toml"
    path.write_text(WRONG.replace("Any chance that drink could come my way?", "bring me the drink"),
                    encoding="utf-8")
    assert check_handwritten.main([str(path)]) == 1
    out = capsys.readouterr().out
    assert "said to be clear" in out and "fits the grammar's frame" in out and "2 problems" in out
