"""What the process that stays holds in memory, beside what it uses."""

import subprocess
import sys

UNUSED = {
    "alembic",
    "asyncpg",
    "click",
    "icalendar",
    "phonenumbers",
    "pydantic",
    "rich",
    "sqlalchemy.orm",
    "telegram",
    "twilio",
    "typer",
}
LOADING = """
import sys
import bot.__main__
from bot.commands.unused import leave_out
leave_out()
import bot.commands.serving
print(*(name for name, module in sys.modules.items() if module))
"""


def test_nothing_unused_is_loaded() -> None:
    """`run` loads no ORM, no tables for the terminal, no other command's library and none of a channel that is off."""
    loaded = subprocess.run((sys.executable, "-c", LOADING), capture_output=True, text=True, check=True).stdout.split()

    assert "sqlalchemy.ext.asyncio" in loaded
    assert not UNUSED & set(loaded)
