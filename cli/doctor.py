"""``whichone doctor``: is everything there that a run needs? One line a check, non-zero exit on failure."""

from __future__ import annotations

import contextlib
import importlib.metadata
import importlib.util
import json
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import unquote, urlparse

import typer

from cli.errors import FAILED, one_line
from cli.settings import Settings

PACKAGES = ("agent", "policies", "scenes", "evals", "cli")
NEEDED = ("torch", "transformers", "pybullet", "langgraph", "sqlmodel", "safetensors")
PARTS = ("eye", "reader", "actor")
"""The trained parts of the default policy."""
LEAST_FREE_BYTES = 200 * 2**20


@dataclass(frozen=True)
class Check:
    """One line of the report."""

    name: str
    ok: bool
    detail: str


def doctor(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print the checks as JSON.")] = False,
) -> None:
    """Check that everything a run needs is there and whole."""
    settings: Settings = context.obj
    checks: list[Check] = []
    for check in examine(settings):
        checks.append(check)
        if not as_json:
            typer.echo(f"{'ok  ' if check.ok else 'FAIL'}  {check.name:<16} {check.detail}")
    if as_json:
        typer.echo(json.dumps([vars(check) for check in checks], ensure_ascii=False, indent=1))
    if not all(check.ok for check in checks):
        raise typer.Exit(FAILED)


def examine(settings: Settings) -> Iterator[Check]:
    """Every check in turn; an error inside one is its failure and does not stop the others."""
    parts: tuple[tuple[str, Callable[[], tuple[bool, str]]], ...] = (
        ("python", python),
        ("packages", packages),
        ("libraries", libraries),
        ("weights", weights),
        ("language model", lambda: language_model(settings.cache)),
        ("data folder", lambda: writable(settings.data)),
        ("trace database", lambda: database(settings.database_url)),
    )
    if settings.checkpointer is not None:
        url = settings.checkpointer
        parts = (*parts, ("checkpoints", lambda: checkpoints(url)))
    for name, part in parts:
        try:
            ok, detail = part()
        except Exception as error:
            ok, detail = False, f"{type(error).__name__}: {error}"
        yield Check(name, ok, one_line(detail))


def checkpoints(url: str) -> tuple[bool, str]:
    """Whether the server that keeps the graph's state answers; its error says what to do."""
    from agent.tracing.checkpoints import open_saver

    _, close = open_saver(url, None)
    close()
    return True, "in Postgres"


def python() -> tuple[bool, str]:
    version = sys.version_info
    ok = (3, 11) <= version[:2] < (3, 13)
    return ok, f"{version.major}.{version.minor}.{version.micro}" + ("" if ok else "; 3.11 or 3.12 is needed")


def home_of_distribution() -> Path:
    """The folder the installed ``whichone`` distribution keeps its five packages in."""
    distribution = importlib.metadata.distribution("whichone")
    direct = distribution.read_text("direct_url.json")
    if direct and json.loads(direct).get("dir_info", {}).get("editable"):
        return Path(unquote(urlparse(json.loads(direct)["url"]).path))
    return Path(str(distribution.locate_file("")))


def packages() -> tuple[bool, str]:
    """The names are common ones: another distribution may install the same and shadow ours."""
    try:
        home = home_of_distribution().resolve()
    except importlib.metadata.PackageNotFoundError:
        return False, "the distribution whichone is not installed: pip install -e . (or make chat)"
    for name in PACKAGES:
        spec = importlib.util.find_spec(name)
        places = [Path(place).resolve() for place in (spec.submodule_search_locations or [])] if spec else []
        if home / name not in places:
            found = places[0] if places else "nowhere"
            return False, (
                f"{name} resolves to {found}, not to {home / name}; another distribution uses the name: "
                "install WhichOne into an environment of its own"
            )
    return True, f"{', '.join(PACKAGES)} from {home}"


def libraries() -> tuple[bool, str]:
    found = []
    for name in NEEDED:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            return False, f"{name} is not installed: pip install -c constraints.txt -e . (or make chat)"
    return True, ", ".join(found)


def weights_folder() -> Path:
    spec = importlib.util.find_spec("policies")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the package policies is not installed")
    return Path(next(iter(spec.submodule_search_locations))) / "weights"


def weights(folder: Path | None = None) -> tuple[bool, str]:
    """Every part's manifest names its file and the SHA-256 it must have."""
    from policies.pretrained import sha256_of

    folder = folder or weights_folder()
    remedy = "restore it (git checkout, or install WhichOne again) or make it: whichone policy train"
    sizes = []
    for part in PARTS:
        manifest = folder / f"{part}.json"
        try:
            record = json.loads(manifest.read_text(encoding="utf-8"))
            path, expected = folder / str(record["file"]), str(record["sha256"])
        except OSError:
            return False, f"{manifest} is missing: {remedy}"
        except (ValueError, KeyError, TypeError):
            return False, f"{manifest} is damaged: {remedy}"
        if not path.is_file():
            return False, f"{path} is missing: {remedy}"
        if sha256_of(path) != expected:
            return False, f"{path} is damaged: {remedy}"
        sizes.append(path.stat().st_size)
    return True, f"{', '.join(PARTS)}: {sum(sizes) / 2**20:.1f} MB, hashes match"


def language_model(cache: Path) -> tuple[bool, str]:
    from policies import pretrained

    pretrained.set_cache_folder(cache)
    gguf = pretrained.smollm2_gguf()
    if pretrained.sha256_of(gguf) != pretrained.GGUF_SHA256:
        return False, f"{gguf} is damaged: {pretrained.REMEDY}"
    target = pretrained.smollm2_target()
    if not target.exists():
        return True, f"{pretrained.DISTRIBUTION} is whole; it will be unpacked into {cache} on first use"
    if not pretrained.is_unpacked(target, thorough=True):
        return False, f"{target} is damaged: delete it, it is made again on the next use"
    return True, f"unpacked and whole in {target}"


def writable(folder: Path) -> tuple[bool, str]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as error:
        return False, f"cannot write to {folder} ({error.strerror}): make it writable or set WHICHONE_DATA"
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE_BYTES:
        return False, f"{folder} has only {free / 2**20:.0f} MB free: free space or set WHICHONE_DATA"
    return True, f"{folder}, {free / 2**30:.1f} GB free"


def database(url: str) -> tuple[bool, str]:
    if not url.startswith("sqlite:///"):
        return True, f"{urlparse(url).scheme} database, checked when first used"
    path = Path(url.removeprefix("sqlite:///"))
    if not path.exists():
        return True, f"{path} will be made on first use"
    with contextlib.closing(
        sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
    ) as connection:
        verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        sessions = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'session'").fetchone()[
            0
        ]
    if verdict != "ok":
        return (
            False,
            f"{path} is damaged ({verdict}): move it away, or save what can be read: sqlite3 .recover",
        )
    if not sessions:
        return False, f"{path} is not a trace database of WhichOne: choose another with --database"
    return True, f"{path}, integrity ok"
