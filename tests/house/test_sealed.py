"""What SECRET_KEY seals: no column of it is forgotten when the key is changed."""

from sqlalchemy import LargeBinary

from bot.store.schema import key_check, metadata
from bot.store.sealed import LOCKED, ONE_WAY


def test_every_sealed_column_is_named() -> None:
    """What the key seals or hashes is in the list that a change of the key goes through (bot.store.sealed)."""
    named = {(one.table.name, column) for one in LOCKED for column in one.sealed}
    named |= {(one.table.name, each.column) for one in LOCKED for each in one.hashes}
    named |= {(table.name, "key") for table in ONE_WAY}
    named.add((key_check.name, "sealed"))
    binary = {
        (table.name, column.name)
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }

    assert named == binary
