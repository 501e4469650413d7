"""The providers in a process of their own: the Twilio server of the tests, what it took when, and Telegram's.

Run as `python -m tests.benchmarks.provider PORT SECONDS`: it takes so long for each message. `GET /taken` answers
[[number, seconds since 1970], …].
"""

import asyncio
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.providers.telegram_api import TelegramApi
from tests.providers.twilio_api import TwilioApi


def served() -> Starlette:
    """Both providers' APIs with two routes more."""
    twilio = TwilioApi()

    async def taken(_: Request) -> Response:
        return JSONResponse([[sms.to, sms.created.timestamp()] for sms in twilio.messages])

    async def ready(_: Request) -> Response:
        return Response()

    twilio.app.router.routes += [Route("/taken", taken), Route("/ready", ready), *TelegramApi().app.routes]
    return twilio.app


def slowed(app: ASGIApp, seconds: float) -> ASGIApp:
    """The same, but each message takes so long."""

    async def take(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "POST":
            await asyncio.sleep(seconds)
        await app(scope, receive, send)

    return take


def main(port: int, seconds: float) -> None:
    """Serve until told to end."""
    app = slowed(served(), seconds) if seconds else served()
    uvicorn.run(
        app, port=port, loop="uvloop", http="httptools", log_config=None, access_log=False, timeout_keep_alive=60
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
