"""The reader of the understanding's tests: loaded once, as in the running bot."""

import pytest

from bot.understanding.reader import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader of the real lexicon and towns."""
    return Reader.load()
