"""The network learns what words are in a message, in which order, and what is told of the whole."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import pytest

from bot.understanding.network import Layers
from bot.understanding.training import Shape, Shown, trained

# So narrow that words, windows and labels must all be learnt: what chance begins with tells too few apart.
NARROW = Shape(width=4, hidden=4, rounds=120)
WIDER = Shape(width=8, hidden=16, rounds=200)
QUESTIONS = (2, 3)
LESSONS = 256
WORDS = [f"ord{number}" for number in range(64)]
MOST = 0.9
Lesson: TypeAlias = tuple[tuple[str, ...], str, int]
"""Words, what is told of the whole, and the right label."""


def shown(words: Sequence[str], *, about: str = "", label: int = 0, other: int = 0) -> Shown:
    """A message of these words, with the right label of both questions."""
    right = np.zeros(sum(QUESTIONS), np.float32)
    right[[label, QUESTIONS[0] + other]] = 1
    return Shown([frozenset({f"w {word}"}) for word in words], frozenset({f"a {about}"}), right, np.ones_like(right))


def found(layers: Layers, words: Sequence[str], *, about: str = "") -> tuple[int, int]:
    """The likeliest label of both questions."""
    *vectors, whole = layers.sums_of([*([f"w {word}"] for word in words), [f"a {about}"]])
    scores = layers.scores([np.tanh(vector) for vector in vectors], whole)
    return int(scores[: QUESTIONS[0]].argmax()), int(scores[QUESTIONS[0] :].argmax())


def right(lessons: Sequence[Lesson], shape: Shape = NARROW) -> float:
    """The share of the lessons whose first question is answered right after learning from them."""
    shows = [shown(words, about=about, label=label) for words, about, label in lessons]
    layers = trained(shows * (LESSONS // len(lessons) + 1), QUESTIONS, shape)
    return sum(found(layers, words, about=about)[0] == label for words, about, label in lessons) / len(lessons)


def test_questions_have_own_answers() -> None:
    """The same words answer several questions."""
    lessons = [shown(["seng"], label=0, other=1), shown(["tand"], label=1, other=2)] * (LESSONS // 2)

    layers = trained(lessons, QUESTIONS, NARROW)

    assert found(layers, ["seng"]) == (0, 1)
    assert found(layers, ["tand"]) == (1, 2)


def test_words_are_learnt() -> None:
    """Each word's own meaning, however many there are."""
    lessons = [((word,), "", at % 2) for at, word in enumerate(WORDS)]

    assert right(lessons) > MOST


def test_order_is_learnt() -> None:
    """What a word means may hang on what stands before it."""
    lessons = [((word, "slår"), "", at % 2) for at, word in enumerate(WORDS)]
    lessons += [(("slår", word), "", 1 - at % 2) for at, word in enumerate(WORDS)]

    assert right(lessons, WIDER) > MOST


def test_the_whole_is_learnt() -> None:
    """What is told of the whole message counts where its words say nothing."""
    lessons = [(("hej",), word, at % 2) for at, word in enumerate(WORDS)]

    assert right(lessons) > MOST


@pytest.mark.parametrize(("counts", "label"), [(1.0, 0), (9.0, 1)])
def test_heavy_lessons_count_more(counts: float, label: int) -> None:
    """Where lessons disagree the greater weight wins."""
    often, seldom = shown(["tak"], label=0), shown(["tak"], label=1)
    heavy = Shown(seldom.words, seldom.whole, seldom.right, seldom.counts * np.float32(counts))

    layers = trained([often, often, often, heavy] * (LESSONS // 4), QUESTIONS, NARROW)

    assert found(layers, ["tak"])[0] == label


def test_unknown_words_weigh_nothing() -> None:
    """A row of the table that no lesson used is nothing, so a new word says nothing by chance."""
    layers = trained([shown(["seng"]), shown(["tand"], label=1)] * (LESSONS // 2), QUESTIONS, NARROW)

    (unknown,) = layers.sums_of([["w fuldstændig nyt"]])

    assert not unknown.any()


def test_same_lessons_same_network() -> None:
    """Learning again gives the same file."""
    lessons = [shown(["seng"]), shown(["tand"], label=1)] * (LESSONS // 2)

    one, other = trained(lessons, QUESTIONS, NARROW), trained(lessons, QUESTIONS, NARROW)

    assert one.packed() == other.packed()
