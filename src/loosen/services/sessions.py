"""A person's sessions: begin, scan for interrupted ones, resume, log, discard."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from loosen.domain.answers import Answers
from loosen.domain.body import Side
from loosen.domain.history import (
    Ending,
    SessionHeading,
    SessionRecord,
    ended_up_to,
    heading_steps,
    record_of,
)
from loosen.domain.questions import harder_side
from loosen.domain.session.engine import GAP, Session
from loosen.domain.session.events import Mark
from loosen.domain.timeline import Timeline
from loosen.services.library import Library
from loosen.services.recorder import Kept, Recorder
from loosen.storage import files
from loosen.storage.history_db import History, HistoryProblem
from loosen.storage.journal import SUFFIX, FoundJournal, Journal, Taken, reopen, take_over
from loosen.storage.journal_text import FirstLine, JournalLine
from loosen.storage.owner import Owner, OwnerState, this_process
from loosen.storage.problems import Failure


class CannotResume(Failure):
    """A session that was left cannot be resumed."""


@dataclass(frozen=True)
class InterruptedSession:
    """A session with a journal: interrupted, or running in another process."""

    found: FoundJournal

    @property
    def heading(self) -> SessionHeading:
        """Identity and timeline of the session."""
        return self.found.reading.first

    @property
    def mark(self) -> Mark:
        """Position of the session; ``mark.active`` is what had run of ``heading.planned`` seconds."""
        return self.found.reading.mark

    @property
    def begun(self) -> bool:
        """Whether its first step had begun; before that there is nothing to record."""
        return self.found.reading.begun

    @property
    def last(self) -> datetime:
        """Wall time of its last journal line."""
        return self.found.reading.last

    @property
    def owner(self) -> Owner:
        """The process that runs the session, or ran it."""
        return self.found.reading.owner

    @property
    def elsewhere(self) -> str | None:
        """Name of another machine that ran it and perhaps still does; None for a session of this one."""
        return self.owner.host if self.found.state is OwnerState.ELSEWHERE else None

    def age(self, now: datetime) -> timedelta:
        """Time since its last journal line; never negative, whatever the clocks say."""
        return max(now - self.last, timedelta())


@dataclass(frozen=True)
class JournalScan:
    """Result of scanning the journals: interrupted sessions, latest first, running ones, and an error."""

    left: tuple[InterruptedSession, ...] = ()
    running: tuple[InterruptedSession, ...] = ()
    problem: str | None = None


class Sessions:
    """The sessions of the person whose library this is, as seen from one process."""

    def __init__(
        self, library: Library, today: Callable[[], datetime], here: Owner | None = None
    ) -> None:
        self.history = History(library.locations.history)
        self._library = library
        self._today = today
        self._here = here or this_process()
        self._discarded: tuple[Path, str] | None = None

    def begin(
        self, timeline: Timeline, routine: str, name: str, *, rehearsal: bool = False
    ) -> Recorder:
        """A new session of a routine, not yet started; nothing is kept of a rehearsal."""
        heading = SessionHeading(
            id=uuid4(),
            routine=routine,
            name=name,
            started=self._today().replace(microsecond=0),
            steps=heading_steps(timeline),
            segments=timeline.segments,
        )
        if rehearsal:
            # Its clock runs too fast for a silence to mean anything.
            return Recorder(Session(timeline), heading, self._today)
        session = Session(timeline, gap=GAP)
        journal = Journal(self._library.locations.journals / f"{heading.id}{SUFFIX}")
        first = FirstLine(**heading.fields(), owner=self._here)
        return Recorder(session, heading, self._today, Kept(journal, self.history), first)

    def scan(self) -> JournalScan:
        """Scan the journals; sessions that had ended are moved to the history."""
        try:
            found = reopen(self._library.locations.journals, self._here)
        except OSError as error:
            return JournalScan(problem=f"earlier sessions cannot be read: {error.strerror}")
        left, running, problem = [], [], found.problem
        for one in found.found:
            if one.reading.outcome:
                problem = self._store_ended(one, one.reading.outcome) or problem
            elif one.state is OwnerState.RUNNING:
                running.append(InterruptedSession(one))
            else:
                left.append(InterruptedSession(one))
        return JournalScan(tuple(left), tuple(running), problem)

    def harder_side(self) -> Side | None:
        """The side that last felt harder; None if it is not known or the history cannot be read."""
        try:
            return harder_side(self.history.all())
        except HistoryProblem:
            return None

    def resume(self, left: InterruptedSession) -> Recorder:
        """Resume a session, paused, with its journal continued; begin it anew if it had not begun.

        Raises:
            CannotResume: when another process has it by now, or an exercise of it is gone.
        """
        try:
            timeline = left.heading.timeline(self._library.catalogue)
        except KeyError as error:
            raise CannotResume(f"“{error.args[0]}” is not in the catalogue any more") from None
        journal, said = self._claim(left), left.found.reading.answers or Answers()
        if not left.begun:
            journal.remove()
            recorder = self.begin(timeline, left.heading.routine, left.heading.name)
            recorder.answers = said
            return recorder
        session = Session.resume_at(timeline, left.mark, left.found.reading.ended, GAP)
        recorder = Recorder(session, left.heading, self._today, Kept(journal, self.history))
        recorder.answers = said
        recorder.resumed()
        return recorder

    def log(self, left: InterruptedSession) -> str | None:
        """Add what was done of a session to the history, and return the problem if that fails.

        The journal of one that had not begun is only deleted.
        """
        if not left.begun:
            return self.discard(left)
        try:
            # The journal is claimed first: resumed elsewhere, the session would come to more than this.
            journal = self._claim(left)
            self.history.add(_record(left.found, Ending.ABANDONED))
        except CannotResume as problem:
            return str(problem)
        except HistoryProblem as problem:
            journal.append(JournalLine(wall=left.last, left=True))
            journal.close()
            return str(problem)
        journal.remove()
        return None

    def discard(self, left: InterruptedSession) -> str | None:
        """Delete the journal of a session, and return the problem if that fails; see ``undo_discard``."""
        held = None
        with contextlib.suppress(OSError, UnicodeDecodeError):
            held = left.found.path.read_text(encoding="utf-8")
        try:
            self._claim(left).remove()
        except CannotResume as problem:
            return str(problem)
        self._discarded = (left.found.path, held) if held is not None else None
        return None

    def undo_discard(self) -> bool:
        """Undo the last ``discard`` of this process, and return whether there was one.

        Raises:
            OSError: when it cannot be written.
        """
        if self._discarded is None:
            return False
        files.write_text(*self._discarded)
        self._discarded = None
        return True

    def _claim(self, left: InterruptedSession) -> Journal:
        line = JournalLine(wall=left.last, owner=self._here)
        try:
            return take_over(left.found, self._here, line)
        except Taken:
            raise CannotResume("another process has taken it up") from None
        except OSError as error:
            raise CannotResume(f"its journal cannot be read: {error.strerror}") from None

    def _store_ended(self, found: FoundJournal, outcome: Ending) -> str | None:
        """Add an ended session to the history. Done twice it changes nothing: the record's id is the same."""
        try:
            self.history.add(_record(found, outcome))
        except HistoryProblem as problem:
            return str(problem)
        Journal(found.path).remove()
        return None


def _record(found: FoundJournal, outcome: Ending) -> SessionRecord:
    reading = found.reading
    ended = ended_up_to(reading.ended, reading.mark)
    active, last = reading.mark.active, reading.last
    return record_of(reading.first, ended, active, last, outcome, answers=reading.answers)
