"""A message of somebody with a role, read as an order."""

from collections.abc import Sequence
from datetime import datetime

from bot.model import Act, Order, Role


class OrderReader:
    """Reads orders; keeps nothing between them."""

    def read(self, text: str, now: datetime, roles: Sequence[Role]) -> Order:  # noqa: ARG002
        """The order; `unclear` where it is not certain what is meant."""
        return Order(Act.UNCLEAR)
