"""What staff order by text about cases, talks and duty; and what is none of it."""

from datetime import date, datetime

import pytest

from bot.model import Act
from bot.moment import COPENHAGEN
from bot.understanding.orders import desk

# A Tuesday.
NOW = datetime(2026, 12, 1, 14, 30, tzinfo=COPENHAGEN)

NAMED = [
    ("sager", Act.CASES, None, None, "", ""),
    ("Vis sager", Act.CASES, None, None, "", ""),
    ("SAG 12", Act.CASE, 12, None, "", ""),
    ("sag nr. 12", Act.CASE, 12, None, "", ""),
    ("tag 12", Act.TAKE, 12, None, "", ""),
    ("jeg tager sag 12", Act.TAKE, 12, None, "", ""),
    ("svar 12 vi ringer i morgen", Act.ANSWER, 12, None, "", "vi ringer i morgen"),
    ("svar på sag 12: vi ringer", Act.ANSWER, 12, None, "", "vi ringer"),
    ("til 12 er du der?", Act.ANSWER, 12, None, "", "er du der?"),
    ("af1234: kom bare", Act.ANSWER, None, "AF1234", "", "kom bare"),
    ("AF1234 kom bare", Act.ANSWER, None, "AF1234", "", "kom bare"),
    ("luk 12 ringet op og lavet en aftale", Act.CLOSE, 12, None, "", "ringet op og lavet en aftale"),
    ("luk sag 12", Act.CLOSE, 12, None, "", ""),
    ("giv til Maria", Act.GIVE, None, None, "Maria", ""),
    ("giv 12 til Karl Emil", Act.GIVE, 12, None, "Karl Emil", ""),
    ("giv AF1234 videre til botten", Act.GIVE, None, "AF1234", "botten", ""),
    ("slut", Act.END, None, None, "", ""),
    ("SLUT AF1234", Act.END, None, "AF1234", "", ""),
    ("inviter 12", Act.INVITE_CASE, 12, None, "", ""),
    ("inviter 12 til Stedet", Act.INVITE_CASE, 12, None, "Stedet", ""),
    ("sag", Act.CASE, None, None, "", ""),
    ("vis sag", Act.CASE, None, None, "", ""),
    ("sag -1", Act.CASE, None, None, "", ""),
    ("sag nr abc", Act.CASE, None, None, "", ""),
    ("sag 99999999999", Act.CASE, None, None, "", ""),
    ("svar", Act.ANSWER, None, None, "", ""),
    ("svar på sagen", Act.ANSWER, None, None, "", ""),
    ("luk", Act.CLOSE, None, None, "", ""),
    ("afslut sagen", Act.CLOSE, None, None, "", ""),
    ("giv", Act.GIVE, None, None, "", ""),
    ("giv den videre til", Act.GIVE, None, None, "", ""),
]
OTHERS = [
    "luk 24. december",
    "luk 12-16 i dag",
    "lukket i morgen",
    "luk 17.30",
    "vi slutter kl 20 i aften",
    "svar mig lige",
    "giv besked til alle",
    "til i morgen",
    "jeg tager toget kl 12",
    "sagde du 12",
    "overvågningen virker ikke",
    "har lægevagten åbent",
    "inviter frivillig til Stedet",
    "sagen er lukket nu",
    "sag mig lige noget",
    "luk nu op",
    "giv mig en seng",
]


@pytest.mark.parametrize(("text", "act", "number", "who", "name", "body"), NAMED)
def test_orders_are_read(text: str, act: Act, number: int | None, who: str | None, name: str, body: str) -> None:
    """The act, the case or the pseudonym that it names, and the words after it."""
    order = desk.read(text, NOW)

    assert order is not None
    assert (order.act, order.number, order.area, order.name, order.body) == (act, number, who, name, body)


@pytest.mark.parametrize("text", OTHERS)
def test_other_words_are_no_orders(text: str) -> None:
    """Hours of a place, and what staff write to a citizen."""
    assert desk.read(text, NOW) is None


@pytest.mark.parametrize("text", ["hvem har vagt?", "hvem har vagten i dag", "vagtplan", "mine vagter", "vagt"])
def test_roster_is_asked_for(text: str) -> None:
    """Without days and hours it is a question."""
    order = desk.read(text, NOW)

    assert order is not None
    assert (order.act, order.intervals, order.dates, order.recurring) == (Act.DUTY, (), (), False)


@pytest.mark.parametrize(
    ("text", "first", "number", "recurring"),
    [
        ("vagt i dag 8-16", "2026-12-01 08:00-16:00", 1, False),
        ("jeg har vagt i morgen kl. 9.30 til 15", "2026-12-02 09:30-15:00", 1, False),
        ("VAGT MAN-FRE 8-16", "2026-12-07 08:00-16:00", 5, True),
        ("vagt mandag til torsdag 8:00-12:00", "2026-12-07 08:00-12:00", 4, True),
        ("vagt hverdage 8-16", "2026-12-07 08:00-16:00", 5, True),
        ("vagt fredag 12-20", "2026-12-04 12:00-20:00", 1, False),
        ("vagt fredage 12-20", "2026-12-04 12:00-20:00", 1, True),
        ("vagt hver lørdag 10-14", "2026-12-05 10:00-14:00", 1, True),
        ("vagt i nat 22-6", "2026-12-01 22:00-06:00", 1, False),
        ("vagt 24/12 8-12", "2026-12-24 08:00-12:00", 1, False),
        ("vagt den 24. december 8-12", "2026-12-24 08:00-12:00", 1, False),
        ("vagt man-fre 8-16 uge 50", "2026-12-07 08:00-16:00", 5, False),
        ("vagt man-fre i næste uge 8-16", "2026-12-07 08:00-16:00", 5, False),
        ("vagt hele døgnet på lørdag", "2026-12-05 00:00-00:00", 1, False),
    ],
)
def test_duty_is_read(text: str, first: str, number: int, recurring: bool) -> None:
    """Days and hours; ranges, plurals and "hver" mean every week."""
    order = desk.read(text, NOW)

    assert order is not None
    begins, ends = order.intervals[0]
    assert begins and ends
    assert f"{begins:%Y-%m-%d %H:%M}-{ends:%H:%M}" == first
    assert (len(order.intervals), order.recurring) == (number, recurring)


@pytest.mark.parametrize(
    ("text", "days", "recurring"),
    [
        ("ikke vagt på fredag", (date(2026, 12, 4),), False),
        ("jeg har ikke vagt i morgen", (date(2026, 12, 2),), False),
        ("ingen vagt 24. december", (date(2026, 12, 24),), False),
        ("ikke vagt om fredagen", (date(2026, 12, 4),), True),
        ("ikke vagt mere", (), True),
    ],
)
def test_days_off_are_read(text: str, days: tuple[date, ...], recurring: bool) -> None:
    """One day, a weekday for good, or altogether."""
    order = desk.read(text, NOW)

    assert order is not None
    assert (order.act, order.dates, order.recurring) == (Act.DUTY, days, recurring)


@pytest.mark.parametrize(("text", "missing"), [("vagt i morgen", "hours"), ("vagt 8-16", "days")])
def test_missing_parts_are_named(text: str, missing: str) -> None:
    """Hours or days that were not said are asked for, never guessed."""
    order = desk.read(text, NOW)

    assert order is not None
    assert (order.body, order.intervals) == (missing, ())
