"""Staff write to many: shown first, sent by a code word, heard by those who wanted it and by nobody else."""

import pytest

from bot.store import audit
from tests.journeys.bookable import run_jobs
from tests.journeys.citizen import Citizen, TelegramCitizen
from tests.journeys.team import another, staff_of
from tests.line.looking import rows

ORDER = "send til Slagelse om mad: ekstra suppe i dag kl 17"


@pytest.fixture
async def staff(citizen: Citizen) -> Citizen:
    """Staff of Slagelse."""
    return await staff_of(citizen, "Slagelse")


async def subscribed(citizen: Citizen, number: int, text: str = "skriv til mig når der er nyt om mad i Slagelse") -> Citizen:
    """Somebody who wants to hear about it."""
    one = another(citizen, number)
    heard = await one.says(text)
    assert "AFMELD" in heard, heard
    return one


async def goes_out(citizen: Citizen) -> None:
    """The talks of before are over, and timed work runs until all have it."""
    citizen.running.clock.later(minutes=6)
    for _ in range(4):
        await run_jobs(citizen.running)
        await citizen.running.app.idle()
        citizen.running.clock.later(seconds=1)


def code_in(heard: str) -> str:
    """The code word of the preview."""
    return "SEND " + heard.split("SEND ")[1].split()[0].strip(".")


async def test_notice_is_shown_and_sent(citizen: Citizen, staff: Citizen) -> None:
    """The exact text, how many and the cost; then only subscribers hear it, and the sender hears how it ended."""
    hears = await subscribed(citizen, 1)
    other = await subscribed(citizen, 2, "skriv til mig når der er nyt om tøj i Slagelse")
    elsewhere = await subscribed(citizen, 3, "skriv til mig når der er nyt om mad i Vejle")

    shown = await staff.says(ORDER)
    sent = await staff.says(code_in(shown))
    await goes_out(citizen)

    assert "1 får den" in shown
    assert "Nyt fra Slagelse: ekstra suppe i dag kl 17\nAFMELD stopper det her." in shown
    assert isinstance(citizen, TelegramCitizen) or "1 af 2 dele, 0,40 kr." in shown
    assert "går ud nu til 1" in sent
    assert await hears.listens() == "Nyt fra Slagelse: ekstra suppe i dag kl 17\nAFMELD stopper det her."
    assert not await other.listens()
    assert not await elsewhere.listens()
    citizen.running.clock.later(minutes=11)
    await run_jobs(citizen.running)
    assert "Sendt: 1." in await staff.listens()
    assert rows(citizen.running.folder, "select state from notices") == [("done",)]
