"""Renewal: the volunteers of a place say with one digit whether its listing is still right. A no makes a case."""

from datetime import datetime

from bot import auditing
from bot.conversation import Conversation, Hears, Reply, Turn
from bot.desk.noting import note
from bot.i18n import Translator
from bot.model import Act, Json, Place, Role, Trust
from bot.posting import whose
from bot.posting.asking import chosen
from bot.store import place_questions, places
from bot.store.cases import CaseKind
from bot.store.place_questions import About
from bot.wording.address import where
from bot.wording.buttons import yes_or_no
from bot.wording.hours import usual_week_said
from bot.wording.listing import sentence

_ROOM = 210
"""What the question may take, so that it and its choices fit into two SMS parts."""


def ask(turn: Turn, place: Place, *, doubted: bool) -> Reply:
    """The listing in short, and whether it is right."""
    t = turn.t
    opener = t("Somebody found {place} closed.", place=place.name) if doubted else ""
    told = [_listing(t, turn, place, name="" if doubted else place.name)]
    said = " ".join(filter(None, (opener, *told)))
    question = t("Is it right?") if doubted else t("Is it still right?")
    return Reply(
        f"{said[:_ROOM]} {question}",
        choices=yes_or_no(t, "Yes", "No"),
        then="take_answer",
        keep={"place": place.id},
    )


def _listing(t: Translator, turn: Turn, place: Place, name: str) -> str:
    street = "" if place.address_hidden else where(place)
    hours = usual_week_said(t, place, turn.now, turn.directory.changes.get(place.id, ()))
    phone = t("Ring {phone}.", phone=place.phone) if place.phone else ""
    head = sentence(", ".join(filter(None, (name, street))))
    return " ".join(filter(None, (head, sentence(hours) or t("I do not know your hours."), phone)))


async def take_answer(turn: Turn) -> Reply:
    """Yes confirms it for everybody; no asks what is wrong."""
    aim = chosen(turn)
    if aim.place is None or aim.role is None:
        return Reply(turn.t("I no longer know that place. Write what you need."))
    if turn.choice == "yes":
        return await confirm(turn, aim.place, aim.role)
    return Reply(
        turn.t("What is wrong? Write it in your own words. Then somebody mends it."),
        then="take_wrong",
        hears=frozenset({Hears.TEXT}),
        keep=turn.kept,
    )


async def confirm(turn: Turn, place: Place, role: Role) -> Reply:
    """It is confirmed from now on, and a doubt is over; whoever else was asked need not answer."""
    before = await places.trust_of(turn.db, place.id)
    await places.confirm(turn.db, place.id, role.name, turn.now)
    await place_questions.settle(turn.db, About.RENEWAL, place.id, turn.now)
    await _log(turn, place, role, "confirm", before)
    thanks = turn.t("Thank you. I tell people that {place} is confirmed.", place=place.name)
    lacks = turn.t("I do not know your hours. Write for example: fremover åben man-fre 9-15.")
    return Reply(
        thanks if place.opening_hours or turn.directory.changes.get(place.id) else f"{thanks} {lacks}",
        undo=("take_back", {"place": place.id, "before": _kept(before)}),
    )


async def take_wrong(turn: Turn) -> Reply:
    """A case for those who mend it, and a doubt until then. Hours that are told so can be changed at once."""
    aim = chosen(turn)
    if aim.place is None or aim.role is None:
        return Reply(turn.t("I no longer know that place. Write what you need."))
    before = await places.trust_of(turn.db, aim.place.id)
    await note(turn, CaseKind.FEEDBACK, turn.text, about=aim.place)
    await places.doubt(turn.db, aim.place.id, turn.now)
    await place_questions.settle(turn.db, About.RENEWAL, aim.place.id, turn.now)
    await _log(turn, aim.place, aim.role, "deny", before)
    if turn.order is not None and turn.order.act in (Act.OPEN, Act.CLOSED):
        return Reply("", passes="open_hours")
    return Reply(turn.t("Thank you. I have written it down, and tell people to ring first until it is mended."))


async def take_back(turn: Turn) -> Reply:
    """FORTRYD: it was not confirmed after all."""
    before = turn.kept["before"]
    place = turn.directory.place(turn.kept["place"])
    if place is None:
        return Reply(turn.t("I no longer know that place. Write what you need."))
    was = await places.trust_of(turn.db, place.id)
    await places.believe(turn.db, place.id, _trust(before))
    await _log(turn, place, whose.of(turn, place).role, "undo", was)
    return Reply(turn.t("Good. {place} is as it was before your message.", place=place.name))


async def _log(turn: Turn, place: Place, role: Role | None, act: str, before: Trust) -> None:
    after = await places.trust_of(turn.db, place.id)
    await auditing.write(turn, role, act, place, before=_kept(before), after=_kept(after))


def _kept(trust: Trust) -> dict[str, str | None]:
    moments = {"confirmed_at": trust.confirmed_at, "doubted_at": trust.doubted_at}
    return {
        "confirmed_by": trust.confirmed_by,
        **{name: at.isoformat() if at else None for name, at in moments.items()},
    }


def _trust(kept: Json) -> Trust:
    return Trust(
        confirmed_at=_moment(kept["confirmed_at"]),
        confirmed_by=kept["confirmed_by"],
        doubted_at=_moment(kept["doubted_at"]),
    )


def _moment(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None


RENEWAL = Conversation(
    name="renewal",
    first=take_answer,
    steps={"take_answer": take_answer, "take_wrong": take_wrong, "take_back": take_back},
)
