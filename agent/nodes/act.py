"""act: about one second of control steps, each journalled before it is sent."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Literal

from langgraph.runtime import Runtime

from agent import explain
from agent.doubt import Window
from agent.events import Rationale, Said, Stepped
from agent.homing import homeward
from agent.nodes.check import still_held
from agent.places import without
from agent.proprioception import grips_nothing
from agent.state import AgentState, Context, open_to_change
from agent.tongue import told
from agent.tracing.journal import Journal
from agent.tracing.tables import PlanRow
from agent.tracking import arrived, moved
from agent.types import Doubt
from policies.base import MalformedAction
from policies.types import ActionTokens, Step
from scenes.base import ActionRefused
from scenes.types import Action


@dataclass
class _Chunk:
    """What one run of the node has done so far."""

    steps: int
    skill_steps: int
    window: Window = field(default_factory=Window)
    """Of the skill at hand; what earlier runs of the node left in it is there already."""
    in_doubt: bool = False
    finished: bool = False
    ended: str | None = None


def act(state: AgentState, runtime: Runtime[Context]) -> AgentState:
    """Run the skill at hand, or the way home, for at most ``chunk_steps`` steps."""
    context = runtime.context
    journal = Journal(context.store, state["session_id"])
    window = Window.of(context.rule.doubt_steps, state.get("window", ()))
    chunk = _Chunk(state["steps"], state["skill_steps"], window)
    began = time.perf_counter()
    if state["parking"]:
        _park(state, runtime, journal, chunk)
    else:
        _run_skill(state, runtime, journal, chunk)
    tell_reason(runtime, 0.0)
    journal.mark(context.scene.state_hash())
    changes: AgentState = {
        "steps": chunk.steps,
        "skill_steps": chunk.skill_steps,
        "window": chunk.window.bits,
        "ended": chunk.ended,
        "moving_s": state["moving_s"] + time.perf_counter() - began,
    }
    changes.update(_unsettled(state))
    if chunk.ended is None and context.interrupted():
        _hold(state, context, journal, chunk)
        changes["ended"] = "superseded"
    if changes["ended"] is not None or chunk.finished:
        return {**changes, "route": "check"}
    if not state["parking"]:
        if _dropped(state, context):
            _hold(state, context, journal, chunk)
            if state["retries"] >= context.pace.max_retries:
                return {**changes, "ended": "dropped", "held": None, "route": "check"}
            runtime.stream_writer(Said(text=told(explain.say("dropped", state["language"]), state)))
            return {**changes, "retries": state["retries"] + 1, "held": None, "route": "look"}
        if chunk.in_doubt:
            _hold(state, context, journal, chunk)
            return {**changes, **_doubts(state, runtime, chunk.window)}
        change = _change(state, context)
        if change is not None:
            _hold(state, context, journal, chunk)
            runtime.stream_writer(Said(text=told(explain.say("changed", state["language"]), state)))
            changes["looks_again"] = state["looks_again"] + 1
        if change == "moved":
            return {**changes, "route": "look"}
        if change == "arrived":  # from where the arm hides nothing and is taken for nothing
            changes.update({"arrived": True, "backing": True, "parking": True, "skill_steps": 0})
    return {**changes, "route": "act"}


def _unsettled(state: AgentState) -> AgentState:
    """What the skill at hand may have changed is no longer remembered as it was."""
    plan = state["plan"]
    if state["parking"] or plan is None:
        return {}
    step = plan.steps[state["step_index"]]
    if step.skill not in ("open", "close"):
        return {}
    return {"places": without(tuple(state.get("places", ())), step.target)}


def _run_skill(state: AgentState, runtime: Runtime[Context], journal: Journal, chunk: _Chunk) -> None:
    context, plan = runtime.context, state["plan"]
    assert plan is not None
    step, actor, scene = plan.steps[state["step_index"]], context.policy.actor, context.scene
    if chunk.skill_steps == 0:
        if context.stopped():
            _stop(state, context, journal, chunk)
            return
        actor.begin(step, scene.observe(tuple(dict.fromkeys(("front", *actor.cameras)))))
        chunk.window = Window.of(context.rule.doubt_steps)
    for _ in range(context.pace.chunk_steps):
        if context.stopped():
            _stop(state, context, journal, chunk)
            return
        tokens = actor.act(scene.observe(actor.cameras))
        try:
            action = actor.decode(tokens)
        except MalformedAction:
            _hold(state, context, journal, chunk)
            chunk.ended = "malformed_action"
            return
        chunk.steps += 1
        chunk.skill_steps += 1
        if action.terminate:
            number = journal.before(
                state["turn_id"], chunk.steps, "end", step.skill, step.target, action, tokens
            )
            journal.after(number, None)
            chunk.finished = True
        elif not _send(state, runtime, journal, chunk, action, tokens, step):
            return
        else:
            chunk.window = chunk.window.after(tokens.entropy_bits)
        tell_reason(runtime, 0.0)
        if chunk.finished:
            return
        if chunk.skill_steps >= context.pace.skill_limit:
            _hold(state, context, journal, chunk)
            chunk.ended = "step_limit"
            return
        if not state.get("trusted") and chunk.window.exceeds(context.rule.doubt_bits):
            chunk.in_doubt = True
            return


def _send(
    state: AgentState,
    runtime: Runtime[Context],
    journal: Journal,
    chunk: _Chunk,
    action: Action,
    tokens: ActionTokens | None,
    step: Step | None,
) -> bool:
    """Journal, check for stop, send, note what was sent. False if the motion ended here."""
    context = runtime.context
    skill, target = ("park", "home") if step is None else (step.skill, step.target)
    number = journal.before(state["turn_id"], chunk.steps, "send", skill, target, action, tokens)
    try:
        sent = context.scene.arm.send(action)
    except ActionRefused:
        journal.refused(number)
        _hold(state, context, journal, chunk)
        chunk.ended = "action_refused"
        return False
    journal.after(number, sent)
    distance = getattr(context.policy.actor, "distance_m", None)
    runtime.stream_writer(
        Stepped(
            step=chunk.steps,
            skill=skill,
            skill_step=chunk.skill_steps,
            target=target,
            limits=sent.limits,
            skill_limit=context.pace.skill_limit if step is not None else context.pace.park_limit,
            tokens=() if tokens is None else tokens.tokens,
            entropy_bits=0.0 if tokens is None else tokens.entropy_bits,
            distance_m=float(distance) if isinstance(distance, int | float) and step is not None else None,
        )
    )
    return True


def _park(state: AgentState, runtime: Runtime[Context], journal: Journal, chunk: _Chunk) -> None:
    context = runtime.context
    for _ in range(context.pace.chunk_steps):
        if context.stopped():
            _stop(state, context, journal, chunk)
            return
        arm = context.scene.arm
        action = homeward(arm.state(), context.home, arm.spec)
        if action is None or chunk.skill_steps >= context.pace.park_limit:
            chunk.finished = True
            return
        chunk.steps += 1
        chunk.skill_steps += 1
        if not _send(state, runtime, journal, chunk, action, None, None):
            return


def _stop(state: AgentState, context: Context, journal: Journal, chunk: _Chunk) -> None:
    _hold(state, context, journal, chunk)
    chunk.ended = "stopped"


def _hold(state: AgentState, context: Context, journal: Journal, chunk: _Chunk) -> None:
    """Hold by the arm's own means; journalled, since it may change what the next step is relative to."""
    number = journal.before(state["turn_id"], chunk.steps, "hold")
    context.scene.arm.hold()
    journal.after(number, None)


