"""The calibration that decides in an evaluation: made for these weights, and on other rows of the same data.

A threshold promises something only for cases drawn as those it was made on. So rows of a file are not decided
by a calibration on another file, nor on our own suites, unless its suite is named; nor ever by one that saw
the rows themselves.
"""

from __future__ import annotations

from collections.abc import Mapping

from agent.calibration import Calibration, CalibrationMismatch, made
from agent.tracing.store import Store
from evals.apart import shares_rows
from evals.data import PART
from evals.suites import Suite


def calibration_for(store: Store, suite: Suite, fingerprint: str, risk: float,
                    made_on: str | None = None) -> Calibration:
    """The newest calibration for these weights, this risk and what the suite is made of.

    Args:
        suite: that is evaluated.
        made_on: name of the suite it was made on, whatever that was made of; by default one of the same files
            for a suite of data, and for any other one that was made on none.

    Raises:
        CalibrationMismatch: there is none; the message names the fingerprints that differ.
    """
    there = made(store, fingerprint, risk)
    fitting = [one for one in there
               if (one.suite == made_on if made_on else files(one.data) == files(suite.data))]
    if not fitting:
        raise CalibrationMismatch(_other(there[-1], suite, risk, made_on))
    apart = [one for one in fitting if not _saw(one, suite)]
    if not apart:
        part = fitting[-1].data.get(PART)
        raise CalibrationMismatch(
            f"the calibration of {fingerprint} at risk {risk:g} was made on the rows that are evaluated "
            f"({f'part {part}' if part else 'the whole file'}): evaluate another part (--part)")
    return apart[-1]


def files(data: Mapping[str, str]) -> dict[str, str]:
    """The digests without the part."""
    return {name: digest for name, digest in data.items() if name != PART}


def _saw(one: Calibration, suite: Suite) -> bool:
    return bool(suite.data) and files(one.data) == files(suite.data) and shares_rows(
        one.data.get(PART), suite.data.get(PART))


def _other(newest: Calibration, suite: Suite, risk: float, made_on: str | None) -> str:
    """What the newest calibration was made on, against what is evaluated."""
    what = f"the newest calibration of {newest.fingerprint} at risk {risk:g} was made on"
    if made_on is not None:
        return f"{what} the suite {newest.suite}, and none on {made_on}; run whichone calibrate"
    theirs, ours = files(newest.data), files(suite.data)
    again = f"; run whichone calibrate --suite {suite.name}{' --data FILE' if ours else ''}"
    if not theirs:
        return (f"{what} the suite {newest.suite} (fingerprint {newest.data_fingerprint}), and {suite.name} "
                f"is made of {_listed(ours)}{again}, or take it all the same: --calibration-suite "
                f"{newest.suite}")
    if not ours:
        return (f"{what} {_listed(theirs)}, and {suite.name} is made of no file{again}, or take it all the "
                f"same: --calibration-suite {newest.suite}")
    differing = [
        f"{name.removeprefix('data.')} was {_short(theirs.get(name))} and is {_short(ours.get(name))}"
        for name in sorted({*theirs, *ours}) if theirs.get(name) != ours.get(name)]
    return f"{what} other data: {', '.join(differing)} (sha256){again}"


def _listed(of: Mapping[str, str]) -> str:
    return ", ".join(f"{name.removeprefix('data.')} {_short(digest)}" for name, digest in sorted(of.items()))


def _short(digest: str | None) -> str:
    return "not there" if digest is None else digest[:12]
