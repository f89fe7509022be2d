"""Policies against deciders on the same cases: one belief a policy, one outcome a reading, then arithmetic.

Every decider replays the same beliefs and outcomes; text deciders replay those of their own adapters, made
from the same looks. A user who is asked names what it means if that is in the set, so the set decides what is
carried out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from agent.tracing.store import Store
from evals.apart import suite_to_calibrate_on
from evals.believed import Believed
from evals.calibrate import FIRST_SEED, SCORES, warnings
from evals.cases import Case
from evals.data import Chosen, DataFile, same_words
from evals.deciders import UNCALIBRATED, Decider, Members, load
from evals.kept import Ends, beliefs, outcomes
from evals.metrics import Metric, rate
from evals.progress import Progress
from evals.results import EvaluationError, Versions
from evals.set_metrics import accepted, set_metrics
from evals.suites import Suite
from evals.suites import load as load_suite
from evals.text_beliefs import check, looks, text_beliefs
from evals.text_deciders import ADAPTER_OF, UNCALIBRATED_TEXT, letter_score
from policies.base import Policy
from policies.direct import AnyPolicy, with_readings
from policies.textual.adapters import FOLDER
from scenes.splits import Split

REFERENCE = "whichone"
NOTHING_TO_DECIDE = "deciders have nothing to decide on; leave --deciders away to compare policies"
BY_TASK = ("set.plan_success", "set.coverage", "set.help", "set.over_ask", "set.under_ask", "top1_valid",
           "auroc")
_DRAWS = 2000
Read = Sequence[tuple[Case, Believed]]


def carried_out(believed: Believed, members: Members) -> int | None:
    """Position of the reading that is carried out in the end: the only member, or what the user picks."""
    if len(members) == 1:
        return members[0]
    content = [at for at in members if at in accepted(believed)]
    return believed.intent if believed.intent in content else next(iter(content), None)


def run_matrix(store: Store, suite_name: str, policies: Sequence[AnyPolicy], deciders: Sequence[str], n: int,
               seed: int, *, risk: float, calibration_n: int, calibration_suite: str | None = None,
               motion: bool = True, report: Progress, split: Split = "test", data: DataFile | None = None,
               calibration_part: Chosen | None = None, adapters: Path = FOLDER) -> dict[str, Any]:
    """Every policy with every decider on the same cases, as the documented JSON.

    Args:
        risk: at which ``whichone`` stands for itself when others are matched to its plan success.
        calibration_n: cases of the calibration suite (the same suite by default), with seeds of their own.
        motion: also carry readings out, for ``task_success``.
        data: file with the rows of a suite that is made of one.
        calibration_part: of the same split file, in place of ``calibrate``.
        adapters: folder of what text deciders need.

    Raises:
        EvaluationError: no such suite or decider, a suite without words, motion where nothing moves, an
            adapter that is missing, or data that have no part to calibrate on.
        PolicyError: an adapter is damaged, or a policy has no beliefs to decide on.
    """
    readers = [with_readings(policy, NOTHING_TO_DECIDE) for policy in policies]
    suite = load_suite(suite_name).made_of(data)
    if suite.kind == "motion":
        raise EvaluationError(f"the suite {suite_name} has no words to decide about")
    if motion and suite.kind in ("belief", "words"):
        raise EvaluationError(f"the suite {suite_name} moves nothing: add --no-motion to compare deciders")
    for name in deciders:
        load(name, [_NOBODY])  # a name that is wrong is told before anything runs
    made_by = check(deciders, adapters)
    known_suite = None
    if data is None or any(name not in UNCALIBRATED | UNCALIBRATED_TEXT for name in deciders):
        known_suite = suite_to_calibrate_on(suite, data, calibration_suite, calibration_part)
    n, calibration_n = suite.at_most(n), known_suite.at_most(calibration_n) if known_suite else 0
    told: list[str] = []
    rows: list[dict[str, Any]] = []
    compared: list[dict[str, Any]] = []
    for policy in readers:
        tested = _read(store, suite, policy, deciders, n, seed, report, split, adapters, made_by)
        known = {} if known_suite is None else {
            name: [one for _, one in read]
            for name, read in _read(store, known_suite, policy, deciders, calibration_n, FIRST_SEED + seed,
                                    report, split, adapters, made_by).items()}
        made = {name: load(name, known.get(name, [])) for name in deciders}
        cases = {name: [believed for _, believed in tested[name]] for name in deciders}
        sets = {(name, level): [decider.members(case, level) for case in cases[name]]
                for name, decider in made.items() for level in decider.levels}
        at = operating_points(made, sets, cases, risk)
        ends = _ends(store, suite, policy, [(tested[name], sets[name, level]) for name, level in at.items()],
                     seed, report) if motion else {}
        for (name, level), chosen in sets.items():
            metrics = set_metrics(cases[name], chosen) | _by_task(suite, cases[name], chosen)
            if motion and at[name] == level:
                metrics["task_success"] = _task_success(tested[name], chosen, ends)
            rows.append({"policy": policy.name, "decider": name, "level": level, "chosen": at[name] == level,
                         "metrics": {key: metric.model_dump() for key, metric in metrics.items()}})
        compared += _differences(policy.name, at, sets, cases, by_sentence=data is not None)
        if data is not None:
            told += [one for one in _warnings(known, cases) if one not in told]
    calibration = {} if known_suite is None else {"suite": known_suite.name, "n": calibration_n}
    if data is not None and known_suite is not None:
        calibration |= {"data": dict(known_suite.data), "warnings": told}
    trained = {"adapters": made_by} if made_by else {}
    return {"suite": suite_name, "policies": [policy.name for policy in readers], "deciders": list(deciders),
            "n": n, "seed": seed, "risk": risk, **trained,
            "calibration": calibration,
            "versions": {policy.name: Versions.here(policy, suite.origin, suite.data) for policy in readers},
            "rows": rows,
            "differences": compared}


def _read(store: Store, suite: Suite, policy: Policy, deciders: Sequence[str], n: int, seed: int,
          report: Progress, split: Split, folder: Path,
          made_by: Mapping[str, Mapping[str, Any]]) -> dict[str, Read]:
    """Every decider's cases with the beliefs it decides from: the policy's, or its own adapter's."""
    found: dict[str, Read] = {}
    if any(name not in ADAPTER_OF for name in deciders):
        found[""] = beliefs(store, suite, policy, n, seed, report, split)
        cases = [case for case, _ in found[""]]  # made once: it takes scenes
    else:
        cases = list(suite.cases(n, seed, split))
    looked = looks(store, suite, policy, cases, seed, report, split) if made_by else []
    for name, made in made_by.items():
        found[name] = text_beliefs(store, suite, policy, name, made["fingerprint"], folder, looked, seed,
                                   report, split)
    return {name: found[ADAPTER_OF.get(name, "")] for name in deciders}


