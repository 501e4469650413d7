"""The commands as they are typed, with their words; what they do is in the files beside this one."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import config, logs
from bot.commands.plain import fail
from bot.config import Settings
from bot.model import AppointmentState, RoleName

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Åben Dør")

# As large a number as a database holds.
_LARGEST = 2**63 - 1


def _run(work: Callable[[Settings], Coroutine[Any, Any, None]]) -> None:
    settings = config.load()
    logs.set_up(settings.log_level)
    asyncio.run(work(settings))


@app.command()
def run() -> None:
    """Start everything and print the address of the browser phone."""
    from bot.commands import starting

    starting.run()


@app.command()
def chat(
    role: Annotated[str, typer.Option("--as", help="citizen, volunteer or staff")] = "citizen",
    number: Annotated[str, typer.Option("--from", help="an invented number")] = "+4520000001",
) -> None:
    """Text with the bot in the terminal, as one person. With a role, a code for it is made and written first."""
    from bot.commands import chatting

    if role not in ("citizen", RoleName.VOLUNTEER, RoleName.STAFF):
        fail(f"--as {role}: must be citizen, volunteer or staff")
    _run(lambda settings: chatting.chat(settings, number, role))


@app.command()
def read(
    explain: Annotated[bool, typer.Option("--explain", help="also say why")] = False,
    role: Annotated[RoleName | None, typer.Option("--as", help="read as orders of this role")] = None,
) -> None:
    """Read texts from standard input, one a line (plain, or JSON with `text` and optional `now`), as JSON lines."""
    from bot.commands.reading import read_lines, read_orders

    if role is None:
        read_lines(explain=explain)
    else:
        read_orders(role)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="remove listings that the file does not hold")] = False,
) -> None:
    """Read a places file in: says what would change, then asks."""
    from bot.commands.directory import bring_in

    _run(lambda settings: bring_in(settings, file, yes=yes, prune=prune, now=datetime.now(UTC)))


@app.command()
def export(file: Annotated[Path, typer.Argument()]) -> None:
    """Write the directory to a places file that `import` reads."""
    from bot.commands.directory import write_out

    _run(lambda settings: write_out(settings, file))


@app.command()
def check(
    everything: Annotated[bool, typer.Option("--all", help="name every listing that nobody confirmed")] = False,
) -> None:
    """What needs a human's look: blocked numbers, examples, cases, listings that are doubted, old or unconfirmed."""
    from bot.commands import directory

    _run(lambda settings: directory.check(settings, everything=everything))


@app.command()
def calendar(
    schedule: Annotated[str | None, typer.Argument(help="the id of one schedule; none: all")] = None,
    renew: Annotated[bool, typer.Option("--renew", help="make a new address; the old one ends")] = False,
) -> None:
    """The secret addresses under which Outlook or Google find what is booked. Give each only to those it concerns."""
    from bot.commands import calendars

    _run(lambda settings: calendars.calendar(settings, schedule, renew=renew))


@app.command()
def came(code: Annotated[str, typer.Argument(help="the code of the appointment, as B47")]) -> None:
    """Somebody came to their appointment. An hour after it they are asked once whether it helped."""
    from bot.commands import attendance

    _run(lambda settings: attendance.mark(settings, code, AppointmentState.CAME))


@app.command()
def missed(code: Annotated[str, typer.Argument(help="the code of the appointment, as B47")]) -> None:
    """Somebody did not come. They hear one message without blame, with new times to choose from."""
    from bot.commands import attendance

    _run(lambda settings: attendance.mark(settings, code, AppointmentState.MISSED))


@app.command()
def agreed(
    code: Annotated[str, typer.Argument(help="the code of the appointment, as B47")],
    text: Annotated[str, typer.Argument(help="what was agreed, in plain words")],
) -> None:
    """Write down what was agreed at an appointment; the person asks for it with "hvad aftalte vi"."""
    from bot.commands import attendance

    _run(lambda settings: attendance.agree(settings, code, text))


@app.command()
def jobs() -> None:
    """When each kind of timed work last ran, and what it did; also when nothing runs now."""
    from bot.commands import timed

    _run(timed.show)


