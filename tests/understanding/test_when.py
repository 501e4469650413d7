"""Times: the words of the labels, with clock times where they are said."""

from datetime import UTC, date, datetime

import pytest

from bot.understanding.reader import Reader

MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("mad i dag", "today"),
        ("et sted at sove i nat", "tonight"),
        ("mad i aften", "tonight"),
        ("suppe imorgen", "tomorrow"),
        ("varmestue i weekenden", "weekend"),
        ("varmestue åben nu", "now"),
        ("tandlæge på fredag", "fri"),
        ("tandlæge torsdag kl 9", "thu 09:00"),
        ("book tandlæge tirsdag 13.30", "tue 13:30"),
        ("book tandlæge i morgen halv ni", "tomorrow 08:30"),
        ("book tandlæge i morgen kvart over to", "tomorrow 02:15"),
        ("fællesspisning i aften kl 6", "tonight 18:00"),
        ("kan jeg komme søndag i stedet for lørdag", "sun"),
        ("nu er armen hævet", None),
        ("jeg faldt i går og har ondt i benet", None),
        ("sidste fredag slog jeg mit knæ", None),
        ("mad i overmorgen", "wed"),
        ("tandlæge om 3 dage", "thu"),
        ("book et møde om 2 timer", "today 15:00"),
        ("i need a bed tonight", "tonight"),
        ("dentist tomorrow please", "tomorrow"),
    ],
)
def test_time_is_read(reader: Reader, text: str, label: str | None) -> None:
    """The time that is meant for the help, and no other."""
    assert reader.read(text, MONDAY).when == label


def test_counted_times_need_now(reader: Reader) -> None:
    """Without knowing what day it is, the day after tomorrow has no name."""
    assert reader.read("mad i overmorgen").when is None


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        ("kan jeg få en tid i næste uge", date(2026, 11, 30)),
        ("helst om to uger", date(2026, 12, 7)),
        ("i uge 50", date(2026, 12, 7)),
        ("uge 2", date(2027, 1, 11)),
        ("tandlæge på fredag", None),
    ],
)
def test_week_is_read(reader: Reader, text: str, monday: date | None) -> None:
    """A week that is named is the one that begins on its Monday."""
    assert reader.read(text, MONDAY).week == monday


def test_night_is_night(reader: Reader) -> None:
    """Three at night is not three in the afternoon."""
    assert reader.read("kl 3 om natten", MONDAY).at_night
    assert not reader.read("kl 3", MONDAY).at_night
