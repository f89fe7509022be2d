"""An answer to the question of an arm in doubt of its motion: what it changes of the turn."""

from __future__ import annotations

from langgraph.runtime import Runtime

from agent import explain
from agent.events import Said
from agent.hearing import MAX_UNCLEAR, note
from agent.language import heard
from agent.motion_question import understand, why
from agent.nodes.check import still_held
from agent.state import AgentState, Context
from agent.tongue import told


def hear(state: AgentState, runtime: Runtime[Context]) -> AgentState:
    """Fold the answer in, and write down how it was understood.

    "Go on" takes the skill up from where the arm is, and doubt does not stop it again before it is over; "try
    again" has the arm go back first, so that it sees what it hid. On what is not understood, and is not a
    second time, the arm holds and the turn ends.
    """
    context, question, language = runtime.context, state["question"], state["language"]
    answered, doubt = state["answer"] or "", state.get("doubt")
    assert question is not None
    said = understand(heard(answered, state["instruction"]), question)
    note(state, context, answered, said)
    open_still: AgentState = {"repeat": True, "answer": None}
    settled: AgentState = {"repeat": False, "answer": None, "unclear": 0, "doubt": None}
    if said == "go_on":
        return {**settled, "trusted": True}
    if said == "again":
        runtime.stream_writer(Said(text=told(explain.say("backing", language), state)))
        return {**settled, "doubted": False, "backing": True}
    if said in ("stop", "command"):
        verdict = "stopped" if said == "stop" else "superseded"
        return {"answer": None, "verdict": verdict, "held": still_held(state, context)}
    if said == "why":
        if doubt is not None:
            rule = context.rule
            line = why(doubt, rule.doubt_steps, rule.doubt_risk, language)
            runtime.stream_writer(Said(text=told(line, state)))
        return open_still
    if state["unclear"] + 1 >= MAX_UNCLEAR:
        return {"answer": None, "verdict": "in_doubt", "held": still_held(state, context)}
    if said == "unclear":
        runtime.stream_writer(Said(text=told(explain.say("motion_hint", language), state)))
    return {**open_still, "unclear": state["unclear"] + 1}
