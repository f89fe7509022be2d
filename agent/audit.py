"""Audit questions: at a stated rate the user is asked about what would have been done without asking.

What a command meant is otherwise learned only where the robot asks, and those are the commands it was unsure
of. An audit is drawn without regard to the belief, so each command that would be acted on has the same known
chance of telling what it meant; ``agent.known`` weighs it by the inverse (Horvitz and Thompson 1952).
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from agent import answers
from agent.answers import UNCLEAR, Answer
from agent.commands import plainly
from agent.decision import effect, merged
from agent.forbidden import forbidden
from agent.language import bare, listed
from agent.naming import phrase
from agent.numbering import number
from agent.questions import FACTORS, value
from agent.questions import compose as ask_which
from agent.state import AgentState
from agent.types import Decision, Language, LastMove, Narrowed, Option, Question
from policies.types import Belief, Percept, Reading, ScoredReading

MAX_OFFERED = 4
"""The reading it would act on and the next few."""
LEAST_OFFERED = 0.005
"""Probability below which a reading is not worth a place in the question."""


def due(state: AgentState, belief: Belief, rate: float) -> bool:
    """Whether a decision to act is one to draw for: not while a plan is under way, not twice in a turn, and
    not where the user's own answers left a single reading."""
    if rate <= 0.0 or state["plan"] is not None or state.get("audited", False):
        return False
    return not (state["asked"] and settled([item.reading for item in belief.readings]))


def settled(readings: Sequence[Reading]) -> bool:
    """Whether one thing to do is left of a belief."""
    return len({effect(reading) for reading in readings if reading.special is None}) == 1


def drawn(decision: Decision, rate: float, turn_id: str) -> Decision:
    """The decision with its draw: uniform in [0, 1), from a generator seeded by the turn's id alone, so that
    it knows nothing of the belief and a node that is run again after a kill draws the same."""
    draw = Random(f"audit {turn_id}").random()
    return decision.model_copy(update={"audit_rate": rate, "audit_draw": draw})


def chosen(decision: Decision) -> bool:
    """Whether the draw says to ask."""
    return (
        decision.audit_rate is not None
        and decision.audit_draw is not None
        and decision.audit_draw < decision.audit_rate
    )


def offered(decision: Decision, belief: Belief) -> Decision:
    """The decision to ask: the reading that would be acted on first, then the next that no rule forbids."""
    best, percepts = decision.readings[0], {percept.key: percept for percept in belief.percepts}
    others = [
        item
        for item in merged(belief.readings)
        if item.reading.special is None
        and item.probability >= LEAST_OFFERED
        and effect(item.reading) != effect(best.reading)
        and forbidden(item.reading, percepts) is None
    ]
    readings = (best, *others[: MAX_OFFERED - 1])
    return decision.model_copy(update={"kind": "ask", "reason": "audit", "readings": readings})


def compose(decision: Decision, percepts: Sequence[Percept], language: Language) -> Question:
    """The question: each whole reading with its number, or none of them; of a single one, yes or no."""
    options = tuple(
        Option(number=at, text=_whole(item.reading, percepts, language), keys=value(item.reading, "thing"))
        for at, item in enumerate(decision.readings, 1)
    )
    said = [f"{option.text} ({option.number})" for option in options]
    if len(options) == 1:
        text = (
            f"To check: do you mean {options[0].text}: yes (1) or no?"
            if language == "en"
            else f"确认一下：你是说{options[0].text}吗？是 (1)，还是不是？"
        )
    elif language == "en":
        neither = "neither" if len(options) == 2 else "none of these"
        text = f"To check: do you mean {'; '.join(said)}; or {neither}?"
    else:
        text = f"确认一下：你是说{'；'.join(said)}；还是都不是？"
    return Question(
        factor="thing",
        kind="confirm" if len(options) == 1 else "which",
        text=text,
        options=options,
        language=language,
        audit=True,
    )


def _whole(reading: Reading, percepts: Sequence[Percept], language: Language) -> str:
    """A reading as one says it to a user: "the Coke, to the hand-over tray"."""
    parts = []
    for entry in reading.entries:
        things = listed([phrase(key, percepts, language, entry.things) for key in entry.things], language)
        if entry.verb != "move":
            verb = {"open": ("to open ", "打开"), "close": ("to close ", "关上")}[entry.verb]
            parts.append(verb[language == "zh"] + things)
            continue
        if entry.destination is None:
            parts.append(f"{things}, in the hand" if language == "en" else f"拿着{things}")
            continue
        place, beside = phrase(entry.destination, percepts, language), entry.relation == "next_to"
        if language == "en":
            parts.append(f"{things}, {'next to' if beside else 'to'} {place}")
        else:
            parts.append(f"{things}，放到{place}{'旁边' if beside else ''}")
    return (" and " if language == "en" else "，并且").join(parts)


def understand(
    text: str,
    question: Question,
    decided: Sequence[ScoredReading],
    percepts: Sequence[Percept],
    last: LastMove | None = None,
) -> Answer:
    """What a reply to an audit means; as in ``agent.answers``, nothing is guessed.

    ``chosen`` settles a whole reading, and so does ``yes``; whatever denies what was offered is ``neither``.

    Args:
        text: as typed.
        question: the audit.
        decided: its options, in their order.
        percepts: what was seen.
        last: what was moved last.
    """
    if len(decided) != len(question.options):
        return UNCLEAR  # the counter changed: options and readings no longer go together
    if question.kind == "confirm":
        answer = answers.understand(text, question, decided, percepts, last)
        return Answer("neither") if answer.kind in ("no", "excluded") else answer
    plain = plainly(text)
    at = number(plain, len(decided))
    if at is not None:
        return _chosen(decided[at - 1].reading) if 1 <= at <= len(decided) else _no_such()
    exact = [option.number for option in question.options if bare(option.text) == plain]
    if len(exact) == 1:
        return _chosen(decided[exact[0] - 1].reading)
    which = ask_which(
        Decision(kind="ask", reason="several", readings=tuple(decided)), percepts, question.language
    )
    answer = answers.understand(text, which, decided, percepts, last)
    if answer.kind == "both" or which.kind == "confirm":
        return UNCLEAR
    if answer.kind not in ("chosen", "excluded") or not answer.offered:
        return answer
    left = [
        item.reading
        for item in decided
        if all(value(item.reading, one.factor) in one.values for one in answer.narrowed)
    ]
    if len(left) == 1:
        return _chosen(left[0])
    return Answer("unclear", detail="fits several") if left else UNCLEAR


def _chosen(reading: Reading) -> Answer:
    return Answer("chosen", tuple(Narrowed(factor=one, values=(value(reading, one),)) for one in FACTORS))


def _no_such() -> Answer:
    return Answer("unclear", detail="no such number")


def why(rate: float, language: Language) -> str:
    """Why an audit is asked: not out of doubt."""
    if language == "en":
        return (
            f"I would have done the first. Of such commands I check {rate:.0%}, drawn at random, so that I "
            "learn how often I am right."
        )
    return f"我本来会直接做第一个。这类命令我随机抽 {rate:.0%} 来确认，好知道自己有多少次是对的。"
