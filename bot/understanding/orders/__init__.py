"""What volunteers and staff order by text: open hours, free places, notes, notices, cases. Never guessed: unclear."""
