"""Attendance: the place or staff say by an appointment's code who came, who did not, and what was agreed."""

from bot import auditing
from bot.booking import attendance
from bot.conversation import Conversation, Reply, Turn
from bot.model import Act, Appointment, AppointmentState, Role, RoleName
from bot.store import agreements, appointments
from bot.understanding.cpr import mask_cpr

_STATES = {Act.CAME: AppointmentState.CAME, Act.MISSED: AppointmentState.MISSED}


async def begin(turn: Turn) -> Reply:
    """Found by its code among those of the writer's own places; of others it is not even said that they exist."""
    order = turn.order
    assert order is not None  # noqa: S101 - routing brings nobody here without
    found = await appointments.by_code(turn.db, order.name)
    role = _may(turn, found) if found else None
    if found is None or role is None:
        return Reply(turn.t("I know no appointment {code} at your place.", code=order.name))
    if order.act is Act.AGREED:
        return await agree(turn, found, role, order.body)
    return await mark(turn, found, role, _STATES[order.act])


async def mark(turn: Turn, found: Appointment, role: Role, state: AppointmentState) -> Reply:
    """The person hears of it from us: asked later whether it helped, or one kind word and new times."""
    t = turn.t
    marked = await attendance.mark(turn.db, turn.directory, found, state, turn.now)
    if marked is None:
        return Reply(t("{code} has not begun yet, or was called off. I have changed nothing.", code=found.code))
    await _log(turn, found, role, before=found.state, after=state)
    if state is AppointmentState.CAME:
        return Reply(t("Noted: {code} came. Was it a mistake? Write: {code} kom ikke.", code=found.code))
    return Reply(t("Noted: {code} did not come. I write kindly and offer new times.", code=found.code))


async def agree(turn: Turn, found: Appointment, role: Role, text: str) -> Reply:
    """Kept for the person to ask for; a second one replaces the first. The log says that it was written, not what."""
    await agreements.agree(turn.db, found.id, mask_cpr(text)[0])
    await _log(turn, found, role, before=None, after="agreed")
    return Reply(turn.t("Kept with {code}. They can ask me: hvad aftalte vi.", code=found.code))


async def _log(turn: Turn, found: Appointment, role: Role, *, before: object, after: object) -> None:
    place = turn.directory.place_of(found.schedule)
    await auditing.write(turn, role, "appointment", place, before=before, after={"code": found.code, "what": after})


def _may(turn: Turn, found: Appointment) -> Role | None:
    """The role that lets them: a volunteer of the place, staff of its municipality, an admin."""
    place = turn.directory.place_of(found.schedule)
    if place is None:
        return None
    own = [
        role
        for role in turn.roles
        if role.name is RoleName.ADMIN
        or role.place == place.id
        or (place.municipality and role.municipality == place.municipality)
    ]
    return own[0] if own else None


ATTENDANCE = Conversation(name="attendance", first=begin, obeys=frozenset({Act.CAME, Act.MISSED, Act.AGREED}))
