"""The commands: `python -m bot …`, also installed as `aabendoer`."""

import asyncio
import contextlib
import json
import signal
import sys
import uuid
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from bot import config, logs
from bot.config import Misconfigured, Settings
from bot.errors import AabenDoerError
from bot.model import Address, ChannelName, Inbound

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Åben Dør")
out = Console()
complaints = Console(stderr=True)
# SIGTERM: uvicorn lets requests end for this long, then the lifespan drains.
_REQUESTS_END = 2


def main() -> None:
    """Run a command; what we foresaw is one message and status 1, never a stack trace."""
    try:
        app()
    except (AabenDoerError, Misconfigured) as error:
        _fail(str(error))


def _fail(message: str) -> NoReturn:
    complaints.print(message, style="red", highlight=False, markup=False)
    sys.exit(1)


def _run(work: Callable[[Settings], Coroutine[Any, Any, None]]) -> None:
    settings = config.load()
    logs.set_up(settings.log_level)
    asyncio.run(work(settings))


@app.command()
def run() -> None:
    """Start everything and print the address of the browser phone."""
    import uvloop

    settings = config.load()
    logs.set_up(settings.log_level)
    uvloop.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    import uvicorn

    from bot.app import App

    whole = await App.build(settings)

    class Server(uvicorn.Server):
        """Ends on SIGTERM and SIGINT with status 0, once everything is drained; uvicorn raises them again."""

        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, self.handle_exit, number, None)
            yield

    server = Server(
        uvicorn.Config(
            whole.web(),
            host=settings.host,
            port=settings.port,
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=True,
            timeout_graceful_shutdown=_REQUESTS_END,
            http="httptools",
            h11_max_incomplete_event_size=64 * 1024,
        )
    )
    _say_where(settings)
    await server.serve()
    if not server.started:
        sys.exit(1)


def _say_where(settings: Settings) -> None:
    shown = "localhost" if settings.host in config.LOOPBACK else settings.host
    out.print(f"[bold]Åben Dør[/bold]  http://{shown}:{settings.port}/  (browser phone)")
    out.print(f"  SMS: {'on' if settings.has_sms else 'off: TWILIO_ACCOUNT_SID is not set'}")
    out.print(f"  Telegram: {'on' if settings.has_telegram else 'off: TELEGRAM_BOT_TOKEN is not set'}")
    if settings.demo:
        out.print("  DEMO: the browser phone can be anybody; never on a public address")


@app.command()
def chat(
    role: Annotated[str, typer.Option("--as", help="citizen (volunteer and staff come later)")] = "citizen",
    number: Annotated[str, typer.Option("--from", help="an invented number")] = "+4520000001",
) -> None:
    """Text with the bot in the terminal, as one person."""
    if role != "citizen":
        _fail("Only --as citizen yet.")
    _run(lambda settings: _chat(settings, number))


async def _chat(settings: Settings, number: str) -> None:
    from bot.app import App
    from bot.channels.terminal import TerminalChannel
    from bot.i18n import Catalogues
    from bot.wiring import hints_of

    logs.set_up("ERROR")
    channel = TerminalChannel(hints_of(Catalogues.load()), out)
    whole = await App.build(settings, only={ChannelName.TERMINAL: channel})
    await whole.start()
    session, count = uuid.uuid4().hex[:8], 0
    try:
        while line := await asyncio.to_thread(_asked):
            count += 1
            address = Address(ChannelName.TERMINAL, number)
            await whole.dispatch.take_in(Inbound(address, f"{session}-{count}", text=line))
            await whole.idle()
    finally:
        await whole.stop()


def _asked() -> str:
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        while True:
            if line := input("> ").strip():
                return line
    return ""


@app.command()
def read(
    explain: Annotated[bool, typer.Option("--explain", help="also say why")] = False,
) -> None:
    """Read texts from standard input, one a line (plain, or JSON with `text` and optional `now`), as JSON lines."""
    from bot.understanding.reader import Reader
    from bot.understanding.reading import as_json

    reader = Reader.load()
    for number, line in enumerate(sys.stdin, start=1):
        text, now = _asked_of_reader(line.rstrip("\n"), number)
        answer = as_json(reader.read(text, now))
        if explain:
            answer = {**answer, "why": reader.explain(text)}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


def _asked_of_reader(line: str, number: int) -> tuple[str, datetime | None]:
    if not line.lstrip().startswith("{"):
        return line, None
    try:
        asked = json.loads(line)
        now = asked.get("now")
        moment = datetime.fromisoformat(now) if now else None
        return str(asked["text"]), moment
    except (ValueError, KeyError, AttributeError) as error:
        _fail(f"line {number}: must be plain text or JSON with `text` and optional `now` ({error})")


