"""Settings of an installation below a temporary folder, for the tests of commands."""

from pathlib import Path

from bot.config import Secret, Settings
from tests.running import SECRET


def settings_of(folder: Path, secret: str = SECRET) -> Settings:
    """They hold no channel; the database is SQLite."""
    return Settings(
        database_url=f"sqlite:///{folder}/aabendoer.db",
        data_dir=folder,
        secret_key=Secret(secret),
        public_url="https://dor.example.dk",
    )
