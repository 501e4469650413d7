"""Another SECRET_KEY: wherever the change is killed it goes on, and ends with the new key opening all."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.errors import AlreadyRunning, BadSeal, HalfRotated, WrongKey
from bot.model import PersonId
from bot.store import calendars, cases, claims, dialogues, forget, inbox, people, rotation, sharers
from bot.store.database import Database
from bot.store.ready import ready
from bot.store.rotation import Keys
from bot.store.schema import invitations
from bot.store.seal import Seal
from bot.store.sealed import LOCKED
from tests.databases import SECRET, Contents, Kind, furnish, opened, url_of
from tests.forks import forks
from tests.security import dying
from tests.security.filled import NOW, SCHEDULE, fill, number_of

NEW = "another-secret-for-tests-that-is-long-enough-too"
OLD_SEAL, NEW_SEAL = Seal(SECRET), Seal(NEW)
PEOPLE = 90


async def _attempt(url: str, last: int = dying.NEVER, *, commits_first: bool = False) -> int | None:
    """Change the key in a process that dies at its `last` write; its exit code."""
    process = forks.Process(target=dying.rotate, args=(url, SECRET, NEW, last, commits_first))
    await asyncio.to_thread(process.start)
    await asyncio.to_thread(process.join, 60)
    return process.exitcode


async def _look(folder: Path, seal: Seal) -> dict[str, list[bool]]:
    """For every sealed column, whether each of its values opens with the seal."""
    database = await Database.open(url_of(folder), seal)
    found: dict[str, list[bool]] = {}
    try:
        async with database.read() as db:
            for locked in LOCKED:
                for row in await db.execute(select(locked.table).order_by(*locked.table.primary_key)):
                    for name, purpose in locked.sealed.items():
                        if value := getattr(row, name):
                            found.setdefault(f"{locked.table.name}.{name}", []).append(seal.opens(value, purpose))
    finally:
        await database.close()
    return found


@pytest.mark.long(Kind.POSTGRESQL)
async def test_rotation_survives_every_kill(tmp_path: Path) -> None:
    """Killed again and again, before a commit and after it, the change still ends with everything under the new key."""
    async with opened(tmp_path) as database:
        token = await fill(database, PEOPLE)

    deaths, last = 0, 1
    while (code := await _attempt(url_of(tmp_path), last, commits_first=bool(last % 2))) == -signal.SIGKILL:
        deaths, last = deaths + 1, last + 5
    assert code == 0
    assert deaths >= 5

    new, old = await _look(tmp_path, NEW_SEAL), await _look(tmp_path, OLD_SEAL)
    assert all(all(values) for values in new.values())
    assert not any(any(values) for values in old.values())
    await _is_as_before(tmp_path, token)


async def _is_as_before(folder: Path, token: str) -> None:
    """With the new key everybody is found, and everything that was said is read."""
    database = await Database.open(url_of(folder), NEW_SEAL)
    try:
        await ready(database, "SECRET_KEY")
        async with database.read() as db:
            waiting = await inbox.waiting(db, 0)
            assert {(one.inbound.address, one.inbound.text) for one in waiting} == {
                (number_of(who), f"besked {who}") for who in range(PEOPLE)
            }
            for one in waiting:
                person = await people.find(db, one.key)
                assert person is not None
                assert (await dialogues.load(db, person.id)).said == one.inbound.text.replace("besked", "sagt")
            phone = await sharers.phone_of(db, PersonId(1))
            assert phone
            assert await sharers.find(db, phone, "ORD 0") is not None
            assert await sharers.find(db, phone, "ord 1") is None
            assert await calendars.schedule_of(db, token) == SCHEDULE
            case = await cases.one(db, 7)
            assert case is not None
            assert (case.text, case.done) == ("sag 6", "gjort 6")
            # Codes cannot be made again from their hash.
            assert (await db.execute(select(func.count()).select_from(invitations))).scalar() == 0
        claimed = await database.write(lambda db: claims.claim(db, [number_of(0).channel], NOW, 1))
        assert claimed[0].message.text == "svar 0"
        await database.write(lambda db: forget.forget(db, PersonId(1), NOW))
    finally:
        await database.close()


async def test_nothing_starts_in_between(tmp_path: Path) -> None:
    """While a change is unfinished no start reads half of the values; the message says what to do."""
    async with opened(tmp_path) as database:
        await fill(database, 3)
    assert await _attempt(url_of(tmp_path), 4) == -signal.SIGKILL

    async with opened(tmp_path) as database:
        with pytest.raises(HalfRotated, match="rotate-key"):
            await ready(database, "SECRET_KEY")
        with pytest.raises(HalfRotated):
            await rotation.rotate(database, Keys(OLD_SEAL, Seal(NEW + "!")), lambda *_: None)


async def test_wrong_old_key_changes_nothing(tmp_path: Path) -> None:
    """Who does not know the key cannot change it."""
    async with opened(tmp_path) as database:
        await ready(database, "SECRET_KEY")
        await fill(database, 3)
        with pytest.raises(BadSeal):
            await rotation.rotate(database, Keys(Seal(NEW + "!"), NEW_SEAL), lambda *_: None)

    assert all(all(values) for values in (await _look(tmp_path, OLD_SEAL)).values())


async def test_damaged_value_stops_nothing(tmp_path: Path) -> None:
    """A value that neither key opens is counted and left; all others are sealed anew."""
    async with opened(tmp_path) as database:
        await fill(database, 3)
        await database.write(lambda db: db.exec_driver_sql("update cases set sealed = sealed_done where id = 2"))

        result = await rotation.rotate(database, Keys(OLD_SEAL, NEW_SEAL), lambda *_: None)

    assert result.damaged == 1
    assert (await _look(tmp_path, NEW_SEAL))["cases.sealed"] == [True, False, True]


def _command(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    names = ("PATH", "PYTHONPATH", "LANG")
    environment = {name: os.environ[name] for name in names if name in os.environ}
    environment |= {"DATABASE_URL": url_of(folder), "DATA_DIR": str(folder), "TERM": "dumb", **settings}
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


async def test_command_puts_the_new_key_in_place(tmp_path: Path, database_kind: Kind) -> None:
    """Without SECRET_KEY the key's file holds the new key afterwards, the old one is kept for old backups."""
    if database_kind is Kind.POSTGRESQL:
        pytest.skip("with PostgreSQL the key is always given")
    await furnish(tmp_path, Contents.BLANK)
    (tmp_path / "secret_key").write_text(SECRET, encoding="utf-8")
    async with opened(tmp_path) as database:
        await fill(database, 3)

    rotated = await asyncio.to_thread(_command, tmp_path, "rotate-key")
    again = await asyncio.to_thread(_command, tmp_path, "cases")

    assert rotated.returncode == 0, rotated.stderr
    key = (tmp_path / "secret_key").read_text(encoding="utf-8")
    assert key not in (SECRET, rotated.stdout)
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    [kept] = (file for file in os.scandir(tmp_path) if file.name.startswith("secret_key."))
    assert "until" in kept.name
    assert (tmp_path / kept.name).read_text(encoding="utf-8") == SECRET
    assert all(all(values) for values in (await _look(tmp_path, Seal(key))).values())
    assert again.returncode == 0, again.stderr


