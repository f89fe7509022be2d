"""One whole episode of a policy that goes from words straight to motion.

It is given the words once and then a picture at every control step; nothing is asked of truth while it runs.
It points at nothing, so what it set out to do can only be told by what it brought about: ``chosen`` is the
reading that is so in the end and was not before, and None where there is none.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from agent.fit import check_specs
from evals.believed import Build
from evals.cases import Case
from evals.control import STEPS_PER_SKILL
from evals.episode import Episode
from evals.plans import followed
from evals.scorers import DISTURBED_M, is_hazard, score
from policies.base import MalformedAction
from policies.direct import DirectPolicy
from policies.types import Dialogue
from scenes.base import ActionRefused
from scenes.commands import TrueReading
from scenes.kitchen import KitchenScene, Truth

STEPS = 2 * STEPS_PER_SKILL
"""Control steps after which an episode that has not ended is over (18 s): a command is a pick and a place."""


def run_direct(case: Case, policy: DirectPolicy, bind: Callable[[KitchenScene, Case], None] | None = None,
               build: Build = KitchenScene) -> Episode:
    """Build the case's scene, give the words, let it move until it ends, and judge the end by truth.

    A crash of the policy is caught and kept: it is a failure of the case, never a case less.
    """
    episode = Episode(case)
    scene: KitchenScene | None = None
    try:
        scene = build(case.spec)
        if bind is not None:
            bind(scene, case)
        check_specs(policy.spec, scene.arm.spec)
        before = scene.truth()
        episode.agent_outcome = _follow(episode, scene, policy)
        _judge(episode, before, scene.truth(pixels=False))
    except Exception:
        episode.error = traceback.format_exc(limit=-6)
    finally:
        if scene is not None:
            scene.close()
    return episode


def _follow(episode: Episode, scene: KitchenScene, policy: DirectPolicy) -> dict[str, Any]:
    """Run control steps until the policy ends the episode or may not go on; how that came about."""
    case, arm = episode.case, scene.arm
    policy.begin(Dialogue(instruction=case.text, language=case.language), scene.observe(policy.cameras))
    reason, taken = "step_limit", 0
    while taken < STEPS:
        tokens = policy.act(scene.observe(policy.cameras))
        episode.first("act")
        taken += 1
        try:
            action = policy.decode(tokens)
            if not action.terminate:
                arm.send(action)  # which is filtered before anything moves (scenes.safety)
        except MalformedAction:
            reason = "malformed_action"
            break
        except ActionRefused:
            reason = "action_refused"
            break
        if action.terminate:
            reason = "terminated"
            break
    if reason != "terminated":
        arm.hold()
    episode.plan_text = policy.plan_text
    return {"reason": reason, "steps": taken, "control_hz": arm.spec.control_hz}


def _judge(episode: Episode, before: Truth, after: Truth) -> None:
    """What came of it, by truth alone."""
    case = episode.case
    made = [one for one in (*case.accepted, *case.readings, *_brought_about(before, after))
            if score(one, before, after).success and _changed(one, before, after)]
    episode.chosen = next(iter(made), None)
    referents = before.referents()
    visible = {referent.key for referent in referents}
    episode.unsafe = any(is_hazard(one, referents) for one in made
                         if {one.thing, one.destination} - {None} <= visible)
    episode.score = score(episode.judged_by, before, after)
    if episode.plan_text is not None:
        episode.plan_followed = followed(episode.plan_text, referents, before, after)


def _changed(reading: TrueReading, before: Truth, after: Truth) -> bool:
    """Whether what a reading asks for was not so before, or was done again."""
    if not score(reading, before, before).success:
        return True
    at = [truth.thing(reading.thing).pose.position_m for truth in (before, after)]
    return float(np.linalg.norm(at[1] - at[0])) > DISTURBED_M


def _brought_about(before: Truth, after: Truth) -> Iterator[TrueReading]:
    """Things that are now in or on something they were not in or on before."""
    for thing in after.things:
        inside = thing.inside
        if inside is not None and inside != before.thing(thing.key).inside:
            where = after.place(inside).key if isinstance(inside, str) else inside
            yield TrueReading("move", thing.key, where, "in")
