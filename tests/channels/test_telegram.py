"""Telegram: the real library over real HTTP, for every answer that Telegram may give."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.channels.telegram import MenuItem, TelegramChannel, TelegramSettings
from bot.channels.telegram_text import TelegramWords
from bot.errors import BadRequest, BadSignature, OptedOut, Refused, SendFailed, TryLater, Unsettled
from bot.model import Address, ChannelName, Choice, Inbound, Message, Outgoing, Position, Receipt
from tests.channels.outgoings import TEXT, an_outgoing
from tests.providers.news import News
from tests.providers.served import serve
from tests.providers.telegram_api import TelegramApi

CHAT = 20000001
SECRET = "a-secret-of-the-tests"
PUBLIC_URL = "https://bot.example.dk"
ASK = Message(
    "Hvilken by?",
    "da",
    choices=(Choice("slagelse", "Slagelse"), Choice("korsoer", "Korsør")),
    question="find_help.town",
)


class House:
    """What the channel hands on: inbounds and opt-outs. It can refuse some at first."""

    def __init__(self) -> None:
        self.inbounds: list[Inbound] = []
        self.opted_out: list[Address] = []
        self.refusals = 0
        self.news = News()

    async def put(self, inbound: Inbound) -> None:
        """Store an inbound, unless the database is down."""
        if self.refusals:
            self.refusals -= 1
            self.news.announce()
            raise OSError("the disk is full")
        self.inbounds.append(inbound)
        self.news.announce()

    async def opt_out(self, address: Address, code: str) -> None:
        """Store an opt-out."""
        assert code == "403"
        self.opted_out.append(address)
        self.news.announce()


@asynccontextmanager
async def telegram_to(api: TelegramApi, house: House, *, secret: str = "") -> AsyncIterator[TelegramChannel]:
    """The channel, open and registered, pointed at the local Telegram."""
    settings = TelegramSettings(api.token, api.url, PUBLIC_URL, secret, timeout=0.5)
    channel = TelegramChannel(
        settings,
        put=house.put,
        opted_out=house.opt_out,
        words=lambda _: TelegramWords("Del min placering"),
        menus={"": (MenuItem("hjaelp", "Vis hvad du kan spørge om"),)},
    )
    await channel.open()
    try:
        await asyncio.wait_for(channel.registered.wait(), 5)
        yield channel
    finally:
        await channel.close()


@pytest.fixture
async def api() -> AsyncIterator[TelegramApi]:
    """The local Telegram."""
    async with serve(TelegramApi()) as served:
        yield served


@pytest.fixture
def house() -> House:
    """Where inbounds go."""
    return House()


@pytest.fixture
async def telegram(api: TelegramApi, house: House) -> AsyncIterator[TelegramChannel]:
    """The channel with a webhook."""
    async with telegram_to(api, house, secret=SECRET) as channel:
        yield channel


def to_chat(message: Message | None = None) -> Outgoing:
    """One claimed outgoing to the chat."""
    return an_outgoing(Address(ChannelName.TELEGRAM, str(CHAT)), message)


async def test_webhook_is_registered(api: TelegramApi, telegram: TelegramChannel) -> None:
    """With a secret, Telegram is told where to post, with which secret, and what the menu holds."""
    assert telegram.registered.is_set()
    assert (api.webhook["url"], api.webhook["secret_token"]) == (f"{PUBLIC_URL}/webhooks/telegram", SECRET)
    assert api.webhook["allowed_updates"] == ["message", "edited_message", "callback_query", "my_chat_member"]
    assert api.commands == {"": [{"command": "hjaelp", "description": "Vis hvad du kan spørge om"}]}


async def test_registering_is_retried(api: TelegramApi, house: House) -> None:
    """A Telegram that is down at the start does not stop it; we register when it is back."""
    api.fail_next("502", on="setWebhook")

    async with telegram_to(api, house, secret=SECRET):
        assert api.calls.count("setWebhook") == 2


async def test_message_reaches_chat(api: TelegramApi, telegram: TelegramChannel) -> None:
    """A message is shown with its buttons, and its receipt names chat and message."""
    receipt = await telegram.send(to_chat(ASK))

    (bubble,) = api.bubbles
    assert receipt == Receipt(f":{bubble.id}")
    assert (bubble.chat, bubble.text) == (CHAT, "Hvilken by?")
    assert bubble.buttons == {"Slagelse": "find_help.town:slagelse", "Korsør": "find_help.town:korsoer"}


async def test_position_is_asked_for(api: TelegramApi, telegram: TelegramChannel) -> None:
    """A message that asks for the position brings a keyboard that can share it."""
    await telegram.send(to_chat(Message("Hvor er du?", "da", asks_position=True)))

    assert api.bubbles[0].keys == ["Del min placering"]


FAULTS: list[tuple[str, type[SendFailed], str, bool, bool]] = [
    ("429", TryLater, "429", False, False),
    ("401", TryLater, "401", False, True),
    ("403", OptedOut, "403", False, True),
    ("400", Refused, "chat not found", False, True),
    ("400-long", Refused, "400", False, True),
    ("500", Unsettled, "unreadable", False, False),
    ("502", Unsettled, "unreadable", False, False),
    ("reset", Unsettled, "reset", False, False),
    ("accept-then-reset", Unsettled, "reset", True, False),
    ("accept-then-time-out", Unsettled, "time-out", True, False),
    ("wrong-json", Unsettled, "unreadable", True, False),
    ("empty-json", Unsettled, "unreadable", True, False),
]


@pytest.mark.parametrize(("fault", "meaning", "code", "taken", "tell_staff"), FAULTS, ids=[row[0] for row in FAULTS])
async def test_every_fault_has_meaning(
    api: TelegramApi,
    telegram: TelegramChannel,
    fault: str,
    meaning: type[SendFailed],
    code: str,
    taken: bool,
    tell_staff: bool,
) -> None:
    """Each way that sending fails is a named failure, and whatever may have been taken is unsettled."""
    api.fail_next(fault, retry_after=3 if fault == "429" else None)

    with pytest.raises(meaning) as raised:
        await telegram.send(to_chat())

    assert (raised.value.code, bool(api.bubbles), raised.value.tell_staff) == (code, taken, tell_staff)


@pytest.mark.parametrize(("asked", "waits"), [(3, 3), (900, 900), (86_400, 900), (10**14, 900), (10**400, 900)])
async def test_flood_says_when(api: TelegramApi, telegram: TelegramChannel, asked: int, waits: float) -> None:
    """A 429 carries the seconds that Telegram asks us to wait, a quarter of an hour at most."""
    api.fail_next("429", retry_after=asked)

    with pytest.raises(TryLater) as raised:
        await telegram.send(to_chat())

    assert (raised.value.code, raised.value.after) == ("429", waits)


async def test_refused_connection_waits(api: TelegramApi, telegram: TelegramChannel) -> None:
    """Nobody listening: the message was certainly not taken."""
    await api.served.stop()

    with pytest.raises(TryLater):
        await telegram.send(to_chat())


async def test_tap_is_answered(api: TelegramApi, house: House) -> None:
    """After a tap, the buttons go, the label stays, the tap stops spinning, and the reply comes."""
    async with telegram_to(api, house) as telegram:
        await telegram.send(to_chat(ASK))
        await api.tap(CHAT, "Korsør")
        await house.news.until(lambda: len(house.inbounds) == 1)

        (tap,) = house.inbounds
        await telegram.send(to_chat(Message(TEXT, "da", answers=tap.reference)))

    assert (tap.tapped, tap.text, tap.address.value) == ("find_help.town:korsoer", "", str(CHAT))
    assert api.texts == ["Hvilken by?\n\n» Korsør", TEXT]
    assert (api.bubbles[0].buttons, api.answered) == ({}, [tap.reference["callback"]])


async def test_shortcut_is_a_text(api: TelegramApi, house: House) -> None:
    """A shortcut comes back as its word, and the open question keeps its buttons."""
    async with telegram_to(api, house) as telegram:
        message = Message(ASK.text, "da", ASK.choices, ASK.question, shortcuts=(Choice("menneske", "Et menneske"),))
        await telegram.send(to_chat(message))
        await api.tap(CHAT, "Et menneske")
        await house.news.until(lambda: len(house.inbounds) == 1)

        (tap,) = house.inbounds
        await telegram.send(to_chat(Message(TEXT, "da", answers=tap.reference)))

    assert (tap.text, tap.tapped) == ("menneske", "")
    assert "Slagelse" in api.bubbles[0].buttons
    assert api.answered == [tap.reference["callback"]]


@pytest.mark.parametrize("fault", ["400-old", "429", "500", "reset"])
async def test_tidying_never_stops_reply(api: TelegramApi, telegram: TelegramChannel, fault: str) -> None:
    """Whatever goes wrong with the old message, the reply is sent."""
    answers = {"callback": "9", "chat": str(CHAT), "message": "9", "text": "Hvilken by?", "label": "Korsør"}
    api.fail_next(fault, on="answerCallbackQuery", retry_after=1)
    api.fail_next(fault, on="editMessageText", retry_after=1)

    await telegram.send(to_chat(Message(TEXT, "da", answers=answers)))

    assert api.texts == [TEXT]


async def test_redact_deletes_message(api: TelegramApi, telegram: TelegramChannel) -> None:
    """A message is deleted in the chat; one that is gone, or has no id, is no fault; a busy Telegram is asked again."""
    receipt = await telegram.send(to_chat())
    api.fail_next("429", on="deleteMessage", retry_after=2)

    with pytest.raises(TryLater):
        await telegram.redact(to_chat().address, receipt.provider_id)
    await telegram.redact(to_chat().address, receipt.provider_id)
    await telegram.redact(to_chat().address, receipt.provider_id)
    await telegram.redact(to_chat().address, "417")

    assert api.bubbles == []


async def test_look_up_is_impossible(telegram: TelegramChannel) -> None:
    """Telegram cannot be asked whether it took a message."""
    assert not telegram.can_look_up
    with pytest.raises(NotImplementedError):
        await telegram.look_up(to_chat(), to_chat().created_at)


async def test_polling_hands_on(api: TelegramApi, house: House) -> None:
    """Without a secret we poll, in order, and Telegram's webhook is taken away."""
    async with telegram_to(api, house):
        await api.text(CHAT, "tandlæge i slagelse")
        await api.text(CHAT, "", photo=[{"file_id": "1"}], caption="mit pas")
        await api.block(CHAT)
        await house.news.until(lambda: bool(house.opted_out))

    assert [(one.text, one.has_media) for one in house.inbounds] == [("tandlæge i slagelse", False), ("mit pas", True)]
    assert house.opted_out == [Address(ChannelName.TELEGRAM, str(CHAT))]
    assert "deleteWebhook" in api.calls


