"""Telegram's Bot API, its webhook and its long polling, as far as we use them. https://core.telegram.org/bots/api"""

import contextlib
import itertools
import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tests.providers.caller import caller
from tests.providers.faults import Fault, Faults
from tests.providers.news import News
from tests.providers.served import Served, cut_after, cut_before

TOKEN = "1:a-token-of-the-tests"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"

# Faults that Telegram words: the HTTP status and the description.
REFUSALS = {
    "400": (400, "Bad Request: chat not found"),
    "400-long": (400, "Bad Request: message is too long"),
    "400-old": (400, "Bad Request: query is too old and response timeout expired or query ID is invalid"),
    "401": (401, "Unauthorized"),
    "403": (403, "Forbidden: bot was blocked by the user"),
    "429": (429, "Too Many Requests: retry later"),
    "500": (500, "Internal Server Error"),
    "502": (502, "Bad Gateway"),
}

Json = dict[str, Any]


@dataclass(slots=True)
class Bubble:
    """One message of ours in a chat. `buttons` are label to data, `keys` the labels of the person's keyboard."""

    id: int
    chat: int
    text: str
    buttons: dict[str, str] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    markup: Json | None = None

    def as_json(self) -> Json:
        """The message as the API shows it."""
        chat = {"id": self.chat, "type": "private", "first_name": "N"}
        sender = {"id": 1, "is_bot": True, "first_name": "Åben Dør"}
        shown: Json = {"message_id": self.id, "date": int(time.time()), "chat": chat, "from": sender, "text": self.text}
        return shown | ({"reply_markup": self.markup} if self.buttons else {})

    def mark_up(self, markup: Json | None) -> None:
        """Put these buttons and keys under the message, and no others."""
        self.markup = markup
        shown = markup or {}
        self.buttons = {one["text"]: one["callback_data"] for row in shown.get("inline_keyboard", []) for one in row}
        self.keys = [one["text"] for row in shown.get("keyboard", []) for one in row]


