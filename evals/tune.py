"""Belief and decision on rendered dev scenes: what the rule's numbers are chosen on.

    python -m evals.tune --scenes 40

Sentences are made of dev templates (``made``) and written by hand for tuning (``handwritten_dev`` and
``handwritten_dev2``, whose failures shaped the forms for practice, and ``handwritten_dev3``, written after).
``--parts handwritten_dev_foreign`` are Spanish and German sentences (``docs/languages.md``), else left out.
Dev seeds, dev templates and these sentences are in neither training nor testing; nothing here is reported as
a result.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Literal

from agent.decision import Rule, decide, effect
from evals.suites import handwritten, placing
from policies.base import Reader
from policies.types import Belief, Dialogue, Entry, Percept, Reading
from policies.vla.policy import load_reader
from policies.vla.weights import FOLDER
from scenes.base import SceneError
from scenes.commands import TrueReading, valid_readings
from scenes.instructions import Instruction, generate, pair
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.splits import seeds
from scenes.spoken import Spoken

MATCH_DISTANCE = 0.06
Language = Literal["en", "zh"]
FOREIGN = "handwritten_dev_foreign"
"""Of Spanish and German, which are glossed and never practised."""
PARTS = ("made", *handwritten.TUNING, FOREIGN)
RATIOS = (0.05, 0.08, 0.1, 0.13, 0.17, 0.2, 0.25, 0.3, 0.4)
SPECIAL_SHARES = (0.5, 0.65, 0.8, 0.9)


@dataclass(frozen=True)
class Case:
    """One instruction on one dev scene with the policy's belief and the valid readings on its percepts."""

    text: str
    language: Spoken
    expected: str
    source: str
    belief: Belief
    valid: frozenset[Any]


def hand_cases(reader: Reader, tuning: str) -> list[Case]:
    """The sentences of a set written by hand for tuning, each on a scene built for it."""
    found: list[Case] = []
    scene_seeds = seeds("dev", "tune-hand", 0)
    paths: list[tuple[Spoken, Path]] = []
    if tuning == FOREIGN:
        paths += handwritten.foreign_files().items()
    else:
        paths += handwritten.files("dev", tuning).items()
    for language, path in paths:
        for row in handwritten.read(path).scene:
            placed = placing.place_row(row, next(scene_seeds))
            scene = KitchenScene(placed.spec)
            observation = scene.observe(("front",))
            scene.close()
            percepts = reader.look(observation)
            seen_as = {r.key: _nearest(r.u, r.v, percepts) for r in placed.referents}
            for expected, sentence in row.sentences():
                said = Dialogue(instruction=sentence.text, language="zh" if language == "zh" else "en")
                belief = reader.read(percepts, observation, said)
                valid = _effects(valid_readings(sentence.command(), placed.referents), seen_as)
                found.append(Case(sentence.text, language, "ask" if expected == "ambiguous" else "act",
                                  sentence.source, belief, valid))
    return found


def _effects(readings: Sequence[TrueReading], seen_as: dict[int, int]) -> frozenset[Any]:
    """What each reading would change, on the keys of what was seen."""
    return frozenset(
        effect(Reading(entries=(Entry(
            verb=r.verb,
            things=(seen_as[r.thing],),
            relation=r.relation,
            destination=None if r.destination is None else seen_as[r.destination],
        ),)))
        for r in readings
    )


def cases(reader: Reader, scenes: int, per_scene: int) -> list[Case]:
    found: list[Case] = []
    for index, seed in enumerate(seeds("dev", "tune", 0)):
        if index >= scenes:
            break
        try:
            scene = KitchenScene(SceneSpec(seed=seed))
        except SceneError:
            continue
        rng = Random(seed)
        truth = scene.truth().referents()
        observation = scene.observe(("front",))
        scene.close()
        percepts = reader.look(observation)
        seen_as = {t.key: _nearest(t.u, t.v, percepts) for t in truth}
        for instruction in _instructions(truth, rng, per_scene):
            dialogue = Dialogue(instruction=instruction.text, language=instruction.language)
            belief = reader.read(percepts, observation, dialogue)
            valid = _effects(instruction.readings, seen_as)
            one = instruction
            found.append(Case(one.text, one.language, one.expected, one.source, belief, valid))
        print(f"\r{index + 1}/{scenes} scenes", end="", file=sys.stderr)
    print(file=sys.stderr)
    return found


