"""Team: who acts for a place. Staff invite and remove volunteers, admins staff too; anybody may leave."""

from collections.abc import Sequence
from datetime import timedelta

from bot import auditing
from bot.conversation import Conversation, Reply, ToAnother, Turn
from bot.desk.colleagues import is_called
from bot.model import Act, Choice, Place, PlaceId, Role, RoleName
from bot.search.named import places_called
from bot.store import invitations, roles
from bot.store.invitations import VALID, Invitation
from bot.store.roles import Holder
from bot.understanding.orders.people import STAFF
from bot.wording import examples, lines

_MOST_CHOICES = 4
_TOLD_WITHIN = timedelta(days=3)


async def begin(turn: Turn) -> Reply:
    """What is ordered."""
    assert turn.order is not None  # noqa: S101 - routing brings nobody here without
    match turn.order.act:
        case Act.INVITE:
            return await invite(turn, turn.order.name, staff=turn.order.area == STAFF)
        case Act.REMOVE:
            return await ask_whom(turn, turn.order.name)
        case Act.LEAVE:
            return await leave(turn)
        case Act.FIGURES:
            return Reply(turn.t("I send no figures by text. Those who run Åben Dør can take them out for you."))
        case Act.GUEST:
            return tell_of_guests(turn)
        case _:
            return await show_roles(turn)


def tell_of_guests(turn: Turn) -> Reply:
    """A ban is the place's own matter; a name of a guest is nothing that we keep."""
    kept = turn.t("I keep no names of guests and tell nobody. Agree on it with those who have duty at your place.")
    return Reply(f"{kept} {turn.t('Is anybody in danger, ring {alarm}.', alarm=lines.alarm(turn.directory))}")


async def invite(turn: Turn, words: str, *, staff: bool) -> Reply:
    """A code for one more person, valid for a week and once; whoever gets it writes it to us."""
    t = turn.t
    if staff:
        if not _is_admin(turn):
            return Reply(t("Only an administrator can invite staff."))
        municipality = _municipality_in(turn, words)
        if not municipality:
            return Reply(t("For which municipality? Write INVITER MEDARBEJDER and its name."))
        return await give_code(turn, Invitation(RoleName.STAFF, None, municipality), municipality)
    own = places_of(turn)
    if not own:
        return Reply(t("Only staff can invite volunteers. I can pass your wish on: write MENNESKE."))
    found = places_called(words, own) if words else []
    if len(found) == 1:
        return await give_code(turn, Invitation(RoleName.VOLUNTEER, found[0].id, None), found[0].name)
    if not found:
        return Reply(t("For which place? Write INVITER FRIVILLIG TIL and its name. I only know places in my list."))
    return Reply(
        t("Which of them?"),
        choices=tuple(Choice(place.id, place.name) for place in found[:_MOST_CHOICES]),
        then="take_place",
    )


async def take_place(turn: Turn) -> Reply:
    """The place that was chosen."""
    place = next((one for one in places_of(turn) if one.id == turn.choice), None)
    if place is None:
        return Reply(turn.t("That place is not in my list any more. Ask whoever gave you the code."))
    return await give_code(turn, Invitation(RoleName.VOLUNTEER, place.id, None), place.name)


async def give_code(turn: Turn, invitation: Invitation, where: str) -> Reply:
    """Said once; it is not kept."""
    code = await invitations.make(turn.db, invitation, made_by=turn.person.pseudonym, now=turn.now)
    place = turn.directory.place(invitation.place) if invitation.place else None
    await auditing.write(
        turn, turn.roles[0], "invite", place or invitation.municipality, after={"role": invitation.role}
    )
    return Reply(
        turn.t(
            "For {where}: whoever you invite writes this to me: KODE {code}. It works once, for {days} days.",
            where=where,
            code=code,
            days=VALID.days,
        )
    )


async def ask_whom(turn: Turn, words: str) -> Reply:
    """Volunteers of the named place, or the one with that name or letters; chosen by a digit, so nobody by mistake."""
    if not (places_of(turn) or _is_admin(turn)):
        return Reply(turn.t("Only staff can remove somebody. To stop yourself, write: jeg stopper som frivillig."))
    holders = await _removable(turn, words)
    if not holders:
        if words and any(is_called(one, words) for one in await _own_staff(turn)):
            return Reply(turn.t("That is a colleague. Only an administrator can remove staff."))
        return Reply(turn.t("I find nobody there. Write FJERN FRIVILLIG and the name of the place."))
    return Reply(
        turn.t("Whom shall I remove?"),
        choices=(
            *(Choice(str(one.role.id), _label(turn, one)) for one in holders[:_MOST_CHOICES]),
            Choice("none", turn.t("Nobody")),
        ),
        then="take_whom",
    )


async def take_whom(turn: Turn) -> Reply:
    """Removed at once; they are told."""
    holder = next((one for one in await _removable(turn, "") if str(one.role.id) == turn.choice), None)
    if holder is None:
        return Reply(turn.t("Fine. Nobody was removed."))
    await roles.revoke(turn.db, holder.role.id)
    what = _what(turn, holder.role)
    who = {"who": holder.pseudonym, "role": holder.role.name}
    await auditing.write(turn, turn.roles[0], "remove", holder.role, before=who)
    told = ToAnother(
        holder.person,
        Reply(turn.t("You no longer write for {what}. Thank you for your help.", what=what)),
        turn.now + _TOLD_WITHIN,
    )
    others = (told,) if holder.person != turn.person.id else ()
    return Reply(turn.t("{who} no longer writes for {what}.", who=holder.pseudonym, what=what), others=others)


