"""Settings file: reading and writing, with a copy of what a person wrote by hand."""

import re
from datetime import date
from pathlib import Path

from loosen.domain.settings import Settings
from loosen.storage import files
from loosen.storage.partial import PartialReading, merged, read_partial

_STRINGS = r'(?s)"""(?:\\.|[^\\])*?"""' r"|'''.*?'''" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'"

LARGEST_COPY = 64 * 1024 * 1024
"""Bytes of a file that are copied."""


def settings_text(settings: Settings) -> str:
    """Settings as the file holds them: every key, in the order in which they are declared."""
    return files.toml_text(settings.to_plain(none=False))


def read_settings(path: Path, known: files.Known | None = None) -> PartialReading[Settings]:
    """Valid part of a settings file; see ``read_partial``."""
    return read_partial(Settings, path, known)


def write_settings(path: Path, settings: Settings, today: date) -> Path | None:
    """Write settings, and return the path of a copy of the old file if one was made.

    Unknown keys, perhaps of a newer version, stay. The old file is copied if it holds what a rewrite would
    lose: a comment, or an invalid value.

    Raises:
        OSError: when it cannot be written or copied; the file is then as it was.
    """
    kept = keep_beside(path, today) if not files.is_missing(path) and _would_lose(path) else None
    data = settings.to_plain(none=False)
    files.write_text(path, files.toml_text(merged(data, read_settings(path).extra)))
    return kept


def _would_lose(path: Path) -> bool:
    return bool(read_settings(path).wrong) or has_comment(files.read_text(path))


def has_comment(text: str) -> bool:
    """Whether a TOML text holds a comment."""
    return "#" in re.sub(_STRINGS, "", text)


def keep_beside(path: Path, today: date) -> Path:
    """Copy a file beside itself, with the day in the copy's name, and return that path.

    See ``copy_beside``.
    """
    return copy_beside(path, f"before-{today.isoformat()}")


def copy_beside(path: Path, label: str) -> Path:
    """Copy a file beside itself under ``label`` and a free number, and return the copy's path.

    Raises:
        NotRegular: when it is no regular file.
        OSError: when it cannot be copied; no half copy is left.
    """
    data = files.read_bytes(path, LARGEST_COPY)
    name = f"{path.name}.{label}"
    number = 1
    while True:
        copy = path.with_name(name if number == 1 else f"{name}-{number}")
        try:
            with copy.open("xb") as target:
                copy.chmod(0o600)
                target.write(data)
        except FileExistsError:
            number += 1
        except OSError:
            copy.unlink(missing_ok=True)
            raise
        else:
            return copy
