"""Civil registration numbers (CPR) are masked before anything is stored."""

import re
from datetime import date

MASK = "XXXXXX-XXXX"
_TEN_DIGITS = re.compile(r"(?<![\d+])(\d{2})[ .]?(\d{2})[ .]?(\d{2})\s?[-–—.]?\s?(\d{4})(?!\d)")


def mask_cpr(text: str) -> tuple[str, bool]:
    """`text` with every CPR number masked, and whether there was one.

    Only the date is tested: since 2007 numbers without the old check digit are given out (cpr.dk). A number that is no
    date, as most ten digits and every phone number with its country code, is left alone.

    >>> mask_cpr("mit cpr er 010190-1234")
    ('mit cpr er XXXXXX-XXXX', True)
    """
    masked, count = _TEN_DIGITS.subn(lambda m: MASK if _is_date(m[1], m[2], m[3]) else m[0], text)
    return masked, masked != text if count else False


def _is_date(day: str, month: str, year: str) -> bool:
    """Whether somebody may be born then; the century does not matter but for 29 February, so a leap year is used."""
    try:
        date(2000 if int(year) % 4 == 0 else 2001, int(month), int(day))
    except ValueError:
        return False
    return True
