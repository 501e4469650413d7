"""What is asked about us, as a table."""

import pytest

from bot.phrasebook.of_us import OfUs, asked_of_us


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("kan han se at jeg skriver her, altså hvad jeg skriver", OfUs.READ_ALONG),
        ("min mand læser mine beskeder", OfUs.READ_ALONG),
        ("hvis hun opdager det her", OfUs.READ_ALONG),
        ("jeg skal skjule det her", OfUs.READ_ALONG),
        ("he reads my messages", OfUs.READ_ALONG),
        ("myndighederne overvåger mig", OfUs.WATCHED),
        ("der er en mikrofon i mit hoved", OfUs.WATCHED),
        ("ringer i til mine forældre", OfUs.PARENTS),
        ("du må ikke sige det til nogen", OfUs.PARENTS),
        ("er du et menneske eller en maskine", OfUs.MACHINE),
        ("are you a robot", OfUs.MACHINE),
        ("må jeg ringe til jer", OfUs.RING),
        ("kan vi snakke lidt", OfUs.CHAT),
        ("hvem er dataansvarlig", OfUs.OWNER),
        ("hvem driver åben dør", OfUs.OWNER),
        ("jeg vil gerne have aktindsigt", OfUs.ACCESS),
        ("jeg vil klage over jer", OfUs.COMPLAIN),
        ("kan jobcentret se det her", OfUs.OFFICE_SEES),
        ("er det slettet", OfUs.GONE),
        ("du skal ikke slette mig", OfUs.KEEP),
    ],
)
def test_questions_about_us(text: str, about: OfUs) -> None:
    """Whoever asks about us is told of us."""
    assert asked_of_us(text) is about


@pytest.mark.parametrize(
    "text",
    [
        "ring mig op",
        "er der et rigtigt menneske",
        "min eks overvåger mig",
        "naboen filmer sin have",
        "aktindsigt i min sag",
        "jeg vil klage over kommunens afgørelse",
        "min sagsbehandler tager ikke telefonen",
        "kan du finde min by",
        "slet mig",
        "kan nogen læse et brev med mig",
        "hvem betaler for tandlægen",
    ],
)
def test_other_questions(text: str) -> None:
    """A wish for a human, a real pursuer, a case at the municipality: none is about us."""
    assert asked_of_us(text) is None
