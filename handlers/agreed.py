"""Agreed: what was agreed at a meeting, in the words that staff wrote down, for whoever was there."""

from bot.booking import said
from bot.conversation import Conversation, Reply, Turn
from bot.model import Command
from bot.search.found import TWO_PARTS
from bot.store import agreements
from bot.wording.buttons import human_button

_ROOM = TWO_PARTS - 66


async def tell_agreed(turn: Turn) -> Reply:
    """The latest first; the meetings before it as pages."""
    t = turn.t
    agreed = await agreements.agreed_with(turn.db, turn.person.id, turn.now)
    if not agreed:
        return Reply(
            t("Nobody has written down for me what you agreed. Ask where you were, or write MENNESKE."),
            shortcuts=(human_button(t),),
            otherwise=t("I still have nothing. MENNESKE gives you somebody to ask."),
        )
    pages = [
        page
        for appointment, text in agreed
        for page in _pages(t("Agreed {when}: {text}", when=said.when(t, appointment.start, turn.now), text=text))
    ]
    return Reply(pages[0], pages=tuple(pages[1:]))


def _pages(text: str) -> list[str]:
    """The text cut between words into pieces that two SMS parts hold each."""
    pages = [""]
    for word in text.split():
        if pages[-1] and len(pages[-1]) + 1 + len(word) > _ROOM:
            pages.append("")
        pages[-1] = f"{pages[-1]} {word}".strip()[:_ROOM]
    return pages


AGREED = Conversation(name="agreed", first=tell_agreed, begins_on=frozenset({Command.AGREED}))
