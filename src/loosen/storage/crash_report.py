"""The report of a fault that ended the app: where it happened, and none of the values at hand there."""

import platform
import traceback
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from loosen.storage.files import write_text

NAME = "crash.txt"
"""In the state folder; the latest report takes the place of the one before."""


def write_crash_report(folder: Path, error: BaseException, now: datetime) -> Path:
    """Write the report, private to its owner; where it is.

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
