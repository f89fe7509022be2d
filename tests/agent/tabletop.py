"""A small honest world for the agent's tests: a flat counter, an arm that moves, and a scripted policy.

The scene has things at points of a plane; the arm takes what its gripper closes on and leaves it where it
opens. The reader sees exactly what the frame shows (things drawn into the pixels), and believes what the
test scripted for the words. The actor goes to its point, closes or opens, and rises.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from policies.base import MalformedAction
from policies.types import ActionTokens, Belief, Dialogue, Entry, Percept, Plan, Reading, ScoredReading, Step
from scenes.catalogue import places
from scenes.types import Action, ActionSpec, ArmState, Observation, Pose, Sent

NAMES = (
    "coke",
    "sprite",
    "apple",
    "spoon",
    "blue_bowl",
    "tray",
    "top_drawer",
    "bottom_drawer",
    "microwave",
    "sink",
)
HOME = (0.5, 0.5, 0.3)
DOWN = np.array([1.0, 0.0, 0.0, 0.0])
GRIP = 0.03


@dataclass
class Body:
    """One thing or place: name and image point (x and y of the tool are u and v)."""

    name: str
    u: float
    v: float
    is_open: bool = False


def standard() -> list[Body]:
    return [
        Body("coke", 0.3, 0.6),
        Body("sprite", 0.6, 0.6),
        Body("apple", 0.7, 0.7),
        Body("tray", 0.9, 0.9),
        Body("top_drawer", 0.1, 0.2),
        Body("bottom_drawer", 0.1, 0.4),
        Body("microwave", 0.9, 0.2),
    ]


class TableArm:
    spec = ActionSpec()

    def __init__(self, scene: TableScene) -> None:
        self._scene = scene
        self.position = np.array(HOME)
        self.opening_target = 1.0
        self.held: Body | None = None
        self.sent: list[Action] = []
        self.holds = 0
        self.slippery = 0

    def state(self) -> ArmState:
        opening = self.opening_target if self.opening_target > 0.1 else 0.4 if self.held is not None else 0.0
        return ArmState(np.zeros(7), Pose(self.position.copy(), DOWN), opening, self.opening_target)

    def send(self, action: Action) -> Sent:
        self.sent.append(action)
        self.position = self.position + np.clip(action.delta_position_m, -0.05, 0.05)
        before, self.opening_target = self.opening_target, action.gripper_opening
        here = self.position[:2]
        low = self.position[2] < 0.1
        if before > 0.5 and self.opening_target < 0.1 and low:
            near = [b for b in self._scene.bodies if np.hypot(b.u - here[0], b.v - here[1]) < GRIP]
            things = [b for b in near if b.name not in places()]
            if things and self.slippery > 0:
                self.slippery -= 1
            elif things:
                self.held = things[0]
            elif near and "drawer" in near[0].name:
                near[0].is_open = not near[0].is_open
        if self.opening_target > 0.5:
            self.held = None
        if self.held is not None:
            self.held.u, self.held.v = float(here[0]), float(here[1])
        self._scene.time_s += 0.1
        if self._scene.after_send is not None:
            self._scene.after_send(self._scene, len(self.sent))
        return Sent(action, ())

    def hold(self) -> None:
        self.holds += 1


class TableScene:
    name = "tabletop"

    def __init__(self, seed: int = 0, bodies: list[Body] | None = None) -> None:
        self._seed, self.bodies = seed, standard() if bodies is None else bodies
        self.time_s = 0.0
        self.after_send: Callable[[TableScene, int], None] | None = None
        self._arm = TableArm(self)
        self.looks = 0

    @property
    def arm(self) -> TableArm:
        return self._arm

    @property
    def seed(self) -> int | None:
        return self._seed

    def observe(self, cameras: tuple[str, ...] = ("front", "wrist")) -> Observation:
        self.looks += "front" in cameras
        return Observation({camera: self._frame() for camera in cameras}, self._arm.state(), self.time_s)

    def _frame(self) -> np.ndarray:
        """(16, 16, 3): one pixel a body, (index of name + 1, u * 250, v * 250); open drawers are +100."""
        frame = np.zeros((16, 16, 3), np.uint8)
        shown = [b for b in self.bodies if b is not self._arm.held]
        for index, body in enumerate(shown):
            code = NAMES.index(body.name) + 1 + 100 * body.is_open
            frame[index // 16, index % 16] = (code, round(body.u * 250), round(body.v * 250))
        return frame

    def state_hash(self) -> str | None:
        text = repr([(b.name, round(b.u, 9), round(b.v, 9), b.is_open) for b in self.bodies])
        text += repr(([round(float(x), 9) for x in self._arm.position], self._arm.opening_target))
        return hashlib.sha256(text.encode()).hexdigest()

    def close(self) -> None:
        return None

    def body(self, name: str) -> Body:
        return next(b for b in self.bodies if b.name == name)


Weights = Mapping[tuple[str, str | None] | str, float]
"""(thing, destination) -> probability; "open NAME", "close NAME", "none_of_these", "must_not" too."""


@dataclass
class TableReader:
    """Sees what the frame shows; believes what was scripted for the words."""

    beliefs: Mapping[str, Weights]
    fingerprint: str = "f" * 16
    reads: list[Dialogue] = field(default_factory=list)
    reason: str = "because you said so"
    reason_thread: str = ""

    def look(self, observation: Observation) -> tuple[Percept, ...]:
        percepts = []
        for code, u, v in observation.images["front"].reshape(-1, 3).tolist():
            if code:
                name = NAMES[code % 100 - 1]
                percepts.append(
                    Percept(
                        key=len(percepts),
                        name=name,
                        u=u / 250,
                        v=v / 250,
                        width=0.05,
                        height=0.1,
                        confidence=0.9,
                        is_place=name in places(),
                        is_open=code > 100 if "drawer" in name else None,
                    )
                )
        return tuple(percepts)

    def read(self, percepts: tuple[Percept, ...], observation: Observation, dialogue: Dialogue) -> Belief:
        self.reads.append(dialogue)
        readings = []
        for key, probability in self.beliefs[dialogue.instruction].items():
            readings += [
                ScoredReading(reading=reading, probability=probability)
                for reading in [self._reading(key, percepts)]
                if reading is not None
            ]
        if not readings:
            readings = [ScoredReading(reading=Reading(special="none_of_these"), probability=1.0)]
        readings.sort(key=lambda item: -item.probability)
        return Belief(readings=tuple(readings), percepts=percepts, fingerprint=self.fingerprint)

    def _reading(self, key: tuple[str, str | None] | str, percepts: tuple[Percept, ...]) -> Reading | None:
        by_name: dict[str, int] = {}
        for percept in percepts:
            by_name.setdefault(percept.name, percept.key)
            by_name[
                f"{percept.name}{sum(p.name == percept.name and p.key <= percept.key for p in percepts)}"
            ] = percept.key
        if key in ("none_of_these", "must_not"):
            return Reading(special=key)  # type: ignore[arg-type]
        if isinstance(key, str):
            verb, name = key.split()
            return Reading(entries=(Entry(verb=verb, things=(by_name[name],)),)) if name in by_name else None  # type: ignore[arg-type]
        thing, destination = key
        if thing not in by_name:
            return None
        where = None if destination is None else by_name[destination]
        return Reading(
            entries=(
                Entry(
                    verb="move",
                    things=(by_name[thing],),
                    destination=where,
                    relation=None if where is None else "in",
                ),
            )
        )

    def plan(
        self, percepts: tuple[Percept, ...], reading: Reading, probability: float, dialogue: Dialogue
    ) -> Plan:
        by_key = {p.key: p for p in percepts}
        steps = []

        def at(skill: str, percept: Percept) -> Step:
            return Step(skill=skill, u=percept.u, v=percept.v, target=percept.name, percept=percept.key)  # type: ignore[arg-type]

        for entry in reading.entries:
            for key in entry.things:
                if entry.verb != "move":
                    steps.append(at(entry.verb, by_key[key]))
                    continue
                place = None if entry.destination is None else by_key[entry.destination]
                if place is not None and place.is_open is False:
                    steps.append(at("open", place))
                steps.append(at("pick", by_key[key]))
                if place is not None:
                    steps.append(at("place", place))
        return Plan(
            reading=reading,
            steps=tuple(steps),
            text=" then ".join(f"{s.skill} {s.target}" for s in steps),
            probability=probability,
        )

    def rationale(
        self, percepts: tuple[Percept, ...], observation: Observation, dialogue: Dialogue, plan: Plan
    ) -> str:
        self.reason_thread = threading.current_thread().name
        return self.reason


@dataclass
class TableActor:
    """Across at height, down, grip or let go, up, done."""

    spec: ActionSpec = field(default_factory=ActionSpec)
    cameras: tuple[str, ...] = ("wrist",)
    entropy_bits: float = 0.5
    malformed_at: int | None = None
    pause_s: float = 0.0
    begun: list[Step] = field(default_factory=list)
    acts: int = 0
    _worked: bool = False

    def begin(self, step: Step, observation: Observation) -> None:
        assert "front" in observation.images and "wrist" in observation.images
        self.begun.append(step)
        self._step, self._worked = step, False

    def act(self, observation: Observation) -> ActionTokens:
        self.acts += 1
        if self.pause_s:
            time.sleep(self.pause_s)
        if self.malformed_at == self.acts:
            return ActionTokens.model_construct(tokens=(1, 128, 91, 241, 5, 101, 127))  # type: ignore[arg-type]
        position, step = observation.arm.tool.position_m, self._step
        gap = np.array([step.u, step.v]) - position[:2]
        grip = 0 if observation.arm.gripper_target < 0.1 else 255
        end = 255 if step.skill != "pick" else 0
        if not self._worked and np.abs(gap).max() > 0.004:
            return self._tokens((*gap, 0.3 - position[2]), 255 if step.skill != "place" else grip)
        if not self._worked and position[2] > 0.06:
            return self._tokens((0, 0, 0.05 - position[2]), 255 if step.skill != "place" else grip)
        if not self._worked:
            self._worked = True
            return self._tokens((0, 0, 0), 0 if step.skill != "place" else 255)
        if position[2] < 0.25:
            return self._tokens((0, 0, 0.3 - position[2]), end)
        return self._tokens((0, 0, 0), end, terminate=True)

    def _tokens(self, delta: tuple[float, float, float], grip: int, terminate: bool = False) -> ActionTokens:
        moves = [int(np.clip(round(x / 0.05 * 127), -127, 127)) + 128 for x in delta]
        return ActionTokens(
            tokens=(255 * terminate, *moves, 128, 128, 128, grip),
            probabilities=(0.9,) * 8,  # type: ignore[arg-type]
            entropy_bits=self.entropy_bits,
        )

    def decode(self, tokens: ActionTokens) -> Action:
        if len(tokens.tokens) != 8:
            raise MalformedAction(f"{len(tokens.tokens)} integers")
        t = tokens.tokens
        return Action(np.array([(x - 128) / 127 * 0.05 for x in t[1:4]]), np.zeros(3), t[7] / 255, t[0] > 127)


@dataclass
class TablePolicy:
    reader: TableReader
    actor: TableActor = field(default_factory=TableActor)
    name: str = "scripted"


DRINK: Weights = {
    ("sprite", "top_drawer"): 0.26,
    ("coke", "top_drawer"): 0.26,
    ("sprite", "bottom_drawer"): 0.24,
    ("coke", "bottom_drawer"): 0.22,
    "none_of_these": 0.02,
}
BELIEFS: dict[str, Weights] = {
    "bring me the Coke": {("coke", "tray"): 0.95, ("sprite", "tray"): 0.03, "none_of_these": 0.02},
    "把可乐拿给我": {("coke", "tray"): 0.95, ("sprite", "tray"): 0.03, "none_of_these": 0.02},
    "bring me the Sprite": {("sprite", "tray"): 0.95, ("coke", "tray"): 0.03, "none_of_these": 0.02},
    "put that drink in the drawer": DRINK,
    "把那个饮料放进抽屉": DRINK,
    "bring me the hammer": {"none_of_these": 0.9, ("coke", "tray"): 0.1},
    "put the Coke in the microwave": {("coke", "microwave"): 0.97, "must_not": 0.03},
    "burn the can": {"must_not": 0.8, ("coke", "microwave"): 0.2},
    "open the top drawer": {"open top_drawer": 0.96, "open bottom_drawer": 0.04},
    "put it away": {("apple", "tray"): 0.5, "none_of_these": 0.45, ("coke", "tray"): 0.05},
    "put the apple in the tray": {("apple", "tray"): 1.0},
    "hold the apple": {("apple", None): 1.0},
}


def make(
    beliefs: Mapping[str, Weights] | None = None, seed: int = 0, bodies: list[Body] | None = None
) -> tuple[TableScene, TablePolicy]:
    return TableScene(seed, bodies), TablePolicy(TableReader(dict(BELIEFS) | dict(beliefs or {})))


def load(name: str, seed: int, **options: object) -> TableScene:
    assert name == "tabletop" and not options
    return TableScene(seed)
