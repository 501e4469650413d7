"""What several conversations say alike: the buttons of what people ask for most, and the way to a human."""

from bot.i18n import Translator
from bot.model import Choice, Topic
from bot.wording import CHOICE

# The keys are ordinary messages, so that a tap reads as if it had been written.
_ASKED_MOST = {
    "sove": CHOICE[Topic.SHELTER],
    "mad": CHOICE[Topic.FOOD],
    "varme": CHOICE[Topic.WARM_ROOM],
    "tandlæge": CHOICE[Topic.DENTAL],
}
HUMAN = "menneske"
ANOTHER_PLACE = "andet sted"


def human_button(t: Translator) -> Choice:
    """The button for a human being. The text beside it names the word MENNESKE."""
    return Choice(HUMAN, t("A human"))


def topic_buttons(t: Translator) -> tuple[Choice, ...]:
    """Buttons for what people ask for most, and for a human being."""
    return (*(Choice(key, t(label)) for key, label in _ASKED_MOST.items()), human_button(t))


def what_to_write(t: Translator, town: str | None) -> str:
    """How to ask. Where the town is known, it need not be said again."""
    if town:
        return t("Write what you need. I look in {town} until you name another town.", town=town)
    return t("Write what you need and where you are. For example: food in Aarhus.")


def yes_or_no(t: Translator, yes: str, no: str) -> tuple[Choice, ...]:
    """The two choices that plain yes and no take too; the labels are msgids."""
    return Choice("yes", t(yes)), Choice("no", t(no))
