"""A note of the day: "suppe kl 18", "brug bagdøren i dag". Who asks about the place hears it until the day is over."""

from bot import auditing
from bot.conversation import Conversation, Reply, Turn
from bot.model import Act, Order, Place, Post, Role
from bot.posting import telling, whose
from bot.posting.asking import ask_place, for_chosen, for_meant, take_back
from bot.store import posts

LONGEST = 100
"""What an answer still has room for."""


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
    place, role = where
    last = max(order.dates)
    post = Post(place.id, Act.NOTE, turn.person.id, turn.now, note=body, last_day=last)
    number = await posts.put(turn.db, post)
    notes = len(turn.directory.notes.get(place.id, ()))
    after = {"post": number, "until": last.isoformat()}
    await auditing.write(turn, role, Act.NOTE, place, before={"notes": notes}, after=after)
    told = turn.t(
        '{place}: I tell people "{note}" until the end of {day}.',
        place=place.name,
        note=body,
        day=telling.day_said(turn.t, last, turn.now),
    )
    return Reply(f"{told} {turn.t('Wrong? Write FORTRYD.')}", undo=("take_back", {"post": number}))


def _without_name(body: str, place: Place) -> str:
    """ "Stedet: suppe kl 18" is about soup."""
    name, colon, rest = body.partition(":")
    is_name = bool(colon) and whose.is_called(place, name)
    return rest.strip() if is_name and rest.strip() else body


DAY_NOTE = Conversation(
    name="day_note",
    first=for_meant(note_for),
    obeys=frozenset({Act.NOTE}),
    steps={"take_place": for_chosen(note_for), "take_back": take_back},
)
