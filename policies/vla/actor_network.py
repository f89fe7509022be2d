"""The actor's network: pixels, a point and the arm's state in, eight distributions over 256 bins out.

A plan points, so the network needs no names. What it is told of the command is a skill and one image
point; from the front image it gets two crops around that point, once per skill. At each control step it
sees the wrist image and the arm's state. Two estimates are made on the way and fed back in, because a
hand's motion is mostly "towards there": where the target is (from the front crops and the point), and
how far the tool still is from it (with the wrist image). Both are supervised by the simulator during
training and are only estimates when it runs.

Shapes: B batch, C channels. Images are float in [-0.5, 0.5], channels first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn

SKILLS = ("pick", "place", "open", "close")
DIMENSIONS = 8
BINS = 256
STATE_SIZE = 15
"""Tool xyz (m), yaw sin/cos, tilt x/y, opening measured/target/change since the last step, tool moved
since the last step (3), how far open something holds the gripper, whether it was commanded shut. Nothing
counts steps: the demonstrator it learns from needs no clock, and an actor without one can start anew in
the middle of a skill."""
FREQUENCIES = (1.0, 2.0, 4.0, 8.0, 16.0)


@dataclass(frozen=True)
class ActorConfig:
    """Sizes of the network; saved beside its weights."""

    wrist_px: int = 64
    crop_px: int = 48
    context: int = 128
    hidden: int = 320
    front_channels: tuple[int, int, int] = (12, 24, 48)
    wrist_channels: tuple[int, int, int] = (16, 32, 64)
    embodiments: tuple[str, ...] = ()
    """Arms it was trained on, each an input of its own beside the skill; none for an actor of one arm."""
    embodiment_joints: tuple[int, ...] = ()
    """How many joints each has: by this an actor tells which arm it is on."""

    def as_json(self) -> dict[str, object]:
        return asdict(self)

    @staticmethod
    def from_json(data: dict[str, object]) -> ActorConfig:
        plain = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
        return ActorConfig(**plain)  # type: ignore[arg-type]


def fourier(x: Tensor) -> Tensor:
    """(B, n) in about [0, 1] -> (B, n * (1 + 2 * len(FREQUENCIES)))."""
    waves = [f(x * (frequency * torch.pi)) for frequency in FREQUENCIES for f in (torch.sin, torch.cos)]
    return torch.cat([x, *waves], dim=1)


def scales(offset_m: Tensor) -> Tensor:
    """(B, 3) metres -> (B, 12): the same offset at four scales, so that millimetres stay visible."""
    return torch.cat([offset_m * 2, *(torch.tanh(offset_m / s) for s in (0.15, 0.04, 0.01))], dim=1)


def _halve(c_in: int, c_out: int) -> nn.Module:
    # Even kernels and no normalisation: on the large maps both cost as much as the convolution itself.
    return nn.Sequential(nn.Conv2d(c_in, c_out, 4, stride=2, padding=1), nn.ReLU(inplace=True))


def told_of(skills: Sequence[int], arms: Sequence[str], config: ActorConfig) -> Tensor:
    """(B, 4 + embodiments): one-hot of the skill, then of the arm where the network is of several.

    Raises:
        ValueError: an arm that the network has no input for.
    """
    told = torch.zeros(len(skills), len(SKILLS) + len(config.embodiments))
    told[torch.arange(len(skills)), torch.as_tensor(list(skills)).long()] = 1
    if config.embodiments:
        for row, arm in enumerate(arms):
            told[row, len(SKILLS) + config.embodiments.index(arm)] = 1
    return told


class FrontTower(nn.Module):
    """One crop (B, 3, 48, 48) -> (B, 96)."""

    def __init__(self, config: ActorConfig) -> None:
        super().__init__()
        a, b, c = config.front_channels
        self.convolutions = nn.Sequential(_halve(3, a), _halve(a, b), _halve(b, c),
                                          nn.GroupNorm(4, c), nn.Conv2d(c, 16, 1), nn.Flatten())
        self.out = nn.Linear(16 * (config.crop_px // 8) ** 2, 96)

    def forward(self, crop: Tensor) -> Tensor:
        return torch.nn.functional.silu(self.out(self.convolutions(crop)))


class WristTower(nn.Module):
    """The wrist image (B, 3, 64, 64), told by FiLM what is looked for -> (B, 192)."""

    def __init__(self, config: ActorConfig, condition: int) -> None:
        super().__init__()
        a, b, c = config.wrist_channels
        self.first = _halve(3, a)
        self.second = nn.Conv2d(a, b, 4, stride=2, padding=1)
        self.third = nn.Conv2d(b, c, 3, stride=2, padding=1)
        self.norm = nn.GroupNorm(4, c)
        self.film_second, self.film_third = nn.Linear(condition, 2 * b), nn.Linear(condition, 2 * c)
        grid = config.wrist_px // 8
        self.reduce = nn.Conv2d(c, 16, 1)
        self.out = nn.Linear(16 * grid * grid + 2 * c, 192)
        line = (torch.arange(grid) + 0.5) / grid * 2 - 1
        self.register_buffer("across", line.repeat(grid), persistent=False)
        self.register_buffer("down", line.repeat_interleave(grid), persistent=False)

    across: Tensor
    down: Tensor

    def forward(self, image: Tensor, condition: Tensor) -> Tensor:
        x = torch.relu(_film(self.second(self.first(image)), self.film_second(condition)))
        x = torch.nn.functional.silu(_film(self.norm(self.third(x)), self.film_third(condition)))
        where = torch.softmax(x.flatten(2) * 2, dim=2)  # (B, C, grid*grid): soft position of each feature
        points = torch.cat([where @ self.across, where @ self.down], dim=1)  # (B, 2C)
        flat = torch.nn.functional.silu(self.reduce(x)).flatten(1)
        return torch.nn.functional.silu(self.out(torch.cat([flat, points], dim=1)))


def _film(x: Tensor, gain_shift: Tensor) -> Tensor:
    gain, shift = gain_shift[:, :, None, None].chunk(2, dim=1)
    return x * (1 + gain) + shift


class ActorNetwork(nn.Module):
    """``context`` once per skill, then ``forward`` once per control step."""

    def __init__(self, config: ActorConfig) -> None:
        super().__init__()
        self.config = config
        self.fine, self.coarse = FrontTower(config), FrontTower(config)
        told = len(SKILLS) + len(config.embodiments) + 2 * (1 + 2 * len(FREQUENCIES))
        self.mix = nn.Sequential(nn.Linear(2 * 96 + told, 256), nn.SiLU(),
                                 nn.Linear(256, config.context), nn.SiLU())
        self.target = nn.Linear(config.context, 3)
        self.state = nn.Sequential(nn.Linear(STATE_SIZE + 12, 128), nn.SiLU())
        self.wrist = WristTower(config, config.context + 128)
        joined = 192 + 128 + config.context
        self.join = nn.Sequential(nn.Linear(joined, config.hidden), nn.SiLU(),
                                  nn.Linear(config.hidden, config.hidden), nn.SiLU())
        self.offset = nn.Linear(config.hidden, 3)
        self.head = nn.Sequential(nn.Linear(config.hidden + 12 + 128, config.hidden), nn.SiLU(),
                                  nn.Linear(config.hidden, DIMENSIONS * BINS))

    def context(self, fine: Tensor, coarse: Tensor, skill: Tensor,
                point: Tensor) -> tuple[Tensor, Tensor]:
        """What is meant, seen from the front.

        Args:
            fine: (B, 3, 48, 48) crop at native resolution; coarse: the same size, twice the view.
            skill: (B, 4 + embodiments) one-hot of the skill, then of the arm. point: (B, 2) normalised u, v.

        Returns:
            Context (B, config.context) and the estimated target position (B, 3), metres.
        """
        told = torch.cat([skill, fourier(point)], dim=1)
        context = self.mix(torch.cat([self.fine(fine), self.coarse(coarse), told], dim=1))
        return context, self.target(context)

    def forward(self, context: Tensor, target_m: Tensor, wrist: Tensor,
                state: Tensor) -> tuple[Tensor, Tensor]:
        """One control step.

        Args:
            context, target_m: from ``context``. wrist: (B, 3, 64, 64). state: (B, STATE_SIZE), whose
                first three entries are the tool's position in metres.

        Returns:
            Logits (B, 8, 256) and the estimated target minus tool (B, 3), metres.
        """
        coarse_offset = target_m - state[:, :3]
        embedded = self.state(torch.cat([state, scales(coarse_offset)], dim=1))
        seen = self.wrist(wrist, torch.cat([context, embedded], dim=1))
        joined = self.join(torch.cat([seen, embedded, context], dim=1))
        offset = coarse_offset + self.offset(joined)
        logits = self.head(torch.cat([joined, scales(offset), embedded], dim=1))
        return logits.view(-1, DIMENSIONS, BINS), offset
