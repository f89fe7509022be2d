"""The ``whichone`` command: global flags, the nouns, and the one handler every error ends in."""

from __future__ import annotations

import contextlib
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from cli import errors, settings

app = typer.Typer(
    name="whichone",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Tell a robot arm what you want, in your own words. When they could mean several things, it asks.",
)


def _show_version(value: bool) -> None:
    if value:
        import importlib.metadata

        typer.echo(f"whichone {importlib.metadata.version('whichone')}")
        raise typer.Exit()


@app.callback()
def root(
    context: typer.Context,
    data: Annotated[
        Path | None, typer.Option(help="Folder of traces, frames and logs [WHICHONE_DATA].")
    ] = None,
    cache: Annotated[
        Path | None, typer.Option(help="Folder of unpacked pretrained parts [WHICHONE_CACHE].")
    ] = None,
    database: Annotated[
        str | None, typer.Option(help="URL of the trace database [WHICHONE_DATABASE].")
    ] = None,
    checkpointer: Annotated[
        str | None, typer.Option(help="postgresql:// URL of the graph's state [WHICHONE_CHECKPOINTER].")
    ] = None,
    policy: Annotated[str | None, typer.Option(help="Policy by name [WHICHONE_POLICY].")] = None,
    risk: Annotated[
        float | None, typer.Option(help="How often acting unasked may be wrong [WHICHONE_RISK].")
    ] = None,
    calibrated: Annotated[
        bool | None,
        typer.Option("--calibrated", help="Decide by this policy's calibration [WHICHONE_CALIBRATED]."),
    ] = None,
    cost_ask: Annotated[
        float | None, typer.Option(help="Cost of one question, in any unit [WHICHONE_COST_ASK].")
    ] = None,
    cost_wrong: Annotated[
        float | None, typer.Option(help="Cost of doing what was not meant [WHICHONE_COST_WRONG].")
    ] = None,
    cost_nothing: Annotated[
        float | None, typer.Option(help="Cost of doing nothing [WHICHONE_COST_NOTHING].")
    ] = None,
    on_empty: Annotated[
        str | None,
        typer.Option(help="If nothing reaches the calibration: refuse, ask, act [WHICHONE_ON_EMPTY]."),
    ] = None,
    language: Annotated[str | None, typer.Option(help="en, zh, es or de [WHICHONE_LANGUAGE].")] = None,
    images: Annotated[
        str | None,
        typer.Option(help="Frames in the terminal: auto, kitty, iterm, blocks, none [WHICHONE_IMAGES]."),
    ] = None,
    threads: Annotated[int | None, typer.Option(help="Threads for the model [WHICHONE_THREADS].")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop."),
    ] = False,
) -> None:
    context.obj = settings.load(
        {
            "data": data,
            "cache": cache,
            "database": database,
            "checkpointer": checkpointer,
            "policy": policy,
            "risk": risk,
            "calibrated": calibrated,
            "cost_ask": cost_ask,
            "cost_wrong": cost_wrong,
            "cost_nothing": cost_nothing,
            "on_empty": on_empty,
            "language": language,
            "images": images,
            "threads": threads,
        }
    )
    _state["settings"], _state["debug"] = context.obj, debug
    _log_to(context.obj.logs)


_state: dict[str, Any] = {}
"""What the error handler below may know: the settings once they are read, and whether to show tracebacks."""


def _log_to(folder: Path) -> None:
    """Warnings go to a file: in the terminal they would run into what is being told."""
    root = logging.getLogger()
    if any(isinstance(handler, WarningFile) for handler in root.handlers):
        return
    root.addHandler(WarningFile(folder / "whichone.log"))


class WarningFile(logging.Handler):
    """Appends warnings to a file, whose folder is made when the first one comes; never fails."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.WARNING)
        self._path = path
        self.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Append one line."""
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(self.format(record) + "\n")


def register() -> None:
    """Add the nouns. Each module imports what is heavy inside its commands."""
    from cli import calibrate, chat, demos, doctor, evaluate, people, policy, run, scene, traces

    app.command("chat")(chat.chat)
    app.command("calibrate")(calibrate.calibrate)
    app.command("run")(run.run)
    app.command("doctor")(doctor.doctor)
    app.add_typer(evaluate.app, name="eval")
    app.add_typer(people.app, name="people")
    app.add_typer(traces.app, name="traces")
    app.add_typer(policy.app, name="policy")
    app.add_typer(scene.app, name="scene")
    app.add_typer(demos.app, name="demos")


register()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code; the one place where errors end."""
    raise SystemExit(execute(sys.argv[1:] if arguments is None else arguments))


def execute(arguments: Sequence[str]) -> int:
    """Run the command line; returns the exit code."""
    _state.clear()
    _state["debug"] = "--debug" in arguments
    try:
        result = app(args=list(arguments), prog_name="whichone", standalone_mode=False)
        if result == errors.INTERRUPTED:  # the option parser's own way of ending on Ctrl-C
            typer.echo("stopped", err=True)
        return result if isinstance(result, int) else 0
    except typer.Exit as leave:
        return leave.exit_code
    except (KeyboardInterrupt, typer.Abort):
        typer.echo("stopped", err=True)
        return errors.INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; nothing is left to say
        return errors.FAILED
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else errors.FAILED
    except Exception as error:
        return report(error)


def report(error: Exception) -> int:
    """Print one line about an error; returns the exit code."""
    if _state.get("debug"):
        import traceback

        traceback.print_exception(error)
    if hasattr(error, "format_message"):  # the option parser's own complaints
        typer.echo(f"error: {errors.one_line(error.format_message())} (see whichone --help)", err=True)
        return errors.USAGE
    line = errors.explain(error)
    if line is not None:
        typer.echo(f"error: {line}", err=True)
        return errors.FAILED
    known: settings.Settings | None = _state.get("settings")
    log = errors.write_log(error, known.logs if known else None)
    typer.echo(
        f"error: unexpected {type(error).__name__}: {errors.one_line(error)[:300]}; "
        f"details in {log or 'nowhere: no folder can be written'}; `whichone doctor` checks the set-up",
        err=True,
    )
    return errors.UNEXPECTED


if __name__ == "__main__":
    main()
