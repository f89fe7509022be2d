"""The suite ``introplan``, on rows invented for it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from evals.answerer import Answerer
from evals.believed import Believed
from evals.cases import case_seed, make_case
from evals.data import DataFile
from evals.episode import Episode
from evals.results import EvaluationError
from evals.runner import find_case
from evals.set_metrics import set_metrics
from evals.suites import load
from evals.suites.introplan import EXPECTED, metrics, of_data, readings_of
from evals.suites.introplan_files import read
from evals.suites.introplan_names import PLACES, THINGS, missing, things_of, too_wide
from evals.suites.introplan_rows import Row, read_rows
from evals.suites.placing import on_paper
from scenes.catalogue import kinds, places
from scenes.commands import TrueReading
from scenes.kitchen import SceneSpec

FOLDER = Path(__file__).parent / "introplan"
INVENTED, SPLIT = FOLDER / "invented.txt", FOLDER / "split.csv"


@pytest.fixture(scope="module")
def rows() -> tuple[Row, ...]:
    return read_rows(INVENTED)


def test_a_block_is_read_field_by_field(rows: tuple[Row, ...]) -> None:
    row = rows[1]
    assert (row.number, row.line, row.index, row.category) == (8, 11, 1, "multilabel")
    assert row.possible_objects == row.intent_objects == ("Coke", "Sprite")
    assert [row.wanted for row in rows] == ["ask", "any", "ask", "refuse", "act", "act", "ask"]


@pytest.mark.parametrize(("old", "new", "told"), [
    ("8\nScene", "eight\nScene", "line 11: a row begins with its number, not with 'eight'"),
    ("Task: Set the apple by a can.\n", "", "line 28: the row that begins on line 21 has no 'Task'"),
    ("Task: Set the apple by a can.", "Task:", "line 23: 'Task' is empty"),
    ("Task: Set the apple by a can.", "Tusk: Set", "line 23: 'Tusk: Set' is no field"),
    ("Task: Set the apple by a can.", "Scene: a Coke", "line 23: 'Scene' is there twice"),
])
def test_what_is_not_whole_names_file_line_and_field(tmp_path: Path, old: str, new: str, told: str) -> None:
    file = tmp_path / "broken.txt"
    file.write_text(INVENTED.read_text().replace(old, new, 1))
    with pytest.raises(EvaluationError, match="broken.txt, ") as error:
        read_rows(file)
    assert told in str(error.value)


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("\n")
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe\x00")
    for name, told in (("none.txt", "cannot read"), ("empty.txt", "no rows"), ("bytes.txt", "UTF-8")):
        with pytest.raises(EvaluationError, match=told):
            read_rows(tmp_path / name)


@pytest.mark.parametrize(("old", "new", "told"), [
    ("file,row", "file,block", "line 1: no column 'row'"),
    ("invented.txt,1,", "invented.txt,7,", "line 3: 'row' is '7', but invented.txt has the rows 0 to 6"),
    ("1,test", "1,exam", "line 3: 'split' is 'exam'"),
    ("any", "all", "line 3: 'expected' is 'all'"),
    ("invented.txt,1,", "../invented.txt,1,", "line 3: 'file' must name a file beside it"),
])
def test_a_broken_split_names_line_and_field(tmp_path: Path, old: str, new: str, told: str) -> None:
    (tmp_path / "invented.txt").write_text(INVENTED.read_text())
    (tmp_path / "split.csv").write_text(SPLIT.read_text().replace(old, new, 1))
    with pytest.raises(EvaluationError) as error:
        read(DataFile(str(tmp_path / "split.csv")))
    assert f"split.csv, {told}" in str(error.value)


def test_every_name_is_mapped_to_what_there_is(rows: tuple[Row, ...]) -> None:
    assert set(THINGS.values()) <= set(kinds()) and set(PLACES.values()) <= set(places())
    assert not set(THINGS) & set(PLACES)
    assert missing(rows[4]) == ("wok", "oven") and missing(rows[0]) == ()
    assert things_of(rows[3]) == ("metal_bowl", "apple") and too_wide(rows[3]) == ("metal bowl to lift",)
    assert too_wide(rows[0]) == ()
    twice = rows[0].model_copy(update={"scene_objects": ("stove", "cooktop", "Coke")})
    assert missing(twice) == ("second cooktop",)


def test_rows_left_out_are_counted_with_the_reason() -> None:
    found = read(DataFile(str(INVENTED)))
    assert [one.row.number for one in found.rendered] == [7, 8, 9, 10]
    assert (found.total, found.n_unmapped, found.repeated) == (6, 1, 1)
    assert found.unmapped == Counter(wok=1, oven=1) and found.slips == Counter(cut_name=1)
    counted = metrics(found, [])
    assert (counted["rows.rendered"].value, counted["rows.unmapped.wok"].value) == (4, 1)
    assert counted["rows.slips.cut_name"].n == 6


def test_a_row_of_a_bowl_is_rendered_only_where_it_must_be_refused(tmp_path: Path) -> None:
    for wanted, rendered in (("refuse", 1), ("act", 0)):
        (tmp_path / "invented.txt").write_text(INVENTED.read_text())
        (tmp_path / "split.csv").write_text(f"file,row,split,expected\ninvented.txt,3,test,{wanted}\n")
        found = read(DataFile(str(tmp_path / "split.csv")))
        assert len(found.rendered) == rendered
        assert found.unmapped == Counter({"metal bowl to lift": 1 - rendered} if not rendered else {})


def test_parts_and_sentences_seen_in_training() -> None:
    found = read(DataFile(str(SPLIT)))
    assert [(one.wanted, one.seen) for one in found.rendered] == [("ask", True), ("any", False),
                                                                  ("refuse", False)]
    assert [name for name, _ in found.digests] == ["split.csv", "invented.txt"]
    assert len(read(DataFile(str(SPLIT), "train")).rendered) == 2
    with pytest.raises(EvaluationError, match="none of the 1 rows"):
        of_data(DataFile(str(SPLIT), "calibrate"))
    with pytest.raises(EvaluationError, match="has no parts"):
        read(DataFile(str(INVENTED), "train"))


def test_readings_on_paper(rows: tuple[Row, ...]) -> None:
    on = on_paper(SceneSpec(1, kinds=things_of(rows[0])))
    coke, sprite, apple = 0, 1, 2
    tray = next(r.key for r in on if r.kind == "tray")
    assert readings_of(rows[0].valid, on) == (TrueReading("move", coke, tray, "handover"),
                                              TrueReading("move", sprite, tray, "handover"))
    assert readings_of(rows[2].valid, on) == (TrueReading("move", apple, coke, "next_to"),
                                              TrueReading("move", apple, sprite, "next_to"))


def test_where_any_will_do_each_valid_reading_is_right(rows: tuple[Row, ...]) -> None:
    spec = SceneSpec(1, kinds=things_of(rows[1]))
    on = on_paper(spec)
    valid = readings_of(rows[1].valid, on)
    case = make_case("introplan", "introplan-0-0000", "en", spec, rows[1].task, EXPECTED["any"], valid)
    other = next(one for one in valid if one != case.intent)
    episode = Episode(case, decision="act", chosen=other)
    assert episode.chose_intent and episode.acted_valid and episode.judged_by == other
    user = Answerer(case.intent, case.readings, "en", case_seed(case.id), case.accepted)
    kind = {r.key: r.kind for r in on}[other.thing]
    heard = user.answer([{"coke": "the Coke", "sprite": "the Sprite"}[kind], "the apple"], on)
    assert heard.chosen == 0  # what it means is not on offer, but what it accepts is


def test_sets_where_any_will_do() -> None:
    case = Believed("a", "a", "", 1, "en", "multilabel", "any", (0.6, 0.4), (0, 1), 0, 1)
    found = set_metrics([case], [(0,)])
    assert found["set.plan_success"].value == 1 and found["auroc"].n == 0
    assert found["set.over_ask"].n == found["set.under_ask"].n == 0


def test_cases_are_the_rows_on_scenes_that_show_them() -> None:
    suite = load("introplan").made_of(DataFile(str(SPLIT)))
    cases = list(suite.cases(3, 0, "test"))
    assert Counter(case.expected for case in cases) == {"ambiguous": 1, "any": 1, "refuse": 1}
    assert all(case.spec.seed >= 2_000_000 and case.language == "en" for case in cases)
    refuse = next(case for case in cases if case.expected == "refuse")
    assert not refuse.readings and refuse.intent is not None and refuse.spec.kinds == ("metal_bowl", "apple")
    assert list(suite.cases(1, 0, "test")) == cases[:1]
    assert find_case("introplan-0-0001", data=DataFile(str(SPLIT)))[1] == cases[1]
    assert suite.data["data.part"] == "test" and len(suite.data["data.invented.txt"]) == 64


def test_data_is_asked_for_and_refused() -> None:
    with pytest.raises(EvaluationError, match="needs its rows: --data FILE"):
        load("introplan").made_of(None)
    with pytest.raises(EvaluationError, match="the suite clear takes no data"):
        load("clear").made_of(DataFile(str(INVENTED)))
