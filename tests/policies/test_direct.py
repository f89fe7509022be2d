"""Direct policies: told from those that read, refused where readings are needed, held to a contract."""

from __future__ import annotations

import numpy as np
import pytest

import policies
from policies.base import PolicyError
from policies.conformance import check_direct
from policies.direct import fingerprint_of, is_direct, with_readings
from policies.types import Dialogue
from scenes.kinematics import down_facing
from scenes.types import ArmState, Observation, Pose
from tests.policies.direct_policies import Garbage, Never, Remembers, Waits

STATE = ArmState(np.zeros(7), Pose(np.array([0.4, 0.0, 0.2]), down_facing(0.0)), 1.0, 1.0)
SEEN = Observation({"front": np.zeros((288, 384, 3), np.uint8), "wrist": np.zeros((96, 96, 3), np.uint8)},
                   STATE, 0.0)
DIALOGUES = [Dialogue(instruction="bring me the Coke", language="en"),
             Dialogue(instruction="open it", language="en")]


class Reads:
    """As far as anybody looks, a policy that reads."""

    name = "reads"

    class reader:
        fingerprint = "reads-1"

    actor = None


def test_the_two_sorts_are_told_apart_and_both_have_a_fingerprint() -> None:
    reads = Reads()
    assert is_direct(Waits()) and not is_direct(reads)
    assert fingerprint_of(Waits()) == "waits-1"
    assert fingerprint_of(reads) == "reads-1"  # type: ignore[arg-type]
    assert with_readings(reads, "no") is reads  # type: ignore[arg-type, comparison-overlap]
    with pytest.raises(PolicyError, match="policy waits goes .* holds no readings: take another"):
        with_readings(Waits(), "take another")


def test_our_own_policies_are_listed_and_loaded_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policies, "OURS", {"waits": "tests.policies.direct_policies:Waits",
                                           "lost": "tests.policies.no_such_module:load"})
    assert {"waits", "lost"} <= set(policies.names())
    assert policies.load("waits").name == "waits"


def test_a_good_direct_policy_passes() -> None:
    check_direct(Waits(), [SEEN, SEEN, SEEN], DIALOGUES)
    check_direct(Never(), [SEEN], DIALOGUES)


def test_direct_policies_that_break_the_contract() -> None:
    with pytest.raises(AssertionError, match="begin must forget"):
        check_direct(Remembers(), [SEEN, SEEN, SEEN], DIALOGUES)
    with pytest.raises(AssertionError):
        check_direct(Garbage(), [SEEN], DIALOGUES)
    with pytest.raises(AssertionError, match="no direct policy"):
        also_reads = Waits()
        also_reads.reader = None  # type: ignore[attr-defined]
        check_direct(also_reads, [SEEN], DIALOGUES)
    with pytest.raises(KeyError, match="wrist"):
        looks_elsewhere = Waits()
        looks_elsewhere.act = lambda seen: seen.images["wrist"]  # type: ignore[assignment, return-value]
        check_direct(looks_elsewhere, [SEEN], DIALOGUES)
