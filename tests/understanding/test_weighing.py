"""How the lexicon's alarm and the examples' share make one answer about danger."""

import pytest

from bot.model import Emergency
from bot.understanding.learned import Judgement
from bot.understanding.weighing import NOTHING, danger


def judged(likely: float, kind: Emergency = Emergency.MEDICAL) -> Judgement:
    """Examples that find `kind` so likely, and nothing else."""
    return Judgement({NOTHING: 1.0 - likely, **dict.fromkeys(Emergency, 0.0), kind: likely})


@pytest.mark.parametrize(("likely", "is_heard"), [(0.9, True), (0.5, False)])
def test_examples_alone_must_be_sure(likely: float, is_heard: bool) -> None:
    """Without an alarming phrase the examples decide only where an emergency is much likelier than not."""
    found = danger(None, judged(likely), words=8)

    assert (found is not None) == is_heard


def test_bare_keyword_is_no_alarm() -> None:
    """One or two words that dangers name too ("metadon") are a search."""
    assert danger(None, judged(0.9), words=1) is None


@pytest.mark.parametrize(("is_sure", "is_heard"), [(True, True), (False, False)])
def test_sure_phrase_outlives_doubt(is_sure: bool, is_heard: bool) -> None:
    """Examples that doubt an alarm overrule a strong phrase, but not a sure one."""
    found = danger(Emergency.MEDICAL, judged(0.07), words=8, is_sure=is_sure)

    assert (found is not None) == is_heard


def test_named_kind_wins_when_close() -> None:
    """Where the examples waver between two kinds, the one that the lexicon names is told."""
    likely = {**judged(0.4).likely, NOTHING: 0.0, Emergency.OVERDOSE: 0.6}

    assert danger(Emergency.MEDICAL, Judgement(likely), words=8) is Emergency.MEDICAL
