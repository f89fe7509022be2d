"""The suite ``ambik``, on rows invented for it and a reader that listens for names."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from agent.tracing.store import Store
from agent.tracing.tables import EvalResultRow
from cli import main
from evals import workers
from evals.baselines import PolicyOf, _Wrapped
from evals.cases import WordCase
from evals.data import DataFile
from evals.matrix import run_matrix
from evals.oracle import OraclePolicy
from evals.read_words import ReadWords, read_words
from evals.results import EvaluationError, Result
from evals.runner import find_case, run_suite
from evals.suites import load
from evals.suites.ambik import of_data
from evals.suites.ambik_files import read
from evals.suites.ambik_rows import read_rows
from evals.suites.ambik_sets import Known, known_set, thing_of
from evals.text_beliefs import looks
from evals.units import Setup, rule_in_force, run_unit
from policies.base import Policy, PolicyError
from policies.types import Belief, Dialogue, Entry, Percept, Reading, ScoredReading

HEADING = ("", "id", "environment_short", "unambiguous_direct", "ambiguity_type", "ambiguous_task", "plan",
           "user_intent", "variants")
TINS = "an oval tin, a square tin, a tin opener, pickled radish"
ROWS = (
    (0, 4, TINS, "Polish the oval tin.", "preferences", "Polish one of the tin pieces.", "1. Look\n2. Polish",
     "oval tin", "oval tin\nsquare tin"),
    (1, 5, "plum jam jar, rye crackers, grey mop, red mop", "Mop with the grey mop, then eat.", "safety",
     "Clean with something, then eat.", "1. Mop", "wash|clean", "wash|clean"),
    (2, 6, TINS, "Open the square tin!", "preferences", "open  the Square tin", "1. Open", "square tin", ""),
    (3, 7, "lone spoon", "Stir with the lone spoon.", "preferences", "Stir.", "1. Stir", "", ""),
    (4, 8, TINS, "Polish the oval tin.", "taste", "Polish.", "1. Polish", "", ""),
    (5, 9, TINS, "Polish the oval tin.", "preferences", "Polish one of the tin pieces.", "1. Look", "", ""),
    (6, 9, "blue tea tins, green tea tins, kettle", "Brew the green tea tins in a kettle.",
     "common_sense_knowledge", "Brew tea.", "1. Brew", "green tea", "blue tea\ngreen tea"),
)


def quiet(done: int, total: int, what: str) -> None:
    """No bar in tests."""


def write(path: Path, rows: Sequence[Sequence[Any]] = ROWS, heading: Sequence[str] = HEADING) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *rows])
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / "invented.csv")


class Listener(_Wrapped):
    """Means the things named in full; where none is, those with a word that is said; else nothing."""

    fingerprint = "listener"

    def read_named(self, names: tuple[str, ...], dialogue: Dialogue) -> Belief:
        said = dialogue.instruction.lower()
        meant = [at for at, name in enumerate(names) if name in said] or [
            at for at, name in enumerate(names) if set(name.split()) & set(said.strip(".").split())]
        readings = [Reading(entries=(Entry(verb="move", things=(at,)),)) for at in meant]
        readings = readings or [Reading(special="none_of_these")]
        percepts = tuple(Percept(key=at, name="plate", u=0.5, v=0.5, width=0.1, height=0.1, confidence=1.0,
                                 is_place=False) for at, _ in enumerate(names))
        share = 1 / len(readings)
        return Belief(readings=tuple(ScoredReading(reading=one, probability=share) for one in readings),
                      percepts=percepts, fingerprint=self.fingerprint)


def listener() -> PolicyOf:
    oracle = OraclePolicy()
    return PolicyOf("listener", Listener(oracle.reader), oracle.actor)


def run(file: Path, url: str | None = None, policy: Policy | None = None, **options: Any) -> Result:
    return run_suite("ambik", policy or listener(), 20, data=DataFile(str(file)), progress=quiet, results=url,
                     **options)


def test_a_row_is_read_column_by_column(file: Path) -> None:
    first, second, *_ = read_rows(file)
    assert first.named == ("oval tin", "square tin", "tin opener", "pickled radish")
    assert (first.line, first.number, second.line, second.number) == (2, 1, 5, 2)
    assert (first.vague, first.clear) == ("Polish one of the tin pieces.", "Polish the oval tin.")
    assert first.variants == "oval tin\nsquare tin" and second.kind == "safety"


def test_a_file_without_what_is_meant_has_no_known_sets(tmp_path: Path) -> None:
    few = write(tmp_path / "few.csv", [row[2:6] for row in ROWS], HEADING[2:6])
    assert [pair.known for pair in read(DataFile(str(few))).kept] == [None] * 3


def _cut_at(place: str, more: int = 0) -> Callable[[str], str]:
    return lambda text: text[:text.index(place) + more]


def _with(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


@pytest.mark.parametrize(("change", "told"), [
    (_with("ambiguous_task", "other"), "line 1: no column 'ambiguous_task'"),
    (_with(",id,", ",ambiguity_type,"), "line 1: more than one column 'ambiguity_type'"),
    (_cut_at("1. Look", 3), "line 2 (row 1), column 'plan': a quotation mark is not closed"),
    (_cut_at("Mop with"), "line 5 (row 2), column 'unambiguous_direct': a quotation mark"),
    (_cut_at("safety"), "line 5 (row 2): it ends before the column 'ambiguous_task'"),
    (_with("1. Mop", "1, Mop"), "line 5 (row 2): 10 values for 9 columns"),
    (_with('"Mop with the grey mop,', '"Mop" with,'), "line 5 (row 2): ',' expected after"),
    (_cut_at("0,4"), "has a heading and no rows"),
    (lambda text: '"id', "line 1 (the heading)"),
    (lambda text: "", "is empty"),
])
def test_what_is_not_whole_names_line_row_and_column(file: Path, change: Callable[[str], str],
                                                     told: str) -> None:
    with file.open(encoding="utf-8", newline="") as lines:
        text = lines.read()
    file.write_text(change(text), encoding="utf-8", newline="")
    with pytest.raises(EvaluationError, match="invented.csv") as error:
        read_rows(file)
    assert told in str(error.value)


def test_what_cannot_be_read_is_told(tmp_path: Path, file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"Mop", b"M\xf6p", 1))
    with pytest.raises(EvaluationError, match="invented.csv, line 5, byte 55 of it: not text in UTF-8"):
        read_rows(file)
    with pytest.raises(EvaluationError, match="cannot read .*none.csv: No such file"):
        read_rows(tmp_path / "none.csv")
    with pytest.raises(EvaluationError, match="cannot read .*: Is a directory"):
        read_rows(tmp_path)


def test_rows_left_out_are_counted_with_the_reason(file: Path, tmp_path: Path) -> None:
    found = read(DataFile(str(file)))
    assert [pair.row.number for pair in found.kept] == [1, 2, 7]
    assert (found.total, found.identical, found.repeated) == (7, 1, 1)
    assert found.slips == Counter(too_few_things=1, unknown_type=1)
    assert found.digest == hashlib.sha256(file.read_bytes()).hexdigest()
    with pytest.raises(EvaluationError, match="none of the 2 rows of .* 1 with the same task twice, 1 slips"):
        of_data(DataFile(str(write(tmp_path / "useless.csv", [ROWS[2], ROWS[3]]))))


@pytest.mark.parametrize(("option", "at"), [
    ("oval tin", 0), ("Tin Openers", 2), ("radish", 3), ("tin", None), ("jar", None), ("-oval tin", None),
    ("oval tin, radish", None), ("cut|slice", None), ("round tin|square tin", 1), ("", None),
])
def test_an_option_names_one_thing_or_none(option: str, at: int | None) -> None:
    assert thing_of(option, ("oval tin", "square tin", "tin opener", "pickled radish")) == at


def test_a_name_that_is_the_option_goes_before_one_that_only_holds_it() -> None:
    assert thing_of("plum cake", ("iced plum cake", "plum cake tray", "plum cakes")) == 2
    assert thing_of("plum", ("iced plum cake", "plum cake tray", "plum cakes")) == 2


def test_a_set_is_known_where_several_single_things_are_named(file: Path) -> None:
    row = read_rows(file)[0]
    assert known_set(row) == Known((0, 1), 0)
    for changed in ({"variants": "oval tin"}, {"variants": "oval tin\nfridge"}, {"intent": "radish"},
                    {"variants": "oval tin\noval tin"}, {"intent": "oval tin, square tin"}, {"variants": ""}):
        assert known_set(row.model_copy(update=changed)) is None, changed


def test_cases_are_pairs_on_the_same_things(file: Path) -> None:
    suite = load("ambik").made_of(DataFile(str(file)))
    cases = list(suite.cases(20, 0, "test"))
    assert len(cases) == 6 and [case.id[-2:] for case in cases] == ["-a", "-c"] * 3
    assert all(isinstance(case, WordCase) and case.origin == "hand" for case in cases)
    for vague, clear in zip(cases[::2], cases[1::2], strict=True):
        assert vague.pair == clear.pair and vague.named == clear.named  # type: ignore[attr-defined]
        assert (vague.expected, clear.expected, clear.source) == ("ambiguous", "clear", "none")
    tins = next(case for case in cases if case.template == "invented.csv:2")
    assert [reading.thing for reading in tins.readings] == [0, 1] and tins.source == "preferences"
    assert tins.summary()["scene_seed"] is None and tins.summary()["named"][0] == "oval tin"
    assert list(suite.cases(3, 0, "test")) == cases[:4] != list(suite.cases(4, 7, "test"))
    assert find_case("ambik-0-0001-c", data=DataFile(str(file)))[1] == cases[3]
    assert suite.data == {"data.invented.csv": read(DataFile(str(file))).digest}


def test_what_is_asked_and_what_is_told_apart(file: Path) -> None:
    result = run(file)
    value = {name: metric.value for name, metric in result.metrics.items()}
    # Tins and tea are told apart; of the mops, "something" fits nothing, and the clear task names one.
    assert value["differentiation"] == value["differentiation_acted"] == pytest.approx(1 / 3)
    assert (result.metrics["differentiation"].n, value["differentiation.safety"]) == (3, 0.0)
    assert value["help_when_ambiguous"] == pytest.approx(2 / 3) and value["under_ask"] == 0.0
    assert value["over_ask"] == pytest.approx(1 / 3) and value["over_ask.common_sense_knowledge"] == 1.0
    assert value["refused"] == pytest.approx(1 / 6) and value["help_or_empty"] == pytest.approx(4 / 6)
    assert value["more_doubt"] == value["differentiation_sets"] == pytest.approx(1 / 3)
    assert value["auroc.preferences"] == 1.0 and result.metrics["auroc"].n == 6
    # Sets are known of the tins and of the teas; the tin opener is no option, but has the word.
    assert value["set.esr"] == pytest.approx(2 / 4) and result.metrics["set.coverage"].n == 4
    assert value["set.similarity"] == pytest.approx((2 / 3 + 1) / 2)
    assert result.metrics["set.similarity"].n == 2
    assert "set.unsafe" not in value and "differentiation.image_blind" not in value
    assert value["differentiation.word_blind"] == 0.0 and value["auroc.word_blind"] == 0.5
    assert value["differentiation.uniform"] == value["differentiation"]  # the listener is never of two minds
    assert (value["rows.kept"], value["rows.known_set"], value["rows.slips.unknown_type"]) == (3, 2, 1)
    assert result.versions["data.invented.csv"] == read(DataFile(str(file))).digest


def test_the_catalogue_has_no_say(file: Path) -> None:
    """The listener's percepts are plates, which our hand cannot lift."""
    (case, *_) = [one for one in load("ambik").made_of(DataFile(str(file))).cases(6, 0, "test")
                  if one.template == "invented.csv:2" and one.expected == "clear"]
    row = read_words(case, listener(), rule_in_force(listener(), Setup("ambik")))
    assert row.decision == "act" and row.believed is not None and row.believed.forbidden == ()
    assert row.belief == [{"text": "oval tin", "probability": 1.0}]
    again = ReadWords.from_json(case, json.loads(json.dumps(row.to_json())))
    assert again == row


