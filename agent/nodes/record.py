"""record: how the turn ended, said and written."""

from __future__ import annotations

import time
from collections.abc import Sequence

from langgraph.runtime import Runtime

from agent import explain
from agent.events import Done
from agent.language import noun
from agent.naming import phrase
from agent.nodes.act import tell_reason
from agent.state import AgentState, Context, questions
from agent.tracing.rows import put_outcome
from agent.types import Outcome
from policies.types import Entry

ENDS = ("cancelled", "superseded", "stopped", "in_doubt")
"""Reasons of a refusal that say by themselves how the turn ended."""


def record(state: AgentState, runtime: Runtime[Context]) -> AgentState:
    """The outcome, without an opinion on success: only a scorer that knows the truth has one."""
    context, decision = runtime.context, state["decision"]
    if decision is not None and decision.kind == "refuse":
        reason = decision.reason if decision.reason in ENDS else "refused"
        text = decision.text
    else:
        reason = state["ended"] or "terminated"
        text = _closing(reason, state)
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
    parts = [_did(entry, state) for entry in _alike_as_one(plan.reading.entries)]
    return f"Done: {', and '.join(parts)}." if language == "en" else f"完成：{'，'.join(parts)}。"


def _alike_as_one(entries: Sequence[Entry]) -> list[Entry]:
    """Entries that say the same of different things as one: "the Coke and the Sprite are in the tray"."""
    by_way: dict[object, Entry] = {}
    for entry in entries:
        way = (entry.verb, entry.destination, entry.relation)
        first = by_way.get(way)
        things = entry.things if first is None else (*first.things, *entry.things)
        by_way[way] = entry.model_copy(update={"things": things})
    return list(by_way.values())


def _did(entry: Entry, state: AgentState) -> str:
    language, percepts = state["language"], state["percepts"]
    names = {p.key: p.name for p in percepts}
    things = [
        f"the {noun(names[key], 'en')}" if language == "en" else noun(names[key], "zh")
        for key in entry.things
    ]
    subject = (" and " if language == "en" else "和").join(things)
    verb = "is" if len(things) == 1 else "are"
    if entry.verb != "move":
        if language == "en":
            return f"{subject} {verb} {'open' if entry.verb == 'open' else 'closed'}"
        return f"{subject}已{'打开' if entry.verb == 'open' else '关上'}"
    if entry.destination is None:
        return f"I hold {subject}" if language == "en" else f"{subject}在我手里"
    place = phrase(entry.destination, percepts, language)
    if language == "en":
        relation = {"in": "in", "on": "on", "next_to": "next to", "handover": "on"}.get(
            entry.relation or "in", "in"
        )
        return f"{subject} {verb} {relation} {place}"
    ending = {"in": "里", "on": "上", "next_to": "旁边", "handover": "上"}.get(entry.relation or "in", "里")
    return f"{subject}在{place}{ending}"
