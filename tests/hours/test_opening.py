"""Opening at a moment, as a table: nights, the clocks' changes, holidays, odd weeks, seasons, round the clock."""

from datetime import UTC, timedelta

import pytest

from bot.hours import opening
from bot.model import Opening, Standing
from tests.hours.places import local, place

NIGHT = "Mo-Su 21:00-07:00"
DAY = "Mo-Fr 09:00-15:00"
ODD_SUNDAYS = "week 1-53/2 Su 14:00-16:00"
DOCTOR = "Mo-Fr 00:00-08:00,16:00-24:00; Sa,Su,PH 00:00-24:00"

OPEN = [
    # hours, at, until
    (DAY, "2026-11-24 09:00", "2026-11-24 15:00"),
    (DAY, "2026-11-24 14:59", "2026-11-24 15:00"),
    (NIGHT, "2026-11-24 21:00", "2026-11-25 07:00"),
    (NIGHT, "2026-11-25 00:00", "2026-11-25 07:00"),
    (NIGHT, "2026-11-25 06:59", "2026-11-25 07:00"),
    ("Mo-Th 21:00-07:00; Fr-Su 21:00-09:00", "2026-11-28 08:00", "2026-11-28 09:00"),
    ("Sa 22:00-28:00", "2026-11-29 03:00", "2026-11-29 04:00"),
    ("Mo-Su 14:15-08:30", "2026-11-24 03:00", "2026-11-24 08:30"),
    # nights in which the clocks are changed
    (NIGHT, "2026-03-28 23:00", "2026-03-29 07:00"),
    (NIGHT, "2026-03-29 03:30", "2026-03-29 07:00"),
    (NIGHT, "2026-10-24 23:00", "2026-10-25 07:00"),
    (NIGHT, "2027-03-28 01:59", "2027-03-28 07:00"),
    (NIGHT, "2027-10-31 02:30", "2027-10-31 07:00"),
    # touching hours are one
    ("Mo-Su 09:00-12:00,12:00-17:00", "2026-11-24 10:00", "2026-11-24 17:00"),
    (DOCTOR, "2026-11-24 17:00", "2026-11-25 08:00"),
    (DOCTOR, "2026-11-27 17:00", "2026-11-30 08:00"),
    (DOCTOR, "2026-12-24 17:00", "2026-12-28 08:00"),
    # a night that began before a holiday
    (NIGHT, "2026-12-25 03:00", "2026-12-25 07:00"),
    (NIGHT, "2026-12-24 22:00", "2026-12-25 07:00"),
    ("Mo-Su 21:00-07:00; PH off", "2026-12-25 03:00", "2026-12-25 07:00"),
    ("Mo-Su 21:00-07:00; PH 22:00-06:00", "2026-12-27 05:00", "2026-12-27 06:00"),
    # holidays with a rule of their own, and days that are none
    ("Mo-Fr 09:00-15:00; PH 10:00-14:00", "2026-12-25 11:00", "2026-12-25 14:00"),
    (DAY, "2026-12-24 12:00", "2026-12-24 15:00"),
    (DAY, "2026-05-01 12:00", "2026-05-01 15:00"),
    # odd weeks: 53 is followed by 1
    (ODD_SUNDAYS, "2027-01-03 15:00", "2027-01-03 16:00"),
    (ODD_SUNDAYS, "2027-01-10 15:00", "2027-01-10 16:00"),
    # the season's last night goes on into the day after it
    ("Nov 15-Mar 31 Mo-Su 20:00-08:00", "2027-04-01 07:00", "2027-04-01 08:00"),
]


@pytest.mark.parametrize(("hours", "at", "until"), OPEN)
def test_open_until(hours: str, at: str, until: str) -> None:
    """An open place is open until its next closing, by the wall clock."""
    opened = opening(place(hours), local(at))

    assert opened == Opening(Standing.OPEN, until=local(until))


CLOSED = [
    # hours, at, opens
    (DAY, "2026-11-24 15:00", "2026-11-25 09:00"),
    (DAY, "2026-11-27 16:00", "2026-11-30 09:00"),
    (NIGHT, "2026-11-24 07:00", "2026-11-24 21:00"),
    (NIGHT, "2026-03-29 12:00", "2026-03-29 21:00"),
    ("Mo-Su 09:00-05:00", "2026-11-24 05:00", "2026-11-24 09:00"),
    ("Mo-Fr 09:00-15:00; PH off", "2026-12-24 18:00", "2026-12-28 09:00"),
    ("Mo-Su 21:00-07:00; PH off", "2026-12-25 22:00", "2026-12-27 21:00"),
    # a holiday on a day that is ordinarily closed is closed, and unknown days are passed over
    ("Tu 11:00-16:00", "2026-12-25 12:00", "2026-12-29 11:00"),
    (DAY, "2026-12-24 18:00", "2026-12-28 09:00"),
    # two even weeks are never in a row, two odd ones are
    ("week 2-53/2 Mo 15:00-18:00", "2026-12-28 12:00", None),
    (ODD_SUNDAYS, "2026-12-20 17:00", None),
    (ODD_SUNDAYS, "2027-01-03 17:00", "2027-01-10 14:00"),
    ("Nov 15-Mar 31 Mo-Su 20:00-08:00", "2026-11-10 12:00", "2026-11-15 20:00"),
    ("Nov 15-Mar 31 Mo-Su 20:00-08:00", "2026-06-01 12:00", None),
    # a winter shelter in May is closed on a holiday too
    ("Nov 15-Mar 31 Mo-Su 20:00-08:00", "2026-05-14 22:00", None),
]


