"""The ablation's document has a row for every variant that was trained, measured alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals import ablation as measured
from policies.training import ablation
from policies.training.ablation import variant
from tests.policies.test_ablation import SETTINGS, tiny


def test_every_trained_variant_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ablation, "new_model", tiny)
    monkeypatch.setattr(measured, "paragraphs", lambda held_out: ("x",))
    monkeypatch.setattr(measured, "perplexity", lambda model, prompter: 12.0)
    monkeypatch.setattr(measured, "MAX_REASON_TOKENS", 3)
    for name in ("questions", "fine-tuned", "reason-first"):
        ablation.train(variant(name), SETTINGS, tmp_path, lambda line: None)
    document = measured.report(tmp_path, SETTINGS, scenes=1)
    rows = {row["variant"]: row for row in document["rows"]}
    assert list(rows) == ["questions", "fine-tuned", "reason-first"]
    assert "top1_valid" not in rows["questions"]["metrics"]
    assert rows["fine-tuned"]["metrics"]["top1_valid"]["n"] >= 3
    assert (
        rows["reason-first"]["metrics"]["top1_valid"]["n"] == rows["fine-tuned"]["metrics"]["top1_valid"]["n"]
    )
    assert rows["questions"]["metrics"]["answers.zh"]["n"] >= 5
    assert document["base_perplexity"] == 12.0 and set(document["minutes"]) == set(rows)
