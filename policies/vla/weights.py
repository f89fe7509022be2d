"""The trained parts on disk: fp16 safetensors named by their hash, each with a manifest of what made it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from safetensors.torch import load as load_safetensors
from safetensors.torch import save as save_safetensors
from torch import Tensor, nn

from policies.base import PolicyError

Network = TypeVar("Network", bound=nn.Module)

FOLDER = Path(__file__).resolve().parent.parent / "weights"
REMEDY = "install WhichOne again, or make the weights with `whichone policy train`"


def write_part(part: str, tensors: dict[str, Tensor], info: dict[str, Any], folder: Path = FOLDER) -> Path:
    """Writes ``<part>-<sha8>.safetensors`` and ``<part>.json``, whole or not at all; drops older files.

    Args:
        tensors: Floating tensors are stored in half precision.
        info: Configuration and what made the weights (data, seeds, minutes, figures).
    """
    folder.mkdir(parents=True, exist_ok=True)
    data = save_safetensors(
        {
            name: (value.detach().half() if value.is_floating_point() else value).contiguous()
            for name, value in tensors.items()
        }
    )
    digest = hashlib.sha256(data).hexdigest()
    path = folder / f"{part}-{digest[:8]}.safetensors"
    _write(path, data)
    manifest = {
        "file": path.name,
        "sha256": digest,
        "parameters": sum(t.numel() for t in tensors.values()),
        **info,
    }
    _write(folder / f"{part}.json", (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode())
    for old in folder.glob(f"{part}-*.safetensors"):
        if old != path:
            old.unlink()
    return path


def _write(path: Path, data: bytes) -> None:
    partial = path.with_name(path.name + ".part")
    partial.write_bytes(data)
    partial.replace(path)


def read_part(part: str, folder: Path = FOLDER,
              remedy: str = REMEDY) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """The tensors (float32) and the manifest of a part, checked against the hash.

    Args:
        remedy: what to do where it is missing or damaged.

    Raises:
        PolicyError: missing or damaged; the message names the file and says what to do.
    """
    listing = folder / f"{part}.json"
    try:
        info = json.loads(listing.read_text(encoding="utf-8"))
        path, expected = folder / str(info["file"]), str(info["sha256"])
    except OSError as error:
        raise PolicyError(f"{listing} cannot be read ({error.strerror}): {remedy}") from None
    except (ValueError, KeyError, TypeError):
        raise PolicyError(f"{listing} is damaged: {remedy}") from None
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PolicyError(f"{path} cannot be read ({error.strerror}): {remedy}") from None
    if hashlib.sha256(data).hexdigest() != expected:
        raise PolicyError(f"{path} is damaged (its hash differs from {listing.name}'s): {remedy}")
    tensors = {
        name: value.float() if value.is_floating_point() else value
        for name, value in load_safetensors(data).items()
    }
    return tensors, info


def write_network(part: str, network: nn.Module, config: dict[str, Any], info: dict[str, Any],
                  folder: Path = FOLDER) -> Path:
    """A network that says action tokens, as a part whose manifest holds the network's configuration."""
    return write_part(part, network.state_dict(), {"config": config, "codec": "rt2", **info}, folder)


def read_network(part: str, build: Callable[[Any], Network], folder: Path = FOLDER,
                 remedy: str = REMEDY) -> tuple[Network, dict[str, Any]]:
    """What ``write_network`` wrote, ready to run, and its manifest.

    Args:
        build: makes the network of a configuration.

    Raises:
        PolicyError: missing, damaged or of another version; the message names the file and the remedy.
    """
    tensors, info = read_part(part, folder, remedy)
    try:
        network = build(info["config"])
        network.load_state_dict(tensors)
    except (KeyError, TypeError, AttributeError, RuntimeError):
        raise PolicyError(f"{folder / str(info['file'])} does not fit this version: {remedy}") from None
    return network.eval(), info
