"""decide: act, ask or refuse, and what exactly."""

from __future__ import annotations

from langgraph.runtime import Runtime

from agent import already, audit, explain, motion_question, twice
from agent.clarity import unsettled
from agent.decision import decide as by_rule
from agent.events import Asked, Planned, Refused, Said
from agent.language import UNFIT
from agent.questions import compose
from agent.reversal import rest_of, reversed_plan
from agent.sequence import opened_once, outstanding, side_by_side
from agent.state import AgentState, Context
from agent.tongue import told, told_plan, told_question
from agent.tracing.rows import add_decision, add_plan, add_question
from agent.types import Decision, Held, Question
from policies.types import Plan, Reading, Step
from scenes.spoken import in_english


def decide(state: AgentState, runtime: Runtime[Context]) -> AgentState:
    """One decision, its rows, and the question or plan that follows from it."""
    context = runtime.context
    if state["repeat"] and state["question"] is not None:
        return _asks(state, runtime, state["decision"], repeated=True)
    if state["verdict"] is not None:
        return _refuses(state, runtime, _over(state["verdict"], state))
    if state.get("backing"):
        return {"question": None, "answer": None, "skill_steps": 0, "parking": True, "route": "act"}
    doubt = state.get("doubt")
    if doubt is not None and doubt.asks:
        open_on = state["decision"]
        assert open_on is not None
        unsure = open_on.model_copy(update={"kind": "ask", "reason": "in_doubt", "text": ""})
        return _asks(state, runtime, unsure, repeated=False)
    if state["command"] != "do":
        return _commanded(state, runtime)
    belief = state["belief"]
    assert belief is not None
    decision = by_rule(belief, context.rule, state["language"])
    alone = decision.reason == "unsure" or (decision.reason == "empty_set" and len(decision.readings) == 1)
    if decision.kind == "ask" and alone and state["narrowed"]:
        decision = decision.model_copy(update={"kind": "act", "reason": "one_reading"})
    if decision.kind == "ask":
        decision = twice.offered(decision, state["percepts"])
    if decision.kind == "ask" and state["asked"] >= context.rule.max_questions:
        decision = Decision(
            kind="refuse",
            reason="too_many_questions",
            readings=decision.readings,
            threshold=decision.threshold,
            text=unsettled(_composed(decision, state), silent=False),
        )
    if decision.kind == "refuse":
        if not decision.text:
            decision = decision.model_copy(update={"text": _refusal_text(decision.reason, state)})
        return _refuses(state, runtime, decision)
    if decision.kind == "ask":
        return _asks(state, runtime, decision, repeated=False)
    chosen = decision.readings[0].reading
    if state["plan"] is None and state.get("held") is None and already.there(chosen, state["percepts"]):
        if already.all_there(chosen, state["percepts"]):
            return _refuses(state, runtime, already.refusal(decision, state["percepts"], state["language"]))
        state = _less(state, runtime, chosen)
    if audit.due(state, belief, context.audit_rate):
        decision = audit.drawn(decision, context.audit_rate, state["turn_id"])
        if audit.chosen(decision):
            return _asks(state, runtime, audit.offered(decision, belief), repeated=False)
    return _acts(state, runtime, decision)


def _less(state: AgentState, runtime: Runtime[Context], chosen: Reading) -> AgentState:
    """The state with what is where it should go counted as done, which is said."""
    percepts, done = state["percepts"], already.there(chosen, state["percepts"])
    line = already.said(already.only(chosen, done), percepts, state["language"])
    runtime.stream_writer(Said(text=told(line, state)))
    return {**state, "done": (*state.get("done", ()), *done)}


def _over(verdict: str, state: AgentState) -> Decision:
    """The refusal for a reason known before deciding, with what was not clear where a question was open."""
    language, question, open_on = state["language"], state["question"], state["decision"]
    if verdict in UNFIT:
        return Decision(kind="refuse", reason=verdict, text=UNFIT[verdict][language])
    if verdict in ("too_many_questions", "no_answer") and question is not None:
        text = unsettled(question, silent=verdict == "no_answer")
    else:
        text = explain.say(verdict, language)
    if question is None or open_on is None:
        return Decision(kind="refuse", reason=verdict, text=text)
    return open_on.model_copy(update={"kind": "refuse", "reason": verdict, "text": text})


def _composed(decision: Decision, state: AgentState) -> Question:
    if decision.reason == "in_doubt":
        plan = state["plan"]
        assert plan is not None
        return motion_question.compose(plan.steps[state["step_index"]], state["language"])
    if decision.reason == "audit":
        return audit.compose(decision, state["percepts"], state["language"])
    seen = twice.named(decision, state["percepts"])
    return compose(decision, seen, state["language"], in_english(state["instruction"]))


def _refusal_text(reason: str, state: AgentState) -> str:
    if reason in ("none_of_these", "empty_set"):
        return explain.not_found(in_english(state["instruction"]), state["percepts"], state["language"])
    return explain.say(reason, state["language"])


def _refuses(state: AgentState, runtime: Runtime[Context], decision: Decision) -> AgentState:
    store = runtime.context.store
    ids, decision = dict(state["ids"]), _with_doubt(decision, state)
    decision = decision.model_copy(update={"text": told(decision.text, state)})
    ids["decision"] = add_decision(store, state["turn_id"], ids.get("belief"), decision)
    store.flush()
    runtime.stream_writer(Refused(reason=decision.reason, text=decision.text))
    return {"decision": decision, "ids": ids, "answer": None, "route": "refuse"}


