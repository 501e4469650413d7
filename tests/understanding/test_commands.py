"""Words of ours inside a message: heard, and never before danger."""

import pytest

from bot.model import Command, Emergency
from tests.starter import reader


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("del med 20 00 00 11", Command.SHARE),
        ("del min aftale med 20000011", Command.SHARE),
        ("del med min søster", Command.SHARE),
        ("hvad aftalte vi?", Command.AGREED),
        ("kan du huske hvad vi blev enige om", Command.AGREED),
        ("kald mig Sille", Command.NICKNAME),
        ("START", Command.START),
        ("skjul på", Command.HIDE),
        ("skjul fra", Command.SHOW),
    ],
)
def test_said_in_a_sentence(text: str, command: Command) -> None:
    """A few set phrases are enough; what follows them is the handler's."""
    assert reader().read(text).command is command


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("kald mig en ambulance, han trækker ikke vejret", Emergency.MEDICAL),
        ("del med 20000011 at han trækker ikke vejret", Emergency.MEDICAL),
        ("kald mig hvad du vil, jeg vil ikke leve mere", Emergency.SUICIDE),
    ],
)
def test_danger_goes_before_words_of_ours(text: str, danger: Emergency) -> None:
    """Nobody in danger is asked for a nickname."""
    reading = reader().read(text)

    assert reading.emergency is danger
    assert reading.command is None
