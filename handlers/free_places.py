"""Free places: "3 senge", "fuldt". Told with their age for 12 hours; only a human lowers them. Asked once at dusk."""

from bot import auditing
from bot.conversation import Conversation, Hears, Reply, Turn
from bot.model import Act, Order, Place, Post, Role, Trust
from bot.posting import noting, telling, whose
from bot.posting.asking import ask_place, ask_right, chosen, for_chosen, for_meant, posted_before, take_back
from bot.store import place_questions, posts
from bot.store.place_questions import About
from bot.understanding.orders import amounts, mended


async def post_for(turn: Turn, aim: whose.Aim, text: str, order: Order | None) -> Reply:
    """Store how many are free; where that was not said, ask."""
    if aim.place is None or aim.role is None or order is None:
        return ask_place(turn, aim, text)
    if order.free_places is None:
        return Reply(
            turn.t("How many are free now? Answer with a number. Full is 0."),
            then="take_number",
            hears=frozenset({Hears.NUMBER}),
            keep={"place": aim.place.id},
            otherwise=turn.t("Write how many places are free, for example 3. Full is 0."),
        )
    if order.act is Act.UNCLEAR:
        return Reply(turn.t("How many are free now? Answer with a number. Full is 0."))
    return await post(turn, (aim.place, aim.role), order)


async def take_number(turn: Turn) -> Reply:
    """The answer to how many."""
    aim, free = chosen(turn), amounts.answer(turn.text)
    if aim.place is None or aim.role is None or free is None:
        return Reply(turn.t("How many are free now? Answer with a number. Full is 0."))
    return await post(turn, (aim.place, aim.role), Order(Act.CAPACITY, free_places=free))


async def post(turn: Turn, where: tuple[Place, Role], order: Order) -> Reply:
    """Live at once; it settles the question of the evening for everybody who was asked."""
    (place, role), free, wishes = where, order.free_places or 0, order.wishes
    before = turn.directory.trust.get(place.id, Trust()).free_places
    kept_for = wishes[0] if wishes else None
    number = await posts.put(
        turn.db,
        Post(place.id, Act.CAPACITY, turn.person.id, turn.now, free_places=free, free_places_for=kept_for),
    )
    await place_questions.settle(turn.db, About.FREE_PLACES, place.id, turn.now)
    after = {"free_places": free, **({"for": kept_for} if kept_for else {})}
    await auditing.write(turn, role, Act.CAPACITY, place, before={"free_places": before}, after=after)
    note, noted = await noting.put_beside(turn, where, order)
    told = turn.t("{place}: {what}.", place=place.name, what=telling.free_said(turn.t, free, kept_for))
    said = (told, turn.t("I tell it for 12 hours."), noted, turn.t("Wrong? Write FORTRYD."))
    return Reply(
        " ".join(filter(None, said)), undo=("take_back", {"post": number, "note": note or turn.kept.get("note")})
    )


async def correct(turn: Turn) -> Reply:
    """ "Nej 4": the number that was read back is put right."""
    before, free = await posted_before(turn), amounts.answer(mended.without_slip(turn.text))
    if free is None and (mend := mended.read(turn.text, turn.now)) and mend.figure.isdigit():
        free = int(mend.figure)
    if before is None or free is None or before[1].place is None or before[1].role is None:
        return await ask_right(turn)
    kept_for = before[0].free_places_for
    await posts.withdraw(turn.db, before[0].id, turn.now)
    order = Order(Act.CAPACITY, free_places=free, wishes=(kept_for,) if kept_for else ())
    return await post(turn, (before[1].place, before[1].role), order)


async def taken(turn: Turn) -> Reply:
    """ "De er væk nu", "den ene er taget": so many fewer than were told of."""
    aim = chosen(turn)
    known = turn.directory.trust.get(aim.place.id, Trust()) if aim.place else Trust()
    free = amounts.left(turn.text, known.free_places or 0)
    if aim.place is None or aim.role is None or free is None:
        return Reply(turn.t("How many are free now? Answer with a number. Full is 0."))
    kept_for = (known.free_places_for,) if known.free_places_for and free else ()
    return await post(turn, (aim.place, aim.role), Order(Act.CAPACITY, free_places=free, wishes=kept_for))


def ask(turn: Turn, place: Place) -> Reply:
    """The one question at dusk."""
    return Reply(
        turn.t("{place}: how many beds are free tonight? Answer with a number. Full is 0.", place=place.name),
        then="take_number",
        hears=frozenset({Hears.NUMBER}),
        keep={"place": place.id},
    )


FREE_PLACES = Conversation(
    name="free_places",
    first=for_meant(post_for),
    obeys=frozenset({Act.CAPACITY}),
    steps={
        "take_place": for_chosen(post_for),
        "take_number": take_number,
        "take_back": take_back,
        "correct": correct,
        "taken": taken,
        "ask_right": ask_right,
    },
)