@pytest.mark.parametrize(("hours", "at", "opens"), CLOSED)
def test_closed_opens_next(hours: str, at: str, opens: str | None) -> None:
    """A closed place tells when it opens, if that is within a week."""
    opened = opening(place(hours), local(at))

    assert opened == Opening(Standing.CLOSED, opens=local(opens) if opens else None)


UNKNOWN = [
    (None, "2026-11-24 12:00"),
    ("", "2026-11-24 12:00"),
    ("efter aftale", "2026-11-24 12:00"),
    ('"ring først"', "2026-11-24 12:00"),
    ('Tu 10:00-12:00 "efter aftale"', "2026-11-24 11:00"),
    ("Mo-Fr 09:00-15:00 unknown", "2026-11-24 11:00"),
    (DAY, "2026-12-25 08:00"),
    (DAY, "2026-12-25 20:00"),
    ("Mo-Su 00:00-08:00,16:00-23:00", "2026-12-26 12:00"),
    (NIGHT, "2026-12-25 12:00"),
    (NIGHT, "2027-01-02 03:00"),
]


@pytest.mark.parametrize(("hours", "at"), UNKNOWN)
def test_unknown_is_said(hours: str | None, at: str) -> None:
    """Without hours, with words in them, or on a holiday without a rule, nobody knows."""
    assert opening(place(hours), local(at)) == Opening(Standing.UNKNOWN)


HOLIDAYS = ["01-01", "04-02", "04-03", "04-05", "04-06", "05-14", "05-24", "05-25", "12-25", "12-26"]


@pytest.mark.parametrize("day", HOLIDAYS)
def test_danish_holidays_are_unknown(day: str) -> None:
    """All ten public holidays of 2026 make hours without a holiday rule unknown."""
    assert opening(place("Mo-Su 09:00-15:00"), local(f"2026-{day} 12:00")).standing is Standing.UNKNOWN


@pytest.mark.parametrize("day", ["2026-05-01", "2026-06-05", "2026-12-24", "2026-12-31"])
def test_other_days_stay_ordinary(day: str) -> None:
    """Store bededag is abolished, and the days on which many close are no public holidays."""
    assert opening(place("Mo-Su 09:00-15:00"), local(f"{day} 12:00")).standing is Standing.OPEN


@pytest.mark.parametrize("hours", ["24/7", "Mo-Su 00:00-24:00", "00:00-24:00"])
@pytest.mark.parametrize("at", ["2026-12-25 03:00", "2026-03-29 03:00", "2026-11-24 12:00"])
def test_round_the_clock_never_closes(hours: str, at: str) -> None:
    """Round the clock means holidays too, and has no closing time."""
    assert opening(place(hours), local(at)) == Opening(Standing.OPEN)


def test_autumn_night_is_longer() -> None:
    """The hour that comes twice belongs to the night both times, and closing time comes after both."""
    first, second = local("2026-10-25 02:30"), local("2026-10-25 02:30", fold=1)

    untils = [opening(place(NIGHT), at).until for at in (first, second)]

    assert untils == [local("2026-10-25 07:00")] * 2
    assert local("2026-10-25 07:00").astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=5, minutes=30)


def test_wall_time_first_occurrence_closes() -> None:
    """A closing time that comes twice is the first of the two."""
    closing = "Sa 22:00-02:30"

    assert opening(place(closing), local("2026-10-25 02:15")).standing is Standing.OPEN
    assert opening(place(closing), local("2026-10-25 02:15", fold=1)).standing is Standing.CLOSED


def test_skipped_time_is_the_jump() -> None:
    """A closing time in the hour that is skipped in spring is the moment of the jump."""
    opened = opening(place("Sa 22:00-02:30"), local("2026-03-29 01:30"))

    assert opened == Opening(Standing.OPEN, until=local("2026-03-29 03:00"))


def test_moment_may_be_utc() -> None:
    """The moment may be in any time zone; the answer is in Danish time."""
    opened = opening(place(DAY), local("2026-11-24 10:00").astimezone(UTC))

    assert str(opened.until) == "2026-11-24 15:00:00+01:00"


SEASONS = [
    (None, "Nov-Mar", "2026-12-01 22:00", Opening(Standing.UNKNOWN)),
    (None, "Nov 15-Mar 31", "2026-11-10 22:00", Opening(Standing.CLOSED, opens=local("2026-11-15 00:00"))),
    (None, "Nov 15-Mar 31", "2026-10-10 22:00", Opening(Standing.CLOSED)),
    (None, "Nov 15-Mar 31", "2026-03-31 23:59", Opening(Standing.UNKNOWN)),
    (None, "Nov 15-Mar 31", "2026-04-01 00:00", Opening(Standing.CLOSED)),
    ("24/7", "Nov-Mar", "2026-07-01 12:00", Opening(Standing.CLOSED)),
    ("24/7", "Nov-Mar", "2026-12-01 12:00", Opening(Standing.OPEN)),
    (NIGHT, "Nov-Mar", "2026-07-01 23:00", Opening(Standing.CLOSED)),
    (NIGHT, "Nov-Mar", "2026-04-01 03:00", Opening(Standing.OPEN, until=local("2026-04-01 07:00"))),
]


@pytest.mark.parametrize(("hours", "season", "at", "told"), SEASONS)
def test_season_closes_the_rest(hours: str | None, season: str, at: str, told: Opening) -> None:
    """Outside its season a place is closed; inside it, its own hours hold, or nobody knows them."""
    assert opening(place(hours, season=season), local(at)) == told
