"""Which process sends a message, and what a provider allows all of them together

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("claimed_by", sa.Integer(), nullable=True))
    op.create_table(
        "allowances",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("messages", sa.Float(), nullable=False),
        sa.Column("counted_at", sa.BigInteger(), nullable=False),
        sa.Column("rests_until", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("channel"),
    )


def downgrade() -> None:
    op.drop_table("allowances")
    op.drop_column("outbox", "claimed_by")
