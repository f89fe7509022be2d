"""What the agent keeps between its nodes: decisions, questions, what it holds, how a turn ended."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from policies.types import ScoredReading

Language = Literal["en", "zh"]
Command = Literal["do", "undo", "home"]
Factor = Literal["verb", "thing", "destination", "relation", "motion"]
"""``relation``: in or on the place, or next to it. ``motion`` is no part of a reading: what to do about a
motion that the arm is in doubt of (``agent.motion_question``)."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Option(_Frozen):
    """One numbered answer to a question."""

    number: int
    """As the user types it, from 1."""
    text: str
    """Words true of this option alone among what was seen."""
    keys: tuple[int, ...]
    """Percept keys it stands for (an index for a question about verbs, relations or the motion)."""


class Question(_Frozen):
    """A question about one factor of the readings that could not be ruled out."""

    factor: Factor
    kind: Literal["which", "confirm"]
    """``confirm`` is answered by yes or no and has one option."""
    text: str
    options: tuple[Option, ...]
    language: Language
    gone: tuple[int, ...] = ()
    """Numbers of options that are no longer seen since it was asked: they are no options any more."""
    audit: bool = False
    """Asked at random where it would have acted (``agent.audit``): the options are whole readings, those of
    the decision in their order, ``factor`` is ``thing`` and their keys are the things."""

    def option(self, number: int) -> Option | None:
        """The option of a number, or None."""
        return next((option for option in self.options if option.number == number), None)


class Decision(_Frozen):
    """What was decided on a belief, with the set it was decided on."""

    kind: Literal["act", "ask", "refuse"]
    reason: str
    """A short code: ``one_reading``, ``several``, ``unsure``, ``audit`` (it would have acted, and checks),
    ``none_of_these``, ``must_not``, ``hazard``,
    ``empty_set`` (nothing was probable enough; acted on or asked about only where the rule says so),
    ``least_cost`` (one of several acted on, or nothing done, because that is expected to cost least),
    ``cannot``, ``empty``, ``too_long``, ``control_characters``, ``other_language``, ``nothing_to_undo``,
    ``already_there`` (what would be moved is where it should go),
    ``too_many_questions`` (or an answer not understood twice), ``no_answer`` (silence), ``neither``,
    ``cancelled`` (the user took it back), ``changed_meanwhile``, ``superseded`` (a new command came in place
    of an answer, and the question was abandoned), ``in_doubt`` (of its own motion: asked about, or given up),
    ``stopped``."""
    readings: tuple[ScoredReading, ...] = ()
    """The prediction set: readings that could not be ruled out, most probable first; of an audit, what it
    would have done and what is offered beside it."""
    ruled_out: tuple[ScoredReading, ...] = ()
    """Members of the set that must not or cannot be done."""
    threshold: float = 0.0
    """Probability a reading needed to be in the set."""
    text: str = ""
    """What is said to the user when refusing."""
    expected_costs: dict[str, float] = Field(default_factory=dict)
    """Of each action that was weighed (act, ask, refuse), in the unit of the rule's costs; empty where no
    costs decided."""
    audit_rate: float | None = None
    """Probability with which acting was to be audited; None where no draw was made."""
    audit_draw: float | None = None
    """The number drawn in [0, 1): below ``audit_rate`` it asks."""
    doubt_threshold: float | None = None
    """Of one that moves the arm or asks in mid-motion: bits of doubt above which the arm stops."""
    doubt_bits: float | None = None
    """The doubt that had stopped the arm before it; None where nothing had."""


class Narrowed(_Frozen):
    """What an answer settled: the factor's value is one of these."""

    factor: Factor
    values: tuple[tuple[int, ...], ...]
    """Each value is the sorted percept keys of one reading's things (or its destination)."""


class Doubt(_Frozen):
    """Doubt that stopped the arm."""

    bits: float
    """Mean entropy of the window, in bits a token."""
    threshold: float
    """In bits: what it was above."""
    asks: bool
    """It was looked at again already: now the user is asked."""


class Held(_Frozen):
    """What the hand is believed to hold, and where it was taken from."""

    name: str
    key: int
    u: float
    v: float


class LastMove(_Frozen):
    """The last thing done that can be undone."""

    skill: Literal["move", "open", "close"]
    name: str
    from_u: float
    from_v: float
    to_u: float
    to_v: float
    to_name: str


class Put(_Frozen):
    """A thing that the hand set down in or on a fixed place."""

    name: str
    place: str
    u: float
    v: float
    """Image point of the place, as it was pointed at."""
    width: float
    height: float
    """Of the thing's box when it was last seen."""
    others: int
    """How many more of its name there were then."""


class Outcome(_Frozen):
    """How a turn ended. ``success`` is set only by a scorer that knows the truth, never by the agent."""

    reason: str
    """``terminated``, ``stopped``, ``step_limit``, ``gripper_empty``, ``not_released``, ``dropped``,
    ``malformed_action``, ``action_refused``,
    ``in_doubt``, ``superseded``, ``cancelled``, ``already_there``, ``refused``, ``failed``."""
    steps: int = 0
    seconds: float = 0.0
    control_hz: float = 0.0
    questions: int = 0
    success: bool | None = None
