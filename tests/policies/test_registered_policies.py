"""Policies by name: one that does not exist lists those that do, one that cannot be loaded is named."""

from __future__ import annotations

from pathlib import Path

import pytest

import policies
from policies.base import PolicyError


def test_a_policy_that_does_not_exist_or_cannot_be_loaded_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "theirs-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: theirs\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[whichone.policies]\nbroken = nowhere:load\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert {"broken", "whichone"} <= set(policies.names())
    with pytest.raises(PolicyError, match="no policy is called 'no-such'; there are: broken, .*whichone"):
        policies.load("no-such")
    with pytest.raises(PolicyError, match="entry point broken = nowhere:load in whichone.policies cannot be"):
        policies.load("broken")
