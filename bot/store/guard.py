"""That one process runs on a file: a lock beside it, which the system gives back however the process ends."""

import contextlib
import fcntl
import os
from pathlib import Path

from bot.errors import AlreadyRunning


class Guard:
    """The lock of one file. Not on the file itself: closing a second handle of it would drop SQLite's own locks."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = file.with_name(f"{file.name}.lock")
        self._handle: int | None = None

    def take(self) -> None:
        """Be the one, until `release`. Raises AlreadyRunning, with the other's process id."""
        if self._handle is not None:
            return
        handle = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            other = os.read(handle, 32).decode(errors="replace").strip()
            os.close(handle)
            raise AlreadyRunning(str(self._file), other) from None
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        self._handle = handle

    def release(self) -> None:
        """Let another take it. The file stays: who removed it could remove one that is just being taken."""
        if self._handle is not None:
            with contextlib.suppress(OSError):
                os.close(self._handle)
            self._handle = None
