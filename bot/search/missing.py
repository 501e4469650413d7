"""What was asked for and is nowhere near: a case for those who could change it, without who asked or their words."""

from bot.conversation import Turn
from bot.i18n import DANISH
from bot.search.asked import Search
from bot.store import cases, roles
from bot.wording.kinds import IN_A_SENTENCE


async def note_missing(turn: Turn, search: Search) -> None:
    """One open case for a kind of help and a municipality that has staff, however often it is asked for.

    What is missing elsewhere is in the tallies.
    """
    municipality = search.town.municipality if search.town else None
    if not (municipality and search.topics and await roles.staff(turn.db, municipality)):
        return
    t = turn.t.into(DANISH)
    text = t(
        "Asked for in {town}: {things}. I knew of nothing.",
        things=t(IN_A_SENTENCE[search.topics[0]]),
        town=municipality,
    )
    await cases.note_missing(turn.db, municipality, text, turn.now)
