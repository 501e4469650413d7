"""The lexicon's files: faults are named all at once, and the patterns mean what its README says."""

from pathlib import Path

import pytest

from bot.errors import BadFile
from bot.understanding.lexicon import load
from bot.understanding.pattern import parse
from bot.understanding.reader import HOME, Reader
from bot.understanding.stems import stem


def written(folder: Path, name: str, text: str) -> None:
    """Put one lexicon file under `folder`."""
    path = folder / "da" / "lexicon" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_every_fault_is_named(tmp_path: Path) -> None:
    """A wrong topic, key, group and type are told in one message."""
    written(tmp_path, "topics/dentist.toml", 'strong = ["tand"]')
    written(tmp_path, "topics/dental.toml", 'strongest = ["tand"]\ngood = "tand"')
    written(tmp_path, "intents/book.toml", 'strong = ["{nobody} tid"]')
    written(tmp_path, "wishes.toml", "[cat]\nstrong = []")

    with pytest.raises(BadFile) as caught:
        load(tmp_path)

    told = str(caught.value)
    assert all(word in told for word in ("dentist", "strongest", "good", "{nobody}", "[cat]"))


def test_broken_file_is_named(tmp_path: Path) -> None:
    """A file that is no TOML is named."""
    written(tmp_path, "topics/dental.toml", "strong = [")

    with pytest.raises(BadFile, match=r"dental\.toml"):
        load(tmp_path)


def test_real_lexicon_loads(reader: Reader) -> None:
    """The files of this installation have no fault, and words for every topic."""
    lexicon = load(HOME / "locales")

    assert {entry.group for entry in lexicon.entries} >= {f"topics:{topic}" for topic in ("shelter", "pets", "rights")}
    assert reader.read("herberg").topics


def test_empty_phrase_is_refused() -> None:
    """A phrase needs at least one word."""
    with pytest.raises(ValueError, match="without words"):
        parse("^$", lambda word: frozenset({word}))


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("bussen", "bus"),
        ("tiderne", "tid"),
        ("venligt", "venlig"),
        ("billig", "billig"),
        ("sovende", "sov"),
        ("bad", "bad"),
    ],
)
def test_stem_keeps_the_word(word: str, bare: str) -> None:
    """Only the inflection goes: what makes another word of it stays."""
    assert stem(word) == bare
