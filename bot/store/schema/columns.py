"""What the tables are made of: times as microseconds UTC, ids, indexes of some rows."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Dialect,
    Index,
    Integer,
    MetaData,
    TypeDecorator,
    literal,
    text,
)

_EPOCH, _STEP = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


def state_in(column: ColumnElement[str], *states: str) -> ColumnElement[bool]:
    """That the column holds one of the states, written out in the SQL: with bound values no partial index fits."""
    values = [literal(str(state), literal_execute=True) for state in states]
    return column.in_(values) if len(values) > 1 else column == values[0]


def partial(name: str, *columns: Column[Any], where: str) -> None:
    """An index of some rows. SQLite uses it only for a query that holds the very same condition: see `state_in`."""
    Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


class Moment(TypeDecorator[datetime]):
    """An aware datetime as microseconds since 1970 UTC; a naive one is refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return (value - _EPOCH) // _STEP

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else _EPOCH + timedelta(microseconds=value)


# SQLite gives a row id only to INTEGER PRIMARY KEY, PostgreSQL wants room: so BIGINT there, INTEGER here.
Id = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData()
