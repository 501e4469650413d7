"""Where the weights are unpacked is a matter of memory alone."""

from pathlib import Path

import pytest

from bot.errors import BadFile
from bot.understanding.learned import Learned
from bot.understanding.reader import LEARNED, Reader


def test_weights_need_no_disk(reader: Reader, tmp_path: Path) -> None:
    """Where no temporary file can be made they are held in memory, and are the same."""
    in_memory = Learned.load(LEARNED, tmp_path / "missing")
    text = "et sted at sove"

    assert reader.weights
    assert in_memory.judge(reader.hear(text), text, text) == reader.weights.judge(reader.hear(text), text, text)


def test_weights_that_are_cut_short_are_told(tmp_path: Path) -> None:
    """Half a file is no crash in the middle: one message says what is wrong and what helps."""
    half = tmp_path / "learned.bin"
    half.write_bytes(LEARNED.read_bytes()[:100_000])

    with pytest.raises(BadFile, match="make learn"):
        Learned.load(half)
