"""What one update of Telegram's Bot API says to us: an inbound, that somebody blocked us, or nothing.

Read from plain JSON: building the library's objects would cost more than the rest of the webhook.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.telegram_text import WORD
from bot.errors import BadRequest
from bot.model import Address, ChannelName, Inbound, Position

# Commands of the menu, and Telegram's own /start. Others are read as their words: "/slet mig" is "slet mig".
COMMANDS = {"start": "START", "hjaelp": "MENU", "help": "MENU", "menu": "MENU", "stop": "STOP"}

# What a message may be made of besides text and a position, all of it beyond our reading.
MEDIA = frozenset(
    {
        "animation",
        "audio",
        "contact",
        "dice",
        "document",
        "game",
        "paid_media",
        "photo",
        "poll",
        "sticker",
        "story",
        "video",
        "video_note",
        "voice",
    }
)

BLOCKED = "kicked"
# Telegram's ids have 52 bits.
MOST_DIGITS = 19


@dataclass(frozen=True, slots=True)
class OptOut:
    """Somebody blocked the bot. `code` as in the failure that sending to them would raise."""

    address: Address
    code: str = "403"


def heard(update: Any) -> Inbound | OptOut | None:
    """What the update says; None for groups, service messages and all else. Raises BadRequest."""
    try:
        number = str(int(update["update_id"]))
        if len(number) > MOST_DIGITS:
            raise ValueError("the update's number")
        if message := update.get("message"):
            return _message(number, message)
        if (edited := update.get("edited_message")) and "location" not in edited:
            # Mended words are new words. A position that is edited is a live one, and moves every few seconds.
            return _message(f"edit:{number}", edited)
        if callback := update.get("callback_query"):
            return _tap(number, callback)
        if change := update.get("my_chat_member"):
            return _change(change)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as fault:
        raise BadRequest(f"an update without {fault}" if isinstance(fault, KeyError) else "not an update") from None
    return None


def _message(number: str, message: Mapping[str, Any]) -> Inbound | None:
    has_media = not MEDIA.isdisjoint(message)
    place = message.get("location")
    text = message.get("text") or message.get("caption") or ""
    if not _is_private(message) or not (text or has_media or place):
        return None
    return Inbound(
        address=_address(message),
        provider_id=number,
        text=_plain(text),
        position=Position(float(place["latitude"]), float(place["longitude"])) if place else None,
        has_media=has_media,
        language_hint=message.get("from", {}).get("language_code", ""),
        # By it the message can be deleted at Telegram too, when the person asks for that.
        reference={"own": str(message["message_id"])} if "message_id" in message else {},
    )


def _tap(number: str, callback: Mapping[str, Any]) -> Inbound | None:
    # The message is missing when it is too old, and then its chat is not known; a private chat has the person's id.
    message = callback.get("message") or {"chat": {"id": callback["from"]["id"], "type": "private"}}
    data = callback.get("data", "")
    if not _is_private(message) or not data:
        return None
    kind, _, word = data.partition(":")
    reference = {"callback": str(callback["id"])}
    # A shortcut leads away from the open question, whose buttons stay for the way back.
    if kind != WORD and "message_id" in message:
        reference |= {"chat": str(message["chat"]["id"]), "message": str(message["message_id"])}
        reference |= {"text": str(message.get("text", "")), "label": _label(message, data)}
    return Inbound(
        address=_address(message),
        provider_id=number,
        text=word if kind == WORD else "",
        tapped="" if kind == WORD else data,
        language_hint=callback["from"].get("language_code", ""),
        reference=reference,
    )


def _change(change: Mapping[str, Any]) -> OptOut | None:
    blocked = change["new_chat_member"]["status"] == BLOCKED
    return OptOut(_address(change)) if blocked and _is_private(change) else None


def _is_private(message: Mapping[str, Any]) -> bool:
    return bool(message["chat"]["type"] == "private")


def _address(message: Mapping[str, Any]) -> Address:
    number = str(int(message["chat"]["id"]))
    if len(number) > MOST_DIGITS:
        raise ValueError("the chat's number")
    return Address(ChannelName.TELEGRAM, number)


def _plain(text: str) -> str:
    """A command as the words it stands for; any other text as it is, save halves of characters that JSON lets in."""
    text = text.encode("utf-8", "replace").decode()
    if not text.startswith("/"):
        return text
    command, _, rest = text[1:].partition(" ")
    command = command.partition("@")[0]
    return COMMANDS.get(command.lower()) or f"{command} {rest}".strip()


def _label(message: Mapping[str, Any], data: str) -> str:
    """What was on the button that was tapped."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    return next((str(button["text"]) for row in rows for button in row if button.get("callback_data") == data), "")
