"""STOP and START: one switch for everything that we start ourselves."""

from bot.model import Command, Intent, Reading, Topic
from bot.store import subscriptions
from handlers.stop import STOP
from tests.handlers.conftest import Citizen

SAYS_STOP = Reading(intent=Intent.STOP)
SAYS_START = Reading(command=Command.START)


async def test_stop_still_answers(citizen: Citizen) -> None:
    """After STOP we start nothing, and the answer says that questions are still answered."""
    reply = await citizen.meets(STOP.first, SAYS_STOP)

    assert citizen.person.stopped
    assert "af mig selv" in reply.text
    assert "stadig spørge" in reply.text
    assert "START" in reply.text


async def test_start_takes_stop_back(citizen: Citizen) -> None:
    """START lets us write again."""
    await citizen.meets(STOP.first, SAYS_STOP)

    await citizen.meets(STOP.first, SAYS_START)

    assert not citizen.person.stopped


async def test_undo_takes_stop_back(citizen: Citizen) -> None:
    """FORTRYD does the same."""
    stopped = await citizen.meets(STOP.first, SAYS_STOP)
    assert stopped.undo

    await citizen.meets(STOP.steps[stopped.undo[0]])

    assert not citizen.person.stopped


async def test_second_stop_says_so(citizen: Citizen) -> None:
    """STOP twice is no mistake: it is so already."""
    first = await citizen.meets(STOP.first, SAYS_STOP)

    second = await citizen.meets(STOP.first, SAYS_STOP)

    assert citizen.person.stopped
    assert second.text != first.text


async def test_start_alone_says_hello(citizen: Citizen) -> None:
    """Telegram sends /start when a chat begins: without a STOP it is a hello."""
    reply = await citizen.meets(STOP.first, SAYS_START)

    assert reply.text.startswith("Hej.")


async def test_stop_keeps_subjects(citizen: Citizen) -> None:
    """What somebody asked for is silent under STOP and there again after START."""
    await citizen.database.write(
        lambda db: subscriptions.subscribe(db, citizen.person.id, Topic.FOOD, "Vejle", citizen.now)
    )

    await citizen.meets(STOP.first, SAYS_STOP)
    await citizen.meets(STOP.first, SAYS_START)

    async with citizen.database.read() as db:
        assert len(await subscriptions.of(db, citizen.person.id)) == 1
