"""A counter as it is seen, commands at it, and the questions they lead to."""

from __future__ import annotations

from agent.decision import Rule, decide
from agent.questions import compose
from agent.types import Decision, Language, Question
from policies.types import Belief, Entry, Percept, Reading, ScoredReading

SPOTS = {
    "coke": (0.25, 0.6),
    "sprite": (0.6, 0.55),
    "apple": (0.68, 0.65),
    "spoon": (0.4, 0.8),
    "top_drawer": (0.08, 0.2),
    "bottom_drawer": (0.1, 0.35),
    "microwave": (0.15, 0.6),
    "recycling": (0.95, 0.4),
    "tray": (0.7, 0.95),
}
PLACES = ("top_drawer", "bottom_drawer", "microwave", "recycling", "tray", "compost")


def seen(**extra: tuple[float, float]) -> tuple[Percept, ...]:
    spots = [*SPOTS.items(), *((name.split("__")[0], at) for name, at in extra.items())]
    return tuple(
        Percept(
            key=key,
            name=name,
            u=u,
            v=v,
            width=0.05,
            height=0.1,
            confidence=1.0,
            is_place=name in PLACES,
            is_open=False if "drawer" in name else None,
        )
        for key, (name, (u, v)) in enumerate(spots)
    )


PERCEPTS = seen()
KEY = {p.name: p.key for p in PERCEPTS}


def move(thing: int | str, place: str) -> Reading:
    key = KEY[thing] if isinstance(thing, str) else thing
    return Reading(entries=(Entry(verb="move", things=(key,), destination=KEY[place], relation="in"),))


def ask(
    *pairs: tuple[Reading, float],
    percepts: tuple[Percept, ...] = PERCEPTS,
    language: Language = "en",
    said: str = "",
) -> tuple[Decision, Question]:
    belief = Belief(
        readings=tuple(ScoredReading(reading=r, probability=p) for r, p in pairs),
        percepts=percepts,
        fingerprint="f",
    )
    decision = decide(belief, Rule())
    return decision, compose(decision, percepts, language, said)


FOUR = tuple(
    (move(thing, place), share)
    for thing, place, share in (
        ("sprite", "top_drawer", 0.26),
        ("coke", "top_drawer", 0.26),
        ("sprite", "bottom_drawer", 0.24),
        ("coke", "bottom_drawer", 0.22),
    )
)
