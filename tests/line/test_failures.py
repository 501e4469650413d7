"""Whatever the provider does, a message goes out once, or its end is known and counted."""

import pytest
from sqlalchemy import update

from bot.model import ChannelName
from bot.store import checks
from bot.store.schema import dialogues
from tests.databases import Kind
from tests.line.looking import counted, rows, states, until, until_stored
from tests.running import Running

pytestmark = pytest.mark.long(Kind.POSTGRESQL)

PERSON, OTHER = "+4520000001", "+4520000002"
CHAT = 700001
# The answer to a first message, and the greeting that follows it.
BOTH = 2


async def _asks(house: Running, channel: ChannelName, text: str = "mad i Slagelse") -> None:
    if channel is ChannelName.SMS:
        assert await house.twilio.text(from_=PERSON, body=text) == 200
    else:
        assert await house.telegram.text(CHAT, text) == 200
    await house.app.idle()


def _fail_next(house: Running, channel: ChannelName, fault: str, retry_after: int | None = None) -> None:
    (house.twilio if channel is ChannelName.SMS else house.telegram).fail_next(fault, retry_after=retry_after)


def _heard(house: Running, channel: ChannelName) -> list[str]:
    return house.twilio.bodies if channel is ChannelName.SMS else house.telegram.texts


both_channels = pytest.mark.parametrize("channel", [ChannelName.SMS, ChannelName.TELEGRAM])


@both_channels
async def test_too_many_requests(house: Running, channel: ChannelName) -> None:
    """After "too many requests" the whole channel rests as long as it is told, and then every message goes out once."""
    _fail_next(house, channel, "429", retry_after=30)

    await _asks(house, channel)
    house.clock.later(seconds=20)
    await house.app.idle()
    early = len(_heard(house, channel))
    house.clock.later(seconds=11)
    await until_stored(house.folder, {"sent": BOTH})

    assert early == 0
    assert len(_heard(house, channel)) == len(set(_heard(house, channel))) == BOTH


@pytest.mark.parametrize("fault", ["500", "503", "reset"])
async def test_sms_that_was_not_taken(house: Running, fault: str) -> None:
    """A message that Twilio may have taken, and has not, is looked up before it is sent again, once."""
    house.twilio.fail_next(fault)

    await _asks(house, ChannelName.SMS)
    assert states(house.folder)["unknown"] == 1
    house.clock.later(seconds=21)
    await until_stored(house.folder, {"sent": BOTH})

    assert "list" in house.twilio.requests
    assert len(house.twilio.bodies) == len(set(house.twilio.bodies)) == BOTH


@pytest.mark.parametrize("fault", ["500-taken", "accept-then-reset", "wrong-json", "empty-json"])
async def test_sms_found_by_look_up(house: Running, fault: str) -> None:
    """A message that Twilio took without our knowing is found there, and never sent again."""
    house.twilio.fail_next(fault)

    await _asks(house, ChannelName.SMS)
    assert states(house.folder)["unknown"] == 1
    house.clock.later(seconds=21)
    await until_stored(house.folder, {"sent": BOTH})

    assert len(house.twilio.bodies) == len(set(house.twilio.bodies)) == BOTH
    found = {sid for (sid,) in rows(house.folder, "select provider_id from outbox")}
    assert found == {sms.sid for sms in house.twilio.messages}


async def test_sms_settled_by_report(house: Running) -> None:
    """The report of a message that we did not know to be taken settles it: nothing is asked, nothing sent again."""
    house.twilio.fail_next("accept-then-reset")
    await _asks(house, ChannelName.SMS)
    in_doubt = next(sms for sms in house.twilio.messages if sms.outgoing == "1")

    assert await house.twilio.report(in_doubt, "sent", "delivered") == [200, 200]
    house.clock.later(hours=1)
    await house.app.idle()

    assert states(house.folder) == {"delivered": 1, "sent": 1}
    assert "list" not in house.twilio.requests
    assert len(house.twilio.bodies) == BOTH


async def test_two_alike_in_doubt(house: Running) -> None:
    """Of two messages with the same text, one taken and one not, only the one is sent again."""
    await _asks(house, ChannelName.SMS, "MENU")
    house.clock.later(seconds=2)
    house.twilio.fail_next("accept-then-reset")
    await _asks(house, ChannelName.SMS, "mad i Slagelse")
    await _asks(house, ChannelName.SMS, "MENU")
    house.clock.later(seconds=2)
    house.twilio.fail_next("reset")
    await _asks(house, ChannelName.SMS, "mad i Slagelse")

    house.clock.later(seconds=21)
    await until_stored(house.folder, {"sent": 5})

    assert len(house.twilio.messages) == 5
    assert sorted(sms.outgoing for sms in house.twilio.messages) == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(("fault", "copies"), [("500", 1), ("reset", 1), ("accept-then-reset", 2)])
