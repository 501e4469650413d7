"""A message of somebody with a role, read as an order."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.model import Act, Order, Role, RoleName
from bot.understanding.orders import desk, people

# Each says what the message orders, or None where it is about something else; the first that knows is believed.
READERS: tuple[Callable[[str, datetime], Order | None], ...] = (people.read,)
# Cases, talks and duty are no matter of volunteers: "slut" or "til 12" from them is nothing of the kind.
OF_STAFF = (desk.read,)


class OrderReader:
    """Reads orders; keeps nothing between them."""

    def read(self, text: str, now: datetime, roles: Sequence[Role]) -> Order:
        """The order; `unclear` where it is not certain what is meant."""
        readers = (*OF_STAFF, *READERS) if any(one.name is not RoleName.VOLUNTEER for one in roles) else READERS
        return next((order for read in readers if (order := read(text, now))), Order(Act.UNCLEAR))
