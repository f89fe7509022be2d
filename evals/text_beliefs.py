"""Beliefs of text deciders, kept like those of policies: one look a case, one belief an adapter and case.

A text decider reads what the policy's eye saw, as words, and never a scene. So the looks are kept, with what
was truly there to judge by, and every adapter reads the same ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from agent.decision import effect, merged
from agent.tracing.store import Store
from evals.believed import Believed, held_against
from evals.cases import Case, ListedCase
from evals.kept import Kept
from evals.loading import binder
from evals.progress import Progress
from evals.results import EvaluationError
from evals.suites import Suite
from evals.text_deciders import ADAPTER_OF
from policies.base import Policy
from policies.textual import adapters
from policies.textual.deciders import Heard, Listener, load
from policies.types import Dialogue, Percept
from scenes.kitchen import KitchenScene
from scenes.referring import Referent
from scenes.splits import Split


@dataclass(frozen=True)
class Look:
    """What a policy saw of a case, and what was truly there."""

    percepts: tuple[Percept, ...]
    truth: tuple[Referent, ...]

    def to_json(self) -> dict[str, Any]:
        """Both as JSON."""
        return {
            "percepts": [percept.model_dump() for percept in self.percepts],
            "truth": [asdict(referent) for referent in self.truth],
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Look:
        """What ``to_json`` wrote."""
        return cls(
            tuple(Percept(**one) for one in values["percepts"]),
            tuple(Referent(**one) for one in values["truth"]),
        )


def wanted(deciders: Iterable[str]) -> tuple[str, ...]:
    """The adapters that these deciders need, each once."""
    return tuple(dict.fromkeys(ADAPTER_OF[name] for name in deciders if name in ADAPTER_OF))


def check(deciders: Iterable[str], folder: Path) -> dict[str, dict[str, Any]]:
    """What made each adapter that is needed, for the document.

    Raises:
        EvaluationError: one is missing; the message names the commands that make it.
        PolicyError: one is damaged or of another version.
    """
    names = wanted(deciders)
    absent = adapters.missing(names, folder)
    if absent:
        commands = "; ".join(adapters.remedy(name, folder) for name in absent)
        raise EvaluationError(
            f"no adapter {', '.join(absent)} in {folder} (--adapters names another folder); "
            f"make it with: {commands}"
        )
    found = {name: adapters.read(name, folder) for name in names}
    return {
        name: {
            "fingerprint": adapter.fingerprint,
            **{key: adapter.info.get(key) for key in ("steps", "rows", "seed", "rate", "scenes", "seconds")},
        }
        for name, adapter in found.items()
    }


def uneven(made: Mapping[str, Mapping[str, Any]]) -> str | None:
    """Says so where adapters were not trained alike, and a comparison is not fair."""
    for key in ("steps", "rows", "seed", "rate"):
        if len({info[key] for info in made.values()}) > 1:
            said = ", ".join(f"{name} {info[key]}" for name, info in made.items())
            return (
                f"the adapters were trained with different {key} ({said}): the comparison is not a fair one"
            )
    return None


def looks(
    store: Store,
    suite: Suite,
    policy: Policy,
    cases: Sequence[Case],
    seed: int,
    report: Progress,
    split: Split = "test",
) -> list[tuple[Case, Look]]:
    """What the policy saw of each case of a suite, made with ``seed``.

    Raises:
        EvaluationError: a suite of words alone.
    """
    if suite.kind == "words":
        raise EvaluationError(f"text deciders look at a counter; of {suite.name} there is none to see")
    kept, bind = Kept(store, f"looks/{split}", suite, policy, seed), binder(policy)
    found: list[tuple[Case, Look]] = []
    for case in cases:

        def look(case: Case = case) -> dict[str, Any]:
            if isinstance(case, ListedCase):
                return Look(case.listed, case.truth).to_json()
            scene = KitchenScene(case.spec)
            try:
                if bind is not None:
                    bind(scene, case)
                truth = scene.truth().referents()
                return Look(policy.reader.look(scene.observe(("front",))), tuple(truth)).to_json()
            finally:
                scene.close()

        found.append((case, Look.from_json(kept.get(case.id, case.seed, look))))
        report(len(found), len(cases), f"{policy.name} looks at {suite.name}")
    return found


def text_beliefs(
    store: Store,
    suite: Suite,
    policy: Policy,
    name: str,
    fingerprint: str,
    folder: Path,
    looked: Sequence[tuple[Case, Look]],
    seed: int,
    report: Progress,
    split: Split = "test",
) -> list[tuple[Case, Believed]]:
    """An adapter's belief about each case looked at. The model is loaded only if one is not kept yet.

    Raises:
        PolicyError: the adapter or the language model is missing or damaged.
    """
    kept = Kept(store, f"beliefs/{split}/{fingerprint}", suite, policy, seed)
    listener: list[Listener] = []
    found: list[tuple[Case, Believed]] = []
    for case, look in looked:

        def read(case: Case = case, look: Look = look) -> dict[str, Any]:
            if not listener:
                listener.append(load(name, folder))
            dialogue = Dialogue(instruction=case.text, language=case.language)
            return believed(case, listener[0].hear(look.percepts, dialogue), look.truth).to_json()

        found.append((case, Believed.from_json(kept.get(case.id, case.seed, read))))
        report(len(found), len(looked), f"{name} reads {suite.name}")
    return found


def believed(case: Case, heard: Heard, truth: Sequence[Referent]) -> Believed:
    """What a text decider made of a case, held against truth."""
    found = held_against(case, heard.belief, truth)
    at = {effect(item.reading): position for position, item in enumerate(merged(heard.belief.readings))}
    lists = tuple(
        (p, tuple(sorted({at[effect(reading)] for reading in readings}))) for p, readings in heard.lists
    )
    return replace(found, sure=heard.sure, lists=lists)
