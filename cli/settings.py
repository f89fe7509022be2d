"""Settings, and the only place that reads the environment: flag > environment > TOML > default.

Every field can be given as ``WHICHONE_<FIELD>`` in the environment or as a key of the TOML file
(``whichone.toml`` in the user's configuration folder, or the file named by ``WHICHONE_CONFIG``).
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError

if TYPE_CHECKING:
    from agent.costs import Costs

PREFIX = "WHICHONE_"
COSTS = ("cost_ask", "cost_wrong", "cost_nothing")
Images = Literal["auto", "kitty", "iterm", "blocks", "none"]


class SettingsError(ValueError):
    """A setting is unknown or has a value that cannot be used; the message names where it came from."""


class Settings(BaseModel):
    """Everything a command may be told from outside."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("whichone", appauthor=False)))
    """Folder of traces, frames, checkpoints and logs."""
    cache: Path = Field(
        default_factory=lambda: Path(platformdirs.user_cache_dir("whichone", appauthor=False))
    )
    """Folder where pretrained parts are unpacked; safe to delete."""
    database: str | None = None
    """SQLAlchemy URL of the trace database; by default ``traces.db`` (SQLite) in the data folder."""
    checkpointer: str | None = None
    """URL of a Postgres server for the graph's state (``postgresql://...``); by default SQLite beside the
    traces."""
    policy: str = "whichone"
    scene: str = "kitchen"
    risk: float = Field(default=0.1, gt=0.0, lt=1.0)
    """The share of commands on which acting without asking may be wrong."""
    calibrated: bool = False
    """Decide by what ``whichone calibrate`` found for these weights at this risk."""
    cost_ask: float | None = Field(default=None, ge=0.0, allow_inf_nan=False)
    """Costs, in any unit: all three or none. Where given, what is expected to cost least is done."""
    cost_wrong: float | None = Field(default=None, ge=0.0, allow_inf_nan=False)
    cost_nothing: float | None = Field(default=None, ge=0.0, allow_inf_nan=False)
    on_empty: Literal["refuse", "ask", "act"] | None = None
    """What is done where nothing reaches the calibration's threshold; by default it refuses."""
    audit_rate: float = Field(default=0.0, ge=0.0, le=1.0)
    """Probability with which a conversation asks before it does what it would have done unasked."""
    language: Literal["en", "zh", "es", "de"] | None = None
    """Language of the robot's answers; by default that of the command."""
    images: Images = "auto"
    """How frames are shown in the terminal; ``auto`` asks the terminal's name."""
    threads: int | None = Field(default=None, ge=1, le=256)
    """Threads per process for the model; by default what torch chooses."""

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.data / 'traces.db'}"

    @property
    def costs(self) -> Costs | None:
        """The three costs as the rule takes them, or None where none is given."""
        # Imported here, so that a command that decides nothing does not load the agent.
        from agent.costs import Costs

        ask, wrong, nothing = (getattr(self, name) for name in COSTS)
        return None if ask is None else Costs(ask=ask, wrong=wrong, nothing=nothing)

    @property
    def frames(self) -> Path:
        return self.data / "frames"

    @property
    def people(self) -> Path:
        """Where pictures of those enrolled are kept."""
        return self.data / "people"

    @property
    def logs(self) -> Path:
        return self.data / "logs"


class Terminal(BaseModel):
    """What the environment says of the terminal we write to."""

    model_config = ConfigDict(frozen=True)

    name: str = ""
    program: str = ""
    kitty: bool = False
    multiplexed: bool = False
    """Inside tmux or screen, where image protocols do not pass through by themselves."""


def config_path(environ: Mapping[str, str] | None = None) -> Path:
    """The TOML file that applies, whether or not it exists."""
    environ = os.environ if environ is None else environ
    named = environ.get(PREFIX + "CONFIG")
    return (
        Path(named)
        if named
        else Path(platformdirs.user_config_dir("whichone", appauthor=False)) / "whichone.toml"
    )


def load(flags: Mapping[str, Any] | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from flags (None means not given), the environment and the TOML file.

    Raises:
        SettingsError: a named file cannot be read, a key is unknown, a value cannot be used, or not all costs
            are given.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    origin: dict[str, str] = {}
    path = config_path(environ)
    for key, value in _from_toml(path, required=PREFIX + "CONFIG" in environ).items():
        values[key], origin[key] = value, str(path)
    for key in Settings.model_fields:
        if environ.get(PREFIX + key.upper()):
            values[key], origin[key] = environ[PREFIX + key.upper()], PREFIX + key.upper()
    for key, value in (flags or {}).items():
        if value is not None:
            values[key], origin[key] = value, f"--{key.replace('_', '-')}"
    for folder in ("data", "cache"):
        if folder in values:
            values[folder] = Path(str(values[folder])).expanduser().absolute()
    try:
        return _with_whole_costs(Settings(**values))
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        if first["type"] == "extra_forbidden":
            raise SettingsError(
                f"{origin.get(name, path)} has a setting {name!r} that is not known; "
                f"known are {', '.join(Settings.model_fields)}"
            ) from None
        raise SettingsError(
            f"{name} from {origin.get(name, 'defaults')} cannot be {first['input']!r}: {first['msg'].lower()}"
        ) from None


def _with_whole_costs(settings: Settings) -> Settings:
    """Refuse costs that nothing can be weighed by."""
    given = {name: getattr(settings, name) for name in COSTS}
    missing = [name for name in COSTS if given[name] is None]
    if missing and len(missing) < len(COSTS):
        raise SettingsError(
            f"costs are given all three or not at all, and {' and '.join(missing)} "
            f"{'are' if len(missing) > 1 else 'is'} missing; give --cost-ask, --cost-wrong and --cost-nothing"
        )
    if not missing and not any(given.values()):
        raise SettingsError(
            "--cost-ask, --cost-wrong and --cost-nothing cannot all be zero: their ratios count"
        )
    return settings


def terminal(environ: Mapping[str, str] | None = None) -> Terminal:
    """What the environment says of the terminal."""
    environ = os.environ if environ is None else environ
    return Terminal(
        name=environ.get("TERM", ""),
        program=environ.get("TERM_PROGRAM", "") or environ.get("LC_TERMINAL", ""),
        kitty="KITTY_WINDOW_ID" in environ or environ.get("TERM", "") == "xterm-kitty",
        multiplexed="TMUX" in environ or environ.get("TERM", "").startswith(("screen", "tmux")),
    )


def _from_toml(path: Path, *, required: bool) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        if required:
            raise SettingsError(f"{PREFIX}CONFIG names {path}, which does not exist") from None
        return {}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot read {path}: {error}; mend it or move it away") from None
