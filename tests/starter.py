"""What a new installation knows: the starter directory, every Danish town, the words, the catalogues. Read once."""

from functools import cache
from pathlib import Path

from bot.i18n import Catalogues
from bot.store.directory import Directory
from bot.store.places_file import read
from bot.understanding.place import Gazetteer, PlaceRules
from bot.understanding.reader import Reader

STARTER = Path(__file__).parents[1] / "bot" / "starter"


@cache
def directory() -> Directory:
    """The places that a new installation begins with."""
    return Directory(read((STARTER / "places.yaml").read_text("utf-8")).places)


@cache
def towns() -> Gazetteer:
    """Every Danish town."""
    return Gazetteer.load(STARTER / "towns.csv", PlaceRules())


@cache
def reader() -> Reader:
    """The reader. It takes half a second to load, and never changes."""
    return Reader.load()


@cache
def catalogues() -> Catalogues:
    """Danish and English."""
    return Catalogues.load()