class TelegramApi:
    """The server, and the people who write to the bot: by webhook once it has set one, else when it polls.

    Faults of any method, by default "sendMessage": 400, 400-long, 400-old, 401, 403, 429, 500, 502, "reset" refuse;
    "accept-then-time-out", "accept-then-reset", "wrong-json", "empty-json" take the message; "slow" (`seconds`).
    """

    served: Served

    def __init__(self, *, bot_url: str = "", token: str = TOKEN, bot: httpx.AsyncClient | None = None) -> None:
        self.bot_url = bot_url
        self.token = token
        self.webhook: Json = {}
        self.commands: dict[str, list[Json]] = {}
        self.calls: list[str] = []
        self.bubbles: list[Bubble] = []
        self.answered: list[str] = []
        self.blocked: set[int] = set()
        self.waiting: list[Json] = []
        self._bot = bot or caller()
        self._ids = itertools.count(1)
        self._faults = Faults()
        self._news = News()
        self.app = Starlette(routes=[Route("/bot{token}/{method}", self._call, methods=["GET", "POST"])])

    async def close(self) -> None:
        """End the connections to the bot."""
        await self._bot.aclose()

    @property
    def url(self) -> str:
        """What TELEGRAM_API_URL is set to."""
        return self.served.url

    @property
    def texts(self) -> list[str]:
        """What our messages say now, in order."""
        return [bubble.text for bubble in self.bubbles]

    def fail_next(
        self,
        name: str,
        *,
        on: str = "sendMessage",
        times: int = 1,
        retry_after: int | None = None,
        seconds: float = 0.0,
    ) -> None:
        """Let the next `times` calls of a method fail."""
        self._faults.put(on, Fault(name, retry_after, seconds), times)

    async def heard(self, count: int, *, within: float = 5.0) -> list[Bubble]:
        """Wait until the bot has sent at least `count` messages."""
        await self._news.until(lambda: len(self.bubbles) >= count, within=within)
        return self.bubbles

    async def text(self, chat: int, text: str, **more: Any) -> int | None:
        """Let a person write. `more` are other fields of the message (photo, location, caption)."""
        return await self.push({"message": self.message(chat) | ({"text": text} if text else {}) | more})

    async def tap(self, chat: int, label: str) -> int | None:
        """Let a person tap the newest button, or key, with this label. Raises LookupError when there is none."""
        offering = [one for one in self.bubbles if one.chat == chat and label in (*one.buttons, *one.keys)]
        if not offering:
            raise LookupError(label)
        bubble = offering[-1]
        if label in bubble.keys:
            return await self.text(chat, label)
        query = {
            "id": str(next(self._ids)),
            "from": person(chat),
            "chat_instance": "1",
            "message": bubble.as_json(),
            "data": bubble.buttons[label],
        }
        return await self.push({"callback_query": query})

    async def block(self, chat: int) -> int | None:
        """Let a person block the bot."""
        self.blocked.add(chat)
        message = self.message(chat)
        member = {"user": {"id": 1, "is_bot": True, "first_name": "Åben Dør"}}
        change = {
            "chat": message["chat"],
            "from": message["from"],
            "date": message["date"],
            "old_chat_member": member | {"status": "member"},
            "new_chat_member": member | {"status": "kicked", "until_date": 0},
        }
        return await self.push({"my_chat_member": change})

    def message(self, chat: int, kind: str = "private") -> Json:
        """The fields that every message of a person has."""
        return {
            "message_id": next(self._ids),
            "date": int(time.time()),
            "chat": {"id": chat, "type": kind, "first_name": "N"},
            "from": person(chat),
        }

    async def push(self, update: Json, *, secret: str | None = None) -> int | None:
        """Post an update to the webhook and return the bot's status; None when it waits for a poll."""
        update = {"update_id": next(self._ids)} | update
        if not self.webhook:
            self.waiting.append(update)
            self._news.announce()
            return None
        path = "/" + self.webhook["url"].split("/", 3)[3]
        headers = {SECRET_HEADER: self.webhook.get("secret_token", "") if secret is None else secret}
        return (await self._bot.post(self.bot_url + path, json=update, headers=headers)).status_code

    async def _call(self, request: Request) -> Response:
        method = request.path_params["method"]
        given = parse_qs((await request.body()).decode() or request.url.query, keep_blank_values=True)
        self.calls.append(method)
        fault = self._faults.take(method)
        if request.path_params["token"] != self.token:
            return refused("401")
        if fault and (answer := await _before(fault, request)) is not None:
            return answer
        done = await getattr(self, f"_on_{method}")({key: _value(values[0]) for key, values in given.items()})
        if isinstance(done, Response):
            return done
        if fault and (answer := await _after(fault, request)) is not None:
            return answer
        return JSONResponse({"ok": True, "result": done})

    async def _on_getMe(self, _: Json) -> Json:  # noqa: N802 the API's own names
        return {"id": 1, "is_bot": True, "first_name": "Åben Dør", "username": "aaben_doer_bot"}

    async def _on_setWebhook(self, given: Json) -> bool:  # noqa: N802
        self.webhook = given
        return True

    async def _on_deleteWebhook(self, _: Json) -> bool:  # noqa: N802
        self.webhook = {}
        return True

    async def _on_setMyCommands(self, given: Json) -> bool:  # noqa: N802
        self.commands[given.get("language_code", "")] = given["commands"]
        return True

    async def _on_getUpdates(self, given: Json) -> list[Json]:  # noqa: N802
        offset = int(given.get("offset", 0))
        self.waiting = [update for update in self.waiting if update["update_id"] >= offset]
        with contextlib.suppress(TimeoutError):
            await self._news.until(lambda: self.waiting, within=float(given.get("timeout", 0)))
        return self.waiting[:100]

    async def _on_sendMessage(self, given: Json) -> Json | Response:  # noqa: N802
        chat = int(given["chat_id"])
        if chat in self.blocked:
            return refused("403")
        if len(given["text"].encode("utf-16-le")) // 2 > 4096:
            return refused("400-long")
        bubble = Bubble(next(self._ids), chat, given["text"])
        bubble.mark_up(given.get("reply_markup"))
        self.bubbles.append(bubble)
        self._news.announce()
        return bubble.as_json()

    async def _on_editMessageText(self, given: Json) -> Json | Response:  # noqa: N802
        bubble = self._bubble(given)
        if bubble is None:
            return refused("400")
        bubble.text = given["text"]
        bubble.mark_up(given.get("reply_markup"))
        return bubble.as_json()

    async def _on_editMessageReplyMarkup(self, given: Json) -> Json | Response:  # noqa: N802
        bubble = self._bubble(given)
        if bubble is None:
            return refused("400")
        bubble.mark_up(given.get("reply_markup"))
        return bubble.as_json()

    async def _on_answerCallbackQuery(self, given: Json) -> bool:  # noqa: N802
        self.answered.append(str(given["callback_query_id"]))
        return True

    async def _on_deleteMessage(self, given: Json) -> bool | Response:  # noqa: N802
        bubble = self._bubble(given)
        if bubble is None:
            return refused("400")
        self.bubbles.remove(bubble)
        return True

    def _bubble(self, given: Json) -> Bubble | None:
        return next((one for one in self.bubbles if one.id == int(given["message_id"])), None)


def person(chat: int) -> Json:
    """Somebody, whose private chat has their own id."""
    return {"id": chat, "is_bot": False, "first_name": "N", "language_code": "da"}


def refused(name: str, retry_after: int | None = None) -> Response:
    """One of the refusals above, in Telegram's shape."""
    status, description = REFUSALS[name]
    parameters = {} if retry_after is None else {"parameters": {"retry_after": retry_after}}
    shown = {"ok": False, "error_code": status, "description": description}
    return JSONResponse(shown | parameters, status_code=status)


def _value(text: str) -> Any:
    """Lists and objects arrive as JSON, everything else as it is."""
    return json.loads(text) if text[:1] in ("{", "[") and text[-1:] in ("}", "]") else text


async def _before(fault: Fault, request: Request) -> Response | None:
    """What happens instead of doing what was asked."""
    if fault.name in REFUSALS:
        return refused(fault.name, fault.retry_after)
    return await cut_before(fault, request)


async def _after(fault: Fault, request: Request) -> Response | None:
    """What happens once it is done."""
    if fault.name == "wrong-json":
        return PlainTextResponse("<html>")
    if fault.name == "empty-json":
        return JSONResponse({"ok": True, "result": {}})
    return await cut_after(fault, request)