async def leave(turn: Turn) -> Reply:
    """All roles of one kind at once; FORTRYD gives them back."""
    names = {RoleName.VOLUNTEER} if any(one.name is RoleName.VOLUNTEER for one in turn.roles) else set(RoleName)
    left = [one for one in turn.roles if one.name in names]
    for role in left:
        await roles.revoke(turn.db, role.id)
        await auditing.write(turn, role, "leave")
    what = turn.t.listing([_what(turn, role) for role in left[:_MOST_CHOICES]])
    kept = [{"role": one.name, "place": one.place, "municipality": one.municipality} for one in left]
    return Reply(
        turn.t("You no longer write for {what}. Thank you for your help. I still answer all that you ask.", what=what),
        undo=("come_back", {"roles": kept}),
    )


async def come_back(turn: Turn) -> Reply:
    """FORTRYD: as before."""
    given = []
    for one in turn.kept["roles"]:
        place = PlaceId(one["place"]) if one["place"] else None
        role = await roles.grant(
            turn.db,
            turn.person.id,
            RoleName(one["role"]),
            place=place,
            municipality=one["municipality"],
            now=turn.now,
        )
        await auditing.write(turn, role, "come_back")
        given.append(_what(turn, role))
    return Reply(turn.t("You write for {what} again.", what=turn.t.listing(given[:_MOST_CHOICES])))


async def show_roles(turn: Turn) -> Reply:
    """For what, what to write, and who else may."""
    t = turn.t
    said = [t("You write for {what}.", what=t.listing([_what(turn, role) for role in turn.roles[:_MOST_CHOICES]]))]
    if any(role.name is RoleName.VOLUNTEER for role in turn.roles):
        said.append(examples.for_volunteers(t))
    if any(role.name is not RoleName.VOLUNTEER for role in turn.roles):
        said.append(examples.for_staff(t))
    for role in turn.roles[:1]:
        others = len(await roles.volunteers(turn.db, role.place)) - 1 if role.place else 0
        if others > 0:
            said.append(t("{number} others write for it too.", number=others))
    if is_plea(turn.text):
        said.append(t("Is it for yourself, write what you lack and your town."))
        said.append(t("Is anybody in danger, ring {alarm}.", alarm=lines.alarm(turn.directory)))
    return Reply(" ".join(said))


def is_plea(text: str) -> bool:
    """HJÆLP may ask for the words, and for help."""
    return text.strip(" .!?").casefold() in {"hjælp", "help", "hjælp mig"}


def places_of(turn: Turn) -> list[Place]:
    """The places whose volunteers this person may choose: those of their municipality; an admin's are all."""
    if _is_admin(turn):
        return list(turn.directory.places)
    own = {role.municipality for role in turn.roles if role.name is RoleName.STAFF}
    return [place for place in turn.directory.places if place.municipality in own]


def _is_admin(turn: Turn) -> bool:
    return any(role.name is RoleName.ADMIN for role in turn.roles)


async def _removable(turn: Turn, words: str) -> Sequence[Holder]:
    """Who may be removed: volunteers of one's places, and staff by an admin; those whom the words name, if any."""
    own = places_of(turn)
    ids = {place.id for place in own}
    named = {place.id for place in places_called(words, own)} if words else set()
    municipality = _municipality_in(turn, words) if _is_admin(turn) else None
    may = [
        one
        for one in await roles.everybody(turn.db)
        if one.role.place in ids or (_is_admin(turn) and one.role.name is RoleName.STAFF)
    ]
    by_name = [one for one in may if is_called(one, words)]
    if by_name or not words:
        return by_name or may
    return [one for one in may if one.role.place in named or (municipality and one.role.municipality == municipality)]


async def _own_staff(turn: Turn) -> list[Holder]:
    """Staff of the municipalities that one works for."""
    own = {role.municipality for role in turn.roles if role.name is RoleName.STAFF and role.municipality}
    return [one for municipality in sorted(own) for one in await roles.staff(turn.db, municipality)]


def _municipality_in(turn: Turn, words: str) -> str | None:
    town = turn.towns.find(turn.reading.place) if turn.reading.place else None
    known = {place.municipality for place in turn.directory.places if place.municipality}
    named = next((one for one in sorted(known) if one.casefold() in words.casefold()), None)
    return named or (town.municipality or town.name if town else None)


def _label(turn: Turn, holder: Holder) -> str:
    return ", ".join(filter(None, (holder.name, holder.pseudonym, _what(turn, holder.role))))


def _what(turn: Turn, role: Role) -> str:
    place = turn.directory.place(role.place) if role.place else None
    return place.name if place else role.municipality or turn.t("all of Denmark")


TEAM = Conversation(
    name="team",
    first=begin,
    obeys=frozenset({Act.INVITE, Act.REMOVE, Act.LEAVE, Act.MY_PLACES, Act.FIGURES, Act.GUEST}),
    steps={"take_place": take_place, "take_whom": take_whom, "come_back": come_back},
)
