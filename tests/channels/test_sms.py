"""SMS: the real Twilio SDK over real HTTP, for every answer that Twilio may give."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.channels.sms import SmsChannel, SmsSettings
from bot.channels.sms_text import Hints
from bot.errors import BadRequest, BadSignature, OptedOut, Refused, SendFailed, TryLater, Unsettled
from bot.model import Message, OutgoingState, Receipt
from tests.channels.outgoings import NOW, TEXT, an_sms
from tests.providers.served import serve
from tests.providers.twilio_api import TwilioApi

PUBLIC_URL = "https://bot.example.dk"
HINTS = Hints(more="Svar MERE for mere")


def hints_of(language: str) -> Hints:
    """The same hints in every language."""
    assert language == "da"
    return HINTS


@asynccontextmanager
async def sms_to(twilio: TwilioApi, *, token: str = "") -> AsyncIterator[SmsChannel]:
    """The channel, open, pointed at the local Twilio."""
    settings = SmsSettings(
        account_sid=twilio.account_sid,
        auth_token=token or twilio.auth_token,
        sender=twilio.sender,
        public_url=PUBLIC_URL,
        api_url=twilio.url,
        timeout=0.4,
    )
    channel = SmsChannel(settings, hints_of)
    await channel.open()
    try:
        yield channel
    finally:
        await channel.close()


@pytest.fixture
async def twilio() -> AsyncIterator[TwilioApi]:
    """The local Twilio, whose clock stands still."""
    async with serve(TwilioApi(public_url=PUBLIC_URL, clock=lambda: NOW)) as api:
        yield api


@pytest.fixture
async def sms(twilio: TwilioApi) -> AsyncIterator[SmsChannel]:
    """The channel."""
    async with sms_to(twilio) as channel:
        yield channel


async def test_message_reaches_twilio(twilio: TwilioApi, sms: SmsChannel) -> None:
    """A message is taken with its text, sender and the address for its reports, and its SID comes back."""
    receipt = await sms.send(an_sms())

    (taken,) = twilio.messages
    assert receipt == Receipt(taken.sid, parts=1)
    assert (taken.to, taken.from_, taken.body) == ("+4520000001", twilio.sender, TEXT)
    assert taken.callback == f"{PUBLIC_URL}/webhooks/twilio/status?outgoing=7"


async def test_service_sends_for_us() -> None:
    """With a messaging service as sender, Twilio chooses the number."""
    async with serve(TwilioApi(sender="MG" + "1" * 32)) as twilio, sms_to(twilio) as sms:
        await sms.send(an_sms())

        assert (twilio.messages[0].service, twilio.messages[0].from_) == ("MG" + "1" * 32, None)


# What Twilio does, what that means, the code, whether it has the message, whether staff hear of it.
FAULTS: list[tuple[str, type[SendFailed], str, bool, bool]] = [
    ("429", TryLater, "429", False, False),
    ("20003", TryLater, "20003", False, True),
    ("21610", OptedOut, "21610", False, True),
    ("21211", Refused, "21211", False, True),
    ("21606", Refused, "21606", False, True),
    ("500", Unsettled, "20500", False, False),
    ("503", Unsettled, "20503", False, False),
    ("500-taken", Unsettled, "20500", True, False),
    ("reset", Unsettled, "reset", False, False),
    ("accept-then-reset", Unsettled, "reset", True, False),
    ("accept-then-time-out", Unsettled, "time-out", True, False),
    ("wrong-json", Unsettled, "unreadable", True, False),
    ("empty-json", Unsettled, "unreadable", True, False),
]


@pytest.mark.parametrize(("fault", "meaning", "code", "taken", "tell_staff"), FAULTS, ids=[row[0] for row in FAULTS])
async def test_every_fault_has_meaning(
    twilio: TwilioApi,
    sms: SmsChannel,
    fault: str,
    meaning: type[SendFailed],
    code: str,
    taken: bool,
    tell_staff: bool,
) -> None:
    """Each way that sending fails is a named failure, and whatever may have been taken is unsettled."""
    twilio.fail_next(fault)

    with pytest.raises(meaning) as raised:
        await sms.send(an_sms())

    assert (raised.value.code, bool(twilio.messages), raised.value.tell_staff) == (code, taken, tell_staff)


@pytest.mark.parametrize(
    ("asked", "waits"), [(0, 1), (3, 3), (900, 900), (86_400, 900), (99_999_999_999_999, 900), (10**400, 900)]
)
async def test_busy_says_when(twilio: TwilioApi, sms: SmsChannel, asked: int, waits: float) -> None:
    """A 429 carries the seconds that Twilio asks us to wait, from one to a quarter of an hour."""
    twilio.fail_next("429", retry_after=asked)

    with pytest.raises(TryLater) as raised:
        await sms.send(an_sms())

    assert raised.value.after == waits


async def test_refused_connection_waits(twilio: TwilioApi, sms: SmsChannel) -> None:
    """Nobody listening: the message was certainly not taken."""
    await twilio.served.stop()

    with pytest.raises(TryLater):
        await sms.send(an_sms())


async def test_wrong_token_waits(twilio: TwilioApi) -> None:
    """A wrong token keeps the message for later and tells the staff."""
    async with sms_to(twilio, token="wrong") as sms:
        with pytest.raises(TryLater) as raised:
            await sms.send(an_sms())

    assert raised.value.tell_staff


async def test_look_up_finds_taken(twilio: TwilioApi, sms: SmsChannel) -> None:
    """A message that was taken before the connection broke is found again."""
    twilio.fail_next("accept-then-reset")
    with pytest.raises(Unsettled):
        await sms.send(an_sms())

    receipt = await sms.look_up(an_sms(), NOW)

    assert receipt == Receipt(twilio.messages[0].sid)


async def test_look_up_finds_nothing(twilio: TwilioApi, sms: SmsChannel) -> None:
    """A message that was never taken is not found, though others to the same person are."""
    await sms.send(an_sms(Message(text="Noget andet.", language="da")))
    twilio.fail_next("500")
    with pytest.raises(Unsettled):
        await sms.send(an_sms())

    assert await sms.look_up(an_sms(), NOW) is None


async def test_look_up_ignores_receipted(twilio: TwilioApi, sms: SmsChannel) -> None:
    """The same text that was receipted a moment ago does not count for the one that was lost."""
    await sms.send(an_sms(number=1))
    twilio.fail_next("500")
    with pytest.raises(Unsettled):
        await sms.send(an_sms(number=2))

    assert await sms.look_up(an_sms(number=2), NOW) is None


async def test_look_up_ignores_older(twilio: TwilioApi, sms: SmsChannel) -> None:
    """The same text from before the attempt does not count."""
    twilio.fail_next("accept-then-reset")
    with pytest.raises(Unsettled):
        await sms.send(an_sms())

    assert await sms.look_up(an_sms(), NOW + timedelta(minutes=1)) is None


async def test_look_up_asks_others(twilio: TwilioApi) -> None:
    """After a restart, the store's word that another outgoing holds a SID leaves that one out."""
    twilio.fail_next("accept-then-reset")
    async with sms_to(twilio) as sms:
        with pytest.raises(Unsettled):
            await sms.send(an_sms())

    async def is_taken(sid: str) -> bool:
        return sid == twilio.messages[0].sid

    settings = SmsSettings(twilio.account_sid, twilio.auth_token, twilio.sender, PUBLIC_URL, twilio.url)
    again = SmsChannel(settings, hints_of, is_taken=is_taken)
    await again.open()
    found = await again.look_up(an_sms(), NOW)
    await again.close()

    assert found is None


