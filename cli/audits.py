"""``--audit-rate``: how often a conversation asks where it would have acted."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.settings import Settings

AuditRate = Annotated[
    float | None,
    typer.Option(
        min=0.0,
        max=1.0,
        help="Share of commands it would act on that it asks about first, drawn at random, so that "
        "`calibrate --from-traces` can learn from them [WHICHONE_AUDIT_RATE].",
    ),
]


def with_audits(settings: Settings, rate: float | None) -> Settings:
    """The settings with the rate of the flag, where one was given."""
    return settings if rate is None else settings.model_copy(update={"audit_rate": rate})
