"""Orders of staff about cases, talks and duty: "sag 12", "luk 12 ringet op", "giv til Maria", "vagt man-fre 8-16".

A case is named by its number, somebody who writes by the pseudonym that staff see ("AF1234"). Without a number the
order is asked about. Words that are no order here are read on by others; in a talk they go to the citizen.
"""

import re
from datetime import datetime

from bot.model import Act, Order
from bot.understanding.orders import duty

_PSEUDONYM = r"(?P<who>[AFKLMRSTUX]{2}\d{4})"
_NUMBER = r"(?:(?:sag|nr|nummer|#)\.? ?)*#?(?P<number>\d{1,9})"
_BODY = r"(?:[ :,;.-]+(?P<body>\S.*))?"
_NAME = r"(?P<name>[^\W\d_][\w .'-]*|[AFKLMRSTUX]{2}\d{4})"
_MONTH = r"(?!\.? ?(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)|[.:/-]\d|-? ?\d)"

_FORMS: tuple[tuple[Act, str], ...] = (
    (Act.CASES, r"(?:vis |se |åbne |alle |mine )*sager(?:ne)?"),
    (Act.CASE, r"(?:vis |se |åbn )?sag(?:en)? (?:nr\.? |nummer )?#?(?P<number>\d{1,9})"),
    (Act.CASE, r"(?:(?:vis |se |åbn )(?:en |min )?)?sag(?: (?:nr\.?|nummer|nr\.? ?\S+|nummer \S+|\S+))?"),
    (Act.ANSWER, r"(?:be)?svar(?: på| til)?(?: (?:en |min )?sag(?:en)?)?"),
    (Act.CLOSE, r"(?:luk|afslut) (?:en |min )?sag(?:en)?|luk"),
    (Act.GIVE, r"(?:giv|overdrag)(?: (?:sagen|samtalen|den|ham|hende))?(?: (?:videre )?til)?"),
    (Act.INVITE_CASE, rf"inviter {_NUMBER}(?: (?:til|som frivillig (?:til|på|i)) (?P<name>.+))?"),
    (Act.TAKE, rf"(?:jeg )?tag(?:er)? {_NUMBER}"),
    (Act.TAKE, r"(?:jeg )?tag(?:er)?(?: den)?"),
    (Act.ANSWER, rf"{_PSEUDONYM}[ :,;.-]+(?P<body>\S.*)"),
    (Act.ANSWER, rf"til (?:{_PSEUDONYM}|{_NUMBER})[ :,;.-]+(?P<body>\S.*)"),
    (Act.ANSWER, rf"(?:be)?svar(?: på| til)? (?:{_PSEUDONYM}|{_NUMBER}){_BODY}"),
    (Act.CLOSE, rf"(?:luk|afslut) {_NUMBER}{_MONTH}{_BODY}"),
    (
        Act.GIVE,
        rf"(?:giv|overdrag)(?: (?:{_PSEUDONYM}|{_NUMBER}|samtalen|sagen|den|ham|hende))? (?:videre )?til {_NAME}",
    ),
    (
        Act.END,
        rf"(?:slut|afslut|færdig|samtalen er slut|slut på samtalen|afslut samtalen)(?: (?:{_PSEUDONYM}|{_NUMBER}))?",
    ),
)
_PATTERNS = tuple((act, re.compile(form, re.IGNORECASE | re.DOTALL)) for act, form in _FORMS)
_BLANKS = re.compile(r"[ \t]+")


def read(text: str, now: datetime) -> Order | None:
    """The order, None when the message is about something else. `area` is the pseudonym that it names."""
    said = _BLANKS.sub(" ", text).strip().rstrip("!.")
    if order := duty.read(said, now):
        return order
    for act, pattern in _PATTERNS:
        if found := pattern.fullmatch(said):
            return _order(act, found.groupdict())
    return None


def _order(act: Act, named: dict[str, str | None]) -> Order:
    number, who = named.get("number"), named.get("who")
    return Order(
        act,
        number=int(number) if number else None,
        area=who.upper() if who else None,
        name=(named.get("name") or "").strip(),
        body=(named.get("body") or "").strip(),
    )
