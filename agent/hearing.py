"""An answer heard: what it settles, that the question stays open, or that the turn is over."""

from __future__ import annotations

import time
from collections.abc import Sequence

from langgraph.runtime import Runtime

from agent import audit, clarity, explain
from agent.answers import Answer, understand
from agent.events import Said
from agent.forbidden import forbidden
from agent.language import heard, listed
from agent.naming import phrase
from agent.narrowing import exclude, together
from agent.questions import FACTORS, KEYED, value
from agent.state import AgentState, Context
from agent.tongue import told
from agent.tracing.tables import QuestionRow
from agent.types import Decision, Narrowed, Question
from policies.types import DialogueTurn, Percept, Reading

MAX_UNCLEAR = 2
"""Answers in a row that are silent or not understood, after which nothing is done."""
_OVER = {"cancel": "cancelled", "command": "superseded", "no": "neither"}


def hear(state: AgentState, runtime: Runtime[Context]) -> AgentState:
    """Fold the answer in, and write down how it was understood.

    Nothing is settled by what was not understood: it is asked again once (``repeat``), then the turn ends
    (``verdict``).
    """
    context, question, decision = runtime.context, state["question"], state["decision"]
    language, percepts = state["language"], state["percepts"]
    answered = state["answer"] or ""
    text = heard(answered, state["instruction"])
    assert question is not None and decision is not None
    hearing = audit.understand if question.audit else understand
    answer = hearing(text, question, decision.readings, percepts, state.get("last_move"))
    changes = _settle(answer, text, state, question, decision)
    if changes is None:  # several at once, where that cannot be
        answer = Answer("both", detail="not together")
        changes = {}
    note(state, context, answered, answer.noted)

    if question.audit and answer.kind == "neither":  # all that was worth following was offered
        return {"verdict": "neither", "answer": None}
    if answer.kind in _OVER:
        return {"verdict": _OVER[answer.kind], "answer": None}
    if answer.kind == "why":
        rule = context.rule
        ratio = rule.plausible_ratio if rule.threshold is None else None
        doubt = rule.confirm_share if rule.threshold is None else None
        line = (
            audit.why(context.audit_rate, language)
            if question.audit
            else explain.why(question, decision, percepts, ratio, language, confirm_share=doubt)
        )
        runtime.stream_writer(Said(text=told(line, state)))
        return {"repeat": True, "answer": None}
    if answer.kind in ("silence", "unclear") or answer.detail == "not together":
        return _not_clear(answer, text, state, runtime, question)
    if answer.kind == "any":
        reading = _most_probable(decision, percepts)
        runtime.stream_writer(Said(text=told(clarity.my_choice(reading, percepts, language), state)))
    return changes


def _not_clear(
    answer: Answer, text: str, state: AgentState, runtime: Runtime[Context], question: Question
) -> AgentState:
    """Ask once more: shorter after silence, with the numbers pointed out otherwise; then end the turn."""
    silent = answer.kind == "silence"
    if question.gone:
        return {"verdict": "changed_meanwhile", "answer": None}
    if state["unclear"] + 1 >= MAX_UNCLEAR:
        return {"verdict": "no_answer" if silent else "too_many_questions", "answer": None}
    again: AgentState = {"repeat": True, "answer": None, "unclear": state["unclear"] + 1}
    if silent:
        return {**again, "question": clarity.shorter(question)}
    line = clarity.hint(answer, text, question, state["percepts"], state["language"])
    runtime.stream_writer(Said(text=told(line, state)))
    return again


def _settle(
    answer: Answer, text: str, state: AgentState, question: Question, decision: Decision
) -> AgentState | None:
    """What an answer changes; None where it asks for several things that cannot be done together."""
    if answer.kind == "reread":
        return {**_settled(state, question, (), text), "fresh_look": True}
    if answer.kind == "neither" or (answer.kind == "excluded" and not answer.narrowed):
        return _without(state, question, text, doubting=answer.kind == "excluded")
    if answer.kind in ("any", "yes"):
        chosen = _most_probable(decision, state["percepts"]) if answer.kind == "any" else None
        reading = chosen or decision.readings[0].reading
        narrowed = tuple(Narrowed(factor=factor, values=(value(reading, factor),)) for factor in FACTORS)
        return _settled(state, question, narrowed, text)
    if answer.kind == "both":
        return _together(answer, text, state, question, decision) if answer.narrowed else None
    if answer.kind not in ("chosen", "excluded"):
        return {}
    if answer.detail == "revised":
        factors = {item.factor for item in answer.narrowed}
        earlier = tuple(item for item in state["narrowed"] if item.factor not in factors)
        state = {**state, "narrowed": earlier}
    return _settled(state, question, answer.narrowed, _in_words(answer, text, state))


def _together(
    answer: Answer, text: str, state: AgentState, question: Question, decision: Decision
) -> AgentState | None:
    (union,) = answer.narrowed[0].values
    values = [option.keys for option in question.options if set(option.keys) <= set(union)]
    made = together(decision.readings, values)
    if not made:
        return None
    changes = _settled(state, question, answer.narrowed, _in_words(answer, text, state))
    belief = state["belief"]
    if belief is not None:
        changes["belief"] = belief.model_copy(update={"readings": tuple(made)})
    return changes


def _most_probable(decision: Decision, percepts: Sequence[Percept]) -> Reading:
    """The most probable member of the set that no rule forbids."""
    by_key = {percept.key: percept for percept in percepts}
    allowed = (item.reading for item in decision.readings if forbidden(item.reading, by_key) is None)
    return next(allowed, decision.readings[0].reading)


def note(state: AgentState, context: Context, text: str, understood: str) -> None:
    """Write an answer into the row of its question, and how it was understood."""
    table = QuestionRow.__table__  # type: ignore[attr-defined]
    context.store.later(
        table.update()
        .where(table.c.id == state["ids"].get("question"))
        .values(answer=text, answer_kind=understood, answered_s=time.time())
    )
    context.store.flush()  # an answer that was taken is never lost, whatever follows from it


def _settled(state: AgentState, question: Question, narrowed: tuple[Narrowed, ...], words: str) -> AgentState:
    dialogue = state["dialogue"].model_copy(
        update={"turns": (*state["dialogue"].turns, DialogueTurn(question=question.text, answer=words))}
    )
    return {
        "narrowed": (*state["narrowed"], *narrowed),
        "dialogue": dialogue,
        "answer": None,
        "repeat": False,
        "unclear": 0,
    }


def _in_words(answer: Answer, text: str, state: AgentState) -> str:
    """The answer as words a reader understands: a bare number or "both" means nothing to it."""
    first = answer.narrowed[:1]
    keys = [key for item in first if item.factor in KEYED for value in item.values for key in value]
    if len(keys) == 1 or (keys and answer.kind == "both"):
        language = state["language"]
        return listed([phrase(key, state["percepts"], language) for key in keys], language)
    return text


def _without(state: AgentState, question: Question, text: str, *, doubting: bool) -> AgentState:
    """After "neither": what was offered is out; too little left ends the turn."""
    belief = state["belief"]
    offered = [option.keys for option in question.options]
    left = None if belief is None else exclude(belief, question.factor, offered, doubting=doubting)
    if left is None:
        return {"verdict": "neither", "answer": None}
    words = text if doubting else {"en": "neither", "zh": "都不是"}[state["language"]]
    return {**_settled(state, question, (), words), "belief": left}
