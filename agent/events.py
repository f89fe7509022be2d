"""What the agent says while it works, in order: the command line and the tests read nothing else."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from agent.types import Outcome, Question
from policies.types import Percept, Plan


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True)


class Saw(_Event):
    """One look at the counter."""

    type: Literal["saw"] = "saw"
    frames: dict[str, str]
    """Camera -> file name (hash of the frame); empty when frames are not kept."""
    frame_path: str | None
    """Where the front frame was written."""
    percepts: tuple[Percept, ...]
    text: str
    """"Coke, Sprite, apple; top drawer" in the user's language."""


class Likely(_Event):
    """One reading in words."""

    text: str
    probability: float


class Means(_Event):
    """What the words could mean, most probable first."""

    type: Literal["means"] = "means"
    readings: tuple[Likely, ...]


class Asked(_Event):
    """A question; the turn waits for its answer."""

    type: Literal["asked"] = "asked"
    question: Question
    repeated: bool = False
    """The same question again (after "why?" or an answer that was not understood)."""


class Planned(_Event):
    """What will be done now."""

    type: Literal["planned"] = "planned"
    plan: Plan
    text: str


class Rationale(_Event):
    """The reason, as the policy's language model gives it while the arm already moves."""

    type: Literal["rationale"] = "rationale"
    text: str


class Stepped(_Event):
    """One control step."""

    type: Literal["stepped"] = "stepped"
    step: int
    """Within the turn, from 1."""
    skill: str
    skill_step: int
    """Within the skill, from 1."""
    skill_limit: int
    """At this many steps the skill is given up."""
    target: str
    tokens: tuple[int, ...]
    entropy_bits: float
    limits: tuple[str, ...]
    """Safety limits that changed what was sent."""
    distance_m: float | None = None
    """To where the skill points, if the actor knows it."""


class Said(_Event):
    """Anything else said to the user."""

    type: Literal["said"] = "said"
    text: str


class Refused(_Event):
    """Nothing is done, and why."""

    type: Literal["refused"] = "refused"
    reason: str
    text: str


class Done(_Event):
    """The end of a turn, after ``Refused`` too."""

    type: Literal["done"] = "done"
    outcome: Outcome
    text: str
    trace_id: str
    """The turn's id in the traces."""


Event = Saw | Means | Asked | Planned | Rationale | Stepped | Said | Refused | Done
