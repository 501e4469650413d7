"""Stop: after STOP we start nothing ourselves, and still answer; START takes it back.

What somebody unsubscribed from before stays so after START, and no question ever undoes a STOP. One thing is asked:
whether an appointment that stands shall still be reminded of.
"""

from dataclasses import replace

from bot.booking import said
from bot.conversation import Conversation, Reply, Turn
from bot.desk import saying
from bot.desk.colleagues import is_staff
from bot.model import Appointment, Command, Intent
from bot.store import appointments, check_ins, outbox, people, reminders
from bot.wording.buttons import topic_buttons, what_to_write, yes_or_no


async def stop_or_start(turn: Turn) -> Reply:
    """STOP and START are the two words of one switch."""
    return await (start(turn) if turn.reading.command is Command.START else stop(turn))


async def stop(turn: Turn) -> Reply:
    """Say what stops and what does not. No greeting comes with it."""
    if turn.person.stopped:
        return Reply(
            turn.t("It is already so: I only write when you write. START lets me write again."),
            otherwise=turn.t("Yes. I only answer. You hear nothing else from me."),
        )
    others = await saying.left(turn)
    await people.stop(turn.db, turn.person.id, turn.now)
    await check_ins.end(turn.db, turn.person.id)
    await outbox.silence(turn.db, turn.person.id)
    if own := await appointments.of_person(turn.db, turn.person.id, turn.now):
        return replace(ask_about_reminders(turn, own), others=others)
    told = turn.t("Fine. I write nothing of my own accord any more. You can still ask, and I answer. Regret it: START.")
    if is_staff(turn):
        told = f"{told} {turn.t('Nor do I ask you to take a talk.')}"
    return Reply(told, undo=("start", {}), others=others)


def ask_about_reminders(turn: Turn, own: list[Appointment]) -> Reply:
    """Who wants peace may still want to be reminded of what they have."""
    t, when = turn.t, said.when(turn.t, own[0].start, turn.now)
    has = t("You have a time {when}.", when=when) if len(own) == 1 else t("You have {number} times.", number=len(own))
    return Reply(
        f"{t('Fine. I write nothing of my own accord any more.')} {has} {t('Shall I still remind you?')}",
        choices=yes_or_no(t, "Yes, remind me", "No"),
        then="take_reminders",
        undo=("start", {}),
    )


async def take_reminders(turn: Turn) -> Reply:
    """Yes is for what stands now, and for nothing else."""
    if turn.choice != "yes":
        return Reply(turn.t("That is fine. I only write when you write."))
    own = await appointments.of_person(turn.db, turn.person.id, turn.now)
    await reminders.remind_anyway(turn.db, own, turn.now)
    return Reply(turn.t("Good. I remind you of it, and write nothing else."))


async def start(turn: Turn) -> Reply:
    """Without a STOP before it, START is a hello (Telegram sends it when a chat begins)."""
    if not turn.person.stopped:
        can = turn.t("I can tell you where to sleep, eat, get warm or see a dentist.")
        return Reply(
            f"{turn.t('Hello.')} {can} {what_to_write(turn.t, turn.person.town)}",
            shortcuts=topic_buttons(turn.t),
            otherwise=turn.t("I am ready. What do you need?"),
        )
    await people.start(turn.db, turn.person.id)
    return Reply(
        turn.t("Good. I may write to you again. STOP ends it."),
        undo=("stop", {}),
    )


STOP = Conversation(
    name="stop",
    first=stop_or_start,
    begins_with=frozenset({Intent.STOP}),
    begins_on=frozenset({Command.START}),
    steps={"stop": stop, "start": start, "take_reminders": take_reminders},
)
