"""An order as JSON: the action and what belongs to it, times by Copenhagen's clocks, nothing that was not said."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.model import Act, Order
from bot.moment import COPENHAGEN


def as_json(order: Order) -> dict[str, Any]:
    """The fields of the labels, and only those that belong to the action."""
    fields = _FIELDS.get(order.act)
    return {"action": str(order.act), **(fields(order) if fields else {})}


def _open(order: Order) -> dict[str, Any]:
    said: dict[str, Any] = {"intervals": [[_time(opens), _time(closes)] for opens, closes in order.intervals]}
    if order.recurring:
        said["recurring"] = True
    if order.dates:
        said["dates"] = [day.isoformat() for day in order.dates]
    if order.free_places is not None:
        said["free_places"] = order.free_places
    return said


def _closed(order: Order) -> dict[str, Any]:
    dates = {"dates": [day.isoformat() for day in order.dates]}
    return {**dates, "recurring": True} if order.recurring else dates


def _time(moment: datetime | None) -> str | None:
    return f"{moment.astimezone(COPENHAGEN):%Y-%m-%dT%H:%M}" if moment else None


_FIELDS: Mapping[Act, Callable[[Order], dict[str, Any]]] = {
    Act.OPEN: _open,
    Act.CLOSED: _closed,
    Act.CAPACITY: lambda order: {"free_places": order.free_places},
    Act.NOTE: lambda order: {"body": order.body},
    Act.BROADCAST: lambda order: {"topic": order.topic, "area": order.area, "body": order.body},
}
