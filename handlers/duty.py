"""Duty: staff say by text when they have it, and who has it when. Read back with its days, and FORTRYD undoes it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot import auditing
from bot.conversation import Conversation, Reply, ToAnother, Turn
from bot.desk import roster
from bot.desk.cases import pages
from bot.desk.colleagues import colleagues, house
from bot.model import Act, Choice, Interval, Order, PersonId, Role, RoleName
from bot.moment import COPENHAGEN
from bot.store import duty, roles
from bot.store.duty import Shift
from bot.store.roles import Holder
from bot.understanding.orders import duty as orders

_DAY = timedelta(days=1)
_SHOWN_DAYS, _MOST_CHOICES = 7, 5
_TOLD_WITHIN = timedelta(days=1)


async def obey(turn: Turn) -> Reply:
    """Of which municipality is asked only where they are staff of several."""
    own = [role for role in turn.roles if role.name is not RoleName.VOLUNTEER]
    if not own:
        return Reply(turn.t("Only staff have duty here."))
    if len(own) == 1:
        return await act(turn, own[0], turn.order or Order(Act.DUTY))
    return Reply(
        turn.t("For which municipality?"),
        choices=tuple(Choice(str(role.id), house(turn, role.municipality)) for role in own[:_MOST_CHOICES]),
        then="take_role",
        keep={"text": turn.text},
    )


async def take_role(turn: Turn) -> Reply:
    """The order once more, for the one that was chosen."""
    role = next((one for one in turn.roles if str(one.id) == turn.choice), None)
    order = orders.read(turn.kept["text"], turn.now)
    return await act(turn, role, order) if role and order else Reply(turn.t("Only staff have duty here."))


async def act(turn: Turn, role: Role, order: Order) -> Reply:
    """What is ordered: to see, to have, or not to have."""
    if order.body:
        asks = (
            "At what time? Write for example: VAGT I DAG 8-16."
            if order.body == orders.NOT_SAID_HOURS
            else "On which days?"
        )
        return Reply(turn.t(asks), otherwise=turn.t("Write for example: VAGT MAN-FRE 8-16."))
    if not (order.intervals or order.dates or order.recurring):
        return await show(turn, role)
    who = await _whom(turn, role, order.name)
    if who is None:
        return Reply(turn.t("I find no such colleague."))
    before = [one for one in await duty.shifts(turn.db, role.municipality) if one.person == who]
    told = await (add(turn, role, order, who) if order.intervals else leave(turn, role, order, who))
    if not told:
        return Reply(turn.t("That is over already. Nothing was changed."))
    after = [one for one in await duty.shifts(turn.db, role.municipality) if one.person == who]
    await _audit(turn, role, before, after)
    keep = {"person": who, "role": role.id, "before": [_stored(one) for one in before]}
    others = () if who == turn.person.id else (ToAnother(who, Reply(told), turn.now + _TOLD_WITHIN),)
    stopped = f" {turn.t('You wrote STOP, so I ask you nothing. START changes that.')}" if turn.person.stopped else ""
    return Reply(f"{told} {turn.t('FORTRYD takes it back.')}{stopped}", undo=("take_back", keep), others=others)


async def add(turn: Turn, role: Role, order: Order, who: PersonId) -> str:
    """On duty at those hours; "" where all of them are over."""
    still = [one for one in order.intervals if order.recurring or (one[1] and one[1] > turn.now)]
    if not still:
        return ""
    await duty.put(turn.db, role.municipality, [roster.shift_of(who, one, recurring=order.recurring) for one in still])
    where = house(turn, role.municipality)
    said = turn.t.listing(_every(turn, still) if order.recurring else [_once(turn, one) for one in still])
    return turn.t("On duty for {where}: {when}.", where=where, when=said)


async def leave(turn: Turn, role: Role, order: Order, who: PersonId) -> str:
    """Off on those days, every week on those weekdays, or altogether; "" where all the days are over."""
    where = house(turn, role.municipality)
    if not order.dates:
        await duty.drop_all(turn.db, role.municipality, who)
        return turn.t("No duty for {where} any more.", where=where)
    if order.recurring:
        await duty.drop_weekdays(turn.db, role.municipality, who, [day.weekday() for day in order.dates])
        days = turn.t.listing([turn.t.weekday(day) for day in order.dates])
        return turn.t("No duty for {where}, every week: {when}.", where=where, when=days)
    today = turn.now.astimezone(COPENHAGEN).date()
    still = [day for day in order.dates if day >= today]
    if still:
        await duty.put(turn.db, role.municipality, [Shift(who, None, day, is_off=True) for day in still])
    said = turn.t.listing([turn.t.day(_noon(day), turn.now) for day in still])
    return turn.t("No duty for {where}: {when}.", where=where, when=said) if still else ""


async def show(turn: Turn, role: Role) -> Reply:
    """Who has it now, and the week to come."""
    known = await _reached(turn, role)
    shifts = await duty.shifts(turn.db, role.municipality)
    now = roster.on_duty(shifts, known, turn.now)
    names = turn.t.listing(sorted(known[one] for one in now))
    head = turn.t("On duty now: {names}.", names=names) if now else turn.t("Nobody is on duty now.")
    lines = [head, *_week(turn, shifts, known)]
    if not any(shift.person in known and shift.weekday is not None for shift in shifts):
        lines.insert(1, turn.t("No roster: all are on duty on weekdays 8-16."))
    first, *rest = pages(lines)
    return Reply(first, pages=tuple(rest))


def _week(turn: Turn, shifts: Sequence[Shift], known: dict[PersonId, str]) -> Iterator[str]:
    today = turn.now.astimezone(COPENHAGEN).date()
    for day in (today + n * _DAY for n in range(_SHOWN_DAYS)):
        them = sorted(roster.duties(shifts, known, day), key=lambda one: one.begins)
        if them:
            each = ", ".join(f"{known[one.person]} {_hours(turn, one.begins, one.ends)}" for one in them)
            yield f"{turn.t.day(_noon(day), turn.now)}: {each}"


async def take_back(turn: Turn) -> Reply:
    """FORTRYD: the roster is as it was."""
    role = next((one for one in turn.roles if one.id == turn.kept["role"]), None)
    if role is None:
        return Reply(turn.t("Only staff have duty here."))
    person = PersonId(turn.kept["person"])
    await duty.drop_all(turn.db, role.municipality, person)
    before = [_restored(person, one) for one in turn.kept["before"]]
    if before:
        await duty.put(turn.db, role.municipality, before)
    await _audit(turn, role, (), before)
    return Reply(turn.t("Good, I have taken it back."))


async def _whom(turn: Turn, role: Role, name: str) -> PersonId | None:
    """The person themselves, or the one colleague with that name."""
    if not name:
        return turn.person.id
    found = [
        one for one in await _holders(turn, role) if name.casefold() in (one.name.casefold(), one.pseudonym.casefold())
    ]
    return found[0].person if len(found) == 1 else None


async def _holders(turn: Turn, role: Role) -> Sequence[Holder]:
    return await roles.staff(turn.db, role.municipality) if role.municipality else await roles.admins(turn.db)


async def _reached(turn: Turn, role: Role) -> dict[PersonId, str]:
    holders = await _holders(turn, role) or await colleagues(turn.db, None)
    may = await duty.reachable(turn.db, {one.person for one in holders})
    return {one.person: one.name or one.pseudonym for one in holders if one.person in may}


def _once(turn: Turn, interval: Interval) -> str:
    begins, ends = interval
    assert begins and ends  # noqa: S101 - the reader of orders gives both
    return f"{turn.t.day(begins, turn.now)} {_hours(turn, begins, ends)}"


def _every(turn: Turn, intervals: Sequence[Interval]) -> list[str]:
    """The weekdays, those with the same hours together: "hver man, tirs og fre 8-16"."""
    days: dict[str, list[date]] = {}
    for begins, ends in intervals:
        if begins and ends:
            days.setdefault(_hours(turn, begins, ends), []).append(begins.date())
    return [
        turn.t("every {day} {hours}", day=turn.t.listing([turn.t.weekday(one) for one in them]), hours=hours)
        for hours, them in days.items()
    ]


def _hours(turn: Turn, begins: datetime, ends: datetime) -> str:
    return f"{turn.t.clock(begins)}-{turn.t.clock(ends)}"


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), COPENHAGEN)


def _stored(shift: Shift) -> dict[str, object]:
    day = shift.day.isoformat() if shift.day else None
    return {"weekday": shift.weekday, "day": day, "begins": shift.begins, "ends": shift.ends, "is_off": shift.is_off}


def _restored(person: PersonId, stored: dict[str, object]) -> Shift:
    day = date.fromisoformat(str(stored["day"])) if stored["day"] else None
    return replace(Shift(person, None, None), **{**stored, "day": day})  # type: ignore[arg-type]


async def _audit(turn: Turn, role: Role, before: Sequence[Shift], after: Sequence[Shift]) -> None:
    was, becomes = ([_stored(one) for one in shifts] for shifts in (before, after))
    await auditing.write(turn, role, "duty", before=was, after=becomes)


DUTY = Conversation(
    name="duty",
    first=obey,
    obeys=frozenset({Act.DUTY}),
    steps={"take_role": take_role, "take_back": take_back},
)
