"""For operators: is the process up, is it ready, and what has it counted."""

import hmac
from urllib.parse import urlsplit

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.config import Secret
from bot.watching import Watch
from bot.web.visitors import is_inside

_GOOD = {"ok", "off"}


def health_routes(watch: Watch, public_url: str, token: Secret | None) -> list[Route]:
    """/health says that the process is up, /ready whether each part works ("ok" and "off" are good), /metrics counts.

    With `token` the last two are for those who have it. Without it, and where the world reaches us by `public_url`,
    they are for this machine and private networks.
    """
    public_host = urlsplit(public_url).netloc

    def hidden_from(request: Request) -> bool:
        if token is not None:
            expected = f"Bearer {token.plain}"
            return not hmac.compare_digest(request.headers.get("Authorization", "").encode(), expected.encode())
        return bool(public_url) and not is_inside(request, public_host)

    async def health(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def ready(request: Request) -> Response:
        if hidden_from(request):
            return Response(status_code=404)
        found = await watch.words()
        good = all(word in _GOOD for word in found.values())
        body = {"ready": good, **found, "seconds_since": watch.heartbeats()}
        return JSONResponse(body, status_code=200 if good else 503)

    async def counted(request: Request) -> Response:
        if hidden_from(request):
            return Response(status_code=404)
        await watch.measure()
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return [Route("/health", health), Route("/ready", ready), Route("/metrics", counted)]
