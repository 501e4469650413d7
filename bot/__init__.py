"""Åben Dør."""
