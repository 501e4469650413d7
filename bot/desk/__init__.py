"""Humans take over: who is on duty, who is asked, what both sides hear. Used by the conversations and by timed work."""

TALK = "talk"
"""The conversation that a talk belongs to, on both sides."""
KNOWN = "known"
"""Under this a talk remembers which questions of the bot were open at the newest word from the other side."""
