"""`duty`: a roster from a file, with every fault told by its line, and printed."""

from pathlib import Path

import pytest

from bot.commands import duties
from bot.commands.opened import opened
from bot.config import Settings
from bot.errors import BadFile
from bot.model import RoleName
from bot.store import duty, roles
from tests.commands.installation import settings_of
from tests.store.rows import BENT, NOW, met

ROSTER = """
duty:
  - {who: Lone, municipality: Slagelse, days: man-fre, hours: 8-16}
  - who: lone
    municipality: Slagelse
    days: lørdage
    hours: 10-14
"""


@pytest.fixture
async def settings(tmp_path: Path) -> Settings:
    """An installation with Lone as staff of Slagelse and somebody as admin."""
    found = settings_of(tmp_path)
    async with opened(found) as database:
        lone, bent = await met(database), await met(database, BENT)
        await database.write(lambda db: roles.grant(db, lone.id, RoleName.STAFF, municipality="Slagelse", now=NOW))
        await database.write(lambda db: roles.call(db, lone.id, "Lone"))
        await database.write(lambda db: roles.grant(db, bent.id, RoleName.ADMIN, now=NOW))
    return found


async def test_roster_is_read_in(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file's week replaces theirs who stand in it, and is printed."""
    (tmp_path / "roster.yaml").write_text(ROSTER, "utf-8")

    await duties.bring_in(settings, tmp_path / "roster.yaml", yes=True)
    await duties.bring_in(settings, tmp_path / "roster.yaml", yes=True)
    await duties.show(settings)

    async with opened(settings) as database, database.read() as db:
        shifts = await duty.shifts(db, "Slagelse")
    assert [shift.weekday for shift in shifts] == [0, 1, 2, 3, 4, 5]
    printed = capsys.readouterr().out
    assert "Sat 10:00-14:00" in printed
    assert "weekdays 08:00-16:00" in printed


async def test_nothing_without_yes(settings: Settings, tmp_path: Path) -> None:
    """Without a terminal and without --yes nothing changes."""
    (tmp_path / "roster.yaml").write_text(ROSTER, "utf-8")

    with pytest.raises(SystemExit):
        await duties.bring_in(settings, tmp_path / "roster.yaml", yes=False)

    async with opened(settings) as database, database.read() as db:
        assert not await duty.shifts(db, "Slagelse")


async def test_faults_name_their_line(settings: Settings, tmp_path: Path) -> None:
    """Who is nobody there, days that are none, a field that nobody knows: all at once."""
    (tmp_path / "roster.yaml").write_text(
        "duty:\n"
        "  - {who: Yrsa, municipality: Slagelse, days: man-fre, hours: 8-16}\n"
        "  - {who: Lone, municipality: Slagelse, days: snart, hours: 8-16}\n"
        "  - {who: Lone, municipality: Slagelse, days: man-fre, hours: tidligt}\n"
        "  - {who: Lone, municipality: Slagelse, day: man-fre, hours: 8-16}\n",
        "utf-8",
    )

    with pytest.raises(BadFile) as refused:
        await duties.bring_in(settings, tmp_path / "roster.yaml", yes=True)

    told = str(refused.value)
    assert [f"{line}" in told for line in (2, 3, 4, 5)] == [True] * 4
    assert "'Yrsa'" in told
    assert "'snart'" in told
    assert "'tidligt'" in told
