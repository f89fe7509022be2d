"""Reader and rule where things are named in words: one belief, one decision, and nothing done."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from agent.decision import Rule, decide, effect, merged
from evals.believed import Believed, held_against_names
from evals.cases import Case, WordCase
from policies.base import Policy, word_reader
from policies.types import Belief, Dialogue, Reading


@dataclass
class ReadWords:
    """One case as it was read, with what would have been done first."""

    case: Case
    decision: str = "crash"
    """act, ask or refuse (or "crash")."""
    members: tuple[int, ...] = ()
    """Positions in the belief of the readings that the rule keeps in the set."""
    believed: Believed | None = None
    """The belief; None after a crash."""
    belief: list[dict[str, Any]] = field(default_factory=list)
    """The same in words, most probable first."""
    error: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The case with what was made of it."""
        return {**self.case.summary(), "decision": self.decision, "members": list(self.members),
                "belief": self.belief, "believed": None if self.believed is None else self.believed.to_json(),
                "error": self.error}

    @classmethod
    def from_json(cls, case: Case, values: Mapping[str, Any]) -> ReadWords:
        """What ``to_json`` wrote, of a case made anew."""
        kept = values["believed"]
        return cls(case, values["decision"], tuple(values["members"]),
                   None if kept is None else Believed.from_json(kept), list(values["belief"]),
                   values["error"])


def read_words(case: Case, policy: Policy, rule: Rule) -> ReadWords:
    """Read a case's words among its names and decide. A crash is a failure of the case."""
    try:
        if not isinstance(case, WordCase):
            raise TypeError(f"{case.id} names nothing: a suite of words makes evals.cases.WordCase")
        dialogue = Dialogue(instruction=case.text, language=case.language)
        belief = word_reader(policy.reader, policy.name).read_named(case.named, dialogue)
        decision = decide(_of_no_catalogue(belief), rule, case.language)
        kept = {effect(item.reading) for item in decision.readings}
        among = merged(belief.readings)
        members = tuple(at for at, item in enumerate(among)
                        if item.reading.special is None and effect(item.reading) in kept)
        worded = [{"text": _worded(item.reading, case), "probability": item.probability} for item in among]
        return ReadWords(case, decision.kind, members, held_against_names(case, belief), worded)
    except Exception:
        return ReadWords(case, error=traceback.format_exc(limit=-6))


def _of_no_catalogue(belief: Belief) -> Belief:
    """The belief about things of no kind: that our hand lifts no plate says nothing of what was meant."""
    unknown = tuple(one.model_copy(update={"name": f"named {one.key}"}) for one in belief.percepts)
    return belief.model_copy(update={"percepts": unknown})


def _worded(reading: Reading, case: WordCase) -> str:
    if reading.special is not None:
        return reading.special.replace("_", " ")
    return " and ".join(case.named[key] for entry in reading.entries for key in entry.things)
