"""RT-1 small enough to learn in seconds, an encoder without weights, and scenes easily understood."""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

from policies.rt1.configuration import Rt1Config
from policies.rt1.sentence import MAX_WORDS, SIZE
from policies.training.rt1.recordings import AFRESH, SceneFrames, padded
from policies.vla.actor_network import STATE_SIZE

TINY = Rt1Config(front_px=(64, 96), wrist_px=(32, 32), blocks=7, front_tokens=3, wrist_tokens=2, width=24,
                 layers=1, heads=2, word_pools=1, sentence=24)
CHANNELS = 40


class Hashed:
    """Gives every word a vector of its own."""

    def words(self, text: str) -> NDArray[np.float32]:
        return np.stack([np.random.default_rng(zlib.crc32(word.encode())).normal(size=SIZE)
                         for word in text.split()[:MAX_WORDS]]).astype(np.float32)


def blobs(seed: int, frames: int = 4) -> SceneFrames:
    """Two things of different colours on a grid: one command names each, and moving follows where it is."""
    rng = np.random.default_rng(seed)
    rows, columns = TINY.front_px[0] // 8, TINY.front_px[1] // 8
    at = rng.uniform(0.1, 0.9, size=(2, 2))
    while abs(at[0] - at[1]).max() < 0.3:
        at[1] = rng.uniform(0.1, 0.9, size=2)
    across, down = (np.arange(columns) + 0.5) / columns, (np.arange(rows) + 0.5) / rows
    front = rng.normal(0, 0.1, size=(frames, CHANNELS, rows, columns))
    for thing, (u, v) in enumerate(at):
        bump = np.exp(-((across[None] - u) ** 2 + (down[:, None] - v) ** 2) / 0.01)
        front[:, 4 * thing:4 * thing + 4] += 6 * bump
    words, lengths = padded([Hashed().words("fetch red"), Hashed().words("fetch blue")])
    tokens = np.full((frames, 2, 8), 128, np.uint8)
    tokens[..., 0], tokens[..., 7] = 0, 255
    tokens[..., 1] = np.rint(255 * at[:, 0])
    points = np.zeros((frames, 2, 2, 2), np.float32)
    points[:, :, 0] = at
    nowhere = np.zeros((frames, 2), bool)
    return SceneFrames(
        front=front.astype(np.float16), wrist=rng.normal(size=(frames, CHANNELS, 4, 4)).astype(np.float16),
        state=np.zeros((frames, STATE_SIZE), np.float32),
        before=np.array([AFRESH, *range(frames - 1)], np.int32), words=words, lengths=lengths, tokens=tokens,
        valid=~nowhere, points=points, has_destination=nowhere,
        wrist_point=np.full((frames, 2, 2), 0.5, np.float32), in_wrist=nowhere,
        offset_m=np.zeros((frames, 2, 3), np.float32), phase=np.full((frames, 2), 2, np.int8))
