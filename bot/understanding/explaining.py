"""Why a message is read as it is, in lines for whoever tends the lexicon."""

from collections.abc import Mapping

from bot.phrasebook.heard import heard as heard_in_phrasebook
from bot.understanding import normalise, weighing
from bot.understanding.evidence import Heard, Vote
from bot.understanding.learned import Judgement
from bot.understanding.reader import Reader

_MOST_LEFT_OUT = 60
"""Words that are left out one by one."""


def why(reader: Reader, text: str) -> list[str]:
    """Which phrases of the lexicon voted for what in `text`, the heaviest first; then which lists of the phrase book
    hear something, what the examples find likely, and which words that hangs on."""
    beside = heard_in_phrasebook(text)
    text = normalise.without_codes(text)
    heard = reader.hear(text)
    lines = [f"words: {' '.join(heard.words)}"]
    for group in sorted(heard.votes, key=lambda g: (-heard.score(g), g)):
        lines += [_told(vote, heard) for vote in sorted(heard.votes[group], key=lambda v: -v.weight)]
    judged = reader.judged(heard, text, normalise.tidy(text))
    return lines + beside + weighing.shares(judged) + _hangs_on(reader, text, judged)


def _hangs_on(reader: Reader, text: str, judged: Mapping[str, Judgement]) -> list[str]:
    """The words without which a question's likeliest label would be clearly less likely, the weightiest first."""
    words = text.split()[:_MOST_LEFT_OUT] if judged else []
    others = [" ".join([*words[:at], *words[at + 1 :]]) for at in range(len(words))]
    without = [reader.judged(reader.hear(other), other, normalise.tidy(other)) for other in others]
    return weighing.hang_on(judged, list(zip(words, without, strict=True)))


def _told(vote: Vote, heard: Heard) -> str:
    said = " ".join(heard.words[spot] for spot in vote.spots)
    return f"{vote.group:24} {vote.weight:+.1f}  {vote.phrase!r} ({vote.file}) heard in {said!r}"
