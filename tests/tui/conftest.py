"""What every story begins with."""

from pathlib import Path

import pytest
from tui.stage import library_in

from loosen.storage.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """What ships, for a person who has read the safety page and has no files yet."""
    return library_in(tmp_path)
