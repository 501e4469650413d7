"""Invitation: a one-time code makes somebody a volunteer of a place, or staff; they hear of what, and what to write."""

import re

from bot import auditing
from bot.conversation import Conversation, Hears, Reply, Turn
from bot.i18n import Translator
from bot.model import Command, PlaceId, Role, RoleName
from bot.store import invitations, roles
from bot.store.database import seal_of
from bot.store.invitations import Invitation
from bot.wording import examples

_FIGURES = re.compile(r"\d")
_NAME = re.compile(r"[^\W\d_][\w .'-]{0,19}")
_SENDER = "guesses of"


async def begin(turn: Turn) -> Reply:
    """The code stands in the message; else it is asked for."""
    return await redeem(turn) if _FIGURES.search(turn.text) else ask_code(turn)


def ask_code(turn: Turn) -> Reply:
    """Said once more in other words when it was no code."""
    return Reply(
        turn.t("Write KODE and the eight figures that you were given, for example KODE 1234 5678."),
        then="take_code",
        hears=frozenset({Hears.PHONE}),
        otherwise=turn.t("Only the eight figures, please. Whoever gave you the code can give you a new one."),
    )


async def redeem(turn: Turn) -> Reply:
    """Used up and given in the same transaction."""
    sender = seal_of(turn.db).key_of(str(turn.person.id), _SENDER)
    invitation, made_by = await invitations.redeem(turn.db, sender, turn.text, turn.now)
    if invitation is None:
        return Reply(_refused(turn.t, made_by))
    place = turn.directory.place(invitation.place) if invitation.place else None
    if invitation.place and place is None:
        return Reply(turn.t("That place is not in my list any more. Ask whoever gave you the code."))
    role = await roles.grant(
        turn.db,
        turn.person.id,
        invitation.role,
        place=invitation.place,
        municipality=invitation.municipality,
        now=turn.now,
    )
    await auditing.write(turn, role, "join", after={"invited_by": made_by})
    return welcome(turn, role, invitation)


def welcome(turn: Turn, role: Role, invitation: Invitation) -> Reply:
    """For what, and the words that do something; staff say what colleagues call them."""
    t = turn.t
    if role.name is RoleName.VOLUNTEER:
        place = turn.directory.place(invitation.place or PlaceId(""))
        said = t("Welcome. You now write for {place}.", place=place.name if place else "")
        return Reply(f"{said} {examples.for_volunteers(t)}")
    where = invitation.municipality or t("all of Denmark")
    said = t("Welcome. You are now staff for {where}.", where=where)
    return Reply(
        f"{said} {examples.for_staff(t)} {t('What do colleagues call you? Write your first name.')}",
        then="take_name",
        hears=frozenset({Hears.NAME}),
    )


async def take_name(turn: Turn) -> Reply:
    """Citizens see it too, when a human takes over: so a first name is enough."""
    found = _NAME.fullmatch(turn.text.strip(" ."))
    if not found:
        return Reply(
            turn.t("Write only your first name, without figures."), then="take_name", hears=frozenset({Hears.TEXT})
        )
    name = found[0].strip().title()
    await roles.call(turn.db, turn.person.id, name)
    return Reply(turn.t("Thank you, {name}.", name=name))


def _refused(t: Translator, why: str) -> str:
    match why:
        case "used":
            return t("That code has been used. Ask for a new one.")
        case "expired":
            return t("That code is too old. Ask for a new one.")
        case "too many":
            return t("Too many wrong codes. Wait an hour, then try again.")
        case _:
            return t("I do not know that code. Look at the figures once more, or ask for a new one.")


INVITATION = Conversation(
    name="invitation",
    first=begin,
    begins_on=frozenset({Command.CODE}),
    steps={"take_code": begin, "take_name": take_name},
)
