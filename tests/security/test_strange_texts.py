"""The parsers under strange texts: none raises anything but what it says it does, and none takes long."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.sms_text import mend, segments
from bot.errors import BadFile
from bot.model import Role, RoleId, RoleName
from bot.store.places_file import read
from bot.understanding.cpr import mask_cpr
from bot.understanding.orders.reader import OrderReader
from tests.running import TUESDAY_AFTERNOON
from tests.security.strange import some, texts
from tests.starter import STARTER, reader

LONGEST, MOST_SECONDS = 2_000, 0.05
STAFF = (Role(RoleId(1), RoleName.STAFF, municipality="Slagelse"), Role(RoleId(2), RoleName.VOLUNTEER))
# Danish words, figures and signs in any order reach farther into a parser than letters do.
_SAID = (
    "jeg vil sove i nat slagelse mad tandlæge kl 10 i morgen ikke min mand slår 31. februar åben 9-17 lukket"
    " send til alle: haster 5 senge ja nej stop 010190-1234 +45 20 00 00 01 ? ! , . - æøå 😀 fortryd sag 12 svar"
    " luk vagt"
)
WORDS = _SAID.split()
sentences = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
few = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


@few
@given(texts | sentences)
def test_reader_never_raises(text: str) -> None:
    """Any text is read, in every role."""
    reader().read(text, TUESDAY_AFTERNOON)
    OrderReader(reader()).read(text, TUESDAY_AFTERNOON, STAFF)
    mask_cpr(text)
    assert segments(mend(text)).count >= 0


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "å ",
        "jeg vil sove ",
        "1",
        "i morgen kl. 10 ",
        "(((((",
        "ikke ",
        "slagelse ",
        "09.00-17.00 ",
        "a-",
        "😀",
        "  ",
    ],
)
def test_long_text_is_read_at_once(piece: str) -> None:
    """Two thousand characters of anything take less than 50 ms, however they repeat."""
    text = (piece * LONGEST)[:LONGEST]

    took = min(_seconds(text) for _ in range(3))

    assert took < MOST_SECONDS


def test_long_mixture_is_read_at_once() -> None:
    """The same for long texts of words that mean something."""
    long = st.lists(st.sampled_from(WORDS), min_size=400, max_size=600).map(lambda words: " ".join(words)[:LONGEST])
    for text in some(long, 10):
        assert min(_seconds(text) for _ in range(3)) < MOST_SECONDS


def _seconds(text: str) -> float:
    """Time of our own thread: others may be busy on the machine."""
    began = time.thread_time()
    reader().read(text, TUESDAY_AFTERNOON)
    return time.thread_time() - began


@few
@given(texts)
def test_any_file_is_read_or_refused(text: str) -> None:
    """A file that is none is refused by the one error that names its faults."""
    _read(text)


@few
@given(st.data())
def test_broken_file_is_read_or_refused(data: st.DataObject) -> None:
    """The same for a file of places with one piece of it replaced."""
    whole = (STARTER / "places.yaml").read_text(encoding="utf-8")[:6_000]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 80)))
    _read(whole[:start] + data.draw(texts) + whole[end:])


def _read(text: str) -> None:
    try:
        read(text)
    except BadFile as error:
        assert error.faults
