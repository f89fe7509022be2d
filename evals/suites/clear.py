"""``clear``: whole episodes for commands with one valid reading, from pixels and words alone.

``success``: what was asked for is so in the end, by truth, questions or not.
``acted_when_clear``: it acted without a question, on the valid reading.
``plan_success``: it set out to do what was meant, however the motion then went.
``named``: percepts called by their true name, of those that show something true.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from evals.cases import LANGUAGES, Case, Language, first_that_fits, from_instruction
from evals.dialogue_metrics import asked_in_motion
from evals.episode import Episode
from evals.metrics import Metric, Observed, by_language, rate
from scenes.instructions import generate
from scenes.kitchen import SceneSpec
from scenes.referring import Referent
from scenes.splits import Split, seeds


def cases(n: int, seed: int, split: Split = "test") -> Iterator[Case]:
    """Commands with one valid reading, the languages taking turns."""
    scene_seeds = seeds(split, "clear", seed)
    for index in range(n):
        case_id = f"clear-{seed}-{index:04d}"

        def attempt(spec: SceneSpec, referents: tuple[Referent, ...], case_id: str = case_id,
                    language: Language = LANGUAGES[index % 2]) -> list[Case] | None:
            said = generate(referents, Random(case_id), language, split, want="clear")
            return None if said is None else [from_instruction("clear", case_id, language, spec, said)]

        yield from first_that_fits(scene_seeds, attempt)


def metrics(episodes: Sequence[Episode]) -> dict[str, Metric]:
    """The rates of the suite, whole and by language."""
    found: dict[str, Metric] = {}
    found |= by_language("success", (Observed(e.success, e.case.language) for e in episodes))
    found |= by_language("acted_when_clear", (Observed(e.acted_valid, e.case.language) for e in episodes))
    found |= by_language("plan_success", (Observed(e.chose_intent, e.case.language) for e in episodes))
    found["over_ask"] = rate(e.decision == "ask" for e in episodes)
    found["refused_when_clear"] = rate(e.decision == "refuse" for e in episodes)
    found["named"] = rate(i < e.named for e in episodes for i in range(e.seen))
    found["undisturbed"] = rate(e.score is not None and not e.score.disturbed for e in episodes)
    found["crashed"] = rate(e.error is not None for e in episodes)
    return found | asked_in_motion(episodes)


def baseline(episodes: Sequence[Episode]) -> dict[str, Metric]:
    """What is compared with the baselines. Their motion is taken to be perfect: whoever set out to do
    what was meant counts as a success."""
    return {"success": rate(e.chose_intent for e in episodes),
            "acted_when_clear": rate(e.acted_valid for e in episodes)}
