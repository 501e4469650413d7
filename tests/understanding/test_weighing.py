"""How the lexicon's alarm and the examples' share make one answer about danger."""

import pytest

from bot.model import Emergency, Intent, Topic
from bot.understanding.learned import Judgement
from bot.understanding.weighing import NOTHING, Danger, danger, topics, wanted, worth_asking


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


def test_wish_to_die_needs_dark_words() -> None:
    """Without a word of despair the tone alone does not ask whether somebody thinks of death."""
    hinted = judged(0.2, Emergency.SUICIDE)

    assert danger(None, hinted, words=4) == Danger(doubted=Emergency.SUICIDE)
    assert danger(None, hinted, words=4, is_dark=False) == Danger()


def test_bare_keyword_is_no_alarm() -> None:
    """One or two words that dangers name too ("metadon") are a search, and asked about where danger is likely."""
    assert danger(None, judged(0.7), words=1) == Danger(doubted=Emergency.MEDICAL)
    assert danger(None, judged(0.4), words=1) == Danger()


@pytest.mark.parametrize(("is_sure", "is_heard"), [(True, True), (False, False)])
def test_sure_phrase_tips_the_scales(is_sure: bool, is_heard: bool) -> None:
    """An alarming phrase makes a doubtful danger a told one, if it is sure."""
    found = danger(Emergency.MEDICAL, judged(0.2), words=8, is_sure=is_sure)

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


@pytest.mark.parametrize(
    ("suicide", "medical", "told"),
    [(0.58, 0.4, Emergency.MEDICAL), (0.7, 0.1, Emergency.SUICIDE), (0.85, 0.15, Emergency.SUICIDE)],
)
def test_heard_body_goes_before_the_wish_to_die(suicide: float, medical: float, told: Emergency) -> None:
    """A friend who "will not wake" is laid on the side first, unless death is nearly certain to be meant."""
    shares: dict[str, float] = {
        NOTHING: 1 - suicide - medical,
        **dict.fromkeys(Emergency, 0.0),
        Emergency.SUICIDE: suicide,
        Emergency.MEDICAL: medical / 2,
        Emergency.OVERDOSE: medical / 2,
    }

    assert danger(Emergency.MEDICAL, Judgement(shares), words=8).told is told


def test_silenced_danger_is_asked_about() -> None:
    """Where a phrase says that there is none ("slår mig ihjel hvis jeg kommer for sent"), a guess only asks."""
    found = danger(None, judged(0.6), words=8, silenced={Emergency.MEDICAL})

    assert (found.told, found.doubted) == (None, Emergency.MEDICAL)
    assert danger(None, judged(0.9), words=8, silenced={Emergency.MEDICAL}).told is Emergency.MEDICAL


def test_sure_phrase_is_always_asked_about() -> None:
    """What a sure phrase says is asked about beside any other need, however unlikely the examples find it."""
    felt = danger(Emergency.VIOLENCE, judged(0.05), words=12, is_sure=True)

    assert felt.told is None
    assert worth_asking(felt, [Topic.DIGITAL]) is Emergency.VIOLENCE


def test_unlikely_deed_is_not_done() -> None:
    """Of words that nobody understands no data are told and nothing is called off."""
    likely: dict[str, float] = {
        **dict.fromkeys(Intent, 0.0),
        Intent.MY_DATA: 0.24,
        Intent.FIND_HELP: 0.2,
        Intent.UNKNOWN: 0.1,
    }

    assert wanted(Intent.UNKNOWN, Judgement(likely), words=3) is Intent.FIND_HELP


def test_what_still_helps_goes_first() -> None:
    """In a danger what still helps goes before a need that is no likelier, and after one that is far likelier."""

    def first(food: float) -> Topic:
        likely: dict[str, float] = {NOTHING: 0.0, **dict.fromkeys(Topic, 0.0), Topic.HEALTH: 1 - food, Topic.FOOD: food}
        return topics({}, Judgement(likely), words=9, still_help=[Topic.HEALTH])[0]

    assert first(0.6) is Topic.HEALTH
    assert first(0.9) is Topic.FOOD
