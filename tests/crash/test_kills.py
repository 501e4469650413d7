"""The process is killed at random moments under load, and ended in peace: nobody is left out, nobody is told twice."""

import asyncio
import random
import time
from collections import Counter
from pathlib import Path

import pytest

from bot.model import ChannelName
from tests.crash.lives import Lives, Written, lives
from tests.databases import Kind
from tests.line.looking import until

pytestmark = pytest.mark.crash

PEOPLE, EACH, KILLS = 40, 5, 5
QUESTIONS = (
    "hvor kan jeg sove i Slagelse",
    "mad i Odense",
    "tandlæge i Kolding",
    "varmestue i Aarhus",
    "et bad i Vejle",
)


@pytest.mark.long
async def test_killed_at_random_moments(tmp_path: Path) -> None:
    """200 messages of 40 people and five kills: each is answered once, and each person is greeted once."""
    chance = random.Random(5)
    async with lives(tmp_path) as house:
        await house.begin()
        told = [asyncio.create_task(_keeps_writing(house, who, chance.uniform(0, 0.3))) for who in range(PEOPLE)]

        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0.05, 0.6))
            house.kill()
            await house.died()
            await house.begin()
        await asyncio.gather(*told)
        await house.settled()

        heard = Counter(sms.to for sms in house.twilio.messages)
        sent_for = Counter(sms.outgoing for sms in house.twilio.messages)
        assert house.rows("select state, count(*) from inbox group by state") == [("done", PEOPLE * EACH)]
        assert set(sent_for.values()) == {1}
        assert len(heard) == PEOPLE
        assert set(heard.values()) == {EACH + 1}


async def _keeps_writing(house: Lives, who: int, pause: float) -> None:
    """One person's messages, one after the other, each sent again by the provider until it was answered with 200."""
    for number in range(EACH):
        written = Written(ChannelName.SMS, who, f"IN{who:03}{number:03}", QUESTIONS[(who + number) % len(QUESTIONS)])
        await until(lambda: house.hears(written))  # noqa: B023 - done before the next
        await asyncio.sleep(pause)


@pytest.mark.long(Kind.POSTGRESQL)
async def test_ends_in_peace_when_asked(tmp_path: Path) -> None:
    """SIGTERM under load: over within ten seconds, and what it left is answered by the next start, once."""
    async with lives(tmp_path) as house:
        await house.begin()
        house.twilio.fail_next("slow", seconds=1)
        async with asyncio.TaskGroup() as writing:
            for who in range(20):
                writing.create_task(house.hears(Written(ChannelName.SMS, who, f"IN{who:03}", QUESTIONS[0])))

        began = time.monotonic()
        await house.end()
        took = time.monotonic() - began
        states = dict(house.rows("select state, count(*) from outbox group by state"))
        await house.begin()
        await house.settled()

        assert took < 10
        assert not {"sending", "unknown"} & set(states)
        assert set(Counter(sms.outgoing for sms in house.twilio.messages).values()) == {1}
        assert set(Counter(sms.to for sms in house.twilio.messages).values()) == {2}
