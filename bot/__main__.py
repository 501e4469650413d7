"""`python -m bot …`, also installed as `aabendoer`. `run`, which stays, loads nothing of what only others need."""

import sys

from bot.commands.plain import fail
from bot.config import Misconfigured
from bot.errors import AabenDoerError


def main() -> None:
    """Run a command; what we foresaw is one message and status 1, never a stack trace."""
    try:
        if sys.argv[1:] == ["run"]:
            from bot.commands.starting import run

            run()
        else:
            from bot.commands.command_line import app

            app()
    except (AabenDoerError, Misconfigured) as error:
        fail(str(error))


if __name__ == "__main__":
    main()
