"""Flag beats environment beats TOML beats default; what cannot be used is named with where it came from."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli import settings


def toml(tmp_path: Path, text: str) -> dict[str, str]:
    path = tmp_path / "w.toml"
    path.write_text(text, encoding="utf-8")
    return {"WHICHONE_CONFIG": str(path)}


@pytest.mark.parametrize(
    ("flag", "variable", "in_file", "expected"),
    [(0.4, "0.3", "0.2", 0.4), (None, "0.3", "0.2", 0.3), (None, None, "0.2", 0.2), (None, None, None, 0.1)],
)
def test_order_of_precedence(
    tmp_path: Path, flag: float | None, variable: str | None, in_file: str | None, expected: float
) -> None:
    environ = toml(tmp_path, f"risk = {in_file}\n" if in_file else "")
    if variable:
        environ["WHICHONE_RISK"] = variable
    assert settings.load({"risk": flag}, environ).risk == expected


def test_every_field_can_come_from_the_environment(tmp_path: Path) -> None:
    values = {
        "data": str(tmp_path / "d"),
        "cache": str(tmp_path / "c"),
        "database": "sqlite:///x.db",
        "checkpointer": "postgresql://me@here/there",
        "policy": "other",
        "scene": "loopback",
        "risk": "0.2",
        "calibrated": "True",
        "cost_ask": "1.0",
        "cost_wrong": "5.0",
        "cost_nothing": "3.0",
        "on_empty": "ask",
        "audit_rate": "0.05",
        "language": "zh",
        "images": "blocks",
        "threads": "3",
    }
    assert set(values) == set(settings.Settings.model_fields)
    environ = toml(tmp_path, "") | {f"WHICHONE_{key.upper()}": value for key, value in values.items()}
    loaded = settings.load({}, environ)
    assert {key: str(getattr(loaded, key)) for key in values} == values


def test_database_defaults_to_the_data_folder(tmp_path: Path) -> None:
    loaded = settings.load({"data": tmp_path}, toml(tmp_path, ""))
    assert loaded.database_url == f"sqlite:///{tmp_path}/traces.db"


@pytest.mark.parametrize(
    ("text", "needle"),
    [("risk = 2", "risk from"), ("colour = 'red'", "'colour' that is not known"), ("risk = ", "cannot read")],
)
def test_bad_file_is_named(tmp_path: Path, text: str, needle: str) -> None:
    with pytest.raises(settings.SettingsError, match="w.toml") as caught:
        settings.load({}, toml(tmp_path, text))
    assert needle in str(caught.value)


def test_bad_variable_is_named(tmp_path: Path) -> None:
    with pytest.raises(settings.SettingsError, match="WHICHONE_THREADS"):
        settings.load({}, toml(tmp_path, "") | {"WHICHONE_THREADS": "many"})


def test_missing_named_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(settings.SettingsError, match="does not exist"):
        settings.load({}, {"WHICHONE_CONFIG": str(tmp_path / "none.toml")})


def test_costs_come_whole_or_not_at_all(tmp_path: Path) -> None:
    assert settings.load({}, toml(tmp_path, "")).costs is None
    environ = toml(tmp_path, "cost_ask = 1\ncost_wrong = 5\n")
    with pytest.raises(settings.SettingsError, match="cost_nothing is missing"):
        settings.load({}, environ)
    costs = settings.load({"cost_nothing": 3.0}, environ).costs
    assert costs is not None and (costs.ask, costs.wrong, costs.nothing) == (1.0, 5.0, 3.0)
    with pytest.raises(settings.SettingsError, match="all be zero"):
        settings.load({"cost_ask": 0.0, "cost_wrong": 0.0, "cost_nothing": 0.0}, toml(tmp_path, ""))
    for value in (-1.0, float("nan"), float("inf")):
        with pytest.raises(settings.SettingsError, match="--cost-ask"):
            settings.load({"cost_ask": value, "cost_wrong": 5.0, "cost_nothing": 3.0}, toml(tmp_path, ""))
    with pytest.raises(settings.SettingsError, match="--on-empty"):
        settings.load({"on_empty": "guess"}, toml(tmp_path, ""))


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_risk_is_a_probability_or_an_error(value: float) -> None:
    environ = {"WHICHONE_RISK": repr(value)}
    if 0.0 < value < 1.0:
        assert settings.load({}, environ).risk == value
    else:
        with pytest.raises(settings.SettingsError, match="WHICHONE_RISK"):
            settings.load({}, environ)
