"""What was told, told again in the language that somebody asks for."""

from dataclasses import replace

from bot.conversation import Reply, Turn
from bot.search.asked import same_search
from bot.search.found import found
from bot.search.listed import listed
from bot.store import people
from bot.understanding.language import OURS


async def tell_in_language(turn: Turn) -> Reply:
    """The language is theirs from now on, and the last answer comes in it at once; FORTRYD brings back the other."""
    language = turn.kept["language"]
    other = next(one for one in OURS if one != language)
    await people.remember_language(turn.db, turn.person.id, language)
    turn = turn.with_(t=turn.t.into(language), kept={})
    opener = turn.t("I write in this language from now on.")
    undo = ("tell_in_language", {"language": other})
    search = replace(same_search(turn), said="")
    if search.town is None:
        return Reply(f"{opener} {turn.t('Which town are you in?')}", undo=undo)
    return listed(turn, search, found(turn.t, turn.directory, search, turn.now, opener=opener), undo)
