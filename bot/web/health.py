"""For operators: is the process up, is it ready, and what has it counted."""

from collections.abc import Awaitable, Callable, Mapping

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.web.visitors import is_inside

Checks = Callable[[], Awaitable[Mapping[str, str]]]


def health_routes(checks: Checks, *, is_public: bool) -> list[Route]:
    """`checks` gives a word for each part; "ok" and "off" are good.

    `is_public`: the world reaches us, so all but /health is for this machine and private networks.
    """

    async def health(_: Request) -> Response:
        return PlainTextResponse("ok")

    def hidden_from(request: Request) -> bool:
        return is_public and not is_inside(request)

    async def ready(request: Request) -> Response:
        if hidden_from(request):
            return Response(status_code=404)
        found = dict(await checks())
        good = all(word in {"ok", "off"} for word in found.values())
        return JSONResponse({"ready": good, **found}, status_code=200 if good else 503)

    async def counted(request: Request) -> Response:
        if hidden_from(request):
            return Response(status_code=404)
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return [Route("/health", health), Route("/ready", ready), Route("/metrics", counted)]
