"""Readings, beliefs, plans and tokens: what a policy says about an instruction and a motion."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Verb = Literal["move", "open", "close"]
Relation = Literal["in", "on", "next_to", "handover"]
Skill = Literal["pick", "place", "open", "close"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Percept(_Frozen):
    """One thing or place the policy saw, as it saw it (never the simulator's truth)."""

    key: int
    """Index within this look, 0-based; readings refer to percepts by it."""
    name: str
    """Catalogue name key, e.g. ``coke``, ``blue_bowl``, ``top_drawer``."""
    u: float
    v: float
    """Image point of its centre in the front image, normalised to [0, 1]."""
    width: float
    height: float
    """Size of its box in the front image, normalised to [0, 1]."""
    confidence: float
    is_place: bool
    """True for fixed places (bins, drawers, tray, ...)."""
    is_open: bool | None = None
    """For drawers: as seen."""
    remembered: bool = False
    """A fixed place that this look misses, as an earlier look saw it, or a thing that it misses, where the
    hand put it; a policy's own look never says so."""


class Entry(_Frozen):
    """One (verb, set of things, destination) of a reading."""

    verb: Verb
    things: tuple[int, ...]
    """Percept keys; one for most commands."""
    destination: int | None = None
    """Percept key of a place, or of another thing for ``next_to``; None for open and close."""
    relation: Relation | None = None


class Reading(_Frozen):
    """One thing an instruction could mean. Most readings have one entry with one thing."""

    entries: tuple[Entry, ...] = ()
    special: Literal["none_of_these", "must_not"] | None = None
    """Set (and entries empty) for "nothing here fits" and "must not be done"."""


class ScoredReading(_Frozen):
    reading: Reading
    probability: float


class Belief(_Frozen):
    """A probability for every reading worth following; they sum to 1 with the specials among them."""

    readings: tuple[ScoredReading, ...]
    """Most probable first."""
    percepts: tuple[Percept, ...]
    fingerprint: str
    """Hash of the weights and configuration that made it: calibrations are tied to it."""


class DialogueTurn(_Frozen):
    """One exchange already had about the same command."""

    question: str
    answer: str


class Dialogue(_Frozen):
    instruction: str
    language: Literal["en", "zh"]
    turns: tuple[DialogueTurn, ...] = ()


class Step(_Frozen):
    """One skill the actor runs: a verb and an image point it points at."""

    skill: Skill
    u: float
    v: float
    target: str
    """Catalogue name of what is pointed at, for people and traces; the actor never reads it."""
    percept: int | None = None


class Plan(_Frozen):
    reading: Reading
    steps: tuple[Step, ...]
    text: str
    """Shown after ``Plan:``, in the user's language."""
    probability: float


class ActionTokens(_Frozen):
    """Eight integers 0..255: terminate, three translations, three rotations, gripper."""

    tokens: tuple[int, int, int, int, int, int, int, int]
    probabilities: tuple[float, ...] = Field(default=())
    """Probability the policy gave each chosen token; empty when it does not know."""
    entropy_bits: float = 0.0
    """Mean entropy of the eight distributions: doubt about motion, not about meaning."""
