"""Every failure that the house names, but for settings that cannot start (bot.config.Misconfigured).

AabenDoerError
├── BadFile              a places file with faults; holds every fault with line and field
├── BadSignature         a webhook that is unsigned, forged or for another address
├── BadRequest           a webhook that is signed but cannot be read
├── TooLarge             a request whose body is over the limit
├── BadSeal              a stored value that our key does not open
├── WrongKey             a database that was made with another SECRET_KEY
├── HalfRotated          a database whose change of key was interrupted
├── BadDatabase          a database that cannot be opened
├── AlreadyRunning       a file that another process runs on
└── SendFailed           a message did not go out
    ├── TryLater         busy or down; `after` seconds, within reason, when the provider says so
    ├── Refused          never will; the number or the text is impossible
    ├── OptedOut         the person, or the carrier for them, has blocked us
    └── Unsettled        the provider may have taken it; nobody knows yet
"""

from collections.abc import Sequence
from dataclasses import dataclass

# Seconds. An answer is worth sending for four hours: a channel that was told to rest for a day, or for as long as no
# calendar can count, is tried again sooner.
SHORTEST_REST, LONGEST_REST = 1.0, 900.0


class AabenDoerError(Exception):
    """Something that we foresaw went wrong."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a file: its line (1-based), the field and what is wrong with it."""

    line: int
    field: str
    problem: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.field}: {self.problem}"


class BadFile(AabenDoerError):
    """A file that cannot be read in; `faults` names every fault, in the order of the file."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


class BadSignature(AabenDoerError):
    """A webhook that does not come from the provider."""


class BadRequest(AabenDoerError):
    """A webhook from the provider that cannot be read."""


class TooLarge(AabenDoerError):
    """A request whose body is over the limit."""


class BadSeal(AabenDoerError):
    """A stored value that this SECRET_KEY does not open."""

    def __init__(self, purpose: str) -> None:
        super().__init__(f"A stored value ({purpose}) does not open: it is damaged, or made with another SECRET_KEY.")


class WrongKey(AabenDoerError):
    """A database that was made with another SECRET_KEY. `name`: where the key came from, the setting or a file."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: not the key that this database was made with, and nothing in it opens without. "
            "Put the old key back (it belongs with your backups), or set DATABASE_URL to the database of this key. "
            "If the key was just being changed, run rotate-key again: the new one lies in DATA_DIR/secret_key.next."
        )


class HalfRotated(AabenDoerError):
    """A database whose change of key was interrupted: half of it opens with the old key, half with the new one."""

    def __init__(self) -> None:
        super().__init__(
            "SECRET_KEY: a change of the key was interrupted. Finish it with the command rotate-key, "
            "with the old key still set; nothing is lost."
        )


class BadDatabase(AabenDoerError):
    """A database that cannot be opened."""


class AlreadyRunning(AabenDoerError):
    """A second `run` on one file: two would answer everybody twice."""

    def __init__(self, file: str, process: str) -> None:
        super().__init__(
            f"DATABASE_URL: {file} is in use: Åben Dør already runs on it{f' (process {process})' if process else ''}. "
            "End that one first, or set another DATABASE_URL; several processes at once need PostgreSQL."
        )


class SendFailed(AabenDoerError):
    """A message did not go out. `code` is the provider's own, for staff and logs; it never holds a number or a text."""

    retry = False
    tell_staff = False

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TryLater(SendFailed):
    """The provider is busy or down, and has not taken the message.

    `after` is in seconds and never longer than we would wait ourselves, None when it did not say.
    """

    retry = True

    def __init__(self, code: str, *, after: float | None = None) -> None:
        super().__init__(code)
        self.after = None if after is None else rest_of(after)


class Refused(SendFailed):
    """The provider will never take this message."""

    tell_staff = True


class OptedOut(SendFailed):
    """The person has blocked us, or their carrier has (Twilio 21610, Telegram 403)."""

    tell_staff = True


class Unsettled(SendFailed):
    """The provider may have taken the message: a report or a look-up must settle it before anything is repeated."""


def rest_of(seconds: float) -> float:
    """For how many seconds a provider is left alone that asked for so many."""
    return max(SHORTEST_REST, min(LONGEST_REST, seconds))