def _nearest(u: float, v: float, percepts: tuple[Percept, ...]) -> int:
    best = min(percepts, key=lambda p: (p.u - u) ** 2 + (p.v - v) ** 2)
    return best.key if (best.u - u) ** 2 + (best.v - v) ** 2 < MATCH_DISTANCE**2 else -1


def _instructions(truth: Any, rng: Random, count: int) -> list[Instruction]:
    drawn: list[Instruction] = []
    while len(drawn) < count:
        language: Language = "en" if rng.random() < 0.5 else "zh"
        both = pair(truth, rng, language, "dev")
        drawn.extend(both or ())
        other = generate(truth, rng, language, "dev", "absent" if rng.random() < 0.6 else "unsafe")
        if other is not None and rng.random() < 0.4:
            drawn.append(other)
    return drawn[:count]


def figures(found: list[Case], rule: Rule) -> dict[str, float]:
    tally: dict[str, list[float]] = defaultdict(list)
    for case in found:
        decision = decide(case.belief, rule)
        expected = case.expected
        sizes = [effect(item.reading) for item in decision.readings]
        for name in (expected, f"{expected}.{case.language}"):
            tally[f"{name}.as_expected"].append(decision.kind == expected)
            if expected == "act":
                tally[f"{name}.right"].append(decision.kind == "act" and sizes[0] in case.valid)
            if expected != "refuse":
                normal = [r for r in case.belief.readings if r.reading.special is None]
                tally[f"{name}.top1_valid"].append(bool(normal) and effect(normal[0].reading) in case.valid)
            if expected == "ask":
                tally[f"{name}.covers"].append(decision.kind == "ask" and case.valid <= set(sizes))
                offered = len(case.valid & set(sizes)) / max(1, len(case.valid))
                tally[f"{name}.offers"].append(offered if decision.kind == "ask" else 0.0)
                tally[f"{name}.exact"].append(decision.kind == "ask" and case.valid == set(sizes))
    return {name: round(sum(values) / len(values), 3) for name, values in sorted(tally.items())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=int, default=40)
    parser.add_argument("--per-scene", type=int, default=10)
    parser.add_argument("--weights", type=Path, default=FOLDER, help="a folder of exported weights")
    parser.add_argument(
        "--show", type=int, default=0, help="print this many cases decided otherwise than expected"
    )
    parser.add_argument("--of", choices=PARTS, default="made", help="of which part")
    parser.add_argument("--parts", choices=PARTS, nargs="+", default=PARTS[:-1],
                        help="read these parts alone")
    arguments = parser.parse_args()
    import torch

    torch.set_num_threads(1)
    reader = load_reader(arguments.weights)
    parts = {name: cases(reader, arguments.scenes, arguments.per_scene) if name == "made"
             else hand_cases(reader, name) for name in arguments.parts}
    for case in [c for c in parts.get(arguments.of, []) if decide(c.belief, Rule()).kind != c.expected][
        : arguments.show
    ]:
        names = {p.key: p.name for p in case.belief.percepts}
        said = [
            (
                round(r.probability, 2),
                r.reading.special
                or "/".join(
                    [
                        r.reading.entries[0].verb,
                        names[r.reading.entries[0].things[0]],
                        names.get(r.reading.entries[0].destination, "-")
                        if r.reading.entries[0].destination is not None
                        else "-",
                    ]
                ),
            )
            for r in case.belief.readings[:5]
        ]
        print(
            case.expected,
            case.source,
            "|",
            case.text,
            "|",
            len(case.valid),
            "|",
            said,
            file=sys.stderr,
        )
    print(json.dumps([
        {"part": part, "n": len(among), "ratio": ratio, "special": special,
         **figures(among, Rule(plausible_ratio=ratio, special_share=special))}
        for part, among in parts.items() for ratio in RATIOS for special in SPECIAL_SHARES
    ], indent=1))


if __name__ == "__main__":
    main()
