"""A backup of PostgreSQL, by its own pg_dump and pg_restore; the password never stands in a list of processes."""

import asyncio
import os
import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from sqlalchemy import inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.commands.plain import fail
from bot.config import Settings
from bot.errors import AlreadyRunning, WrongKey
from bot.store.database import Database
from bot.store.migrate import newest
from bot.store.ready import PURPOSE, ready
from bot.store.seal import Seal

_MARK = re.compile(r"^1\t\\\\x([0-9a-f]+)$", re.MULTILINE)
_VERSION = re.compile(r"^(\d{4})$", re.MULTILINE)


async def dump(url: str, file: Path) -> None:
    """Write everything into `file`, as it is at one moment."""
    await _run(
        url, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={file}", "--dbname", "{url}"
    )


async def restore(settings: Settings, file: Path, *, yes: bool) -> None:
    """All of `file` or nothing, in one transaction."""
    key = Seal(settings.key())
    found = _VERSION.search(await _table(settings.database_url, file, "alembic_version"))
    mark = _MARK.search(await _table(settings.database_url, file, "key_check"))
    if found is None:
        fail(f"{file}: is no backup of Åben Dør")
    if found[1] > newest():
        fail(f"{file}: was written by a newer Åben Dør (tables {found[1]}, here {newest()}); install that one first")
    if mark and not key.opens(bytes.fromhex(mark[1]), PURPOSE):
        raise WrongKey(settings.key_name)
    database = await Database.open(settings.database_url, key)
    try:
        await database.join()
        if await database.living() - {database.process}:
            raise AlreadyRunning("the database", "")
        async with database.read() as db:
            if await db.run_sync(lambda connection: inspect(connection).has_table("persons")):
                held = await _rows(db)
                if held and not yes:
                    fail(f"The database holds {held} rows already; make a backup of it, then use --yes to replace it")
    finally:
        await database.close()
    options = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    await _run(settings.database_url, "pg_restore", *options, "--dbname", "{url}", str(file))
    database = await Database.open(settings.database_url, key)
    try:
        await ready(database, settings.key_name)
    finally:
        await database.close()


async def _rows(db: AsyncConnection) -> int:
    """How many rows a start would not make by itself."""
    query = "SELECT (SELECT count(*) FROM persons) + (SELECT count(*) FROM inbox) + (SELECT count(*) FROM audit)"
    return int((await db.execute(text(query))).scalar_one())


async def _table(url: str, file: Path, name: str) -> str:
    return await _run(url, "pg_restore", "--data-only", f"--table={name}", "--file=-", str(file))


async def _run(url: str, tool: str, *arguments: str) -> str:
    """What the tool says; ends with its complaint when it fails."""
    found = shutil.which(tool)
    if found is None:
        fail(f"{tool}: is not installed; it comes with PostgreSQL's client (Debian: postgresql-client)")
    plain, password = _without_password(url)
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    process = await asyncio.create_subprocess_exec(
        found,
        *(plain if one == "{url}" else one for one in arguments),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complained = await process.communicate()
    if process.returncode:
        fail(f"{tool}: {complained.decode(errors='replace').strip()}")
    return said.decode(errors="replace")


def _without_password(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    login, at, host = parts.netloc.rpartition("@")
    user, _, password = login.partition(":")
    return urlunsplit(parts._replace(netloc=f"{user}{at}{host}")), unquote(password)
