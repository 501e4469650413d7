"""That nobody can open is told from a question and from a closing; a shift that nobody takes is a need."""

from datetime import date, datetime

import pytest

from bot.model import Act
from bot.moment import COPENHAGEN
from bot.understanding.orders import needs, people, posts

NOW = datetime(2026, 12, 1, 14, 30, tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("jeg er syg i dag så der er ingen til at åbne i morgen", date(2026, 12, 2)),
        ("der er ikke nogen der kan åbne på fredag", date(2026, 12, 4)),
        ("jeg kan ikke komme og åbne", date(2026, 12, 1)),
        ("vi har ingen der kan tage vagten i aften", date(2026, 12, 1)),
        ("bilen er død så jeg når ikke at åbne i dag", date(2026, 12, 1)),
        ("ingen på vagt i morgen desværre", date(2026, 12, 2)),
    ],
)
def test_nobody_can_open(text: str, day: date) -> None:
    """A closing to be sure of, on the day beside it."""
    order = posts.read(text, NOW)

    assert order is not None
    assert (order.act, order.meant, order.doubt, order.dates) == (Act.UNCLEAR, Act.CLOSED, "sure", (day,))


@pytest.mark.parametrize("text", ["er der ingen der kan åbne?", "jeg er syg", "jeg kan ikke åbne linket"])
def test_other_words_close_nothing(text: str) -> None:
    """A question, an illness; what is opened otherwise is asked about at most."""
    order = posts.read(text, NOW)

    assert order is None or order.act is Act.UNCLEAR


@pytest.mark.parametrize(
    "text",
    [
        "jeg kan ikke komme fredag kan nogen tage min vagt",
        "er der en der vil bytte vagt på søndag",
        "kan en anden afløse mig i morgen",
        "jeg er syg og kan ikke komme på min vagt",
    ],
)
def test_shift_is_a_need(text: str) -> None:
    """Somebody must take it, and the bot can not."""
    order = needs.read(text, NOW)

    assert posts.read(text, NOW) is None
    assert order is not None
    assert order.act is Act.NEED


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("hvad står der om os?", Act.TOLD),
        ("har vi åbent 24 december", Act.TOLD),
        ("holder vi lukket juleaften?", Act.TOLD),
        ("hvad har i skrevet at vi har åbent", Act.TOLD),
        ("hjælp", Act.MY_PLACES),
        ("Hvad kan jeg?", Act.MY_PLACES),
        ("statistik", Act.FIGURES),
        ("Ole er her igen, vi vil ikke have at han må ikke komme ind", Act.GUEST),
    ],
)
def test_role_is_answered_as_that(text: str, act: Act) -> None:
    """What stands of the place, what can be written, and what is no matter of the bot's."""
    order = people.read(text, NOW)

    assert order is not None
    assert order.act is act


@pytest.mark.parametrize("text", ["har jeg en tid", "hvornår åbner de", "har i åbent i dag", "jeg må ikke komme hjem"])
def test_citizens_words_are_none(text: str) -> None:
    """Whoever asks about others, or of themselves, is a citizen."""
    assert people.read(text, NOW) is None


def test_sign_off_is_no_news() -> None:
    """The name under a message is not told on."""
    order = posts.read("åbent lørdag 10-14 og der er suppe kl 12. Hilsen Birthe", NOW)

    assert order is not None
    assert order.news is not None
    assert order.news.body == "der er suppe kl 12"
