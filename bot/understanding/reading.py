"""A reading as the labels write it, and one line of `python -m bot read`."""

import json
from datetime import datetime
from typing import Any

from bot.model import Intent, Reading
from bot.understanding.reader import Reader


def as_json(reading: Reading) -> dict[str, Any]:
    """`reading` with exactly the fields of the labels; `language_code` only where a language is asked for."""
    fields: dict[str, Any] = {
        "emergency": reading.emergency,
        "intent": reading.intent,
        "topics": list(reading.topics),
        "place": reading.place,
        "when": None if reading.intent is Intent.UNKNOWN and not reading.follows_up else reading.when,
        "wishes": list(reading.wishes),
    }
    if reading.intent is Intent.LANGUAGE and reading.language_code:
        fields["language_code"] = reading.language_code
    return fields


def text_of(line: str) -> tuple[str, datetime | None]:
    """The text and moment that one input line holds: plain text, or a JSON object with `text` and optional `now`."""
    stripped = line.strip()
    if stripped.startswith("{"):
        try:
            said = json.loads(stripped)
        except ValueError:
            return stripped, None
        if isinstance(said, dict) and isinstance(said.get("text"), str):
            now = said.get("now")
            return said["text"], datetime.fromisoformat(now) if isinstance(now, str) else None
    return stripped, None


def read_line(reader: Reader, line: str) -> dict[str, Any]:
    """The reading of one input line, as JSON."""
    text, now = text_of(line)
    return as_json(reader.read(text, now))
