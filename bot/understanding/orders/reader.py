"""A message of somebody with a role, read as an order."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.model import Act, Order, Role, RoleName
from bot.understanding.orders import attendance, desk, needs, people, posts
from bot.understanding.orders.notices import NoticeReader
from bot.understanding.reader import Reader

# Each says what the message orders, or None where it is about something else; the first that knows is believed.
READERS: tuple[Callable[[str, datetime], Order | None], ...] = (
    attendance.read,
    people.read,
    posts.read,
    needs.read,
    people.about_somebody,
)
# Cases, talks and duty are no matter of volunteers: "slut" or "til 12" from them is nothing of the kind.
OF_STAFF = (desk.read,)


class OrderReader:
    """Reads orders; keeps nothing between them. `reader` knows the kinds of help and the towns that they name."""

    def __init__(self, reader: Reader) -> None:
        self._of_staff = (NoticeReader(reader).read, *OF_STAFF)

    def read(self, text: str, now: datetime, roles: Sequence[Role]) -> Order:
        """The order; `unclear` where it is not certain what is meant."""
        readers = (*self._of_staff, *READERS) if any(one.name is not RoleName.VOLUNTEER for one in roles) else READERS
        return next((order for read in readers if (order := read(text, now))), Order(Act.UNCLEAR))
