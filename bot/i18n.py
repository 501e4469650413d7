"""What we say in each language: catalogues through Babel, and dates, clock times and lists in the person's language.

A msgid is a short plain English sentence; Danish (`locales/da`) is the authority. A language is added by its
catalogue alone: `locales/<code>/LC_MESSAGES/messages.po`. A sentence that it lacks is said in Danish.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.messages.pofile import read_po

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
DANISH = "da"
LOCALES = Path(__file__).resolve().parent.parent / "locales"


@dataclass(frozen=True, slots=True)
class Translator:
    """Says a msgid in one language: `t("Open until {time}.", time=t.clock(closes))`."""

    language: str
    sentences: Mapping[str, str]
    fallback: Mapping[str, str]
    languages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __call__(self, msgid: str, /, **values: object) -> str:
        sentence = self.sentences.get(msgid) or self.fallback.get(msgid) or msgid
        return sentence.format(**values) if values else sentence

    def into(self, language: str) -> "Translator":
        """The same in another language of ours, for somebody who changes to it in this message."""
        return replace(self, language=language, sentences=self.languages[language])

    def clock(self, moment: datetime) -> str:
        """The time of day in Copenhagen as people write it: "9", "21.30" (Danish), "9:00", "21:30" (others)."""
        local = moment.astimezone(COPENHAGEN)
        if self.language != DANISH:
            return f"{local.hour}:{local.minute:02}"
        return f"{local.hour}.{local.minute:02}" if local.minute else f"{local.hour}"

    def day(self, moment: datetime, now: datetime) -> str:
        """The day as seen from `now`: "i dag", "i morgen", "fredag" within a week, else "fredag 4. december"."""
        day, today = moment.astimezone(COPENHAGEN).date(), now.astimezone(COPENHAGEN).date()
        if day == today:
            return self("today")
        if day == today + timedelta(days=1):
            return self("tomorrow")
        weekday = format_date(day, "EEEE", locale=self.language)
        if today < day < today + timedelta(days=7):
            return weekday
        return f"{weekday} {format_date(day, 'd. MMMM' if self.language == DANISH else 'd MMMM', locale=self.language)}"

    def dated(self, day: date) -> str:
        """The day with its date: "lørdag 21/11" (Danish), "Saturday 21 November" (others)."""
        return format_date(day, "EEEE d/M" if self.language == DANISH else "EEEE d MMMM", locale=self.language)

    def weekday(self, day: date) -> str:
        """The weekday in short, as in opening hours: "man", "tirs" (Danish), "Mon" (English)."""
        return format_date(day, "EEE", locale=self.language).rstrip(".")

    def month(self, moment: datetime, now: datetime) -> str:
        """The month of `moment`, with its year when that is not this year: "juni", "juni 2025"."""
        local, today = moment.astimezone(COPENHAGEN), now.astimezone(COPENHAGEN)
        return format_date(local, "MMMM" if local.year == today.year else "MMMM y", locale=self.language)

    def listing(self, items: Sequence[str]) -> str:
        """The items as a list in a sentence: "mad, bad og tøj"."""
        if len(items) < 2:
            return "".join(items)
        return self("{items} and {last}", items=", ".join(items[:-1]), last=items[-1])


class Catalogues:
    """Every language that has a catalogue. Read once at start."""

    def __init__(self, sentences: Mapping[str, Mapping[str, str]]) -> None:
        self._sentences = sentences
        danish = sentences.get(DANISH, {})
        self._danish = Translator(DANISH, danish, danish, sentences)
        self._translators = {
            language: Translator(language, own, danish, sentences) for language, own in sentences.items()
        }

    @classmethod
    def load(cls, folder: Path = LOCALES) -> "Catalogues":
        """Read each `<code>/LC_MESSAGES/messages.po` below `folder`. Fuzzy entries are left out."""
        files = sorted(folder.glob("*/LC_MESSAGES/messages.po"))
        return cls({file.parent.parent.name: _sentences(file) for file in files})

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that we speak."""
        return tuple(self._sentences)

    def translator(self, language: str) -> Translator:
        """Danish when we do not speak `language`."""
        return self._translators.get(language, self._danish)


@cache
def _sentences(file: Path) -> dict[str, str]:
    """Of one language. Reading them takes longer than all else at a start, so once a process."""
    with file.open("rb") as handle:
        catalogue = read_po(handle)
    return {
        str(message.id): str(message.string)
        for message in catalogue
        if message.id and message.string and not message.fuzzy
    }
