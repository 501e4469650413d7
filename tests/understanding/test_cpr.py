"""Civil registration numbers are masked, other numbers are not."""

import pytest

from bot.understanding.cpr import MASK, mask_cpr

# As it stands on the card, as people write a date, and as telephones turn "-" into something else.
SPELLINGS = (
    "010190-1234",
    "0101901234",
    "010190 1234",
    "010190  1234",
    "290200-1234",
    "31 12 45-0000",
    "01 01 90 1234",
    "0101 90 1234",
    "01-01-90-1234",
    "01/01/90-1234",
    "01/01-90 1234",
    "01.01.90-1234",
    "01.01.90.1234",
    "1/1-90 1234",
    "3.11.85-0102",
    "01-01-1990-1234",
    "31/12-2001 4321",
    "0101-90-1234",
    "010190 12 34",
    "010190/12 34",
    "010190/1234",
    "010190:1234",
    "010190_1234",
    "010190,1234",
    "010190 -  1234",
    "010190 \N{EN DASH} 1234",
    "010190\N{NON-BREAKING HYPHEN}1234",
    "010190\N{MINUS SIGN}1234",
    "010190\n1234",
)
# Only where the number is named: else it may be hours or a telephone number.
NAMED_SPELLINGS = (
    "01 01 90 12 34",
    "01/01 90 - 12 34",
    "1 1 90 1234",
    "010119901234",
    "010190- 123 4",
    "010190 1 2 3 4",
)


@pytest.mark.parametrize("number", SPELLINGS)
def test_cpr_is_masked(number: str) -> None:
    """Every way to write it is masked, named or not, and that there was one is told."""
    assert mask_cpr(f"mit cpr er {number} hjælp") == (f"mit cpr er {MASK} hjælp", True)
    assert mask_cpr(f"jeg er {number}, 2 børn") == (f"jeg er {MASK}, 2 børn", True)


@pytest.mark.parametrize("number", NAMED_SPELLINGS)
@pytest.mark.parametrize("name", ["CPR:", "mit cpr-nr. er", "c.p.r.", "personnummer", "mit person nr"])
def test_named_cpr_is_masked(name: str, number: str) -> None:
    """Who says that it is one may put anything between its digits."""
    assert mask_cpr(f"{name} {number}") == (f"{name} {MASK}", True)


def test_number_beside_others_is_masked() -> None:
    """Telephone numbers around it stay, and so does what is no date; several are all masked."""
    assert mask_cpr("20 00 00 12 010190-1234 tlf 20 00 00 12") == (f"20 00 00 12 {MASK} tlf 20 00 00 12", True)
    assert mask_cpr("cpr 010190-1234 og 3/2-88-0001, nr 320190-1234") == (f"cpr {MASK} og {MASK}, nr 320190-1234", True)


@pytest.mark.parametrize(
    "text",
    [
        "ring 20 00 00 12",
        "+45 20 00 00 12",
        "+4520000012",
        "0045 20 00 00 12",
        "har I brug for mit cpr? ring 20 12 20 12",
        "ring 20122012 12 gange",
        "20 10 20 30 20 10 20 31",
        "20 10 20 30\n20 10 20 31",
        "ring 20 12 20 12 10-14",
        "320190-1234",
        "011390-1234",
        "310490-1234",
        "30/2-90 1234",
        "010190-12345",
        "9999999999",
        "KODE 1012 7730",
        "kl 10.30",
        "åben 10-12 13-15 17-19",
        "åben 1000-1200 1300-1500",
        "lukket 24 1000-1400",
        "åben 24/12 10.30-17.00",
        "lukket 24/12-26/12 10-14",
        "lukket 24/12-26 1000-1400",
        "24.12-26.12 1000",
        "24.12.26 1730",
        "24.12.2026 1730",
        "24-12-2026 17.30",
        "2026-12-24 1000",
        "jeg er født 01.01.90",
        "Nørregade 10-12, 4200 Slagelse",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    """Telephone numbers, hours, dates with a time, impossible dates and other ten digits are left as they are."""
    assert mask_cpr(text) == (text, False)
