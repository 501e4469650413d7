"""The promise about length: one listing in one SMS part, every answer in two, nothing but GSM-7, no answer empty."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.channels.sms_text import LINK, Hints, is_gsm7, mend, render, segments
from bot.hours import opening
from bot.matching import fallbacks, matches
from bot.model import Message, Place, Standing, Topic, Trust, Wish
from bot.moment import COPENHAGEN, asked_moment
from bot.search.asked import Search
from bot.search.found import Found, found
from bot.wording.doubts import Listing
from bot.wording.listing import ONE_PART, Asked, in_full
from tests.starter import catalogues, directory, towns

DANISH = catalogues().translator("da")
HINTS = Hints(more=DANISH("Reply MERE for more."))
TUESDAY = datetime(2026, 12, 1, 14, 30, tzinfo=COPENHAGEN)
MOMENTS = (
    TUESDAY,
    datetime(2026, 12, 2, 5, 30, tzinfo=COPENHAGEN),
    datetime(2026, 12, 24, 14, 0, tzinfo=COPENHAGEN),
    datetime(2026, 12, 25, 20, 0, tzinfo=COPENHAGEN),
    datetime(2027, 3, 28, 3, 15, tzinfo=COPENHAGEN),
)
MUNICIPALITIES = sorted({town.municipality for town in towns().towns if town.municipality})


def told(place: Place, now: datetime, when: str | None = None, **facts: datetime | int | str) -> str:
    """The full answer about one place, asked from its own town."""
    moment = asked_moment(when, now)
    listing = Listing(place, Trust(**facts), (), moment, now)  # type: ignore[arg-type]
    return in_full(DANISH, listing, Asked(town=place.municipality)).text


@pytest.mark.parametrize("now", MOMENTS)
@pytest.mark.parametrize("when", [None, "tonight", "tomorrow", "fri 14:00"])
def test_listings_fit_one_part(now: datetime, when: str | None) -> None:
    """Name, street, hours and number of at least 95 % of the listings, and nothing said that an SMS cannot carry."""
    texts = [told(place, now, when) for place in directory().places]

    short = [text for text in texts if segments(text).count == 1]

    assert len(short) >= 0.95 * len(texts)
    assert all(is_gsm7(text) and not LINK.search(text) for text in texts)


@pytest.mark.parametrize("now", MOMENTS)
def test_listing_says_what_matters(now: datetime) -> None:
    """Whatever is cut, the name, the street and the number stay."""
    for place in directory().places:
        text = told(place, now)

        assert place.name in text
        assert place.address is None or place.address_hidden or place.address in text
        assert place.phone is None or place.phone in text


def test_women_only_is_always_said() -> None:
    """Nobody is sent to a door that does not open for him."""
    for place in directory().places:
        if Wish.WOMEN_ONLY in place.welcomes:
            assert "kvinde" in told(place, TUESDAY).casefold()


def test_hidden_address_stays_hidden() -> None:
    """Even where the directory holds the street."""
    [place] = [place for place in directory().places if place.id == "krisecenter-aalborg"]

    assert "Hemmelig Vej" not in told(replace(place, address="Hemmelig Vej 1"), TUESDAY)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "Ikke bekræftet, ring først: 98 13 20 11."),
        ({"confirmed_at": TUESDAY - timedelta(days=89)}, "Ring 98 13 20 11."),
        ({"confirmed_at": TUESDAY - timedelta(days=91)}, "Sidst bekræftet i september, ring først: 98 13 20 11."),
        ({"confirmed_at": TUESDAY - timedelta(days=400)}, "Sidst bekræftet i oktober 2025, ring først: 98 13 20 11."),
        ({"doubted_at": TUESDAY}, "En skrev, at der var lukket eller forkert, ring først: 98 13 20 11."),
        (
            {"confirmed_at": TUESDAY - timedelta(days=2), "doubted_at": TUESDAY - timedelta(days=1)},
            "En skrev, at der var lukket eller forkert, ring først: 98 13 20 11.",
        ),
        ({"confirmed_at": TUESDAY, "doubted_at": TUESDAY - timedelta(days=1)}, "Ring 98 13 20 11."),
    ],
)
def test_trust_in_words(facts: dict[str, datetime], expected: str) -> None:
    """Unconfirmed, old and doubted listings say so; a fresh confirmation is enough."""
    [place] = [place for place in directory().places if place.id == "natvarmestue-aalborg"]

    assert told(place, TUESDAY, None, **facts).endswith(expected)


@pytest.mark.parametrize(
    ("free", "ago", "expected"),
    [
        (3, timedelta(minutes=2), "3 ledige senge, oplyst lige nu."),
        (3, timedelta(hours=2), "3 ledige senge, oplyst for 2 timer siden."),
        (1, timedelta(minutes=90), "1 ledig seng, oplyst for 1 time siden."),
        (0, timedelta(minutes=40), "Fuldt, oplyst for 40 minutter siden."),
        (3, timedelta(hours=13), ""),
    ],
)
def test_free_places_decay(free: int, ago: timedelta, expected: str) -> None:
    """Free places are told with their age for twelve hours, and then no more."""
    [place] = [place for place in directory().places if place.id == "natvarmestue-aalborg"]

    text = told(place, TUESDAY, None, confirmed_at=TUESDAY, free_places=free, free_places_at=TUESDAY - ago)

    assert expected in text if expected else "oplyst" not in text


def rendered(answer: Found) -> str:
    """The SMS of an answer, with nothing left out."""
    lines = [answer.text, *(f"{number} {choice.label}" for number, choice in enumerate(answer.choices, 1))]
    whole = "\n".join([*lines, *([HINTS.more] if answer.pages else [])])
    body = render(Message(answer.text, "da", answer.choices, pages=answer.pages), HINTS)

    assert body == mend(whole)
    return body


@pytest.mark.parametrize("topic", Topic)
def test_answers_fit_two_parts(topic: Topic) -> None:
    """Every topic in every municipality: two parts, a choice or a human, and somebody who works then."""
    for number, municipality in enumerate(MUNICIPALITIES):
        now = MOMENTS[number % len(MOMENTS)]
        search = Search(topics=(topic,), town=towns().find(municipality))

        answer = found(DANISH, directory(), search, now)

        assert segments(rendered(answer)).count <= 2
        assert answer.choices or answer.offers_human
        assert all(segments(f"{page}\n{HINTS.more}").count <= 2 for page in answer.pages)
        assert names_what_works(answer, search, now), (municipality, topic, answer.text)


def names_what_works(answer: Found, search: Search, now: datetime) -> bool:
    """Whether the answer names a place or a line that is open now; 112 counts."""
    known = directory()
    offered = [
        *matches(known.places, search.query(now), known.trust, known.changes),
        *fallbacks(known.places, search.query(now), known.trust, known.changes, limit=20),
    ]
    said = answer.text + " ".join(choice.label for choice in answer.choices)
    works = [match.place for match in offered if opening(match.place, now).standing is Standing.OPEN]
    return "112" in said or any(place.name in said or place.id in answer.shows for place in works)


def test_longest_values_fit() -> None:
    """Names, streets and numbers as long as the longest that we have met, all in one place."""
    places = directory().places
    place = replace(
        next(place for place in places if place.id == "natvarmestue-aalborg"),
        name=max((place.name for place in places), key=len),
        address=max((place.address or "" for place in places), key=len),
        note=max((place.note or "" for place in places), key=len),
        price=max((place.price or "" for place in places), key=len),
    )
    listing = Listing(place, Trust(), (), asked_moment(None, TUESDAY), TUESDAY)

    text = in_full(DANISH, listing, Asked(town="Tarm"), room=ONE_PART).text

    assert segments(text).count <= 2