def _by_task(suite: Suite, cases: Sequence[Believed], sets: Sequence[Members]) -> dict[str, Metric]:
    """Of a split file: the main rates over rows whose sentence training rows have, and over all others."""
    seen = suite.said.get("train", frozenset())
    groups: dict[str, list[int]] = {"seen_task": [], "new_task": []}
    for at, case in enumerate(cases):
        groups["seen_task" if same_words(case.text) in seen else "new_task"].append(at)
    if not groups["seen_task"]:
        return {}
    return {f"{name}.{group}": metric for group, among in groups.items()
            for name, metric in set_metrics([cases[at] for at in among], [sets[at] for at in among]).items()
            if name in BY_TASK}


def _warnings(known: Mapping[str, Sequence[Believed]], cases: Mapping[str, Sequence[Believed]]) -> list[str]:
    """What speaks against the guarantees; of scores, once for every belief that one is calibrated on."""
    of_policy = [name for name in known if name not in ADAPTER_OF]
    found = warnings(known[of_policy[0]], tested=cases[of_policy[0]]) if of_policy else []
    for name in known:
        if name in ADAPTER_OF and name not in UNCALIBRATED_TEXT:
            score_of = None if name == "pointer" else letter_score
            said = warnings(known[name], tested=cases[name], score_of=score_of)
            found += [f"{name}: {one}" if one.startswith(SCORES) else one for one in said]
    return list(dict.fromkeys(found))


