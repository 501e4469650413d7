"""Roles, invitations, audit; talks with a human and who is on duty; notices; tallies by kind of help and municipality

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STATES = ("= 'asking'", "= 'held'")


def upgrade() -> None:
    op.add_column("persons", sa.Column("has_role", sa.Boolean(), nullable=False, server_default=sa.text("false")))
    op.create_table(
        "roles",
        sa.Column("id", _ID, nullable=False),
        sa.Column("person", _ID, nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=True),
        sa.Column("municipality", sa.String(length=80), nullable=True),
        sa.Column("sealed_name", sa.LargeBinary(), nullable=True),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_roles_person", "roles", ["person"])
    op.create_index("ix_roles_place", "roles", ["place"])
    op.create_index("ix_roles_municipality", "roles", ["municipality"])
    op.create_table(
        "invitations",
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=True),
        sa.Column("municipality", sa.String(length=80), nullable=True),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "guesses",
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("guesses_by_key", "guesses", ["key", "at"])
    op.create_table(
        "audit",
        sa.Column("id", _ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=True),
        sa.Column("municipality", sa.String(length=80), nullable=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    _posts()
    _tallies()
    _talks()
    _notices()
    _spending()


def _tallies() -> None:
    """What was counted until now, "helped health yes" and "check_in 4", goes on in columns of its own."""
    counted = op.get_bind().execute(sa.text("SELECT week, what, number FROM tallies")).fetchall()
    op.drop_table("tallies")
    table = op.create_table(
        "tallies",
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("about", sa.String(length=32), nullable=False),
        sa.Column("municipality", sa.String(length=80), nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("week", "what", "about", "municipality", "part"),
    )
    for week, before, number in counted:
        kind, about, *answer = before.split()
        what = "mood" if kind == "check_in" else "helped" if answer == ["yes"] else "not_helped"
        values = {"week": week, "what": what, "about": about, "municipality": "", "part": 0, "number": number}
        op.execute(sa.insert(table).values(**values))


def _talks() -> None:
    op.add_column("persons", sa.Column("in_talk", sa.Boolean(), nullable=False, server_default=sa.text("false")))
    op.create_table(
        "talks",
        sa.Column("id", _ID, nullable=False),
        sa.Column("case", _ID, nullable=False),
        sa.Column("citizen", _ID, nullable=False),
        sa.Column("municipality", sa.String(length=80), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("staff", _ID, nullable=True),
        sa.Column("given_to", _ID, nullable=True),
        sa.Column("given_at", sa.BigInteger(), nullable=True),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("wake_at", sa.BigInteger(), nullable=True),
        sa.Column("widen_at", sa.BigInteger(), nullable=True),
        sa.Column("tell_at", sa.BigInteger(), nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("heard_at", sa.BigInteger(), nullable=False),
        sa.Column("said_at", sa.BigInteger(), nullable=True),
        sa.Column("waits_since", sa.BigInteger(), nullable=True),
        sa.Column("over_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["citizen"], ["persons.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["staff"], ["persons.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["given_to"], ["persons.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_talks_case", "talks", ["case"])
    unfinished, asking, held = (sa.text(f"state {which}") for which in ("IN ('asking', 'held')", *_STATES))
    op.create_index(
        "talks_of_citizen", "talks", ["citizen"], unique=True, sqlite_where=unfinished, postgresql_where=unfinished
    )
    op.create_index("talks_asking", "talks", ["id"], sqlite_where=asking, postgresql_where=asking)
    op.create_index("talks_held", "talks", ["staff"], sqlite_where=held, postgresql_where=held)
    op.create_table(
        "asked",
        sa.Column("talk", _ID, nullable=False),
        sa.Column("person", _ID, nullable=False),
        sa.Column("said_no", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["talk"], ["talks.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("talk", "person"),
    )
    op.create_table(
        "duties",
        sa.Column("id", _ID, nullable=False),
        sa.Column("person", _ID, nullable=False),
        sa.Column("municipality", sa.String(length=80), nullable=True),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("begins", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("is_off", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_duties_person", "duties", ["person"])
    op.create_index("ix_duties_municipality", "duties", ["municipality"])


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", _ID, nullable=False),
        sa.Column("sender", _ID, nullable=True),
        sa.Column("municipality", sa.String(length=80), nullable=True),
        sa.Column("town", sa.String(length=80), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("starts_at", sa.BigInteger(), nullable=True),
        sa.Column("valid_until", sa.BigInteger(), nullable=True),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("queued_to", _ID, nullable=False),
        sa.Column("receivers", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("over_at", sa.BigInteger(), nullable=True),
        sa.Column("counts", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["sender"], ["persons.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notices_sender", "notices", ["sender"])
    going = sa.text("state IN ('set', 'queueing', 'sending', 'stopped')")
    op.create_index("notices_going", "notices", ["id"], sqlite_where=going, postgresql_where=going)
    op.create_table(
        "offers",
        sa.Column("id", _ID, nullable=False),
        sa.Column("person", _ID, nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person", "topic"),
    )
    op.create_table(
        "paces",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("used_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel"),
    )
    op.add_column("subscriptions", sa.Column("town", sa.String(length=80), nullable=False, server_default=""))
    op.create_index("subscriptions_by_area", "subscriptions", ["area", "topic", "person"])
    op.add_column("outbox", sa.Column("notice", _ID, nullable=True))
    of_notice = sa.text("notice IS NOT NULL")
    op.create_index(
        "outbox_of_notice",
        "outbox",
        ["notice", "state", "channel", "id"],
        sqlite_where=of_notice,
        postgresql_where=of_notice,
    )
    op.create_index(
        "outbox_once", "outbox", ["notice", "person"], unique=True, sqlite_where=of_notice, postgresql_where=of_notice
    )


def _posts() -> None:
    op.add_column("places", sa.Column("free_places_for", sa.String(length=16), nullable=True))
    op.create_table(
        "posts",
        sa.Column("id", _ID, nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("person", _ID, nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("first_day", sa.String(length=10), nullable=False),
        sa.Column("last_day", sa.String(length=10), nullable=True),
        sa.Column("recurring", sa.Boolean(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.Column("free_places", sa.Integer(), nullable=True),
        sa.Column("free_places_for", sa.String(length=16), nullable=True),
        sa.Column("sealed_note", sa.LargeBinary(), nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_posts_person", "posts", ["person"])
    standing = sa.text("withdrawn_at IS NULL")
    op.create_index("posts_standing", "posts", ["place", "last_day"], sqlite_where=standing, postgresql_where=standing)
    op.create_table(
        "place_questions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("about", sa.String(length=16), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("person", _ID, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_place_questions_person", "place_questions", ["person"])
    op.create_index("place_questions_by_place", "place_questions", ["about", "place", "asked_at"])


def _spending() -> None:
    op.add_column("addresses", sa.Column("shared", sa.Boolean(), nullable=False, server_default=sa.text("false")))
    op.create_table(
        "sharers",
        sa.Column("id", _ID, nullable=False),
        sa.Column("person", _ID, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("phone_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("own_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_word", sa.LargeBinary(), nullable=False),
        sa.Column("present_until", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person"),
        sa.UniqueConstraint("own_key"),
    )
    op.create_index("ix_sharers_phone_key", "sharers", ["phone_key"])
    op.add_column("cases", sa.Column("fades", sa.Boolean(), nullable=False, server_default=sa.text("false")))
    op.add_column("persons", sa.Column("discreet", sa.Boolean(), nullable=False, server_default=sa.text("false")))
    op.create_table(
        "spending",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("process", _ID, autoincrement=False, nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "process"),
    )


def downgrade() -> None:
    op.drop_table("spending")
    op.drop_table("sharers")
    op.drop_column("addresses", "shared")
    op.drop_column("persons", "discreet")
    op.drop_column("cases", "fades")
    for table in ("place_questions", "posts"):
        op.drop_table(table)
    op.drop_column("places", "free_places_for")
    for index in ("outbox_of_notice", "outbox_once"):
        op.drop_index(index, "outbox")
    op.drop_column("outbox", "notice")
    op.drop_index("subscriptions_by_area", "subscriptions")
    op.drop_column("subscriptions", "town")
    op.drop_table("paces")
    op.drop_table("offers")
    op.drop_table("notices")
    for table in ("duties", "asked", "talks", "audit", "guesses", "invitations", "roles"):
        op.drop_table(table)
    op.drop_column("persons", "in_talk")
    op.drop_column("persons", "has_role")
    op.drop_table("tallies")
    op.create_table(
        "tallies",
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("what", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("week", "what"),
    )
