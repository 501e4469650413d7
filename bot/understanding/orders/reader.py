"""A message of somebody with a role, read as an order."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.model import Act, Order, Role
from bot.understanding.orders import people

# Each says what the message orders, or None where it is about something else; the first that knows is believed.
READERS: tuple[Callable[[str, datetime], Order | None], ...] = (people.read,)


class OrderReader:
    """Reads orders; keeps nothing between them."""

    def read(self, text: str, now: datetime, roles: Sequence[Role]) -> Order:  # noqa: ARG002
        """The order; `unclear` where it is not certain what is meant."""
        return next((order for read in READERS if (order := read(text, now))), Order(Act.UNCLEAR))
