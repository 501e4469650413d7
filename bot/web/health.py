"""For operators: is the process up, is it ready, and what has it counted."""

from collections.abc import Awaitable, Callable, Mapping

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

Checks = Callable[[], Awaitable[Mapping[str, str]]]


def health_routes(checks: Checks) -> list[Route]:
    """`checks` gives a word for each part; "ok" and "off" are good."""

    async def health(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def ready(_: Request) -> Response:
        found = dict(await checks())
        good = all(word in {"ok", "off"} for word in found.values())
        return JSONResponse({"ready": good, **found}, status_code=200 if good else 503)

    async def counted(_: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return [Route("/health", health), Route("/ready", ready), Route("/metrics", counted)]
