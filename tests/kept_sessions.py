"""What tests of kept sessions share: a place to keep them, processes that are gone, a calendar."""

import fcntl
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from builders import small_catalogue, timeline
from conftest import FakeClock

from loosen.services.library import Library
from loosen.services.recorder import Recorder
from loosen.services.sessions import Sessions
from loosen.storage.locations import Locations
from loosen.storage.owner import Owner, this_process

NOON = datetime(2026, 5, 4, 12, tzinfo=timezone(timedelta(hours=2)))


@dataclass
class Calendar:
    """A wall clock that moves only when told to."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Home:
    """A home folder that several processes, played one after the other, keep their sessions in."""

    folder: Path
    today: Calendar = field(default_factory=Calendar)
    others: list[Recorder] = field(default_factory=list)
    """The sessions begun in processes that have ended since."""

    @property
    def locations(self) -> Locations:
        return Locations(self.folder / "config", self.folder / "data", self.folder / "state")

    @property
    def journals(self) -> list[Path]:
        return sorted(self.locations.journals.glob("*"))

    def sessions(self, here: Owner | None = None) -> Sessions:
        self.end_others()
        return Sessions(Library(self.locations, small_catalogue()), self.today, here)

    def begin(self, *steps: str, here: Owner | None = None) -> Recorder:
        recorder = self.sessions(here or gone()).begin(timeline(*steps), "short", "Short")
        self.others += [] if here == this_process() else [recorder]
        return recorder

    def end_others(self) -> None:
        """What the system does for processes that end: let go of the locks they hold."""
        for recorder in self.others:
            kept = recorder._kept
            if kept and kept.journal._descriptor is not None:
                fcntl.flock(kept.journal._descriptor, fcntl.LOCK_UN)
        self.others.clear()


def run(recorder: Recorder, clock: FakeClock, seconds: float) -> None:
    """Let a session run, asked once a second."""
    for _ in range(int(seconds)):
        recorder.note(recorder.session.advance(clock.advance(1.0)))


def gone(number: int = 1) -> Owner:
    """A process from before this machine was last started."""
    return this_process().copy_with(boot=f"another-{number}")
