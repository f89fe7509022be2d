"""What every Reader, Actor and DirectPolicy must satisfy: run these on your own before anything else does.

Each check raises AssertionError with what is wrong. They need no simulator: give them any observation
your policy accepts (for what acts several, so that it moves on).
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence

import numpy as np

from policies.base import Actor, MalformedAction, PolicyError, Reader, WordReader
from policies.direct import DirectPolicy, is_direct
from policies.types import ActionTokens, Belief, Dialogue, Percept, Reading, Step
from scenes import catalogue
from scenes.types import Observation

SKILLS = ("pick", "place", "open", "close")


def check_actor(actor: Actor, observations: Sequence[Observation], points: Sequence[tuple[float, float]]
                = ((0.5, 0.5), (0.02, 0.98))) -> None:
    """Run every skill at every point over the observations (each with ``front`` and its cameras).

    Raises:
        AssertionError: the actor breaks its contract; the message says where.
    """
    assert isinstance(actor, Actor), "does not have the members of policies.base.Actor"
    spec = actor.spec
    assert spec.max_translation_m > 0 and spec.max_rotation_rad > 0 and spec.control_hz > 0
    assert actor.cameras and all(isinstance(name, str) for name in actor.cameras)
    assert len(observations) > 0, "check_actor needs at least one observation"
    needed = [_with_cameras(observation, actor.cameras) for observation in observations]
    for skill in SKILLS:
        for u, v in points:
            step = Step(skill=skill, u=u, v=v, target="coke")  # type: ignore[arg-type]
            rows = []
            for renamed in (step, step.model_copy(update={"target": "bottom_drawer", "percept": 7})):
                actor.begin(renamed, observations[0])
                rows.append([actor.act(observation) for observation in needed])
            assert rows[0] == rows[1], f"{skill}: tokens depend on the step's name or key, not on its point"
            for tokens in rows[0]:
                _check_tokens(actor, tokens)
    _check_malformed(actor)


def check_direct(policy: DirectPolicy, observations: Sequence[Observation],
                 dialogues: Sequence[Dialogue]) -> None:
    """Follow every dialogue over the observations (each with the policy's cameras), forgetting in between.

    Raises:
        AssertionError: the policy breaks its contract; the message says where.
    """
    assert isinstance(policy, DirectPolicy), "does not have the members of policies.direct.DirectPolicy"
    assert is_direct(policy), "has a reader: it is no direct policy, check_reader and check_actor are for it"
    assert policy.name and policy.fingerprint and policy.fingerprint == policy.fingerprint
    spec = policy.spec
    assert spec.max_translation_m > 0 and spec.max_rotation_rad > 0 and spec.control_hz > 0
    assert policy.cameras and all(isinstance(name, str) for name in policy.cameras)
    assert len(observations) > 0, "check_direct needs at least one observation"
    assert len(dialogues) > 0, "check_direct needs at least one dialogue"
    needed = [_with_cameras(observation, policy.cameras) for observation in observations]
    first = [_followed(policy, dialogue, needed) for dialogue in dialogues]
    for dialogue, rows in zip(reversed(dialogues), reversed(first), strict=True):
        again = _followed(policy, dialogue, needed)
        assert again == rows, f"{dialogue.instruction!r} is followed otherwise later: begin must forget"
    for tokens in (tokens for rows in first for tokens in rows):
        _check_tokens(policy, tokens)
    assert policy.plan_text is None or (isinstance(policy.plan_text, str) and policy.plan_text.strip()), \
        "plan_text is what it says it does, or None"
    _check_malformed(policy)


def _followed(policy: DirectPolicy, dialogue: Dialogue,
              observations: Sequence[Observation]) -> list[ActionTokens]:
    policy.begin(dialogue, observations[0])
    return [policy.act(observation) for observation in observations]


def _check_malformed(policy: Actor | DirectPolicy) -> None:
    malformed: tuple[tuple[int, ...], ...] = ((0,) * 7, (0,) * 9, (256, *[128] * 7), (-1, *[128] * 7))
    for bad in malformed:
        try:
            policy.decode(ActionTokens.model_construct(tokens=bad))  # type: ignore[arg-type]
        except MalformedAction:
            continue
        raise AssertionError(f"decode turned the malformed row {bad} into motion")


def _with_cameras(observation: Observation, cameras: tuple[str, ...]) -> Observation:
    """Only what the actor says it needs at each step."""
    return dataclasses.replace(observation, images={name: observation.images[name] for name in cameras})


def _check_tokens(actor: Actor | DirectPolicy, tokens: ActionTokens) -> None:
    assert len(tokens.tokens) == 8 and all(0 <= token <= 255 for token in tokens.tokens), tokens
    assert math.isfinite(tokens.entropy_bits) and 0 <= tokens.entropy_bits <= 8 + 1e-6, tokens
    if tokens.probabilities:
        assert len(tokens.probabilities) == 8, "one probability for each token, or none at all"
        assert all(0 <= p <= 1 + 1e-6 for p in tokens.probabilities), tokens
    action = actor.decode(tokens)
    move, turn = np.asarray(action.delta_position_m), np.asarray(action.delta_rotation_rad)
    assert move.shape == turn.shape == (3,) and np.isfinite(move).all() and np.isfinite(turn).all()
    assert np.abs(move).max() <= actor.spec.max_translation_m * (1 + 1e-6), "a move beyond its spec"
    assert np.abs(turn).max() <= actor.spec.max_rotation_rad * (1 + 1e-6), "a turn beyond its spec"
    assert 0 <= action.gripper_opening <= 1 and isinstance(action.terminate, bool)


def check_reader(reader: Reader, observation: Observation, dialogues: Sequence[Dialogue]) -> None:
    """Look once and read every dialogue, with reasons for one.

    Raises:
        AssertionError: the reader breaks its contract; the message says where.
    """
    assert isinstance(reader, Reader), "does not have the members of policies.base.Reader"
    assert reader.fingerprint and reader.fingerprint == reader.fingerprint, "the fingerprint must not change"
    assert len(dialogues) > 0, "check_reader needs at least one dialogue"
    percepts = reader.look(observation)
    assert percepts == reader.look(observation), "looking twice at one image must give the same percepts"
    _check_percepts(percepts)
    for dialogue in dialogues:
        belief = reader.read(percepts, observation, dialogue)
        assert belief.fingerprint == reader.fingerprint, "a belief carries its reader's fingerprint"
        assert belief.percepts == percepts, "a belief carries the percepts it is about"
        _check_belief(belief)
        again = reader.read(percepts, observation, dialogue)
        assert [r.reading for r in again.readings] == [r.reading for r in belief.readings]
        for scored in belief.readings:
            if scored.reading.special is None:
                _check_plan(reader, percepts, scored.reading, scored.probability, dialogue)
    belief = reader.read(percepts, observation, dialogues[0])
    doable = [s for s in belief.readings if s.reading.special is None]
    if doable:
        plan = reader.plan(percepts, doable[0].reading, doable[0].probability, dialogues[0])
        reason = reader.rationale(percepts, observation, dialogues[0], plan)
        assert isinstance(reason, str), "a rationale is text"


def check_word_reader(reader: WordReader, dialogues: Sequence[Dialogue]) -> None:
    """Read every dialogue on things that are named in words, most of them unknown to the catalogue.

    Raises:
        AssertionError: the reader breaks its contract; the message says where.
    """
    assert isinstance(reader, WordReader), "does not have the members of policies.base.WordReader"
    names = ("tea strainer", "Coke", "left glove", "right glove")
    for dialogue in dialogues:
        belief = reader.read_named(names, dialogue)
        assert tuple(p.name for p in belief.percepts) == names, "percepts are the names in their order"
        assert [p.key for p in belief.percepts] == list(range(len(names))), "keys are 0..n-1 in order"
        _check_probabilities(belief)
        for entry in (entry for scored in belief.readings for entry in scored.reading.entries):
            assert set(entry.things) <= set(range(len(names))), "things are keys of what was named"
            assert entry.destination is None, "nobody knows where it could go"
        assert belief == reader.read_named(names, dialogue), "reading twice must give the same belief"
    for wrong in (("cup", "cup"), ("cup", "")):
        try:
            reader.read_named(wrong, dialogues[0])
        except PolicyError:
            continue
        raise AssertionError(f"the names {wrong} were read; a name is needed, and each once")


def _check_percepts(percepts: tuple[Percept, ...]) -> None:
    assert [p.key for p in percepts] == list(range(len(percepts))), "keys are 0..n-1 in order"
    for p in percepts:
        known = p.name in catalogue.all_kinds() or p.name in catalogue.all_places()
        assert known, f"{p.name!r} is not a catalogue key"
        assert p.is_place == (p.name in catalogue.all_places()), f"{p.name!r}: is_place is wrong"
        assert all(0 <= x <= 1 for x in (p.u, p.v, p.width, p.height, p.confidence)), p
        opens = p.is_place and "opens" in catalogue.all_places()[p.name].traits
        assert p.is_open is None or opens, f"{p.name!r} does not open"


def _check_probabilities(belief: Belief) -> None:
    probabilities = [scored.probability for scored in belief.readings]
    assert all(math.isfinite(p) and 0 <= p <= 1 + 1e-6 for p in probabilities), "probabilities lie in 0..1"
    assert abs(sum(probabilities) - 1) < 1e-3, f"probabilities sum to {sum(probabilities)}, not 1"
    assert probabilities == sorted(probabilities, reverse=True), "most probable first"
    readings = [scored.reading for scored in belief.readings]
    assert len(set(readings)) == len(readings), "a reading stands twice in one belief"
    specials = {reading.special for reading in readings}
    assert {"none_of_these", "must_not"} <= specials, "both specials belong to every belief"


def _check_belief(belief: Belief) -> None:
    _check_probabilities(belief)
    readings = [scored.reading for scored in belief.readings]
    keys = {p.key for p in belief.percepts}
    for reading in readings:
        assert (reading.special is not None) == (not reading.entries), "entries, or a special, never both"
        for entry in reading.entries:
            assert entry.things and set(entry.things) <= keys, "things are keys of what was seen"
            assert entry.destination is None or entry.destination in keys, "so is the destination"
            if entry.verb == "move":
                assert entry.destination is not None and entry.relation is not None, "a move goes somewhere"


def _check_plan(reader: Reader, percepts: tuple[Percept, ...], reading: Reading, probability: float,
                dialogue: Dialogue) -> None:
    plan = reader.plan(percepts, reading, probability, dialogue)
    assert plan.reading == reading and plan.steps and plan.text, "a plan has steps and says them"
    for step in plan.steps:
        assert 0 <= step.u <= 1 and 0 <= step.v <= 1, f"the step {step} points outside the image"
