"""`migrate --to`: everything moves to PostgreSQL as it is, or nothing does."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.app import App
from bot.commands import moving
from bot.config import Secret, Settings
from bot.errors import AlreadyRunning, BadDatabase
from bot.model import ChannelName, Inbound
from bot.store import claims, people
from bot.store.database import Database
from bot.store.schema import metadata
from bot.store.seal import Seal
from tests import databases, postgresql
from tests.databases import FILE, SECRET, Contents, Kind, furnish, rows
from tests.starter import reader
from tests.store.rows import ANNA, BENT, NOW, met, put

pytestmark = pytest.mark.postgresql

MANY = 4_500


def settings_of(url: str, folder: Path) -> Settings:
    """An installation with this database."""
    return Settings(database_url=url, data_dir=folder, secret_key=Secret(SECRET))


@pytest.fixture
async def lived(tmp_path: Path) -> Settings:
    """A SQLite installation that people have written to."""
    settings = settings_of(f"sqlite:///{tmp_path}/{FILE}", tmp_path)
    databases.use(Kind.SQLITE)
    await furnish(tmp_path, Contents.DEMO)
    app = await App.build(settings, only={}, reader=reader())
    await app.start(beats=False)
    for number, text in enumerate(("mad i Slagelse", "har i tid til tandlæge i Slagelse", "1", "SKRIV OM KULDE")):
        await app.put(Inbound(ANNA, f"SM{number}", text=text))
        await app.idle()
    await app.database.write(lambda db: _many(db))
    await app.stop()
    databases.use(Kind.POSTGRESQL)
    return settings


async def _many(db: object) -> None:
    for _ in range(MANY):
        await put(db, to=BENT)  # type: ignore[arg-type]


async def test_all_of_it_arrives(lived: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every table has its rows, and the bot goes on there: it knows people, and no number is given twice."""
    url = databases.url_of(tmp_path)

    await moving.migrate(lived, url)

    said = capsys.readouterr().out
    with closing(sqlite3.connect(tmp_path / FILE)) as plain:
        for table in metadata.tables:
            query = f"select count(*) from {table}"  # noqa: S608 - our own tables
            assert rows(tmp_path, query) == plain.execute(query).fetchall(), table
        (highest,) = plain.execute("select max(id) from outbox").fetchone()
    assert "counts and checksums agree" in said
    database = await Database.open(url, Seal(SECRET))
    anna = await met(database, ANNA)
    number = await database.write(lambda db: put(db, to=ANNA))
    async with database.read() as db:
        assert (await people.reach(db, anna.id)) is not None
        assert await claims.next_channel(db, [ChannelName.SMS], NOW) is ChannelName.SMS
    await database.close()
    assert number == highest + 1


async def test_no_number_of_the_forgotten(lived: Settings, tmp_path: Path) -> None:
    """A number that somebody had who is gone is not given to the next person."""
    with closing(sqlite3.connect(tmp_path / FILE)) as plain, plain:
        plain.execute("update sqlite_sequence set seq = 4711 where name = 'persons'")
    url = databases.url_of(tmp_path)

    await moving.migrate(lived, url)

    database = await Database.open(url, Seal(SECRET))
    assert (await met(database, BENT)).id == 4712
    await database.close()


async def test_full_target_is_refused(lived: Settings, tmp_path: Path) -> None:
    """A database that holds anything stays as it is."""
    await furnish(tmp_path, Contents.NEW)
    before = rows(tmp_path, "select count(*) from places")

    with pytest.raises(BadDatabase, match="not empty"):
        await moving.migrate(lived, databases.url_of(tmp_path))

    assert rows(tmp_path, "select count(*) from places") == before
    assert rows(tmp_path, "select count(*) from outbox") == [(0,)]


async def test_damage_on_the_way_moves_nothing(lived: Settings, tmp_path: Path) -> None:
    """Where one value arrives otherwise than it was, nothing at all is moved."""
    await furnish(tmp_path, Contents.BLANK)
    name = databases.name_of(tmp_path)
    spoil = "create function spoil() returns trigger language plpgsql as 'begin new.attempts = 7; return new; end'"
    postgresql.server().rows(name, spoil)
    postgresql.server().rows(name, "create trigger spoil before insert on outbox for each row execute function spoil()")

    with pytest.raises(BadDatabase, match="outbox did not arrive"):
        await moving.migrate(lived, databases.url_of(tmp_path))

    assert rows(tmp_path, "select count(*) from persons") == [(0,)]


async def test_nothing_moves_while_it_runs(lived: Settings, tmp_path: Path) -> None:
    """The installation must have ended, or people would be answered whom the new database does not know."""
    running = await Database.open(lived.database_url, Seal(SECRET))
    await running.join()

    with pytest.raises(AlreadyRunning):
        await moving.migrate(lived, databases.url_of(tmp_path))

    await running.close()


@pytest.mark.parametrize("to", ["mysql://x/y", "sqlite:///other.db"])
async def test_wrong_address_is_told(lived: Settings, to: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Only PostgreSQL can be moved to."""
    with pytest.raises(SystemExit):
        await moving.migrate(lived, to)

    assert "--to" in capsys.readouterr().err
