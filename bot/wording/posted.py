"""What somebody posted about a place today: how many places are free, how old that is, and notes of the day. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.i18n import COPENHAGEN, DANISH, Translator
from bot.model import Place, PostedNote, Topic, Trust, Wish

FREE_PLACES_HOLD = timedelta(hours=12)
_MOST_NOTES = 2


def free_places_said(t: Translator, place: Place, trust: Trust, now: datetime) -> str:
    """ "3 ledige senge, oplyst for 2 timer siden."; empty when nobody said so within 12 hours."""
    if trust.free_places is None or trust.free_places_at is None or now - trust.free_places_at > FREE_PLACES_HOLD:
        return ""
    age = _age(t, now - trust.free_places_at)
    if trust.free_places == 0:
        return t("Full, told {age}.", age=age)
    is_shelter = Topic.SHELTER in place.topics
    if trust.free_places == 1:
        free = t("1 free bed") if is_shelter else t("1 free place")
    else:
        free = t("{number} free beds" if is_shelter else "{number} free places", number=trust.free_places)
    if trust.free_places_for is Wish.WOMEN_ONLY:
        free = t("{places} for women", places=free)
    return t("{places}, told {age}.", places=free, age=age)


def told_today(
    t: Translator, place: Place, trust: Trust, notes: Sequence[PostedNote], now: datetime
) -> tuple[str, ...]:
    """Both of these, as far as there is anything to tell."""
    return tuple(filter(None, (free_places_said(t, place, trust, now), notes_said(t, notes, now))))


def notes_said(t: Translator, notes: Sequence[PostedNote], now: datetime) -> str:
    """The notes that are not over, the newest first, each with the day on which it was written."""
    today = now.astimezone(COPENHAGEN).date()
    standing = [note for note in notes if note.last_day >= today][:_MOST_NOTES]
    return " ".join(_note(t, note, now) for note in standing)


def _note(t: Translator, note: PostedNote, now: datetime) -> str:
    """A note as it was written: "i morgen" in it counts from the day that is told beside it."""
    ends = "" if note.body[-1] in ".!?" else "."
    language = "" if t.language == DANISH else f" ({t('in Danish')})"
    if note.posted_at.astimezone(COPENHAGEN).date() == now.astimezone(COPENHAGEN).date():
        return t("New today{language}: {note}", language=language, note=note.body) + ends
    day = t.day(note.posted_at, now)
    return t("Written {day}{language}: {note}", day=day, language=language, note=note.body) + ends


def _age(t: Translator, age: timedelta) -> str:
    minutes = int(age.total_seconds()) // 60
    if minutes < 10:
        return t("just now")
    if minutes < 60:
        return t("{minutes} minutes ago", minutes=minutes)
    return t("1 hour ago") if minutes < 120 else t("{hours} hours ago", hours=minutes // 60)
