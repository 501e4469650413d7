"""The days that people call by a name: Christmas Eve, Easter Sunday, the days between Christmas and New Year. Pure."""

from datetime import date, timedelta

_DAY = timedelta(days=1)

# Names as in locales/da/orders/posts.toml -> the month and day.
_FIXED = {
    "hellig tre konger": (1, 6),
    "valentinsdag": (2, 14),
    "arbejdernes kampdag": (5, 1),
    "grundlovsdag": (6, 5),
    "sankthans": (6, 23),
    "mortensaften": (11, 10),
    "luciadag": (12, 13),
    "lillejuleaften": (12, 23),
    "juleaften": (12, 24),
    "juledag1": (12, 25),
    "juledag2": (12, 26),
    "juledag3": (12, 27),
    "nytårsaften": (12, 31),
    "nytårsdag": (1, 1),
}
# ... -> days after Easter Sunday.
_MOVING = {
    "fastelavn": -49,
    "palmesøndag": -7,
    "skærtorsdag": -3,
    "langfredag": -2,
    "påskelørdag": -1,
    "påskedag1": 0,
    "påskedag2": 1,
    "himmelfart": 39,
    "pinsedag1": 49,
    "pinsedag2": 50,
}
# ... -> from one of those to another.
_STRETCHES = {
    "påsken": ("skærtorsdag", "påskedag2"),
    "pinsen": ("pinsedag1", "pinsedag2"),
    "juledagene": ("juleaften", "juledag2"),
    "julognytår": ("juleaften", "nytårsdag"),
    "nytåret": ("nytårsaften", "nytårsdag"),
}
_BETWEEN = "mellemjulognytår"
_AUTUMN, _AUTUMN_WEEK = "efterårsferien", 42
NAMES = (*_FIXED, *_MOVING, *_STRETCHES, _BETWEEN, _AUTUMN)


def feast(name: str, today: date) -> tuple[date, date]:
    """The first and the last day of the next one of this name, today's included."""
    spans = (_span(name, year) for year in (today.year - 1, today.year, today.year + 1))
    return next((first, last) for first, last in spans if last >= today)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher)."""
    golden, century = year % 19, year // 100
    correction = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = correction - correction // 28 * (1 - correction // 28 * (29 // (correction + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (moon - weekday + 40) // 44
    return date(year, month, moon - weekday + 28 - 31 * (month // 4))


def _span(name: str, year: int) -> tuple[date, date]:
    if name in _STRETCHES:
        first, last = _STRETCHES[name]
        begins, ends = _span(first, year)[0], _span(last, year)[1]
        return begins, ends if ends > begins else _span(last, year + 1)[1]
    if name == _BETWEEN:
        return date(year, 12, 27), date(year, 12, 30)
    if name == _AUTUMN:
        monday = date.fromisocalendar(year, _AUTUMN_WEEK, 1)
        return monday, monday + 6 * _DAY
    one = easter(year) + _MOVING[name] * _DAY if name in _MOVING else date(year, *_FIXED[name])
    return one, one
