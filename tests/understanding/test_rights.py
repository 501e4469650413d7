"""STOP, AFMELD, SLET MIG and MINE DATA begin where the words name something of ours, and never because of a guess."""

import pytest

from bot.model import Intent
from bot.understanding.intent import unclaimed
from bot.understanding.reader import Reader

RIGHTS = {Intent.STOP, Intent.UNSUBSCRIBE, Intent.DELETE_ME, Intent.MY_DATA}


@pytest.mark.parametrize(
    "text",
    [
        "slet min gæld",
        "kan I slette min gæld",
        "slet mig fra RKI",
        "hvordan bliver jeg slettet fra rki",
        "delete my debt",
        "slet mine billeder",
        "fjern min plombe",
        "fjern Karl",
        "fjern Karl fra holdet",
        "slet Karl fra listen",
        "stop tyven",
        "stop bilen",
        "stop the thief",
        "stop min udsættelse",
        "kan I stoppe regningerne",
        "mine data er blevet hacket",
        "mine data er stjålet",
        "nogen har fået fat i mine oplysninger",
        "my data got hacked",
        "vis mig vej",
        "vis mig adressen",
        "fjern mig fra ventelisten",
        "opsig min lejlighed",
        "afmeld mit telefonabonnement",
        "meld mig ud af a-kassen",
        "afmeld mig fra jobcentret",
        "min eks sender mig beskeder, hvordan får jeg ham til at stoppe",
        "glem min søster",
        "stop musikken",
        "afmeld min bil",
    ],
)
def test_what_is_not_ours_claims_nothing(reader: Reader, text: str) -> None:
    """A debt, a thief, somebody else's list: whatever is wanted, it is none of the rights."""
    assert reader.read(text).intent not in RIGHTS


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("STOP", Intent.STOP),
        ("stop nu tak", Intent.STOP),
        ("STOP FOR SATAN", Intent.STOP),
        ("stop med at skrive til mig", Intent.STOP),
        ("lad mig være i fred", Intent.STOP),
        ("min kæreste ser beskederne, stop med at skrive", Intent.STOP),
        ("leave me alone", Intent.STOP),
        ("AFMELD", Intent.UNSUBSCRIBE),
        ("afmeld varmestue", Intent.UNSUBSCRIBE),
        ("afmeld mig", Intent.UNSUBSCRIBE),
        ("tag mig af listen", Intent.UNSUBSCRIBE),
        ("jeg gider ikke de nyheder mere", Intent.UNSUBSCRIBE),
        ("SLET MIG", Intent.DELETE_ME),
        ("glem alt om mig", Intent.DELETE_ME),
        ("slet slet slet", Intent.DELETE_ME),
        ("kan du slette mig", Intent.DELETE_ME),
        ("slet alt hvad I har om mig", Intent.DELETE_ME),
        ("fjern mit navn fra jeres system", Intent.DELETE_ME),
        ("erase everything you have about me", Intent.DELETE_ME),
        ("MINE DATA", Intent.MY_DATA),
        ("vis mine data", Intent.MY_DATA),
        ("hvad ved I om mig", Intent.MY_DATA),
        ("hvem kan se det jeg skriver her", Intent.MY_DATA),
        ("what do you know about me", Intent.MY_DATA),
    ],
)
def test_rights_are_still_heard(reader: Reader, text: str, right: Intent) -> None:
    """The words themselves, and sentences that name us, our messages or what we keep."""
    assert reader.read(text).intent is right


def test_beside_words_claim_nothing(reader: Reader) -> None:
    """Words that say nothing are no claim by themselves, and one foreign word beside a right ends it."""
    assert unclaimed(reader.hear("ja tak")) == RIGHTS
    assert Intent.STOP not in unclaimed(reader.hear("stop nu"))
    assert Intent.STOP in unclaimed(reader.hear("stop nu tyven"))
