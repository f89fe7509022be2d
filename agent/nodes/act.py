"""act: about one second of control steps, each journalled before it is sent."""

from __future__ import annotations

import time
from dataclasses import dataclass

from langgraph.runtime import Runtime

from agent import explain
from agent.events import Rationale, Said, Stepped
from agent.homing import homeward
from agent.proprioception import grips_nothing
from agent.state import AgentState, Context
from agent.tracing.journal import Journal
from agent.tracing.tables import PlanRow
from agent.tracking import moved
from policies.base import MalformedAction
from policies.types import ActionTokens, Step
from scenes.base import ActionRefused
from scenes.types import Action


@dataclass
class _Chunk:
    """What one run of the node has done so far."""

    steps: int
    skill_steps: int
    entropy_bits: float = 0.0
    acted: int = 0
    finished: bool = False
    ended: str | None = None


def act(state: AgentState, runtime: Runtime[Context]) -> AgentState:
    """Run the skill at hand, or the way home, for at most ``chunk_steps`` steps."""
    context = runtime.context
    journal = Journal(context.store, state["session_id"])
    chunk = _Chunk(state["steps"], state["skill_steps"])
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
        "ended": chunk.ended,
        "moving_s": state["moving_s"] + time.perf_counter() - began,
    }
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
            runtime.stream_writer(Said(text=explain.say("dropped", state["language"])))
            return {**changes, "retries": state["retries"] + 1, "held": None, "route": "look"}
        again = _why_look_again(state, context, chunk)
        if again is not None:
            _hold(state, context, journal, chunk)
            if state["looks_again"] >= context.pace.max_looks_again:
                return {**changes, "ended": "in_doubt", "route": "check"}
            runtime.stream_writer(Said(text=explain.say(again, state["language"])))
            return {**changes, "looks_again": state["looks_again"] + 1, "route": "look"}
    return {**changes, "route": "act"}


def _run_skill(state: AgentState, runtime: Runtime[Context], journal: Journal, chunk: _Chunk) -> None:
    context, plan = runtime.context, state["plan"]
    assert plan is not None
    step, actor, scene = plan.steps[state["step_index"]], context.policy.actor, context.scene
    if chunk.skill_steps == 0:
        if context.stopped():
            _stop(state, context, journal, chunk)
            return
        actor.begin(step, scene.observe(tuple(dict.fromkeys(("front", *actor.cameras)))))
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
        chunk.acted += 1
        chunk.entropy_bits += tokens.entropy_bits
        if action.terminate:
            number = journal.before(
                state["turn_id"], chunk.steps, "end", step.skill, step.target, action, tokens
            )
            journal.after(number, None)
            chunk.finished = True
        elif not _send(state, runtime, journal, chunk, action, tokens, step):
            return
        tell_reason(runtime, 0.0)
        if chunk.finished:
            return
        if chunk.skill_steps >= context.pace.skill_limit:
            _hold(state, context, journal, chunk)
            chunk.ended = "step_limit"
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


def _why_look_again(state: AgentState, context: Context, chunk: _Chunk) -> str | None:
    """Doubt in the motion, or the target of the skill seen elsewhere before the hand is near it."""
    if chunk.acted >= context.pace.chunk_steps and chunk.entropy_bits / chunk.acted > context.rule.doubt_bits:
        return "doubt"
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
    return "changed" if moved(target, now, state["percepts"], context.pace.moved_distance) else None


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
