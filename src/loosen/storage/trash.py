"""Trash: deleted files, each with the day of its deletion in front of its name.

The day stands in the name because a file that is only moved keeps the date of its last change.
"""

import contextlib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

KEPT = timedelta(days=30)


def place_in_trash(folder: Path, path: Path, today: date) -> Path:
    """Return a free place in the trash for a file that is deleted today.

    Files that have been there for longer than ``KEPT`` are removed.

    Raises:
        OSError: when the folder cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in _old(folder, today):
        with contextlib.suppress(OSError):
            old.unlink()
    place, number = folder / f"{today}-{path.name}", 1
    while place.exists():
        number += 1
        place = folder / f"{today}-{path.stem}-{number}{path.suffix}"
    return place


def _old(folder: Path, today: date) -> Iterator[Path]:
    """Files with a day in front that is long ago; one without any was put there by hand."""
    for path in folder.iterdir():
        with contextlib.suppress(ValueError):
            if today - date.fromisoformat(path.name[:10]) > KEPT:
                yield path
