"""A database with its tables and the starter directory, made once and copied: a test begins in a tenth of a second."""

import tempfile
from pathlib import Path

from pydantic import SecretStr

from bot.app import App
from bot.config import Settings
from tests.line.looking import DATABASE
from tests.running import SECRET, reader

_made: list[bytes] = []


async def furnish(folder: Path) -> None:
    """Put a database below `folder` as it is after a first start."""
    if not _made:
        _made.append(await _after_first_start())
    (folder / DATABASE).write_bytes(_made[0])


async def _after_first_start() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / DATABASE
        settings = Settings(  # type: ignore[call-arg]
            _env_file=None,
            database_url=f"sqlite:///{file}",
            data_dir=file.parent,
            secret_key=SecretStr(SECRET),
        )
        app = await App.build(settings, only={}, reader=reader())
        await app.database.close()
        return file.read_bytes()
