"""Trained adapters on disk, one a format, with what made them; a missing one is told with what makes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import Tensor

from policies.base import PolicyError
from policies.pretrained import GGUF_SHA256
from policies.textual.formats import FORMATS
from policies.vla.weights import read_part, write_part

POINTER = "pointer"
"""The pointer reader, made anew on the same rows for as many steps: what the formats are held against."""
ADAPTERS = (*FORMATS, POINTER)
FOLDER = Path("runs/deciders")
LAYOUT = 1
"""Raised when a format changes, so that an adapter of another one is not taken for it."""


@dataclass(frozen=True)
class Adapter:
    """What one file holds and what made it."""

    name: str
    fingerprint: str
    tensors: dict[str, Tensor]
    info: dict[str, Any]
    """``steps``, ``rows`` a step, ``seed``, ``rate``, ``seconds``, ``config`` and the base model's hash."""


def remedy(name: str, folder: Path) -> str:
    """The command that makes an adapter."""
    return f"whichone policy train-decider {name} --steps 1000 --out {folder}"


def missing(names: Iterable[str], folder: Path) -> list[str]:
    """Of these adapters, those that are not there, or not whole."""

    def parts(name: str) -> list[Path]:
        known = [knowledge_path(folder, name)] if name == "introplan" else []
        return [folder / f"{name}.json", *known]

    return [name for name in names if not all(path.is_file() for path in parts(name))]


def knowledge_path(folder: Path, name: str) -> Path:
    """Where the knowledge of an adapter lies."""
    return folder / f"{name}-knowledge.json"


def write(name: str, tensors: dict[str, Tensor], info: dict[str, Any], folder: Path) -> None:
    """Writes a finished adapter, whole or not at all.

    Args:
        info: see ``Adapter.info``; the base model's hash and the layout are added.
    """
    write_part(name, tensors, {"base": GGUF_SHA256, "layout": LAYOUT, **info}, folder)


def read(name: str, folder: Path) -> Adapter:
    """An adapter, checked against its hash, its base model and its format.

    Raises:
        PolicyError: missing, damaged or of another version; the message names the command that makes it.
    """
    if missing([name], folder):
        raise PolicyError(f"there is no adapter {name} in {folder}; make it with: {remedy(name, folder)}")
    try:
        tensors, info = read_part(name, folder)
    except PolicyError as error:
        told = str(error).split(": ")[0]
        raise PolicyError(f"{told}; make it anew with: {remedy(name, folder)}") from None
    if info.get("layout") != LAYOUT or info.get("base") != GGUF_SHA256:
        raise PolicyError(
            f"the adapter {name} in {folder} is of another version; make it anew with: {remedy(name, folder)}"
        )
    return Adapter(name, f"{name}-{str(info['sha256'])[:12]}", tensors, info)
