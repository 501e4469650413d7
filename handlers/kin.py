"""Kin: somebody writes about somebody else, who sleeps out, is away, writes no more, or was hit by who writes.

Nobody here can be sent out: who can is the municipality, the police for whoever is away, and a line that also talks
with relatives. None of it is told as violence, and nothing of it makes a case.
"""

from collections.abc import Iterator

from bot.conversation import Conversation, Hears, Reply, Turn
from bot.model import Town
from bot.phrasebook.kin import Kin, Then, is_harmless
from bot.search.whereabouts import remember_first_town, town_of
from bot.wording import lines
from bot.wording.buttons import human_button
from bot.wording.lines import Line


async def hear(turn: Turn) -> Reply:
    """What is told of them for the first time, or is said on about them (bot.in_context.about_us)."""
    about, then = Kin(turn.kept["about"]), turn.kept.get("then")
    town = _theirs(turn)
    await remember_first_town(turn, town if turn.reading.place else None)
    remember = {"at": turn.now.timestamp(), "about": about, "town": town.name if town else None}
    if about is Kin.HIT:
        return _reply(turn, _to_who_hits(turn), remember)
    if about is Kin.SILENT and then is None:
        return _reply(turn, _of_silence(turn), remember)
    if then == Then.POLICE:
        return _reply(turn, _of_police(turn), remember)
    if then == Then.MORE and is_harmless(turn.text) and not turn.reading.place:
        return _reply(turn, [turn.t("Say that when you ring."), *_talks(turn), *_in_danger(turn)], remember)
    if about is Kin.AWAY:
        return _reply(turn, _to_find(turn, town), remember)
    if then == Then.UNWILLING:
        return _reply(turn, _against_their_will(turn), remember)
    said = " ".join(_to_send(turn, town, is_first=then is None))
    if town is not None:
        return _reply(turn, [said, *_in_danger(turn)], remember)
    return Reply(
        f"{said} {turn.t('Which town are they in? Then I look for the number.')}",
        then="take_town",
        hears=frozenset({Hears.PLACE}),
        keep={"about": about},
        remember=remember,
        otherwise=turn.t("Write the town that they are in, and I look for the number."),
    )


async def take_town(turn: Turn) -> Reply:
    """The town that they are in: its municipality is told."""
    return await hear(turn.with_(kept={**turn.kept, "then": Then.MORE}))


def _theirs(turn: Turn) -> Town | None:
    """Where they are, as far as it was said; else where the writer is."""
    if turn.reading.place or not turn.memory.get("town"):
        return town_of(turn)
    return turn.towns.find(turn.memory["town"])


def _reply(turn: Turn, said: Iterator[str] | list[str], remember: dict[str, object]) -> Reply:
    return Reply(
        " ".join(said),
        remember=remember,
        shortcuts=(human_button(turn.t),),
        otherwise=turn.t("I do not know more about that. Write MENNESKE to ask a human."),
    )


def _to_send(turn: Turn, town: Town | None, *, is_first: bool) -> Iterator[str]:
    """Who goes out to people on the street."""
    t = turn.t
    yield t("It is good that you want to help.") if is_first else t("I am a machine and cannot send anybody.")
    hall = lines.municipality_itself(turn.directory, town.municipality if town else None, turn.now)
    if hall:
        yield t("Ring {name} and ask for somebody who goes out to them: {phone}.", name=hall.name, phone=hall.phone)
    else:
        yield t("The municipality can send somebody who goes out to people on the street. Ring and ask for that.")
    yield from _talks(turn)


def _to_find(turn: Turn, town: Town | None) -> Iterator[str]:
    """The police for whoever is away; it is no alarm, unless there is danger."""
    t = turn.t
    police = lines.line(turn.directory, Line.POLICE, turn.now)
    yield (
        t("Nobody knows where they are? Ring the police: {phone}. They can look for them.", phone=police.phone)
        if police
        else t("Nobody knows where they are? Ring the police. They can look for them.")
    )
    yield t("Ask too where they usually sleep.")
    if hall := lines.municipality_itself(turn.directory, town.municipality if town else None, turn.now):
        yield t("{name}: {phone}.", name=hall.name, phone=hall.phone)
    yield from _in_danger(turn)


def _of_police(turn: Turn) -> Iterator[str]:
    """Whether to ring them."""
    if police := lines.line(turn.directory, Line.POLICE, turn.now):
        yield turn.t("Yes, ring {phone} when you fear what has happened.", phone=police.phone)
    else:
        yield turn.t("Yes, ring the police when you fear what has happened.")
    yield from _in_danger(turn)


def _talks(turn: Turn) -> Iterator[str]:
    """Who also talks with relatives now."""
    if talks := lines.for_relatives(turn.directory, turn.now):
        yield turn.t("{name} talks with you as a relative: {phone}.", name=talks.name, phone=talks.phone)


def _against_their_will(turn: Turn) -> Iterator[str]:
    """What can be done for somebody who wants no help."""
    yield turn.t("You cannot decide for them. Say that you are there, and ask again another day.")
    yield from _talks(turn)
    yield from _in_danger(turn)


def _of_silence(turn: Turn) -> Iterator[str]:
    """They write no more: that hurts, and may be a worry."""
    yield turn.t("It is hard when somebody does not answer.")
    if talks := lines.for_relatives(turn.directory, turn.now):
        yield turn.t("{name} answers now: {phone}.", name=talks.name, phone=talks.phone)
    if police := lines.line(turn.directory, Line.POLICE, turn.now):
        yield turn.t("Do you fear that something happened, ring the police: {phone}.", phone=police.phone)
    yield turn.t("Write MENNESKE to talk to somebody.")


def _to_who_hits(turn: Turn) -> Iterator[str]:
    """They want it to end: no home for those who flee is theirs."""
    yield turn.t("Good that you write it. Go away from each other until it is calm.")
    if safety := lines.answering(turn.directory, Line.SAFETY, turn.now):
        yield turn.t("{phone} talks with everybody, also who hits. You need not say your name.", phone=safety.phone)
    yield from _in_danger(turn)


def _in_danger(turn: Turn) -> Iterator[str]:
    yield turn.t("Is somebody in danger now, ring {alarm}.", alarm=lines.alarm(turn.directory))


KIN = Conversation(name="kin", first=hear, steps={"take_town": take_town})
