"""Civil registration numbers (CPR) are masked before anything is stored.

Where nobody names it, only what people write a CPR number like is one: hours ("10-12 13-15 17-19"), telephone numbers
and a date with a time behind it have as many digits. Who names it ("mit cpr er") may put anything between the digits.
"""

import re
from datetime import date

MASK = "XXXXXX-XXXX"
# The hyphen, those that never break or break only there, dashes and the minus sign: what telephones make of "-".
_DASH = "-\u00ad\u2010-\u2015\u2212\uff0d"
_BEGIN, _END = r"(?<![\d+])", r"(?!\d)"
_DAY, _MONTH = r"(?P<day>0[1-9]|[12]\d|3[01])", r"(?P<month>0[1-9]|1[0-2])"
_SHORT_DAY, _SHORT_MONTH = r"(?P<day>[12]\d|3[01]|0?[1-9])", r"(?P<month>1[0-2]|0?[1-9])"
_YEAR, _LONG_YEAR = r"(?P<year>\d\d)", r"(?P<year>(?:19|20(?=[01]))?\d\d)"
# With nothing but a space before four digits these are the years of an appointment and its time, and of nobody's birth.
_NO_APPOINTMENT = r"(?!(?:2[4-9]|3\d)\s+\d)"
_MARK = rf"\s{{0,3}}[{_DASH}./:_,]\s{{0,3}}"
_GAP = rf"(?:{_MARK}|\s{{0,3}})"
_SPELLINGS = tuple(
    re.compile(_BEGIN + spelling + _END)
    for spelling in (
        # 010190-1234, 01 01 90 1234, 0101 90 1234
        rf"{_DAY}(?P<by> ?){_MONTH}(?: |(?P=by)){_YEAR}{_GAP}\d{{4}}",
        # 010190 12 34
        rf"{_DAY}{_MONTH}{_YEAR}(?:{_MARK}|\s{{1,3}})\d\d \d\d",
        # 01-01-90-1234, 1/1-90 1234, 01.01.1990-1234
        rf"{_SHORT_DAY}(?P<by>[{_DASH}./]){_SHORT_MONTH}(?:(?P=by)|[{_DASH}]){_NO_APPOINTMENT}{_LONG_YEAR}{_GAP}\d{{4}}",
        # 0101-90-1234
        rf"{_DAY}{_MONTH}[{_DASH}]{_YEAR}\s{{0,3}}[{_DASH}]\s{{0,3}}\d{{4}}",
    )
)
_NAMED = re.compile(r"c\.?p\.?r|person(?:lige?)?[ -]?n(?:umme)?r", re.IGNORECASE)
_BETWEEN = rf"[{_DASH}\s./:_,]"
_ANY_SPELLING = re.compile(
    rf"{_BEGIN}(?P<day>\d\d|\d(?={_BETWEEN})){_BETWEEN}{{0,3}}(?P<month>\d\d|\d(?={_BETWEEN})){_BETWEEN}{{0,3}}"
    rf"(?P<year>(?:19|20)?\d\d){_BETWEEN}{{0,3}}\d(?:{_BETWEEN}?\d){{3}}{_END}"
)


def mask_cpr(text: str) -> tuple[str, bool]:
    """`text` with every CPR number masked, and whether there was one.

    Only the date is tested: since 2007 numbers without the old check digit are given out (cpr.dk). A number that is no
    date, as most ten digits and every phone number with its country code, is left alone.

    >>> mask_cpr("mit cpr er 010190-1234")
    ('mit cpr er XXXXXX-XXXX', True)
    """
    masked = text
    for spelling in (*_SPELLINGS, _ANY_SPELLING) if _NAMED.search(text) else _SPELLINGS:
        masked = spelling.sub(_masked, masked)
    return masked, masked != text


def _masked(number: re.Match[str]) -> str:
    return MASK if _is_date(number["day"], number["month"], number["year"][-2:]) else number[0]


def _is_date(day: str, month: str, year: str) -> bool:
    """Whether somebody may be born then; the century does not matter but for 29 February, so a leap year is used."""
    try:
        date(2000 if int(year) % 4 == 0 else 2001, int(month), int(day))
    except ValueError:
        return False
    return True
