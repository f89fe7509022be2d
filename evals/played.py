"""Calibration episodes of a suite, played at every threshold: talked through, then carried out.

Conversations are kept by reader, case and share of wrong answers, outcomes by reader, actor, case and
reading (``evals.kept``): an interrupted calibration goes on, another risk costs nothing, another share of
wrong answers moves the arm for no reading that it moved for before.
"""

from __future__ import annotations

import hashlib
from random import Random

from agent.fit import rule_of
from agent.tracing.store import Store
from evals.calibrate import fingerprint_of_rows
from evals.cases import Case
from evals.guarantee import THRESHOLDS, Played, deciding
from evals.kept import Kept, outcomes
from evals.loading import binder
from evals.progress import Progress
from evals.results import EvaluationError
from evals.suites import load
from evals.talks import RISK, Talk, talks
from evals.workers import trace_store
from policies.base import Policy, check_world
from scenes.splits import Split

Episodes = dict[float, list[Played]]
"""By threshold, the same episodes in the same order."""


def episodes(store: Store, suite: str, policy: Policy, n: int, seed: int, report: Progress, *,
             wrong_answers: float = 0.0, split: Split = "test") -> tuple[Episodes, str]:
    """One case of each pair among ``n`` cases of a suite, those to be refused left out.

    Args:
        wrong_answers: probability that the user answers a question other than it means.

    Returns:
        The episodes, and the fingerprint of their cases.

    Raises:
        EvaluationError: no such suite, or one that is not of whole episodes.
        PolicyError: the policy was not taught the suite's world.
    """
    found = load(suite)
    if found.kind != "episode":
        raise EvaluationError(f"the suite {suite} has no whole episodes; calibrate --episodes on vague, "
                              "clear or ambiguity")
    check_world(policy, policy.name, found.world)
    by_pair: dict[str, list[Case]] = {}
    for case in found.cases(n, seed, split):
        if case.intent is not None and case.expected != "refuse":
            by_pair.setdefault(case.pair, []).append(case)
    rng = Random(seed)
    chosen = [rng.choice(members) for members in by_pair.values()]
    reader = policy.reader.fingerprint
    rules = {threshold: deciding(threshold, reader, suite) for threshold in THRESHOLDS}
    decided_by = f"{rule_of(policy, RISK).model_dump_json()} {THRESHOLDS}"
    shape = hashlib.sha256(decided_by.encode()).hexdigest()[:12]
    bind = binder(policy)
    kept = Kept(store, f"talks/{split}/{wrong_answers:g}/{shape}", found, policy, seed)
    talked: list[dict[float, Talk]] = []
    with trace_store(None) as traces:
        for case in chosen:
            def talk(case: Case = case) -> dict[str, object]:
                said = talks(case, policy, rules, wrong_answers, traces, bind)
                return {f"{threshold:g}": one.to_json() for threshold, one in said.items()}

            values = kept.get(case.id, case.seed, talk)
            talked.append({at: Talk.from_json(values[f"{at:g}"]) for at in THRESHOLDS})
            report(len(talked), len(chosen), f"{policy.name} talks about {suite}")
    wanted = [(case, one.chosen) for case, said in zip(chosen, talked, strict=True)
              for one in said.values() if one.chosen is not None and one.meant(case)]
    ends = outcomes(store, found, policy, wanted, seed, report)
    played: Episodes = {threshold: [] for threshold in THRESHOLDS}
    for case, said in zip(chosen, talked, strict=True):
        for threshold, one in said.items():
            meant = one.meant(case)
            done = meant and one.chosen is not None and ends[case.id, one.chosen]
            played[threshold].append(Played(asked=one.asked, wrong=one.wrong, meant=meant, done=done))
    return played, fingerprint_of_rows([(case.id, case.text, case.spec.seed) for case in chosen])
