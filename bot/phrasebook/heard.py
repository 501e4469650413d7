"""What the phrase book hears in a message, for whoever asks why the bot answered as it did."""

from bot.phrasebook import aftermath, appointed, at_doors, foreign, hazards, lacking, oneself, perils, said

_ALL = (
    *said.HEARD,
    *at_doors.HEARD,
    *oneself.HEARD,
    *appointed.HEARD,
    *aftermath.HEARD,
    *perils.HEARD,
    *hazards.HEARD,
    *foreign.HEARD,
    *lacking.HEARD,
)


def heard(text: str) -> list[str]:
    """Which lists hear something, in which words. Whether it counts hangs on what was said before."""
    found = ((one, one.heard(text)) for one in _ALL)
    return [f"phrase book: {one.name} ({one.file}) heard in {match[0].strip()!r}" for one, match in found if match]
