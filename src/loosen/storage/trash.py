"""Trash: deleted files, each with the day of its deletion in front of its name.

The day stands in the name because a file that is only moved keeps the date of its last change.
"""

import contextlib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

KEPT = timedelta(days=30)


class Trash:
    """A folder of deleted files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def place_for(self, path: Path, today: date) -> Path:
        """A free place for a file that is deleted today; what has been there for long is taken away.

        Raises:
            OSError: when the folder cannot be made.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in self._old(today):
            with contextlib.suppress(OSError):
                old.unlink()
        place, number = self._folder / f"{today}-{path.name}", 1
        while place.exists():
            number += 1
            place = self._folder / f"{today}-{path.stem}-{number}{path.suffix}"
        return place

    def _old(self, today: date) -> Iterator[Path]:
        """Files with a day in front that is long ago; one without any was put there by hand."""
        for path in self._folder.iterdir():
            with contextlib.suppress(ValueError):
                if today - date.fromisoformat(path.name[:10]) > KEPT:
                    yield path