@contextlib.asynccontextmanager
async def _open(settings: Settings) -> AsyncIterator[Any]:
    from bot.store.database import Database
    from bot.store.migrate import migrate
    from bot.store.seal import Seal

    database = await Database.open(settings.database_url, Seal(settings.key()))
    try:
        await migrate(database)
        yield database
    finally:
        await database.close()


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="remove listings that the file does not hold")] = False,
) -> None:
    """Read a places file in: says what would change, then asks."""
    _run(lambda settings: _import(settings, file, yes=yes, prune=prune))


async def _import(settings: Settings, file: Path, *, yes: bool, prune: bool) -> None:
    from bot.store import places, places_file

    text = file.read_text(encoding="utf-8")
    listings = places_file.read(text)
    async with _open(settings) as database:
        async with database.read() as db:
            before = (await places.directory(db)).places
        summary = places_file.changes(before, listings, prune=prune, remarks=places_file.remarks(text))
        out.print(str(summary), highlight=False, markup=False)
        if summary.is_empty:
            return
        if not yes and not (sys.stdin.isatty() and typer.confirm("Change the directory?")):
            _fail("Nothing was changed. Use --yes to go on without the question.")

        async def store(db: Any) -> None:
            await places.put(db, listings)
            await places.remove(db, summary.removed)

        await database.write(store)
        out.print("Done.")


@app.command()
def export(file: Annotated[Path, typer.Argument()]) -> None:
    """Write the directory to a places file that `import` reads."""
    _run(lambda settings: _export(settings, file))


async def _export(settings: Settings, file: Path) -> None:
    from bot.store import places, places_file

    async with _open(settings) as database, database.read() as db:
        listings = (await places.directory(db)).places
    file.write_text(places_file.write(listings), encoding="utf-8")
    out.print(f"{len(listings)} places written to {file}", highlight=False, markup=False)


@app.command()
def check() -> None:
    """What needs a human's look: listings that nobody confirmed or somebody doubted, and blocked addresses."""
    _run(_check)


async def _check(settings: Settings) -> None:
    from bot.store import checks

    async with _open(settings) as database, database.read() as db:
        found = await checks.run(db, datetime.now(UTC))
    table = Table("Place", "Problem", box=None)
    for place, problem in found.stale:
        table.add_row(place, problem)
    out.print(table)
    for line in found.warnings:
        out.print(line, style="yellow", highlight=False, markup=False)
    out.print(f"{len(found.stale)} of {found.places} listings need a look. {found.open_cases} open cases.")


@app.command()
def cases(municipality: Annotated[str | None, typer.Option("--municipality")] = None) -> None:
    """Open cases, oldest first: whom a human must answer, feedback, offers to help. No numbers are shown."""
    _run(lambda settings: _cases(settings, municipality))


async def _cases(settings: Settings, municipality: str | None) -> None:
    from bot.store.cases import open_cases

    async with _open(settings) as database, database.read() as db:
        found = await open_cases(db, municipality)
    table = Table("Case", "Kind", "Opened (UTC)", "Municipality", "Place", "Who", "Text", box=None)
    for case in found:
        opened = case.opened_at.strftime("%Y-%m-%d %H:%M")
        table.add_row(
            str(case.id), case.kind, opened, case.municipality or "", case.place or "", case.pseudonym, case.text
        )
    out.print(table)


@app.command()
def forget(address: Annotated[str, typer.Argument(help="+4520000001, or telegram:<chat id>")]) -> None:
    """Delete everything about the person who writes from this address, also at the provider where it can."""
    _run(lambda settings: _forget(settings, address))


async def _forget(settings: Settings, address: str) -> None:
    from bot.store import forget as forgetting
    from bot.store import people

    name, _, value = address.partition(":") if ":" in address else ("sms", "", address)
    if name not in list(ChannelName):
        _fail(f"{name}: no such channel; use one of {', '.join(ChannelName)}")
    target = Address(ChannelName(name), value)

    async def work(db: Any) -> bool:
        from bot.store.database import seal_of

        person = await people.find(db, seal_of(db).look_up(target))
        if person is None:
            return False
        await forgetting.forget(db, person.id, datetime.now(UTC))
        return True

    async with _open(settings) as database:
        found = await database.write(work)
    out.print("Deleted." if found else "Nobody with this address.")


@app.command()
def backup(file: Annotated[Path, typer.Argument()]) -> None:
    """Write a copy of the database while it runs. Keep SECRET_KEY with it: nothing opens without."""
    _run(lambda settings: _backup(settings, file))


async def _backup(settings: Settings, file: Path) -> None:
    if file.exists():
        _fail(f"{file} exists; choose another name")
    async with _open(settings) as database, database.read() as db:
        await db.exec_driver_sql("VACUUM INTO ?", (str(file),))
    file.chmod(0o600)
    out.print(f"Written to {file}", highlight=False, markup=False)


if __name__ == "__main__":
    main()
