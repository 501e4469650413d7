"""What SKJUL makes of a text reads as a human would have said it, and every fact in it stays true."""

import re
from functools import cache

import pytest

from bot.model import Choice, Message
from bot.moment import asked_moment
from bot.wording.doubts import Listing
from bot.wording.labels import label, names_of
from bot.wording.listing import Asked, in_full
from bot.wording.veil import veiled
from tests.house.test_listing_text import DANISH, MOMENTS
from tests.starter import directory


def hidden(text: str) -> str:
    """The text as somebody who wrote SKJUL reads it."""
    return veiled(Message(text, "da"), DANISH, directory()).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stedet er i Slagelse.", "Stedet er i Slagelse."),
        (
            "Kirkens Korshærs varmestue, Østerbrogade 56, 9000 Aalborg. Åben nu til kl. 15.",
            "Stedet, Østerbrogade 56, 9000 Aalborg. Åben nu til kl. 15.",
        ),
        ("Livslinien. Åben nu til kl. 5. Ring 70 201 201.", "Åben nu til kl. 5. Ring 70 201 201."),
        ("Åbent nu: Livslinien, 70 201 201.", "Åbent nu: 70 201 201."),
        (
            "Få mad, bad, tøj og en sovepose, spørg kommunen på 58 57 36 00.",
            "Få hjælp, spørg kommunen på 58 57 36 00.",
        ),
        ("Gratis hjælp til gæld knap 30 steder.", "Gratis hjælp knap 30 steder."),
        ("Natvarmestuen på Kalkværksvej. Åbningstid ukendt.", "Kalkværksvej. Åbningstid ukendt."),
        (
            "De kan måske hjælpe: Livslinien. Åben nu. Ring 70 201 201.",
            "De kan måske hjælpe. Åben nu. Ring 70 201 201.",
        ),
        ("Åben til kl. 19. Åbent nu: Kvindehjemmet.", "Åben til kl. 19."),
        ("Der er 3 ledige senge.", "Der er 3 ledige pladser."),
        ("Hvilket sted gælder det?", "Hvilket sted gælder det?"),
        ("Det er låst, og kun Åben Dørs folk kan se det.", "Det er låst, og kun personalet kan se det."),
        (
            "Jeg forstår det stadig ikke. Skriv kun et ord: sove, mad, varme eller tandlæge. Eller skriv MENNESKE.",
            "Jeg forstår det stadig ikke. Skriv kun et ord for det, du mangler. Eller skriv MENNESKE.",
        ),
        ("Er der optaget, så ring til vagtlægen: 1813.", "Er der optaget, så ring til dette nummer: 1813."),
        ("For voksne med depression og for dem, der er tæt på.", "Jeg er her. Skriv, hvad du mangler."),
    ],
)
def test_reads_as_said(text: str, expected: str) -> None:
    """Short, plain, and about the same place as before."""
    assert hidden(text) == expected


def test_choices_stay_apart() -> None:
    """A name of several places is nobody's street; kinds of help, of which nothing would be left, are not listed."""
    named = tuple(
        Choice(str(n), label) for n, label in enumerate(("Kirkens Korshærs varmestue", "Toften, åben til 15"))
    )
    kinds = (Choice("food", "Mad"), Choice("dental", "Tandlæge"), Choice("no", "Nej"))

    shown = veiled(Message("Hvor?", "da", choices=named), DANISH, directory()).choices
    asked = veiled(Message("Hvad har du mest brug for?", "da", choices=kinds), DANISH, directory())

    assert [one.label for one in shown] == ["Stedet", "Stedet, åben til 15"]
    assert asked.choices == ()
    assert asked.text == "Hvad har du mest brug for?"


@pytest.mark.parametrize("now", MOMENTS)
def test_listings_keep_their_facts(now: object) -> None:
    """Of every listing the number and the postcode with its town stay; nothing is said twice in a row."""
    for place in directory().places:
        listing = Listing.of(directory(), place, asked_moment(None, now), now)  # type: ignore[arg-type]
        text = in_full(DANISH, listing, Asked(town="Ribe")).text

        said = hidden(text)

        assert not re.search(r"\b(\w{4,})(?:,| og| til| med) \1\b", said), said
        assert not place.phone or place.phone not in text or place.phone in said
        assert [one for one in re.findall(r"\b\d{4} [A-ZÆØÅ]\w+", text) if one not in said] == []


def names_in(text: str) -> set[str]:
    """The names of places that stand in the text, but those of municipalities; a town's name is none."""
    return set(_names().findall(text))


@cache
def _names() -> re.Pattern[str]:
    others = {place.town for place in directory().places} | {"Stedet"}
    places = [place for place in directory().places if place.kind != "municipality"]
    names = {name for place in places for name in (*names_of(place, None), *names_of(place, place.town))} - others
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})(?!\w)")


@pytest.mark.parametrize("now", MOMENTS)
def test_no_place_is_named(now: object) -> None:
    """Of no listing, in its own town or another, a name is left, in the text or on a button."""
    for place in directory().places:
        listing = Listing.of(directory(), place, asked_moment(None, now), now)  # type: ignore[arg-type]
        for town in (place.town, "Ribe"):
            text = in_full(DANISH, listing, Asked(town=town)).text
            button = Choice("1", label(DANISH, listing, town))

            said = veiled(Message(text, "da", choices=(button,)), DANISH, directory())

            assert names_in(said.text) == set()
            assert [one.label for one in said.choices if names_in(one.label)] == []


def test_town_leads_where_no_street_does() -> None:
    """A place without a street is "stedet" in its town; two with the same cut name are nobody's street."""
    toften = "Forsorgshjemmet Toften. Åben nu, hele døgnet."
    cut = (Choice("1", "SAND - De, tid ukendt"), Choice("2", "Kirkens, tid ukendt"), Choice("3", "Slagelse"))

    labels = [one.label for one in veiled(Message("Hvor?", "da", choices=cut), DANISH, directory()).choices]

    assert hidden(toften) == "Stedet i Slagelse. Åben nu, hele døgnet."
    assert hidden(f"{toften} Det er i Slagelse.") == "Åben nu, hele døgnet. Det er i Slagelse."
    assert labels == ["Sundholmsvej 34, tid ukendt", "Stedet, tid ukendt", "Slagelse"]
