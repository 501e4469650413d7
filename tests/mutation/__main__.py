"""`python -m tests.mutation [again] [FILE ...]`: try what is left of these files, of all parts when none is named.

What is known stays in .mutate/tried.jsonl: `again` also tries what no test noticed before. Ends with a table and the
changes that are open.
"""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.mutation.changes import changes_of
from tests.mutation.parts import PARTS
from tests.mutation.tried import OPEN, End, known

# Another time zone than ours and UTC, the same examples each time, and little patience with what waits in vain.
SURROUNDINGS = {"TZ": "Asia/Tokyo", "CI": "1", "PATIENCE": "2.2"}
STEPS = ("within", "anew", "on_postgresql")


def main(words: list[str]) -> None:
    """Run, and tell."""
    again, parts = "again" in words, [word for word in words if word != "again"] or list(PARTS)
    Path(".mutate").mkdir(exist_ok=True)
    for part in parts:
        for step in STEPS:
            asked = [sys.executable, "-m", f"tests.mutation.{step}", part, *(["again"] if again else [])]
            subprocess.run(asked, env=os.environ | SURROUNDINGS, stdout=subprocess.DEVNULL, check=False)
        _tell(part)


def _tell(part: str) -> None:
    tried = known()
    now = [tried[one.name] for one in changes_of(Path(part)) if one.name in tried]
    ends = Counter(one.end for one in now)
    print(f"{part}: {len(now)} tried, " + ", ".join(f"{ends[end]} {end}" for end in End))
    for one in now:
        if one.end in OPEN:
            print(f"# {one.function or 'at import'}\n{one.shown}")


if __name__ == "__main__":
    main(sys.argv[1:])
