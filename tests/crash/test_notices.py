"""The process is killed at any point around a notice to many: nobody is left out, and nobody has it twice."""

import asyncio
import random
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.app import utc_now
from bot.model import Address, ChannelName, Message, NoticeState, Subject, Topic
from bot.store import notices, people, subscriptions
from tests.crash.lives import Lives, lives
from tests.crash.victim import Death, Moment
from tests.databases import Contents, opened
from tests.line.looking import until
from tests.running import TUESDAY_AFTERNOON

pytestmark = pytest.mark.crash

TEXT = "Nyt fra Slagelse: suppe\nAFMELD stopper det her."
AHEAD = TUESDAY_AFTERNOON - utc_now()
WRITES = ("_queue_all", "_release", "Deliver._take", "Deliver._mark", "_finish")
# What the outbox does is the same for an answer (test_steps); these are a notice's own.
OWN = WRITES[:2]
CASES = [(ChannelName.SMS, Death(write, moment)) for write in WRITES for moment in Moment]
CASES += [(ChannelName.TELEGRAM, Death(write, Moment.COMMITTED)) for write in OWN]
PEOPLE, KILLS = 24, 4


@pytest.mark.parametrize(
    ("channel", "death"),
    [
        pytest.param(c, d, id=f"{c}-{d.method}-{d.moment}", marks=() if d.method in OWN else pytest.mark.long)
        for c, d in CASES
    ],
)
async def test_killed_around_a_notice(tmp_path: Path, channel: ChannelName, death: Death) -> None:
    """Whichever write the process dies around, each of three receivers has it once, and the figures say so."""
    async with lives(tmp_path, ahead=AHEAD) as house:
        await _confirmed(tmp_path, channel, 3)
        await house.conceive(death)
        await house.died()

        await house.begin()
        await until(lambda: _is_over(house))
        await house.end()

        assert _heard(house, channel) == [1, 1, 1]


async def test_killed_at_random_moments(tmp_path: Path) -> None:
    """Two dozen receivers at a few a second, and four kills in between: each has it once."""
    chance = random.Random(11)
    async with lives(tmp_path, ahead=AHEAD) as house:
        await _confirmed(tmp_path, ChannelName.SMS, PEOPLE)
        for _ in range(KILLS):
            await house.begin()
            await asyncio.sleep(chance.uniform(0.1, 0.7))
            house.kill()
            await house.died()

        await house.begin()
        await until(lambda: _is_over(house))
        await house.end()

        assert _heard(house, ChannelName.SMS) == [1] * PEOPLE


async def _confirmed(folder: Path, channel: ChannelName, number: int) -> None:
    """A notice that begins now, and those who want it; they wrote long ago."""
    early = TUESDAY_AFTERNOON - timedelta(days=2)

    async def job(db: AsyncConnection) -> None:
        for who in range(number):
            value = f"+45200002{who:02}" if channel is ChannelName.SMS else f"7002{who:02}"
            person = await people.meet(db, Address(channel, value), early, "da")
            await subscriptions.subscribe(db, person.id, Topic.FOOD, "Slagelse", early)
        subject = Subject(Topic.FOOD, "Slagelse")
        notice = await notices.draft(db, person.id, subject, Message(TEXT, "da"), early)
        begins, ends = TUESDAY_AFTERNOON - timedelta(minutes=1), TUESDAY_AFTERNOON + timedelta(days=1)
        await notices.put(db, notice, state=NoticeState.SET, starts_at=begins, valid_until=ends, sender=None)

    async with opened(folder, Contents.NEW) as database:
        await database.write(job)


async def _is_over(house: Lives) -> bool:
    """Nothing is on its way any more; the providers' reports may still come."""
    on_its_way = "select 1 from outbox where state in ('queued', 'waiting', 'sending', 'unknown')"
    [(over,)] = await asyncio.to_thread(house.rows, "select over_at from notices")
    return over is not None and not await asyncio.to_thread(house.rows, on_its_way)


def _heard(house: Lives, channel: ChannelName) -> list[int]:
    return [number for (_, text), number in house.heard(channel).items() if text == TEXT]
