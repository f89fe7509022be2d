"""Names the eye matches, glosses and training data by world: the kitchen's stay what the weights know."""

from __future__ import annotations

from random import Random

import numpy as np
import torch

from policies.training import rendered
from policies.training.eye import evaluate, loss_of
from policies.training.reader_data import draw_instructions
from policies.training.run import Recipe
from policies.vla.chinese import gloss
from policies.vla.vision import ALL_NAMES, NAMES, Eye, Seen, as_batch, names_of, percepts_of
from scenes.catalogue import KINDS, PLACES, kinds, places
from scenes.counters import random_referents
from scenes.kitchen import KitchenScene


def test_the_kitchens_names_come_first_and_unchanged() -> None:
    assert NAMES == tuple(entry.key for entry in (*KINDS, *PLACES)) == names_of(("kitchen",))
    assert ALL_NAMES[:len(NAMES)] == NAMES and len(set(ALL_NAMES)) == len(ALL_NAMES)
    assert set(names_of(("kitchen", "bench"))) >= {*kinds("bench"), *places("bench")}


def test_a_name_is_a_row_and_an_eye_sees_only_those_it_is_asked_for() -> None:
    eye = Eye(appearance_size=4, word_size=4)
    logits = torch.full((1, 36, 48), -9.0)
    logits[0, 10, 12] = 9.0
    appearance = torch.zeros(1, 4, 36, 48)
    appearance[0, 0] = 1.0
    zeros = torch.zeros(1, 2, 36, 48)
    seen = Seen(logits, zeros, zeros, logits, appearance)
    for names, wanted in ((("coke", "relay", "oil_bath"), "relay"), (("coke", "tray", "oil_bath"), "tray")):
        with torch.no_grad():
            eye.word.weight.copy_(torch.eye(4))
        words = torch.tensor([[-1.0, 0, 0, 0], [1.0, 0, 0, 0], [0, 1.0, 0, 0]])
        (percept,), _ = percepts_of(eye, seen, words, names=names)
        assert percept.name == wanted and percept.is_place == (wanted == "tray")


def test_chinese_is_glossed_by_the_world_it_speaks_of() -> None:
    assert gloss("把黄铜螺栓放进油槽", "bench").split() == "take brass bolt put into oil bath".split()
    assert gloss("把可口可乐放进水槽") == gloss("把可口可乐放进水槽", "kitchen")


def test_frames_of_the_bench_teach_the_eye_its_names() -> None:
    spec = rendered.spec_for(400_000, "bench")
    assert spec.world == "bench" and rendered.spec_for(400_000).world == "kitchen"
    scene = KitchenScene(spec)
    try:
        labels, image = rendered.labels_of(scene), scene.observe(("front",)).images["front"]
    finally:
        scene.close()
    named = [ALL_NAMES[label.name] for label in labels]
    assert set(places("bench")) <= set(named) and set(named) & set(kinds("bench"))
    names = names_of(("kitchen", "bench"))
    words, eye = torch.randn(len(names), 8), Eye(appearance_size=4, word_size=8)
    assert torch.isfinite(loss_of(eye, as_batch([image]), [labels], words))
    found = evaluate(eye, np.stack([image]), [labels], words, names)
    assert found["n"] == len(labels)


def test_a_recipe_learns_the_bench_only_when_asked() -> None:
    kitchen = Recipe(bench_shards=0, card_shards=0)
    assert kitchen.worlds == ("kitchen",) and kitchen.frames == ("rendered", "rendered-placed")
    assert Recipe(bench_shards=2, card_shards=0).worlds == ("kitchen", "bench")
    assert len(Recipe(bench_shards=2, card_shards=0).frames) == 4


def test_instructions_for_the_reader_are_drawn_at_the_bench() -> None:
    referents = random_referents(Random(2), world="bench")
    drawn = draw_instructions(referents, Random(2), count=8)
    assert len(drawn) == 8
    for one in drawn:
        assert {reading.thing for reading in one.readings} <= {r.key for r in referents}
