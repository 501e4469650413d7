"""LIX, how hard a Danish text is to read: words a sentence, and the share of words of seven letters or more.

Björnsson 1968: up to 24 is very easy, 25-34 easy. Names, numbers and clock times are no reading: they do not count.
"""

import re

LONG = 7
_ABBREVIATIONS = re.compile(r"\b(?:kl|ca|nr|tlf|fx|bl\.a|m\.m|f\.eks|mv|evt)\.", re.IGNORECASE)
_NUMBERS = re.compile(r"\+?\d[\d .:-]*\d|\d")
_SENTENCE = re.compile(r"[.!?:\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")


def lix(text: str, names: tuple[str, ...] = ()) -> float:
    """The LIX of `text`; `names` in it (of towns, places and lines) are passed over."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    plain = _NUMBERS.sub(" ", _ABBREVIATIONS.sub(" ", text))
    sentences = [sentence for part in _SENTENCE.split(plain) if (sentence := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    return len(words) / len(sentences) + 100 * sum(len(word) >= LONG for word in words) / len(words)
