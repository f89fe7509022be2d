"""The graph's typed state and what its nodes are given to work with.

The state holds no arrays: frames are files named by their hash, readings point into what was seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from agent.decision import Rule
from agent.language import detect
from agent.reasons import Reasons
from agent.tracing.store import Store
from agent.types import Command, Decision, Doubt, Held, Language, LastMove, Narrowed, Outcome, Put, Question
from policies.base import Policy
from policies.types import Belief, Dialogue, Percept, Plan
from scenes.base import Scene
from scenes.spoken import Spoken
from scenes.types import Observation, Pose

Route = Literal["look", "read", "decide", "ask", "act", "check", "record", "refuse"]


class AgentState(TypedDict, total=False):
    """What survives a kill. Everything down to ``route`` belongs to one turn and is set anew by ``fresh``."""

    session_id: str
    turn_id: str
    instruction: str
    language: Language
    """Of what the agent makes up: questions, plans, reasons."""
    spoken: Spoken
    """Of what the user is told: the same, or Spanish or German put over from English (``agent.tongue``)."""
    command: Command
    started_s: float
    """Unix time."""
    dialogue: Dialogue
    percepts: tuple[Percept, ...]
    frames: dict[str, str]
    belief: Belief | None
    fresh_look: bool
    """The counter is not what the belief was read on: read again."""
    narrowed: tuple[Narrowed, ...]
    decision: Decision | None
    question: Question | None
    answer: str | None
    asked: int
    """Questions asked about what is meant, repetitions apart."""
    asked_motion: int
    """Questions asked in mid-motion, out of doubt in it, repetitions apart."""
    unclear: int
    repeat: bool
    """Ask the open question again as it was."""
    audited: bool
    """The user was asked at random about what would have been done: not again in this turn."""
    verdict: str | None
    """A reason to end the turn that is known before deciding (an unfit text, a cancelled command)."""
    plan: Plan | None
    step_index: int
    skill_steps: int
    steps: int
    moving_s: float
    retries: int
    looks_again: int
    window: tuple[float, ...]
    """Entropies of the last executed steps of the skill at hand, in bits (``agent.doubt``)."""
    doubt: Doubt | None
    """What stopped the arm, until it is decided what follows."""
    doubted: bool
    """The skill at hand was in doubt before, and looked at again: the next time the user is asked."""
    trusted: bool
    """The user said to go on: doubt does not stop the arm until the skill at hand is over."""
    backing: bool
    """The arm goes back to where it is parked before it tries again."""
    arrived: bool
    """Something new was seen while the arm reached: what was clear without it may not be."""
    done: tuple[int, ...]
    """Percept keys of what the chosen reading is done with already: not done again after another look."""
    parking: bool
    ended: str | None
    """Why the motion ended, once it has."""
    outcome: Outcome | None
    ids: dict[str, str]
    """Trace ids of the latest observation, belief, decision, question and plan of the turn."""
    route: Route
    held: Held | None
    """From here on kept from turn to turn."""
    last_move: LastMove | None
    places: tuple[Percept, ...]
    """Fixed places as they were last plainly seen (``agent.places``)."""
    put: tuple[Put, ...]
    """What the hand put in or on them (``agent.putting``)."""


def fresh(
    session_id: str, turn_id: str, instruction: str, spoken: Spoken, command: Command, started_s: float
) -> AgentState:
    """The input that starts a turn. ``spoken`` is the language of what is said to the user."""
    return AgentState(
        session_id=session_id,
        turn_id=turn_id,
        instruction=instruction,
        language="zh" if spoken == "zh" else "en",
        spoken=spoken,
        command=command,
        started_s=started_s,
        dialogue=Dialogue(instruction=instruction, language=detect(instruction)),
        percepts=(),
        frames={},
        belief=None,
        fresh_look=True,
        narrowed=(),
        decision=None,
        question=None,
        answer=None,
        asked=0,
        asked_motion=0,
        unclear=0,
        repeat=False,
        audited=False,
        verdict=None,
        plan=None,
        step_index=0,
        skill_steps=0,
        steps=0,
        moving_s=0.0,
        retries=0,
        looks_again=0,
        window=(),
        doubt=None,
        doubted=False,
        trusted=False,
        backing=False,
        arrived=False,
        done=(),
        parking=False,
        ended=None,
        outcome=None,
        ids={},
        route="look",
    )


def open_to_change(state: AgentState) -> bool:
    """Whether something new on the counter may change what the words mean: nobody has settled it, and nothing
    of it is done yet."""
    return (
        state["command"] == "do"
        and not state["narrowed"]
        and not state.get("done")
        and state["step_index"] == 0
        and state.get("held") is None
    )


def questions(state: AgentState) -> int:
    """How many questions a turn has asked of either kind; checkpoints of earlier versions know one."""
    return state["asked"] + state.get("asked_motion", 0)


class Pace(BaseModel):
    """How the arm is driven: bounds and tolerances, none of them about meaning."""

    model_config = ConfigDict(frozen=True)

    chunk_steps: int = Field(default=10, ge=1)
    """Control steps in one run of ``act``: about a second."""
    skill_limit: int = Field(default=150, ge=1)
    """Control steps after which a skill is given up."""
    max_retries: int = Field(default=2, ge=0)
    """Picks tried again after the hand closed on nothing."""
    max_looks_again: int = Field(default=3, ge=0)
    """How often in one turn motion may be interrupted to look again."""
    max_motion_questions: int = Field(default=3, ge=0)
    """How often in one turn doubt in the motion is put to the user; after that the arm holds."""
    empty_opening: float = Field(default=0.03, ge=0.0, le=1.0)
    """Measured opening at or below which a closed gripper holds nothing."""
    moved_distance: float = Field(default=0.06, gt=0.0)
    """Image distance beyond which a thing has moved."""
    watch: bool = True
    """Look for moved things between skills."""
    park: bool = True
    """Park the arm after each command, so that it hides nothing at the next look."""
    park_limit: int = Field(default=60, ge=1)
    reasons: bool = True
    """Have the policy write the reason of each plan (its language model works while the arm moves)."""
    reason_timeout_s: float = Field(default=20.0, ge=0.0)
    """How long the end of a turn waits for the reason to be written."""


@dataclass
class Sight:
    """The last observation, so that reading does not render again; lost on a kill, which costs a look."""

    observation: Observation | None = None


@dataclass(frozen=True)
class Context:
    """What every node is given, on every invoke, resume included."""

    scene: Scene
    policy: Policy
    store: Store
    rule: Rule
    pace: Pace
    home: Pose
    """Where the tool was when the session began: where the arm is parked."""
    stopped: Callable[[], bool]
    """Whether motion must stop now."""
    interrupted: Callable[[], bool]
    """Whether a new instruction is waiting."""
    reasons: Reasons
    sight: Sight = field(default_factory=Sight)
    audit_rate: float = 0.0
    """Probability with which a decision to act is put to the user first (``agent.audit``)."""
