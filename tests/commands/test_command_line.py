"""What is typed wrong ends with a message, never with a stack trace."""

import json

import pytest
from typer.testing import CliRunner

from bot.commands.command_line import app

HUGE = "9" * 20


@pytest.mark.parametrize(
    "typed",
    [
        ["case", HUGE],
        ["case", "0"],
        ["audit", "--limit", HUGE],
        ["audit", "--limit", "0"],
        ["stats", "--year", "99999"],
        ["stats", "--year", "-1"],
    ],
)
def test_numbers_have_bounds(typed: list[str]) -> None:
    """A number that no case, list or year has is refused before anything is opened."""
    ended = CliRunner().invoke(app, typed)

    assert ended.exit_code == 2
    assert "should be" in " ".join(ended.output.replace("│", " ").split())


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "hej", "now": 5}',
        '{"text": "book om 3 uger", "now": "9999-12-30T23:59"}',
        '{"text": "hej", "now": "0001-01-01T00:00"}',
        '{"text": "hej", "now": "i morgen"}',
        '{"now": "2026-12-01T12:00"}',
        '{"text": ' + "[" * 100_000,
    ],
)
def test_lines_are_checked(line: str) -> None:
    """A line that is neither text nor the JSON that is asked for is named by its number."""
    ended = CliRunner().invoke(app, ["read"], input=f"hej\n{line}\n")

    assert ended.exit_code == 1
    assert "line 2: must be plain text or JSON" in ended.stderr


def test_line_may_be_json() -> None:
    """A line holds a text or an object with text and now."""
    lines = 'mad i odense\n{"text": "mad i overmorgen", "now": "2026-11-23T12:00:00+00:00"}\n'

    ended = CliRunner().invoke(app, ["read"], input=lines)
    plain, told = map(json.loads, ended.stdout.splitlines())

    assert plain["place"] == "Odense"
    assert told["when"] == "wed"
