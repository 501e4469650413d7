"""The network sees words in their order, and the file holds it whole."""

import numpy as np

from bot.understanding import features
from bot.understanding.network import SLOTS, Layers, Network, slot
from bot.understanding.reader import Reader

WIDTH, HIDDEN, LABELS = 4, 5, 3
CLEARLY = 0.01


def layers() -> Layers:
    """Some layers, always the same."""
    chance = np.random.default_rng(1)

    def drawn(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return chance.standard_normal(shape).astype(np.float32)

    table = chance.integers(-127, 127, (SLOTS, WIDTH)).astype(np.int8)
    return Layers(
        table, 0.01, drawn(3 * WIDTH, HIDDEN), drawn(HIDDEN), drawn(HIDDEN + 2 * WIDTH, LABELS), drawn(LABELS)
    )


def scores(reader: Reader, text: str) -> list[float]:
    """What the layers above make of a text."""
    heard = reader.hear(text)
    return list(Network(layers(), bool).scores(heard, features.of_whole(heard, text)))


def test_what_is_packed_is_read() -> None:
    """Layers are the same after they lay in a file behind other things."""
    one = layers()

    again = Layers.of(b"before" + one.packed(), {**one.sizes(), "begins": 6}, LABELS)

    assert again.sizes() == one.sizes()
    assert again.packed() == one.packed()


def test_order_of_words_counts(reader: Reader) -> None:
    """Who hits whom is another message; a bag of words would not know."""
    one, other = scores(reader, "bo slår kim"), scores(reader, "kim slår bo")

    assert np.abs(np.subtract(one, other)).max() > CLEARLY


def test_repeated_word_counts_once(reader: Reader) -> None:
    """Whoever writes a word over and over has said it; it does not drown the rest."""
    once, often = (list(features.in_order(reader.hear(text))) for text in ("sove nu bla", "sove nu bla bla bla bla"))

    assert once == often


def test_message_without_words_is_judged(reader: Reader) -> None:
    """Signs alone are judged too, by what the whole message tells."""
    assert len(scores(reader, "?!")) == LABELS


def test_features_in_one_slot_count_once() -> None:
    """The table sums slots as training did: two features that share one add it once."""
    one, taken = layers(), slot("w sove")
    twin = next(name for name in map(str, range(10 * SLOTS)) if slot(name) == taken)

    twins, single = one.sums_of([["w sove", twin], ["w sove"]])

    assert twins.tolist() == single.tolist()
