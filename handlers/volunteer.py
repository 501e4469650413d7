"""Volunteer: an offer to help or to give is written down for staff, and thanked for without a promise.

Who lacks what others give looks for it.
"""

from bot.conversation import Conversation, Reply, Turn
from bot.desk.noting import note, take_back
from bot.model import Intent
from bot.phrasebook.said import lacks_something
from bot.search.whereabouts import town_of
from bot.store.cases import CaseKind


async def accept_offer(turn: Turn) -> Reply:
    """Warmest where a place can be asked at once, so we say how to find one."""
    if lacks_something(turn.text) and turn.reading.topics:
        return Reply("", passes="find_help")
    town = town_of(turn)
    case = await note(turn, CaseKind.OFFER, turn.text, municipality=town.municipality if town else None)
    thanks = turn.t("That is kind of you. I have written it down for those who run Åben Dør.")
    how = turn.t(
        "You can also ask a place yourself. Write for example: warm room in {town}.",
        town=town.name if town else "Aarhus",
    )
    return Reply(
        f"{thanks} {turn.t('I do not know when they read it.')} {how}",
        undo=("take_back", {"case": case}),
        otherwise=turn.t("Thank you. I have written this down too."),
    )


VOLUNTEER = Conversation(
    name="volunteer",
    first=accept_offer,
    begins_with=frozenset({Intent.VOLUNTEER}),
    steps={"take_back": take_back},
)
