"""What text deciders are shown and what they practise, word for word."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from policies.textual import formats
from policies.textual.formats import LETTERS, NOT_LISTED, Row, options_prompt, possible_lists, samples
from policies.textual.scene import describe, told
from policies.training import decider_rows
from tests.policies.tiny_text import COUNTER, percept

SCENE = describe(COUNTER)


def at(option: str) -> int:
    return next(n for n, choice in enumerate(SCENE.choices) if choice.option == option)


COKE, PEPSI = at("put red can Coke on hand-over tray"), at("put blue can Pepsi on hand-over tray")
ROW = Row(SCENE, "bring me a cola", False, (COKE, PEPSI), None, "")
CLEAR = replace(ROW, said="bring me the Pepsi", valid=(PEPSI,))


def test_a_scene_in_words() -> None:
    assert SCENE.text == (
        "Things from left to right: red can Coke (back, by red apple); red apple (front, by red can Coke); "
        "blue can Pepsi. "
        "Places: hand-over tray; top drawer."
    )
    assert [c.option for c in SCENE.choices if "Coke" in c.what] == [
        "put red can Coke on hand-over tray",
        "put red can Coke in top drawer",
        "put red can Coke next to red apple",
        "put red can Coke next to blue can Pepsi",
    ]
    assert SCENE.choices[-1].text == " open top drawer."


def test_things_of_one_look_have_words_of_their_own() -> None:
    twins = (*COUNTER, percept(5, "pepsi", 0.601, 0.501), percept(6, "apple", 0.8))
    scene = describe(twins)
    assert len({choice.text for choice in scene.choices}) == len(scene.choices)
    assert "blue can Pepsi 1" in scene.text or "blue can Pepsi" in scene.text


def test_options_are_lettered_after_what_is_known() -> None:
    prompt = options_prompt(
        "bring me a cola", False, ["put it here", NOT_LISTED], ['"a drink" may mean a or b.']
    )
    assert prompt == (
        '\nTask: bring me a cola\nKnown: "a drink" may mean a or b.\nOptions:\nA) put it here\n'
        "B) an option not listed here"
    )
    assert formats.answer_prompt(prompt).endswith("here\nAnswer:")
    assert formats.list_prompt(prompt).endswith("here\nAll that fit:")
    assert (formats.letter(1), formats.listing((2, 0))) == (" B", " A, C.")
    assert (
        formats.sure_prompt("tidy", True, " open top drawer.")
        == "\nTask zh: tidy\nPlan: open top drawer.\nSure:"
    )


def test_every_list_of_options_is_possible_but_none_with_what_is_not_listed() -> None:
    lists = possible_lists(5, 3)
    assert len(lists) == 16 and (3,) in lists and all(found == (3,) or 3 not in found for found in lists)


@pytest.mark.parametrize("seed", range(8))
def test_the_letters_wanted_are_those_of_the_valid_options(seed: int) -> None:
    plan, letters = samples("knowno", ROW, Random(seed))
    assert set(plan.answers) == {SCENE.choices[COKE].text, SCENE.choices[PEPSI].text}
    options = dict(line.split(") ", 1) for line in letters.prompt.splitlines() if line[1:3] == ") ")
    assert list(options) == list(LETTERS) and NOT_LISTED in options.values()
    said = {options[answer.strip()] for answer in letters.answers}
    valid = {SCENE.choices[n].option for n in ROW.valid}
    assert said == (valid & set(options.values()) or {NOT_LISTED})


def test_what_each_format_practises() -> None:
    kinds = {name: [one.kind for one in samples(name, ROW, Random(1))] for name in formats.FORMATS}
    assert kinds == {
        "knowno": ["plan", "letter"],
        "introplan": ["plan", "letter", "list"],
        "prompt-set": ["plan", "list"],
        "binary": ["plan", "sure"],
        "ensemble-set": ["plan"],
    }
    with_known = samples("introplan", replace(ROW, known=("it is so.",)), Random(1))
    assert all("\nKnown: it is so.\nOptions:" in one.prompt for one in with_known[1:])
    asked = {samples("ensemble-set", ROW, Random(seed))[0].prompt for seed in range(40)}
    assert len(asked) == len(formats.QUESTIONS)


def test_it_is_sure_of_the_only_valid_plan_alone() -> None:
    for seed in range(30):
        assert samples("binary", ROW, Random(seed))[1].answers == (" no",)
        one = samples("binary", CLEAR, Random(seed))[1]
        assert one.answers == ((" yes",) if SCENE.choices[PEPSI].text in one.prompt else (" no",))
    refused = replace(ROW, valid=(), special="must_not")
    assert samples("binary", refused, Random(0))[0].answers == (" this must not be done.",)


def test_where_nothing_is_valid_no_option_fits() -> None:
    refused = replace(ROW, valid=(), special="none_of_these")
    asked = samples("prompt-set", refused, Random(2))[1]
    letter = next(line[0] for line in asked.prompt.splitlines() if line.endswith(NOT_LISTED))
    assert asked.answers == (f" {letter}.",)


def test_rows_are_decided_by_seed_and_step_and_mean_what_the_instruction_means() -> None:
    rows = decider_rows.rows(7, 3, 4)
    assert rows == decider_rows.rows(7, 3, 4) and 1 <= len(rows) <= 4
    _, _, instructions = decider_rows.draw(7, 3, 4)
    by_said = {told(one.text)[0]: one for one in instructions}
    for row in rows:
        meant = by_said[row.said]
        assert len(row.valid) == len(meant.readings) and bool(row.special) == (not meant.readings)
        entries = [row.scene.choices[n].reading.entries[0] for n in row.valid]
        assert {(e.verb, e.things[0], e.destination) for e in entries} == {
            (r.verb, r.thing, r.destination) for r in meant.readings
        }
        assert row.why.startswith(f'"{" ".join(row.said.split()[:14])}"') and row.why.endswith(".")
