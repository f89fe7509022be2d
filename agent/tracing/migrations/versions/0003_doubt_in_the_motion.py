"""Doubt in the motion: what it was and what stopped the arm, and which calibrations are of the motion"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from agent.tracing.views import VIEWS

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("decision", sa.Column("doubt_threshold", sa.Float(), nullable=True))
    op.add_column("decision", sa.Column("doubt_bits", sa.Float(), nullable=True))
    op.add_column("calibration", sa.Column("kind", sa.String(), nullable=False, server_default="language"))


def downgrade() -> None:
    for name in VIEWS:  # they name columns that go
        op.execute(f"DROP VIEW IF EXISTS {name}")
    op.drop_column("calibration", "kind")
    op.drop_column("decision", "doubt_bits")
    op.drop_column("decision", "doubt_threshold")
