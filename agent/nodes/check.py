"""check: after each skill, what proprioception says of it, and what comes next."""

from __future__ import annotations

from langgraph.runtime import Runtime

from agent import explain
from agent.events import Said
from agent.places import opened
from agent.proprioception import grips_nothing, grips_something
from agent.putting import set_down, taken
from agent.state import AgentState, Context
from agent.tongue import told
from agent.types import Held, LastMove, Put
from policies.types import Percept, Step


def check(state: AgentState, runtime: Runtime[Context]) -> AgentState:
    """Next skill, another try, the way home, or the end."""
    context, plan = runtime.context, state["plan"]
    assert plan is not None
    if state["ended"] is not None:
        return {"held": still_held(state, context), "route": "record"}
    if state["parking"] and state.get("backing"):  # out of the way, to see what is there and try again
        return {"parking": False, "backing": False, "skill_steps": 0, "route": "look"}
    if state["parking"]:
        return {"ended": "terminated", "route": "record"}
    step = plan.steps[state["step_index"]]
    changes: AgentState = {"doubted": False, "trusted": False}
    if step.skill == "pick":
        if grips_nothing(context.scene.arm.state(), context.pace.empty_opening):
            return _retry(state, runtime, "retry")
        changes.update({"held": _held(step, state), "put": _less(step, state)})
    elif step.skill == "place":
        if grips_something(context.scene.arm.state(), context.pace.empty_opening):
            return {"ended": "not_released", "route": "record"}
        changes.update(_placed(step, state))
        held = state.get("held")
        if held is not None:
            changes["put"] = set_down(tuple(state.get("put", ())), held, step, state["percepts"])
        # What was in the hand before and is put back where it came from is not done with.
        if held is not None and (step.u, step.v) != (held.u, held.v):
            changes["done"] = (*state.get("done", ()), held.key)
    else:
        drawer = next((p for p in state["percepts"] if p.key == step.percept), None)
        if drawer is not None:
            changes["done"] = (*state.get("done", ()), drawer.key)
            if step.skill == "open":
                changes["places"] = opened(tuple(state.get("places", ())), drawer)
        changes["last_move"] = LastMove(
            skill=step.skill,
            name=step.target,
            from_u=step.u,
            from_v=step.v,
            to_u=step.u,
            to_v=step.v,
            to_name=step.target,
        )
    done = state["step_index"] + 1
    if done < len(plan.steps):
        return {**changes, "step_index": done, "skill_steps": 0, "route": "act"}
    if context.pace.park and changes.get("held", state.get("held")) is None:
        return {**changes, "parking": True, "skill_steps": 0, "route": "act"}
    return {**changes, "ended": "terminated", "route": "record"}


def _retry(state: AgentState, runtime: Runtime[Context], words: str) -> AgentState:
    if state["retries"] >= runtime.context.pace.max_retries:
        plan = state["plan"]
        assert plan is not None
        put = _less(plan.steps[state["step_index"]], state)
        return {"ended": "gripper_empty", "held": None, "put": put, "route": "record"}
    runtime.stream_writer(Said(text=told(explain.say(words, state["language"]), state)))
    return {"retries": state["retries"] + 1, "skill_steps": 0, "held": None, "route": "look"}


def _less(step: Step, state: AgentState) -> tuple[Put, ...]:
    return taken(tuple(state.get("put", ())), step, state["percepts"])


def _held(step: Step, state: AgentState) -> Held:
    """What is now in the hand, with the point on the counter where it stood."""
    seen: Percept | None = next((p for p in state["percepts"] if p.key == step.percept), None)
    foot = step.v if seen is None else min(1.0, seen.v + 0.4 * seen.height)
    return Held(name=step.target, key=-1 if step.percept is None else step.percept, u=step.u, v=foot)


def _placed(step: Step, state: AgentState) -> AgentState:
    held = state.get("held")
    if held is None:
        return {"held": None}
    return {
        "held": None,
        "last_move": LastMove(
            skill="move",
            name=held.name,
            from_u=held.u,
            from_v=held.v,
            to_u=step.u,
            to_v=step.v,
            to_name=step.target,
        ),
    }


def still_held(state: AgentState, context: Context) -> Held | None:
    """After motion that ended early: in the hand if the gripper says so, under the name it was picked by."""
    arm, plan = context.scene.arm.state(), state["plan"]
    if arm.gripper_target >= 0.1 or grips_nothing(arm, context.pace.empty_opening) or plan is None:
        return None
    if state.get("held") is not None or not plan.steps:
        return state.get("held")
    step = plan.steps[min(state["step_index"], len(plan.steps) - 1)]
    return _held(step, state) if step.skill == "pick" else None
