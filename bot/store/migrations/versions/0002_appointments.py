"""Appointments

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("ran_at", sa.BigInteger(), nullable=False),
        sa.Column("took_ms", sa.Integer(), nullable=False),
        sa.Column("worked_at", sa.BigInteger(), nullable=True),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "key_check",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "schedules",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("schedule", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("calendar_key", sa.LargeBinary(length=32), nullable=True),
        sa.Column("calendar_sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("calendar_key"),
    )
    op.create_table(
        "tallies",
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("what", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("week", "what"),
    )
    op.create_table(
        "appointments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("schedule", sa.String(length=80), nullable=False),
        sa.Column("person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("held_until", sa.BigInteger(), nullable=True),
        sa.Column("coming", sa.Boolean(), nullable=True),
        sa.Column("sealed_nickname", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_agreed", sa.LargeBinary(), nullable=True),
        sa.Column("evening_at", sa.BigInteger(), nullable=True),
        sa.Column("soon_at", sa.BigInteger(), nullable=True),
        sa.Column("remind_anyway", sa.Boolean(), nullable=False),
        sa.Column("ask_after_at", sa.BigInteger(), nullable=True),
        sa.Column("booked_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("appointments", schema=None) as batch_op:
        batch_op.create_index(
            "appointments_ask_after_at",
            ["ask_after_at"],
            unique=False,
            sqlite_where=sa.text("ask_after_at IS NOT NULL"),
            postgresql_where=sa.text("ask_after_at IS NOT NULL"),
        )
        batch_op.create_index(
            "appointments_evening_at",
            ["evening_at"],
            unique=False,
            sqlite_where=sa.text("evening_at IS NOT NULL"),
            postgresql_where=sa.text("evening_at IS NOT NULL"),
        )
        batch_op.create_index(
            "appointments_held_until",
            ["held_until"],
            unique=False,
            sqlite_where=sa.text("held_until IS NOT NULL"),
            postgresql_where=sa.text("held_until IS NOT NULL"),
        )
        batch_op.create_index(
            "appointments_seat",
            ["schedule", "starts_at", "seat"],
            unique=True,
            sqlite_where=sa.text("state IN ('held', 'booked')"),
            postgresql_where=sa.text("state IN ('held', 'booked')"),
        )
        batch_op.create_index(
            "appointments_soon_at",
            ["soon_at"],
            unique=False,
            sqlite_where=sa.text("soon_at IS NOT NULL"),
            postgresql_where=sa.text("soon_at IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_appointments_person"), ["person"], unique=False)

    op.create_table(
        "check_ins",
        sa.Column("person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("municipality", sa.String(length=80), nullable=True),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person"),
    )
    op.add_column("cases", sa.Column("closed_at", sa.BigInteger(), nullable=True))
    op.add_column("cases", sa.Column("sealed_done", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("check_ins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_check_ins_next_at"), ["next_at"], unique=False)

    op.create_table(
        "companions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("appointment", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("said_yes", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["appointment"], ["appointments.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("appointment", "person"),
    )
    op.create_table(
        "waits",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("schedule", sa.String(length=80), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("offered", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("offer_until", sa.BigInteger(), nullable=True),
        sa.Column("free_then", sa.Text(), nullable=False),
        sa.Column("offered_then", sa.Text(), nullable=False),
        sa.Column("silences", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["offered"], ["appointments.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person", "schedule"),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("appointment", sa.BigInteger().with_variant(sa.Integer(), "sqlite")))
        batch_op.create_index(
            "outbox_by_appointment",
            ["appointment"],
            unique=False,
            sqlite_where=sa.text("appointment IS NOT NULL"),
            postgresql_where=sa.text("appointment IS NOT NULL"),
        )
    with op.batch_alter_table("waits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_waits_offered"), ["offered"], unique=False)
