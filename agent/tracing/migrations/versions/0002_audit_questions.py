"""Audit questions: the rate of a session, the draw of a decision, and which questions they are"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from agent.tracing.views import VIEWS

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("session", sa.Column("audit_rate", sa.Float(), nullable=False, server_default="0"))
    op.add_column("decision", sa.Column("audit_rate", sa.Float(), nullable=True))
    op.add_column("decision", sa.Column("audit_draw", sa.Float(), nullable=True))
    op.add_column("question", sa.Column("audit", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    for name in VIEWS:  # they name columns that go
        op.execute(f"DROP VIEW IF EXISTS {name}")
    op.drop_column("question", "audit")
    op.drop_column("decision", "audit_draw")
    op.drop_column("decision", "audit_rate")
    op.drop_column("session", "audit_rate")
