"""What a place needs: "vi mangler dyner" of a volunteer is a case for staff, and promises nothing."""

from bot.conversation import Conversation, Reply, Turn
from bot.desk.noting import note, take_back
from bot.model import Act, Order, Place, RoleName
from bot.posting import whose
from bot.posting.asking import ask_place, for_chosen, for_meant
from bot.store.cases import CaseKind
from bot.wording.buttons import ASKS_FOR


async def need_of(turn: Turn, aim: whose.Aim, text: str, order: Order | None) -> Reply:  # noqa: ARG001 - the text is all
    """Written down for those who may find it. Staff speak for their municipality."""
    own = next((role.municipality for role in turn.roles if role.name is RoleName.STAFF), None)
    acts_for_place = any(role.name is RoleName.VOLUNTEER for role in turn.roles)
    if aim.place is None and (acts_for_place or own is None):
        return ask_place(turn, aim, text)
    return await write_down(turn, aim.place, own, text)


async def write_down(turn: Turn, place: Place | None, municipality: str | None, text: str) -> Reply:
    """What was done, what was not, and how those who ask about the place can hear of it."""
    t = turn.t
    case = await note(turn, CaseKind.NEED, text, about=place, municipality=municipality)
    done = t("I have written down for those who run Åben Dør what you need.")
    how = t("Should those who ask about the place hear it, write: OPSLAG: and then what you need.")
    topics = turn.reading.topics
    own = t("Is it for yourself, write {word} and your town.", word=ASKS_FOR[topics[0]].upper()) if topics else ""
    said = (done, t("I do not know when they read it."), how, own)
    return Reply(
        " ".join(filter(None, said)),
        undo=("take_back", {"case": case}),
        otherwise=t("I have written this down too. I do not know when they read it."),
        spare=(own,),
    )


PLACE_NEED = Conversation(
    name="place_need",
    first=for_meant(need_of),
    obeys=frozenset({Act.NEED}),
    steps={"take_place": for_chosen(need_of), "take_back": take_back},
)
