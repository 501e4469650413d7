"""How secrets are compared."""

import re
from pathlib import Path

BOT = Path(__file__).parents[2] / "bot"
_COMPARED = re.compile(
    r"\b\w*(?:secret|signature|token|password|mark)(?:_token)?\)?\s*(?:==|!=)\s*\w|(?:==|!=)\s*\w*(?:secret|signature)\b"
)


def test_secrets_are_compared_in_constant_time() -> None:
    """No line compares what is secret with == or !=, which tells by its time how much of a guess was right."""
    found = [
        f"{file.relative_to(BOT)}:{number}: {line.strip()}"
        for file in BOT.rglob("*.py")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if _COMPARED.search(line)
    ]

    assert found == []
