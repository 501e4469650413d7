"""A human who talks with somebody through the bot: who was asked to, who does, and who is on duty when."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table

from bot.store.schema.columns import Id, Moment, metadata, partial

# One talk of a citizen with whoever takes it. What is said in it is kept nowhere but in the outbox.
talks = Table(
    "talks",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case", Id, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("citizen", Id, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False),
    Column("municipality", String(80)),
    Column("state", String(16), nullable=False),
    # Who talks with them, and to whom that one wants to give it.
    Column("staff", Id, ForeignKey("persons.id", ondelete="SET NULL")),
    Column("given_to", Id, ForeignKey("persons.id", ondelete="SET NULL")),
    Column("given_at", Moment),
    # How often those on duty were asked; when they are (again), when others are, and when the citizen hears of it.
    Column("rounds", Integer, nullable=False, default=0),
    Column("wake_at", Moment),
    Column("widen_at", Moment),
    Column("tell_at", Moment),
    Column("opened_at", Moment, nullable=False),
    # The newest word of each side; `waits_since` is the citizen's first without an answer.
    Column("heard_at", Moment, nullable=False),
    Column("said_at", Moment),
    Column("waits_since", Moment),
    Column("over_at", Moment),
    sqlite_autoincrement=True,
)
_open = talks.c.state.in_(["asking", "held"])
# A citizen has one talk at a time, whatever two processes do at once.
Index("talks_of_citizen", talks.c.citizen, unique=True, sqlite_where=_open, postgresql_where=_open)
partial("talks_asking", talks.c.id, where="state = 'asking'")
partial("talks_held", talks.c.staff, where="state = 'held'")

# Who was asked to take a talk. They hear when somebody else did.
asked = Table(
    "asked",
    metadata,
    Column("talk", Id, ForeignKey("talks.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("person", Id, ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("said_no", Boolean, nullable=False, default=False),
)

# The roster: every week on a weekday, or on one day; or off on one day. Minutes after midnight, over it for a night.
duties = Table(
    "duties",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person", Id, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False, index=True),
    # None: the roster of the admins.
    Column("municipality", String(80), index=True),
    Column("weekday", Integer),
    Column("day", String(10)),
    Column("begins", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
    Column("is_off", Boolean, nullable=False, default=False),
)
