"""Commands, their exact readings, and the sentences that say them."""

import re
import time
from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenes.catalogue import hazard
from scenes.counters import random_referents
from scenes.grammar.en import ENGLISH
from scenes.grammar.en.refusals import ABSENT_PLACES_TEST, ABSENT_PLACES_TRAIN, ABSENT_TEST, ABSENT_TRAIN
from scenes.grammar.zh import CHINESE
from scenes.instructions import (
    SEED_TEXTS,
    Command,
    TrueReading,
    contrast,
    generate,
    judge,
    pair,
    seed_instruction,
    valid_readings,
)
from scenes.queries import Query, Referent

PLACES = (
    Referent(100, "tray", 0.6, 0.8, True), Referent(101, "landfill", 0.8, 0.3, True),
    Referent(102, "recycling", 0.85, 0.4, True), Referent(103, "compost", 0.9, 0.5, True),
    Referent(104, "top_drawer", 0.2, 0.3, True, False), Referent(105, "bottom_drawer", 0.2, 0.4, True, False),
    Referent(106, "microwave", 0.1, 0.6, True), Referent(107, "cooktop", 0.6, 0.3, True),
    Referent(108, "sink", 0.4, 0.3, True), Referent(109, "edge", 0.4, 0.8, True),
)


def counter(*kinds):
    things = tuple(Referent(i, kind, 0.3 + 0.08 * i, 0.5, False) for i, kind in enumerate(kinds))
    return things + PLACES


def q(*facts, **more):
    return Query(frozenset(facts), **more)


def pairs(command, referents):
    return {(r.thing, r.destination) for r in valid_readings(command, referents)}


def test_bring_me_a_drink_means_every_drink():
    here = counter("coke", "sprite", "apple")
    assert valid_readings(Command("move", q("drink"), "hand_over"), here) == (
        TrueReading("move", 0, 100, "handover"), TrueReading("move", 1, 100, "handover"))


def test_the_drawer_means_both():
    here = counter("coke", "apple")
    drawer = Query(frozenset({"drawer"}), what="place")
    assert pairs(Command("move", q("kind:coke"), drawer), here) == {(0, 104), (0, 105)}


def test_everything_has_its_own_right_place_and_its_own_bin():
    here = counter("coke", "apple", "kettle_chips", "dirty_sponge")
    assert pairs(Command("move", q(), "belongs"), here) == {(0, 105), (1, 104), (2, 104), (3, 101)}
    assert pairs(Command("move", q(), "disposal"), here) == {(0, 102), (1, 103), (2, 101), (3, 101)}


def test_fruit_goes_into_the_fruit_bowl_where_there_is_one():
    here = counter("apple", "white_bowl")
    assert valid_readings(Command("move", q("fruit"), "belongs"), here) == (TrueReading("move", 0, 1, "in"),)


def test_next_to_never_means_next_to_itself():
    here = counter("coke", "pepsi", "apple")
    assert pairs(Command("move", q("kind:coke"), q("can"), "next_to"), here) == {(0, 1)}


def test_what_must_not_be_done():
    here = counter("coke", "phone", "metal_bowl", "red_cup")
    microwave = Query(frozenset({"kind:microwave"}), what="place")
    for kind in ("coke", "phone", "metal_bowl"):
        assert judge(Command("move", q(f"kind:{kind}"), microwave), here).special == "must_not"
    assert pairs(Command("move", q("kind:red_cup"), microwave), here) == {(3, 106)}


def test_what_is_not_here_and_what_cannot_be_carried():
    here = counter("coke", "plate")
    assert judge(Command("move", q("kind:pepsi"), "hand_over"), here).special == "none_of_these"
    assert judge(Command("move", q("plate"), "hand_over"), here).special == "none_of_these"


def test_only_closed_drawers_open_and_only_open_ones_close():
    here = tuple(Referent(r.key, r.kind, r.u, r.v, r.is_place, r.kind == "top_drawer")
                 if "drawer" in r.kind else r for r in counter("coke"))
    drawer = Query(frozenset({"drawer"}), what="place")
    assert valid_readings(Command("open", drawer), here) == (TrueReading("open", 105),)
    assert valid_readings(Command("close", drawer), here) == (TrueReading("close", 104),)


@pytest.mark.parametrize("split", ["train", "dev", "test"])
@pytest.mark.parametrize("language", ["en", "zh"])
@given(seed=st.integers(0, 10**9), want=st.sampled_from(["clear", "ambiguous", "unsafe", "absent"]))
@settings(max_examples=60, deadline=None)
def test_labels_follow_from_the_command(language, split, seed, want):
    rng = Random(seed)
    referents = random_referents(rng)
    made = generate(referents, rng, language, split, want)
    if made is None:
        assert want != "absent"
        return
    by_key = {r.key: r for r in referents}
    assert made.text.strip() == made.text
    assert made.text
    assert not re.search(r"[{}|*]", made.text), made.text
    assert made.rationale
    if made.command is not None:
        assert made.readings == valid_readings(made.command, referents)
    expected = {"clear": "act", "ambiguous": "ask", "unsafe": "refuse", "absent": "refuse"}[want]
    assert made.expected == expected
    assert (made.special is None) == (expected != "refuse")
    assert {"clear": len(made.readings) == 1, "ambiguous": len(made.readings) > 1,
            "unsafe": made.special == "must_not", "absent": made.special == "none_of_these"}[want]
    for reading in made.readings:
        if reading.verb == "move":
            thing, place = by_key[reading.thing], by_key[reading.destination]
            assert reading.relation == "next_to" or hazard(thing.kind, place.kind) is None
            assert not thing.is_place


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nearly_every_counter_admits_every_sort(language):
    rng, missing = Random(1), Counter()
    for _ in range(150):
        for want in ("clear", "ambiguous", "unsafe", "absent"):
            missing[want] += generate(random_referents(rng), rng, language, "train", want) is None
    assert max(missing.values()) <= 6, missing


