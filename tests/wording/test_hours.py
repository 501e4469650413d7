"""Opening hours in Danish words, as tables."""

from datetime import datetime

import pytest

from bot.i18n import Catalogues
from bot.model import ChangeOfHours, Place, PlaceId, Topic
from bot.moment import COPENHAGEN, asked_moment
from bot.wording.hours import hours_said, usual_week_said, week_said

DANISH = Catalogues.load().translator("da")


def at(text: str) -> datetime:
    """A wall clock time in Copenhagen."""
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


def place(hours: str | None, season: str | None = None) -> Place:
    """A place with these hours."""
    return Place(PlaceId("x"), "X", "day_centre", (Topic.FOOD,), opening_hours=hours, season=season)


@pytest.mark.parametrize(
    ("hours", "when", "now", "expected"),
    [
        ("24/7", None, "2026-12-01 14:30", "åben nu, hele døgnet"),
        ("Mo-Su 09:00-22:00", None, "2026-12-01 14:30", "åben nu til kl. 22"),
        ("Mo-Su 09:00-15:30", None, "2026-12-01 14:30", "åben nu til kl. 15.30"),
        ("Mo-Su 21:00-07:00", None, "2026-12-01 23:30", "åben nu til kl. 7"),
        ("Mo-Su 18:00-24:00", None, "2026-12-01 20:00", "åben nu til midnat"),
        ("Mo-Su 09:00-15:00", None, "2026-12-01 15:00", "lukket nu, åbner i morgen kl. 9"),
        ("Mo-Su 17:00-21:00", None, "2026-12-01 14:30", "lukket nu, åbner i dag kl. 17"),
        ("Fr 11:00-16:00", None, "2026-12-01 14:30", "lukket nu, åbner fredag kl. 11"),
        ("Tu 11:00-16:00", None, "2026-12-01 17:00", "lukket nu, åbner tirsdag 8. december kl. 11"),
        (None, None, "2026-12-01 14:30", "åbningstid ukendt"),
        ("Mo-Fr 09:00-15:00", None, "2026-12-25 10:00", "åbningstid ukendt på helligdagen"),
        ("Mo-Su 22:00-08:00", "tonight", "2026-12-01 14:30", "åben i nat kl. 22-8"),
        ("Mo-Su 14:00-08:00", "tonight", "2026-12-01 14:30", "åben nu til kl. 8"),
        ("Mo-Su 09:00-15:00", "tonight", "2026-12-01 14:30", "åben nu til kl. 15, men lukket i nat"),
        ("24/7", "tonight", "2026-12-01 14:30", "åben nu, hele døgnet"),
        ("Mo-Su 09:00-15:00", "tomorrow", "2026-12-01 14:30", "åben i morgen kl. 9-15"),
        ("We 10:00-14:00,16:00-20:00", "tomorrow", "2026-12-01 14:30", "åben i morgen kl. 10-14 og 16-20"),
        ("Fr 09:00-15:00", "tomorrow", "2026-12-01 14:30", "lukket i morgen, åbner fredag kl. 9"),
        ("24/7", "tomorrow", "2026-12-01 14:30", "åben i morgen, hele døgnet"),
        ("Mo-Su 09:00-15:00", "tomorrow 14:00", "2026-12-01 14:30", "åben i morgen kl. 14 til kl. 15"),
        ("Mo-Su 09:00-15:00", "fri 16:00", "2026-12-01 14:30", "lukket fredag kl. 16, åbner lørdag kl. 9"),
    ],
)
def test_hours_in_words(hours: str | None, when: str | None, now: str, expected: str) -> None:
    """Open until when, and when closed, when it opens."""
    moment = asked_moment(when, at(now), sleeps=True)

    assert hours_said(DANISH, place(hours), moment, at(now), ()) == expected


def test_season_without_hours() -> None:
    """Where only the season is known, no hour is invented."""
    said = hours_said(
        DANISH, place(None, "Nov 15-Mar 31"), asked_moment(None, at("2026-11-12 20:00")), at("2026-11-12 20:00"), ()
    )

    assert said == "lukket nu, åbner søndag"


def test_posted_change_is_said() -> None:
    """What a volunteer posted for today goes before the ordinary hours."""
    now = at("2026-12-01 14:30")
    shut = ChangeOfHours(PlaceId("x"), now.date())

    assert hours_said(DANISH, place("Mo-Su 09:00-22:00"), asked_moment(None, now), now, [shut]).startswith("lukket nu")


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("24/7", "hele døgnet, hver dag"),
        ("Mo-Su 21:00-07:00", "hver dag 21-7"),
        ("Mo-Fr 09:00-15:00; Su 10:00-14:00", "man-fre 9-15, søn 10-14"),
        ("Mo,We,Th 09:00-15:30; Tu 12:00-15:30; Fr 09:00-15:00", "man, ons, tors 9-15.30, tirs 12-15.30, fre 9-15"),
        ("Mo,Tu,Th,Fr 10:00-14:00; We 10:00-14:00,16:00-20:00", "man, tirs, tors, fre 10-14, ons 10-14 og 16-20"),
        (None, ""),
    ],
)
def test_week_in_words(hours: str | None, expected: str) -> None:
    """Alike days stand together, Monday first, whatever day it is."""
    assert week_said(DANISH, place(hours), at("2026-12-03 14:30"), ()) == expected


def on(day: str, hours: str = "", *, weekly: bool = False) -> ChangeOfHours:
    """A change of hours on that day: "10:00-15:00", or closed."""
    opens, _, closes = hours.partition("-")
    if not hours:
        return ChangeOfHours(PlaceId("x"), at(f"{day} 12:00").date(), weekly=weekly)
    return ChangeOfHours(
        PlaceId("x"), at(f"{day} 12:00").date(), at(f"{day} {opens}"), at(f"{day} {closes}"), weekly=weekly
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([on("2026-12-03", "09:00-12:00")], "man-fre 9-15. I dag dog 9-12"),
        ([on("2026-12-04")], "man-fre 9-15. I morgen dog lukket"),
        ([on("2026-12-03"), on("2026-12-07", "10:00-15:00")], "man-fre 9-15. I dag dog lukket, mandag dog 10-15"),
        ([on("2026-12-03", "09:00-15:00")], "man-fre 9-15"),
        ([on("2026-12-21")], "man-fre 9-15"),
        ([on("2026-12-03", "09:00-12:00", weekly=True)], "man-ons, fre 9-15, tors 9-12"),
        (
            [on("2026-12-03"), *(on(f"2026-12-{day}", "09:00-12:00", weekly=True) for day in (10, 17, 24))],
            "man-ons, fre 9-15, tors 9-12. I dag dog lukket",
        ),
    ],
)
def test_single_day_is_no_week(changes: list[ChangeOfHours], expected: str) -> None:
    """What was posted for one day is said as that day's, and never as every week's; a pattern is the week's."""
    assert week_said(DANISH, place("Mo-Fr 09:00-15:00"), at("2026-12-03 14:30"), changes) == expected


def test_usual_week_knows_no_single_day() -> None:
    """Whoever is asked whether the week is right is not asked about today."""
    said = usual_week_said(DANISH, place("Mo-Fr 09:00-15:00"), at("2026-12-03 14:30"), [on("2026-12-03")])

    assert said == "man-fre 9-15"


def test_only_a_single_day_is_known() -> None:
    """Where no week is known, what was posted for tomorrow is still told."""
    assert week_said(DANISH, place(None), at("2026-12-03 14:30"), [on("2026-12-04", "10:00-14:00")]) == "i morgen 10-14"
