"""Feedback: something we said was wrong. We say sorry, mark the place as doubted, tell staff and look on.

What somebody thinks of a place goes to staff alone: only a fact, such as a shut door, is told to others.

Whoever was just told of a place and turned away there hears the next one at once (find_help).
"""

from bot.borne_out import says
from bot.conversation import Conversation, Hears, Reply, Turn
from bot.desk.doors import note_door, take_back
from bot.model import Choice, Intent, Place, Topic
from bot.search.meant import meant_by, shown_to
from bot.wording.buttons import ASKS_FOR, human_button, topic_button

NONE_OF_THEM = "none"
_MOST_PLACES = 4


async def hear(turn: Turn) -> Reply:
    """The place is the one that is named, else the one shown last; of several that whose help is named, else we ask."""
    shown, named = shown_to(turn), meant_by(turn, turn.person.town)
    if named.is_named:
        return await note(turn, named.place, turn.text)
    meant = [place for place in shown if set(place.topics[:1]) & set(turn.reading.topics)]
    if len(meant) == 1 or len(shown) == 1:
        return await note(turn, (meant if len(meant) == 1 else shown)[0], turn.text)
    if not shown:
        return await note(turn, None, turn.text)
    return Reply(
        turn.t("I am sorry about that. Which place was it?"),
        choices=(
            *(Choice(place.id, place.name) for place in shown[:_MOST_PLACES]),
            Choice(NONE_OF_THEM, turn.t("Another")),
        ),
        then="take_place",
        keep={"text": turn.text, "topics": turn.reading.topics},
    )


async def take_place(turn: Turn) -> Reply:
    """The place that was chosen; any other can be named in words of the person's own."""
    if turn.choice != NONE_OF_THEM:
        return await note(turn, turn.directory.place(turn.choice or ""), turn.kept["text"])
    return Reply(
        turn.t("Write the name of the place, or what was wrong. Then I pass it on."),
        then="take_comment",
        hears=frozenset({Hears.TEXT}),
        keep=turn.kept,
    )


async def take_comment(turn: Turn) -> Reply:
    """Their words go to staff beside the first ones."""
    return await note(turn, None, f"{turn.kept['text']}\n{turn.text}")


async def note(turn: Turn, place: Place | None, text: str) -> Reply:
    """A case for staff, a doubt for everybody who asks where a fact is told, and a way on for this person."""
    noted = await note_door(turn, place, text, doubts=says("fact", text))
    if place and noted["place"]:
        done = turn.t("I now tell others that {place} is uncertain, until somebody has checked it.", place=place.name)
    else:
        done = turn.t("I have written it down for those who check my answers.")
    topic = _looked_for(turn, place)
    if place is None and not turn.reading.topics and not turn.kept.get("topics"):
        again = turn.t("I stay here. Write what you need, or MENNESKE.")
        said = f"{turn.t('I am sorry. Thank you for saying so.')} {done} {again}"
        return Reply(said, shortcuts=(human_button(turn.t),), undo=("take_back", noted), otherwise=again)
    again = turn.t("Write {word}, and I look again.", word=ASKS_FOR[topic].upper())
    return Reply(
        f"{turn.t('I am sorry. Thank you for saying so.')} {done} {again}",
        shortcuts=(topic_button(turn.t, topic), human_button(turn.t)),
        undo=("take_back", noted),
    )


def _looked_for(turn: Turn, place: Place | None) -> Topic:
    """What they still need: of what they name, only what the place is for."""
    named = [Topic(one) for one in turn.reading.topics or turn.kept.get("topics", ())]
    if place is None:
        return named[0] if named else Topic.SHELTER
    return next((one for one in named if one in place.topics), place.topics[0])


FEEDBACK = Conversation(
    name="feedback",
    first=hear,
    begins_with=frozenset({Intent.FEEDBACK}),
    steps={"take_place": take_place, "take_comment": take_comment, "take_back": take_back},
)
