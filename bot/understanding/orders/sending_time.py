"""When a notice is to begin: "i morgen kl 9", "kl. 17.30", "fredag kl 10", "den 3. december kl 8". Pure."""

import re
from datetime import date, datetime, time, timedelta

from bot.moment import COPENHAGEN
from bot.understanding import dates
from bot.understanding.normalise import tidy

_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_NEAR = {"i dag": 0, "idag": 0, "i aften": 0, "i morgen": 1, "imorgen": 1, "i overmorgen": 2, "today": 0, "tomorrow": 1}
_MONTH = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zæøå]*\.?"
_DATE = rf"(?:d(?:en)?\.? ?)?\d{{1,2}}(?:\. ?{_MONTH}|/\d{{1,2}})"
_DAY = rf"(?:{'|'.join(_NEAR)}|(?:nu )?(?:på )?(?:{'|'.join(_WEEKDAYS)})|{_DATE})"
_CLOCK = r"(?:(?:kl\.?|klokken|at) ?\d{1,2}(?:[.:]\d{2})?|\d{1,2}:\d{2})(?!\d)"
# As it stands in an order: a day, a clock time, or both.
WHEN = rf"(?:{_DAY}(?:,? {_CLOCK})?|{_CLOCK}(?: {_DAY})?)"
_FIGURES = re.compile(r"(?:(?:kl\.?|klokken|at) ?(\d{1,2})(?:[.:](\d{2}))?|(\d{1,2}):(\d{2}))(?!\d)")
_MORNING, _EVENING = time(9), time(18)
_AFTERNOON = 12


def sending_time(words: str, now: datetime) -> datetime | None:
    """The moment that `words` name (Copenhagen), which may be past; None where there is no such time."""
    said, today = tidy(words), now.astimezone(COPENHAGEN).date()
    figures = _FIGURES.search(said)
    in_the_evening = "i aften" in said
    clock = _clock(figures, in_the_evening) if figures else _EVENING if in_the_evening else _MORNING
    day = _day(said, today, figures is not None)
    if clock is None or day is None:
        return None
    at = datetime.combine(day, clock, COPENHAGEN)
    return at + timedelta(days=7) if at <= now and any(one in said for one in _WEEKDAYS) else at


def _clock(figures: re.Match[str], in_the_evening: bool) -> time | None:
    hour, minute = int(figures[1] or figures[3]), int(figures[2] or figures[4] or 0)
    hour = hour + _AFTERNOON if in_the_evening and 5 <= hour < _AFTERNOON else hour % 24 if hour == 24 else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _day(said: str, today: date, is_clock: bool) -> date | None:
    for words, ahead in _NEAR.items():
        if words in said:
            return today + timedelta(days=ahead)
    for number, name in enumerate(_WEEKDAYS):
        if name in said:
            return today + timedelta(days=(number - today.weekday()) % 7)
    day, wrong = dates.said_day(_FIGURES.sub("", said).strip(), today)
    return day or (today if is_clock and not wrong else None)