@pytest.mark.long(Kind.POSTGRESQL)
async def test_command_with_a_given_key(tmp_path: Path) -> None:
    """With SECRET_KEY set, the command says what to set it to; the old one is refused from then on."""
    async with opened(tmp_path) as database:
        await ready(database, "SECRET_KEY")
        await fill(database, 3)
    (tmp_path / "given").write_text(NEW, encoding="utf-8")
    rotate = ("rotate-key", "--new-key-file", str(tmp_path / "given"))

    rotated = await asyncio.to_thread(_command, tmp_path, *rotate, SECRET_KEY=SECRET)
    old = await asyncio.to_thread(_command, tmp_path, "cases", SECRET_KEY=SECRET)
    new = await asyncio.to_thread(_command, tmp_path, "cases", SECRET_KEY=NEW)

    assert (rotated.returncode, old.returncode, new.returncode) == (0, 1, 0)
    assert "secret_key.next" in rotated.stdout
    assert NEW not in rotated.stdout
    with pytest.raises(WrongKey):
        async with opened(tmp_path) as database:
            await ready(database, "SECRET_KEY")


async def test_command_refuses_beside_a_run(tmp_path: Path) -> None:
    """While Åben Dør runs, its key stays: what it writes would be sealed with the old one."""
    async with opened(tmp_path) as database:
        await database.join()
        refused = await asyncio.to_thread(_command, tmp_path, "rotate-key", SECRET_KEY=SECRET)

    assert refused.returncode == 1
    assert "runs" in refused.stderr
    assert AlreadyRunning.__name__ not in refused.stderr