def _asks(
    state: AgentState, runtime: Runtime[Context], decision: Decision | None, repeated: bool
) -> AgentState:
    assert decision is not None
    store, ids = runtime.context.store, dict(state["ids"])
    if repeated:
        question = state["question"]
        assert question is not None
    else:
        question, decision = _composed(decision, state), _with_doubt(decision, state)
        ids["decision"] = add_decision(store, state["turn_id"], ids.get("belief"), decision)
    ids["question"] = add_question(
        store, state["turn_id"], ids.get("decision"), told_question(question, state), repeated
    )
    store.flush()
    runtime.stream_writer(Asked(question=told_question(question, state), repeated=repeated))
    in_motion = question.factor == "motion"
    return {
        "decision": decision,
        "question": question,
        "ids": ids,
        "repeat": False,
        "audited": state.get("audited", False) or question.audit,
        "answer": None,
        "asked": state["asked"] + (not repeated and not in_motion),
        "asked_motion": state.get("asked_motion", 0) + (not repeated and in_motion),
        "route": "ask",
    }


def _acts(state: AgentState, runtime: Runtime[Context], decision: Decision) -> AgentState:
    context, chosen = runtime.context, decision.readings[0]
    done = state.get("done", ())
    reading = outstanding(chosen.reading, done)
    plan = context.policy.reader.plan(state["percepts"], reading, chosen.probability, state["dialogue"])
    steps = side_by_side(opened_once(plan.steps), state["percepts"], chosen.reading, done)
    steps = _with_hand(steps, reading, state)
    plan = plan.model_copy(update={"steps": steps, "reading": chosen.reading})
    changes = _starts(state, runtime, decision, plan, reasoned=state["plan"] is None)
    return {**changes, "done": tuple(done)}


def _with_hand(steps: tuple[Step, ...], reading: Reading, state: AgentState) -> tuple[Step, ...]:
    """The steps given what the hand holds: not picked again, or put back before something else is picked."""
    held: Held | None = state.get("held")
    if held is None:
        return steps
    wanted = {p.key for p in state["percepts"] if p.name == held.name} & {
        key for entry in reading.entries for key in entry.things
    }
    if state["plan"] is not None and wanted:
        first = next((i for i, step in enumerate(steps) if step.skill == "pick"), None)
        return steps if first is None else (*steps[:first], *steps[first + 1 :])
    return (Step(skill="place", u=held.u, v=held.v, target="counter"), *steps)


def _commanded(state: AgentState, runtime: Runtime[Context]) -> AgentState:
    """Undo and home: no belief is needed."""
    language = state["language"]
    if state["command"] == "home":
        plan = Plan(
            reading=Reading(),
            steps=(),
            probability=1.0,
            text="park the arm" if language == "en" else "手臂归位",
        )
        return _starts(state, runtime, Decision(kind="act", reason="one_reading"), plan, reasoned=False)
    made = rest_of(state["plan"], state["step_index"], state.get("held")) or reversed_plan(
        state.get("last_move"), state.get("held"), state["percepts"], language
    )
    if isinstance(made, str):
        return _refuses(state, runtime, Decision(kind="refuse", reason="nothing_to_undo", text=made))
    return _starts(state, runtime, Decision(kind="act", reason="one_reading"), made, reasoned=False)


def _starts(
    state: AgentState, runtime: Runtime[Context], decision: Decision, plan: Plan, *, reasoned: bool
) -> AgentState:
    """Write the plan down, say it, and begin its reason while the arm sets off."""
    context, ids = runtime.context, dict(state["ids"])
    decision = _with_doubt(decision, state, context.rule.doubt_bits)
    ids["decision"] = add_decision(context.store, state["turn_id"], ids.get("belief"), decision)
    ids["plan"] = add_plan(context.store, state["turn_id"], ids["decision"], told_plan(plan, state))
    context.store.flush()
    runtime.stream_writer(Planned(plan=told_plan(plan, state), text=told(plan.text, state)))
    observation = context.sight.observation
    if reasoned and context.pace.reasons and observation is not None:
        percepts, dialogue, reader = state["percepts"], state["dialogue"], context.policy.reader
        # What the user has just answered is the reason; the model would have to make another one up.
        answered = told(explain.say("as_you_said", state["language"]), state) if dialogue.turns else ""
        context.reasons.start(
            ids["plan"], lambda: answered or reader.rationale(percepts, observation, dialogue, plan)
        )
    return {
        "decision": decision,
        "plan": plan,
        "ids": ids,
        "answer": None,
        "step_index": 0,
        "skill_steps": 0,
        "parking": not plan.steps,
        "doubt": None,
        "question": None,
        "route": "act",
    }


def _with_doubt(decision: Decision, state: AgentState, threshold: float | None = None) -> Decision:
    """The decision with the doubt that had stopped the arm before it, and the threshold in force.

    Args:
        threshold: where nothing stopped the arm, of a decision that moves it.
    """
    doubt = state.get("doubt")
    if doubt is not None:
        threshold = doubt.threshold
    bits = None if doubt is None else doubt.bits
    return decision.model_copy(update={"doubt_threshold": threshold, "doubt_bits": bits})
