"""Free places: "3 senge", "fuldt". Told with their age for 12 hours; only a human lowers them. Asked once at dusk."""

from bot import auditing
from bot.conversation import Conversation, Hears, Reply, Turn
from bot.model import Act, Order, Place, Post, Role, Trust, Wish
from bot.posting import whose
from bot.posting.asking import ask_place, chosen, for_chosen, for_meant, take_back
from bot.store import place_questions, posts
from bot.store.place_questions import About
from bot.understanding.orders import amounts


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
    return await post(turn, (aim.place, aim.role), order.free_places, order.wishes)


async def take_number(turn: Turn) -> Reply:
    """The answer to how many."""
    aim, free = chosen(turn), amounts.answer(turn.text)
    if aim.place is None or aim.role is None or free is None:
        return Reply(turn.t("How many are free now? Answer with a number. Full is 0."))
    return await post(turn, (aim.place, aim.role), free, ())


async def post(turn: Turn, where: tuple[Place, Role], free: int, wishes: tuple[Wish, ...]) -> Reply:
    """Live at once; it settles the question of the evening for everybody who was asked."""
    place, role = where
    before = turn.directory.trust.get(place.id, Trust()).free_places
    kept_for = wishes[0] if wishes else None
    number = await posts.put(
        turn.db,
        Post(place.id, Act.CAPACITY, turn.person.id, turn.now, free_places=free, free_places_for=kept_for),
    )
    await place_questions.settle(turn.db, About.FREE_PLACES, place.id, turn.now)
    after = {"free_places": free, **({"for": kept_for} if kept_for else {})}
    await auditing.write(turn, role, Act.CAPACITY, place, before={"free_places": before}, after=after)
    return Reply(
        f"{turn.t('{place}: {what}.', place=place.name, what=_said(turn, free, kept_for))} "
        f"{turn.t('I tell it for 12 hours.')} {turn.t('Wrong? Write FORTRYD.')}",
        undo=("take_back", {"post": number}),
    )


def _said(turn: Turn, free: int, kept_for: Wish | None) -> str:
    t = turn.t
    if free == 0:
        return t("full now")
    said = t("1 free place now") if free == 1 else t("{number} free places now", number=free)
    return t("{places}, for women", places=said) if kept_for is Wish.WOMEN_ONLY else said


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
    steps={"take_place": for_chosen(post_for), "take_number": take_number, "take_back": take_back},
)
