"""Orders of staff to write to many: whom they mean, the text as it was written, and nothing guessed."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import COLD, Act, Order, Topic
from bot.moment import COPENHAGEN
from bot.understanding.orders.notices import EVERYBODY, NoticeReader
from bot.understanding.orders.sending_time import sending_time
from bot.wording.buttons import ASKS_FOR
from tests.starter import reader, towns

NOW = datetime(2026, 12, 1, 14, 30, tzinfo=COPENHAGEN)
VERBS = ("send til", "Send ud til", "udsend", "UDSEND", "send besked til", "besked til", "nyt til", "orienter")
TOWNS = sorted({town.municipality for town in towns().towns if town.municipality})
BODIES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=300)


def read(text: str) -> Order | None:
    """The order, read by staff on a Tuesday afternoon."""
    return NoticeReader(reader()).read(text, NOW)


def written(text: str) -> Order:
    """The same where there must be one."""
    order = read(text)
    assert order, text
    return order


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(VERBS), st.sampled_from(Topic), st.sampled_from(TOWNS), BODIES)
def test_topic_and_town_are_found(verb: str, topic: Topic, town: str, body: str) -> None:
    """Any kind of help in any municipality; the text is kept letter by letter."""
    text = body.strip()
    order = read(f"{verb} {town} om {ASKS_FOR[topic]}: {body}")

    if text:
        assert order == Order(Act.BROADCAST, topic=topic, area=town, body=text)


@settings(max_examples=200, deadline=None)
@given(BODIES)
def test_nothing_breaks_it(text: str) -> None:
    """Whatever staff write, it is read as an order or as none."""
    for begun in ("", "send til ", "haster: ", "kl 9: udsend ", "udsend: "):
        order = read(f"{begun}{text}")
        assert order is None or order.act in (Act.BROADCAST, Act.NOTICES, Act.SEND, Act.UNCLEAR)


@pytest.mark.parametrize(
    ("text", "topic", "area", "urgent"),
    [
        ("haster: send til Slagelse om varmestuer: åbent", Topic.WARM_ROOM, "Slagelse", True),
        ("HASTER! kuldevarsel vejle: frost", COLD, "Vejle", True),
        ("varsling kulde: frost", COLD, None, False),
        ("udsend varmestuer aarhus: åbent", Topic.WARM_ROOM, "Aarhus", False),
        ("send ud til pårørende-listen i Kolding: ny gruppe", Topic.RELATIVES, "Kolding", False),
        ("til alle i 4220: bussen kommer", None, "4220", False),
        ("send til Ringkøbing-Skjern om mad: suppe", Topic.FOOD, "Ringkøbing-Skjern", False),
        ("send til Give: hej", None, "Give", False),
        ("send til hele landet: hej", None, None, False),
        ("advarsel stoffer Odense: blå piller", Topic.ADDICTION, "Odense", False),
    ],
)
def test_whom_is_read(text: str, topic: str | None, area: str | None, urgent: bool) -> None:
    """As people write it."""
    order = written(text)

    assert (order.act, order.topic, order.area, order.urgent) == (Act.BROADCAST, topic, area, urgent)


@pytest.mark.parametrize(
    ("text", "topic", "area", "body"),
    [
        ("send en besked", None, None, ""),
        ("udsend til", None, None, ""),
        ("send til alle i Slagelse", EVERYBODY, "Slagelse", ""),
        ("send til bob: hej", None, None, "hej"),
        ("send til varmestue og mad i Odense: hej", None, "Odense", "hej"),
    ],
)
def test_what_lacks_is_asked(text: str, topic: str | None, area: str | None, body: str) -> None:
    """An order that names nobody we know, or no text, is unfinished and goes to nobody."""
    order = written(text)

    assert (order.act, order.meant) == (Act.UNCLEAR, Act.BROADCAST)
    assert (order.area, order.body) == (area, body)
    assert topic is None or order.topic == topic


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [
        ("SEND 47", "send", 47),
        ("send 47.", "send", 47),
        ("ja 47", "yes", 47),
        ("Nej 47", "no", 47),
        ("pause 47", "pause", 47),
        ("fortsæt 47", "resume", 47),
        ("STOP 47", "stop", 47),
        ("status 47", "progress", 47),
        ("mine beskeder", "list", None),
    ],
)
def test_steering_is_read(text: str, name: str, number: int | None) -> None:
    """The word and the number of the notice."""
    order = written(text)

    assert (order.name, order.number) == (name, number)


@pytest.mark.parametrize(
    "text", ["stop", "STOP", "ja", "pause", "47", "send mig en kode", "hvor kan jeg sove i nat", "send en taxa til mig"]
)
def test_citizens_words_are_no_orders(text: str) -> None:
    """Staff who ask for themselves are citizens, and plain STOP is everybody's."""
    assert read(text) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("kl 17", "2026-12-01 17:00"),
        ("kl. 17.30", "2026-12-01 17:30"),
        ("i morgen kl 9", "2026-12-02 09:00"),
        ("i morgen", "2026-12-02 09:00"),
        ("i aften kl 8", "2026-12-01 20:00"),
        ("fredag kl 10", "2026-12-04 10:00"),
        ("tirsdag kl 10", "2026-12-08 10:00"),
        ("den 24. december kl 8", "2026-12-24 08:00"),
        ("3/12 kl 8", "2026-12-03 08:00"),
        ("kl 9", "2026-12-01 09:00"),
    ],
)
def test_times_are_read(words: str, expected: str) -> None:
    """A day, a clock time or both, in Copenhagen; one that is past stays so, for it is refused."""
    assert f"{sending_time(words, NOW):%Y-%m-%d %H:%M}" == expected


@pytest.mark.parametrize("words", ["kl 25", "kl 12.75", "den 31. februar kl 8"])
def test_times_that_do_not_exist(words: str) -> None:
    """There is no such time."""
    assert sending_time(words, NOW) is None


@pytest.mark.parametrize(
    "front", ["i morgen kl 9: send til Odense om mad: suppe", "send i morgen kl 9 til Odense om mad: suppe"]
)
def test_time_stands_before_or_inside(front: str) -> None:
    """The colon after it is not the one before the text."""
    order = written(front)

    assert f"{order.intervals[0][0]:%d %H:%M}" == "02 09:00"
    assert (order.topic, order.area, order.body) == (Topic.FOOD, "Odense", "suppe")
