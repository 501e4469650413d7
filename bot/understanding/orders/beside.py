"""What is told beside the hours or the beds in the same message: "åbent til 21 i dag og suppe kl 18". Pure.

The clock of the soup is none of the opening. A message is cut into pieces as it was written; those that tell of food,
visitors or what works are the note, the others are read by themselves.
"""

import re
from itertools import pairwise

from bot.understanding.orders import amounts
from bot.understanding.orders.canonical import canonical, vocabulary
from bot.understanding.orders.needs import tells_need
from bot.understanding.orders.notes import is_note, names_dish, names_thing
from bot.understanding.orders.one_day import MONTH, WEEKDAY
from bot.understanding.orders.opening import SPOKEN

_SEAM = re.compile(
    rf"\s*[;!\n]+\s*|,\s+|(?<=\w{{4}})\.\s+|(?<=\w{{3}})\.\s+(?=(?!{MONTH})(?-i:[A-ZÆØÅ]))|(?<=\d)\.?\s+(?=[-+&]\s)|(?<=\d)\.\s+(?=(?:der|vi|så)\b|(?!{MONTH})(?-i:[A-ZÆØÅ]))"
    rf"|\s+(?:og|men|samt|plus|\+|&|-)\s+(?=[^\W\d]|kl|\d+\s+[^\W\d]|\d{{1,2}}(?:[.:]\d\d)?$)",
    re.IGNORECASE,
)
# "Åbent 17-22 der er kaffe fra 19", "åbent 17-22 med suppe": the news begins here, without a seam.
_LEAD = re.compile(
    r"\s+(?=(?:så |og )?(?:der (?:er|bliver|kommer|serveres)|vi (?:har|laver|serverer|får|spiser)|med)\s)",
    re.IGNORECASE,
)
_BEFORE_NEWS = re.compile(r"^(?:(?:og|men|så|samt|med|derudover|desuden|i øvrigt|har|[-+&])\s+)+", re.IGNORECASE)
# "Lukket pga kursus", "åbent for bad 10-12", "åbent til frokost" tell why, for whom and until when.
_BINDS = re.compile(
    r"(?:^|\s)(?:pga\.?|grund af|grundet|for|til|fra|efter|under|mellem|mens|inden|før|i|ved)$", re.IGNORECASE
)
_CLOCK_ALONE = re.compile(r"(?:(?:igen|kl\.?|klokken)\s*)*\d{1,2}(?:[.:]\d\d)?(?:\s+igen)?", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_RANGE = re.compile(r"\d ?(?:-|til|og) ?(?:kl\.? ?)?\d")
_LACKS = re.compile(r"(?:ingen|ikke|uden|kun)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\d")
_FEW_WORDS = 2


def parted(text: str) -> tuple[str, str]:
    """The message without the news in it, and the news; "" where it holds none, or nothing else."""
    pieces = [piece for whole in _pieces(text) for piece in _cut(whole)]
    rest, news, was_news = "", "", False
    for (seam, piece), (_, following) in pairwise([*pieces, ("", "")]):
        begins = _is_short_thing(piece) and _is_news(following)
        was_news = _is_news(piece) or begins or (was_news and _goes_on(piece))
        if was_news:
            news = f"{news}{seam}{piece}" if news else _BEFORE_NEWS.sub("", piece)
        else:
            rest = f"{rest}{seam}{piece}" if rest else piece
    rest, news = rest.strip(), news.strip(" ,;.")
    # "Vi har åbent, kaffe og kage 14-17": these are the hours of both.
    has_no_time = not _CLOCK.search(rest) and not _is_shut(rest)
    if not (rest and news) or (has_no_time and _RANGE.search(news)):
        return text, ""
    return rest, news


def _pieces(text: str) -> list[tuple[str, str]]:
    """Each piece with the seam before it."""
    found, begin, seam = [], 0, ""
    for match in _SEAM.finditer(text):
        found.append((seam, text[begin : match.start()]))
        begin, seam = match.end(), match[0]
    return [(seam, piece) for seam, piece in (*found, (seam, text[begin:])) if piece.strip()]


def _cut(whole: tuple[str, str]) -> list[tuple[str, str]]:
    """A piece that tells of the hours and then of something else, in two; else as it is."""
    seam, piece = whole
    if not _tells_hours(piece):
        return [whole]
    leads = [match.start() for match in _LEAD.finditer(piece)]
    for at in [*leads, *(at for at in _dishes(piece) if _CLOCK.search(piece, 0, at) or _is_shut(piece[:at]))]:
        before, after = piece[:at].rstrip(), piece[at:].lstrip()
        if _tells_hours(before) and not _BINDS.search(before) and _is_news(after):
            return [(seam, before), (" ", after)]
    return [whole]


def _dishes(piece: str) -> list[int]:
    return [word.start() for word in _WORD.finditer(piece) if names_dish(word[0])]


def _is_news(piece: str) -> bool:
    """Whether it tells of something at the place, and of no hours and no beds."""
    said = _BEFORE_NEWS.sub("", piece)
    if _tells_hours(said) or amounts.found(canonical(said)) is not None:
        return False
    words = _WORD.findall(said)
    if tells_need(said):
        return True
    if is_note(said) or any(map(names_dish, words)):
        return True
    # "Ingen mad", "tandlægen er her fra 13 til 15".
    is_timed = bool(_CLOCK.search(said)) and re.search(WEEKDAY, canonical(said)) is None
    return (is_timed or _LACKS.match(said) is not None) and any(map(names_thing, words))


def _is_short_thing(piece: str) -> bool:
    """The "kaffe" of "kaffe og kage"."""
    words = _WORD.findall(piece)
    return len(words) <= _FEW_WORDS and any(map(names_thing, words)) and not _CLOCK.search(piece)


def _tells_hours(piece: str) -> bool:
    said = canonical(piece)
    if any(map(names_thing, _WORD.findall(said))):
        said = said.replace("aflyst", "~")  # "suppen er aflyst"
    return SPOKEN.search(said) is not None or not vocabulary().lists["says.kept"].isdisjoint(_WORD.findall(said))


def _is_shut(piece: str) -> bool:
    return "lukket" in canonical(piece).split()


def _goes_on(piece: str) -> bool:
    """Whether what follows news belongs to it: "suppe kl 18 og 20", "suppe kl 18, kom endelig"."""
    if _CLOCK_ALONE.fullmatch(piece.strip()):
        return True
    return not (_CLOCK.search(piece) or _tells_hours(piece) or amounts.found(canonical(piece)))


def without_beds(text: str) -> str:
    """The message without the pieces that tell of beds alone: "lukket i morgen og 3 senge i nat" is closed tomorrow."""
    kept = [
        (seam, piece) for seam, piece in _pieces(text) if _tells_hours(piece) or not amounts.found(canonical(piece))
    ]
    return "".join(f"{seam if at else ''}{piece}" for at, (seam, piece) in enumerate(kept))
