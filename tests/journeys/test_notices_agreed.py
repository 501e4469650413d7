"""To many receivers a message goes only when a second colleague says yes."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.citizen import Citizen
from tests.journeys.team import staff_of
from tests.journeys.test_notices import HEARD, ORDER, code_in, goes_out, subscribed
from tests.running import Running, running


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Running]:
    """An installation where one may write alone to one receiver at most."""
    async with running(tmp_path, alone_up_to=1) as started:
        yield started


async def test_colleague_says_yes(citizen: Citizen) -> None:
    """The colleague has the preview and the words; then it goes, and the sender hears so."""
    staff = await staff_of(citizen, "Slagelse")
    colleague = await staff_of(citizen, "Slagelse", name="Bo", number=61)
    hears = [await subscribed(citizen, number) for number in (1, 2)]

    shown = await staff.says(ORDER)
    code = code_in(shown)
    asked = await staff.says(code)
    heard = await colleague.listens()
    number = code.split()[1]

    assert "kollega" in shown
    assert "Jeg har spurgt 1" in asked
    assert f"JA {number}" in heard
    assert HEARD in heard
    assert "En anden skal sige ja" in await staff.says(f"ja {number}")
    await goes_out(citizen)
    assert not await hears[0].listens()
    assert "går ud nu til 2" in await colleague.says(f"JA {number}")
    await goes_out(citizen)
    assert f"ja til {number}" in await staff.listens()
    assert [await one.listens() for one in hears] == [HEARD, HEARD]


async def test_colleague_says_no(citizen: Citizen) -> None:
    """It is not sent, and the sender hears so."""
    staff = await staff_of(citizen, "Slagelse")
    colleague = await staff_of(citizen, "Slagelse", name="Bo", number=61)
    hears = [await subscribed(citizen, number) for number in (1, 2)]
    code = code_in(await staff.says(ORDER))
    await staff.says(code)

    await colleague.says(f"nej {code.split()[1]}")
    await goes_out(citizen)

    assert "sagde nej" in await staff.listens()
    assert not await hears[0].listens()


async def test_nobody_to_ask(citizen: Citizen) -> None:
    """Without a colleague it does not go, and that is said."""
    staff = await staff_of(citizen, "Slagelse")
    for number in (1, 2):
        await subscribed(citizen, number)

    assert "jeg kender ingen" in await staff.says(code_in(await staff.says(ORDER)))


async def test_colleague_sees_the_whole_text(citizen: Citizen) -> None:
    """A long text comes to the colleague too in a message of its own, before the words that say yes or no."""
    staff = await staff_of(citizen, "Slagelse")
    colleague = await staff_of(citizen, "Slagelse", name="Bo", number=61)
    hears = [await subscribed(citizen, number) for number in (1, 2)]
    text = "vi åbner dørene hele natten i weekenden, " * 5 + "og der er suppe til alle"
    code = code_in(await staff.says(f"send til Slagelse om mad: {text}"))
    await staff.says(code)

    await colleague.listens()
    whole, figures = colleague.heard
    await colleague.says(f"JA {code.split()[1]}")
    await goes_out(citizen)

    assert f"JA {code.split()[1]}" in figures
    assert [await one.listens() for one in hears] == [whole, whole]
