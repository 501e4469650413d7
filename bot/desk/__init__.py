"""Humans take over: who is on duty, who is asked, what both sides hear. Used by the conversations and by timed work."""
