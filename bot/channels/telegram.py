"""Telegram through its Bot API: sending, and receiving by webhook or by polling. Private chats only.

Telegram can't be asked whether it took a message, so a broken connection leaves it Unsettled for good.
"""

import asyncio
import hmac
import json
import os
import ssl
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from time import monotonic
from typing import Any
from urllib.parse import urlencode

import httpx
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    error,
)
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.channels.telegram_refusals import failure, wait_of
from bot.channels.telegram_text import Screen, TelegramWords, chosen, screen
from bot.channels.telegram_update import OptOut, heard
from bot.errors import LONGEST_REST, BadRequest, BadSignature, TryLater, Unsettled
from bot.logs import logger
from bot.model import Address, ChannelName, Inbound, Outgoing, Receipt

__all__ = ["OptOut", "TelegramChannel", "TelegramSettings"]

TELEGRAM = "https://api.telegram.org"
WEBHOOK_PATH = "/webhooks/telegram"
UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")

# Seconds. Telegram holds a poll open for so long when there is nothing; an answered tap has no later.
POLL = 25
TIDYING = 2.0
# How often to look whether the process that polls still does; how many polls it makes before it looks.
ELSEWHERE, POLLS = 2.0, 20
LONGEST_WAIT = 60.0
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

log = logger(__name__)

# The library's own switch for times as timedelta; without it every 429 warns of the coming change.
os.environ.setdefault("PTB_TIMEDELTA", "true")


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """As whom we speak. With `webhook_secret` and `public_url` Telegram posts to us, without we poll."""

    token: str = field(repr=False)
    api_url: str = TELEGRAM
    public_url: str = ""
    webhook_secret: str = field(default="", repr=False)
    timeout: float = 10.0


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One command of the menu beside the person's keyboard: "hjaelp", and what it does."""

    command: str
    description: str


