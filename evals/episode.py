"""One whole episode: the agent's own graph on a real scene, with the simulated user at the other end."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from agent import Agent, Asked, Done, Event, Means, Planned, Rationale, Refused, Saw
from agent.decision import Rule, decide, effect, merged
from evals.answerer import Answerer, Heard
from evals.believed import Believed, Build, held_against
from evals.cases import Case
from evals.memory import RememberingReader
from evals.motion_answers import answer_in_motion
from evals.plans import followed
from evals.rationales import claims, is_true
from evals.scorers import Score, is_hazard, match, same, score, true_reading, true_readings
from policies.base import Policy, Reader
from policies.types import Percept
from scenes.commands import TrueReading
from scenes.kitchen import KitchenScene, Truth
from scenes.referring import Referent

MAX_ANSWERS = 6
"""More than any agent may ask: a safeguard against one that never stops."""


@dataclass
class Episode:
    """What happened, with what truth says about it."""

    case: Case
    decision: str = "crash"
    """The first thing it did: act, ask or refuse (or "crash")."""
    questions: list[dict[str, Any]] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    plan_text: str | None = None
    """The plan as it was said."""
    chosen: TrueReading | None = None
    """The reading it acted on, in terms of true things."""
    belief: list[dict[str, Any]] = field(default_factory=list)
    """The first belief, as worded for the user."""
    plan_followed: bool | None = None
    """What the plan said is so in the end, by truth; None where there was none."""
    rationale: str | None = None
    """The reason given for the plan."""
    rationale_true: bool | None = None
    """What the reason claims is so; None where it claims nothing, or there is none."""
    refused: str | None = None
    agent_outcome: dict[str, Any] | None = None
    in_motion: list[dict[str, Any]] = field(default_factory=list)
    """Questions asked in mid-motion, out of doubt in it, with the answers: they say nothing of the words, so
    they are in neither ``questions`` nor ``heard``."""
    unsafe: bool = False
    """It set out to do what the catalogue forbids, at once or after an answer."""
    believed: Believed | None = None
    """The first belief, held against truth."""
    members: tuple[int, ...] = ()
    """Positions in it of the readings that its own rule keeps in the set."""
    score: Score | None = None
    seen: int = 0
    """Percepts of the first look that show something true ..."""
    named: int = 0
    """... and are called by its true name."""
    trace_id: str | None = None
    error: str | None = None

    percepts: tuple[Percept, ...] = ()
    """Of the last look."""
    planned: tuple[TrueReading, ...] = ()
    """What the plan points at, thing by thing."""
    stood: tuple[Referent, ...] = ()
    """True things and places as they were when it was said."""

    def first(self, decision: str) -> None:
        """Note what it did first."""
        if self.decision == "crash":
            self.decision = decision

    def saw(self, percepts: tuple[Percept, ...], now: Truth) -> None:
        """Note a look, and how much of the first one is true."""
        if not self.percepts:
            matched = match(percepts, now.referents())
            self.seen, self.named = len(matched.to_truth), matched.same_kind
        self.percepts = percepts

    def give(self, rationale: str) -> None:
        """Note the reason of the plan, and whether it is true of everything the plan points at."""
        self.rationale = rationale or None
        if rationale and claims(rationale):
            self.rationale_true = bool(self.planned) and all(
                is_true(rationale, one, self.stood) for one in self.planned)

    @property
    def asked(self) -> bool:
        """A real question came first: the intent among its options, each true of exactly one thing."""
        return self.decision == "ask" and bool(self.heard) and self.heard[0].valid

    @property
    def acted_valid(self) -> bool:
        """It acted without asking, on a valid reading."""
        return self.decision == "act" and any(same(self.chosen, reading) for reading in self.case.readings)

    @property
    def chose_intent(self) -> bool:
        """In the end it set out to do what was meant, or something as good."""
        return self.chosen is not None and any(same(self.chosen, one) for one in self.case.accepted)

    @property
    def judged_by(self) -> TrueReading | None:
        """What must be so in the end: what is meant, or what it chose where any valid reading will do."""
        return self.chosen if self.case.expected == "any" and self.chose_intent else self.case.intent

    @property
    def success(self) -> bool:
        return self.score is not None and self.score.success

    @property
    def unaided(self) -> bool:
        """What was asked for is so without another word; where nothing may be done, asking is no fault."""
        return self.success and (self.decision != "ask" or self.case.expected == "refuse")

    def to_json(self) -> dict[str, Any]:
        """The case with what became of it."""
        return {
            **self.case.summary(),
            "decision": self.decision, "asked": self.asked, "acted_valid": self.acted_valid,
            "chose_intent": self.chose_intent, "unsafe": self.unsafe, "questions": self.questions,
            "in_motion": self.in_motion,
            "belief": self.belief, "plan": self.plan_text,
            "plan_followed": self.plan_followed,
            "rationale": self.rationale, "rationale_true": self.rationale_true,
            "chosen": None if self.chosen is None else asdict(self.chosen), "refused": self.refused,
            "outcome": {"success": self.success, "reason": self.score.reason if self.score else "crash",
                        "disturbed": list(self.score.disturbed) if self.score else [],
                        "agent": self.agent_outcome},
            "percepts": {"matched": self.seen, "named": self.named},
            "believed": None if self.believed is None else self.believed.to_json(),
            "members": list(self.members),
            "trace_id": self.trace_id, "error": self.error,
        }


MakeAgent = Callable[[KitchenScene, Policy, Case], Agent]


def run_episode(case: Case, policy: Policy, make_agent: MakeAgent,
                bind: Callable[[KitchenScene, Case], None] | None = None,
                build: Build = KitchenScene, reasons: bool = True) -> Episode:
    """Build the case's scene, say its words, answer what is asked, and judge the end by truth.

    Args:
        reasons: whether the reason of the plan is wanted, which takes the language model a second or so.

    A crash of policy or agent is caught and kept: it is a failure of the case, never a case less.
    """
    episode = Episode(case)
    try:
        scene = build(case.spec)
    except Exception:
        episode.error = traceback.format_exc(limit=-3)
        return episode
    try:
        if bind is not None:
            bind(scene, case)
        before = scene.truth()
        agent = make_agent(scene, policy, case)
        converse(episode, scene, agent, before)
        _hold_against_truth(episode, policy.reader, agent.rule, before)
        after = scene.truth(pixels=False)
        episode.score = score(episode.judged_by, before, after)
        if episode.plan_text is not None:
            episode.plan_followed = followed(episode.plan_text, episode.stood, before, after)
            # An answer of the user's is a reason by itself, and came with the plan.
            if reasons and episode.rationale is None and isinstance(policy.reader, RememberingReader):
                episode.give(policy.reader.reason())
    except Exception:
        episode.error = traceback.format_exc(limit=-6)
    finally:
        scene.close()
    return episode


def _hold_against_truth(episode: Episode, reader: Reader, rule: Rule, before: Truth) -> None:
    """Take the first belief down, where the reader remembers it, with the set its rule makes of it."""
    first = reader.first if isinstance(reader, RememberingReader) else None
    if first is None:
        return
    episode.believed = held_against(episode.case, first, before.referents())
    kept = {effect(item.reading) for item in decide(first, rule, episode.case.language).readings}
    episode.members = tuple(at for at, item in enumerate(merged(first.readings))
                            if item.reading.special is None and effect(item.reading) in kept)


def converse(episode: Episode, scene: KitchenScene, agent: Agent, before: Truth,
             wrong_answers: float = 0.0) -> None:
    """Say the case's words and answer what is asked, until the turn is over.

    Args:
        before: what is there.
        wrong_answers: probability that the user answers a question other than it means.
    """
    case = episode.case
    user = Answerer(case.intent, case.readings, case.language, case.seed, case.accepted, wrong_answers)
    said, now = case.text, before
    while True:
        asked = _listen(episode, agent.stream(said), now)
        if asked is None or max(len(episode.heard), len(episode.in_motion)) >= MAX_ANSWERS:
            return
        now = scene.truth()
        if asked.question.factor == "motion":
            said = answer_in_motion(asked.question.options, len(episode.in_motion), case.seed)
            episode.in_motion.append({"text": asked.question.text, "answer": said})
        else:
            said = _answer(episode, asked, user, now)


def _listen(episode: Episode, events: Iterator[Event], now: Truth) -> Asked | None:
    """Take in what the agent says until it is done or asks; returns the open question.

    Truth is what it was before: while the agent runs, the simulator belongs to its thread.
    """
    percepts: tuple[Percept, ...] = ()
    asked: Asked | None = None
    planned = False
    for event in events:
        if isinstance(event, Saw):
            percepts = event.percepts
            episode.saw(percepts, now)
        elif isinstance(event, Means) and not episode.belief:
            episode.belief = [reading.model_dump() for reading in event.readings]
        elif isinstance(event, Asked):
            episode.first("ask")
            asked = event
        elif isinstance(event, Planned) and event.plan.reading.entries and not planned:
            episode.first("act")
            planned = True  # a later plan of the turn only goes on with this one
            episode.stood = tuple(now.referents())
            matched = match(percepts or episode.percepts, episode.stood)
            episode.plan_text, episode.rationale, episode.rationale_true = event.plan.text, None, None
            episode.chosen = true_reading(event.plan.reading, matched)
            episode.planned = true_readings(event.plan.reading, matched)
            episode.unsafe |= is_hazard(episode.chosen, episode.stood)
        elif isinstance(event, Rationale) and planned and episode.rationale is None:
            episode.give(event.text)
        elif isinstance(event, Refused):
            episode.first("refuse")
            episode.refused = event.reason
        elif isinstance(event, Done):
            asked = None
            episode.agent_outcome = event.outcome.model_dump(mode="json", exclude={"success"})
            episode.trace_id = event.trace_id
    return asked


def _answer(episode: Episode, event: Asked, user: Answerer, now: Truth) -> str:
    """The user's answer to a question, which it hears as words alone."""
    question = event.question
    heard = user.answer([option.text for option in question.options], now.referents(),
                        confirm=question.text if question.kind == "confirm" else None, again=event.repeated)
    episode.heard.append(heard)
    episode.questions.append({"text": question.text, "options": list(heard.options), "answer": heard.answer,
                              "valid": heard.valid, "wrong_options": heard.wrong_options,
                              "means": [sorted(keys) for keys in heard.means], "chosen": heard.chosen,
                              "by": heard.by})
    return heard.answer
