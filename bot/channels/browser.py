"""The browser phone as a channel: each visitor's mailbox, read by the page in long polls.

The outbox in the database is the truth; this is only what a page can show again after a reload. It lives in memory,
bounded in people, messages and hours, and is empty after a restart. A page names how far it has read with a cursor
that holds a number for each process it has asked, so a message sent out of order, or a page from before a restart, or
one that a proxy sends now here and now there, misses nothing. What one process shows it tells the others (bot.mirror).
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from secrets import token_hex

from bot.model import Address, ChannelName, Choice, Inbound, Json, Outgoing, Receipt

MAILBOXES = 5_000
ENTRIES = 200
KEPT_FOR = timedelta(hours=24)
# How many processes a page remembers to have asked.
PROCESSES = 8
# A cursor of ours counts messages; Python reads no number of thousands of digits.
MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Entry:
    """One message in a conversation, as the page gets it. `number` rises over the whole channel."""

    number: int
    at: datetime
    body: Json = field(repr=False)


@dataclass(frozen=True, slots=True)
class News:
    """What a page has not read yet, and the cursor to ask with next time."""

    cursor: str
    messages: tuple[Json, ...] = field(repr=False)


Mailbox = OrderedDict[str, Entry]
"""One visitor's conversation by message id, oldest first."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _choices(choices: tuple[Choice, ...]) -> list[Json]:
    return [{"key": choice.key, "label": choice.label} for choice in choices]


def _spoken(outgoing: Outgoing) -> Json:
    """An outgoing as the page shows it."""
    message = outgoing.message
    return {
        "id": str(outgoing.id),
        "from": "bot",
        "text": message.text,
        "language": message.language,
        "pages": list(message.pages),
        "choices": _choices(message.choices),
        "question": message.question,
        "shortcuts": _choices(message.shortcuts),
        "asks_position": message.asks_position,
        "at": outgoing.created_at.isoformat(),
    }


class BrowserChannel:
    """Hands messages to open pages. Nobody has to be there: a message waits in the mailbox for the next poll."""

    name = ChannelName.BROWSER
    can_look_up = False

    def __init__(self, *, now: Callable[[], datetime] = _utc_now) -> None:
        self._now = now
        self._process = token_hex(4)
        self._numbers = count(1)
        self._mailboxes: OrderedDict[str, Mailbox] = OrderedDict()
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self._closing = False
        self.on_shown: Callable[[str], object] = lambda _: None
        """Called with the id of each message of ours that is shown here first."""
        self.on_heard: Callable[[str], object] = lambda _: None
        """The same with that of a person's own."""
        self.trouble: Callable[[], str] = str
        """What the page tells of other channels that do not work; "" when all is well."""

    async def open(self) -> None:
        """Nothing to start: the pages come to us."""

    async def close(self) -> None:
        self.release()

    def release(self) -> None:
        """Answer every poll at once and from now on: a server that drains must not wait for them."""
        self._closing = True
        for events in self._waiting.values():
            for event in events:
                event.set()

    async def send(self, outgoing: Outgoing) -> Receipt:
        self.show(outgoing)
        self.on_shown(str(outgoing.id))
        return Receipt(str(outgoing.id))

    def show(self, outgoing: Outgoing) -> None:
        """Lay it in the mailbox."""
        self._put(outgoing.address, _spoken(outgoing), next(self._numbers))

    async def look_up(self, outgoing: Outgoing, since: datetime) -> Receipt | None:
        raise NotImplementedError

    async def redact(self, address: Address, provider_id: str) -> None:
        """Forget the text of one message, ours or theirs."""
        if mailbox := self._mailboxes.get(address.value):
            mailbox.pop(provider_id, None)

    def turn(self) -> int:
        """The number of a message that is about to be stored, so that it stands before the answer to it."""
        return next(self._numbers)

    def hear(self, inbound: Inbound, number: int) -> None:
        """Keep the person's own message, now that it is stored, so that a reload shows both sides."""
        self.echo(inbound, number)
        self.on_heard(inbound.provider_id)

    def echo(self, inbound: Inbound, number: int) -> None:
        """Lay it in the mailbox."""
        text = self._label(inbound.address, inbound.tapped) if inbound.tapped else inbound.text
        body = {
            "id": inbound.provider_id,
            "from": "me",
            "text": text,
            "tapped": inbound.tapped,
            "position": inbound.position is not None,
            "at": self._now().isoformat(),
        }
        self._put(inbound.address, body, number)

    def forget(self, address: Address) -> None:
        """Drop the whole conversation of one visitor."""
        self._mailboxes.pop(address.value, None)

    async def news(self, address: Address, after: str, *, wait: float) -> News:
        """What came for `address` after the cursor `after` ("" for all); waits up to `wait` seconds for something."""
        news = self._news(address, after)
        if news.messages or self._closing:
            return news
        event = asyncio.Event()
        events = self._waiting.setdefault(address.value, set())
        events.add(event)
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await event.wait()
        finally:
            events.discard(event)
            if not events and self._waiting.get(address.value) is events:
                del self._waiting[address.value]
        return self._news(address, after)

    def _news(self, address: Address, after: str) -> News:
        oldest = self._now() - KEPT_FOR
        entries = [e for e in self._mailboxes.get(address.value, OrderedDict()).values() if e.at > oldest]
        entries.sort(key=lambda entry: entry.number)
        elsewhere = [each for each in after.split("-") if each and not each.startswith(f"{self._process}.")]
        read = self._read_until(after)
        last = max([read, *(entry.number for entry in entries)])
        cursor = "-".join([*elsewhere[-(PROCESSES - 1) :], f"{self._process}.{last}"])
        return News(cursor, tuple(e.body for e in entries if e.number > read))

    def _read_until(self, cursor: str) -> int:
        for each in cursor.split("-"):
            process, _, number = each.partition(".")
            if process == self._process and number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS:
                return int(number)
        return 0

    def _put(self, address: Address, body: Json, number: int) -> None:
        mailbox = self._mailboxes.setdefault(address.value, OrderedDict())
        self._mailboxes.move_to_end(address.value)
        if body["id"] in mailbox:
            return
        mailbox[body["id"]] = Entry(number, self._now(), body)
        self._drop_old(mailbox)
        for event in self._waiting.get(address.value, ()):
            event.set()

    def _drop_old(self, mailbox: Mailbox) -> None:
        oldest = self._now() - KEPT_FOR
        while len(mailbox) > ENTRIES or next(iter(mailbox.values())).at <= oldest:
            mailbox.popitem(last=False)
        while len(self._mailboxes) > MAILBOXES or _is_over(next(iter(self._mailboxes.values())), oldest):
            self._mailboxes.popitem(last=False)

    def _label(self, address: Address, tapped: str) -> str:
        """The words on the button that was tapped; its key when the message is gone."""
        for entry in reversed(self._mailboxes.get(address.value, OrderedDict()).values()):
            for choice in entry.body.get("choices", ()):
                if f"{entry.body['question']}:{choice['key']}" == tapped:
                    return str(choice["label"])
        return tapped.rpartition(":")[2]


def _is_over(mailbox: Mailbox, oldest: datetime) -> bool:
    return not mailbox or next(reversed(mailbox.values())).at <= oldest
