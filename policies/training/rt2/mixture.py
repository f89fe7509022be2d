"""What RT-2 practises, in one place: shares, counts and seeds of the co-fine-tuning mixture.

A step's batch is a few frames with commands, one frame with questions, and one paragraph of prose.
Fine-tuning alone (``questions=False``) is the frames with commands and nothing else, which RT-2 found to be
worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from policies.rt2.frame import Frame
from policies.rt2.layout import Said, plan_words
from policies.training.general_text import paragraphs
from policies.training.knowledge_data import ANSWERS
from policies.training.rt2.recordings import Scene
from policies.vla.chinese import gloss, is_chinese
from scenes import counter_questions
from scenes.knowledge import whether
from scenes.lexicon import Language

FRAMES = 3
"""With commands, in a batch."""
COMMANDS = 4
"""Of one frame; its own command first."""
PLANNED = 0.7
"""Share of demonstrations whose action stands behind a plan."""
QUESTIONS, KNOWN = 5, 1
"""About what is on the counter, and about what is known of things, in a batch."""
PROSE_WORDS = 60
"""Of a paragraph, one a batch."""
ENDED = 0.12
"""Of frames, those drawn from the ones where the action is to terminate: they are few."""
LANGUAGES: tuple[Language, ...] = ("en", "zh")

Row = tuple[Frame | None, list[Said]]


@dataclass(frozen=True)
class Mixture:
    """What is in it."""

    questions: bool = True
    """Questions and prose beside demonstrations: co-fine-tuning."""
    plans: bool = True
    """Demonstrations with a plan as well as without."""


def batch(scenes: Sequence[Scene], mixture: Mixture, rng: np.random.Generator) -> list[Row]:
    """One step's practice."""
    rows: list[Row] = [_commands(scenes, mixture, rng) for _ in range(FRAMES)]
    if mixture.questions:
        words = Random(int(rng.integers(2**62)))
        rows.append(_questions(scenes, words))
        prose = words.choice(paragraphs(held_out=False)).split()[:PROSE_WORDS]
        rows.append((None, [Said("", " ".join(prose))]))
    return rows


def _commands(scenes: Sequence[Scene], mixture: Mixture, rng: np.random.Generator) -> Row:
    while True:
        scene = scenes[int(rng.integers(len(scenes)))]
        frames = np.arange(len(scene.state))
        if rng.random() < ENDED:
            frames = np.flatnonzero(scene.valid[:, 0] & (scene.tokens[:, 0, 0] > 127))
        if not len(frames):
            continue
        at = int(rng.choice(frames))
        possible = np.flatnonzero(scene.valid[at])
        if len(possible):
            break
    chosen = [int(possible[0]), *map(int, rng.permutation(possible[1:]))][:COMMANDS]
    return scene.frame(at), [said(scene, at, k, mixture.plans and rng.random() < PLANNED) for k in chosen]


def said(scene: Scene, at: int, command: int, planned: bool) -> Said:
    """One demonstration: the question for an action, a plan perhaps, and the action."""
    words = plan_words(scene.plans[command]) if planned else ""
    return Said(scene.asked[command], words, tuple(map(int, scene.tokens[at, command])))


def _questions(scenes: Sequence[Scene], rng: Random) -> Row:
    """Questions with their answers in a word, about a counter where nothing has been moved."""
    scene = rng.choice(scenes)
    at = rng.choice(np.flatnonzero(scene.afresh).tolist())
    asked: list[Said] = []
    for _ in range(QUESTIONS):
        topic = rng.choice(counter_questions.topics())
        one = counter_questions.ask(topic, scene.referents, rng, rng.choice(LANGUAGES))
        if isinstance(one, counter_questions.Said):
            asked.append(Said(question(one.text), f" {one.answer}."))
    for _ in range(KNOWN):
        known = whether(rng, rng.choice(LANGUAGES))
        asked.append(Said(question(known.text), f"{ANSWERS[known.is_true]}."))
    return scene.frame(at), asked


def question(text: str) -> str:
    """An ordinary question as it is put; Chinese as its glosses."""
    return f"Q: {gloss(text) if is_chinese(text) else text} A:"
