"""Humans take over: who is on duty, who is asked, what both sides hear. Used by the conversations and by timed work."""

TALK = "talk"
"""The conversation that a talk belongs to, on both sides."""
KNOWN = "known"
"""Under this a talk remembers which questions of the bot were open at the newest word from the other side."""

SETTLED = "settled"
"""The step that answers who takes a talk too late: somebody else has it, or it is over."""


def is_end(text: str) -> bool:
    """MASKINE, by which a citizen has the bot back (as MENNESKE calls a human); SLUT does in a talk what it means."""
    return text.strip(" .!").casefold() in {"maskine", "maskinen", "bot", "botten", "robot", "robotten", "slut"}
