"""A post in words, to be read back: "åben i dag lørdag 21/11 kl. 17-22". Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.hours import Intervals
from bot.i18n import COPENHAGEN, Translator
from bot.model import ChangeOfHours, News, Post, Wish
from bot.wording.hours import weekdays_said

DAY = timedelta(days=1)
_MOST_NAMED = 3
_MOST_BESIDE_QUESTION = 180
MOST = 210
"""Letters of a line that is read back, so that it fits into two SMS parts with the name of its place."""
_WEEK = 7


def what(t: Translator, post: Post, now: datetime) -> str:
    """What the post says, whatever it is about, beside a question."""
    if post.note:
        return post.note
    hours = posted(t, post, now, most=_MOST_BESIDE_QUESTION) if post.changes else ""
    free = free_said(t, post.free_places, post.free_places_for) if post.free_places is not None else ""
    return ", ".join(filter(None, (hours, free)))


def free_said(t: Translator, free: int, kept_for: Wish | None) -> str:
    """How many are free now."""
    if free == 0:
        return t("full now")
    said = t("1 free place now") if free == 1 else t("{number} free places now", number=free)
    return t("{places}, for women", places=said) if kept_for is Wish.WOMEN_ONLY else said


def posted(t: Translator, post: Post, now: datetime, *, most: int = MOST) -> str:
    """What the post says of hours, alike days together."""
    groups: dict[tuple[str, ...], list[date]] = {}
    by_day: dict[date, list[ChangeOfHours]] = {}
    for change in post.changes:
        by_day.setdefault(change.day, []).append(change)
    for day in sorted(by_day):
        key = tuple(f"{_bound(t, one.opens)}|{_bound(t, one.closes)}" for one in by_day[day])
        groups.setdefault(key, []).append(day)
    said = []
    for days in groups.values():
        named = every(t, days, now) if post.recurring else days_said(t, days, now)
        said.append(_hours(t, by_day[days[0]], named))
    return _cut(t, said, most)


def _cut(t: Translator, said: Sequence[str], most: int) -> str:
    """As many as there is room for, and that there are more."""
    more = t("and more days")
    line = ", ".join(said)
    for kept in range(len(said) - 1, 0, -1):
        if len(line) <= most:
            break
        line = f"{', '.join(said[:kept])} {more}"
    return line


def _bound(t: Translator, moment: datetime | None) -> str:
    return t.clock(moment) if moment else ""


def _hours(t: Translator, spans: Sequence[ChangeOfHours], named: str) -> str:
    """The hours of one day, or of several alike."""
    if all(one.opens and one.closes for one in spans):
        hours = t.listing(
            [f"{t.clock(one.opens)}-{closing(t, one.closes)}" for one in spans if one.opens and one.closes]
        )
        if hours == "0-24":
            return t("open {day}, day and night", day=named)
        return t("open {day} at {hours}", day=named, hours=hours)
    return t.listing([_half(t, one, named if n == 0 else "") for n, one in enumerate(spans)])


def _half(t: Translator, span: ChangeOfHours, named: str) -> str:
    if span.opens and span.closes:
        return t("open {day} at {hours}", day=named, hours=f"{t.clock(span.opens)}-{closing(t, span.closes)}")
    if span.opens:
        return " ".join(t("open {day} from {time}", day=named, time=t.clock(span.opens)).split())
    if span.closes:
        return " ".join(t("open {day} to {time}", day=named, time=closing(t, span.closes)).split())
    return t("closed {day}", day=named)


def closing(t: Translator, moment: datetime) -> str:
    """A closing time; midnight is the end of the day that was meant."""
    local = moment.astimezone(COPENHAGEN)
    return "24" if local.hour == local.minute == 0 else t.clock(moment)


def days_said(t: Translator, days: Sequence[date], now: datetime) -> str:
    """The days with weekday and date: "i dag lørdag 21/11", "fredag 27/11 til søndag 29/11"."""
    if len(days) >= _MOST_NAMED and (days[-1] - days[0]).days == len(days) - 1:
        return t("{first} to {last}", first=day_said(t, days[0], now), last=day_said(t, days[-1], now))
    if len(days) <= _MOST_NAMED:
        return t.listing([day_said(t, day, now) for day in days])
    weekdays = weekdays_said(t, sorted({day.weekday(): day for day in days}.values(), key=date.weekday))
    return t("{weekdays} from {first} to {last}", weekdays=weekdays, first=t.dated(days[0]), last=t.dated(days[-1]))


def every(t: Translator, days: Sequence[date], now: datetime) -> str:
    """The weekdays of a pattern and when it begins: "hver man-fre fra mandag 30/11"."""
    first = day_said(t, days[0], now)
    if len(days) == _WEEK:
        return t("every day from {first}", first=first)
    return t("every {weekdays} from {first}", weekdays=weekdays_said(t, sorted(days, key=date.weekday)), first=first)


def as_usual(t: Translator, day: date, hours: Intervals, now: datetime) -> str:
    """The hours that hold on that day without any post of now: "åben i dag lørdag 21/11 kl. 10-14"."""
    said = t.listing([f"{t.clock(opens)}-{closing(t, closes)}" for opens, closes in hours])
    return t("open {day} at {hours}", day=day_said(t, day, now), hours=said)


def dated_news(t: Translator, news: News, now: datetime) -> News:
    """News of days to come that does not name them begins with them: "lørdag 5/12: suppe kl 18"."""
    return replace(news, body=f"{days_said(t, news.days, now)}: {news.body}") if news.days else news


def day_said(t: Translator, day: date, now: datetime) -> str:
    """One day: "i dag lørdag 21/11"."""
    today = now.astimezone(COPENHAGEN).date()
    if day == today:
        return t("today {date}", date=t.dated(day))
    return t("tomorrow {date}", date=t.dated(day)) if day == today + DAY else t.dated(day)
