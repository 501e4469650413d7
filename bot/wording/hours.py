"""Opening hours in words: "åben nu til kl. 22", "lukket nu, åbner i morgen kl. 9", "man-fre 9-15, søn 10-14".

Pure. Sentences come without capital and full stop; whoever puts them together adds both.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from bot.holidays import is_holiday
from bot.hours import Intervals, opening, week
from bot.i18n import COPENHAGEN, Translator
from bot.model import ChangeOfHours, Opening, Place, Standing
from bot.moment import Moment

DAY, NEAR, WEEK = timedelta(days=1), timedelta(days=6), timedelta(days=7)
_Week = Sequence[tuple[date, Intervals | None]]
_WEEKS_AHEAD = 4
_MOST_OTHERS = 3
EVENING_LASTS = timedelta(hours=6)
NIGHT_BEGINS = 21
"""From this hour on, "tonight" is the night and no longer the evening."""


def hours_said(t: Translator, place: Place, moment: Moment, now: datetime, changes: Sequence[ChangeOfHours]) -> str:
    """Whether the place is open at the moment that was asked about, until when, and else when it opens."""
    at_now = opening(place, now, changes)
    if moment.is_now:
        return _at_now(t, place, at_now, now)
    if moment.by_day:
        return _on_day(t, place, moment, now, changes)
    return _at_moment(t, place, moment, now, (at_now, opening(place, moment.at, changes)))


def short_hours(t: Translator, opened: Opening, now: datetime, at: datetime) -> str:
    """The same in two or three words for a choice's label: "åben til 22", "åbner fredag". Empty when not known."""
    if opened.standing is Standing.OPEN:
        return t("open until {time}", time=t.clock(opened.until)) if opened.until else t("open day and night")
    if opened.standing is Standing.UNKNOWN:
        return ""
    if opened.opens is None:
        return t("closed")
    if opened.opens.date() == at.astimezone(COPENHAGEN).date():
        return t("opens at {time}", time=t.clock(opened.opens))
    return t("opens {day}", day=_short_day(t, opened.opens, now))


def _short_day(t: Translator, moment: datetime, now: datetime) -> str:
    """A day that is far off by its date alone: "27/12"."""
    local = moment.astimezone(COPENHAGEN)
    return t.day(moment, now) if moment - now < NEAR else f"{local.day}/{local.month}"


def week_said(t: Translator, place: Place, now: datetime, changes: Sequence[ChangeOfHours]) -> str:
    """The hours of every week, then what is otherwise in the coming seven days: "man-fre 9-15. I dag dog 9-12"."""
    today = now.astimezone(COPENHAGEN).date()
    usual = _usual_week(place, today, changes)
    others = [
        (day, _day_hours(t, hours))
        for (day, hours), (_, ordinary) in zip(week(place, today, changes), usual, strict=True)
        if _day_hours(t, hours) != _day_hours(t, ordinary)
    ]
    always = _week(t, usual)
    named = [(t.day(_noon(day), now), hours) for day, hours in others[:_MOST_OTHERS]]
    if not always:
        return ", ".join(f"{day} {hours}" for day, hours in named)
    but = ", ".join(t("but {day} {hours}", day=day, hours=hours) for day, hours in named)
    return f"{always}. {but[0].upper()}{but[1:]}" if but else always


def usual_week_said(t: Translator, place: Place, now: datetime, changes: Sequence[ChangeOfHours]) -> str:
    """The hours of every week, alike days together, Monday first; what was posted for single days is none of it.

    Empty when nothing is known.
    """
    return _week(t, _usual_week(place, now.astimezone(COPENHAGEN).date(), changes))


def _usual_week(place: Place, today: date, changes: Sequence[ChangeOfHours]) -> _Week:
    """Seven days from `today`; for a day with hours of its own the same weekday of a later week stands in."""
    weekly, single = [one for one in changes if one.weekly], {one.day for one in changes if not one.weekly}
    weeks = [week(place, today + ahead * WEEK, weekly) for ahead in range(_WEEKS_AHEAD if single else 1)]
    return [next((day for day in days if day[0] not in single), days[0]) for days in zip(*weeks, strict=True)]


def _week(t: Translator, found: _Week) -> str:
    days = sorted(found, key=lambda day: day[0].weekday())
    if all(hours is None for _, hours in days):
        return ""
    if all(hours and _is_whole_day(hours) for _, hours in days):
        return t("day and night, every day")
    said: dict[str, list[date]] = {}
    for day, hours in days:
        said.setdefault(_day_hours(t, hours), []).append(day)
    if len(said) == 1:
        return t("every day {hours}", hours=next(iter(said)))
    return ", ".join(f"{_days(t, days)} {hours}" for hours, days in said.items() if hours != t("closed")) or t("closed")


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=COPENHAGEN)


def weekdays_said(t: Translator, days: Sequence[date]) -> str:
    """The weekdays of these days, Monday first: "man-fre", "man, ons"."""
    return _days(t, days)


