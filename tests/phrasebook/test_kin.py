"""What is written about somebody else, as a table."""

import pytest

from bot.phrasebook.kin import Kin, Then, is_cross, is_harmless, is_of_debt, said_on, speaks_of_violence, told_of_kin


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("min søster bor på gaden i aarhus hvad kan jeg gøre", Kin.STREET),
        ("min kammerat sover i sin bil", Kin.STREET),
        ("vores søn er blevet hjemløs", Kin.STREET),
        ("my brother is homeless", Kin.STREET),
        ("har ikke set min far i to uger", Kin.AWAY),
        ("min veninde er forsvundet", Kin.AWAY),
        ("jeg leder efter min bror", Kin.AWAY),
        ("han svarer ikke på mine sms'er", Kin.SILENT),
        ("min datter ringer aldrig mere", Kin.SILENT),
        ("hun har blokeret mig", Kin.SILENT),
        ("jeg har slået min kone", Kin.HIT),
        ("jeg er bange for at slå hende", Kin.HIT),
        ("min bror og jeg er hjemløse", None),
        ("min bror har smidt mig ud", None),
        ("jeg sover hos min bror på gaden", None),
        ("min far er død, jeg har ikke hørt fra min bror", None),
        ("jeg slog ham i ludo", None),
        ("ambulancen siger at han ikke svarer", None),
        ("de svarer ikke", None),
    ],
)
def test_kin_is_told_of(text: str, about: Kin | None) -> None:
    """A brother on the street is one matter, and the street under one's own feet another."""
    assert told_of_kin(text) is about


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("skal jeg ringe til politiet", Then.POLICE),
        ("hun vil ikke have hjælp", Then.UNWILLING),
        ("kan nogen køre ud til ham", Then.MORE),
        ("hvor kan jeg spise", None),
    ],
)
def test_more_is_said_on(text: str, then: Then | None) -> None:
    """Within the hour a pronoun is enough."""
    assert said_on(text) is then


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("han hedder Ole", True),
        ("hun er 42 år", True),
        ("han har ingen telefon", True),
        ("han er i hjørring", True),
        ("han er i huset", False),
        ("han er på vej", False),
        ("han har en kniv", False),
        ("han har fundet mig", False),
    ],
)
def test_facts_are_harmless(text: str, expected: bool) -> None:
    """A name, an age, a town; nobody who stands at a door."""
    assert is_harmless(text) is expected


@pytest.mark.parametrize(("text", "expected"), [("han er sur på mig", True), ("han er sur og slår mig", False)])
def test_who_is_cross(text: str, expected: bool) -> None:
    """The whole message, and no blow beside it."""
    assert is_cross(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("han vil ikke tale med mig", False),
        ("han slår mig", True),
        ("jeg er gået fra min mand", True),
        ("jeg tør ikke tage hjem", True),
        ("jeg skylder penge og de vil slå mig", False),
    ],
)
def test_violence_has_its_words(text: str, expected: bool) -> None:
    """Fear, blows and leaving; what is owed to strangers is no violence at home."""
    assert speaks_of_violence(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("jeg skylder en pusher penge", True), ("min eks siger jeg skylder ham penge", False)]
)
def test_debt_is_of_strangers(text: str, expected: bool) -> None:
    """Money that a husband asks for is his violence."""
    assert is_of_debt(text) is expected
