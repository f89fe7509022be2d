"""read: what the words could mean on what was seen, and what the last answer settles of it."""

from __future__ import annotations

import time

from langgraph.runtime import Runtime

from agent import explain
from agent.answers import Answer, exclude, restrict, understand
from agent.events import Likely, Means, Said
from agent.naming import phrase, say_reading
from agent.questions import FACTORS, KEYED, value
from agent.state import AgentState, Context
from agent.tracing.rows import add_belief
from agent.tracing.tables import QuestionRow
from agent.types import Narrowed, Question
from policies.types import Belief, DialogueTurn, Percept

MAX_UNCLEAR = 2
SHOWN = 6


def read(state: AgentState, runtime: Runtime[Context]) -> AgentState:
    """A belief, restricted by every answer so far."""
    if state["verdict"] is not None or state["command"] != "do":
        return {"route": "decide"}
    changes: AgentState = {}
    if state["answer"] is not None and state["question"] is not None:
        changes = _hear(state, runtime)
        if changes.get("verdict") is not None or changes.get("repeat"):
            return {**changes, "route": "decide"}
    after: AgentState = {**state, **changes}
    return {**changes, **_believe(after, runtime), "route": "decide"}


def _believe(state: AgentState, runtime: Runtime[Context]) -> AgentState:
    """Read anew where the counter or the dialogue calls for it, then apply what was settled."""
    context, belief = runtime.context, state["belief"]
    source, began = "answer", time.perf_counter()
    if belief is None or state["fresh_look"]:
        observation = context.sight.observation
        if observation is None:
            observation = context.sight.observation = context.scene.observe(("front",))
        belief = context.policy.reader.read(state["percepts"], observation, state["dialogue"])
        source = "read"
    elif state["plan"] is not None:
        source = "carried"
    belief = restrict(belief, state["narrowed"])
    ids = dict(state["ids"])
    ids["belief"] = add_belief(
        context.store,
        state["turn_id"],
        ids.get("observation"),
        belief,
        source,
        time.perf_counter() - began,
        state["language"],
    )
    context.store.flush()  # the checkpoint that follows names this row
    if source == "read":
        runtime.stream_writer(
            Means(
                readings=tuple(
                    Likely(
                        text=say_reading(item.reading, belief.percepts, state["language"]),
                        probability=item.probability,
                    )
                    for item in belief.readings[:SHOWN]
                )
            )
        )
    return {"belief": belief, "fresh_look": False, "ids": ids, "answer": None, "repeat": False}


def _hear(state: AgentState, runtime: Runtime[Context]) -> AgentState:
    """Fold the answer in: what it settles, or that the question stays open, or that the turn is over."""
    context, question, decision = runtime.context, state["question"], state["decision"]
    language, text = state["language"], state["answer"] or ""
    assert question is not None and decision is not None
    answer = understand(text, question, decision.readings, state["percepts"])
    _note(state, context, text, answer)

    def say(line: str) -> None:
        runtime.stream_writer(Said(text=line))

    if answer.kind == "cancel":
        return {"verdict": "cancelled", "answer": None}
    if answer.kind == "command":
        return {"verdict": "superseded", "answer": None}
    if answer.kind == "no":
        return {"verdict": "neither", "answer": None}
    if answer.kind == "why":
        ratio = context.rule.plausible_ratio if context.rule.threshold is None else None
        say(explain.why(question, decision, state["percepts"], ratio, language))
        return {"repeat": True, "answer": None}
    if answer.kind in ("both", "unclear"):
        if state["unclear"] + 1 >= MAX_UNCLEAR:
            return {"verdict": "too_many_questions", "answer": None}
        say(explain.say(answer.kind, language))
        return {"repeat": True, "answer": None, "unclear": state["unclear"] + 1}
    if answer.kind == "reread":
        return {**_settled(state, question, (), text), "fresh_look": True}
    if answer.kind == "neither":
        return _without(state, question)
    if answer.kind == "any" or answer.kind == "yes":
        chosen = decision.readings[0].reading
        return _settled(
            state,
            question,
            tuple(Narrowed(factor=factor, values=(value(chosen, factor),)) for factor in FACTORS),
            text,
        )
    return _settled(state, question, answer.narrowed, _in_words(answer, state["percepts"], state))


def _note(state: AgentState, context: Context, text: str, answer: Answer) -> None:
    table = QuestionRow.__table__  # type: ignore[attr-defined]
    kind = answer.kind if answer.offered else "chosen, not offered"
    context.store.later(
        table.update()
        .where(table.c.id == state["ids"].get("question"))
        .values(answer=text, answer_kind=kind, answered_s=time.time())
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


def _in_words(answer: Answer, percepts: tuple[Percept, ...], state: AgentState) -> str:
    """The answer as words a reader understands: a bare number means nothing to it."""
    keys = [
        key for item in answer.narrowed[:1] if item.factor in KEYED for value in item.values for key in value
    ]
    if len(keys) == 1:
        return phrase(keys[0], percepts, state["language"])
    return state["answer"] or ""


def _without(state: AgentState, question: Question) -> AgentState:
    """After "neither": what was offered is out; too little left ends the turn."""
    belief: Belief | None = state["belief"]
    left = (
        None
        if belief is None
        else exclude(belief, question.factor, [option.keys for option in question.options])
    )
    if left is None:
        return {"verdict": "neither", "answer": None}
    words = {"en": "neither", "zh": "都不是"}[state["language"]]
    return {**_settled(state, question, (), words), "belief": left}