async def test_telegram_reply_in_doubt(house: Running, fault: str, copies: int) -> None:
    """Telegram cannot be asked: a reply in doubt is repeated once, and at most once."""
    house.telegram.fail_next(fault)

    await _asks(house, ChannelName.TELEGRAM)
    house.clock.later(seconds=21)
    await until_stored(house.folder, {"sent": BOTH})
    house.clock.later(hours=1)
    await house.app.idle()

    texts = house.telegram.texts
    assert sorted(texts.count(text) for text in set(texts)) == [1, copies]


async def test_telegram_reply_in_doubt_twice(house: Running) -> None:
    """A reply that is in doubt a second time is given up, and counted as failed."""
    house.telegram.fail_next("reset")
    await _asks(house, ChannelName.TELEGRAM)
    house.telegram.fail_next("reset")

    house.clock.later(seconds=21)
    await until(lambda: _is_asked(house, 3))
    await house.app.idle()
    house.clock.later(seconds=21)
    await until_stored(house.folder, {"failed": 1, "sent": 1})

    assert house.telegram.calls.count("sendMessage") == 3


@both_channels
async def test_blocked_person_is_opted_out(house: Running, channel: ChannelName) -> None:
    """Who has blocked us is opted out, visible to staff and counted; writing again takes it back."""
    code = "21610" if channel is ChannelName.SMS else "403"
    before = counted("outgoing", channel=channel, state="opted_out")
    _fail_next(house, channel, code)

    await _asks(house, channel)
    warnings = await _warnings(house)
    await _asks(house, channel, "mad i Odense")

    assert counted("outgoing", channel=channel, state="opted_out") == before + 1
    assert len(warnings) == 1
    assert code in warnings[0]
    assert not await _warnings(house)
    assert states(house.folder)["opted_out"] == 1


async def test_report_of_blocked_number(house: Running) -> None:
    """A 21610 that only comes as a report is an opt-out too."""
    await _asks(house, ChannelName.SMS)

    await house.twilio.report(house.twilio.messages[0], "undelivered", code="21610")
    await until_stored(house.folder, {"opted_out": 1, "sent": 1})

    assert len(await _warnings(house)) == 1


async def test_blocking_the_bot_opts_out(house: Running) -> None:
    """Telegram's word that somebody blocked the bot is kept before anything is sent to them."""
    await _asks(house, ChannelName.TELEGRAM)

    assert await house.telegram.block(CHAT) == 200

    assert len(await _warnings(house)) == 1


async def test_provider_down_for_an_hour(house: Running) -> None:
    """The provider is gone for an hour: what came in is answered once when it is back, and readiness says so."""
    await house.twilio.served.stop()
    for who in range(1, 11):
        assert await house.twilio.text(from_=f"+45200000{who:02}", body="mad i Slagelse") == 200
    for _ in range(6):
        await house.app.idle()
        house.clock.later(minutes=10)
    failing = (await house.app.checks())["sms"]

    await house.twilio.served.start()
    await until_stored(house.folder, {"sent": 10 * BOTH})

    assert failing == "failing"
    assert (await house.app.checks())["sms"] == "ok"
    assert sorted(sms.outgoing for sms in house.twilio.messages) == sorted(str(n) for n in range(1, 10 * BOTH + 1))


async def test_reply_that_is_too_late(house: Running) -> None:
    """A reply that could not leave within its validity is dropped and counted, never sent."""
    before = counted("outgoing", channel="sms", state="expired")
    await house.twilio.served.stop()
    await _asks(house, ChannelName.SMS)

    house.clock.later(hours=4, minutes=1)
    await until_stored(house.folder, {"expired": BOTH})
    await house.twilio.served.start()
    house.clock.later(hours=1)
    await house.app.idle()

    assert counted("outgoing", channel="sms", state="expired") == before + BOTH
    assert not house.twilio.messages


async def test_turn_that_fails_three_times(house: Running) -> None:
    """Where we fail three times the person hears an apology with a number; others are answered meanwhile."""
    await _asks(house, ChannelName.SMS)
    await _spoil_dialogue(house)
    before = len(house.twilio.messages)

    await house.twilio.text(from_=PERSON, body="mad i Odense")
    await house.twilio.text(from_=OTHER, body="mad i Odense")
    first = (await house.twilio.heard(before + 1))[-1]
    await house.app.idle()

    assert first.to == OTHER
    assert states(house.folder, "inbox") == {"done": 2, "failed": 1}
    assert "112" in [sms.body for sms in house.twilio.messages if sms.to == PERSON][-1]


async def _is_asked(house: Running, times: int) -> bool:
    return house.telegram.calls.count("sendMessage") >= times


async def _spoil_dialogue(house: Running) -> None:
    """What one person's dialogue holds cannot be opened any more."""
    await house.app.database.write(lambda db: db.execute(update(dialogues).values(sealed=b"\0")))


async def _warnings(house: Running) -> tuple[str, ...]:
    async with house.app.database.read() as db:
        return (await checks.run(db, house.clock())).warnings
