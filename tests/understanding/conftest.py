"""The reader of the understanding's tests: loaded once, as in the running bot."""

import pytest

from bot.understanding.reader import Reader
from tests import starter


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader of the real lexicon and towns."""
    return starter.reader()