@pytest.mark.parametrize("fault", ["429", "500", "20003", "reset", "wrong-json"])
async def test_failed_look_up_waits(twilio: TwilioApi, sms: SmsChannel, fault: str) -> None:
    """A look-up that fails says nothing about the message."""
    twilio.fail_next(fault, on="list", times=3)

    with pytest.raises(TryLater):
        await sms.look_up(an_sms(), NOW)


async def test_redact_deletes_message(twilio: TwilioApi, sms: SmsChannel) -> None:
    """A delivered message is deleted at Twilio; one that is gone is no fault."""
    receipt = await sms.send(an_sms())
    twilio.messages[0].status = "delivered"

    await sms.redact(an_sms().address, receipt.provider_id)
    await sms.redact(an_sms().address, receipt.provider_id)

    assert twilio.messages == []


@pytest.mark.parametrize("fault", ["", "500", "reset"])
async def test_failed_redact_waits(twilio: TwilioApi, sms: SmsChannel, fault: str) -> None:
    """A message on its way cannot be deleted yet, and a fault asks for another try."""
    receipt = await sms.send(an_sms())
    if fault:
        twilio.fail_next(fault, on="delete", times=3)

    with pytest.raises(TryLater):
        await sms.redact(an_sms().address, receipt.provider_id)


SMS_PATH = "/webhooks/twilio/sms"
STATUS_PATH = "/webhooks/twilio/status?outgoing=7"


