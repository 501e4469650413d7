"""Every journey runs on SMS and on Telegram."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.citizen import Citizen, SmsCitizen, TelegramCitizen
from tests.running import Running, running


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Running]:
    """The running application."""
    async with running(tmp_path) as started:
        yield started


@pytest.fixture(params=["sms", "telegram"])
async def citizen(request: pytest.FixtureRequest, house: Running) -> Citizen:
    """Somebody who texts for the first time."""
    if request.param == "sms":
        return SmsCitizen(house)
    await house.app.channels["telegram"].registered.wait()  # type: ignore[index,attr-defined]
    return TelegramCitizen(house)
