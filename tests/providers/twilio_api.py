"""Twilio's Messages API, its webhooks and its status reports, as far as we use them.

https://www.twilio.com/docs/messaging/api/message-resource
"""

import asyncio
import base64
import itertools
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from hmac import compare_digest
from urllib.parse import parse_qs, urlencode

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from bot.channels.sms_text import segments
from tests.providers.caller import caller
from tests.providers.faults import Fault, Faults
from tests.providers.news import News
from tests.providers.served import Served, cut_after, cut_before
from tests.providers.twilio_shapes import REFUSALS, UNFINISHED, VERSION, Sms, is_wanted, refusal, refused, shown

TOKEN = "a-token-of-the-tests"


class TwilioApi:
    """The server. `reports` are the states it reports by itself for every message; `clock` is its time.

    Numbers in `stopped` have written STOP to the carrier: messages to them are refused with 21610.

    Faults of "create": 429, 500, 503, 20003, 21211, 21606, 21610, 21612 refuse; "500-taken" takes and then answers
    500; "accept-then-time-out", "accept-then-reset", "reset", "slow" (`seconds`), "wrong-json", "empty-json". All but
    the accepting ones also for "list", "fetch", "update" and "delete". `served.stop()` refuses connections.
    """

    served: Served

    def __init__(
        self,
        *,
        bot_url: str = "",
        public_url: str = "",
        account_sid: str = "AC" + "0" * 32,
        auth_token: str = TOKEN,
        sender: str = "+4520000000",
        reports: Iterable[str] = (),
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        bot: httpx.AsyncClient | None = None,
    ) -> None:
        self.bot_url = bot_url
        self.public_url = public_url or bot_url
        self.account_sid = account_sid
        self.auth_token = auth_token
        self.sender = sender
        self.reports = tuple(reports)
        self.requests: list[str] = []
        self.stopped: set[str] = set()
        self._clock = clock
        self._bot = bot or caller()
        self._kept: dict[str, Sms] = {}
        self._sids = itertools.count(1)
        self._faults = Faults()
        self._news = News()
        self._reporting: set[asyncio.Task[list[int]]] = set()
        messages = f"{VERSION}/Accounts/{{account}}/Messages"
        self.app = Starlette(
            routes=[
                Route(f"{messages}.json", self._create, methods=["POST"]),
                Route(f"{messages}.json", self._list, methods=["GET"]),
                Route(f"{messages}/{{sid}}.json", self._one, methods=["GET", "POST", "DELETE"]),
            ]
        )

    async def close(self) -> None:
        """Stop reporting."""
        for task in self._reporting:
            task.cancel()
        await self._bot.aclose()

    @property
    def url(self) -> str:
        """What TWILIO_API_URL is set to."""
        return self.served.url

    @property
    def messages(self) -> list[Sms]:
        """What was taken from the bot, in order."""
        return [sms for sms in self._kept.values() if sms.direction == "outbound-api"]

    @property
    def bodies(self) -> list[str]:
        """The texts that were taken from the bot, in order."""
        return [sms.body for sms in self.messages]

    @property
    def received(self) -> list[Sms]:
        """What people wrote and Twilio still keeps, in order."""
        return [sms for sms in self._kept.values() if sms.direction == "inbound"]

    def fail_next(
        self, name: str, *, on: str = "create", times: int = 1, retry_after: int | None = None, seconds: float = 0.0
    ) -> None:
        """Let the next `times` requests of a kind fail."""
        self._faults.put(on, Fault(name, retry_after, seconds), times)

    async def heard(self, count: int, *, within: float = 5.0) -> list[Sms]:
        """Wait until at least `count` messages were taken."""
        await self._news.until(lambda: len(self.messages) >= count, within=within)
        return self.messages

    async def text(self, *, from_: str, body: str, sid: str = "", media: int = 0) -> int:
        """Let a person write to the bot: the signed webhook. Returns the bot's HTTP status."""
        sid = sid or self._next_sid()
        self._kept[sid] = Sms(sid, self.sender, from_, None, body, "received", self._clock(), direction="inbound")
        form = self.inbound_form(sid, from_=from_, body=body, media=media)
        return await self.post("/webhooks/twilio/sms", form)

    def inbound_form(self, sid: str, *, from_: str, body: str, media: int = 0) -> dict[str, str]:
        """The fields of the webhook of one message."""
        return {
            "ToCountry": "DK",
            "ToState": "",
            "SmsMessageSid": sid,
            "NumMedia": str(media),
            "ToCity": "",
            "FromZip": "",
            "SmsSid": sid,
            "FromState": "",
            "SmsStatus": "received",
            "FromCity": "",
            "Body": body,
            "FromCountry": "DK",
            "To": self.sender,
            "ToZip": "",
            "NumSegments": str(max(1, segments(body).count)),
            "MessageSid": sid,
            "AccountSid": self.account_sid,
            "From": from_,
            "ApiVersion": VERSION.strip("/"),
        }

    async def report(self, sms: Sms, *statuses: str, code: str = "") -> list[int]:
        """Report the states of a message, in this order. Returns the bot's HTTP statuses."""
        answers = []
        for status in statuses:
            sms.status = status
            sms.statuses.append(status)
            form = {
                "AccountSid": self.account_sid,
                "From": sms.from_ or self.sender,
                "MessageSid": sms.sid,
                "MessageStatus": status,
                "SmsSid": sms.sid,
                "SmsStatus": status,
                "To": sms.to,
                "ApiVersion": VERSION.strip("/"),
            } | ({"ErrorCode": code} if code else {})
            answers.append(await self.post(sms.callback.removeprefix(self.public_url), form))
        return answers

    def signature(self, path: str, form: dict[str, str]) -> str:
        """Twilio's signature over a webhook to `path`, query included."""
        return str(RequestValidator(self.auth_token).compute_signature(self.public_url + path, form))

    async def post(self, path: str, form: dict[str, str], *, signature: str | None = None) -> int:
        """Post a webhook as it is; signed unless `signature` says otherwise."""
        signature = self.signature(path, form) if signature is None else signature
        headers = {"X-Twilio-Signature": signature, "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
        return (await self._bot.post(self.bot_url + path, content=urlencode(form), headers=headers)).status_code

    async def _create(self, request: Request) -> Response:
        form = {key: values[0] for key, values in parse_qs((await request.body()).decode()).items()}
        if (gone_wrong := await self._wrong("create", request)) is not None:
            return gone_wrong
        fault = self._faults.take("create")
        if fault and (answer := await _before(fault, request)) is not None:
            return answer
        if code := self._unfit(form):
            return refusal(code)
        sms = self._keep(form)
        if fault and (answer := await _after(fault, request)) is not None:
            return answer
        if self.reports:
            task = asyncio.create_task(self.report(sms, *self.reports))
            self._reporting.add(task)
            task.add_done_callback(self._reporting.discard)
        return JSONResponse(shown(sms, self.account_sid), status_code=201)

    async def _list(self, request: Request) -> Response:
        if (gone_wrong := await self._wrong("list", request)) is not None:
            return gone_wrong
        if (fault := self._faults.take("list")) and (answer := await _before(fault, request)) is not None:
            return answer
        wanted = request.query_params
        found = [sms for sms in reversed(self._kept.values()) if is_wanted(sms, wanted)]
        size, page = int(wanted.get("PageSize", "50")), int(wanted.get("Page", "0"))
        here = found[page * size : (page + 1) * size]
        more = urlencode([*((k, v) for k, v in wanted.items() if k != "Page"), ("Page", page + 1)])
        return JSONResponse(
            {
                "messages": [shown(sms, self.account_sid) for sms in here],
                "page": page,
                "page_size": size,
                "start": page * size,
                "end": page * size + max(0, len(here) - 1),
                "uri": f"{request.url.path}?{request.url.query}",
                "first_page_uri": f"{request.url.path}?Page=0",
                "previous_page_uri": None,
                "next_page_uri": f"{request.url.path}?{more}" if len(found) > (page + 1) * size else None,
            }
        )

    async def _one(self, request: Request) -> Response:
        asked = {"GET": "fetch", "POST": "update", "DELETE": "delete"}[request.method]
        if (gone_wrong := await self._wrong(asked, request)) is not None:
            return gone_wrong
        if (fault := self._faults.take(asked)) and (answer := await _before(fault, request)) is not None:
            return answer
        sms = self._kept.get(request.path_params["sid"])
        if sms is None:
            return refused(404, 20404, "The requested resource was not found")
        if asked == "delete":
            if sms.status in UNFINISHED:
                return refused(409, 20009, "Cannot delete message because delivery has not been completed")
            del self._kept[sms.sid]
            return Response(status_code=204)
        if asked == "update":
            sms.body = parse_qs((await request.body()).decode(), keep_blank_values=True).get("Body", [sms.body])[0]
        return JSONResponse(shown(sms, self.account_sid))

    async def _wrong(self, asked: str, request: Request) -> Response | None:
        self.requests.append(asked)
        login = base64.b64encode(f"{self.account_sid}:{self.auth_token}".encode()).decode()
        given = request.headers.get("Authorization", "")
        fits = compare_digest(given, f"Basic {login}") and request.path_params["account"] == self.account_sid
        return None if fits else refusal("20003")

    def _unfit(self, form: dict[str, str]) -> str:
        if not re.fullmatch(r"\+\d{8,15}", form.get("To", "")):
            return "21211"
        if form["To"] in self.stopped:
            return "21610"
        return "" if self.sender in (form.get("From"), form.get("MessagingServiceSid")) else "21606"

    def _keep(self, form: dict[str, str]) -> Sms:
        service = form.get("MessagingServiceSid")
        sms = Sms(
            sid=self._next_sid(),
            to=form["To"],
            from_=form.get("From"),
            service=service,
            body=form.get("Body", ""),
            status="accepted" if service else "queued",
            created=self._clock(),
            callback=form.get("StatusCallback", ""),
        )
        self._kept[sms.sid] = sms
        self._news.announce()
        return sms

    def _next_sid(self) -> str:
        return f"SM{next(self._sids):032x}"


async def _before(fault: Fault, request: Request) -> Response | None:
    """What happens instead of taking the message."""
    if fault.name in REFUSALS:
        return refusal(fault.name, fault.retry_after)
    if fault.name == "wrong-json" and request.method == "GET":
        return PlainTextResponse("<html>")
    return await cut_before(fault, request)


async def _after(fault: Fault, request: Request) -> Response | None:
    """What happens once the message is taken."""
    if fault.name == "500-taken":
        return refusal("500")
    if fault.name == "wrong-json":
        return PlainTextResponse("<html>", status_code=201)
    if fault.name == "empty-json":
        return JSONResponse({}, status_code=201)
    return await cut_after(fault, request)
