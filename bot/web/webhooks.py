"""The providers' webhooks: verified, parsed, made durable, answered with an empty 200."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot import metrics
from bot.channels.telegram_update import OptOut
from bot.errors import BadRequest, BadSignature, TooLarge
from bot.logs import logger
from bot.model import Address, Inbound, Report

if TYPE_CHECKING:
    # Half a second and 40 MB, which a channel that is off need not cost.
    from bot.channels.sms import SmsChannel
    from bot.channels.telegram import TelegramChannel

# Twilio's largest webhook (10 media addresses, 1,600 characters) is below 16 kB; Telegram's below 64 kB.
LARGEST_BODY = 64 * 1024

log = logger(__name__)

Put = Callable[[Inbound], Awaitable[bool]]
TakeReport = Callable[[Report], Awaitable[bool]]
TakeOptOut = Callable[[Address, str], Awaitable[None]]


async def body_of(request: Request, largest: int = LARGEST_BODY) -> bytes:
    """The whole body; raises TooLarge as soon as it is over the limit, whatever its headers say."""
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > largest:
            raise TooLarge
        chunks.append(chunk)
    return b"".join(chunks)


def sms_routes(channel: "SmsChannel", put: Put, take_report: TakeReport) -> list[Route]:
    """Twilio posts messages and delivery reports here."""

    async def message(request: Request) -> Response:
        form = _form(await body_of(request))
        heard = channel.inbound(_url(request), form, request.headers.get("x-twilio-signature", ""))
        if heard is None:
            # With any other answer Twilio would tell staff of a fault of ours, and try again.
            return _refused("twilio_sms", "no_number", 200)
        await put(heard)
        return Response()

    async def status(request: Request) -> Response:
        form = _form(await body_of(request))
        await take_report(channel.report(_url(request), form, request.headers.get("x-twilio-signature", "")))
        return Response()

    return [
        Route("/webhooks/twilio/sms", _guarded("twilio_sms", message), methods=["POST"]),
        Route("/webhooks/twilio/status", _guarded("twilio_status", status), methods=["POST"]),
    ]


def telegram_routes(channel: "TelegramChannel", put: Put, take_opt_out: TakeOptOut) -> list[Route]:
    """Telegram posts updates here."""

    async def update(request: Request) -> Response:
        secret = request.headers.get("x-telegram-bot-api-secret-token", "")
        try:
            heard = channel.inbound(await body_of(request), secret)
        except BadRequest:
            # It is Telegram's own, and would come again and again before any other.
            return _refused("telegram", "unreadable", 200)
        match heard:
            case Inbound():
                await put(heard)
            case OptOut(address=address, code=code):
                await take_opt_out(address, code)
            case None:
                pass
        return Response()

    return [Route("/webhooks/telegram", _guarded("telegram", update), methods=["POST"])]


def _guarded(name: str, endpoint: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    async def guarded(request: Request) -> Response:
        try:
            return await endpoint(request)
        except BadSignature:
            return _refused(name, "signature", 403)
        except BadRequest:
            return _refused(name, "unreadable", 400)
        except TooLarge:
            return _refused(name, "too_large", 413)
        except Exception:
            # A full disk, a database that is gone: it is not stored, and who sent it should send it again.
            log.exception("webhook_failed", route=name)
            return _refused(name, "not_stored", 503)

    return guarded


def _refused(name: str, reason: str, status: int) -> Response:
    metrics.REFUSED_REQUESTS.labels(name, reason).inc()
    log.warning("request_refused", route=name, reason=reason)
    return Response(status_code=status)


def _form(body: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=bool(body), errors="strict"))
    except ValueError as error:
        raise BadRequest("form") from error


def _url(request: Request) -> str:
    """Path and query as the provider called them; the channel puts PUBLIC_URL before them."""
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
