"""A file of sentences in TOML, read whole or refused with the file, the row and the field."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from evals.results import EvaluationError

M = TypeVar("M", bound=BaseModel)
Where = Callable[[dict[str, object], tuple[int | str, ...]], str]


def read_rows(path: Path, form: type[M], where: Where) -> M:
    """Read one file as ``form``.

    Args:
        where: says in words what a location in the file is.

    Raises:
        EvaluationError: it is missing, is not TOML, or a row does not fit; names file, row and field.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise EvaluationError(f"cannot read {path}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} is not valid TOML: {error}") from error
    try:
        return form.model_validate(raw)
    except ValidationError as error:
        lines = [f"{where(raw, issue['loc'])}: {issue['msg']}" for issue in error.errors()]
        raise EvaluationError(f"{path}: " + "; ".join(lines)) from error
