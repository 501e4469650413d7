"""Language: Danish and English, and an honest word in both about every other language."""

from bot.conversation import Conversation, Reply, Turn
from bot.model import Choice, Intent
from bot.store import people
from bot.understanding.language import is_foreign
from bot.wording import lines

SPOKEN = {"da": "Dansk", "en": "English"}


async def change_language(turn: Turn) -> Reply:
    """Take the language that was asked for if we speak it, else say in both which ones we do."""
    wanted = turn.reading.language_code
    if wanted in SPOKEN:
        return await _speak(turn, wanted)
    # Who writes in another language may be in danger in it.
    danger = turn.t("In danger? Ring {alarm}. It is free.", alarm=lines.alarm(turn.directory))
    which = turn.t("I can write Danish and English. Which one?")
    return Reply(
        f"{which} {danger}" if is_foreign(wanted) else which,
        choices=tuple(Choice(code, name) for code, name in SPOKEN.items()),
        then="take_language",
    )


async def take_language(turn: Turn) -> Reply:
    """The language that was chosen."""
    return await _speak(turn, turn.choice or turn.person.language)


async def go_back(turn: Turn) -> Reply:
    """FORTRYD: the other of the two."""
    return await _speak(turn, str(turn.kept["language"]))


async def _speak(turn: Turn, language: str) -> Reply:
    await people.remember_language(turn.db, turn.person.id, language)
    said = turn.t.into(language)("Fine. I write in this language from now on. What do you need?")
    other = next(code for code in SPOKEN if code != language)
    return Reply(said, undo=("go_back", {"language": other}))


LANGUAGE = Conversation(
    name="language",
    first=change_language,
    begins_with=frozenset({Intent.LANGUAGE}),
    steps={"take_language": take_language, "go_back": go_back},
)
