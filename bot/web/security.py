"""Headers that every response carries, and a calm answer where something of ours breaks."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.logs import logger

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

log = logger(__name__)


class SecurityHeaders:
    """Sets what a response does not set itself. `https`: the public address is https."""

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

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = list(message.get("headers", ()))
                named = {name for name, _ in own}
                message["headers"] = [*own, *(header for header in self._headers if header[0] not in named)]
            await send(message)

        await self._app(scope, receive, send_safely)
