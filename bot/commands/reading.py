"""`read`: texts in, readings out, one JSON line each."""

import json
import sys
from datetime import datetime

from bot.commands.console import fail
from bot.understanding.reader import Reader
from bot.understanding.reading import as_json


def read_lines(*, explain: bool) -> None:
    """Standard input to standard output, in order."""
    reader = Reader.load()
    for number, line in enumerate(sys.stdin, start=1):
        text, now = _asked(line.rstrip("\n"), number)
        answer = as_json(reader.read(text, now))
        if explain:
            answer = {**answer, "why": reader.explain(text)}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


def _asked(line: str, number: int) -> tuple[str, datetime | None]:
    if not line.lstrip().startswith("{"):
        return line, None
    try:
        asked = json.loads(line)
        now = asked.get("now")
        moment = datetime.fromisoformat(now) if now else None
        return str(asked["text"]), moment
    except (ValueError, KeyError, AttributeError) as error:
        fail(f"line {number}: must be plain text or JSON with `text` and optional `now` ({error})")
