"""What a place needs, told by those who act for it: "vi mangler dyner", "kan nogen tage vagten i aften". Pure.

Words are in locales/da/orders/posts.toml. Whoever writes of themselves, or of a bed to sleep in, is a citizen.
"""

import re
from datetime import datetime

from bot.model import Act, Order
from bot.understanding.orders.canonical import canonical, vocabulary

_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 25


def tells_need(text: str) -> bool:
    """Whether the words tell of something that the place lacks."""
    said = canonical(text)
    known, words = vocabulary(), _WORD.findall(said)
    if known.phrases["needs.shift"].search(said) and len(words) <= _MOST_WORDS:
        return True  # "jeg kan ikke komme fredag, kan nogen tage min vagt"
    found = known.phrases["needs.begins"].search(said)
    if found is None or len(words) > _MOST_WORDS or set(words) & known.lists["needs.not"]:
        return False
    return bool(set(_WORD.findall(said[found.end() :])) - known.lists["needs.around"])


def read(text: str, now: datetime) -> Order | None:  # noqa: ARG001 - all readers of orders are asked alike
    """The order, `body` being what was written; None when the message tells of no need of the place."""
    return Order(Act.NEED, body=text.strip()) if tells_need(text) else None
