"""``vague``: each ambiguous command with its clear control on the same scene, in both languages.

``asked_when_ambiguous``: of the ambiguous cases, those where a question came first whose options
    include what the user means, every option being true of exactly one thing.
``acted_when_clear``: of the controls, those acted on without a question, on the valid reading.
``success_after_answer``: of the ambiguous cases where anything was asked, those where what the user
    meant is so in the end, by truth.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from evals.cases import LANGUAGES, Case, Language, first_that_fits, from_instruction
from evals.dialogue_metrics import asked_in_motion
from evals.episode import Episode
from evals.metrics import Metric, Observed, by_language, rate
from scenes.instructions import Instruction, generate, pair, seed_instruction
from scenes.kitchen import SceneSpec
from scenes.referring import Referent
from scenes.splits import Split, seeds

SEED_EVERY = 10
"""Of so many pairs the first two are the seed commands, one in each language."""


def cases(n: int, seed: int, split: Split = "test") -> Iterator[Case]:
    """``n`` cases in n / 2 pairs (rounded up to whole pairs), the languages taking turns."""
    scene_seeds = seeds(split, "vague", seed)
    for index in range((n + 1) // 2):
        name = f"vague-{seed}-{index:04d}"

        def attempt(spec: SceneSpec, referents: tuple[Referent, ...], name: str = name,
                    language: Language = LANGUAGES[index % 2], index: int = index) -> list[Case] | None:
            said = (seed_pair if index % SEED_EVERY < 2 else pair)(referents, Random(name), language, split)
            if said is None or any(not one.readings for one in said):
                return None
            vague, clear = (from_instruction("vague", f"{name}-{one.expected[:2]}", language, spec, one, name)
                            for one in said)
            return [vague, clear]

        yield from first_that_fits(scene_seeds, attempt)


def seed_pair(referents: Sequence[Referent], rng: Random, language: Language,
              split: Split) -> tuple[Instruction, Instruction] | None:
    """The seed command, where there are at least two things to put where they belong, with a clear one."""
    vague = seed_instruction(referents, language)
    clear = generate(referents, rng, language, split, want="clear")
    return (vague, clear) if vague.expected == "ask" and clear is not None else None


def metrics(episodes: Sequence[Episode]) -> dict[str, Metric]:
    """The rates of the suite, whole and by language, with what went wrong in the questions."""
    vague = [e for e in episodes if e.case.expected == "ambiguous"]
    clear = [e for e in episodes if e.case.expected == "clear"]
    answered = [e for e in vague if e.heard]
    found: dict[str, Metric] = {}
    found |= by_language("asked_when_ambiguous", (Observed(e.asked, e.case.language) for e in vague))
    found |= by_language("acted_when_clear", (Observed(e.acted_valid, e.case.language) for e in clear))
    found |= by_language("success_after_answer", (Observed(e.success, e.case.language) for e in answered))
    found |= by_language("plan_success", (Observed(e.chose_intent, e.case.language) for e in episodes))
    found["asked_seed_commands"] = rate(e.asked for e in vague if e.case.template.endswith(".seed"))
    found["over_ask"] = rate(e.decision == "ask" for e in clear)
    found["under_ask"] = rate(e.decision == "act" for e in vague)
    found["refused"] = rate(e.decision == "refuse" for e in episodes)
    found["question_offers_intent"] = rate(e.heard[0].chosen is not None for e in answered)
    found["option_true_of_one"] = rate(len(keys) == 1 for e in episodes for heard in e.heard
                                       for keys in heard.means)
    found["plan_after_answer"] = rate(e.chose_intent for e in answered)
    found["crashed"] = rate(e.error is not None for e in episodes)
    return found | asked_in_motion(episodes)


def baseline(episodes: Sequence[Episode]) -> dict[str, Metric]:
    """What is compared with the baselines. Their motion is taken to be perfect: whoever set out to do
    what was meant counts as a success."""
    vague = [e for e in episodes if e.case.expected == "ambiguous"]
    return {"asked_when_ambiguous": rate(e.asked for e in vague),
            "acted_when_clear": rate(e.acted_valid for e in episodes if e.case.expected == "clear"),
            "success_after_answer": rate(e.chose_intent for e in vague if e.heard)}