def _doubts(state: AgentState, runtime: Runtime[Context], window: Window) -> AgentState:
    """What follows from doubt: the first time in a skill another look, then a question, at last nothing."""
    context, bits = runtime.context, window.mean_bits
    assert bits is not None
    asks = bool(state.get("doubted")) or state["looks_again"] >= context.pace.max_looks_again
    doubt = Doubt(bits=bits, threshold=context.rule.doubt_bits, asks=asks)
    # What the hand has just closed on is in it, though the skill is not over: it is not to be picked anew.
    changes: AgentState = {"doubt": doubt, "held": state.get("held") or still_held(state, context)}
    if asks and state.get("asked_motion", 0) >= context.pace.max_motion_questions:
        return {**changes, "verdict": "in_doubt", "route": "look"}
    if not asks:
        runtime.stream_writer(Said(text=told(explain.say("doubt", state["language"]), state)))
        changes.update({"doubted": True, "looks_again": state["looks_again"] + 1})
    return {**changes, "route": "look"}


def _change(state: AgentState, context: Context) -> Literal["moved", "arrived"] | None:
    """What has become of the counter before the hand is near the target of the skill: the target is seen
    elsewhere, or there is something new that nobody has been asked about."""
    plan = state["plan"]
    assert plan is not None
    step = plan.steps[state["step_index"]]
    if not context.pace.watch or state["looks_again"] >= context.pace.max_looks_again:
        return None
    if step.skill != "pick" or context.scene.arm.state().gripper_target < 0.5:
        return None
    target = next((p for p in state["percepts"] if p.key == step.percept), None)
    if target is None:
        return None
    now = context.policy.reader.look(context.scene.observe(("front",)))
    if moved(target, now, state["percepts"], context.pace.moved_distance) is not None:
        return "moved"
    if not open_to_change(state) or not arrived(now, state["percepts"], context.pace.moved_distance):
        return None
    return "arrived"


def _dropped(state: AgentState, context: Context) -> bool:
    """Whether what was to be placed has left the closed hand."""
    return state.get("held") is not None and grips_nothing(
        context.scene.arm.state(), context.pace.empty_opening
    )


def tell_reason(runtime: Runtime[Context], timeout_s: float) -> None:
    """Say the reason and write it into its plan's row, once it is there."""
    taken = runtime.context.reasons.take(timeout_s)
    if taken is None:
        return
    plan_id, text, seconds = taken
    table = PlanRow.__table__  # type: ignore[attr-defined]
    runtime.context.store.later(
        table.update().where(table.c.id == plan_id).values(rationale=text, rationale_s=seconds)
    )
    if text:
        runtime.stream_writer(Rationale(text=text))
