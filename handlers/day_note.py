"""A note of the day: "suppe kl 18", "brug bagdøren i dag". Who asks about the place hears it until the day is over."""

from dataclasses import replace

from bot.conversation import Conversation, Reply, Turn
from bot.model import Act, News, Order, Place, Role
from bot.moment import COPENHAGEN
from bot.posting import correcting, noting, telling, whose
from bot.posting.asking import ask_place, ask_right, for_chosen, for_meant, posted_before, take_back
from bot.posting.noting import LONGEST
from bot.store import posts
from bot.understanding.orders import mended


async def note_for(turn: Turn, aim: whose.Aim, text: str, order: Order | None) -> Reply:
    """Store the note and read it back."""
    if aim.place is None or aim.role is None or order is None:
        return ask_place(turn, aim, text)
    body = _without_name(order.body, aim.place)
    if len(body) > LONGEST:
        return Reply(turn.t("That is too long to tell people. Write at most {number} letters.", number=LONGEST))
    return await note(turn, (aim.place, aim.role), body, order)


async def note(turn: Turn, where: tuple[Place, Role], body: str, order: Order) -> Reply:
    """Live at once, until the last day that it names."""
    last = max(order.dates)
    number = await noting.put(turn, where, News(body, last))
    told = turn.t(
        '{place}: I tell people "{note}" until the end of {day}.',
        place=where[0].name,
        note=body,
        day=telling.day_said(turn.t, last, turn.now),
    )
    return Reply(f"{told} {turn.t('Wrong? Write FORTRYD.')}", undo=("take_back", {"post": number}))


async def correct(turn: Turn) -> Reply:
    """ "Nej kl 19": the one time of the note is put right."""
    before, mend = await posted_before(turn), mended.read(turn.text, turn.now)
    body = correcting.note_mended(before[0].note, mend) if before and mend else None
    if before is None or body is None or before[1].place is None or before[1].role is None:
        return await ask_right(turn)
    last = before[0].last_day or turn.now.astimezone(COPENHAGEN).date()
    await posts.withdraw(turn.db, before[0].id, turn.now)
    return await note(turn, (before[1].place, before[1].role), body, Order(Act.NOTE, dates=(last,)))


async def replace_note(turn: Turn) -> Reply:
    """ "Nej, suppen er kl 19": the new note stands for the one before."""
    before = await posted_before(turn)
    if before is None or turn.order is None:
        return await note_for(turn, whose.aim(turn, turn.text), turn.text, turn.order)
    await posts.withdraw(turn.db, before[0].id, turn.now)
    order = replace(turn.order, body=mended.without_slip(turn.order.body))
    return await note_for(turn, before[1], turn.text, order)


def _without_name(body: str, place: Place) -> str:
    """ "Stedet: suppe kl 18" is about soup."""
    name, colon, rest = body.partition(":")
    is_name = bool(colon) and whose.is_called(place, name)
    return rest.strip() if is_name and rest.strip() else body


DAY_NOTE = Conversation(
    name="day_note",
    first=for_meant(note_for),
    obeys=frozenset({Act.NOTE}),
    steps={
        "take_place": for_chosen(note_for),
        "take_back": take_back,
        "correct": correct,
        "replace": replace_note,
        "ask_right": ask_right,
    },
)
