"""Report of a fault that ended the app: its traceback without any values."""

import platform
import traceback
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from loosen.storage.files import write_text

NAME = "crash.txt"
"""File in the state folder; each report replaces the last."""


def write_crash_report(folder: Path, error: BaseException, now: datetime) -> Path:
    """Write the report, private to its owner, and return its path.

    Raises:
        OSError: when it cannot be written.
    """
    path = folder / NAME
    write_text(path, report_text(error, now))
    return path


def report_text(error: BaseException, now: datetime) -> str:
    """Text of the report: versions, the time, and the calls that led to the fault."""
    versions = f"loosen {version('loosen')}, Textual {version('textual')}"
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.release()}"
    calls = "".join(traceback.format_exception(error))
    return f"{versions}\n{machine}\n{now:%Y-%m-%d %H:%M:%S %z}\n\n{calls}"
