"""Danish words without their inflection, and nothing more: "tiderne" is "tid", but "tidlig" stays itself.

The Snowball stemmer strips -lig, -ig and -els too; "venlig" became a friend and "billig" a car. So we keep our own.
"""

_ENDINGS = (
    ("ernes", "enes", "erens"),
    ("erne", "ende", "eren", "este", "ernes"),
    ("ere", "ene", "ede", "ers", "ens", "ets", "est"),
    ("en", "et", "er", "es"),
    ("e", "s"),
)
_SHORTEST = 3
_VOWELS = frozenset("aeiouyæøå")


def stem(word: str) -> str:
    """`word` without its Danish ending; at least three letters and a vowel remain.

    >>> [stem(word) for word in ("bussen", "tandlægerne", "billigt", "sovende", "gratis")]
    ['bus', 'tandlæg', 'billig', 'sov', 'grati']
    """
    if word.endswith(("igt", "skt")) and len(word) > 5:
        return word[:-1]
    for endings in _ENDINGS:
        for ending in endings:
            if word.endswith(ending) and _may_stand(word[: -len(ending)]):
                return _single(word[: -len(ending)], ending)
    return _single(word, "")


def _may_stand(rest: str) -> bool:
    return len(rest) >= _SHORTEST and any(letter in _VOWELS for letter in rest)


def _single(rest: str, ending: str) -> str:
    """`rest` with a doubled last consonant made single: "buss" of "bussen" is "bus"."""
    doubled = len(rest) > _SHORTEST and rest[-1] == rest[-2] and rest[-1] not in _VOWELS
    return rest[:-1] if doubled and (ending[:1] in _VOWELS or not ending) else rest
