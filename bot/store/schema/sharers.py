"""People who share a telephone with its first person, told apart by a code word."""

from sqlalchemy import Column, ForeignKey, LargeBinary, String, Table

from bot.store.schema.columns import Id, Moment, metadata

sharers = Table(
    "sharers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person", Id, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("channel", String(16), nullable=False),
    # The key of the telephone, as in `addresses`, and the one under which this person's own messages lie in the inbox.
    Column("phone_key", LargeBinary(32), nullable=False, index=True),
    Column("own_key", LargeBinary(32), nullable=False, unique=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("sealed_word", LargeBinary, nullable=False),
    # Until then whoever writes from the telephone is this person.
    Column("present_until", Moment),
)
