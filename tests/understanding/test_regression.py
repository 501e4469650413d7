"""Softmax regression: what is learnt from few lessons is what can be computed by hand."""

import math

import pytest

from bot.understanding.regression import Manner, learnt

PLAIN = Manner(seen_at_least=1, ridge=1.0)


def share(row: list[float], label: int) -> float:
    """How likely the weights of one feature make a label."""
    powers = [math.exp(weight) for weight in row]
    return powers[label] / sum(powers)


def test_weights_are_the_best() -> None:
    """For one feature the slope of the cost is nothing: what is missing from right is what the ridge takes."""
    lessons = [(["seng"], {0: 1.0})] * 6 + [(["seng"], {1: 1.0})] * 2

    row = learnt(2, lessons, PLAIN)["seng"]

    for label, right in ((0, 6), (1, 2)):
        assert 8 * share(row, label) - right + PLAIN.ridge * row[label] == pytest.approx(0, abs=0.01)


def test_rare_features_are_left_out() -> None:
    """What hardly anybody wrote teaches nothing."""
    lessons = [(["seng", "lagen"], {0: 1.0}), (["seng"], {0: 1.0}), (["tand"], {1: 1.0}), (["tand"], {1: 1.0})]

    rows = learnt(2, lessons, Manner(seen_at_least=2))

    assert sorted(rows) == ["seng", "tand"]


def test_ridge_keeps_weights_small() -> None:
    """The dearer a step away from nothing, the smaller the weights."""
    lessons = [(["seng"], {0: 1.0}), (["tand"], {1: 1.0})] * 4

    dear, cheap = (learnt(2, lessons, Manner(ridge=ridge))["seng"][0] for ridge in (10.0, 0.1))

    assert 0 < dear < cheap


def test_evened_labels_are_heard() -> None:
    """What few write is likelier where rare labels count for more."""
    lessons = [(["hej"], {0: 1.0})] * 30 + [(["hej"], {1: 1.0})] * 3

    plain, evened = (learnt(2, lessons, Manner(ridge=0.1, evens=evens))["hej"] for evens in (0.0, 0.8))

    assert share(plain, 1) < share(evened, 1) < 1 / 2


def test_shares_teach_their_share() -> None:
    """Two fair labels are learnt as likely as they are right."""
    lessons = [(["tak"], {0: 0.75, 1: 0.25})] * 400

    row = learnt(2, lessons, PLAIN)["tak"]

    assert share(row, 0) == pytest.approx(0.75, abs=0.02)
