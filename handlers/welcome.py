"""Welcome: a greeting is met with one, and with what can be asked. On first contact we also say who we are."""

from bot.conversation import Conversation, Reply, Turn
from bot.desk.over import just_over
from bot.model import Intent
from bot.phrasebook.oneself import says_good_night
from bot.wording.buttons import human_button, topic_buttons, what_to_write


async def greet(turn: Turn) -> Reply:
    """Short, so that the next message can be the question."""
    if told := await just_over(turn):
        return told
    if says_good_night(turn.text):
        return Reply(turn.t("Good night. Take care. Write whenever you like."))
    can = turn.t("I can tell you where to sleep, eat, get warm or see a dentist.")
    how = what_to_write(turn.t, turn.person.town)
    return Reply(
        f"{turn.t('Hello.')} {can} {how}",
        shortcuts=topic_buttons(turn.t),
        otherwise=f"{turn.t('Hello again.')} {turn.t('What do you need? Write for example sove, mad or tandlæge.')}",
    )


async def introduce(turn: Turn) -> Reply:
    """Who we are, what we keep, how to be rid of us: said once, after the first answer, in one SMS part."""
    return Reply(
        turn.t(
            "I am Åben Dør, a machine. I keep what you write for 30 days at most, in code. "
            "SLET MIG deletes it. STOP gives you peace. MENNESKE finds you a person."
        ),
        shortcuts=(human_button(turn.t),),
    )


WELCOME = Conversation(name="welcome", first=greet, begins_with=frozenset({Intent.GREETING}))
