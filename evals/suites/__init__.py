"""The suites: each a recipe for cases and for the metrics that are counted over them.

Other distributions add theirs through the entry-point group ``whichone.suites`` (``docs/suites.md``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Literal

from evals.cases import Case
from evals.data import DataFile
from evals.metrics import Metric
from evals.results import EvaluationError
from scenes.kinds import World
from scenes.splits import Split

GROUP = "whichone.suites"
KINDS = ("episode", "motion", "belief", "words")


@dataclass(frozen=True)
class Suite:
    """One suite by name."""

    name: str
    cases: Callable[[int, int, Split], Iterator[Case]]
    """(n, seed, split) to cases: the same arguments, the same cases."""
    kind: Literal["episode", "motion", "belief", "words"]
    """Whole episodes through the agent, the actor alone with the reading given, the reader alone, or reader
    and rule where things are named in words (``evals.cases.WordCase``)."""
    metrics: Callable[[Sequence[Any]], dict[str, Metric]]
    """Of the ``evals.episode.Episode`` of every case; of ``evals.control.Motion`` for motions, of
    ``evals.read_once.ReadOnce`` for beliefs, of ``evals.read_words.ReadWords`` for words."""
    baseline: Callable[[Sequence[Any]], dict[str, Metric]]
    """The same for the baselines: the metrics they are compared in."""
    origin: str = ""
    """Distribution and version of one that another distribution registers; filled in when it is loaded."""
    of_data: Callable[[DataFile], Suite] | None = None
    """For a suite whose cases are rows of a file: makes the suite of that file."""
    data: Mapping[str, str] = field(default_factory=dict)
    """What it was made of: ``data.FILE`` to its sha256, and the part evaluated."""
    most: int | None = None
    """Of a suite of data: how many cases there are, however many are asked for."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """Of a suite of a split file: a case's ``template`` to the part its row is in."""
    listed: bool = False
    """Of beliefs whose cases list what is there (``evals.cases.ListedCase``): nothing is seen."""
    world: World = "kitchen"
    """Where its cases are; policies that were not taught what is there are refused."""
    said: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of a suite of a split file: each part's sentences (``evals.data.same_words``), those of parts that are
    not evaluated too."""

    def at_most(self, n: int) -> int:
        """How many cases ``n`` are: no more than there are rows."""
        return n if self.most is None else min(n, self.most)

    def made_of(self, data: DataFile | None) -> Suite:
        """The suite of a data file; itself where neither it takes one nor one is given.

        Raises:
            EvaluationError: it takes none, or needs one, or the file is not what it should be.
        """
        if data is None:
            if self.of_data is not None:
                self.cases(1, 0, "test")  # says what is needed
            return self
        if self.of_data is None:
            raise EvaluationError(f"the suite {self.name} takes no data; leave --data and --part away")
        return self.of_data(data)


def names() -> tuple[str, ...]:
    """Names of the suites there are: ours, then those other distributions register, loadable or not."""
    ours = tuple(suite.name for suite in _ours())
    return (*ours, *sorted({entry.name for entry in entry_points(group=GROUP)} - set(ours)))


def load(name: str) -> Suite:
    """A suite by name. Entry points of other names are not loaded, so what is wrong with them does no harm.

    Raises:
        EvaluationError: there is none of that name (those there are are listed), two have it, or the entry
            point that has it gives no suite; the message names the entry point.
    """
    ours = next((suite for suite in _ours() if suite.name == name), None)
    theirs = [entry for entry in entry_points(group=GROUP) if entry.name == name]
    if ours is not None and theirs:
        raise EvaluationError(
            f"{_spelled(theirs[0])} has the name of a suite of WhichOne's own; rename it, or uninstall its "
            "distribution")
    if ours is not None:
        return ours
    if not theirs:
        raise EvaluationError(f"there is no suite {name!r}; there are {', '.join(names())}")
    if len(theirs) > 1:
        raise EvaluationError(
            f"{' and '.join(map(_spelled, theirs))} have the same name; uninstall the distribution of one")
    return _loaded(theirs[0])


def _loaded(entry: EntryPoint) -> Suite:
    try:
        found = entry.load()
    except Exception as error:  # whatever other people's modules raise when they are imported
        why = f"{type(error).__name__}: {error}"
        raise EvaluationError(f"{_spelled(entry)} cannot be loaded: {why}") from error
    if not isinstance(found, Suite):
        raise EvaluationError(f"{_spelled(entry)} gives {type(found).__name__} and not an evals.suites.Suite")
    if found.name != entry.name:
        raise EvaluationError(f"{_spelled(entry)} gives a suite that calls itself {found.name!r}; both names "
                              "must be the same")
    if found.kind not in KINDS:
        raise EvaluationError(f"{_spelled(entry)} gives a suite of the kind {found.kind!r}; there are "
                              f"{', '.join(KINDS)}")
    return replace(found, origin=_origin(entry))


def _origin(entry: EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist is not None else "unknown"


def _spelled(entry: EntryPoint) -> str:
    return f"the entry point {entry.name} = {entry.value} in {GROUP} (of {_origin(entry)})"


def _ours() -> tuple[Suite, ...]:
    from evals.suites import (
        ambiguity,
        ambik,
        bench,
        clear,
        control,
        control_arms,
        emergent,
        generalisation,
        hand,
        introplan,
        introplan_reading,
        introplan_text,
        reading,
        vague,
    )

    return (
        Suite("control", control.cases, "motion", control.metrics, control.baseline),
        Suite("control-arms", control_arms.cases, "motion", control_arms.metrics, control_arms.baseline),
        Suite("clear", clear.cases, "episode", clear.metrics, clear.baseline),
        Suite("vague", vague.cases, "episode", vague.metrics, vague.baseline),
        Suite("clear-hand", hand.clear_cases, "episode", clear.metrics, clear.baseline),
        Suite("vague-hand", hand.vague_cases, "episode", vague.metrics, vague.baseline),
        Suite("ambiguity", ambiguity.cases, "episode", ambiguity.metrics, ambiguity.baseline),
        Suite("unsafe", ambiguity.unsafe_cases, "episode", ambiguity.unsafe_metrics,
              ambiguity.unsafe_baseline),
        Suite("bench", bench.cases, "episode", bench.metrics, bench.baseline, world="bench"),
        Suite("emergent", emergent.cases, "episode", emergent.metrics, emergent.baseline),
        Suite("generalisation", generalisation.cases, "episode", generalisation.metrics,
              generalisation.baseline),
        Suite("reading", reading.cases, "belief", reading.metrics, reading.baseline),
        Suite("reading-hand", reading.hand_cases, "belief", reading.metrics, reading.baseline),
        Suite("introplan", introplan.without_data, "episode", introplan.no_metrics, introplan.baseline,
              of_data=introplan.of_data),
        Suite("reading-introplan", introplan_reading.without_data, "belief", introplan.no_metrics,
              introplan_reading.baseline, of_data=introplan_reading.of_data),
        Suite(introplan_text.NAME, introplan_text.without_data, "belief", introplan.no_metrics,
              introplan_reading.baseline, of_data=introplan_text.of_data, listed=True),
        Suite("ambik", ambik.without_data, "words", ambik.no_metrics, ambik.baseline, of_data=ambik.of_data),
    )
