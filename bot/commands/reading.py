"""`read`: texts in, readings out, one JSON line each; with a role, the orders that the texts are."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from bot.commands.plain import fail
from bot.model import Role, RoleId, RoleName
from bot.moment import COPENHAGEN
from bot.understanding.explaining import why
from bot.understanding.orders.as_json import as_json as order_as_json
from bot.understanding.orders.reader import OrderReader
from bot.understanding.reader import Reader
from bot.understanding.reading import as_json

# Beyond these no calendar of feasts reaches, nor what is counted from a day near the end of time.
_YEARS = range(1990, 2101)


def read_lines(*, explain: bool) -> None:
    """Standard input to standard output, in order."""
    reader = Reader.load()
    for text, now in _lines():
        answer = as_json(reader.read(text, now))
        if explain:
            answer = {**answer, "why": why(reader, text)}
        _tell(answer)


def read_orders(name: RoleName) -> None:
    """The same for somebody with a role. Times without an offset are those of Copenhagen."""
    reader = OrderReader(Reader.load())
    roles = (Role(RoleId(0), name),)
    for text, now in _lines():
        moment = now or datetime.now(UTC)
        local = moment.replace(tzinfo=COPENHAGEN) if moment.tzinfo is None else moment
        _tell(order_as_json(reader.read(text, local, roles)))


def _lines() -> Iterator[tuple[str, datetime | None]]:
    return (_asked(line.rstrip("\n"), number) for number, line in enumerate(sys.stdin, start=1))


def _tell(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


def _asked(line: str, number: int) -> tuple[str, datetime | None]:
    if not line.lstrip().startswith("{"):
        return line, None
    try:
        asked = json.loads(line)
        now = asked.get("now")
        moment = datetime.fromisoformat(now) if now else None
        if moment and moment.year not in _YEARS:
            raise ValueError(f"`now` is of no year from {_YEARS[0]} to {_YEARS[-1]}")
        return str(asked["text"]), moment
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        fail(f"line {number}: must be plain text or JSON with `text` and optional `now` ({error})")
