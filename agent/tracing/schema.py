"""Brings a trace database to the present schema when it is opened."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text
from sqlmodel import SQLModel

from agent.tracing import tables  # noqa: F401 - fills the metadata
from agent.tracing.errors import TraceError
from agent.tracing.views import VIEWS

MIGRATIONS = Path(__file__).parent / "migrations"


def configuration(connection: Connection) -> Config:
    """Alembic's configuration on a connection, without a file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine) -> None:
    """Apply the migrations that are missing, then the views.

    Raises:
        TraceError: the database was made by a newer version.
    """
    with engine.connect() as connection:
        config = configuration(connection)
        scripts = ScriptDirectory.from_config(config)
        present = MigrationContext.configure(connection).get_current_revision()
        if present == scripts.get_current_head():
            return
        if present is not None and present not in {script.revision for script in scripts.walk_revisions()}:
            raise TraceError(
                f"the trace database {engine.url.database} was made by a newer version of whichone "
                f"(schema {present}); install that version, or choose another data folder"
            )
        connection.rollback()
        command.upgrade(config, "head")
        create_views(connection)
        connection.commit()


def create_all(engine: Engine) -> None:
    """Everything at once, for a database in memory."""
    SQLModel.metadata.create_all(engine)
    with engine.begin() as connection:
        create_views(connection)


def create_views(connection: Connection) -> None:
    """(Re)make the documented views."""
    for name, select in VIEWS.items():
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))
        connection.execute(text(f"CREATE VIEW {name} AS {select}"))
