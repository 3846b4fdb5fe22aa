"""The demo: a library in a temporary folder, with settings and a generated history.

Nothing is read or written outside that folder.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from loosen.domain.body import Area, Side
from loosen.domain.demo_history import EVENING, MORNING, NOON, DemoRoutine, demo_sessions
from loosen.domain.settings import QuestionSettings, Settings, WeekSettings
from loosen.services.library import Library
from loosen.storage.files import write_text
from loosen.storage.history_db import History
from loosen.storage.locations import Locations

ROUTINES = {MORNING: "egoscue-flow", NOON: "desk-break", EVENING: "after-work"}
AFTER_WORK = """name = "After work"
summary = "Hips, a long breath, and done with the day."
[[steps]]
exercise = "figure-four-supine"
dose = "30 s each side"
[[steps]]
exercise = "hip-crossover-stretch"
dose = "30 s each side"
[[steps]]
exercise = "pigeon-pose"
dose = "30 s each side"
[[steps]]
exercise = "hip-flexor-lunge-kneeling"
dose = "30 s each side"
[[steps]]
exercise = "childs-pose"
dose = "8 breaths"
"""
SETTINGS = Settings(
    stiffer_side=Side.LEFT,
    questions=QuestionSettings(next_morning=False),
    week=WeekSettings(
        sessions=3, minutes={Area.LOW_BACK: 15, Area.OUTER_HIP: 12, Area.HIP_FLEXORS: 8}
    ),
)


@contextlib.contextmanager
def demo_folder(parent: Path) -> Iterator[Path]:
    """Context of a temporary folder in ``parent``; one that a lost connection leaves goes at the next demo.

    Raises:
        OSError: when there is no room for one.
    """
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Machines may share a home, and a process number means something on one of them only.
    here = f"{os.uname().nodename}_"
    _sweep(parent, here)
    with tempfile.TemporaryDirectory(dir=parent, prefix=f"{here}{os.getpid()}_") as folder:
        yield Path(folder)


def _sweep(parent: Path, here: str) -> None:
    """Remove the folders of this machine's demos whose process was ended before it could."""
    for path in parent.iterdir():
        pid = path.name.removeprefix(here).partition("_")[0]
        ours = path.name.startswith(here) and path.is_dir() and not path.is_symlink()
        if ours and pid.isdecimal() and not _lives(int(pid)):
            shutil.rmtree(path, ignore_errors=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def demo_library(folder: Path, now: datetime) -> Library:
    """A library in an empty folder with settings and a history of three months.

    Raises:
        OSError: when the folder cannot be written to.
        HistoryProblem: when the history cannot.
    """
    library = Library(Locations(folder / "config", folder / "data", folder / "state"))
    library.save_settings(SETTINGS, now.date())
    library.remember_safety_seen()
    write_text(library.locations.routines / f"{ROUTINES[EVENING]}.toml", AFTER_WORK)
    played = {letter: _played(library, slug) for letter, slug in ROUTINES.items()}
    History(library.locations.history).add(*demo_sessions(played, now))
    return library


def _played(library: Library, slug: str) -> DemoRoutine:
    routine = library.routine(slug)
    return DemoRoutine(slug, routine.name, library.timeline(library.steps(routine)))
