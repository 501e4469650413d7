"""The directory in memory, kept as it is in the database: a change is seen within a second."""

from bot.store import places, versions
from bot.store.database import Database
from bot.store.directory import Directory


class Atlas:
    """Holds the latest snapshot of the directory."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._version = -1
        self._directory = Directory(())

    @property
    def directory(self) -> Directory:
        """The latest snapshot."""
        return self._directory

    async def refresh(self) -> bool:
        """Read the directory again if it has changed; whether it had."""
        async with self._database.read() as db:
            version = await versions.of_directory(db)
            if version == self._version:
                return False
            self._directory = await places.directory(db)
        self._version = version
        return True
