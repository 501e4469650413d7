"""The process is killed between every two steps of the line, on both channels: nothing is lost, nothing is doubled."""

from itertools import product
from pathlib import Path

import pytest

from bot.model import ChannelName
from tests.crash.lives import Lives, Written, lives
from tests.crash.victim import Death, Moment
from tests.databases import Kind
from tests.line.looking import until

pytestmark = pytest.mark.crash

CHANNELS = (ChannelName.SMS, ChannelName.TELEGRAM)
LONG_ON_POSTGRESQL = pytest.mark.long(Kind.POSTGRESQL)

# The line's four writes, in order. After the last moment of one write comes the first of the next.
WRITES = ("Dispatch._put", "Dispatch._answer", "Deliver._take", "Deliver._mark")
DEATHS = [Death(write, moment) for write in WRITES for moment in Moment]
# Telegram cannot be asked whether it took a message, and from here on it has it while we do not know.
IN_DOUBT = [Death("Deliver._mark", Moment.ENTERING), Death("Deliver._mark", Moment.UNCOMMITTED)]


def _marks(channel: ChannelName, death: Death) -> tuple[pytest.MarkDecorator, ...]:
    """On Telegram, and on PostgreSQL, what is in doubt stays in every run: there they differ."""
    if death in IN_DOUBT:
        return ()
    return (LONG_ON_POSTGRESQL,) if channel is ChannelName.SMS else (pytest.mark.long,)


@pytest.mark.parametrize(
    ("channel", "death"),
    [
        pytest.param(channel, death, id=f"{death.method}-{death.moment}-{channel}", marks=_marks(channel, death))
        for channel, death in product(CHANNELS, DEATHS)
    ],
)
async def test_killed_around_a_write(tmp_path: Path, channel: ChannelName, death: Death) -> None:
    """Whichever write the process dies around, the person has the answer once."""
    async with lives(tmp_path) as house:
        await house.begin(death)
        await house.hears(_a_question(channel))
        await house.died()

        await _goes_on(house)

        _has_heard(house, channel, copies_of_first=2 if channel is ChannelName.TELEGRAM and death in IN_DOUBT else 1)


@LONG_ON_POSTGRESQL
@pytest.mark.parametrize("channel", CHANNELS)
async def test_killed_before_the_provider_took(tmp_path: Path, channel: ChannelName) -> None:
    """A request that the provider had not yet taken when we died is sent again, once."""
    async with lives(tmp_path) as house:
        house.twilio.fail_next("slow", seconds=3600)
        house.telegram.fail_next("slow", seconds=3600)
        await house.begin()

        assert await house.hears(_a_question(channel))
        await until(lambda: _is_asked(house))
        house.kill()
        await house.died()
        await _goes_on(house)

        _has_heard(house, channel)


@LONG_ON_POSTGRESQL
@pytest.mark.parametrize("channel", CHANNELS)
async def test_killed_after_the_provider_took(tmp_path: Path, channel: ChannelName) -> None:
    """A message that was taken while we died: SMS is looked up and left alone, Telegram has it once more."""
    async with lives(tmp_path) as house:
        house.twilio.fail_next("accept-then-time-out")
        house.telegram.fail_next("accept-then-time-out")
        await house.begin()

        assert await house.hears(_a_question(channel))
        await until(lambda: _is_heard(house, channel))
        house.kill()
        await house.died()
        await _goes_on(house)

        _has_heard(house, channel, copies_of_first=2 if channel is ChannelName.TELEGRAM else 1)


async def _goes_on(house: Lives) -> None:
    await house.begin()
    await house.hear_again()
    await house.settled()
    await house.end()


def _a_question(channel: ChannelName) -> Written:
    return Written(channel, who=1, id="1000001", text="hvor kan jeg sove i nat i Slagelse")


def _has_heard(house: Lives, channel: ChannelName, *, copies_of_first: int = 1) -> None:
    heard = house.heard(channel)
    # The answer to a first message, and the greeting that follows it.
    assert sorted(heard.values()) == sorted([copies_of_first, 1])
    assert house.rows("select state, count(*) from inbox group by state") == [("done", 1)]
    assert {state for (state,) in house.rows("select state from outbox")} == {"sent"}


async def _is_asked(house: Lives) -> bool:
    return "create" in house.twilio.requests or "sendMessage" in house.telegram.calls


async def _is_heard(house: Lives, channel: ChannelName) -> bool:
    return bool(house.heard(channel))
