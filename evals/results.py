"""The document every evaluation writes: what was run, with which versions, and each case of it."""

from __future__ import annotations

import importlib.metadata
import json
import platform
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from evals.metrics import Metric
from evals.timing import Timing
from policies.direct import AnyPolicy, fingerprint_of

PACKAGES = ("torch", "transformers", "pybullet", "langgraph", "numpy")


class EvaluationError(RuntimeError):
    """An evaluation cannot be run or written as asked; the message says what to do."""


class Versions:
    """Versions of what shaped the figures."""

    @staticmethod
    def here(policy: AnyPolicy | None = None, suite: str = "",
             data: Mapping[str, str] | None = None) -> dict[str, str]:
        """Interpreter, libraries, WhichOne itself, the policy's fingerprint, where a suite of another
        distribution comes from, and the files a suite was made of."""
        versions = {"python": platform.python_version()}
        for package in ("whichone", *PACKAGES):
            try:
                versions[package] = importlib.metadata.version(package)
            except importlib.metadata.PackageNotFoundError:
                continue
        if policy is not None:
            versions["policy"] = fingerprint_of(policy)
        if suite:
            versions["suite"] = suite
        return versions | dict(data or {})


class Result(BaseModel):
    """One run. The field names and their order are the documented JSON."""

    model_config = ConfigDict(frozen=True)

    suite: str
    policy: str
    n: int
    seed: int
    versions: dict[str, str]
    metrics: dict[str, Metric]
    timing: Timing | None = None
    """Of this occasion; where nothing was timed the document has no such key."""
    cases: list[dict[str, Any]]

    def document(self) -> dict[str, Any]:
        """As JSON values, in the documented order."""
        return self.model_dump(mode="json", exclude={"timing"} if self.timing is None else None)

    def to_json(self) -> str:
        return json.dumps(self.document(), ensure_ascii=False, indent=1)

    def write(self, target: str) -> None:
        """Write to a file, or to standard output for ``-``.

        Raises:
            EvaluationError: the file cannot be written.
        """
        if target == "-":
            sys.stdout.write(self.to_json() + "\n")
            return
        try:
            Path(target).write_text(self.to_json() + "\n", encoding="utf-8")
        except OSError as error:
            raise EvaluationError(f"cannot write {target}: {error.strerror or error}; "
                                  "name a file in a folder you may write to") from error
