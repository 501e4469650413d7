"""The seal: what is stored opens with our key, for its own purpose, unchanged; and with nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadSeal
from bot.model import Address, ChannelName
from bot.store.seal import Seal
from tests.running import SECRET
from tests.store.rows import ANNA, BENT

OTHER = Seal("another secret that is long enough to be one")
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(values)
def test_value_comes_back(value: object) -> None:
    """Whatever can be said in JSON comes back as it was."""
    seal = Seal(SECRET)

    assert seal.open(seal.close(value, "inbox"), "inbox") == value


def test_same_value_looks_different() -> None:
    """Two messages alike cannot be told from the file to be alike."""
    seal = Seal(SECRET)

    assert seal.close("hej", "inbox") != seal.close("hej", "inbox")


def test_wrong_key_does_not_open() -> None:
    """Another SECRET_KEY opens nothing."""
    with pytest.raises(BadSeal):
        OTHER.open(Seal(SECRET).close("hej", "inbox"), "inbox")


def test_moved_value_does_not_open() -> None:
    """A value that somebody moves to another column is found out."""
    seal = Seal(SECRET)

    with pytest.raises(BadSeal):
        seal.open(seal.close("+4520000001", "address"), "inbox")


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_changed_value_does_not_open(where: int, by: int) -> None:
    """A single changed bit is found out, the version's byte too."""
    seal = Seal(SECRET)
    sealed = bytearray(seal.close("hvor kan jeg sove", "inbox"))
    sealed[where % len(sealed)] ^= by

    with pytest.raises(BadSeal):
        seal.open(bytes(sealed), "inbox")


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" + bytes(12), b"plain text"])
def test_rubbish_does_not_open(sealed: bytes) -> None:
    """What never was sealed does not open."""
    with pytest.raises(BadSeal):
        Seal(SECRET).open(sealed, "inbox")


def test_look_up_keys() -> None:
    """An address has the same key every time; another number, channel or secret gives another."""
    seal = Seal(SECRET)
    chat = Address(ChannelName.TELEGRAM, ANNA.value)

    assert seal.look_up(ANNA) == Seal(SECRET).look_up(ANNA)
    assert len({seal.look_up(ANNA), seal.look_up(BENT), seal.look_up(chat), OTHER.look_up(ANNA)}) == 4
