"""Going on from weights that exist instead of from nothing: what a run folder would hold by then.

The parts are laid where the stages ``eye``, ``seen`` and ``actor`` leave theirs, so ``render`` and ``again``
are all that is left to run. The manifests of the parts are kept beside them, for the next manifest.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from policies.vla.weights import read_part, write_part

PARTS = ("eye", "reader", "actor")
_NOTE = "after.json"


class BegunOtherwise(RuntimeError):
    """The folder holds a run that began from something else."""


def go_on_from(weights: Path, out: Path) -> None:
    """Lays the parts of a weights folder into a run folder; nothing to do where that is done.

    Raises:
        PolicyError: a part is missing or damaged.
        BegunOtherwise: the folder's run began from nothing, or from other weights.
    """
    parts = {part: read_part(part, weights) for part in PARTS}
    digests = {part: str(info["sha256"]) for part, (_, info) in parts.items()}
    before = after(out)
    if before is not None:
        if {part: info["sha256"] for part, info in before.items()} != digests:
            raise BegunOtherwise(f"{out} holds a run that went on from other weights than {weights}: "
                                 "give another folder, or those weights")
        return
    if (out / "eye").exists() or (out / "reader-seen").exists():
        raise BegunOtherwise(f"{out} holds a run that began from nothing: give another folder")
    for name in ("eye", "reader-seen"):
        (out / name).mkdir(parents=True)
    torch.save({"eye": parts["eye"][0]}, out / "eye" / "eye.pt")
    save_file(parts["reader"][0], out / "reader-seen" / "reader.safetensors")
    write_part("actor", *parts["actor"], out / "actor" / "weights")
    (out / "eye" / "figures.json").write_text(json.dumps(parts["eye"][1].get("figures", {})))
    # Last: without it the folder counts as begun otherwise, and nothing half laid is ever trained on.
    (out / _NOTE).write_text(json.dumps({part: info for part, (_, info) in parts.items()}, indent=2))


def check_worlds(out: Path, worlds: Sequence[str]) -> None:
    """See that the eye that a run goes on with was taught the names of these worlds.

    Raises:
        BegunOtherwise: it was not.
    """
    taught = worlds_taught(out)
    strange = [world for world in worlds if world not in taught]
    if strange:
        raise BegunOtherwise(f"the eye in {out} was never taught the names of {', '.join(strange)}: go on "
                             "from weights whose eye was (cards: python -m policies.training.card_eye)")


def worlds_taught(out: Path) -> tuple[str, ...]:
    """The worlds whose names the eye that a run goes on with was taught."""
    return tuple((after(out) or {}).get("eye", {}).get("worlds", ("kitchen",)))


def after(out: Path) -> dict[str, dict[str, Any]] | None:
    """The manifests of the parts a run went on from; None for a run from nothing."""
    path = out / _NOTE
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
