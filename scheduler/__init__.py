"""Timed work: the clock, and one file for each kind. A job takes `now` and returns counts."""
