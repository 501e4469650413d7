"""How the lexicon's alarm and the examples' share make one answer about danger."""

import pytest

from bot.model import Emergency
from bot.understanding.learned import Judgement
from bot.understanding.weighing import NOTHING, danger


def judged(likely: float, kind: Emergency = Emergency.MEDICAL) -> Judgement:
    """Examples that find `kind` so likely, and nothing else."""
    return Judgement({NOTHING: 1.0 - likely, **dict.fromkeys(Emergency, 0.0), kind: likely})


@pytest.mark.parametrize(
    ("likely", "is_told", "is_doubted"), [(0.9, True, False), (0.3, False, True), (0.1, False, False)]
)
def test_likely_danger_is_told(likely: float, is_told: bool, is_doubted: bool) -> None:
    """What is likely is told, what may be is doubted, and the rest is neither."""
    found = danger(None, judged(likely), words=8)

    assert (found.told is not None, found.doubted is not None) == (is_told, is_doubted)


def test_bare_keyword_is_no_alarm() -> None:
    """One or two words that dangers name too ("metadon") are a search."""
    assert danger(None, judged(0.7), words=1).told is None


@pytest.mark.parametrize(("is_sure", "is_heard"), [(True, True), (False, False)])
def test_sure_phrase_tips_the_scales(is_sure: bool, is_heard: bool) -> None:
    """An alarming phrase makes a doubtful danger a told one, if it is sure."""
    found = danger(Emergency.MEDICAL, judged(0.3), words=8, is_sure=is_sure)

    assert (found.told is not None) == is_heard


def test_named_kind_wins_when_close() -> None:
    """Where the examples waver between two kinds, the one that the lexicon names is told."""
    likely = {**judged(0.4).likely, NOTHING: 0.0, Emergency.OVERDOSE: 0.6}

    assert danger(Emergency.MEDICAL, Judgement(likely), words=8).told is Emergency.MEDICAL


def test_poison_goes_before_the_wish_to_die() -> None:
    """Who has taken the pills already hears 112 and Giftlinjen first."""
    shares: dict[str, float] = {
        NOTHING: 0.1,
        **dict.fromkeys(Emergency, 0.0),
        Emergency.SUICIDE: 0.6,
        Emergency.OVERDOSE: 0.3,
    }

    found = danger(Emergency.SUICIDE, Judgement(shares), words=8)

    assert found.told is Emergency.OVERDOSE
