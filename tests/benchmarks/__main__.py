"""The command `python -m tests.benchmarks`: measures, prints one table and writes one JSON file."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from tests.benchmarks.bookings import bookings
from tests.benchmarks.figures import Figure
from tests.benchmarks.line import line
from tests.benchmarks.listings import listings
from tests.benchmarks.machine import machine
from tests.benchmarks.notices import notices
from tests.benchmarks.profile import hot_spots
from tests.benchmarks.reminders import reminders
from tests.benchmarks.sharing import sharing
from tests.benchmarks.slots import slots
from tests.benchmarks.start import start
from tests.benchmarks.understanding import understanding

PARTS = ("understanding", "listings", "slots", "bookings", "reminders", "notices", "start", "line", "sharing")


def main(
    parts: Annotated[list[str] | None, typer.Argument(help=f"{', '.join(PARTS)}; none: all")] = None,
    file: Annotated[Path, typer.Option("--json", help="where the figures are written")] = Path("data/bench.json"),
    quick: Annotated[bool, typer.Option("--quick", help="short and once, for a first look")] = False,
    profile: Annotated[bool, typer.Option("--profile", help="also show where the line's time goes (slower)")] = False,
) -> None:
    """Measure, and say what is reached."""
    console = Console()
    unknown = set(parts or ()) - set(PARTS)
    if unknown:
        raise typer.BadParameter(f"{', '.join(unknown)}: one of {', '.join(PARTS)}")
    watched = file.with_suffix(".profile") if profile else None
    file.parent.mkdir(parents=True, exist_ok=True)
    measures: dict[str, Callable[[], list[Figure]]] = {
        "understanding": understanding,
        "listings": listings,
        "slots": slots,
        "bookings": lambda: bookings(quick=quick),
        "reminders": lambda: reminders(quick=quick),
        "notices": lambda: notices(quick=quick),
        "start": lambda: start(quick=quick),
        "line": lambda: line(quick=quick, profile=watched),
        "sharing": lambda: sharing(quick=quick),
    }
    facts, figures = machine(), list[Figure]()
    for part in parts or PARTS:
        with console.status(part):
            figures += measures[part]()
    console.print(_table(figures))
    console.print("  ".join(f"{name}: {value}" for name, value in facts.items()), style="dim")
    if watched and watched.exists():
        console.print(hot_spots(watched))
    file.write_text(json.dumps({"machine": facts, "figures": [asdict(one) for one in figures]}, indent=2) + "\n")


def _table(figures: list[Figure]) -> Table:
    table = Table("", "measured", "", "asked", "", box=None)
    for one in figures:
        asked = "" if one.at_least is None else f">= {one.at_least:g}"
        asked = asked if one.at_most is None else f"<= {one.at_most:g}"
        mark = {None: "", True: "[green]reached[/green]", False: "[red]missed[/red]"}[one.is_reached]
        table.add_row(f"{one.part}: {one.name}", f"{one.value:,.2f}", one.unit, asked, mark)
    return table


if __name__ == "__main__":
    command = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
    command.command()(main)
    command()
