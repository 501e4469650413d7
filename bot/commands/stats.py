"""`stats`: the status of a year for a municipality, in Danish: what was asked, what was not, what came of appointments.

What is printed and what stands in the file is the same, and all of it has passed bot.store.disclosure.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.bar import Bar
from rich.table import Table
from rich.text import Text

from bot.commands.console import out
from bot.commands.opened import opened
from bot.commands.plain import fail, nearest
from bot.config import Settings
from bot.i18n import DANISH, Catalogues, Translator
from bot.model import Emergency
from bot.store import places, tallies
from bot.store.disclosure import OTHERS, Told, told
from bot.store.tallies import Counted, What
from bot.wording.kinds import CHOICE

_BAR = 30
_DANGERS = {
    Emergency.MEDICAL: "Danger to life",
    Emergency.OVERDOSE: "Overdose",
    Emergency.SUICIDE: "Thoughts of suicide",
    Emergency.VIOLENCE: "Violence",
    Emergency.CHILD: "A child in danger",
}
_WHATS = {
    What.CAME: "Came",
    What.MISSED: "Did not come",
    What.CANCELLED: "Called off",
    What.HELPED: "Was helped",
    What.NOT_HELPED: "Was not helped",
}
_MOODS = {"1": "Very bad", "2": "Bad", "3": "So so", "4": "Fine", "5": "Very good", "words": "In their own words"}
_TOPICS = {str(topic): msgid for topic, msgid in CHOICE.items()}
_ANSWERED = frozenset({What.ANSWERED})


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """One table: of what, by what, and the msgids that name its columns. `keeps`: in their own order, not by size."""

    title: str
    whats: frozenset[What]
    column: Callable[[Counted], str]
    names: dict[str, str]
    keeps: bool = False


def _about(counted: Counted) -> str:
    return counted.tally.about


def _what(counted: Counted) -> str:
    return counted.tally.what


def _week(counted: Counted) -> str:
    return counted.week


def _where(counted: Counted) -> str:
    return counted.tally.municipality


SECTIONS = (
    Section("Questions that were answered, by kind of help", _ANSWERED, _about, _TOPICS),
    Section("Questions that were answered, by week", _ANSWERED, _week, {}, keeps=True),
    Section("Questions that were answered, by municipality", _ANSWERED, _where, {}),
    Section("Questions for which we knew no place", frozenset({What.NOT_FOUND}), _about, _TOPICS),
    Section("Messages that we did not understand, by week", frozenset({What.NOT_UNDERSTOOD}), _week, {}, keeps=True),
    Section("Messages about danger", frozenset({What.DANGER}), _about, {str(k): v for k, v in _DANGERS.items()}),
    Section("Appointments that were booked", frozenset({What.BOOKED}), _about, _TOPICS),
    Section(
        "What came of the appointments",
        frozenset({What.CAME, What.MISSED, What.CANCELLED}),
        _what,
        {str(k): v for k, v in _WHATS.items()},
    ),
    Section(
        "Whether an appointment helped",
        frozenset({What.HELPED, What.NOT_HELPED}),
        _what,
        {str(k): v for k, v in _WHATS.items()},
    ),
    Section("How it goes, asked each week", frozenset({What.MOOD}), _about, _MOODS, keeps=True),
)


Lines = Mapping[Section, Sequence[tuple[str, int]]]


async def stats(settings: Settings, year: int, *, municipality: str | None, file: Path | None) -> None:
    """Print the year, of one municipality or of all, and write it to `file` as CSV when one is given."""
    async with opened(settings) as database, database.read() as db:
        counted = await tallies.of_year(db, year)
        listed = {place.municipality or "" for place in (await places.directory(db)).places}
    may_be_told = {section: _told(section, counted) for section in SECTIONS}
    if municipality is not None:
        _check(municipality, listed.union(*(one.municipalities() for one in may_be_told.values())) - {"", OTHERS})
        may_be_told.pop(next(section for section in SECTIONS if section.column is _where))
    t = Catalogues.load().translator(DANISH)
    lines = {section: list(_lines(t, section, blocks, municipality)) for section, blocks in may_be_told.items()}
    _show(t, f"{year}, {municipality or t('all municipalities')}", lines)
    if file:
        _write(t, file, (str(year), municipality or t("all municipalities")), lines)


def _check(municipality: str, known: set[str]) -> None:
    """Those that are known are listed, or are told of anyway: that fewer than five came from one is not said here."""
    if municipality not in known:
        fail(f"--municipality {municipality}: is not known{nearest(municipality, known)}")


def _told(section: Section, counted: Sequence[Counted]) -> Told:
    of_it = [one for one in counted if one.tally.what in section.whats]
    return told((one.tally.municipality, section.column(one), one.tally.number) for one in of_it)


def _lines(t: Translator, section: Section, blocks: Told, municipality: str | None) -> Iterator[tuple[str, int]]:
    """Its numbers, the largest first, what is told together last."""
    columns = blocks.municipalities() if section.column is _where else blocks.columns(municipality)
    order = sorted(columns) if section.keeps else sorted(columns, key=lambda one: -columns[one])
    for column in sorted(order, key=lambda one: one == OTHERS):
        yield _name(t, section, column), columns[column]


def _name(t: Translator, section: Section, column: str) -> str:
    if column == OTHERS:
        return t("Others, together")
    if column in section.names:
        return t(section.names[column])
    if section.column is _week:
        return t("week {number}", number=int(column.partition("W")[2]))
    return column or t("Not known")


def _show(t: Translator, title: str, lines: Lines) -> None:
    out.print(Text.assemble(("Åben Dør", "bold"), " ", title), highlight=False)
    for section, rows in lines.items():
        out.print(f"\n{t(section.title)}", style="bold", highlight=False)
        if not rows:
            out.print(t("Too few to tell."), highlight=False)
            continue
        table = Table(box=None, show_header=False, padding=(0, 1))
        for name, number in rows:
            table.add_row(name, str(number), Bar(max(n for _, n in rows), 0, number, width=_BAR))
        table.add_row(t("In all"), str(sum(n for _, n in rows)), "")
        table.columns[1].justify = "right"
        out.print(table)
    out.print(f"\n{t('Fewer than five are not told, and are part of no sum unless they stand under others.')}")
    out.print(t("A person counts once a week for each kind of help and municipality."))


def _write(t: Translator, file: Path, of: tuple[str, str], lines: Lines) -> None:
    """As a Danish spreadsheet opens it: semicolons, and a mark that says UTF-8."""
    text = io.StringIO()
    rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
    rows.writerow([t("Year"), t("Municipality"), t("Table"), t("Row"), t("Number")])
    rows.writerows((*of, t(section.title), *row) for section, found in lines.items() for row in found)
    try:
        file.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    except OSError as error:
        fail(f"{file}: cannot be written: {error.strerror}")
    out.print(t("Written to {file}", file=file), highlight=False, markup=False)
