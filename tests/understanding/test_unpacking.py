"""Where the weights are unpacked is a matter of memory alone."""

from pathlib import Path

from bot.understanding.learned import Learned
from bot.understanding.reader import LEARNED, Reader


def test_weights_need_no_disk(reader: Reader, tmp_path: Path) -> None:
    """Where no temporary file can be made they are held in memory, and are the same."""
    in_memory = Learned.load(LEARNED, tmp_path / "missing")
    text = "et sted at sove"

    assert reader.weights
    assert in_memory.judge(reader.hear(text), text, text) == reader.weights.judge(reader.hear(text), text, text)