def test_same_seed_same_instruction():
    referents = random_referents(Random(3))
    assert generate(referents, Random(4), "zh") == generate(referents, Random(4), "zh")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_pair_shares_its_counter_and_differs_in_words(language):
    rng, made = Random(2), 0
    for _ in range(100):
        found = pair(random_referents(rng), rng, language, "test")
        if found is None:
            continue
        ambiguous, clear = found
        assert ambiguous.expected == "ask"
        assert clear.expected == "act"
        assert clear.readings[0] in ambiguous.readings
        made += 1
    assert made > 90


def test_changing_one_thing_flips_the_label():
    rng, flips = Random(2), 0
    for _ in range(100):
        referents = random_referents(rng)
        made = generate(referents, rng, "en", want="ambiguous")
        changed = made and contrast(made, referents, rng)
        if not changed:
            continue
        other, flipped = changed
        assert flipped.text == made.text
        assert {made.expected, flipped.expected} == {"ask", "act"}
        assert flipped.readings == valid_readings(flipped.command, other)
        assert sum(a != b for a, b in zip(referents, other, strict=True)) == 1
        flips += 1
    assert flips > 20


def test_the_mix_is_at_least_two_fifths_ambiguous():
    rng, seen = Random(9), Counter()
    for _ in range(600):
        made = generate(random_referents(rng), rng, rng.choice(("en", "zh")))
        seen[made.expected if made else "none"] += 1
        if made and made.expected == "ask":
            assert 2 <= len(made.readings) <= 12
    assert seen["ask"] >= 0.40 * 600
    assert seen["act"] >= 0.30 * 600


@pytest.mark.parametrize("grammar", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_splits_share_no_form(grammar):
    def skeleton(text):
        return re.sub(r"[\W_]+", " ", text.lower()).strip()

    by_split = {split: {(group, skeleton(form.text)) for group, forms in grammar.forms.items()
                        for form in forms if form.split == split} for split in ("train", "dev", "test")}
    by_split["train"] |= {(group, skeleton(form.text)) for group, forms in grammar.practice.items()
                          for form in forms}
    assert not by_split["train"] & by_split["test"]
    assert not by_split["train"] & by_split["dev"]
    assert not by_split["dev"] & by_split["test"]
    frames = [f for group, forms in grammar.forms.items() if not group.startswith(("np.", "to."))
              for f in forms]
    assert len(frames) >= 200
    for group, forms in grammar.forms.items():
        assert any(f.split == "test" for f in forms), group
        assert any(f.split == "train" for f in forms), group


def test_unknown_nouns_are_split_too():
    assert not set(ABSENT_TRAIN) & set(ABSENT_TEST)
    assert not set(ABSENT_PLACES_TRAIN) & set(ABSENT_PLACES_TEST)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_test_sentence_is_a_training_sentence(language):
    def plain(text):
        return re.sub(r"[\W_]+", "", text.lower())

    rng, used = Random(8), {"train": set(), "test": set()}
    forms = {"train": set(), "test": set()}
    for split in used:
        for _ in range(1200):
            made = generate(random_referents(rng), rng, language, split)
            if made is not None:
                used[split].add(plain(made.text))
                forms[split] |= set(made.template.split("+")) - {"unknown-place"}
    assert len(used["test"]) > 600
    assert not forms["train"] & forms["test"]
    assert not used["train"] & used["test"]


def test_the_seed_commands_are_held_out():
    for language, grammar in (("en", ENGLISH), ("zh", CHINESE)):
        made = seed_instruction(counter("coke", "apple", "plate"), language)
        assert made.text == SEED_TEXTS[language]
        assert {(r.thing, r.destination) for r in made.readings} == {(0, 105), (1, 104)}
        assert made.expected == "ask"
        words = "right place" if language == "en" else "对的地方"
        assert all(f.split == "test" for forms in grammar.forms.values() for f in forms if words in f.text)


def test_drawing_is_quick_enough_for_hundreds_of_thousands():
    rng, n = Random(1), 200
    counters = [random_referents(rng) for _ in range(n)]
    start = time.process_time()
    for referents in counters:
        generate(referents, rng, "en")
    assert (time.process_time() - start) / n < 0.03, "ten times what it takes, so that only a blow-up fails"
