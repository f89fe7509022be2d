"""``ambik``: tasks for a kitchen robot in ambiguous and clear pairs, all in words (AmbiK, arXiv 2506.04089).

Tasks and things are the authors', and so is which task of a pair is ambiguous. Nothing is seen and nothing
moves: what is judged is whether the first thing done is to ask. The rows come from a file that is read where
it lies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from random import Random
from typing import NamedTuple

from evals.believed import Believed
from evals.cases import Case, WordCase, word_case
from evals.data import DataFile
from evals.metrics import Metric, mean, rate
from evals.read_words import ReadWords
from evals.results import EvaluationError
from evals.set_metrics import auroc, doubt, set_metrics
from evals.suites import Suite
from evals.suites.ambik_files import SLIPS, Pair, Pairs, read
from scenes.splits import Split

NEEDS_DATA = "the suite ambik needs its rows: --data FILE, a data file of AmbiK (docs/evaluation.md)"
Rows = Sequence[ReadWords]


class Both(NamedTuple):
    """The two cases of a pair."""

    vague: ReadWords
    clear: ReadWords


def without_data(n: int, seed: int, split: Split = "test") -> Iterator[Case]:
    """No cases.

    Raises:
        EvaluationError: always; it says what is needed.
    """
    raise EvaluationError(NEEDS_DATA)


def no_metrics(rows: Rows) -> dict[str, Metric]:
    """Of no rows."""
    return {}


def of_data(data: DataFile) -> Suite:
    """The suite of one file.

    Raises:
        EvaluationError: the file cannot be read, or has no pair to evaluate.
    """
    pairs = read(data)
    if not pairs.kept:
        raise EvaluationError(f"none of the {pairs.total} rows of {data.path} can be evaluated: "
                              f"{pairs.identical} with the same task twice, {pairs.slips.total()} slips")
    return Suite("ambik", partial(cases, pairs), "words", partial(metrics, pairs), baseline,
                 data={f"data.{pairs.kept[0].row.file}": pairs.digest})


def cases(pairs: Pairs, n: int, seed: int, split: Split = "test") -> Iterator[WordCase]:
    """``n`` cases, rounded up to whole pairs, of the rows in this seed's order; at most all there are."""
    order = list(pairs.kept)
    Random(f"ambik/{seed}").shuffle(order)
    for index, pair in enumerate(order[:(n + 1) // 2]):
        yield from cases_of(f"ambik-{seed}-{index:04d}", pair)


def cases_of(pair_id: str, pair: Pair) -> tuple[WordCase, WordCase]:
    """The ambiguous task and its clear control, on the same things."""
    row, known = pair
    template = f"{row.file}:{row.line}"
    valid = () if known is None else known.valid
    intent = None if known is None else known.intent
    meant = () if intent is None else (intent,)
    return (word_case("ambik", f"{pair_id}-a", row.vague, row.named, "ambiguous", valid, intent, pair=pair_id,
                      source=row.kind, template=template),
            word_case("ambik", f"{pair_id}-c", row.clear, row.named, "clear", meant, intent, pair=pair_id,
                      template=template))


def metrics(pairs: Pairs, rows: Rows) -> dict[str, Metric]:
    """Asking and telling the two of a pair apart, by type too, sets where they are known, and the rows."""
    found = baseline(rows)
    found["help_or_empty"] = rate(row.decision in ("ask", "refuse") for row in rows)
    found["refused"] = rate(row.decision == "refuse" for row in rows)
    for kind in sorted({row.case.source for row in rows if row.case.expected == "ambiguous"}):
        of_kind = {row.case.pair for row in rows if row.case.source == kind}
        among = [row for row in rows if row.case.pair in of_kind]
        found |= {f"{name}.{kind}": metric for name, metric in baseline(among).items()}
    found |= _sets([row for row in rows if isinstance(row.case, WordCase) and row.case.has_truth])
    found["crashed"] = rate(row.error is not None for row in rows)
    return found | _counted(pairs)


def baseline(rows: Rows) -> dict[str, Metric]:
    """What is counted for the baselines too, and for each type apart."""
    vague = [row for row in rows if row.case.expected == "ambiguous"]
    clear = [row for row in rows if row.case.expected == "clear"]
    both, held = _both(rows), [row.believed for row in rows if row.believed is not None]
    asked = [(pair.vague.decision == "ask", pair.clear.decision) for pair in both]
    return {
        "help": rate(row.decision == "ask" for row in rows),
        "help_when_ambiguous": rate(row.decision == "ask" for row in vague),
        "over_ask": rate(row.decision == "ask" for row in clear),
        "under_ask": rate(row.decision == "act" for row in vague),
        "differentiation": rate(vague and clear in ("act", "refuse") for vague, clear in asked),
        "differentiation_acted": rate(vague and clear == "act" for vague, clear in asked),
        "differentiation_sets": _more(both, lambda row: len(row.members)),
        "more_doubt": _more(both, _doubt),
        "auroc": auroc([doubt(one) for one in held], [one.expected == "ambiguous" for one in held]),
    }


def _both(rows: Rows) -> list[Both]:
    """Whole pairs."""
    vague = {row.case.pair: row for row in rows if row.case.expected == "ambiguous"}
    clear = {row.case.pair: row for row in rows if row.case.expected == "clear"}
    return [Both(row, clear[pair]) for pair, row in vague.items() if pair in clear]


def _more(both: Sequence[Both], of: Callable[[ReadWords], float]) -> Metric:
    """Share of pairs with more of something on the ambiguous task; a pair with a crash has not."""
    return rate(pair.vague.error is None and pair.clear.error is None and of(pair.vague) > of(pair.clear)
                for pair in both)


def _doubt(row: ReadWords) -> float:
    return 0.0 if row.believed is None else doubt(row.believed)


def _sets(rows: Rows) -> dict[str, Metric]:
    """Of the cases whose valid set is known: the prediction sets, and the belief against what is meant."""
    held = [(row.believed, row.members) for row in rows if row.believed is not None]
    found = set_metrics([one for one, _ in held], [members for _, members in held])
    # Doubt is told of all pairs above, and nothing here is forbidden.
    kept = {name: metric for name, metric in found.items() if name not in ("auroc", "set.unsafe")}
    kept["set.similarity"] = mean(_similarity(one, members) for one, members in held
                                  if one.expected == "ambiguous")
    return kept


def _similarity(one: Believed, members: Sequence[int]) -> float:
    """Members of both sets over members of either: what AmbiK calls set size correctness."""
    return len(set(members) & set(one.valid)) / (len(set(members) | set(one.valid)) + one.missing)


def _counted(pairs: Pairs) -> dict[str, Metric]:
    """Rows of the file: how many, of how many."""
    def of(count: int) -> Metric:
        return Metric(value=count, n=pairs.total, low=count, high=count)

    found = {"rows.kept": of(len(pairs.kept)), "rows.identical": of(pairs.identical),
             "rows.repeated": of(pairs.repeated), "rows.slips": of(pairs.slips.total()),
             "rows.known_set": of(sum(pair.known is not None for pair in pairs.kept))}
    return found | {f"rows.slips.{slip}": of(pairs.slips[slip]) for slip in SLIPS if pairs.slips[slip]}
