"""How fast notices are given to a provider, whatever the beats and however many processes give them."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import ChannelName
from bot.store import paces
from bot.store.database import Database
from tests.store.rows import NOW

SMS = ChannelName.SMS


@settings(max_examples=200, deadline=None)
@given(
    st.floats(0.1, 60),
    st.lists(st.tuples(st.integers(0, 3_000), st.integers(0, 100)), min_size=1, max_size=40),
)
def test_rate_is_never_exceeded(per_second: float, beats: list[tuple[int, int]]) -> None:
    """Over the whole time, no more than the rate and one burst at its beginning."""
    now, used, went = NOW, None, 0
    for milliseconds, wanted in beats:
        now += timedelta(milliseconds=milliseconds)
        number = min(wanted, paces.may_go(used, per_second, now))
        used = paces.after(used, per_second, now, number) if number else used
        went += number
    most = (now - NOW).total_seconds() * per_second + per_second * paces.BURST.total_seconds() + 1
    assert went <= most + 0.01


@settings(max_examples=100, deadline=None)
@given(st.floats(0.1, 60), st.sampled_from([100, 500, 900]))
def test_rate_is_reached(per_second: float, beat: int) -> None:
    """Whoever always has something to send reaches it, slow rates too."""
    now, used, went = NOW, None, 0
    for _ in range(60_000 // beat):
        now += timedelta(milliseconds=beat)
        number = paces.may_go(used, per_second, now)
        used = paces.after(used, per_second, now, number) if number else used
        went += number
    assert went >= (now - NOW).total_seconds() * per_second - 1


async def test_processes_share_it(database: Database) -> None:
    """What one has given, the other finds."""
    await database.write(lambda db: paces.use(db, SMS, NOW))
    await database.write(lambda db: paces.use(db, SMS, NOW + timedelta(seconds=3)))

    async with database.read() as db:
        assert await paces.used(db) == {SMS: NOW + timedelta(seconds=3)}
