"""How commands speak with colours and tables, to standard output."""

from rich.console import Console

out = Console()
