"""Settings of an installation below a temporary folder, for the tests of commands."""

from pathlib import Path

from pydantic import SecretStr

from bot.config import Settings
from tests.running import SECRET


def settings_of(folder: Path, secret: str = SECRET) -> Settings:
    """They hold no channel; the database is SQLite."""
    return Settings(  # type: ignore[call-arg]
        _env_file=None,
        database_url=f"sqlite:///{folder}/aabendoer.db",
        data_dir=folder,
        secret_key=SecretStr(secret),
        public_url="https://dor.example.dk",
    )