def _at_now(t: Translator, place: Place, at_now: Opening, now: datetime) -> str:
    if at_now.standing is Standing.OPEN:
        return _open_until(t, at_now.until, now)
    if at_now.standing is Standing.UNKNOWN:
        return _unknown(t, place, now)
    return _with_next_opening(t, t("closed now"), place, at_now, now)


def _on_day(t: Translator, place: Place, moment: Moment, now: datetime, changes: Sequence[ChangeOfHours]) -> str:
    day = t.day(moment.at, now)
    [(_, hours), *_] = week(place, moment.at.date(), changes)
    if hours is None:
        return _unknown(t, place, moment.at)
    if not hours:
        shut = t("closed {day}", day=day)
        return _with_next_opening(t, shut, place, opening(place, moment.at, changes), now)
    if _is_whole_day(hours):
        return t("open {day}, day and night", day=day)
    return t("open {day} at {hours}", day=day, hours=_day_hours(t, hours))


def _at_moment(t: Translator, place: Place, moment: Moment, now: datetime, openings: tuple[Opening, Opening]) -> str:
    at_now, then = openings
    named = _name_of(t, moment, now)
    if then.standing is Standing.UNKNOWN:
        return _unknown(t, place, moment.at)
    if then.standing is Standing.CLOSED:
        if moment.tonight and then.opens and then.opens - moment.at < EVENING_LASTS:
            return t("opens {day} at {time}", day=t("this evening"), time=t.clock(then.opens))
        shut = t("closed {day}", day=named)
        if at_now.standing is Standing.OPEN and at_now.until and moment.tonight:
            return t("{open}, but {closed}", open=_open_until(t, at_now.until, now), closed=shut)
        return _with_next_opening(t, shut, place, then, now)
    if at_now.standing is Standing.OPEN and at_now.until == then.until:
        return _open_until(t, then.until, now)
    if then.until is None:
        return t("open {day}", day=named)
    if moment.tonight and at_now.opens and at_now.opens <= moment.at:
        return t("open {day} at {hours}", day=named, hours=f"{t.clock(at_now.opens)}-{t.clock(then.until)}")
    return t("open {day} until {time}", day=named, time=_closing(t, then.until))


def _name_of(t: Translator, moment: Moment, now: datetime) -> str:
    if moment.tonight:
        return t("tonight") if moment.at.hour >= NIGHT_BEGINS else t("this evening")
    return t("{day} at {time}", day=t.day(moment.at, now), time=t.clock(moment.at))


def _open_until(t: Translator, until: datetime | None, now: datetime) -> str:
    if until is None:
        return t("open now, day and night")
    if until - now < DAY:
        return t("open now until {time}", time=_closing(t, until))
    return t("open now until {day} {time}", day=t.day(until, now), time=_closing(t, until))


def _closing(t: Translator, until: datetime) -> str:
    """A closing time with its word: "kl. 22", "midnat"."""
    local = until.astimezone(COPENHAGEN)
    return t("midnight") if local.hour == local.minute == 0 else t("at {time} o'clock", time=t.clock(until))


def _with_next_opening(t: Translator, shut: str, place: Place, opened: Opening, now: datetime) -> str:
    if opened.opens is None:
        return shut
    if place.opening_hours is None:  # only the season is known, not the hour
        return t("{closed}, opens {day}", closed=shut, day=t.day(opened.opens, now))
    day = t.day(opened.opens, now)
    return t("{closed}, opens {day} at {time}", closed=shut, day=day, time=t.clock(opened.opens))


def _unknown(t: Translator, place: Place, at: datetime) -> str:
    if place.opening_hours and is_holiday(at.astimezone(COPENHAGEN).date()):
        return t("hours unknown on the holiday")
    return t("hours unknown")


def _is_whole_day(hours: Intervals) -> bool:
    return len(hours) == 1 and hours[0][1] - hours[0][0] >= DAY - timedelta(hours=1)


def _day_hours(t: Translator, hours: Intervals | None) -> str:
    if hours is None:
        return t("unknown")
    if not hours:
        return t("closed")
    if _is_whole_day(hours):
        return t("day and night")
    return t.listing([f"{t.clock(opens)}-{t.clock(closes)}" for opens, closes in hours])


def _days(t: Translator, days: Sequence[date]) -> str:
    """Weekdays as people write them: "man-fre", "man, ons"."""
    runs = groupby(enumerate(days), key=lambda item: item[1].weekday() - item[0])
    return ", ".join(_run(t, [day for _, day in run]) for _, run in runs)


def _run(t: Translator, days: Sequence[date]) -> str:
    names = [t.weekday(day) for day in (days[0], days[-1])]
    if len(days) == 1:
        return names[0]
    return f"{names[0]}-{names[1]}" if len(days) > 2 else f"{names[0]}, {names[1]}"