async def test_unstored_update_comes_again(api: TelegramApi, house: House) -> None:
    """An update that could not be stored is not acknowledged, and is handed on once it can be."""
    house.refusals = 1

    async with telegram_to(api, house):
        await api.text(CHAT, "hej")
        await house.news.until(lambda: len(house.inbounds) == 1)

    assert house.inbounds[0].text == "hej"


async def test_restart_polls_the_rest(api: TelegramApi, house: House) -> None:
    """What could not be stored before a stop comes again after it."""
    house.refusals = 1
    await api.text(CHAT, "hej")
    async with telegram_to(api, house):
        await house.news.until(lambda: not house.refusals)

    async with telegram_to(api, house):
        await house.news.until(lambda: len(house.inbounds) == 1)

    assert house.inbounds[0].text == "hej"


def body(**update: object) -> bytes:
    """An update as Telegram posts it."""
    return json.dumps({"update_id": 5} | update).encode()


PRIVATE = {"chat": {"id": CHAT, "type": "private"}, "from": {"id": CHAT, "language_code": "pl"}, "message_id": 3}


@pytest.mark.parametrize(
    ("message", "text", "has_media", "position"),
    [
        ({"text": "hvor kan jeg sove"}, "hvor kan jeg sove", False, None),
        ({"text": "/start"}, "START", False, None),
        ({"text": "/start 4821"}, "START", False, None),
        ({"text": "/hjaelp@aaben_doer_bot"}, "MENU", False, None),
        ({"text": "/stop"}, "STOP", False, None),
        ({"text": "/slet mig"}, "slet mig", False, None),
        ({"text": "hej \ud83d"}, "hej ?", False, None),
        ({"photo": [{}], "caption": "se her"}, "se her", True, None),
        ({"voice": {}}, "", True, None),
        ({"sticker": {"emoji": "🙂"}}, "", True, None),
        ({"location": {"latitude": 55.4, "longitude": 11.35}}, "", False, Position(55.4, 11.35)),
    ],
)
async def test_message_is_read(
    telegram: TelegramChannel, message: dict[str, object], text: str, has_media: bool, position: Position | None
) -> None:
    """Texts, captions, commands, pictures and positions each become the inbound that they mean."""
    inbound = telegram.inbound(body(message=PRIVATE | message), SECRET)

    assert isinstance(inbound, Inbound)
    assert (inbound.text, inbound.has_media, inbound.position) == (text, has_media, position)
    assert (inbound.address.value, inbound.provider_id, inbound.language_hint) == (str(CHAT), "5", "pl")


