"""The floor: the simplest endpoint that could be called durable. It checks the signature and inserts one row.

WAL, synchronous=FULL, one autocommit insert a request, under the same server as the application. Run as
`python -m tests.benchmarks.floor PORT FILE`.
"""

import sqlite3
import sys
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from tests.benchmarks.load import PATH
from tests.providers.twilio_api import TOKEN


def endpoint(port: int, file: str) -> Starlette:
    """The application with its one route."""
    database = sqlite3.connect(file, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE IF NOT EXISTS inbox (id INTEGER PRIMARY KEY, sid TEXT UNIQUE, body TEXT)")
    validator = RequestValidator(TOKEN)
    url = f"http://127.0.0.1:{port}{PATH}"

    async def message(request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        if not validator.validate(url, form, request.headers["x-twilio-signature"]):
            return Response(status_code=403)
        database.execute("INSERT INTO inbox (sid, body) VALUES (?, ?)", (form["MessageSid"], form["Body"]))
        return Response()

    async def ready(_: Request) -> Response:
        return Response()

    return Starlette(routes=[Route(PATH, message, methods=["POST"]), Route("/ready", ready)])


def main(port: int, file: str) -> None:
    """Serve until told to end."""
    uvicorn.run(
        endpoint(port, file),
        port=port,
        loop="uvloop",
        http="httptools",
        log_config=None,
        access_log=False,
        server_header=False,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
