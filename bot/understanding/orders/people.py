"""Orders about people: invite, remove, leave, and what the writer may write. Words are in locales/da/orders."""

import re
import tomllib
from datetime import datetime
from functools import cache

from bot.i18n import LOCALES
from bot.model import Act, Order

_ACTS = {
    "invite": Act.INVITE,
    "invite_staff": Act.INVITE,
    "remove": Act.REMOVE,
    "leave": Act.LEAVE,
    "my_places": Act.MY_PLACES,
    "told": Act.TOLD,
    "figures": Act.FIGURES,
    "guest": Act.GUEST,
}
STAFF = "staff"
WHOM = "whom"
"""The doubt of an order that is one only where a colleague is called as it says: "slet Karl" is, "slet gæld" is not."""

_NAMED, _WITHIN = "named", "within"
_ALONE = frozenset({"whole", "alone"})
_WHERE = r"(?: (?:ud )?(?:fra|af|som|from|as) \w+(?: \w+){0,3})?(?: (?:tak|nu|please))*"
_SOMEBODY = re.compile(
    rf"(?P<name>[^\W\d_][\w'-]*(?: (?!(?:fra|af|som|from|as|ud)\b)[^\W\d_][\w'-]*)??){_WHERE}", re.IGNORECASE
)
_SPACES, _MARKS = re.compile(r"\s+"), re.compile(r"[.,:;!?]+(?=\s|$)")


def read(text: str, now: datetime) -> Order | None:  # noqa: ARG001 - all readers of orders are asked alike
    """The order, None when the message is about something else. `name` says whom or where, `area` "staff" who."""
    kind, form, rest = _begun(text)
    if form in ("", _NAMED) or (kind == "invite" and rest.isdigit()):
        return None  # a case's number: that is for those who work on cases
    return Order(_ACTS[kind], name=rest, area=STAFF if kind == "invite_staff" else None)


def about_somebody(text: str, now: datetime) -> Order | None:  # noqa: ARG001 - all readers of orders are asked alike
    """The order that only a name follows, where nothing else is meant: "slet Karl", and "slet gæld" too."""
    kind, form, rest = _begun(text)
    named = _SOMEBODY.fullmatch(rest) if form == _NAMED else None
    return Order(_ACTS[kind], name=named["name"], doubt=WHOM) if named else None


def _begun(text: str) -> tuple[str, str, str]:
    """What the phrase that the message begins with orders, its form, and what follows; "" where it is none."""
    said = _SPACES.sub(" ", _MARKS.sub(" ", text.casefold())).strip()
    if any(f" {words} " in f" {said} " for words, _, form in _phrases() if form == _WITHIN):
        return next(kind for words, kind, form in _phrases() if form == _WITHIN and words in said), _WITHIN, ""
    kept = _SPACES.sub(" ", _MARKS.sub(" ", text)).strip()
    for words, kind, form in _phrases():
        if said == words if form in _ALONE else said.startswith(f"{words} "):
            return kind, form, kept[len(words) :].strip()
    return "", "", ""


@cache
def _phrases() -> tuple[tuple[str, str, str], ...]:
    """Every phrase, what it orders, and in which form; the longest first."""
    with (LOCALES / "da" / "orders" / "people.toml").open("rb") as file:
        kinds = tomllib.load(file)
    known = [
        (words, kind, one)
        for kind, forms in kinds.items()
        for form, them in forms.items()
        for words in them
        for one in ((form, "alone") if form == "begins" else (form,))
    ]
    return tuple(sorted(known, key=lambda phrase: (-len(phrase[0]), phrase)))