def operating_points(made: dict[str, Decider], sets: dict[tuple[str, float], list[Members]],
                     cases: Mapping[str, Sequence[Believed]], risk: float) -> dict[str, float]:
    """The level at which each decider stands: of those whose plan success is at least the reference's at
    ``risk``, the one with the least over- and under-asking; the one of most plan success where none is.

    Args:
        cases: by decider.
    """

    def plan_success(name: str, level: float) -> float:
        both = zip(cases[name], sets[name, level], strict=True)
        doable = [(c, s) for c, s in both if c.expected != "refuse" and c.known]
        return float(np.mean([bool(accepted(c) & set(s)) for c, s in doable])) if doable else 0.0

    target = 0.0
    at: dict[str, float] = {}
    if REFERENCE in made:
        at[REFERENCE] = min(made[REFERENCE].levels, key=lambda level: abs(level - risk))
        target = plan_success(REFERENCE, at[REFERENCE])
    for name, decider in made.items():
        if name not in at:
            enough = [level for level in decider.levels if plan_success(name, level) >= target]
            at[name] = (min(enough, key=lambda level: float(wrong(cases[name], sets[name, level]).sum()))
                        if enough else max(decider.levels, key=lambda level: plan_success(name, level)))
    return at


def wrong(cases: Sequence[Believed], sets: Sequence[Members]) -> np.ndarray:
    """(n,) what each case adds to ``over_ask + under_ask``: one over its kind's number of cases, or zero."""
    counts = {name: max(1, sum(case.expected == name for case in cases)) for name in ("clear", "ambiguous")}
    errors = [(case.expected == "clear" and len(members) > 1)
              or (case.expected == "ambiguous" and len(members) == 1)
              for case, members in zip(cases, sets, strict=True)]
    return np.array([error / counts.get(case.expected, 1) for case, error in zip(cases, errors, strict=True)])


def _differences(policy: str, at: dict[str, float], sets: dict[tuple[str, float], list[Members]],
                 cases: Mapping[str, Sequence[Believed]], by_sentence: bool = False) -> list[dict[str, Any]]:
    """``over_ask + under_ask`` of the reference less each other's, with a bootstrap over pairs of cases, or
    over sentences where several rows may have one."""
    if REFERENCE not in at:
        return []
    ours = wrong(cases[REFERENCE], sets[REFERENCE, at[REFERENCE]])
    together = [same_words(case.text) if by_sentence else case.pair for case in cases[REFERENCE]]
    pairs = sorted(set(together))
    place = {pair: number for number, pair in enumerate(pairs)}
    of = np.array([place[pair] for pair in together])
    rng = np.random.default_rng(0)
    found = []
    for name, level in at.items():
        if name == REFERENCE:
            continue
        by_pair = np.bincount(of, ours - wrong(cases[name], sets[name, level]), minlength=len(pairs))
        drawn = [by_pair[rng.integers(len(pairs), size=len(pairs))].sum() for _ in range(_DRAWS)]
        low, high = np.percentile(drawn, [2.5, 97.5])
        found.append({"policy": policy, "decider": name, "level": level, "metric": "over_ask + under_ask",
                      "difference": float(by_pair.sum()), "low": float(low), "high": float(high),
                      "pairs": len(pairs)})
    return found


def _ends(store: Store, suite: Suite, policy: Policy, decided: Sequence[tuple[Read, Sequence[Members]]],
          seed: int, report: Progress) -> Ends:
    wanted = []
    for read, chosen in decided:
        for (case, believed), members in zip(read, chosen, strict=True):
            at = carried_out(believed, members)
            reading = None if at is None else believed.readings[at]
            if reading is not None and case.expected != "refuse" and at in accepted(believed):
                wanted.append((case, reading))
    return outcomes(store, suite, policy, wanted, seed, report)


def _task_success(read: Read, sets: Sequence[Members], ends: Ends) -> Metric:
    held = []
    for (case, believed), members in zip(read, sets, strict=True):
        if case.expected == "refuse":
            continue
        at = carried_out(believed, members)
        reading = None if at is None else believed.readings[at]
        held.append(at in accepted(believed) and reading is not None
                    and ends.get((case.id, reading), False))
    return rate(held)


_NOBODY = Believed("", "", "", 0, "en", "none", "clear", (1.0,), (0,), 0, 0)
