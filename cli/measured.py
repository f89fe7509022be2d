"""What the commands that measure share: the policy, the rows and the calibrations they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from cli.errors import CommandError
from cli.progress import unpack_language_model
from cli.settings import Settings

if TYPE_CHECKING:
    from agent.calibration import Calibration
    from agent.motion_calibration import MotionCalibration
    from evals.data import Chosen, DataFile
    from evals.suites import Suite
    from policies.direct import AnyPolicy

DATA = typer.Option(
    metavar="FILE",
    help="For introplan: a .txt file, or a split.csv beside such files. For ambik: a .csv file of AmbiK.",
)
PART = typer.Option(help="Of a split file: train, calibrate, test (by default), held-out or all.")
NO_READINGS = "there is nothing to calibrate; leave --calibrated away"


def policy_of(settings: Settings, name: str | None = None) -> AnyPolicy:
    """The policy of a name, or the one the settings name, its pretrained parts unpacked.

    Raises:
        PolicyError: no such policy, or its files are missing or damaged.
    """
    from cli.session import introduced
    from evals.loading import load_policy

    wanted = name or settings.policy
    if wanted != "oracle":
        unpack_language_model(settings.cache)
    return introduced(load_policy(wanted), settings.people)


def calibration_of(
    settings: Settings, policy: AnyPolicy, suite: Suite, made_on: str | None = None
) -> Calibration | None:
    """What ``--calibrated`` asks for; ``--calibration-suite`` says on what it was made.

    Raises:
        CommandError: a suite of a calibration that is not asked for.
        PolicyError: the policy holds no readings.
    """
    if not settings.calibrated:
        if made_on is not None:
            raise CommandError("--calibration-suite needs --deciders, or whichone --calibrated eval ...")
        return None
    from agent.tracing.store import Store
    from evals.calibrated import calibration_for
    from policies.direct import fingerprint_of, with_readings

    with_readings(policy, NO_READINGS)
    store = Store(settings.database_url, settings.frames)
    return calibration_for(store, suite, fingerprint_of(policy), settings.risk, made_on)


def motion_of(settings: Settings, policy: AnyPolicy) -> MotionCalibration | None:
    """What ``--calibrated`` asks for of the motion.

    Raises:
        PolicyError: the policy holds no readings.
    """
    if not settings.calibrated:
        return None
    from agent.tracing.store import Store
    from cli.motion import in_force
    from policies.direct import with_readings

    store = Store(settings.database_url, settings.frames)
    return in_force(settings, store, with_readings(policy, NO_READINGS))


def data_of(path: str | None, part: str | None) -> DataFile | None:
    """What ``--data`` and ``--part`` name.

    Raises:
        CommandError: a part that is none, or of nothing.
    """
    from evals.data import DataFile

    chosen = chosen_part(part)
    if path is None:
        if part is not None:
            raise CommandError("--part is of a data file; name it with --data FILE")
        return None
    return DataFile(path, chosen)


def chosen_part(part: str | None, option: str = "--part") -> Chosen | None:
    """A part, or several together, by name.

    Raises:
        CommandError: there is none of that name.
    """
    from evals.data import PARTS

    if part is not None and part not in PARTS:
        raise CommandError(f"{option} is {', '.join(PARTS)}; there is no part {part!r}")
    return part


def names_in(listed: str) -> list[str]:
    """Names separated by commas, each once."""
    return list(dict.fromkeys(name.strip() for name in listed.split(",") if name.strip()))
