"""Dangers that a few words tell of: fire, an armed stranger, a burn, and what is none of them."""

import pytest

from bot.model import Hazard
from bot.phrasebook.hazards import hazard


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("der er ild i opgangen", Hazard.FIRE),
        ("det brænder i kælderen hvor vi sover", Hazard.FIRE),
        ("der er røg i hele opgangen", Hazard.FIRE),
        ("brand", Hazard.FIRE),
        ("teltet brænder", Hazard.FIRE),
        ("there is a fire in the building", Hazard.FIRE),
        ("en mand går rundt med en økse på banegården", Hazard.ARMED),
        ("der står nogle fyre med knive ved døren", Hazard.ARMED),
        ("there is a man with a gun outside", Hazard.ARMED),
        ("der er indbrud hos mig nu", Hazard.BURGLARY),
        ("nogen er ved at bryde ind", Hazard.BURGLARY),
        ("somebody is breaking in", Hazard.BURGLARY),
        ("nogen ligger på skinnerne", Hazard.RAILS),
        ("der går en dreng på togskinnerne", Hazard.RAILS),
        ("vanvittig tandpine hævet i hele ansigtet og kan ikke synke", Hazard.SWALLOW),
        ("my jaw is swollen and i cant swallow", Hazard.SWALLOW),
        ("er stoppet med at drikke i går ryster og ser ting", Hazard.DELIRIUM),
        ("i stopped drinking and now i see spiders", Hazard.DELIRIUM),
        ("holdt op med at drikke i mandags og ryster og sveder", Hazard.WITHDRAWAL),
        ("har ikke fået mine stesolider i 4 dage", Hazard.WITHDRAWAL),
        ("mangler min metadon har glemt at hente den i går", Hazard.WITHDRAWAL),
        ("they stole my methadone", Hazard.WITHDRAWAL),
        ("brændt mig på gaskomfuret hele armen", Hazard.BURN),
        ("bidt af en hund det bløder", Hazard.BITE),
    ],
)
def test_hazards_are_told(text: str, one: Hazard) -> None:
    """Each in a few wordings, in both languages."""
    assert hazard(text) is one


@pytest.mark.parametrize(
    "text",
    [
        "det brænder i halsen",
        "det brænder når jeg tisser",
        "det brænder på med huslejen",
        "har i ild til en smøg",
        "der er ild i bålet",
        "hvad gør jeg hvis det brænder",
        "der var brand i går",
        "min mand går rundt med en kniv",
        "jeg har haft indbrud",
        "jeg sover ved skinnerne",
        "jeg sidder på skinnerne",
        "min bror arbejder på skinnerne",
        "kan ikke synke det hele på en gang",
        "vil gerne stoppe med at drikke",
        "hvordan trapper man ned på metadon",
        "min hund er bidt af en anden hund og bløder",
        "jeg brænder mig selv med cigaretter",
        "jeg mangler en seng",
    ],
)
def test_others_are_not(text: str) -> None:
    """A body that burns, a bonfire, one's own husband, one's own life and a wish for treatment are read elsewhere."""
    assert hazard(text) is None