@app.command()
def cases(municipality: Annotated[str | None, typer.Option("--municipality")] = None) -> None:
    """Open cases, oldest first: whom a human must answer, feedback, offers to help. No numbers are shown."""
    from bot.commands import keeping

    _run(lambda settings: keeping.cases(settings, municipality))


@app.command()
def case(
    number: Annotated[int, typer.Argument(min=1, max=_LARGEST, help="the number that `cases` shows")],
    close: Annotated[str | None, typer.Option("--close", help="what was done, in plain words")] = None,
) -> None:
    """One case, with the text and how to reach the person: ring back, and then close it. Opening it is logged."""
    from bot.commands import keeping

    _run(lambda settings: keeping.close(settings, number, close) if close else keeping.case(settings, number))


@app.command()
def invite(
    role: Annotated[RoleName, typer.Argument(help="volunteer, staff or admin")],
    place: Annotated[str | None, typer.Option("--place", help="the id of the volunteer's place")] = None,
    municipality: Annotated[str | None, typer.Option("--municipality", help="where the staff work")] = None,
) -> None:
    """A one-time code, valid for a week: whoever texts it to the bot becomes a volunteer, staff or an admin."""
    from bot.commands import inviting

    _run(lambda settings: inviting.invite(settings, role, place=place, municipality=municipality))


@app.command()
def duty(
    file: Annotated[Path | None, typer.Argument(exists=True, dir_okay=False, readable=True)] = None,
    yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False,
) -> None:
    """Who takes over from the bot, and when. With a file: put its roster in the place of theirs who stand in it."""
    from bot.commands import duties

    _run(lambda settings: duties.bring_in(settings, file, yes=yes) if file else duties.show(settings))


@app.command()
def audit(
    place: Annotated[str | None, typer.Option("--place", help="only what was done for this place")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=_LARGEST)] = 200,
) -> None:
    """What volunteers and staff did: who (a pseudonym), what, when, before and after."""
    from bot.commands import inviting

    _run(lambda settings: inviting.audit(settings, place=place, limit=limit))


@app.command()
def stats(
    year: Annotated[int, typer.Option("--year", min=2000, max=2100, help="the year, as ISO 8601 counts its weeks")],
    municipality: Annotated[str | None, typer.Option("--municipality", help="only this one")] = None,
    file: Annotated[Path | None, typer.Option("--csv", help="also write it to this file", dir_okay=False)] = None,
) -> None:
    """The year in numbers, in Danish: what was asked, what was not found, what came of appointments. Never of whom."""
    from bot.commands import stats

    _run(lambda settings: stats.stats(settings, year, municipality=municipality, file=file))


@app.command()
def forget(
    address: Annotated[str, typer.Argument(help="+4520000001, or telegram:<chat id>")],
    everyone: Annotated[bool, typer.Option("--all", help="also who uses this telephone with a code word")] = False,
) -> None:
    """Delete everything about the person who writes from this address, also at the provider where it can."""
    from bot.commands import keeping

    _run(lambda settings: keeping.forget(settings, address, everyone=everyone))


@app.command()
def migrate(to: Annotated[str, typer.Option("--to", help="postgresql://user:password@host/database")]) -> None:
    """Move everything from SQLite to an empty PostgreSQL, while nothing runs; counted and compared table by table."""
    from bot.commands import moving

    _run(lambda settings: moving.migrate(settings, to))


@app.command()
def backup(file: Annotated[Path, typer.Argument()]) -> None:
    """Write a copy of the database while it runs. Keep SECRET_KEY too, in another place: nothing opens without."""
    from bot.commands import backups

    _run(lambda settings: backups.backup(settings, file))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    yes: Annotated[bool, typer.Option("--yes", help="also where there is data already")] = False,
) -> None:
    """Put a backup in the place of the database, while nothing runs. Its key must be there before."""
    from bot.commands import backups

    _run(lambda settings: backups.restore(settings, file, yes=yes))


@app.command("rotate-key")
def rotate_key(
    new_key_file: Annotated[
        Path | None, typer.Option("--new-key-file", exists=True, dir_okay=False, help="holds the new key")
    ] = None,
) -> None:
    """Another SECRET_KEY: everything is sealed anew. Nothing may run meanwhile; an interrupted change goes on."""
    from bot.commands import keys

    _run(lambda settings: keys.rotate(settings, new_key_file))
