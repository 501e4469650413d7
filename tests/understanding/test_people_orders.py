"""What staff and volunteers order about each other; a name alone orders only where somebody is called so."""

from datetime import datetime

import pytest

from bot.model import Act, Role, RoleId, RoleName
from bot.moment import COPENHAGEN
from bot.understanding.orders import people
from bot.understanding.orders.reader import OrderReader
from bot.understanding.reader import Reader

NOW = datetime(2026, 12, 1, 14, 30, tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("fjern Karl", "Karl"),
        ("Fjern karl.", "karl"),
        ("slet Karl Emil fra listen", "Karl Emil"),
        ("fjern Karl fra holdet tak", "Karl"),
        ("fjern Anne-Marie som frivillig", "Anne-Marie"),
        ("slet AF1234 fra Café Parasollen", "AF1234"),
        ("slet min gæld", "min gæld"),
    ],
)
def test_name_alone_is_doubted(text: str, name: str) -> None:
    """Whom it may mean, without where from; whether that is somebody is seen later."""
    order = people.about_somebody(text, NOW)

    assert order is not None
    assert (order.act, order.name, order.doubt) == (Act.REMOVE, name, people.WHOM)
    assert people.read(text, NOW) is None


@pytest.mark.parametrize("text", ["fjern", "fjern en", "Fjern frivillig fra Parasollen", "slet kollega Karl"])
def test_plain_orders_are_certain(text: str) -> None:
    """Nothing but the order, or one that says what the person is."""
    order = people.read(text, NOW)

    assert order is not None
    assert (order.act, order.doubt) == (Act.REMOVE, "")


@pytest.mark.parametrize("text", ["fjernbetjeningen er væk", "slet alt det jeg har skrevet her", "fjern 12"])
def test_other_words_are_no_orders(text: str) -> None:
    """What is no name."""
    assert people.read(text, NOW) is None
    assert people.about_somebody(text, NOW) is None


@pytest.mark.parametrize("text", ["slet det", "slet min besked", "fjern opslaget", "slet den sidste"])
def test_taking_back_goes_before_names(reader: Reader, text: str) -> None:
    """What volunteers write to take back a post is no name of somebody."""
    volunteer = Role(RoleId(1), RoleName.VOLUNTEER)

    assert OrderReader(reader).read(text, NOW, [volunteer]).act is Act.UNDO
