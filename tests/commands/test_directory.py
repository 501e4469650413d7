"""`import`, `export` and `calendar`: said before it is done, nothing half, and nothing lost that somebody counts on."""

from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta

import pytest

from bot.commands.calendars import calendar
from bot.commands.directory import bring_in, check, write_out
from bot.commands.opened import opened
from bot.config import Settings
from bot.errors import BadFile
from bot.store import calendars, places, starter
from bot.store.directory import Directory
from bot.store.schema import appointments
from bot.store.schema import places as places_table

PLACES = """places:
- id: varmestuen
  name: Varmestuen
  kind: day_centre
  municipality: Slagelse
  topics: [warm_room]
- id: cafeen
  name: Cafeen
  kind: food
  municipality: Slagelse
  topics: [food]
"""
NURSE = """- id: sygeplejerske
  place: varmestuen
  title: Sygeplejerske i varmestuen
  discreet_title: aftale
  topic: health
  hours: "Mo-Fr 12:00-14:00; PH off"
  slot_minutes: 20
"""
ADVICE = NURSE.replace("sygeplejerske", "gaeldsraad").replace("varmestuen\n  t", "cafeen\n  t")


async def imported(settings: Settings, text: str, *, prune: bool = False) -> None:
    """Import a file that holds `text`."""
    file = settings.data_dir / "places.yaml"
    file.write_text(text, encoding="utf-8")
    await bring_in(settings, file, yes=True, prune=prune, now=datetime.now(UTC))


async def directory(settings: Settings) -> Directory:
    """What stands in the directory."""
    async with opened(settings) as database, database.read() as db:
        return await places.directory(db)


async def refused(work: Awaitable[None], capsys: pytest.CaptureFixture[str]) -> str:
    """Why the command ended with status 1, on one line."""
    with pytest.raises(SystemExit) as ended:
        await work
    assert ended.value.code == 1
    return " ".join(capsys.readouterr().err.split())


