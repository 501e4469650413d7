"""The load: signed Twilio webhooks, made beforehand, sent from a process of its own over connections that stay open."""

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from tests.providers.twilio_api import TOKEN, TwilioApi

PATH = "/webhooks/twilio/sms"
CONNECTIONS = 64
# Nothing that is measured here may run on when the machine is stuck.
LONGEST = 120.0
QUESTIONS = (
    "hvor kan jeg sove i nat i slagelse",
    "mad i odense",
    "tandlæge kolding",
    "har brug for et sted at få varmen i aarhus",
    "jeg fryser og har ingen steder at være, er i vejle",
    "hvor er der en varmestue i aalborg",
    "kan man få et bad i esbjerg",
    "jeg skylder penge væk, hvem kan hjælpe i næstved",
    "er der aftensmad i dag i københavn",
    "min hund skal med, hvor kan vi sove i odense",
)


@dataclass(frozen=True, slots=True)
class Shot:
    """One webhook: whose it is, and its bytes on the wire."""

    number: str
    request: bytes


@dataclass(frozen=True, slots=True)
class Hit:
    """When a webhook was sent and answered (seconds since 1970), and with which status."""

    number: str
    sent: float
    answered: float
    status: int


def numbers(count: int) -> list[str]:
    """So many invented telephone numbers."""
    return [f"+4520{who:06}" for who in range(1, count + 1)]


def shots(url: str, people: Sequence[str], *, round_: str) -> list[Shot]:
    """One webhook of each person, signed; `round_` keeps the ids of several rounds apart."""
    twilio, validator = TwilioApi(bot_url=url), RequestValidator(TOKEN)
    host = url.removeprefix("http://")
    made = []
    for place, number in enumerate(people):
        sid = f"SM{round_}{place:06}"
        form = twilio.inbound_form(sid, from_=number, body=QUESTIONS[place % len(QUESTIONS)])
        signature, body = validator.compute_signature(url + PATH, form), urlencode(form).encode()
        head = (
            f"POST {PATH} HTTP/1.1\r\nHost: {host}\r\nX-Twilio-Signature: {signature}"
            "\r\nContent-Type: application/x-www-form-urlencoded; charset=UTF-8"
            f"\r\nUser-Agent: TwilioProxy/1.1\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        made.append(Shot(number, head.encode() + body))
    return made


def fire(url: str, shots: Sequence[Shot], *, rate: float | None = None) -> list[Hit]:
    """Send them from another process: so many a second, or as fast as they are answered."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        process.submit(int).result()
        return process.submit(_fired, url, list(shots), rate).result()


def _fired(url: str, shots: list[Shot], rate: float | None) -> list[Hit]:
    import uvloop

    return uvloop.run(asyncio.wait_for(_at_rate(url, shots, rate) if rate else _at_once(url, shots), LONGEST))


async def _at_once(url: str, shots: list[Shot]) -> list[Hit]:
    left, hits = deque(shots), list[Hit]()

    async def shoot() -> None:
        gun = await _Gun.load(url)
        while left:
            hits.append(await gun.shoot(left.popleft()))
        gun.close()

    await asyncio.gather(*(shoot() for _ in range(CONNECTIONS)))
    return hits


async def _at_rate(url: str, shots: list[Shot], rate: float) -> list[Hit]:
    # The one that has rested longest first: the server closes a connection that rests for five seconds.
    free, hits = deque([await _Gun.load(url) for _ in range(CONNECTIONS)]), list[Hit]()

    async def shoot(shot: Shot) -> None:
        gun = free.popleft() if free else await _Gun.load(url)
        hits.append(await gun.shoot(shot))
        free.append(gun)

    began = time.monotonic()
    async with asyncio.TaskGroup() as group:
        for place, shot in enumerate(shots):
            await asyncio.sleep(max(0.0, began + place / rate - time.monotonic()))
            group.create_task(shoot(shot))
    for gun in free:
        gun.close()
    return hits


@dataclass(slots=True)
class _Gun:
    """One connection that stays open. Answers have no body."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @classmethod
    async def load(cls, url: str) -> "_Gun":
        host, _, port = url.removeprefix("http://").partition(":")
        return cls(*await asyncio.open_connection(host, int(port)))

    async def shoot(self, shot: Shot) -> Hit:
        sent = time.time()
        self.writer.write(shot.request)
        head = await self.reader.readuntil(b"\r\n\r\n")
        return Hit(shot.number, sent, time.time(), int(head[9:12]))

    def close(self) -> None:
        self.writer.close()
