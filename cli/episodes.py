"""``whichone calibrate --episodes``: a risk on whole episodes, promised, or the lowest that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.files import write

if TYPE_CHECKING:
    from agent.tracing.store import Store
    from policies.base import Policy


def calibrate(risk: float, store: Store, policy: Policy, suite: str, n: int, seed: int, wrong_answers: float,
              target: str) -> None:
    """Play the episodes, write what every threshold came to, and keep the calibration if there is one.

    Raises:
        EvaluationError: the suite has no episodes, or the risk is out of reach: the message names the lowest
            that is not.
    """
    from agent import calibration
    from agent.motion_calibration import fingerprint_of
    from evals.guarantee import as_calibration, check, guarantee
    from evals.played import episodes
    from evals.progress import on_stderr

    check(risk, wrong_answers)
    with on_stderr(None) as report:
        played, cases = episodes(store, suite, policy, n, seed, report, wrong_answers=wrong_answers)
    tested = guarantee(played, risk, wrong_answers=wrong_answers)
    write(tested.model_dump_json(indent=1), target)
    made = as_calibration(tested, cases, policy.reader.fingerprint, fingerprint_of(policy), suite)
    calibration.save(store, made)