class TelegramChannel:
    """The channel Telegram.

    Polled inbounds go to `put`, blocked addresses with a code to `opted_out`; an update counts as taken once they have
    returned. `words` gives the words of a language, `menus` the commands by language code ("" for all others).
    `alone`: of several processes one polls, for Telegram answers only one.
    """

    name = ChannelName.TELEGRAM
    can_look_up = False

    def __init__(
        self,
        settings: TelegramSettings,
        *,
        put: Callable[[Inbound], Awaitable[object]],
        opted_out: Callable[[Address, str], Awaitable[object]],
        words: Callable[[str], TelegramWords] = lambda _: TelegramWords("Share my position"),
        menus: Mapping[str, tuple[MenuItem, ...]] | None = None,
        alone: Callable[[str], AbstractAsyncContextManager[bool]] = lambda _: nullcontext(True),
    ) -> None:
        self._settings = settings
        self._alone = alone
        self._put = put
        self._opted_out = opted_out
        self._words = words
        self._menus = menus or {}
        self._work: asyncio.Task[None] | None = None
        self._offset = 0
        self._polled_at = monotonic()
        self.registered = asyncio.Event()
        """Set once Telegram knows our webhook, or that we poll, and the menus."""
        waits = settings.timeout
        common: dict[str, Any] = {"connect_timeout": min(waits, 5), "httpx_kwargs": {"verify": authorities()}}
        self._calls = HTTPXRequest(read_timeout=waits, write_timeout=waits, **common)
        self._polls = HTTPXRequest(read_timeout=waits, connection_pool_size=1, **common)
        self._bot = ExtBot(
            settings.token,
            base_url=f"{settings.api_url}/bot",
            request=self._calls,
            get_updates_request=self._polls,
            rate_limiter=AIORateLimiter(),
        )

    async def open(self) -> None:
        """Begin to register and, without a webhook, to poll. Returns at once: sending needs neither."""
        await asyncio.gather(self._calls.initialize(), self._polls.initialize())
        self._work = asyncio.create_task(self._receive(), name="telegram")

    async def close(self) -> None:
        """End both. What was polled and not put comes again at the next start."""
        if self._work:
            self._work.cancel()
            with suppress(asyncio.CancelledError):
                await self._work
        await asyncio.gather(self._calls.shutdown(), self._polls.shutdown())

    def inbound(self, body: bytes, secret: str) -> Inbound | OptOut | None:
        """What an update says; None for what we do not answer. Raises BadSignature, BadRequest.

        `secret` is the header X-Telegram-Bot-Api-Secret-Token.
        """
        expected = self._settings.webhook_secret
        if not expected or not hmac.compare_digest(secret.encode(), expected.encode()):
            raise BadSignature("the secret of Telegram's webhook does not fit")
        try:
            return heard(json.loads(body))
        except (ValueError, RecursionError) as fault:
            raise BadRequest("not JSON") from fault

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Take the buttons off the message that was answered, then send this one."""
        if outgoing.message.answers:
            await self._tidy(outgoing.message.answers)
        shown = screen(outgoing.message, self._words(outgoing.message.language))
        chat = outgoing.address.value
        try:
            sent = await self._bot.send_message(
                int(chat), shown.text, reply_markup=_keyboard(shown), link_preview_options=NO_PREVIEW
            )
        except error.TelegramError as fault:
            raise failure(fault) from fault
        except OverflowError as fault:
            # A "wait" that the library cannot hold.
            raise TryLater("429", after=LONGEST_REST) from fault
        except (ValueError, TypeError, KeyError, AttributeError) as fault:
            raise Unsettled("unreadable") from fault
        return Receipt(f":{sent.message_id}")

    async def look_up(self, outgoing: Outgoing, since: datetime) -> Receipt | None:
        """Not possible at Telegram."""
        raise NotImplementedError

    async def redact(self, address: Address, provider_id: str) -> None:
        """Delete a message of ours or theirs. Telegram allows it for 48 hours; an older one, or one gone, stays so."""
        # A message's number follows the colon; an inbound's own id is that of its update.
        theirs, _, number = provider_id.partition(":")
        if theirs or not number:
            return
        try:
            await self._bot.delete_message(int(address.value), int(number))
        except (error.BadRequest, error.Forbidden):
            return
        except error.RetryAfter as fault:
            raise TryLater("429", after=wait_of(fault)) from fault
        except error.TelegramError as fault:
            raise TryLater(type(fault).__name__) from fault

    async def _tidy(self, answered: Mapping[str, str]) -> None:
        """Show the tap as taken. Whatever goes wrong here is of no account beside the answer."""
        calls: list[Coroutine[Any, Any, object]] = []
        if callback := answered.get("callback"):
            calls.append(self._bot.answer_callback_query(callback))
        if (chat := answered.get("chat")) and (number := answered.get("message")):
            text, label = answered.get("text"), answered.get("label")
            if text and label:
                calls.append(
                    self._bot.edit_message_text(
                        chosen(text, label), int(chat), int(number), link_preview_options=NO_PREVIEW
                    )
                )
            else:
                calls.append(self._bot.edit_message_reply_markup(int(chat), int(number)))
        with suppress(TimeoutError):
            async with asyncio.timeout(TIDYING):
                await asyncio.gather(*calls, return_exceptions=True)

    async def _receive(self) -> None:
        await _insist(self._register)
        self.registered.set()
        while not self._settings.webhook_secret:
            await _insist(self._poll_alone)

    async def _poll_alone(self) -> None:
        async with self._alone("polling Telegram") as ours:
            if not ours:
                self._polled_at = monotonic()
                await asyncio.sleep(ELSEWHERE)
            # Then the lock is asked for again, in case we lost it unheard. What two have polled is a double.
            for _ in range(POLLS if ours else 0):
                await self._poll()

    async def _register(self) -> None:
        if self._settings.webhook_secret:
            await self._bot.set_webhook(
                self._settings.public_url + WEBHOOK_PATH,
                secret_token=self._settings.webhook_secret,
                allowed_updates=UPDATES,
            )
        else:
            await self._bot.delete_webhook()
        for language, items in self._menus.items():
            commands = [(item.command, item.description) for item in items]
            await self._bot.set_my_commands(commands, language_code=language or None)

    def silent_for(self) -> float:
        """Seconds since Telegram last answered a poll; 0 with a webhook."""
        return 0.0 if self._settings.webhook_secret else monotonic() - self._polled_at

    async def _poll(self) -> None:
        """One poll. The offset, which tells Telegram to forget an update, moves only when the update is put."""
        # As plain JSON: an update that the library cannot build would hold up all that come after it.
        asked = urlencode({"offset": self._offset, "timeout": POLL, "allowed_updates": json.dumps(UPDATES)})
        updates: Any = await self._polls.post(
            f"{self._bot.base_url}/getUpdates?{asked}", read_timeout=POLL + self._settings.timeout
        )
        self._polled_at = monotonic()
        for update in updates:
            try:
                said = heard(update)
            except BadRequest:
                log.warning("update_unreadable")
                said = None
            if isinstance(said, Inbound):
                await self._put(said)
            elif said:
                await self._opted_out(said.address, said.code)
            self._offset = update["update_id"] + 1


async def _insist(call: Callable[[], Awaitable[None]]) -> None:
    """Do it until it is done, waiting longer after each failure."""
    wait = 1.0
    while True:
        try:
            return await call()
        except Exception as fault:
            # Never the text of the fault: it may hold the token.
            log.warning("telegram_unreachable", step=call.__name__.strip("_"), fault=type(fault).__name__)
            await asyncio.sleep(wait_of(fault) if isinstance(fault, error.RetryAfter) else wait)
            wait = min(wait * 2, LONGEST_WAIT)


@cache
def authorities() -> ssl.SSLContext:
    """Who vouches for Telegram. Reading them takes 30 ms or more, and each client would by itself."""
    return httpx.create_ssl_context()


def _keyboard(shown: Screen) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    if shown.position_key:
        first = KeyboardButton(shown.position_key, request_location=True)
        keys = [[first], *([KeyboardButton(label)] for label in shown.keys)]
        return ReplyKeyboardMarkup(keys, resize_keyboard=True, one_time_keyboard=True)
    if shown.rows:
        rows = [[InlineKeyboardButton(one.label, callback_data=one.data) for one in row] for row in shown.rows]
        return InlineKeyboardMarkup(rows)
    return None
