"""What volunteers post about their place: open hours, closed days, free places, notes of the day, FORTRYD.

A message is brought into canonical words; then days, clock times and amounts are taken out of it. What is not certain
is an unclear order that tells what it is about, so that one question settles it. A question, a need and a look back
are no posts at all: whoever writes them is a citizen.
"""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.model import Act, Interval, News, Order
from bot.moment import COPENHAGEN
from bot.understanding.dates import is_only_time
from bot.understanding.orders import amounts, days, mentions, unmanned, usual
from bot.understanding.orders.beside import parted, without_beds
from bot.understanding.orders.canonical import canonical, vocabulary
from bot.understanding.orders.notes import is_note, names_thing
from bot.understanding.orders.opening import SPOKEN, NoHours, Read, hours
from bot.understanding.orders.undone import takes_back

_GREETING = r"(?:hej(?:sa)?|halløj|hallo|goddag|godmorgen|god morgen|godaften|god aften|dav|davs|kære)"
_HELLO = re.compile(rf"^{_GREETING}(?:(?: [^\s,.!:]+){{0,3}}[,.!:\n] *|\b *)")
_SIGNED = re.compile(
    r"(?<=\w)[\s,.!]+(?:(?:(?:med )?venlig|kærlig|mange|de bedste|bedste) )?(?:hilsen|hilsner|mvh|vh|kh)\b[.,:]?"
    r"(?: [^\W\d][\w.]*){0,5}[\s.!]*$",
    re.IGNORECASE,
)
_MOST_WORDS_UNCLEAR = 10
_NIGHT = timedelta(hours=9)
_RANGE = re.compile(r"\d ?(?:-|til) ?\d")
_NAMED_NOTE = re.compile(r"^(?:note|opslag|nyt i dag)\s*:\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def read(text: str, now: datetime) -> Order | None:
    """The order, None when the message is no post. `now` is aware."""
    now, text = now.astimezone(COPENHAGEN), _SIGNED.sub("", text)
    said = _without_hello(text)
    if takes_back(said):
        return Order(Act.UNDO)
    if shut := unmanned.read(said, now):
        return shut
    amount = amounts.found(said)
    is_asked = asks(said) and _NAMED_NOTE.match(text.strip()) is None
    if is_asked and not ("?" in said and _RANGE.search(said) and not _begins_asking(said)):
        return None
    if _speaks(usual.without_what_was_written(said), "past"):
        return None
    order = _told(text, said, amount, now)
    if order is not None and _is_about_others(said, order):
        return None
    if order is None or order.act in (Act.UNCLEAR, Act.UNDO):
        return order
    if is_asked or (order.act is not Act.NOTE and _speaks(said, "doubt")):
        return replace(order, act=Act.UNCLEAR, meant=order.act, doubt="sure")
    return order


def _without_hello(text: str) -> str:
    said = canonical(text)
    return _HELLO.sub("", said) or said


def _is_about_others(said: str, order: Order) -> bool:
    """Whether people stand in it whom no post is about, or whoever writes, so that it is a citizen's message."""
    known, words = vocabulary(), _WORD.findall(said)
    if _speaks(said, "others"):
        return True
    if order.act in (Act.OPEN, Act.CLOSED):
        return False
    is_long = order.act is Act.UNCLEAR and len(words) > _MOST_WORDS_UNCLEAR
    alone = order.act is Act.NOTE and known.phrases["alone.begins"].match(said) is not None
    return is_long or alone or "jeg" in words


def says_hours(text: str) -> bool:
    """Whether a word of opening or closing stands in the text, so that it is whole by itself."""
    return SPOKEN.search(canonical(text)) is not None


def says_only_hours(text: str) -> bool:
    """Whether every word of the text is one of days, times, opening or closing: "åben lør-søn 10-14"."""
    lists = vocabulary().lists
    bare = lists["bare.words"] | lists["says.open"] | lists["says.closed"]
    return all(word in bare or is_only_time(word) for word in _WORD.findall(canonical(text)))


def _told(text: str, said: str, amount: amounts.Amount | None, now: datetime) -> Order | None:
    if amount is None and not _speaks(said, "own") and (again := usual.read(usual.without_what_was_written(said), now)):
        return again
    rest, news = parted(text)
    if _speaks(_without_hello(rest), "own"):
        # "Opslag: vi mangler dyner" is told in these words.
        note, is_named = _NAMED_NOTE.subn("", text.strip())
        return Order(Act.NOTE, dates=_days_of_note(said, now), body=note) if is_named and note else None
    alone = _alone(rest, now) if news else None
    if alone is not None and alone.act is not Act.NOTE:
        return replace(alone, news=_news(news, alone, rest, now))
    return None if _speaks(said, "own") else _whole(text, said, amount, now)


def _alone(rest: str, now: datetime) -> Order | None:
    """What is left without the news, by itself."""
    said = _without_hello(rest)
    return _whole(rest, said, amounts.found(said), now)


def _news(body: str, order: Order, rest: str, now: datetime) -> News:
    """The news with the days that it names, else with those of the hours."""
    if own := _days_said(body, now):
        return News(body, own[-1])
    opens = sorted({day for span in order.intervals if (day := _day(span)) is not None})
    if not opens and order.act is Act.UNCLEAR:
        opens = list(_days_said(rest, now))
    if not opens or order.recurring or opens[0] == now.date():
        return News(body, opens[-1] if opens and not order.recurring else now.date())
    return News(body, opens[-1], tuple(opens))


def _days_said(text: str, now: datetime) -> tuple[date, ...]:
    meant = days.resolved(mentions.found(canonical(text), now.date()), now.date())
    return () if meant.recurring else meant.days


def _day(span: Interval) -> date | None:
    """The day of the hours; a closing time in the night is of the evening before."""
    opens, closes = span
    if opens is None and closes is not None:
        return (closes - _NIGHT).date()
    return opens.date() if opens else None


def _whole(text: str, said: str, amount: amounts.Amount | None, now: datetime) -> Order | None:
    """The message as one thing."""
    if "aflyst" in said and _is_of_thing(said):
        # "Suppen er aflyst" closes nothing.
        return Order(Act.NOTE, dates=_days_of_note(said, now), body=text.strip())
    rest = said if amount is None else said[: amount.start] + "~" * (amount.end - amount.start) + said[amount.end :]
    posted = hours(rest, now)
    if isinstance(posted, NoHours) and not (posted.doubt and posted.plainly):
        if amount is not None:
            return _capacity(amount)
        note, is_named = _NAMED_NOTE.subn("", text.strip())
        if note and (is_named or is_note(note)):
            return Order(Act.NOTE, dates=_days_of_note(said, now), body=note)
        return _unclear(posted) if posted.doubt else None
    if isinstance(posted, NoHours):
        if amount is not None and amount.free is not None and posted.doubt == "hours":
            return _capacity(amount)
        return _unclear(posted)
    free = amount.free if amount else None
    if free is not None and not posted.intervals:
        # "Lukket i morgen og 3 senge i nat": the day of the beds is not closed.
        closed = hours(_without_hello(without_beds(text)), now)
        posted = closed if isinstance(closed, Read) and closed.closed else posted
    return _posted(posted, free)


def _is_of_thing(said: str) -> bool:
    """Whether it tells of something at the place, and of no hours."""
    words = _WORD.findall(said)
    spoken = [one for one in SPOKEN.findall(said) if one != "aflyst"]
    return not spoken and any(map(names_thing, words))


def _posted(posted: Read, free: int | None) -> Order:
    if not posted.intervals:
        return Order(Act.CLOSED, dates=posted.closed, recurring=posted.recurring, free_places=free)
    return Order(
        Act.OPEN, intervals=posted.intervals, dates=posted.closed, recurring=posted.recurring, free_places=free
    )


def _unclear(posted: NoHours) -> Order:
    return Order(Act.UNCLEAR, meant=Act.OPEN, doubt=posted.doubt)


def _capacity(amount: amounts.Amount) -> Order:
    if amount.free is None:
        return Order(Act.UNCLEAR, meant=Act.CAPACITY, doubt="how many")
    return Order(Act.CAPACITY, free_places=amount.free, wishes=amount.wishes)


def asks(said: str) -> bool:
    """Whether the message asks: a question mark, a word that asks, or a verb before its subject."""
    return "?" in said or _begins_asking(said) or vocabulary().phrases["asks.phrases"].search(said) is not None


def _begins_asking(said: str) -> bool:
    return vocabulary().phrases["asks.begins"].search(said) is not None or _has(said, "asks.words")


def _speaks(said: str, table: str) -> bool:
    """Whether words or phrases of the table stand in the message: of doubt, of one's own need, of what was."""
    return _has(said, f"{table}.words") or vocabulary().phrases[f"{table}.phrases"].search(said) is not None


def _has(said: str, words: str) -> bool:
    return not vocabulary().lists[words].isdisjoint(_WORD.findall(said))


def _days_of_note(said: str, now: datetime) -> tuple[date, ...]:
    """The days that a note is about; none said: today's."""
    return _days_said(said, now) or (now.date(),)
