"""The assembly bench: its catalogue holds, its scenes are scenes; the kitchen knows nothing."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from random import Random
from types import ModuleType

import numpy as np
import pytest

from scenes import arrangement, load, sayings
from scenes.base import SceneError
from scenes.bench import layout, speech
from scenes.bench.counters import PLACE_POINTS, SIBLINGS
from scenes.catalogue import all_kinds, all_places, facts_about, hazard, hazards, kinds, places, world_of
from scenes.commands import Command, judge
from scenes.conformance import check_scene
from scenes.counters import random_referents
from scenes.drawing import MIX, wording_for
from scenes.forms import Grammar
from scenes.grammar.en import bench as en
from scenes.grammar.zh import bench as zh
from scenes.instructions import contrast, generate, pair
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.lexicon import Language, fact_table, lexicon_of
from scenes.phrases import parse
from scenes.queries import Query, Referent, facts_of
from scenes.reasons import PURPOSES
from scenes.referring import Indistinguishable, describe, resolve
from scenes.rehearsal import Errand, place_keys, run_errand
from scenes.shapes import body_of
from scenes.speech import speech_of

LANGUAGES: tuple[Language, Language] = ("en", "zh")


@pytest.fixture(scope="module")
def bench() -> Iterator[KitchenScene]:
    things = ("steel_bolt", "brass_bolt", "relay", "magnet", "nylon_gear")
    scene = KitchenScene(SceneSpec(seed=4, kinds=things, open_drawer="none", world="bench"))
    yield scene
    scene.close()


def referents(*names: str) -> tuple[Referent, ...]:
    things = [Referent(i, name, 0.45 + 0.08 * i, 0.5, False) for i, name in enumerate(names)]
    there = [Referent(100 + i, name, u, v, True, False if name.endswith("drawer") else None)
             for i, (name, (u, v)) in enumerate(PLACE_POINTS.items())]
    return (*things, *there)


def test_no_key_means_two_things() -> None:
    assert not set(kinds("bench")) & set(kinds())
    for key in set(places("bench")) & set(places()):
        assert places("bench")[key] is places()[key]
    assert not set(kinds("bench")) & set(places("bench"))
    for world in ("cards", "unseen"):  # each has the kitchen's kinds, as they are, and more
        assert {key: kinds(world)[key] for key in kinds()} == kinds()
    more = (set(kinds("cards")) - set(kinds()), set(kinds("unseen")) - set(kinds()), set(kinds("bench")))
    assert len(all_kinds()) == len(kinds()) + sum(len(keys) for keys in more)
    assert list(all_places())[:len(places())] == list(places())


def test_the_kitchen_knows_nothing_of_the_bench() -> None:
    rng = np.random.default_rng(0)
    drawn = set(itertools.chain.from_iterable(arrangement.draw_kinds(rng, (4, 7)) for _ in range(50)))
    assert drawn <= set(kinds())
    for language in LANGUAGES:
        facts = set(fact_table(language).values())
        assert not facts & {f"kind:{key}" for key in kinds("bench")}
    assert parse("the gear", "en") is None and parse("the gear", "en", "bench") is not None


def test_what_is_there_says_which_world_it_is() -> None:
    assert world_of(["tray", "relay"]) == "bench"
    assert world_of(["tray", "coke"]) == "kitchen"
    assert world_of(["tray", "top_drawer", "nothing known"]) == "kitchen"


@pytest.mark.parametrize("kind", list(kinds("bench")))
def test_every_part_is_a_body_and_all_its_facts_can_be_said(kind: str) -> None:
    entry, body = all_kinds()[kind], body_of(kind)
    assert 0 < body.mass_kg < 0.2 and 1 <= len(body.solids) <= 16
    lowest_m = min(s.centre_m[2] - s.half_m[2] for s in body.solids)
    assert lowest_m == pytest.approx(-entry.size_m[2] / 2, abs=1e-3)
    assert entry.size_m[1] <= 0.07, "as wide as what the hand takes hold of anywhere"
    assert max(entry.size_m) <= 0.11, "longer things do not fit into the boxes"
    assert entry.disposal in places("bench") and entry.belongs and set(entry.belongs) <= set(places("bench"))
    lexicon, said = lexicon_of("bench"), speech_of("bench")
    assert set(entry.colours) <= set(lexicon.colours) and entry.categories <= set(lexicon.categories)
    assert entry.traits <= set(lexicon.traits)
    assert entry.good_for <= set(said.purposes) <= set(PURPOSES)


def test_every_table_speaks_of_facts_that_parts_have() -> None:
    said = speech_of("bench")
    facts = frozenset[str]().union(*(facts_about(k) for k in kinds("bench").values()))
    assert set(said.nouns) <= facts and set(said.lone_traits) <= facts
    for table in (said.trait_nouns, said.negated):
        for fact, nouns in table.items():
            assert fact in facts and set(nouns) <= set(said.nouns)
    assert set(said.purposes) == set(speech.PURPOSES) == set(en.PURPOSE_VERBS) == set(zh.PURPOSE_VERBS)
    assert {kind for group in SIBLINGS for kind in group} <= set(kinds("bench"))
    assert {rule.place for rule in hazards("bench")} <= set(places("bench"))
    for grammar in (en, zh):
        assert all(f"it.{topic}" in grammar.OWN or topic == "is" for topic in said.topics)


def test_names_are_nobody_elses() -> None:
    for language in LANGUAGES:
        tables = (kinds("bench"), places("bench"))
        names = Counter(word.lower() for table in tables for entry in table.values()
                        for word in getattr(entry.words, language))
        assert max(names.values()) == 1, names.most_common(2)
        for key in (*kinds("bench"), *places("bench")):
            first = getattr({**all_kinds(), **all_places()}[key].words, language)[0]
            assert fact_table(language, "bench")[first.lower()] == f"kind:{key}"


def test_places_lie_apart_and_a_thing_is_in_one_at_most() -> None:
    assert set(layout.REGIONS) == set(layout.OPENING_M) == set(places("bench")) == set(PLACE_POINTS)
    for one, other in itertools.combinations(layout.REGIONS.values(), 2):
        assert not one.contains(other.centre_m) and not other.contains(one.centre_m)
        apart = any(one.high_m[axis] <= other.low_m[axis] or other.high_m[axis] <= one.low_m[axis]
                    for axis in range(3))
        assert apart


def test_a_scene_is_a_function_of_its_spec(bench: KitchenScene) -> None:
    again = KitchenScene(SceneSpec.from_json(bench.spec.to_json()))
    try:
        assert again.state_hash() == bench.state_hash() and again.name == "bench"
    finally:
        check_scene(again)  # which closes it


def test_parts_and_places_can_be_seen_where_they_are_said_to_be(bench: KitchenScene) -> None:
    truth = bench.truth()
    assert [place.name for place in truth.places] == list(places("bench"))
    assert all(thing.visible_pixels >= 60 for thing in truth.things)
    for place in truth.places:
        assert place.visible_pixels >= 500
        assert np.hypot(*np.subtract(PLACE_POINTS[place.name], (place.u, place.v))) < 0.03


def test_a_scene_of_the_bench_is_loaded_by_name() -> None:
    scene = load("bench", seed=3)
    assert {r.kind for r in scene.truth().referents()} <= {*kinds("bench"), *places("bench")}  # type: ignore[attr-defined]
    scene.close()
    with pytest.raises(SceneError, match="no coke"):
        load("bench", seed=3, kinds=("coke",))
    with pytest.raises(SceneError, match="moon"):
        KitchenScene(SceneSpec(seed=3, world="moon"))  # type: ignore[arg-type]


@pytest.mark.parametrize("place", ["red_box", "kit_box", "oil_bath", "rework"])
def test_the_expert_takes_a_bolt_there(bench: KitchenScene, place: str) -> None:
    assert run_errand(bench, Errand(0, place_keys("bench")[place], None, place))[0] == ""


def test_bolts_of_two_metals_make_the_bolt_ambiguous() -> None:
    there = referents("steel_bolt", "brass_bolt", "relay")
    bolt = Command("move", Query(frozenset({"bolt"})), "belongs")
    assert [r.thing for r in judge(bolt, there).readings] == [0, 1]
    brass = Command("move", Query(frozenset({"bolt", "brass"})), "belongs")
    assert [r.thing for r in judge(brass, there).readings] == [1]
    boxes = Command("move", Query(frozenset({"kind:relay"})), Query(frozenset({"box"}), what="place"))
    assert len(judge(boxes, there).readings) == 3


@pytest.mark.parametrize(("kind", "place", "forbidden"), [
    ("circuit_board", "oil_bath", True), ("motor", "oil_bath", True), ("black_o_ring", "oil_bath", True),
    ("steel_bolt", "oil_bath", False), ("magnet", "blue_box", True), ("relay", "blue_box", False),
    ("fuse", "scrap", True), ("fuse", "ewaste", False), ("brass_nut", "scrap", False),
    ("magnet", "top_drawer", False)])
def test_what_must_not_be_done(kind: str, place: str, forbidden: bool) -> None:
    assert (hazard(kind, place) is not None) == forbidden
    # Where something belongs or is thrown away is never forbidden.
    for entry in kinds("bench").values():
        assert not any(hazard(entry.key, to) for to in (*entry.belongs, entry.disposal))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("split", ["train", "dev", "test"])
def test_every_kind_of_instruction_can_be_drawn_and_its_label_is_exact(
        language: Language, split: str) -> None:
    for want, _ in MIX:
        drawn = 0
        for seed in range(12):
            rng = Random(seed)
            there = random_referents(rng, world="bench")
            made = generate(there, rng, language, split, want)  # type: ignore[arg-type]
            if made is None:
                continue
            drawn += 1
            assert "{" not in made.text and made.text.strip()
            if made.command is not None:
                assert judge(made.command, there).readings == made.readings
            assert (made.expected, len(made.readings) == 0) == {
                "clear": ("act", False), "ambiguous": ("ask", False), "unsafe": ("refuse", True),
                "absent": ("refuse", True)}[want]
        assert drawn >= 6, want


@pytest.mark.parametrize("language", LANGUAGES)
def test_pairs_and_contrasts(language: Language) -> None:
    found = changed = 0
    for seed in range(8):
        rng = Random(seed)
        there = random_referents(rng, world="bench")
        said = pair(there, rng, language, "test")
        if said is None:
            continue
        found += 1
        vague, clear = said
        assert len(vague.readings) > 1 and set(clear.readings) <= set(vague.readings)
        other = contrast(clear, there, rng)
        if other is not None:
            changed += 1
            assert world_of(r.kind for r in other[0]) == "bench"
    assert found >= 6 and changed >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_we_say_of_a_part_is_true_of_it_alone(language: Language) -> None:
    said = 0
    for seed in range(6):
        there = random_referents(Random(seed), world="bench")
        keys = [r.key for r in there]
        for one in there:
            try:
                text = describe(one.key, keys, there, language)
            except Indistinguishable:
                continue
            said += 1
            assert resolve(text, keys, there, language) == {one.key}, text
    assert said > 60


def skeleton(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


@pytest.mark.parametrize("module", [en, zh], ids=["en", "zh"])
def test_test_forms_are_no_training_forms(module: ModuleType) -> None:
    grammar: Grammar = module.BENCH_ENGLISH if module is en else module.BENCH_CHINESE
    for group, forms in grammar.forms.items():
        of = {split: {skeleton(f.text) for f in forms if f.split == split}
              for split in ("train", "dev", "test")}
        of["train"] |= {skeleton(f.text) for f in grammar.practice.get(group, ())}
        assert of["train"] and of["test"], group
        for one, other in (("train", "test"), ("train", "dev"), ("dev", "test")):
            assert not of[one] & of[other], group
        assert not any(module.HOMELY.search(f.text) for f in forms if group in module.KEPT), group
    assert not set(module.ABSENT_TRAIN) & set(module.ABSENT_TEST)
    assert not set(module.ABSENT_PLACES_TRAIN) & set(module.ABSENT_PLACES_TEST)
    known = {word.lower() for key in kinds("bench")
             for word in getattr(all_kinds()[key].words, grammar.language)}
    assert not known & {word.lower() for word in (*module.ABSENT_TRAIN, *module.ABSENT_TEST)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_whole_sentences_are_said_at_the_bench_and_only_there(language: Language) -> None:
    ours = {frame.text for frame in sayings.frames(language, "bench")}
    assert len(ours) >= 12 and not ours & {frame.text for frame in sayings.frames(language)}
    drawn = [sayings.draw(random_referents(Random(seed), world="bench"), Random(seed), language, want)
             for seed in range(6) for want in ("clear", "ambiguous")]
    assert sum(one is not None for one in drawn) >= 9
    for frame in sayings.frames(language, "bench"):
        for _, command in frame.sentences:
            facts = command.thing.facts | command.thing.any_of | command.thing.none_of
            assert all(any(fact in facts_of(key, False) for key in (*kinds("bench"), *places("bench")))
                       for fact in facts)


def test_wordings_differ_by_world() -> None:
    assert wording_for("en", "test", Random(0)).form("it.rusty") is None
    assert wording_for("en", "test", Random(0), "bench").form("it.rusty") is not None
