"""The reader with its shipped weights: it sees, it reads, and it does not know what it cannot see."""

import numpy as np
import pytest

from policies.types import Dialogue
from policies.vla.policy import load_reader
from policies.vla.reader import VlaReader
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.types import Observation

pytestmark = pytest.mark.weights
COLA = Dialogue(instruction="bring me the Coke", language="en")


@pytest.fixture(scope="module")
def reader() -> VlaReader:
    return load_reader()


@pytest.fixture(scope="module")
def observation() -> Observation:
    scene = KitchenScene(SceneSpec(seed=1_000_003, kinds=("coke", "apple", "water"), open_drawer="none"))
    try:
        return scene.observe(("front",))
    finally:
        scene.close()


def test_it_sees_what_is_there(reader: VlaReader, observation: Observation) -> None:
    names = sorted(p.name for p in reader.look(observation) if not p.is_place)
    assert names == ["apple", "coke", "water"]


def test_a_plain_command_has_its_plain_reading(reader: VlaReader, observation: Observation) -> None:
    percepts = reader.look(observation)
    best = reader.read(percepts, observation, COLA).readings[0]
    names = {p.key: p.name for p in percepts}
    (entry,) = best.reading.entries
    assert names[entry.things[0]] == "coke" and names[entry.destination or 0] == "tray"
    plan = reader.plan(percepts, best.reading, best.probability, COLA)
    assert [step.skill for step in plan.steps] == ["pick", "place"] and "Coke" in plan.text


def test_the_same_pixels_and_words_give_the_same_belief(reader: VlaReader, observation: Observation) -> None:
    one = reader.read(reader.look(observation), observation, COLA)
    two = reader.read(reader.look(observation), observation, COLA)
    assert one == two


def test_a_blank_image_shows_nothing_and_nothing_fits(reader: VlaReader, observation: Observation) -> None:
    grey = np.full_like(observation.images["front"], 128)
    blank = Observation({"front": grey}, observation.arm, 0.0)
    percepts = reader.look(blank)
    belief = reader.read(percepts, blank, COLA)
    names = {p.key: p.name for p in percepts}
    sure = sum(r.probability for r in belief.readings
               if r.reading.entries and names[r.reading.entries[0].things[0]] == "coke")
    assert sure < 0.5


def test_a_reason_is_said_in_words(reader: VlaReader, observation: Observation) -> None:
    percepts = reader.look(observation)
    best = reader.read(percepts, observation, COLA).readings[0]
    plan = reader.plan(percepts, best.reading, best.probability, COLA)
    reason = reader.rationale(percepts, observation, COLA, plan)
    assert reason.startswith(("as you said", "because")), reason


def test_a_remembered_place_is_read_like_a_seen_one(reader: VlaReader, observation: Observation) -> None:
    seen = [p for p in reader.look(observation) if p.name != "tray"]
    tray = next(p for p in reader.look(observation) if p.name == "tray")
    percepts = (*(p.model_copy(update={"key": key}) for key, p in enumerate(seen)),
                tray.model_copy(update={"key": len(seen), "remembered": True}))
    coke = next(p.key for p in percepts if p.name == "coke")
    for words, language in (("bring me the Coke", "en"), ("把可乐拿给我", "zh")):
        belief = reader.read(percepts, observation, Dialogue(instruction=words, language=language))
        entry = belief.readings[0].reading.entries[0]
        assert entry.things == (coke,) and entry.destination == len(seen)
        assert belief.readings[0].probability > 0.8
