"""Civil registration numbers are masked, other numbers are not."""

import pytest

from bot.understanding.cpr import MASK, mask_cpr


@pytest.mark.parametrize("number", ["010190-1234", "0101901234", "010190 1234", "290200-1234", "31 12 45-0000"])
def test_cpr_is_masked(number: str) -> None:
    """Every way to write it is masked, and that there was one is told."""
    assert mask_cpr(f"mit cpr er {number} hjælp") == (f"mit cpr er {MASK} hjælp", True)


@pytest.mark.parametrize(
    "text",
    [
        "ring 20 00 00 12",
        "+45 20 00 00 12",
        "+4520000012",
        "0045 20 00 00 12",
        "320190-1234",
        "011390-1234",
        "9999999999",
        "kl 10.30",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    """Telephone numbers, impossible dates and other ten digits are left as they are."""
    assert mask_cpr(text) == (text, False)
