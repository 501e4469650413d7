"""The directory in memory, kept as it is in the database: a change is seen within a second, and a new day too."""

from datetime import date, datetime

from bot.moment import COPENHAGEN
from bot.store import places, versions
from bot.store.database import Database
from bot.store.directory import Directory


class Atlas:
    """Holds the latest snapshot of the directory."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._version = -1
        self._day: date | None = None
        self._directory = Directory(())

    @property
    def directory(self) -> Directory:
        """The latest snapshot."""
        return self._directory

    async def refresh(self, now: datetime | None = None) -> bool:
        """Read the directory again if it has changed or the day has; whether it had."""
        day = now.astimezone(COPENHAGEN).date() if now else self._day
        async with self._database.read() as db:
            version = await versions.of_directory(db)
            if (version, day) == (self._version, self._day):
                return False
            self._directory = await places.directory(db, day)
        self._version, self._day = version, day
        return True