@pytest.mark.parametrize(
    "update",
    [
        {"message": PRIVATE | {"chat": {"id": -5, "type": "group"}, "text": "hej"}},
        {"message": PRIVATE | {"new_chat_title": "x"}},
        {"edited_message": PRIVATE | {"location": {"latitude": 55.4, "longitude": 11.35}}},
        {"my_chat_member": PRIVATE | {"new_chat_member": {"status": "member"}}},
        {"poll": {}},
    ],
)
async def test_others_are_let_be(telegram: TelegramChannel, update: dict[str, object]) -> None:
    """Groups, service messages, edits and what else Telegram knows are no inbound and no fault."""
    assert telegram.inbound(body(**update), SECRET) is None


async def test_old_tap_is_read(telegram: TelegramChannel) -> None:
    """A tap whose message Telegram has forgotten still counts."""
    tap = {"id": "77", "from": {"id": CHAT}, "data": "find_help.town:korsoer"}

    inbound = telegram.inbound(body(callback_query=tap), SECRET)

    assert isinstance(inbound, Inbound)
    assert (inbound.tapped, inbound.address.value, inbound.reference) == (tap["data"], str(CHAT), {"callback": "77"})


@pytest.mark.parametrize("secret", ["", "wrong", "æ"])
async def test_forged_update_is_refused(telegram: TelegramChannel, secret: str) -> None:
    """An update without our secret raises, whatever it holds."""
    with pytest.raises(BadSignature):
        telegram.inbound(body(message=PRIVATE | {"text": "hej"}), secret)


@pytest.mark.parametrize(
    "unreadable",
    [
        b"",
        b"{",
        b"[]",
        b"1",
        b"{}",
        b"\xff",
        b'{"update_id": 5, "message": 3}',
        b'{"update_id": 5, "message": {"a": 1}}',
    ],
)
async def test_unreadable_update_is_bad(telegram: TelegramChannel, unreadable: bytes) -> None:
    """An update with the secret that is no update cannot be read."""
    with pytest.raises(BadRequest):
        telegram.inbound(unreadable, SECRET)


async def test_polling_accepts_no_webhook(api: TelegramApi, house: House) -> None:
    """Without a secret in the settings, nobody can post updates."""
    async with telegram_to(api, house) as telegram:
        with pytest.raises(BadSignature):
            telegram.inbound(body(message=PRIVATE | {"text": "hej"}), "")


def test_secrets_are_never_printed() -> None:
    """The settings hide the token and the secret."""
    shown = repr(TelegramSettings("1:the-token", webhook_secret="the-secret"))

    assert "the-token" not in shown
    assert "the-secret" not in shown
