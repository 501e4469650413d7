"""Days that are said by their date, and times that do not exist: "3. december", "3/12", "30. februar", "kl 25".

Weekdays and clock times are in when; this reads the figures that would otherwise be passed over in silence.
"""

import re
from datetime import date, timedelta

from bot.understanding.orders.feasts import feast

# What people call the days -> the name that the calendar of feasts has.
_FEASTS = {
    **dict.fromkeys(("lille juleaften", "lillejuleaften"), "lillejuleaften"),
    **dict.fromkeys(("juleaftensdag", "juleaften", "christmas eve"), "juleaften"),
    **dict.fromkeys(("1. juledag", "1 juledag", "første juledag", "juledag", "christmas day"), "juledag1"),
    **dict.fromkeys(("2. juledag", "2 juledag", "anden juledag"), "juledag2"),
    **dict.fromkeys(("nytårsaftensdag", "nytårsaften", "new years eve"), "nytårsaften"),
    **dict.fromkeys(("nytårsdag", "1. januar"), "nytårsdag"),
    **{name: name for name in ("skærtorsdag", "langfredag", "påskelørdag", "sankthans")},
    **dict.fromkeys(("sankt hans", "sankt hans aften", "skt hans", "sankthansaften"), "sankthans"),
    **dict.fromkeys(("i påsken", "til påske"), "påsken"),
    **dict.fromkeys(("i pinsen", "til pinse"), "pinsen"),
    **dict.fromkeys(("i julen", "i juledagene", "i juledage", "til jul", "at christmas"), "juledagene"),
    **dict.fromkeys(("påskesøndag", "påskedag", "1. påskedag"), "påskedag1"),
    **dict.fromkeys(("2. påskedag", "anden påskedag"), "påskedag2"),
    **dict.fromkeys(("kristi himmelfartsdag", "kristi himmelfart"), "himmelfart"),
    **dict.fromkeys(("2. pinsedag", "anden pinsedag"), "pinsedag2"),
}
_FEAST = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(one) for one in sorted(_FEASTS, key=len, reverse=True))})(?!\w)")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec", "may", "oct")
_MAY, _OCTOBER = 12, 13
_NAMED = re.compile(
    rf"\b(\d{{1,2}})(?:\.|st|nd|rd|th)? ?(?:of )?(?!juleda)({'|'.join(_MONTHS)})[a-z]*\b\.?(?: (\d{{4}}))?"
)
_FIGURES = re.compile(r"(?<![\d/.])(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?(?![\d/])")
_BARE = re.compile(r"\bd(?:en|\.)? ?(\d{1,2})\.?(?= ?$| kl| om | ?[?!,])")
_CLOCK = re.compile(r"\b(?:kl\.?|klokken|at) ?(\d{1,2})(?:[.:](\d{2}))?(?!\d)|(?<![\d.:])(\d{1,2}):(\d{2})(?![\d:])")
_WEEKS = {"to": 2, "tre": 3, "fire": 4, "two": 2, "three": 3}
_WEEKS_AHEAD = re.compile(
    r"\b(?:(?P<next>(?:i |den )?(?:næste|kommende) uge|ugen efter|next week)|(?P<this>(?:i )?denne uge|this week)"
    rf"|(?:om|in) (?:(?P<ahead>[1-8])|(?P<worded>{'|'.join(_WEEKS)})) (?:uger?|weeks?))\b"
)
_WEEK = re.compile(r"\b(?:i )?uge (\d{1,2})\b")
_WORD = re.compile(r"[^\W\d_]+")
# Whatever learned from examples may guess at, a message of these words alone is about a time and no need.
_OF_TIME = re.compile(
    r"""(?x)
    mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|weekend|weekenden|dag|dage|uge|time|timer|morgen|
    morgenen|formiddag|formiddagen|middag|eftermiddag|eftermiddagen|aften|aftenen|tidlig|tidligt|sent|
    overmorgen|næste|kl|klokken|halv|kvart|i|på|om|den|d|til|fra|efter|før|inden|omkring|ved|ca|cirka|helst|
    gerne|hellere|måske|så|og|eller|tak|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|
    tomorrow|morning|afternoon|evening|noon|at|on|in|the|am|pm|please|next|week|after|before|en|to|tre|fire|
    fem|seks|syv|otte|ni|ti|elleve|tolv"""
)
# What somebody writes around it who asks the same for that time: "og hvad med juleaften?".
_ASKED_AGAIN = re.compile(
    r"hvad|med|så|men|ok|okay|nå|ja|også|der|er|det|da|kan|man|jeg|nu|natten|nat|what|about|then|how|nights?"
)
_ROUND_THE_CLOCK = ("24", "7")
# A day so lately past is a slip or a look back; one longer ago is meant for next year.
_LATELY = timedelta(days=60)


