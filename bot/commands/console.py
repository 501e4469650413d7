"""How commands speak with colours and tables, to standard output. What stands in a value is shown as it was written.

Citizens' texts, names and files' values are no markup: "[/b]" in one ended `cases` in a stack trace for as long as the
case was open. Nor may they steer the terminal of whoever reads them.
"""

from typing import Any

from rich.console import Console
from rich.text import Text


class _Plain(Console):
    """Words for colours are arguments (`style`), never part of what is said."""

    def __init__(self) -> None:
        super().__init__(markup=False, emoji=False)

    def render_str(self, text: str, **how: Any) -> Text:
        """A line or a cell, without what moves the cursor or turns the reading round."""
        seen = "".join(one if one.isprintable() or one in "\n\t" else " " for one in text)
        return super().render_str(seen, **how)


out = _Plain()
