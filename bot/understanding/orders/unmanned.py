"""That nobody can open: "jeg er syg, der er ingen til at åbne i morgen". Pure; it is asked whether to tell "lukket".

Reads the canonical form. Words are in locales/da/orders/posts.toml.
"""

from datetime import datetime

from bot.model import Act, Order
from bot.understanding.orders import days, mentions
from bot.understanding.orders.canonical import vocabulary


def read(said: str, now: datetime) -> Order | None:
    """A closing to be sure of; None where the words say something else, or ask."""
    found = vocabulary().phrases["unmanned.phrases"].search(said)
    if found is None or "?" in said:
        return None
    named = mentions.found(said, now.date())
    # "Syg i dag, ingen til at åbne i morgen": the day beside the opening is the one.
    beside = [one for one in named if one.start >= found.start()] or named
    meant = days.resolved(beside, now.date())
    if meant.bad or meant.recurring:
        return None
    return Order(Act.UNCLEAR, meant=Act.CLOSED, doubt="sure", dates=meant.days or (now.date(),))
