"""The commands of an installation that is empty."""

from pathlib import Path

import pytest

from bot.config import Settings
from tests.commands.installation import settings_of


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Its settings."""
    return settings_of(tmp_path)
