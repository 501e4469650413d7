"""The labelled messages that weights are learnt from: locales/<language>/examples/*.jsonl, a JSON object a line."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parents[2] / "locales" / "da" / "examples"


def examples(folder: Path = EXAMPLES) -> list[dict[str, Any]]:
    """All examples, in the order of files and lines."""
    return [
        json.loads(line)
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def fingerprint(told: Sequence[Mapping[str, Any]]) -> str:
    """Changes when an example does, so that a test can say that the weights are out of date."""
    return hashlib.sha256(json.dumps(list(told), sort_keys=True).encode()).hexdigest()[:16]
