"""What several conversations say alike: the buttons of what people ask for most, and the way to a human."""

from bot.i18n import Translator
from bot.model import Choice, Topic
from bot.wording.kinds import CHOICE

# Ordinary messages, so that a tap on such a button reads as if the word had been written.
ASKS_FOR = {
    Topic.SHELTER: "sove",
    Topic.WARM_ROOM: "varme",
    Topic.DENTAL: "tandlæge",
    Topic.FOOD: "mad",
    Topic.HEALTH: "læge",
    Topic.BATH: "bad",
    Topic.CLOTHES: "tøj",
    Topic.ADDICTION: "afvænning",
    Topic.MENTAL: "samtale",
    Topic.DEBT: "gæld",
    Topic.HOUSING: "bolig",
    Topic.SOCIAL_WORKER: "sagsbehandler",
    Topic.VIOLENCE: "trygt sted",
    Topic.COMMUNITY: "samvær",
    Topic.WORK: "arbejde",
    Topic.RELATIVES: "pårørende",
    Topic.AFTERCARE: "efterværn",
    Topic.RIGHTS: "bisidder",
    Topic.DIGITAL: "mitid",
    Topic.PETS: "dyrlæge",
}
HUMAN = "menneske"
BOOK = "book"
_ASKED_MOST = (Topic.SHELTER, Topic.FOOD, Topic.WARM_ROOM, Topic.DENTAL)


def human_button(t: Translator) -> Choice:
    """The button for a human being. The text beside it names the word MENNESKE."""
    return Choice(HUMAN, t("A human"))


def book(t: Translator) -> str:
    """The word for an appointment, said beside a place that has them."""
    return t("Write BOOK to get a time.")


def book_button(t: Translator) -> Choice:
    """The button for an appointment. The text beside it names the word BOOK."""
    return Choice(BOOK, t("Book a time"))


def topic_buttons(t: Translator) -> tuple[Choice, ...]:
    """Buttons for what people ask for most, and for a human being."""
    return (*(topic_button(t, topic) for topic in _ASKED_MOST), human_button(t))


def topic_button(t: Translator, topic: Topic) -> Choice:
    """The button that asks for one kind of help."""
    return Choice(ASKS_FOR[topic], t(CHOICE[topic]))


def what_to_write(t: Translator, town: str | None) -> str:
    """How to ask. Where the town is known, it need not be said again."""
    if town:
        return t("Write what you need. I look in {town} until you name another town.", town=town)
    return t("Write what you need and where you are. For example: food in Aarhus.")


def yes_or_no(t: Translator, yes: str, no: str) -> tuple[Choice, ...]:
    """The two choices that plain yes and no take too; the labels are msgids."""
    return Choice("yes", t(yes)), Choice("no", t(no))
