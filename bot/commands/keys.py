"""`rotate-key`: another SECRET_KEY, when the old one may have been seen or somebody who knew it has left."""

import secrets
from datetime import date
from pathlib import Path

from bot.commands.console import out
from bot.commands.plain import fail
from bot.config import SMALLEST_KEY, Settings
from bot.errors import AlreadyRunning, BadSeal, WrongKey
from bot.store import rotation
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.rotation import Keys, Rotated
from bot.store.seal import Seal


async def rotate(settings: Settings, given: Path | None) -> None:
    """Change the key of the database to the one in the file `given`, or to a new one.

    The new key lies in DATA_DIR/secret_key.next until all is sealed with it: an interrupted change goes on from there.
    """
    waiting = settings.data_dir / "secret_key.next"
    old, new = settings.key(), _new_key(settings, waiting, given)
    database = await Database.open(settings.database_url, Seal(old))
    try:
        await database.join()
        if await database.living() - {database.process}:
            raise AlreadyRunning("the database", "")
        await migrate(database)
        result = await _rotated(database, settings, old, new)
    finally:
        await database.close()
    _say(result, _put_in_place(settings, waiting))


async def _rotated(database: Database, settings: Settings, old: str, new: str) -> Rotated:
    seal = Seal(new)
    async with database.read() as db:
        if await rotation.is_done(db, seal):
            return Rotated()
    try:
        return await rotation.rotate(database, Keys(Seal(old), seal), _tell)
    except BadSeal:
        raise WrongKey(settings.key_name) from None


def _new_key(settings: Settings, waiting: Path, given: Path | None) -> str:
    """The key of an interrupted change, the given one, or a new one; in its file before anything is sealed with it."""
    if waiting.exists() and _read(waiting) == settings.key():
        # The last change is over and its key is in use.
        waiting.unlink()
    if given is not None and waiting.exists() and _read(waiting) != _read(given):
        fail(f"{waiting} holds the key of an interrupted change: finish that one first, without --new-key-file")
    if not waiting.exists():
        key = _read(given) if given else secrets.token_urlsafe(48)
        if key == settings.key():
            fail("The new key is the old one.")
        waiting.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = waiting.with_name("secret_key.next.new")
        made.unlink(missing_ok=True)
        made.touch(mode=0o600)
        made.write_text(key, encoding="utf-8")
        made.rename(waiting)
    return _read(waiting)


def _read(file: Path) -> str:
    try:
        key = file.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        fail(f"{file}: cannot be read: {error}")
    if len(key) < SMALLEST_KEY:
        fail(f"{file}: a key has at least {SMALLEST_KEY} characters")
    return key


def _put_in_place(settings: Settings, waiting: Path) -> str:
    """The new key becomes the one that is read at a start; what is left to do, in words."""
    if settings.secret_key:
        return f"Set SECRET_KEY to what {waiting} holds before the next start, then delete that file."
    current = settings.data_dir / "secret_key"
    kept = _unused(settings.data_dir / f"secret_key.until-{date.today():%Y-%m-%d}")  # noqa: DTZ011 - a file's name
    # Linked first, so that there is a key at every moment.
    kept.hardlink_to(current)
    waiting.rename(current)
    return f"The old key is {kept}: only backups from before need it. Delete it when you need them no more."


def _unused(file: Path) -> Path:
    names = [file, *(file.with_name(f"{file.name}-{number}") for number in range(2, 100))]
    return next(one for one in names if not one.exists())


def _tell(table: str, rows: int) -> None:
    out.print(f"{table}: {rows}", highlight=False, markup=False)


def _say(result: Rotated, left: str) -> None:
    out.print(f"Done. {result.rows} rows are sealed with the new key.", highlight=False, markup=False)
    if result.codes:
        out.print("Invitations that nobody had used are void: make new ones.")
    if result.damaged:
        out.print(f"{result.damaged} rows open with neither key; they were left as they are.", highlight=False)
    out.print("Browser phones begin anew. If somebody has seen the key: calendar --renew for every schedule.")
    out.print(left, highlight=False, markup=False, soft_wrap=True)
