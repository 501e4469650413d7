"""Headers that every response carries, and a calm answer where something of ours breaks."""

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.logs import logger
from bot.web.sorry import BROKEN

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), payment=(), geolocation=(self)",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_STRICT_TRANSPORT = "max-age=31536000"
_NOTHING_ALLOWED = "default-src 'none'; frame-ancestors 'none'"
# Its icon is of this house, and nothing else is needed.
_OWN_PICTURES = "default-src 'none'; img-src 'self'; frame-ancestors 'none'"

log = logger(__name__)


class SecurityHeaders:
    """Sets what a response does not set itself, and answers where nothing else has. `https`: the public address is.

    What breaks is caught here: Starlette's own answer to it would be made outside, and carry no header of ours.
    """

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        strict = {"Strict-Transport-Security": _STRICT_TRANSPORT} if https else {}
        headers = {**HEADERS, **strict, "Content-Security-Policy": _NOTHING_ALLOWED, "Cache-Control": "no-store"}
        # As they go over the wire, so that they are not written anew for each response.
        self._headers = tuple((name.lower().encode(), value.encode()) for name, value in headers.items())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        has_begun = False

        async def send_safely(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                own = list(message.get("headers", ()))
                named = {name for name, _ in own}
                message["headers"] = [*own, *(header for header in self._headers if header[0] not in named)]
            await send(message)

        try:
            await self._app(scope, receive, send_safely)
        except ClientDisconnect:
            # Nobody is there any more to be answered.
            return
        except Exception:
            if has_begun:
                raise
            # Never the address: a calendar's is a secret.
            log.exception("request_broke", method=scope["method"])
            await _broken(Request(scope))(scope, receive, send_safely)


def _broken(request: Request) -> Response:
    if "text/html" in request.headers.get("Accept", ""):
        return HTMLResponse(BROKEN, 500, headers={"Content-Security-Policy": _OWN_PICTURES})
    return PlainTextResponse("Something of ours broke.", 500)
