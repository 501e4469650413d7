"""How commands speak: to standard output, or one complaint and status 1."""

import sys
from typing import NoReturn

from rich.console import Console

out = Console()
_complaints = Console(stderr=True)


def fail(message: str) -> NoReturn:
    """Say what is wrong and end with status 1."""
    _complaints.print(message, style="red", highlight=False, markup=False)
    sys.exit(1)
