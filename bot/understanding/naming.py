"""Which town, district, municipality or postcode a message names, and how it is meant.

A town that is also an everyday word (Give, Vejen, Ry) needs evidence: a capital letter, or "i" before it where its
clause ends or goes on. A misspelt one is mended when nothing else in the lexicon is as near.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.understanding.denial import DENIED, Said
from bot.understanding.normalise import tidy
from bot.understanding.place import Gazetteer, PlaceRules

_WORD = re.compile(r"[^\W_]+")
_ENDS, _BREAKS = frozenset(".!?\n"), frozenset(".!?\n,;")
_MOST_NAME_WORDS = 3
_LONGEST_CAPITAL_WORD = 3
_MOST_KEYWORDS = 3
"""A message this short is a list of keywords, and its last word the place: "regntøj ry"."""
_IN, _SHORTEST_NAME = frozenset({"i", "in"}), 4
_SHORTEST_MISSPELT = 5
_FROM_THERE = 2
"""How doubtful a town is where somebody comes from, or was: behind one where they are."""
_CLAUSE = 20
"""Words of a clause that are looked at on each side of a town: nobody denies one from farther away."""
IsKnown = Callable[[str], bool]
"""Whether a word is an ordinary one, so that it is no misspelt town."""


@dataclass(frozen=True, slots=True)
class Spelt:
    """One word of a message for the gazetteer: tidied, whether it has a capital, whether it ends its sentence."""

    text: str
    capital: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Named:
    """The towns of a message: the one where help is wanted, those that its writer is not in, and those not to be told.

    Each by its ordinary name or a postcode. `unknown` is a name that stands like a town's and is none that we know.
    """

    where: str | None = None
    left: tuple[str, ...] = ()
    shunned: tuple[str, ...] = ()
    unknown: str = ""

    @property
    def denied(self) -> bool:
        """Whether a town is named only to say that it is not the one."""
        return bool(self.left or self.shunned)


def spelt_words(text: str) -> list[Spelt]:
    """The words of the raw text, with what their writing tells; capitals tell nothing in a message of capitals."""
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    shouted = sum(w.isupper() for w, _, _ in words) > len(words) / 2
    out = []
    between = ".", *(text[end:start] for (_, _, end), (_, start, _) in pairwise(words)), "."
    for (word, _, _), before, after in zip(words, between, between[1:], strict=False):
        capital = word[0].isupper() and not shouted and _ENDS.isdisjoint(before)
        out.append(Spelt(tidy(word), capital, not _BREAKS.isdisjoint(after)))
    return out


def named_place(text: str, gazetteer: Gazetteer, rules: PlaceRules, is_known: IsKnown) -> str | None:
    """The place that the text names, as its ordinary name or a postcode; None when it names none."""
    return named_places(text, gazetteer, rules, is_known).where


def named_places(text: str, gazetteer: Gazetteer, rules: PlaceRules, is_known: IsKnown) -> Named:
    """All that the text says of towns; of several where help may be wanted the likeliest."""
    words = spelt_words(text)
    signed = next((i for i, word in enumerate(words) if i > 1 and word.text in rules.signatures), len(words))
    words = words[:signed]
    found: list[tuple[int, int, str]] = []
    denied: dict[Said, list[str]] = {Said.LEFT: [], Said.SHUNNED: []}
    clause: list[str] = []
    taken = unsaid = -1
    for i, word in enumerate(words):
        hit = _place_at(words, i, gazetteer, rules, is_known) if i > taken else None
        if hit:
            taken = i + hit[1] - 1
            how = rules.denials.said(clause[-_CLAUSE:], _to_the_break(words, taken))
            if how in denied:
                denied[how].append(hit[2])
                clause.append(DENIED)
                unsaid = taken
            else:
                found.append((max(hit[0], _FROM_THERE) if how is Said.ONCE else hit[0], i, hit[2]))
        if i > unsaid:
            clause.append(word.text)
        clause = [] if word.last else clause
    gone = {*denied[Said.LEFT], *denied[Said.SHUNNED]}
    found = [one for one in found if one[0] < _FROM_THERE or one[2] not in gone]
    where = min(found)[2] if found else None
    left, shunned = (tuple(dict.fromkeys(one for one in denied[how] if one != where)) for how in denied)
    return Named(where, left, shunned, "" if where else _unknown(words, gazetteer, rules, is_known))


def _unknown(words: Sequence[Spelt], gazetteer: Gazetteer, rules: PlaceRules, is_known: IsKnown) -> str:
    """A name after "i" at the end of a clause that no town has: "mad i Nuuk"."""
    for before, word in pairwise(words):
        stands = before.text in _IN and word.text.isalpha() and gazetteer.named(word.text) is None
        is_name = word.capital and word.last and len(word.text) >= _SHORTEST_NAME and not is_known(word.text)
        if stands and (word.text in rules.abroad or (is_name and not word.text.endswith(rules.no_towns))):
            return word.text.capitalize()
    return ""


def _to_the_break(words: Sequence[Spelt], i: int) -> list[str]:
    """The words after word `i` in the same clause."""
    rest: list[str] = []
    while not words[i].last and i + 1 < len(words) and len(rest) < _CLAUSE:
        i += 1
        rest.append(words[i].text)
    return rest


def _place_at(
    words: Sequence[Spelt], i: int, gazetteer: Gazetteer, rules: PlaceRules, is_known: IsKnown
) -> tuple[int, int, str] | None:
    """How doubtful, how many words and which place begins at word `i`; None when none does."""
    before = words[i - 1].text if i else ""
    placed = before in rules.prepositions
    rank = 0 if placed else _FROM_THERE if before in rules.origins else 1
    longest = min(_MOST_NAME_WORDS, len(words) - i) if gazetteer.may_begin(words[i].text) else 0
    for size in range(longest, 0, -1):
        key = " ".join(word.text for word in words[i : i + size])
        town = gazetteer.named(key)
        if town is None or (size == 1 and len(key) < 2):
            continue
        if key in rules.ambiguous and not _is_town(words, i, size, rules):
            continue
        return rank, size, town.name
    word = words[i]
    if word.text.isdigit():
        return _postcode(words, i, gazetteer, rules)
    if (
        len(word.text) >= _SHORTEST_MISSPELT
        and (placed or len(word.text) > _SHORTEST_MISSPELT)
        and not is_known(word.text)
        and word.text not in rules.abroad
    ):
        town = gazetteer.find(word.text)
        if town and (placed or word.capital or len(word.text) > _SHORTEST_MISSPELT + 1):
            return rank + 3, 1, town.name
    return None


def _is_town(words: Sequence[Spelt], i: int, size: int, rules: PlaceRules) -> bool:
    """Whether an everyday word at `i` is the town of that name: "i Ringe", and not "skal jeg ringe"."""
    key = " ".join(word.text for word in words[i : i + size])
    before, earlier = (words[i - n].text if i >= n else "" for n in (1, 2))
    follows = words[i + size].text if i + size < len(words) else ""
    if len(words) == size:
        return key in rules.alone
    placed = before in rules.firm and not (before == "i" and earlier in rules.you_after)
    placed = placed or (before in rules.prepositions and key in rules.islands)
    if follows == "kommune" or (words[i].capital and (placed or len(key) > _LONGEST_CAPITAL_WORD)):
        return True
    others = {word.text for word in (*words[:i], *words[i + size :])}
    is_keyword = len(words) <= _MOST_KEYWORDS and i == len(words) - size and rules.small.isdisjoint(others)
    return is_keyword or (placed and (words[i + size - 1].last or follows in rules.goes_on))


def _postcode(words: Sequence[Spelt], i: int, gazetteer: Gazetteer, rules: PlaceRules) -> tuple[int, int, str] | None:
    code = words[i].text
    follows = words[i + 1].text if i + 1 < len(words) else ""
    before = words[i - 1].text if i else ""
    if len(code) != 4 or code not in gazetteer.postcodes or {follows, before} & rules.measures:
        return None
    is_year = 1900 <= int(code) <= 2040
    stands_alone = not follows or before in rules.prepositions or len(words) <= _MOST_KEYWORDS + 1
    is_code = before.startswith("post") or (stands_alone and not is_year)
    return (4, 1, code) if is_code else None
