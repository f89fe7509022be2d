"""Training in tests is in float32 on every machine: what is faster here must not decide what a test sees."""

import pytest

from policies.training import precision


@pytest.fixture(autouse=True)
def exact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precision, "_seconds", lambda kind: 1.0)