def test_inbound_is_read(twilio: TwilioApi, sms: SmsChannel) -> None:
    """A signed webhook becomes an inbound, whether its path or its whole URL is given."""
    form = twilio.inbound_form("SM1", from_="+4520000001", body="tandlæge i slagelse & omegn")
    signature = twilio.signature(SMS_PATH, form)

    inbound = sms.inbound(SMS_PATH, form, signature)

    assert inbound
    assert inbound == sms.inbound(PUBLIC_URL + SMS_PATH, form, signature)
    assert (inbound.address.value, inbound.provider_id) == ("+4520000001", "SM1")
    assert (inbound.text, inbound.has_media) == ("tandlæge i slagelse & omegn", False)


def test_media_is_noticed(twilio: TwilioApi, sms: SmsChannel) -> None:
    """A picture without a text is an inbound with media."""
    form = twilio.inbound_form("SM1", from_="+4520000001", body="", media=1)

    inbound = sms.inbound(SMS_PATH, form, twilio.signature(SMS_PATH, form))

    assert inbound
    assert (inbound.text, inbound.has_media) == ("", True)


@pytest.mark.parametrize("forged", ["", "æ", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="])
def test_forged_inbound_is_refused(twilio: TwilioApi, sms: SmsChannel, forged: str) -> None:
    """A missing or wrong signature raises, and so does the right one with another text or path."""
    form = twilio.inbound_form("SM1", from_="+4520000001", body="hej")
    right = twilio.signature(SMS_PATH, form)

    for path, fields, signature in [
        (SMS_PATH, form, forged),
        (SMS_PATH, form | {"Body": "STOP"}, right),
        (SMS_PATH + "?a=1", form, right),
    ]:
        with pytest.raises(BadSignature):
            sms.inbound(path, fields, signature)


def test_inbound_without_sender_is_bad(twilio: TwilioApi, sms: SmsChannel) -> None:
    """A signed webhook that lacks the sender cannot be read."""
    with pytest.raises(BadRequest):
        sms.inbound(SMS_PATH, {"Body": "hej"}, twilio.signature(SMS_PATH, {"Body": "hej"}))


@pytest.mark.parametrize(
    ("status", "code", "state"),
    [
        ("accepted", "", OutgoingState.SENT),
        ("queued", "", OutgoingState.SENT),
        ("sent", "", OutgoingState.SENT),
        ("delivered", "", OutgoingState.DELIVERED),
        ("undelivered", "30003", OutgoingState.FAILED),
        ("undelivered", "30004", OutgoingState.FAILED),
        ("failed", "21610", OutgoingState.OPTED_OUT),
        ("failed", "30007", OutgoingState.FAILED),
    ],
)
def test_report_is_read(twilio: TwilioApi, sms: SmsChannel, status: str, code: str, state: OutgoingState) -> None:
    """A signed status report names our outgoing, its state, its SID and the code of a failure."""
    form = {"MessageSid": "SM9", "MessageStatus": status} | ({"ErrorCode": code} if code else {})

    report = sms.report(STATUS_PATH, form, twilio.signature(STATUS_PATH, form))

    assert (report.outgoing, report.state, report.provider_id, report.code) == (7, state, "SM9", code)


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/webhooks/twilio/status", {"MessageSid": "SM9", "MessageStatus": "sent"}),
        ("/webhooks/twilio/status?outgoing=x", {"MessageSid": "SM9", "MessageStatus": "sent"}),
        (STATUS_PATH, {"MessageSid": "SM9", "MessageStatus": "flown"}),
        (STATUS_PATH, {"MessageStatus": "sent"}),
    ],
)
def test_unreadable_report_is_bad(twilio: TwilioApi, sms: SmsChannel, path: str, form: dict[str, str]) -> None:
    """A signed report without our id, a known state or a SID cannot be read."""
    with pytest.raises(BadRequest):
        sms.report(path, form, twilio.signature(path, form))


def test_forged_report_is_refused(twilio: TwilioApi, sms: SmsChannel) -> None:
    """The signature covers the query: a report for another outgoing is forged."""
    form = {"MessageSid": "SM9", "MessageStatus": "delivered"}
    signature = twilio.signature(STATUS_PATH, form)

    with pytest.raises(BadSignature):
        sms.report("/webhooks/twilio/status?outgoing=8", form, signature)


def test_token_is_never_printed() -> None:
    """The settings hide the token."""
    assert "secret-token" not in repr(SmsSettings("AC1", "secret-token", "+4520000000", PUBLIC_URL))
