"""Direct policies small enough to see through: one keeps the contract, others break it in one place each."""

from __future__ import annotations

from policies import codecs
from policies.types import ActionTokens, Dialogue
from scenes.types import Action, ActionSpec, Observation

STAY = (0, 128, 128, 128, 128, 128, 128, 255)
END = (255, 128, 128, 128, 128, 128, 128, 255)


class Waits:
    """Stays where it is for as many steps as the instruction has words, then ends."""

    name = "waits"
    fingerprint = "waits-1"
    spec = ActionSpec()
    cameras: tuple[str, ...] = ("front",)
    plan_text: str | None = None

    def begin(self, dialogue: Dialogue, observation: Observation) -> None:
        self.left = len(dialogue.instruction.split())

    def act(self, observation: Observation) -> ActionTokens:
        self.left -= 1
        return ActionTokens(tokens=END if self.left < 0 else STAY)

    def decode(self, tokens: ActionTokens) -> Action:
        return codecs.load("rt2").decode(tokens.tokens, self.spec)


class Remembers(Waits):
    """Begins where the last instruction left it."""

    left = 3

    def begin(self, dialogue: Dialogue, observation: Observation) -> None:
        return None


class Never(Waits):
    """Does not end."""

    name = "never"
    fingerprint = "never-1"

    def act(self, observation: Observation) -> ActionTokens:
        return ActionTokens(tokens=STAY)


class Garbage(Never):
    """Says what is no action."""

    name = "garbage"

    def act(self, observation: Observation) -> ActionTokens:
        return ActionTokens.model_construct(tokens=(0,) * 7)  # type: ignore[arg-type]


class Breaks(Waits):
    """Breaks down at its first step."""

    name = "breaks"

    def act(self, observation: Observation) -> ActionTokens:
        raise RuntimeError("the policy broke down")
