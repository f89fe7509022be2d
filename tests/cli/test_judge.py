"""Success is what became of the counter, held to the words of the plan."""

from __future__ import annotations

import pytest

from agent import Done, Outcome, Planned, Saw
from cli.judge import Judge
from policies.types import Entry, Percept, Plan, Reading
from scenes.kitchen import KitchenScene, SceneSpec

SPEC = SceneSpec(seed=7, kinds=("coke", "sprite", "apple"), randomisation="none")
DONE = Done(outcome=Outcome(reason="terminated", steps=1), text="", trace_id="t")


def percepts(scene: KitchenScene, renamed: dict[str, str] | None = None) -> tuple[Percept, ...]:
    """Everything as it truly is, but for the names a policy gets wrong."""
    return tuple(
        Percept(
            key=index,
            name=(renamed or {}).get(referent.kind, referent.kind),
            u=referent.u,
            v=referent.v,
            width=0.05,
            height=0.1,
            confidence=1.0,
            is_place=referent.is_place,
            is_open=referent.is_open,
        )
        for index, referent in enumerate(scene.truth().referents())
    )


def planned(seen: tuple[Percept, ...], thing: str, place: str) -> Planned:
    keys = {percept.name: percept.key for percept in seen}
    entry = Entry(verb="move", things=(keys[thing],), destination=keys[place], relation="in")
    plan = Plan(reading=Reading(entries=(entry,)), steps=(), text="", probability=1.0)
    return Planned(plan=plan, text="")


@pytest.fixture
def scene() -> object:
    made = KitchenScene(SPEC)
    yield made
    made.close()


def test_nothing_moved_is_no_success(scene: KitchenScene) -> None:
    judge, seen = Judge(scene), percepts(scene)
    assert judge.hear(Saw(frames={}, frame_path=None, percepts=seen, text="")) is None
    assert judge.hear(planned(seen, "coke", "recycling")) is None
    score = judge.hear(DONE)
    assert score is not None and not score.success and score.reason == "not moved"


def test_several_things_are_judged_one_by_one(scene: KitchenScene) -> None:
    judge, seen = Judge(scene), percepts(scene)
    judge.hear(Saw(frames={}, frame_path=None, percepts=seen, text=""))
    one, other = planned(seen, "coke", "recycling"), planned(seen, "sprite", "recycling")
    entries = (*one.plan.reading.entries, *other.plan.reading.entries)
    plan = one.plan.model_copy(update={"reading": Reading(entries=entries)})
    judge.hear(Planned(plan=plan, text=""))
    score = judge.hear(DONE)
    assert score is not None and not score.success and score.reason == "not moved"


def test_a_thing_taken_for_another_is_no_success(scene: KitchenScene) -> None:
    judge, seen = Judge(scene), percepts(scene, {"coke": "pepsi"})
    judge.hear(Saw(frames={}, frame_path=None, percepts=seen, text=""))
    judge.hear(planned(seen, "pepsi", "recycling"))
    score = judge.hear(DONE)
    assert score is not None and not score.success and score.reason == "took the coke for the pepsi"


@pytest.mark.slow
def test_a_turn_taken_up_with_its_thing_in_the_hand_has_no_score(scene: KitchenScene) -> None:
    from scenes.demonstrator import Demonstrator

    seen, expert = percepts(scene), Demonstrator(scene)
    coke = next(thing.key for thing in scene.truth().things if thing.kind == "coke")
    for _ in range(60):
        action = expert.action("pick", coke)
        if action.terminate:
            break
        scene.arm.send(action)
    judge = Judge(scene)
    judge.hear(Saw(frames={}, frame_path=None, percepts=seen, text=""))
    judge.hear(planned(seen, "coke", "recycling"))
    assert judge.hear(DONE) is None


def test_a_turn_without_a_plan_has_no_score(scene: KitchenScene) -> None:
    judge = Judge(scene)
    judge.hear(Saw(frames={}, frame_path=None, percepts=percepts(scene), text=""))
    assert judge.hear(DONE) is None


@pytest.mark.slow
def test_a_thing_brought_where_the_plan_says_is_a_success(scene: KitchenScene) -> None:
    from scenes.demonstrator import Demonstrator

    judge, seen = Judge(scene), percepts(scene)
    judge.hear(Saw(frames={}, frame_path=None, percepts=seen, text=""))
    judge.hear(planned(seen, "coke", "recycling"))
    truth = scene.truth()
    coke = next(thing.key for thing in truth.things if thing.kind == "coke")
    bin_key = next(place.key for place in truth.places if place.name == "recycling")
    expert = Demonstrator(scene)
    for skill, key in (("pick", coke), ("place", bin_key)):
        for _ in range(120):
            action = expert.action(skill, key)
            scene.arm.send(action)
            if action.terminate:
                break
    score = judge.hear(DONE)
    assert score is not None and score.success and score.reason == "done"
