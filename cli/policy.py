"""``whichone policy``: make, measure and unpack policies."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.ablation import ablate
from cli.arms import measure_arms, train_arms
from cli.settings import Settings
from cli.training import COMMANDS

app = typer.Typer(help="Make, measure and unpack policies.", no_args_is_help=True)
app.command()(ablate)
app.command("train-arms")(train_arms)
app.command("measure-arms")(measure_arms)
for _name, _command in COMMANDS.items():
    app.command(_name)(_command)


@app.command()
def unpack(context: typer.Context) -> None:
    """Unpack the pretrained language model into the cache folder, if that is not done yet."""
    from cli.progress import unpack_language_model

    settings: Settings = context.obj
    unpack_language_model(settings.cache)


@app.command()
def info(context: typer.Context) -> None:
    """What the policy is: its name, fingerprint, files and action bounds."""
    from cli.session import load_any
    from policies.direct import fingerprint_of, is_direct

    settings: Settings = context.obj
    policy = load_any(settings)
    mover = policy if is_direct(policy) else policy.actor
    spec = mover.spec
    typer.echo(f"name         {policy.name}")
    typer.echo(f"fingerprint  {fingerprint_of(policy)}")
    typer.echo(f"cameras      {', '.join(mover.cameras)}")
    typer.echo(
        f"action       up to {spec.max_translation_m} m and {spec.max_rotation_rad} rad a step, "
        f"{spec.control_hz:g} Hz; {spec.rotation}; gripper {spec.gripper}"
    )


@app.command()
def bench(
    context: typer.Context,
    target: Annotated[str, typer.Option("--json", help="File for the result, - for standard output.")] = "-",
    rounds: Annotated[int, typer.Option(min=1, help="How often everything is timed.")] = 5,
    seed: Annotated[int, typer.Option(help="Which counters are used.")] = 0,
) -> None:
    """Time the policy against the language model it is built on, in one run."""
    from cli.files import check_writable

    check_writable(target)
    from cli.session import load_any
    from evals.bench import run_bench
    from policies.direct import with_readings

    settings: Settings = context.obj
    policy = with_readings(load_any(settings), "the bench times a reader and an actor")
    run_bench(policy, rounds=rounds, seed=seed).write(target)