def said_day(text: str, today: date) -> tuple[date | None, str]:
    """The day that a date in the tidied `text` means, seen from `today`; or the words of one that no calendar has."""
    if found := _FEAST.search(text):
        return feast(_FEASTS[found[0]], today)[0], ""
    for pattern in (_NAMED, _FIGURES, _BARE):
        found = pattern.search(text)
        if found is None or found.groups()[:2] == _ROUND_THE_CLOCK:
            continue
        day, month, year = [*found.groups(), "", ""][:3]
        meant = _dated(int(day), _number(month), year, today) if month else _next(int(day), today)
        return meant, "" if meant else found[0].strip()
    return None, ""


def said_week(text: str, today: date) -> date | None:
    """The Monday of the week that the tidied `text` names: "i næste uge", "om 2 uger", "uge 48"."""
    monday = today - timedelta(days=today.weekday())
    if found := _WEEKS_AHEAD.search(text):
        ahead = 0 if found["this"] else 1 if found["next"] else int(found["ahead"] or _WEEKS[found["worded"]])
        return monday + timedelta(weeks=ahead)
    if found := _WEEK.search(text):
        try:
            said = date.fromisocalendar(today.year, int(found[1]), 1)
        except ValueError:
            return None
        return said if said >= monday else date.fromisocalendar(today.year + 1, int(found[1]), 1)
    return None


def is_only_time(text: str) -> bool:
    """Whether every word is one of time: "fredag eftermiddag", "helst torsdag kl 10"."""
    words = _WORD.findall(text.casefold())
    return all(_OF_TIME.fullmatch(word) or word[:3] in _MONTHS for word in words)


def only_asks_when(text: str) -> bool:
    """Whether the same is asked for another time, and nothing else: "og juleaften?", "tak, og i morgen nat?"."""
    rest = [word for word in _WORD.findall(_FEAST.sub(" ", text.casefold())) if not _ASKED_AGAIN.fullmatch(word)]
    return is_only_time(" ".join(rest))


def no_such_clock(text: str) -> str:
    """The words of a clock time that no day has: "25:00", "kl 12.75"; empty when there is none."""
    for found in _CLOCK.finditer(text):
        hour, minute = int(found[1] or found[3]), int(found[2] or found[4] or 0)
        if hour > 24 or minute > 59 or (hour == 24 and minute > 0):
            return found[0]
    return ""


def _number(month: str) -> int:
    if month.isdigit():
        return int(month)
    place = _MONTHS.index(month)
    return {_MAY: 5, _OCTOBER: 10}.get(place, place + 1)


def _dated(day: int, month: int, year: str | None, today: date) -> date | None:
    """That day of the year that was said, else of this year or the next."""
    years = (int(year) % 100 + 2000,) if year else (today.year, today.year + 1)
    days = [made for one in years if (made := _made(one, month, day))]
    return next((one for one in days if year or one >= today - _LATELY), None)


def _next(day: int, today: date) -> date | None:
    """ "Den 3.": in this month when it is still to come, else in the next month that has such a day."""
    months = [(today.year + (today.month + ahead - 1) // 12, (today.month + ahead - 1) % 12 + 1) for ahead in range(3)]
    days = [made for year, month in months if (made := _made(year, month, day))]
    return next((one for one in days if one >= today), None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
