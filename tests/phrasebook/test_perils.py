"""What a cry for help tells beside its kind, as tables."""

import pytest

from bot.phrasebook.perils import (
    Deed,
    Whose,
    asks_dose,
    deed,
    has_done_it,
    is_astray,
    is_freezing,
    is_gone,
    is_only_of_another,
    sounds_dark,
    was_raped,
    whose,
)


@pytest.mark.parametrize(
    ("text", "doing"),
    [
        ("har taget alle mine piller og vil bare sove for evigt", Deed.TAKEN),
        ("tog en hel æske panodil for lidt siden", Deed.TAKEN),
        ("har skåret mig i håndleddet og det fosser ud", Deed.BLEEDS),
        ("har åbnet årerne", Deed.BLEEDS),
        ("sidder på skinnerne ved svenstrup", Deed.AWAY),
        ("er kravlet ud på rækværket", Deed.AWAY),
        ("sidder i bilen med slangen fra udstødningen", Deed.AWAY),
        ("jeg sidder med kniven mod håndleddet", Deed.DOWN),
        ("jeg hang i rebet men det knækkede", Deed.DOWN),
        ("nu tager jeg livet af mig", Deed.NOW),
        ("i swallowed 30 pills", Deed.TAKEN),
        ("i am standing on the bridge", Deed.AWAY),
        ("jeg har selvmordstanker", None),
        ("jeg tænker på at springe ud fra en bro", None),
        ("jeg har taget mine piller i dag men vil ikke leve", None),
        ("har ikke taget nogen piller", None),
        ("jeg skar mig i håndleddet for 3 år siden", None),
        ("jeg sover under broen i odense", None),
        ("jeg har det dårligt lige nu", None),
        ("jeg tager bussen til vejle nu", None),
        ("jeg går ned til toget", None),
        ("jeg har drukket et glas vand", None),
        ("tog hjem og spiller kort", None),
    ],
)
def test_deed_is_heard(text: str, doing: Deed | None) -> None:
    """What is being done now; a thought, a plan without an hour and what is long past are none."""
    assert deed(text) is doing


@pytest.mark.parametrize("text", ["har gjort det", "jeg har gjort det nu", "hun har gjort det", "det er for sent"])
def test_done_is_heard(text: str) -> None:
    """Said in so few words, it is about what was spoken of before."""
    assert has_done_it(text)
    assert not has_done_it("har gjort det rent i værelset")


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("han har det skidt og siger han vil dø", Whose.HE),
        ("min søn har skrevet et afskedsbrev og er væk", Whose.HE),
        ("jeg tror min datter vil gøre noget ved sig selv", Whose.SHE),
        ("en jeg kender siger at de vil tage sit liv", Whose.SOMEBODY),
        ("my son says he wants to die", Whose.HE),
        ("han har forladt mig og jeg vil dø", None),
        ("min mand er død og jeg vil ikke leve mere", None),
        ("jeg vil dø ligesom min bror", None),
        ("jeg har taget mange piller", None),
        ("min bror hængte sig sidste år", None),
        ("jeg tror min kæreste vil tage livet af sig", Whose.SOMEBODY),
    ],
)
def test_another_is_told_from_oneself(text: str, other: Whose | None) -> None:
    """Whose death is feared: a loss, and one's own wish beside another's, are one's own."""
    assert whose(text) is other


def test_silent_son_is_no_death() -> None:
    """Who only tells that another does not write tells of no death."""
    assert is_only_of_another("min søn skriver ikke mere til mig")
    assert not is_only_of_another("min søn vil ikke leve mere")
    assert is_gone("min søn er væk")


@pytest.mark.parametrize("text", ["kan jeg tage 8 panodil", "hvor mange ipren kan man tåle", "can i take 6 ibuprofen"])
def test_dose_is_asked(text: str) -> None:
    """How much one may take is a question for Giftlinjen; how much is deadly is none."""
    assert asks_dose(text)
    assert not asks_dose("hvor mange piller skal man tage for at dø")


def test_cold_and_lost_are_heard() -> None:
    """Hours in the cold and an old woman in her nightgown are dangers; somebody who is cold is not yet one."""
    assert is_freezing("fryser sindssygt har kun et tæppe i fælledparken")
    assert is_freezing("kan ikke mærke mine tæer")
    assert not is_freezing("jeg fryser, hvor er der en varmestue")
    assert is_astray("en gammel dame går rundt i natkjole")
    assert not is_astray("en gammel dame gav mig en kop kaffe")
    assert not is_astray("jeg er en ældre mand uden sko")
    assert not is_gone("han er ked af det og vil dø")


def test_rape_is_heard() -> None:
    """Rape in many words."""
    assert was_raped("jeg er blevet voldtaget")
    assert was_raped("han tvang mig til sex")
    assert not was_raped("jeg blev tvunget til at flytte")


@pytest.mark.parametrize("text", ["undskyld jeg forstyrrer", "er det slettet nu", "godmorgen", "stop"])
def test_everyday_words_are_not_dark(text: str) -> None:
    """An excuse and an everyday sentence hold no despair."""
    assert not sounds_dark(text)
    assert sounds_dark("jeg orker ikke mere")
