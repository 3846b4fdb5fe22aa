"""Writing the settings file: in one readable order, and never over what a person wrote by hand."""

import re
from datetime import date
from pathlib import Path

import tomli_w

from loosen.domain.settings import Settings
from loosen.storage import files
from loosen.storage.problems import BadFile

_STRINGS = re.compile(
    r'"""(?:\\.|[^\\])*?"""' r"|'''.*?'''" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'", re.DOTALL
)


def settings_text(settings: Settings) -> str:
    """Settings as the file holds them: every key, in the order in which they are declared."""
    data = settings.model_dump(mode="json", exclude_none=True)
    return tomli_w.dumps(data)


def write_settings(path: Path, settings: Settings, today: date) -> Path | None:
    """Put settings in place of the file; where the old file went, if it was copied beside first.

    It is copied when it holds what a rewrite would lose: a comment, or something that is not right.

    Raises:
        OSError: when it cannot be written or copied; the file is then as it was.
    """
    kept = keep_beside(path, today) if path.exists() and _would_lose(path) else None
    files.write_text(path, settings_text(settings))
    return kept


def _would_lose(path: Path) -> bool:
    try:
        files.read_record(Settings, path, slug=False)
        return has_comment(files.read_text(path))
    except BadFile:
        return True


def has_comment(text: str) -> bool:
    """Whether a TOML text holds a comment."""
    return "#" in _STRINGS.sub("", text)


def keep_beside(path: Path, today: date) -> Path:
    """Copy a file beside itself under a name that nothing has yet.

    Raises:
        OSError: when it cannot be copied; no half copy is left.
    """
    name = f"{path.name}.before-{today.isoformat()}"
    number = 1
    while True:
        copy = path.with_name(name if number == 1 else f"{name}-{number}")
        try:
            with copy.open("xb") as target:
                copy.chmod(0o600)
                target.write(path.read_bytes())
        except FileExistsError:
            number += 1
        except OSError:
            copy.unlink(missing_ok=True)
            raise
        else:
            return copy
