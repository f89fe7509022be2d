"""record: how the turn ended, said and written."""

from __future__ import annotations

import time

from langgraph.runtime import Runtime

from agent import explain
from agent.events import Done
from agent.language import noun
from agent.nodes.act import tell_reason
from agent.state import AgentState, Context, questions
from agent.tongue import told
from agent.tracing.rows import put_outcome
from agent.types import Outcome
from agent.whereabouts import alike_as_one, standing

ENDS = ("cancelled", "superseded", "stopped", "in_doubt", "already_there")
"""Reasons of a refusal that say by themselves how the turn ended."""


def record(state: AgentState, runtime: Runtime[Context]) -> AgentState:
    """The outcome, without an opinion on success: only a scorer that knows the truth has one."""
    context, decision = runtime.context, state["decision"]
    if decision is not None and decision.kind == "refuse":
        reason = decision.reason if decision.reason in ENDS else "refused"
        text = decision.text
    else:
        reason = state["ended"] or "terminated"
        text = told(_closing(reason, state), state)
        tell_reason(runtime, context.pace.reason_timeout_s if reason == "terminated" else 0.0)
    hz = state["steps"] / state["moving_s"] if state["moving_s"] > 0.0 else 0.0
    outcome = Outcome(
        reason=reason,
        steps=state["steps"],
        seconds=round(time.time() - state["started_s"], 3),
        control_hz=round(hz, 2),
        questions=questions(state),
    )
    put_outcome(context.store, state["turn_id"], outcome, text)
    context.store.flush()
    runtime.stream_writer(Done(outcome=outcome, text=text, trace_id=state["turn_id"]))
    return {"outcome": outcome, "question": None, "answer": None}


def _closing(reason: str, state: AgentState) -> str:
    language, plan = state["language"], state["plan"]
    if reason == "terminated":
        if state["command"] == "home" or plan is None:
            return explain.say("parked", language)
        return _done(state)
    if reason == "superseded":
        return explain.say("superseded", language)
    reason = "lost" if reason == "dropped" else reason
    step = (
        None if plan is None or not plan.steps else plan.steps[min(state["step_index"], len(plan.steps) - 1)]
    )
    return explain.say(
        reason,
        language,
        name="" if step is None else noun(step.target, language),
        skill=""
        if step is None
        else {"pick": "picking", "place": "placing", "open": "opening", "close": "closing"}[step.skill],
    )


def _done(state: AgentState) -> str:
    """What the arm did, as it believes: "Done: the Sprite is in the top drawer." """
    language, plan = state["language"], state["plan"]
    assert plan is not None
    if state["command"] == "undo" or not plan.reading.entries:
        return f"Done: {plan.text}." if language == "en" else f"完成：{plan.text}。"
    parts = [standing(entry, state["percepts"], language) for entry in alike_as_one(plan.reading.entries)]
    return f"Done: {', and '.join(parts)}." if language == "en" else f"完成：{'，'.join(parts)}。"
