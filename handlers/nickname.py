"""Nickname: how somebody wants to be called where they have an appointment. Nobody has to be called anything."""

import re

from bot.conversation import Conversation, Hears, Reply, Turn
from bot.model import Command
from bot.store import appointments

LONGEST = 20
_NAME = re.compile(r"(?:kald|kalde|kaldes|call)\s+(?:mig|me)?\s*:?\s*(?:for\s+)?(.+)$", re.IGNORECASE)
_NOT_IN_A_NAME = re.compile(r"[^\w .'-]|\d|_")


async def begin(turn: Turn) -> Reply:
    """The name stands in the message; else it is asked for."""
    found = _NAME.search(turn.text)
    name = name_in(found[1]) if found else ""
    return await call(turn, name) if name else ask_name(turn)


def ask_name(turn: Turn) -> Reply:
    """A short one."""
    return Reply(
        turn.t("What shall I call you? Write a short name."),
        then="take_name",
        hears=frozenset({Hears.TEXT}),
        otherwise=turn.t("Write only the name, without figures."),
    )


async def take_name(turn: Turn) -> Reply:
    """The whole message is the name."""
    name = name_in(turn.text)
    return await call(turn, name) if name else ask_name(turn)


async def call(turn: Turn, name: str) -> Reply:
    """For all that the person has; those who receive them see it beside the code."""
    own = await appointments.of_person(turn.db, turn.person.id, turn.now)
    if not own:
        return Reply(turn.t("I keep a name only beside an appointment. Write BOOK to get one."))
    for one in own:
        await appointments.call(turn.db, one.id, name)
    return Reply(turn.t("They will call you {name} when you come.", name=name), undo=("take_back", {}))


async def take_back(turn: Turn) -> Reply:
    """FORTRYD: no name."""
    for one in await appointments.of_person(turn.db, turn.person.id, turn.now):
        await appointments.call(turn.db, one.id, None)
    return Reply(turn.t("Fine. They see only your code."))


def name_in(text: str) -> str:
    """The words as a name, empty when they cannot be one."""
    name = " ".join(_NOT_IN_A_NAME.sub(" ", text).split()).strip(" .-'")
    return name[:1].upper() + name[1:] if 0 < len(name) <= LONGEST else ""


NICKNAME = Conversation(
    name="nickname",
    first=begin,
    begins_on=frozenset({Command.NICKNAME}),
    steps={"take_name": take_name, "take_back": take_back},
)
