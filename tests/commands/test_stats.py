"""`stats`: the year in numbers, in which nobody can be seen."""

import csv
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands import stats
from bot.commands.opened import opened
from bot.store import tallies
from bot.store.tallies import Tally, What
from tests.commands.installation import settings_of

NEW_YEAR = datetime(2027, 1, 1, 12, tzinfo=UTC)
SPRING = datetime(2026, 4, 15, 12, tzinfo=UTC)
COUNTS = (
    Tally(What.ANSWERED, "shelter", "Slagelse", 40),
    Tally(What.ANSWERED, "food", "Slagelse", 25),
    Tally(What.ANSWERED, "pets", "Slagelse", 3),
    Tally(What.ANSWERED, "food", "Vejle", 3),
    Tally(What.NOT_FOUND, "dental", "Slagelse", 6),
    Tally(What.NOT_UNDERSTOOD, "", "Slagelse", 4),
    Tally(What.BOOKED, "health", "Slagelse", 12),
    Tally(What.CAME, "health", "Slagelse", 9),
    Tally(What.MISSED, "health", "Slagelse", 2),
    Tally(What.HELPED, "health", "Slagelse", 8),
)


async def told(folder: Path, capsys: pytest.CaptureFixture[str], year: int = 2026, *, only: str | None = None) -> str:
    """What is printed of the counts above."""
    settings = settings_of(folder)
    async with opened(settings) as database:
        await database.write(lambda db: tallies.add(db, COUNTS, SPRING))
        await database.write(lambda db: tallies.add(db, COUNTS[:1], NEW_YEAR))
    await stats.stats(settings, year, municipality=only, file=folder / "status.csv")
    return " ".join(re.sub("[^\\w\\s,.?:]", " ", capsys.readouterr().out).split())


async def test_year_is_told_in_danish(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Kinds of help, weeks up to the 53rd and appointments, the largest first, with sums that add up."""
    said = await told(tmp_path, capsys)

    assert "2026, alle kommuner" in said
    assert "efter emne Et sted at sove 80 Andre, lagt sammen 28 I alt 108" in said
    assert "efter uge uge 16 68 uge 53 40 I alt 108" in said
    assert "Aftaler, der blev booket Læge eller sygeplejerske 12" in said


async def test_few_are_told_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Three about pets, three from Vejle, two who did not come: no line, no sum and no difference shows them."""
    said = await told(tmp_path, capsys)
    (tmp_path / "second").mkdir()
    of_slagelse = await told(tmp_path / "second", capsys, only="Slagelse")

    assert "dyr" not in said
    assert "Vejle" not in said
    assert "Kom ikke" not in said
    assert "Blev hjulpet 8 I alt 8" in said
    assert "efter uge Under 5, så de kan ikke vises." in said
    assert "I alt 108" in said
    assert "I alt 108" in of_slagelse


async def test_file_holds_what_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Semicolons and a mark of UTF-8, as a Danish spreadsheet opens it; the numbers are the printed ones."""
    said = await told(tmp_path, capsys, only="Slagelse")

    raw = (tmp_path / "status.csv").read_bytes()
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert raw.startswith(b"\xef\xbb\xbf")
    assert rows[0] == ["År", "Kommune", "Tabel", "Række", "Antal"]
    assert ["2026", "Slagelse", "Spørgsmål med svar, efter emne", "Et sted at sove", "80"] in rows
    assert all(f"{row[3]} {row[4]}" in said for row in rows[1:])
    assert min(int(row[4]) for row in rows[1:]) >= 5


async def test_year_without_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A year in which nothing was counted says so; its first days belong to the year before."""
    said = await told(tmp_path, capsys, 2027)

    assert "uge 53" not in said
    assert said.count("Under 5") >= 8


async def test_unknown_municipality_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is misspelt is one message with what it may have meant."""
    with pytest.raises(SystemExit):
        await told(tmp_path, capsys, only="Slagelsee")

    assert "Slagelse" in capsys.readouterr().err
