"""``bench``: the assembly bench, a world that policies trained on the kitchen have never seen.

Of nine cases six are three pairs, an ambiguous command and its clear control on the same scene, whose
sources take turns as in ``ambiguity``; one is a clear command of its own, one asks for what must not be
done, one for what is not here. Scenes and templates are those of testing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from evals.cases import LANGUAGES, Case, Language, first_that_fits, from_instruction
from evals.dialogue_metrics import asked_and_acted
from evals.episode import Episode
from evals.metrics import Metric, rate
from evals.set_metrics import set_metrics
from evals.suites import ambiguity
from evals.suites.ambiguity import SOURCES, Attempt, pair_of, refused
from scenes.instructions import generate
from scenes.kitchen import SceneSpec
from scenes.referring import Referent
from scenes.splits import Split, seeds

NAME = "bench"
_SLOTS = 6
"""Three pairs, a clear one, an unsafe one, an absent one: each turn begins with the other language."""


def cases(n: int, seed: int, split: Split = "test") -> Iterator[Case]:
    """``n`` cases, rounded up to whole pairs; languages and sources take turns."""
    scene_seeds = seeds(split, NAME, seed)
    made = index = pairs = 0
    while made < n:
        turn, slot = divmod(index, _SLOTS)
        name, language = f"{NAME}-{seed}-{made:04d}", LANGUAGES[(turn + slot) % 2]
        if slot < 3:
            language = LANGUAGES[(pairs + pairs // len(SOURCES)) % 2]
            attempt = pair_of(name, language, SOURCES[pairs % len(SOURCES)], split, NAME)
            pairs += 1
        elif slot == 3:
            attempt = _clear(name, language, split)
        else:
            attempt = refused(name, language, "unsafe" if slot == 4 else "absent", split, NAME)
        index += 1
        for case in first_that_fits(scene_seeds, attempt, "bench"):
            made += 1
            yield case


def _clear(name: str, language: Language, split: Split) -> Attempt:
    def attempt(spec: SceneSpec, referents: tuple[Referent, ...]) -> list[Case] | None:
        said = generate(referents, Random(name), language, split, want="clear")
        return None if said is None else [from_instruction(NAME, f"{name}-cl", language, spec, said)]

    return attempt


def metrics(episodes: Sequence[Episode]) -> dict[str, Metric]:
    """As in ``ambiguity``, and how much of what was seen was called by its true name."""
    found = asked_and_acted(episodes)
    found |= set_metrics([e.believed for e in episodes if e.believed is not None],
                         [e.members for e in episodes if e.believed is not None])
    found["named"] = rate(i < e.named for e in episodes for i in range(e.seen))
    return found


baseline = ambiguity.baseline
