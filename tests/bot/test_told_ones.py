"""What a few words say of those that were told."""

import pytest

from bot.phrasebook.told_ones import asks_what_follows, which_of


@pytest.mark.parametrize(
    ("text", "number", "at"),
    [
        ("den anden", 3, 1),
        ("nej den anden", 2, 1),
        ("den første igen", 2, 0),
        ("hvad med den tredje?", 3, 2),
        ("den sidste", 3, 2),
        ("nr 2", 2, 1),
        ("the second one please", 2, 1),
        ("den tredje", 2, None),
        ("den anden", 0, None),
        ("en anden", 3, None),
        ("den anden dag var jeg der", 3, None),
        ("den 2. december", 3, None),
    ],
)
def test_which_is_counted(text: str, number: int, at: int | None) -> None:
    """Only where the message is nothing else, and there are so many."""
    assert which_of(text, number) == at


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("og så bagefter", True),
        ("hvad så når de lukker?", True),
        ("hvor skal jeg gå hen bagefter", True),
        ("bagefter vil jeg hjem", False),
        ("støtte efter behandling", False),
    ],
)
def test_what_follows_is_asked(text: str, asked: bool) -> None:
    """Where to go once the place told last shuts."""
    assert asks_what_follows(text) is asked
