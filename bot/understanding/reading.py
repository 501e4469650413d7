"""A reading as the labels write it."""

from typing import Any

from bot.model import Intent, Reading


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
