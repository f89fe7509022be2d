"""What cards teach: nothing held out beside a plan, true answers, and frames for both."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from policies.training import card_lessons
from policies.training.going_on import BegunOtherwise, check_worlds, worlds_taught
from policies.training.rendered import Label, spec_for
from policies.training.stages import CARD_FRAMES, Recipe, among
from policies.training.text_scenes import text_example
from policies.vla.prompt import Prompter
from policies.vla.vision import ALL_NAMES, names_of
from scenes.cards import commands, questions
from scenes.cards.catalogue import NEVER_IN_ROBOT_DATA, PEOPLE_KEYS
from scenes.cards.concepts import CONCEPT_OF, value_of
from scenes.cards.portraits import PEOPLE
from scenes.commands import valid_readings
from scenes.counter_questions import Pointed, Said
from scenes.queries import Referent
from tests.policies.test_text_scenes import Letters


@pytest.fixture
def prompter() -> Prompter:
    return Prompter(Letters())  # type: ignore[arg-type]


def test_no_plan_is_taught_beside_what_is_held_out(
    prompter: Prompter, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[set[str], Sequence[Any]]] = []
    original = card_lessons.example

    def noted(percepts: Any, referents: Any, said: Any, *rest: Any, **more: Any) -> Any:
        given.append(({r.kind for r in referents}, said))
        return original(percepts, referents, said, *rest, **more)

    monkeypatch.setattr(card_lessons, "example", noted)
    monkeypatch.setattr(card_lessons, "draw_instructions", lambda *_: [])  # the grammar takes its time
    made = [text_example(5, number, prompter, worlds=("cards",)) for number in range(10)]
    taught = [there for there, said in given if said]
    assert 2 <= len(taught) <= 8
    assert not any(there & NEVER_IN_ROBOT_DATA for there in taught)
    assert any(there & NEVER_IN_ROBOT_DATA for there, said in given if not said)
    assert not any(there & PEOPLE_KEYS for there, _ in given)
    for one, (_, said) in zip(made, given, strict=True):
        assert bool(one.first) == bool(said) and (one.known or one.known_words)


def counter(*kinds: str) -> tuple[Referent, ...]:
    things = [Referent(key, kind, 0.42 + 0.07 * key, 0.5, False) for key, kind in enumerate(kinds)]
    return (*things, Referent(100, "tray", 0.64, 0.77, True))


def test_commands_mean_what_they_are_labelled_with() -> None:
    there = counter("apple", "coke", "card_7", "card_moon", "face_03", "red_bowl", "falling_kettle_chips")
    rng, families = Random(2), set[str]()
    for _ in range(200):
        names = commands.name_portraits(there, rng)
        one = commands.draw(there, names, rng, rng.choice(("en", "zh")))
        if one is None:
            continue
        families.add(one.family)
        assert (one.expected == "refuse") == (one.special is not None) == (not one.readings)
        if one.command is not None:
            assert one.readings == valid_readings(one.command, there)
        if one.family == "bowl":
            assert {there[r.thing].kind for r in one.readings} <= {"apple", "coke"}
            assert all(r.destination == 5 for r in one.readings)
        if one.family == "person" and one.readings:
            assert any(name.split()[0] in one.text for name in names.values())
    assert families == {"card", "person", "bowl", "falling"}


def test_no_name_in_practice_is_that_of_somebody_enrolled_by_default() -> None:
    taken = {part for person in PEOPLE for part in person.name.split()}
    assert not taken & {*commands.FIRST_NAMES, *commands.LAST_NAMES}


@pytest.mark.parametrize("topic", questions.TOPICS)
def test_answers_about_cards_are_true(topic: str) -> None:
    there = counter("apple", "red_bowl", "card_3", "card_heart", "sum_2_plus_1", "falling_rice_chips")
    rng, asked = Random(topic), 0
    for _ in range(60):
        one = questions.ask(topic, there, rng, rng.choice(("en", "zh")))
        if isinstance(one, Pointed):
            asked += 1
            kinds = {there[key].kind for key in one.question.keys}
            if topic == "bowl":
                assert kinds == {"red_bowl"}
            elif topic == "falling":
                assert kinds == {"falling_rice_chips"}
            elif topic == "makes":
                assert kinds == {"card_3"}
            else:
                said = {word for kind in kinds for word in (*CONCEPT_OF[kind].en, *CONCEPT_OF[kind].zh)}
                assert len(kinds) == 1 and any(word in one.question.text for word in said)
        elif isinstance(one, Said):
            asked += 1
            if topic == "says":
                assert one.answer in ("number three", "two plus one")
    assert asked


def test_sums_in_words_come_to_what_is_answered() -> None:
    words = ["zero", *("one two three four five six seven eight nine".split())]
    for seed in range(40):
        one = questions.ask("comes_to", counter("card_1", "apple"), Random(seed), "en")
        assert isinstance(one, Said)
        left, sign, right = next(
            (a, s, b) for a in words for s in ("plus", "minus") for b in words if f"{a} {s} {b}" in one.text)
        symbol = "+" if sign == "plus" else "-"
        assert words.index(one.answer) == value_of(f"{words.index(left)}{symbol}{words.index(right)}")


def test_every_second_frame_may_be_commanded() -> None:
    for seed in range(0, 40, 2):
        kinds = spec_for(seed, "cards").kinds
        assert kinds is not None and not set(kinds) & NEVER_IN_ROBOT_DATA
        assert spec_for(seed + 1, "cards").kinds is None
    assert spec_for(0, "kitchen").kinds is None


def test_cards_are_part_of_a_recipe_unless_left_out() -> None:
    without = Recipe(bench_shards=0, card_shards=0)
    assert without.worlds == ("kitchen",) and CARD_FRAMES not in without.frames
    assert Recipe().worlds == ("kitchen", "bench", "cards")
    with_cards = Recipe(bench_shards=0, card_shards=2)
    assert with_cards.worlds == ("kitchen", "cards") and with_cards.frames[-1] == CARD_FRAMES


def test_labels_become_rows_of_the_names_that_are_matched() -> None:
    names = names_of(("kitchen", "cards"))
    assert len(names) < len(ALL_NAMES)  # the bench's are between them there
    image = np.zeros((1, 288, 384, 3), np.uint8)
    labels = [[Label(0, ALL_NAMES.index(name), 0.5, 0.5, 0.1, 0.1, None) for name in ("apple", "card_heart")]]
    _, mapped = among((image, labels), names)
    assert [names[label.name] for label in mapped[0]] == ["apple", "card_heart"]
    with pytest.raises(ValueError, match="no name is matched for card_heart"):
        among((image, labels), names_of(("kitchen",)))


def test_an_eye_that_was_never_taught_cards_is_told(tmp_path: Path) -> None:
    (tmp_path / "after.json").write_text('{"eye": {"worlds": ["kitchen"]}}')
    check_worlds(tmp_path, ("kitchen",))
    assert worlds_taught(tmp_path) == ("kitchen",)
    with pytest.raises(BegunOtherwise, match="never taught the names of cards: .*card_eye"):
        check_worlds(tmp_path, ("kitchen", "cards"))
