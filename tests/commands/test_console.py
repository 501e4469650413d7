"""What commands print: values as they were written, and nothing in them that a terminal obeys."""

import pytest
from rich.table import Table

from bot.commands.console import out

ODD = ["[/b]", "[red]nu[/red]", "[/foo] lukket", "[link=x]y", "50 [ca.]", ":smile:", "\\[b]", "[@click=a]b[/]"]


@pytest.mark.parametrize("value", ODD)
def test_value_is_no_markup(capsys: pytest.CaptureFixture[str], value: str) -> None:
    """Square brackets and what looks like an emoji's name stay as they are, in a line, a heading and a cell."""
    table = Table("What", value, box=None)
    table.add_row("it", value)

    out.print(value)
    out.print(table)

    said = capsys.readouterr().out
    assert said.count(value) == 3


@pytest.mark.parametrize("order", ["\x1b[2J", "\x1b]0;x\x07", "\x08\x08", "\r", "\N{RIGHT-TO-LEFT OVERRIDE}", "\x9b2J"])
def test_value_steers_no_terminal(capsys: pytest.CaptureFixture[str], order: str) -> None:
    """Orders to the terminal in a text are not passed on; the words around them are."""
    table = Table("What", box=None)
    table.add_row(f"før{order}efter")

    out.print(f"før{order}efter")
    out.print(table)

    said = capsys.readouterr().out
    assert said.count("før") == said.count("efter") == 2
    assert all(one.isprintable() or one == "\n" for one in said)
