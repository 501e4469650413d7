"""Measures the reading of posts on labelled messages: `python -m tests.understanding.orders.measure FILE.jsonl`."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.model import Act, Order
from bot.moment import COPENHAGEN
from bot.understanding.orders import posts
from bot.understanding.orders.as_json import as_json


def reading(text: str, now: str) -> dict[str, Any]:
    """What the text is read as, in the form of the labels."""
    order = posts.read(text, datetime.fromisoformat(now).replace(tzinfo=COPENHAGEN))
    return as_json(order or Order(Act.UNCLEAR))


def measured(file: Path) -> tuple[list[str], int]:
    """The misses, and how many messages there were."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line]
    rows = [row for row in rows if row["role"] == "volunteer"]
    misses = [
        f"{row['text']!r} ({row['now']})\n    expected {row['expect']}\n    read     {read}"
        for row in rows
        if (read := reading(row["text"], row["now"])) != row["expect"]
    ]
    return misses, len(rows)


def main() -> None:
    """Print the figure; the misses too unless `--quiet` is given."""
    misses, number = measured(Path(sys.argv[1]))
    if "--quiet" not in sys.argv:
        sys.stdout.write("".join(f"{miss}\n" for miss in misses))
    sys.stdout.write(f"{100 * (number - len(misses)) / number:.2f} % ({number - len(misses)}/{number})\n")


if __name__ == "__main__":
    main()
