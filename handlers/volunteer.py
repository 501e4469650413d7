"""Volunteer: an offer to help or to give is written down for staff, and thanked for without a promise."""

from bot.conversation import Conversation, Reply, Turn
from bot.model import Intent
from bot.search.whereabouts import town_of
from bot.store import cases
from bot.store.cases import CaseKind


async def accept_offer(turn: Turn) -> Reply:
    """Warmest where a place can be asked at once, so we say how to find one."""
    town = town_of(turn)
    case = await cases.open_case(
        turn.db,
        kind=CaseKind.OFFER,
        person=turn.person.id,
        municipality=town.municipality if town else None,
        place=None,
        text=turn.text,
        now=turn.now,
    )
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


async def take_back(turn: Turn) -> Reply:
    """FORTRYD: the offer is gone."""
    await cases.withdraw(turn.db, turn.kept["case"])
    return Reply(turn.t("Good, I have taken it back."))


VOLUNTEER = Conversation(
    name="volunteer",
    first=accept_offer,
    begins_with=frozenset({Intent.VOLUNTEER}),
    steps={"take_back": take_back},
)
