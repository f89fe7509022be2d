"""look: what is on the counter now, and whether it is what the belief was read on."""

from __future__ import annotations

from collections.abc import Mapping

from langgraph.runtime import Runtime

from agent.events import Saw
from agent.language import unfit
from agent.naming import sees
from agent.places import completed, kept
from agent.putting import offered, still
from agent.state import AgentState, Context
from agent.tongue import told_seen
from agent.tracing.rows import add_observation
from agent.tracking import arrived, carried, match, moved, redecided, renarrowed, requestioned, same
from policies.types import Belief, Percept, Plan, Reading, ScoredReading


def look(state: AgentState, runtime: Runtime[Context]) -> AgentState:
    """Observe with the front camera, name what is there and what is fixed, and carry over what was known."""
    context = runtime.context
    if not state["percepts"] and state["command"] == "do" and state["verdict"] is None:
        verdict = unfit(state["instruction"])
        if verdict is not None:
            return {"verdict": verdict, "route": "read"}
    if state["command"] == "home" or state["verdict"] is not None:
        return {"route": "read"}

    observation = context.scene.observe(("front",))
    context.sight.observation = observation
    seen = tuple(context.policy.reader.look(observation))
    places = kept(tuple(state.get("places", ())), seen)
    percepts = completed(seen, places)
    put = still(tuple(state.get("put", ())), percepts)
    percepts = offered(percepts, put)
    frames = {"front": context.store.frames.keep(observation.images["front"])}
    if state.get("arrived") and arrived(percepts, state["percepts"], context.pace.moved_distance):
        changes = _begun_anew(percepts)
    else:
        changes = _carry_over(state, percepts, context.pace.moved_distance)
    changes.update({"arrived": False, "places": places, "put": put})
    ids = dict(state["ids"])
    ids["observation"] = add_observation(
        context.store, state["turn_id"], observation.time_s, frames, changes["percepts"]
    )
    context.store.flush()  # the checkpoint that follows names this row
    path = context.store.frames.path(frames["front"])
    if state.get("answer") is None:
        runtime.stream_writer(
            Saw(
                frames=frames,
                frame_path=None if path is None else str(path),
                percepts=changes["percepts"],
                text=told_seen(sees(changes["percepts"], state["language"]), state),
            )
        )
    return {**changes, "frames": frames, "ids": ids, "route": "read"}


def _begun_anew(percepts: tuple[Percept, ...]) -> AgentState:
    """With something new there, and nothing done yet, the words are read as if they had just been said."""
    return {
        "percepts": percepts,
        "fresh_look": True,
        "belief": None,
        "plan": None,
        "decision": None,
        "question": None,
    }


def _carry_over(state: AgentState, percepts: tuple[Percept, ...], reach: float) -> AgentState:
    """Keep the belief where the counter is the same; where a thing of a chosen reading moved, follow it."""
    # A checkpoint gives tuples back as lists, and policies key their caches by what was seen.
    old, belief = tuple(state["percepts"]), state["belief"]
    if not old or belief is None:
        return {"percepts": percepts, "fresh_look": True}
    if same(old, percepts, reach) and state["plan"] is None:
        # A look of the same counter: the old keys and the policy's cache for them stay good.
        return {"percepts": old, "fresh_look": False}
    keys = match(old, percepts, reach)
    for thing in old:
        if thing.key not in keys:
            went = moved(thing, percepts, old, reach)
            if went is not None and went.key not in keys.values():
                keys[thing.key] = went.key
    if state["plan"] is not None:
        percepts, keys = _remembered(state["plan"].reading, old, percepts, keys)
    kept = carried(_chosen_only(state), keys, percepts)
    changes: AgentState = {"percepts": percepts, "narrowed": renarrowed(state["narrowed"], keys)}
    if state["plan"] is not None:
        changes.update(_progress(state, keys))
    elif state["question"] is not None and state["decision"] is not None:
        changes["question"] = requestioned(state["question"], keys)
        changes["decision"] = redecided(state["decision"], keys)
    if kept is None:
        return {**changes, "fresh_look": True, "belief": None}
    if state["plan"] is not None:  # a question may come before it is made anew, and another look after that
        changes["plan"] = _replanned(state["plan"], kept.readings[0].reading, keys)
    return {**changes, "fresh_look": state["plan"] is None, "belief": kept}


def _progress(state: AgentState, keys: Mapping[int, int]) -> AgentState:
    """What is done with and what is in the hand, in the keys of a new look."""
    changes: AgentState = {"done": tuple(keys[key] for key in state.get("done", ()) if key in keys)}
    held = state.get("held")
    if held is not None and held.key in keys:
        changes["held"] = held.model_copy(update={"key": keys[held.key]})
    return changes


def _replanned(plan: Plan, reading: Reading, keys: Mapping[int, int]) -> Plan:
    """The plan in the keys of a new look, its points where they were."""
    steps = (
        step if step.percept is None else step.model_copy(update={"percept": keys.get(step.percept)})
        for step in plan.steps
    )
    return plan.model_copy(update={"reading": reading, "steps": tuple(steps)})


def _remembered(
    chosen: Reading, old: tuple[Percept, ...], percepts: tuple[Percept, ...], keys: dict[int, int]
) -> tuple[tuple[Percept, ...], dict[int, int]]:
    """Keep what a chosen reading speaks of though it is not seen: it is in the hand, or hidden by the arm."""
    needed = {key for entry in chosen.entries for key in (*entry.things, entry.destination)}
    for percept in old:
        if percept.key in needed and percept.key not in keys:
            taken = {p.key for p in percepts}
            keys = {**keys, percept.key: percept.key if percept.key not in taken else max(taken) + 1}
            percepts = (*percepts, percept.model_copy(update={"key": keys[percept.key]}))
    return percepts, keys


def _chosen_only(state: AgentState) -> Belief:
    """The belief, or once a reading was chosen that reading alone: what was settled is not asked again."""
    belief, plan = state["belief"], state["plan"]
    assert belief is not None
    if plan is None:
        return belief
    return belief.model_copy(update={"readings": (ScoredReading(reading=plan.reading, probability=1.0),)})