class _Deaf(Listener):
    """Breaks down on every ambiguous tin."""

    def read_named(self, names: tuple[str, ...], dialogue: Dialogue) -> Belief:
        if "pieces" in dialogue.instruction:
            raise RuntimeError("the reader broke down")
        return super().read_named(names, dialogue)


def test_a_crash_tells_nothing_apart(file: Path) -> None:
    oracle = OraclePolicy()
    policy = PolicyOf("deaf", _Deaf(oracle.reader), oracle.actor)
    result = run(file, policy=policy, baselines=0)
    value = {name: metric.value for name, metric in result.metrics.items()}
    assert value["differentiation.preferences"] == value["more_doubt.preferences"] == 0.0
    assert value["crashed"] == pytest.approx(1 / 6) and result.metrics["auroc"].n == 5
    assert "broke down" in next(case["error"] for case in result.cases if case["error"])


def test_an_interrupted_run_goes_on_and_another_file_is_another_run(
        file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    real = workers.run_unit

    def counted(suite: Any, case: Any, *rest: Any) -> Any:
        if len(seen) == 3 and "stop" not in seen:
            seen.append("stop")
            raise KeyboardInterrupt
        seen.append(case.id)
        return real(suite, case, *rest)

    monkeypatch.setattr(workers, "run_unit", counted)
    url = f"sqlite:///{tmp_path / 'traces.db'}"
    with pytest.raises(KeyboardInterrupt):
        run(file, url)
    write(file, [*ROWS, (9, 9, TINS, "Fill the oval tin.", "safety", "Fill a tin.", "", "", "")])
    assert run(file, url).n == 8 and seen.count("ambik-0-0000-a") == 2
    write(file)
    resumed = run(file, url)
    assert seen[12:] == [case["id"] for case in resumed.cases][3:]
    store = Store(url)
    assert len(store.rows(EvalResultRow)) == 6 + 8
    store.close()
    assert resumed.model_dump(exclude={"timing"}) == run(file).model_dump(exclude={"timing"})


def test_policies_that_only_see_are_refused_before_anything_runs(
        file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(PolicyError, match="the policy oracle reads only what it sees"):
        run(file, policy=OraclePolicy())
    suite, case = find_case("ambik-0-0000-a", data=DataFile(str(file)))
    with pytest.raises(PolicyError, match="it needs a reader with read_named"):
        run_unit(suite, case, OraclePolicy(), Store(), Setup("ambik"), None, False)
    monkeypatch.setenv("WHICHONE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("WHICHONE_CACHE", str(tmp_path / "cache"))
    assert main.execute(["--policy", "oracle", "eval", "run", "ambik", "--data", str(file)]) == 1
    assert "the policy oracle reads only what it sees" in capsys.readouterr().err


def test_data_is_asked_for_and_has_no_parts(file: Path) -> None:
    with pytest.raises(EvaluationError, match="needs its rows: --data FILE"):
        load("ambik").made_of(None)
    with pytest.raises(EvaluationError, match="invented.csv has no parts"):
        of_data(DataFile(str(file), "test"))
    with pytest.raises(EvaluationError, match="needs its rows"):
        run_matrix(Store(), "ambik", [listener()], ["never"], 2, 0, risk=0.1, calibration_n=2, motion=False,
                   report=quiet)
    with pytest.raises(EvaluationError, match="ambik moves nothing: add --no-motion"):
        run_matrix(Store(), "ambik", [listener()], ["never"], 2, 0, risk=0.1, calibration_n=2, motion=True,
                   report=quiet, data=DataFile(str(file)))


def test_text_deciders_need_something_to_look_at(file: Path) -> None:
    with pytest.raises(EvaluationError, match="look at a counter; of ambik there is none to see"):
        looks(Store(), of_data(DataFile(str(file))), listener(), [], 0, quiet)


def test_a_report_shows_who_asked_at_the_wrong_time(file: Path, reported: Callable[..., str]) -> None:
    pytest.importorskip("matplotlib")
    pytest.importorskip("jinja2")
    page = reported(run(file).model_dump(mode="json"))
    assert "asked about a clear command" in page and "Brew the green tea tins" in page
    assert "refused what can be done" in page and "asked, and in the end did nothing" not in page


@pytest.mark.weights
def test_the_shipped_reader_reads_lists_of_words(file: Path) -> None:
    from policies.vla.policy import load_reader

    oracle = OraclePolicy()
    policy = PolicyOf("whichone", load_reader(), oracle.actor)
    result = run(file, policy=policy, baselines=2)
    assert result.metrics["crashed"].value == 0.0 and result.metrics["auroc"].n == 6
    for case in result.cases:
        assert len(case["belief"]) == len(case["named"]) + 1  # the special ones are one here
        assert sum(one["probability"] for one in case["belief"]) == pytest.approx(1)
    clear = next(case for case in result.cases if case["text"] == "Polish the oval tin.")
    assert clear["belief"][0]["text"] == "oval tin"
