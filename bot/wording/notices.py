"""A notice in words: as everybody gets it, its parts, until when it is true, and what is wrong with it. Pure."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache

from bot.channels.sms_text import LINK, MOST_PARTS, Encoding, can_spell, mend, segments
from bot.i18n import DANISH, LOCALES, Translator
from bot.model import COLD, ChannelName, Message, Subject, Terms, Topic
from bot.moment import COPENHAGEN
from bot.reminding import decent
from bot.wording.kinds import IN_A_SENTENCE

USEFUL_FOR = timedelta(hours=24)
_DAY = timedelta(days=1)
# Of letters that GSM-7 lacks nothing can be mended: such a message goes out as it is written, in shorter parts.
_OTHER_LETTERS = "und"
_TONIGHT, _TODAY = (
    re.compile(r"(?<!fra )\bi ?nat\b", re.IGNORECASE),
    re.compile(r"(?<!fra )\b(?:i ?dag|i ?aften|i eftermiddag|lige nu|today|tonight)\b", re.IGNORECASE),
)
_MORNING, _MIDNIGHT = time(6), time(23, 59)


@dataclass(frozen=True, slots=True)
class Size:
    """What one SMS of it is: its text, its parts, and by how many characters it is too long."""

    text: str
    parts: int
    is_gsm7: bool
    too_long: int


def framed(t: Translator, subject: Subject, body: str, *, urgent: bool) -> Message:
    """The notice as everybody gets it: from whom, the text, and how to end it."""
    where = subject.municipality or t("Åben Dør")
    opener = t("Important from {where}: {text}", where=where, text=body) if urgent else None
    told = opener or t("News from {where}: {text}", where=where, text=body)
    return Message(f"{told}\n{t('AFMELD ends these messages.')}", DANISH if can_spell(body) else _OTHER_LETTERS)


def size(message: Message) -> Size:
    """Its size as an SMS, as the channel writes it."""
    plain = LINK.sub("", message.text)
    text = mend(plain) if message.language == DANISH else plain
    counted = segments(text)
    return Size(text, counted.count, counted.encoding is Encoding.GSM7, _too_long(text))


def _too_long(text: str) -> int:
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        if segments(text[: len(text) - middle]).count <= MOST_PARTS:
            high = middle
        else:
            low = middle + 1
    return low


def cost(parts: int, receivers: Mapping[ChannelName, int], terms: Terms) -> float:
    """In kroner: only SMS costs."""
    return parts * receivers.get(ChannelName.SMS, 0) * terms.price


def begins(starts_at: datetime | None, now: datetime, *, urgent: bool) -> datetime:
    """When the first one leaves: what does not wake anybody waits for the morning."""
    at = max(starts_at or now, now)
    return at if urgent else decent(at)


def useful_until(body: str, at: datetime, written: datetime) -> datetime:
    """News of today are none tomorrow; others hold for a day from when they begin. In UTC."""
    day = max(at if at > written + _DAY else written, written).astimezone(COPENHAGEN).date()
    if _TONIGHT.search(body):
        return datetime.combine(day + _DAY, _MORNING, COPENHAGEN)
    if _TODAY.search(body):
        return datetime.combine(day, _MIDNIGHT, COPENHAGEN)
    return at + USEFUL_FOR


def telling(body: str) -> tuple[str, str] | None:
    """A word that tells too much to whoever else looks at the phone, and what to write instead."""
    for stem, instead in _telling().items():
        if found := re.search(rf"\b\w*{stem}\w*", body, re.IGNORECASE):
            return found[0], instead
    return None


def subject_said(t: Translator, subject: Subject) -> str:
    """ "mad i Slagelse", "kulde i Vejle", "alle emner i Korsør"."""
    if subject.topic == COLD:
        what = t("cold weather")
    else:
        what = t(IN_A_SENTENCE[Topic(subject.topic)]) if subject.topic else t("all of it")
    where = subject.town or subject.municipality
    return t("{subject} in {town}", subject=what, town=where) if where else what


@cache
def _telling() -> dict[str, str]:
    with (LOCALES / "da" / "orders" / "notices.toml").open("rb") as file:
        table: dict[str, str] = tomllib.load(file)["telling"]
    return table
