"""My data: MINE DATA tells in plain words what is stored, for how long, and who can see it."""

from collections.abc import Iterator

from bot.conversation import Conversation, Reply, Turn
from bot.model import Intent
from bot.store.forget import PersonData, data_about


async def tell(turn: Turn) -> Reply:
    """What is kept first, then how long and for whose eyes, then how to be rid of it."""
    data = await data_about(turn.db, turn.person.id)
    kept = turn.t("I keep: {things}.", things=turn.t.listing(list(_things(turn, data))))
    eyes = turn.t("It is locked. Only those who run Åben Dør and staff who help you can see it.")
    age = turn.t("Messages are gone after 30 days at most.")
    return Reply(f"{kept} {age} {eyes} {turn.t('SLET MIG deletes it all.')}")


def _things(turn: Turn, data: PersonData) -> Iterator[str]:
    yield turn.t("your number")
    yield turn.t("your language")
    if data.town:
        yield turn.t("your town ({town})", town=data.town)
    yield turn.t("1 message") if data.messages == 1 else turn.t("{number} messages", number=data.messages)
    if data.cases:
        yield turn.t("1 note to staff") if data.cases == 1 else turn.t("{number} notes to staff", number=data.cases)
    if data.subscriptions:
        yield turn.t("what you want news about")
    if data.appointments:
        yield turn.t("your appointments")
    if data.stopped:
        yield turn.t("that you wrote STOP")
    if data.discreet:
        yield turn.t("that you wrote SKJUL")


MY_DATA = Conversation(name="my_data", first=tell, begins_with=frozenset({Intent.MY_DATA}))
