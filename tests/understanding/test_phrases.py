"""The phrases of the lexicon, packed."""

from bot.understanding.phrases import Entry, Phrases

PAIN = Entry("topics:dental", "ondt i tand/kæbe", 4.0, "da/lexicon/topics/dental.toml")
NIGHT = Entry("topics:shelter", "^sove 🛏$", -4.0, "da/lexicon/topics/shelter.toml")
PHRASES = Phrases([PAIN, NIGHT, PAIN])


def test_entries_come_back_whole() -> None:
    """What was put in comes out as it was, in its order, all of it or some by number."""
    assert list(PHRASES) == [PAIN, NIGHT, PAIN]
    assert list(PHRASES.of([2, 1])) == [PAIN, NIGHT]


def test_parts_come_alone() -> None:
    """Texts and weights can be had without the rest."""
    assert list(PHRASES.texts()) == [PAIN.phrase, NIGHT.phrase, PAIN.phrase]
    assert list(PHRASES.weights()) == [4.0, -4.0, 4.0]


def test_says_whole_words_only() -> None:
    """Words count where they stand side by side in one phrase, not as parts of others and not across two phrases."""
    assert PHRASES.say("ondt i")
    assert not PHRASES.say("ond")
    assert not PHRASES.say("tand/kæbe ^sove")
