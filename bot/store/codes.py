"""Codes by which an appointment is named on a phone and on paper."""

import secrets

# Said on a phone and understood: no two that sound alike.
_LETTERS = "AFKLMRTUX"


def new_code(letters: int) -> str:
    """Letters and two digits, as in "B47"; no 0, which is taken for an O."""
    word = "".join(secrets.choice(_LETTERS) for _ in range(letters))
    return f"{word}{1 + secrets.randbelow(9)}{1 + secrets.randbelow(9)}"
