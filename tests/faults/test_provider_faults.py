"""Each fault of a provider: what came in is answered, no reply is lost, none is doubled but where nobody can ask."""

from collections import Counter

import pytest

from bot.model import ChannelName
from tests.faults.conftest import BOTH, Somebody, nothing_is_lost
from tests.faults.provider_faults import PROVIDER_FAULTS, ProviderFault
from tests.line.looking import until
from tests.running import Running


@pytest.mark.parametrize("fault", PROVIDER_FAULTS, ids=lambda fault: f"{fault.channel}-{fault.name}")
async def test_person_notices_only_this(house: Running, fault: ProviderFault) -> None:
    """The answer comes after the wait that the table names, as often as it says; others are answered meanwhile."""
    one, other = Somebody(house, fault.channel, 1), Somebody(house, _other(fault.channel), 2)
    provider = house.twilio if fault.channel is ChannelName.SMS else house.telegram
    provider.fail_next(fault.name, retry_after=fault.retry_after, seconds=fault.seconds)

    await one.asks()
    await other.asks()
    await until(lambda: _has(other, BOTH))
    if fault.waits:
        await house.app.idle()
        early = len(set(one.heard))
        house.clock.later(seconds=fault.waits.total_seconds())
    await until(lambda: _has(one, BOTH))
    await house.app.idle()
    house.clock.later(hours=1)
    await until(lambda: _is_over(house, 2))

    heard = Counter(one.heard)
    assert sorted(heard.values()) == sorted([1, fault.copies])
    assert len(other.heard) == BOTH
    # Where the answer waits, only the greeting may have come before it.
    assert not fault.waits or fault.copies > 1 or early <= 1


@pytest.mark.parametrize("channel", [ChannelName.SMS, ChannelName.TELEGRAM])
async def test_down_for_an_hour(house: Running, channel: ChannelName) -> None:
    """Nobody can be reached for an hour: then each has their answer once; the other channel works on meanwhile."""
    people = [Somebody(house, channel, number) for number in range(1, 11)]
    other = Somebody(house, _other(channel), 11)
    provider = house.twilio if channel is ChannelName.SMS else house.telegram

    await provider.served.stop()
    for one in people:
        await one.asks()
    for _ in range(6):
        await house.app.idle()
        house.clock.later(minutes=10)
    await other.asks()
    await until(lambda: _has(other, BOTH))
    await provider.served.start()
    # The first one that gets through lets the others follow at once. When it is tried again hangs on when it was last.
    await until(lambda: _is_over_later(house, 11))

    for one in people:
        assert len(one.heard) == len(set(one.heard)) == BOTH


async def _has(somebody: Somebody, number: int) -> bool:
    return len(set(somebody.heard)) >= number


async def _is_over(house: Running, inbounds: int) -> bool:
    return nothing_is_lost(house, inbounds)


async def _is_over_later(house: Running, inbounds: int) -> bool:
    house.clock.later(seconds=1)
    return await _is_over(house, inbounds)


def _other(channel: ChannelName) -> ChannelName:
    return ChannelName.TELEGRAM if channel is ChannelName.SMS else ChannelName.SMS