async def test_places_and_schedules_together(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """One file brings both, and the summary tells both before it is done."""
    await imported(settings, f"{PLACES}schedules:\n{NURSE}")

    now = await directory(settings)
    assert [place.id for place in now.places] == ["varmestuen", "cafeen"]
    assert [schedule.id for schedule in now.schedules] == ["sygeplejerske"]
    said = capsys.readouterr().out
    assert "places: 2 new, 0 changed, 0 as before" in said
    assert "schedules: 1 new, 0 changed, 0 as before" in said


async def test_export_comes_back(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """What was exported changes nothing when it is imported again."""
    await imported(settings, f"{PLACES}schedules:\n{NURSE}{ADVICE}")
    file = settings.data_dir / "out.yaml"
    before = await directory(settings)

    await write_out(settings, file)
    capsys.readouterr()
    await bring_in(settings, file, yes=True, prune=True, now=datetime.now(UTC))

    assert await directory(settings) == before
    assert capsys.readouterr().out.splitlines() == [
        "places: 0 new, 0 changed, 2 as before",
        "schedules: 0 new, 0 changed, 2 as before",
    ]


async def test_schedules_at_known_places(settings: Settings) -> None:
    """A file of schedules alone is read where its places stand in the directory already, and leaves them alone."""
    await imported(settings, PLACES)

    await imported(settings, f"schedules:\n{NURSE}", prune=True)

    now = await directory(settings)
    assert len(now.places) == 2
    assert len(now.schedules) == 1


async def test_unknown_place_changes_nothing(settings: Settings) -> None:
    """A schedule at a place that nobody knows is a fault, and nothing of its file comes in."""
    await imported(settings, PLACES)

    with pytest.raises(BadFile, match="line 10: place: 'baren' is no place in this file or in the directory"):
        await imported(settings, f"schedules:\n{ADVICE}{NURSE.replace('place: varmestuen', 'place: baren')}")

    assert (await directory(settings)).schedules == ()


async def test_missing_schedules_stay(settings: Settings) -> None:
    """A schedule that the file does not hold stays; with --prune it goes."""
    await imported(settings, f"{PLACES}schedules:\n{NURSE}{ADVICE}")

    await imported(settings, f"schedules:\n{NURSE}")
    stayed = await directory(settings)
    await imported(settings, f"schedules:\n{NURSE}", prune=True)

    assert len(stayed.schedules) == 2
    assert [schedule.id for schedule in (await directory(settings)).schedules] == ["sygeplejerske"]


async def test_no_schedule_loses_its_place(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """Pruning a place at which something can be booked is refused, and nothing is changed."""
    await imported(settings, f"{PLACES}schedules:\n{ADVICE}")
    without = PLACES[: PLACES.index("- id: cafeen")]

    said = await refused(imported(settings, without, prune=True), capsys)

    assert "Nothing was changed. gaeldsraad: its place, cafeen, would be removed" in said
    assert len((await directory(settings)).places) == 2


async def test_place_and_schedule_go_together(settings: Settings) -> None:
    """A file that leaves out both a place and what could be booked there prunes both."""
    await imported(settings, f"{PLACES}schedules:\n{NURSE}{ADVICE}")
    without = PLACES[: PLACES.index("- id: cafeen")]

    await imported(settings, f"{without}schedules:\n{NURSE}", prune=True)

    now = await directory(settings)
    assert [place.id for place in now.places] == ["varmestuen"]
    assert [schedule.id for schedule in now.schedules] == ["sygeplejerske"]


async def test_booked_schedule_is_not_pruned(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """A schedule in which somebody has an appointment cannot be pruned away under them."""
    await imported(settings, f"{PLACES}schedules:\n{NURSE}")
    start = datetime.now(UTC) + timedelta(days=2)
    row = {"code": "B47", "schedule": "sygeplejerske", "starts_at": start, "ends_at": start + timedelta(minutes=20)}
    async with opened(settings) as database:
        insert = appointments.insert().values(**row, seat=0, state="booked", booked_at=start)
        await database.write(lambda db: db.execute(insert))

    said = await refused(imported(settings, "schedules: []", prune=True), capsys)

    assert "sygeplejerske: 1 appointments are booked; set its hours to off first" in said
    assert len((await directory(settings)).schedules) == 1


async def test_file_in_other_letters(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not UTF-8, and a folder that is not there to export to, are one message each."""
    file = settings.data_dir / "places.yaml"
    file.write_bytes(PLACES.replace("Cafeen", "Caféen").encode("latin-1"))

    assert "is not UTF-8" in await refused(
        bring_in(settings, file, yes=True, prune=False, now=datetime.now(UTC)), capsys
    )
    said = await refused(write_out(settings, settings.data_dir / "nowhere" / "out.yaml"), capsys)
    assert "cannot be written" in said


async def test_check_counts_the_unconfirmed(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """What matters comes first; what nobody confirmed is counted by municipality, and named with --all."""
    await imported(settings, f"{PLACES}schedules:\n{NURSE}example: true".replace("20\nexample", "20\n  example"))
    async with opened(settings) as database:
        doubt = places_table.update().where(places_table.c.id == "cafeen").values(doubted_at=datetime.now(UTC))
        await database.write(lambda db: db.execute(doubt))
    capsys.readouterr()

    await check(settings, everything=False)
    short = capsys.readouterr().out.splitlines()
    await check(settings, everything=True)
    whole = capsys.readouterr().out

    assert short[0].startswith("1 schedules are examples")
    assert short[1] == "0 open cases."
    assert "cafeen" in short[3]
    assert "doubted" in short[3]
    assert "nobody: see `invite`" in short[3]
    assert short[5].split() == ["Slagelse", "1"]
    assert short[6].startswith("2 of 2 listings need a look.")
    assert not any("varmestuen" in line for line in short[2:])
    assert "varmestuen" in whole


async def test_calendar_prints_each_address(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """Every schedule has one address under PUBLIC_URL, the same each time, and short enough to be pasted."""
    await imported(settings, f"{PLACES}schedules:\n{NURSE}{ADVICE}")
    capsys.readouterr()

    await calendar(settings, None, renew=False)
    every = capsys.readouterr().out.splitlines()
    await calendar(settings, "gaeldsraad", renew=False)
    one = capsys.readouterr().out.splitlines()

    assert [line.split()[0] for line in every] == ["sygeplejerske", "gaeldsraad"]
    assert [every[1].split()[1]] == one
    assert one[0].startswith("https://dor.example.dk/calendar/")
    assert one[0].endswith(".ics")


async def test_renewed_calendar_has_a_new_address(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """--renew prints an address that works from now on, instead of the old one."""
    await imported(settings, f"{PLACES}schedules:\n{NURSE}")
    capsys.readouterr()
    await calendar(settings, "sygeplejerske", renew=False)

    await calendar(settings, "sygeplejerske", renew=True)

    old, new = (line.split("/")[-1].removesuffix(".ics") for line in capsys.readouterr().out.splitlines())
    async with opened(settings) as database, database.read() as db:
        assert await calendars.schedule_of(db, old) is None
        assert await calendars.schedule_of(db, new) == "sygeplejerske"


async def test_calendar_complains_plainly(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """A schedule that is not there, none at all, and --renew without a name are told, with status 1."""
    nothing = await refused(calendar(settings, None, renew=False), capsys)
    await imported(settings, f"{PLACES}schedules:\n{NURSE}")
    strange = await refused(calendar(settings, "tandlaege", renew=False), capsys)
    all_at_once = await refused(calendar(settings, None, renew=True), capsys)

    assert nothing == "There are no schedules."
    assert strange == "tandlaege: no such schedule"
    assert all_at_once == "Name the schedule whose address shall be renewed."


async def test_export_before_first_run(settings: Settings) -> None:
    """A new installation writes out what it begins with, as after its first run."""
    file = settings.data_dir / "places.yaml"

    await write_out(settings, file)

    assert "id: cafe-parasollen" in file.read_text(encoding="utf-8")
    assert len((await directory(settings)).places) > 100


async def test_schedules_before_first_run(settings: Settings) -> None:
    """The example schedules find their places; a file with places of its own brings no others."""
    await bring_in(settings, starter.STARTER / "schedules.yaml", yes=True, prune=False, now=datetime.now(UTC))

    found = await directory(settings)

    assert found.schedules
    assert len(found.places) > 100


async def test_own_places_come_alone(settings: Settings) -> None:
    """Who begins with a list of their own has that list."""
    await imported(settings, PLACES)

    assert {one.id for one in (await directory(settings)).places} == {"varmestuen", "cafeen"}
