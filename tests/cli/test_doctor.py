"""The doctor finds what is missing, damaged or shadowed, and says what to do."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest

from cli import doctor
from policies import pretrained


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    for part in doctor.PARTS:
        data = part.encode() * 100
        digest = hashlib.sha256(data).hexdigest()
        (tmp_path / f"{part}-{digest[:8]}.safetensors").write_bytes(data)
        (tmp_path / f"{part}.json").write_text(
            json.dumps({"file": f"{part}-{digest[:8]}.safetensors", "sha256": digest})
        )
    return tmp_path


def test_whole_weights_pass(weights: Path) -> None:
    assert doctor.weights(weights)[0]


@pytest.mark.parametrize("part", doctor.PARTS)
def test_a_flipped_bit_is_found(weights: Path, part: str) -> None:
    path = next(weights.glob(f"{part}-*.safetensors"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    ok, detail = doctor.weights(weights)
    assert not ok and path.name in detail and "whichone policy train" in detail


def test_a_missing_file_and_a_damaged_manifest_are_found(weights: Path) -> None:
    next(weights.glob("eye-*.safetensors")).unlink()
    ok, detail = doctor.weights(weights)
    assert not ok and "eye" in detail and "missing" in detail
    (weights / "eye.json").write_text("{")
    ok, detail = doctor.weights(weights)
    assert not ok and "eye.json is damaged" in detail


def test_an_unwritable_data_folder_is_found(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    ok, detail = doctor.writable(blocked / "data")
    assert not ok and "WHICHONE_DATA" in detail


def test_a_damaged_database_is_found(tmp_path: Path) -> None:
    path = tmp_path / "traces.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE session (id TEXT)")
        connection.executemany("INSERT INTO session VALUES (?)", [("x" * 1000,)] * 200)
    connection.close()
    assert doctor.database(f"sqlite:///{path}")[0]
    data = bytearray(path.read_bytes())
    data[4096 * 2 : 4096 * 4] = b"\xff" * 4096 * 2
    path.write_bytes(data)
    try:
        ok, _ = doctor.database(f"sqlite:///{path}")
    except sqlite3.DatabaseError:
        ok = False  # examine() reports it as the check's failure
    assert not ok


def test_another_programs_database_is_not_taken_for_ours(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (id TEXT)")
    connection.close()
    ok, detail = doctor.database(f"sqlite:///{path}")
    assert not ok and "--database" in detail


def test_a_shadowed_package_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor, "home_of_distribution", lambda: tmp_path)
    ok, detail = doctor.packages()
    assert not ok and "resolves to" in detail and "environment of its own" in detail


def test_one_failing_check_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cli.settings import Settings

    def broken() -> tuple[bool, str]:
        raise RuntimeError("a\nsurprise")

    monkeypatch.setattr(doctor, "libraries", broken)
    monkeypatch.setattr(doctor, "language_model", lambda cache: (True, "whole"))
    checks = {check.name: check for check in doctor.examine(Settings(data=tmp_path, cache=tmp_path))}
    assert not checks["libraries"].ok and checks["libraries"].detail == "RuntimeError: a surprise"
    assert checks["data folder"].ok and checks["trace database"].ok


def test_a_cut_short_unpacked_model_is_not_used(tmp_path: Path) -> None:
    (tmp_path / pretrained.WEIGHTS).write_bytes(b"1234")
    digest = hashlib.sha256(b"1234").hexdigest()
    record = {
        "layout": pretrained.LAYOUT,
        "source_sha256": pretrained.GGUF_SHA256,
        "weights_sha256": digest,
        "sizes": {pretrained.WEIGHTS: 4},
    }
    (tmp_path / pretrained.RECORD).write_text(json.dumps(record))
    assert pretrained.is_unpacked(tmp_path, thorough=True)
    (tmp_path / pretrained.WEIGHTS).write_bytes(b"1235")
    assert pretrained.is_unpacked(tmp_path) and not pretrained.is_unpacked(tmp_path, thorough=True)
    (tmp_path / pretrained.WEIGHTS).write_bytes(b"12")
    assert not pretrained.is_unpacked(tmp_path)
