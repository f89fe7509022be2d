"""Weights that exist are laid into a run folder once, and a folder of another run is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from policies.base import PolicyError
from policies.training.going_on import BegunOtherwise, after, go_on_from
from policies.vla.weights import read_part, write_part


def weights(folder: Path, value: float = 1.0) -> Path:
    for part in ("eye", "reader", "actor"):
        write_part(part, {"w": torch.full((2,), value)}, {"made_by": part, "figures": {"found": 0.9}}, folder)
    return folder


def test_parts_lie_where_the_stages_leave_theirs(tmp_path: Path) -> None:
    out = tmp_path / "run"
    go_on_from(weights(tmp_path / "weights"), out)
    assert torch.load(out / "eye" / "eye.pt", weights_only=True)["eye"]["w"].tolist() == [1.0, 1.0]
    assert read_part("actor", out / "actor" / "weights")[1]["made_by"] == "actor"
    kept = after(out)
    assert kept is not None and kept["reader"]["made_by"] == "reader"
    assert load_file(out / "reader-seen" / "reader.safetensors")["w"].tolist() == [1.0, 1.0]


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    out, given = tmp_path / "run", weights(tmp_path / "weights")
    go_on_from(given, out)
    (out / "reader-seen" / "reader.safetensors").write_bytes(b"learned since")
    go_on_from(given, out)
    assert (out / "reader-seen" / "reader.safetensors").read_bytes() == b"learned since"


def test_runs_begun_otherwise_are_refused(tmp_path: Path) -> None:
    given, fresh = weights(tmp_path / "weights"), tmp_path / "fresh"
    (fresh / "eye").mkdir(parents=True)
    with pytest.raises(BegunOtherwise, match="began from nothing"):
        go_on_from(given, fresh)
    go_on_from(given, tmp_path / "run")
    with pytest.raises(BegunOtherwise, match="other weights"):
        go_on_from(weights(tmp_path / "others", 2.0), tmp_path / "run")
    with pytest.raises(PolicyError, match="cannot be read"):
        go_on_from(tmp_path / "nowhere", tmp_path / "another")
    assert not (tmp_path / "another").exists()
