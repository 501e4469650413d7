"""The README and the example of settings say what is so."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from typer.main import get_command

from bot.commands.command_line import app
from bot.config import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
ROUTES = ("/webhooks/twilio/sms", "/webhooks/twilio/status", "/webhooks/telegram", "/health", "/ready", "/metrics")


@pytest.mark.parametrize("name", sorted(one.name for one in fields(Settings)))
def test_setting_is_told(name: str) -> None:
    """Every setting stands in the README's table and in .env.example."""
    assert f"| `{name.upper()}` |" in README
    assert re.search(rf"^#?{name.upper()}=", EXAMPLE, re.MULTILINE)


def test_no_setting_is_invented() -> None:
    """.env.example sets nothing that the program does not read."""
    told = re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE)

    assert {name.lower() for name in told} == {one.name for one in fields(Settings)}


@pytest.mark.parametrize("name", sorted(get_command(app).commands))  # type: ignore[attr-defined]
def test_command_is_told(name: str) -> None:
    """Every command stands in the README's table."""
    assert re.search(rf"^\| `{name}[ `]", README, re.MULTILINE)


@pytest.mark.parametrize("route", ROUTES)
def test_route_is_told(route: str) -> None:
    """Every address that stays stable stands in the README."""
    assert route in README
