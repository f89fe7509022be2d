"""Calibrating on rows of a data file: which rows, what they promise, and which evaluations may use it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from agent.calibration import Calibration, CalibrationMismatch, save
from agent.tracing.store import Store
from evals.apart import suite_to_calibrate_on
from evals.believed import Believed
from evals.calibrate import calibrate, data_fingerprint
from evals.calibrated import calibration_for
from evals.cases import Case
from evals.data import DataFile
from evals.gathered import Gathered, gather_rows, row_warnings
from evals.matrix import _differences, carried_out, run_matrix
from evals.oracle import OraclePolicy
from evals.results import EvaluationError
from evals.set_metrics import set_metrics
from evals.suites import Suite, load
from evals.text_deciders import ADAPTER_OF
from tests.evals.invented_rows import Said, read, several, write

__all__ = ["read"]


def quiet(done: int, total: int, what: str) -> None:
    """No bar in tests."""


def gathered(path: Path, store: Store | None = None, **options: Any) -> Gathered:
    chosen = {"part": None, "n": None, **options}
    return gather_rows(store or Store(), OraclePolicy(), "introplan", str(path), report=quiet, **chosen)


ANY = Believed("a", "a", "Any will do", 1, "en", "none", "any", (0.6, 0.3, 0.1), (0, 1), 0, 1)


def test_where_any_will_do_the_best_valid_reading_is_scored() -> None:
    assert ANY.score("ask_gate") == ANY.score("intent") == pytest.approx(0.4)
    assert replace(ANY, expected="ambiguous").score("ask_gate") == pytest.approx(0.7)
    assert replace(ANY, missing=1).within("ask_gate") and not replace(ANY, valid=()).within("intent")
    found = set_metrics([ANY], [(0,)])
    assert (found["set.promised"].value, found["set.coverage"].value) == (1.0, 0.0)
    assert "set.promised" not in set_metrics([replace(ANY, expected="clear")], [(0,)])
    assert carried_out(ANY, (0, 2)) == 0 and carried_out(ANY, (0, 1)) == 1 and carried_out(ANY, (2,)) == 2


def test_rows_of_the_calibration_part_are_read_once(tmp_path: Path, read: list[str]) -> None:
    refused = Said("Melt it", "calibrate", "refuse")
    path = write(tmp_path, [*several(6, "calibrate"), *several(3, "test"), refused])
    store = Store()
    found = gathered(path, store)
    assert len(found.cases) == 6 and {case.expected for case in found.cases} == {"clear", "ambiguous", "any"}
    assert found.data["data.part"] == found.chosen == "calibrate"
    assert set(found.parts.values()) == {"calibrate"}
    assert gathered(path, store).cases == found.cases
    assert len(read) == 7 and all(name.startswith("introplan-1000-") for name in read)
    assert len(gathered(path, store, n=2).cases) <= 2 and len(read) == 7
    everything = gathered(path, part="all")
    assert Counter(everything.parts.values()) == {"calibrate": 7, "test": 3}
    store.close()


def test_a_calibration_says_what_it_was_made_on(tmp_path: Path, read: list[str]) -> None:
    found = gathered(write(tmp_path, several(30, "calibrate")))
    made = calibrate(found.cases, "oracle", "introplan", 0.3, conditional=False, data=found.data)
    assert made.data == found.data and len(made.data["data.made.txt"]) == 64 and made.n == 20
    assert made.data_fingerprint == data_fingerprint(found.cases, found.data) != data_fingerprint(found.cases)
    again = Calibration.model_validate(made.model_dump(mode="json"))
    assert again == made and not Calibration.model_validate({**made.model_dump(), "data": {}}).data


def test_what_speaks_against_the_rows_is_said(tmp_path: Path, read: list[str]) -> None:
    shared = Said("CALIBRATE sentence 1", "test")
    rows = gathered(write(tmp_path, [*several(4, "calibrate", each=3), shared]))
    told = row_warnings(rows, "ask_gate")
    assert any("12 rows have only 4 different sentences, 3 of them one and the same" in one for one in told)
    assert any("1 sentences of the test part were calibrated on" in one for one in told)
    path = write(tmp_path, [*several(30, "train"), *several(30, "calibrate"), *several(30, "test")])
    told = row_warnings(gathered(path, part="all"), "ask_gate")
    assert [one for one in told if "30 of 90 rows are training rows" in one]
    assert row_warnings(gathered(path), "ask_gate") == []


def test_parts_of_which_one_is_unlike_the_other_are_warned_of(tmp_path: Path, read: list[str]) -> None:
    rows = gathered(write(tmp_path, [*several(40, "calibrate"), *several(40, "test")]), part="held-out")
    sure = [replace(case, probabilities=(1.0, 0.0, 0.0, 0.0)) if rows.parts[case.case_id] == "test" else case
            for case in rows.cases]
    told = row_warnings(replace(rows, cases=sure), "intent")
    assert any("the scores of calibration and test differ" in one for one in told)


MADE = Calibration(fingerprint="oracle", suite="introplan", data_fingerprint="d", score="ask_gate", risk=0.15,
                   used_risk=0.1, n=100, quantile=0.9)


def suite(path: Path, part: Any = "test") -> Suite:
    return load("introplan").made_of(DataFile(str(path), part))


def test_a_calibration_decides_rows_of_its_own_data_and_no_others(tmp_path: Path) -> None:
    path = write(tmp_path, [*several(2, "calibrate"), *several(2, "test")])
    store, test = Store(), suite(path)

    def found(of: Suite, risk: float = 0.15, **options: Any) -> Calibration:
        return calibration_for(store, of, "oracle", risk, **options)

    vague = MADE.model_copy(update={"suite": "vague", "quantile": 0.5})
    save(store, vague)
    with pytest.raises(CalibrationMismatch, match="made on the suite vague .fingerprint d., and introplan "
                                                  "is made of made.txt .*--calibration-suite vague"):
        found(test)
    assert found(test, made_on="vague") == vague == found(load("ambiguity"))
    on_rows = MADE.model_copy(update={"data": {**test.data, "data.part": "calibrate"}})
    save(store, on_rows)
    assert found(test) == on_rows and found(load("ambiguity")) == vague
    assert found(load("reading-introplan").made_of(DataFile(str(path)))) == on_rows
    with pytest.raises(CalibrationMismatch, match="made on the rows that are evaluated .part calibrate"):
        found(suite(path, "all"))
    with pytest.raises(CalibrationMismatch, match="none on clear"):
        found(test, made_on="clear")
    with pytest.raises(CalibrationMismatch, match="there are risks 0.15"):
        found(test, risk=0.1)
    with pytest.raises(CalibrationMismatch, match="only some for oracle"):
        calibration_for(store, test, "another", 0.15)
    before = test.data["data.made.txt"][:12]
    other = suite(write(tmp_path, [*several(2, "calibrate"), Said("Another", "test")]))
    after = other.data["data.made.txt"][:12]
    with pytest.raises(CalibrationMismatch, match=f"other data: made.txt was {before} and is {after}"):
        found(other)
    store.close()


def test_a_calibration_on_rows_alone_does_not_decide_our_own_suites(tmp_path: Path) -> None:
    store, test = Store(), suite(write(tmp_path, several(2, "test")))
    save(store, MADE.model_copy(update={"data": test.data}))
    with pytest.raises(CalibrationMismatch, match="split.csv .*and vague is made of no file"):
        calibration_for(store, load("vague"), "oracle", 0.15)
    store.close()


def compared(path: Path, deciders: list[str], part: Any = None, **options: Any) -> dict[str, Any]:
    return run_matrix(Store(), "introplan", [OraclePolicy()], deciders, 100, 0, risk=0.15, calibration_n=300,
                      motion=False, report=quiet, data=DataFile(str(path), part), **options)


def test_deciders_are_calibrated_on_a_part_of_the_same_file(tmp_path: Path, read: list[str]) -> None:
    path = write(tmp_path, [*several(24, "calibrate"), *several(9, "test", each=2), *several(6, "train")])
    document = compared(path, ["whichone", "never"])
    assert document["n"] == 18 and document["calibration"]["n"] == 24 and len(read) == 18 + 24
    assert document["calibration"]["data"]["data.part"] == "calibrate"
    assert document["versions"]["oracle"]["data.part"] == "test" and document["calibration"]["warnings"] == []
    chosen = {row["decider"]: row for row in document["rows"] if row["chosen"]}
    assert chosen["whichone"]["level"] == 0.15 and "set.promised" in chosen["whichone"]["metrics"]
    (only,) = document["differences"]
    assert only["decider"] == "never" and only["pairs"] == 9  # sentences, not rows
    other = suite_to_calibrate_on(suite(path), DataFile(str(path)), part="train")
    assert other.data["data.part"] == "train" and other.at_most(300) == 6


def test_text_deciders_are_calibrated_on_the_same_part(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, [*several(24, "calibrate"), *several(12, "test")])
    heard: list[str] = []

    def text_beliefs(store: Store, suite: Suite, policy: Any, name: str, made: str, folder: Path,
                     looked: Any, *_: Any) -> list[tuple[Case, Believed]]:
        part = suite.data.get("data.part")
        heard.extend(f"{name} {part}" for _ in looked)
        sure = 0.9 if part == "calibrate" else 0.4
        return [(case, replace(ANY, case_id=case.id, text=case.text, expected="clear",
                               probabilities=(1 - sure, sure, 0.0))) for case, _ in looked]

    monkeypatch.setattr("evals.matrix.check", lambda names, folder: {
        name: {"fingerprint": name} for name in dict.fromkeys(names) if name in ADAPTER_OF})
    monkeypatch.setattr("evals.matrix.looks", lambda store, suite, policy, cases, *_: [
        (case, None) for case in cases])
    monkeypatch.setattr("evals.matrix.text_beliefs", text_beliefs)
    document = compared(path, ["whichone", "knowno", "binary"])
    assert Counter(heard) == {"knowno test": 12, "knowno calibrate": 24, "binary test": 12,
                              "binary calibrate": 24}
    assert set(document["adapters"]) == {"knowno", "binary"}
    chosen = {row["decider"]: row for row in document["rows"] if row["chosen"]}
    assert set(chosen) == {"whichone", "knowno", "binary"}
    assert document["calibration"]["data"]["data.part"] == "calibrate"
    (warned,) = [one for one in document["calibration"]["warnings"] if one.startswith("knowno: ")]
    assert "the scores of calibration and test differ" in warned
    assert compared(tmp_path / "made.txt", ["never", "binary"])["calibration"] == {}, "nothing to calibrate"


def test_what_deciders_cannot_be_calibrated_on_is_said(tmp_path: Path, read: list[str]) -> None:
    path = write(tmp_path, [*several(3, "calibrate"), *several(3, "test")])
    with pytest.raises(EvaluationError, match="calibrate to calibrate on is among what is tested .all."):
        compared(path, ["whichone"], "all")
    plain = tmp_path / "made.txt"
    with pytest.raises(EvaluationError, match="made.txt has no parts.*--calibration-suite vague"):
        compared(plain, ["whichone", "never"])
    assert compared(plain, ["never", "always"])["calibration"] == {}
    with pytest.raises(EvaluationError, match="vague is calibrated on cases of seeds"):
        compared(path, ["whichone"], calibration_suite="vague", calibration_part="train")
    with pytest.raises(EvaluationError, match="the suite vague takes no data"):
        run_matrix(Store(), "vague", [], [], 1, 0, risk=0.1, calibration_n=1, report=quiet,
                   data=DataFile(str(path)))


def test_differences_go_by_sentence() -> None:
    cases = [replace(ANY, case_id=str(at), pair=str(at), text=("A", "a ", "b")[at], expected="clear")
             for at in range(3)]
    sets: Any = {("whichone", 0.1): [(0,)] * 3, ("always", 0.0): [(0, 1)] * 3}
    (found,) = _differences("p", {"whichone": 0.1, "always": 0.0}, sets,
                            dict.fromkeys(("whichone", "always"), cases), by_sentence=True)
    assert found["pairs"] == 2 and found["difference"] == -1.0
