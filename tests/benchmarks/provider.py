"""The provider in a process of its own: the Twilio server of the tests, and what it took when.

Run as `python -m tests.benchmarks.provider PORT`. `GET /taken` answers [[number, seconds since 1970], …].
"""

import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.providers.twilio_api import TwilioApi


def served() -> Starlette:
    """Twilio's API with two routes more."""
    twilio = TwilioApi()

    async def taken(_: Request) -> Response:
        return JSONResponse([[sms.to, sms.created.timestamp()] for sms in twilio.messages])

    async def ready(_: Request) -> Response:
        return Response()

    twilio.app.router.routes += [Route("/taken", taken), Route("/ready", ready)]
    return twilio.app


def main(port: int) -> None:
    """Serve until told to end."""
    uvicorn.run(
        served(), port=port, loop="uvloop", http="httptools", log_config=None, access_log=False, timeout_keep_alive=60
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
