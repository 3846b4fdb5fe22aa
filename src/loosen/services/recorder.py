"""Recorder: writes a session's events to the journal, and the whole to the history at its end.

It never raises into the session: what goes wrong is in ``problem``, one sentence to show.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from loosen.domain.answers import Answers, with_pains
from loosen.domain.history import Ending, SessionHeading, SessionRecord, record_of
from loosen.domain.past_sessions import EARLIEST
from loosen.domain.session.engine import Session
from loosen.domain.session.events import (
    Event,
    Finished,
    Hurt,
    Mark,
    Paused,
    PauseReason,
    Replanned,
    SegmentEnded,
    Stopped,
    WentBack,
)
from loosen.domain.session.view import State
from loosen.storage.history_db import History, HistoryProblem
from loosen.storage.journal import Journal
from loosen.storage.journal_text import FirstLine, JournalLine, NewTimeline

MARK_EVERY = 0.5
"""Active seconds after which a mark is written: called twice a second, at most one is lost."""
SYNCED = (SegmentEnded, WentBack, Hurt, Replanned, Paused, Finished, Stopped)
"""Events after which the journal is synced to the disk, so that a power cut does not lose them."""


@dataclass(frozen=True)
class Kept:
    """Storage of a session: its journal while it runs, the history afterwards."""

    journal: Journal
    history: History


class Recorder:
    """Recorder of a session. Without ``kept`` nothing is written, as in a rehearsal.

    ``first`` is the line that opens a new journal; None goes on with one that was taken over.
    """

    def __init__(
        self,
        session: Session,
        heading: SessionHeading,
        today: Callable[[], datetime],
        kept: Kept | None = None,
        first: FirstLine | None = None,
    ) -> None:
        self.session = session
        self.heading = heading
        self.record: SessionRecord | None = None
        """Record of the session; None until it is over."""
        self.answers = Answers()
        """The person's answers about the session."""
        self._today = today
        self._kept = kept
        self._first = first
        self._mark: Mark | None = None
        self._unstored: str | None = None

    @property
    def keeps(self) -> bool:
        """Whether the session is recorded; a rehearsal is not."""
        return self._kept is not None

    @property
    def problem(self) -> str | None:
        """Why the session is not recorded as it should be, in one line; None without a problem."""
        if self._kept is None:
            return None
        return self._unstored or self._kept.journal.problem or self._clock_problem

    @property
    def _clock_problem(self) -> str | None:
        now = self._now()
        return (
            None
            if now >= EARLIEST
            else f"this machine’s clock is wrong: it shows the year {now.year}"
        )

    def note(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        """Record events and return them.

        Call it with every result of the session, empty ones too: they mark the time.
        """
        if self.record is None and self.session.state is not State.READY:
            self._note(events)
        return events

    def _note(self, events: tuple[Event, ...]) -> None:
        mark, said = self.session.mark(), self.answers
        self.answers = with_pains(said, events, self.session.timeline)
        if self._kept and (events or self._is_due(mark)):
            self._mark = mark
            sync = any(isinstance(event, SYNCED) for event in events)
            answers = self.answers if self.answers is not said else None
            plan = self._plan(events)
            line = JournalLine(
                wall=self._now(), events=events, mark=mark, plan=plan, answers=answers
            )
            self._append(line, sync=sync)
        if self.session.over:
            finished = self.session.state is State.FINISHED
            outcome = Ending.FINISHED if finished else Ending.STOPPED
            ended = self.session.ended
            now, answers = self._now(), self.answers
            self.record = record_of(
                self.heading,
                ended,
                mark.active,
                now,
                outcome,
                answers=answers,
                seconds=self.session.length,
            )
            self.store()

    def _plan(self, events: tuple[Event, ...]) -> NewTimeline | None:
        """The new timeline if the rest was replanned, else None."""
        if not any(isinstance(event, Replanned) for event in events):
            return None
        self.heading = self.heading.with_timeline(self.session.timeline)
        return NewTimeline(steps=self.heading.steps, segments=self.heading.segments)

    def say(self, answers: Answers) -> None:
        """Replace the answers of the person.

        Before the session, while it runs, or after it.
        """
        self.answers = answers
        if self.record:
            self.record = self.record.copy_with(answers=answers)
            if self._kept and self._unstored:
                self._append(JournalLine(wall=self.record.ended, answers=answers), sync=True)
            self.store()
        elif self.session.state is not State.READY:
            self._append(JournalLine(wall=self._now(), answers=answers), sync=True)

    def _is_due(self, mark: Mark) -> bool:
        return self._mark is None or mark.active - self._mark.active >= MARK_EVERY

    def _now(self) -> datetime:
        return self._today().replace(microsecond=0)

    def _append(self, line: JournalLine, *, sync: bool = False) -> None:
        if not self._kept:
            return
        if self._first:
            self._kept.journal.append(self._first)
            self._first, sync = None, True
            line = line.copy_with(answers=self.answers)
        self._kept.journal.append(line, sync=sync)

    def store(self) -> bool:
        """Store a session that is over in the history, and return whether it is there.

        Where it cannot be, the journal stays, and the next start tries again.
        """
        if not self._kept or self.record is None:
            return False
        try:
            self._kept.history.put(self.record)
        except HistoryProblem as problem:
            self._unstored = str(problem)
            return False
        self._unstored = None
        self._kept.journal.remove()
        return True

    def resumed(self) -> None:
        """Record that the session was resumed from an earlier process and is paused."""
        self.note((Paused(self.session.mark().active, PauseReason.RESUMED),))

    def discard(self) -> None:
        """Delete the journal of a session that has not begun."""
        if self._kept and not self.session.begun:
            self._kept.journal.remove()
            self._kept = None

    def leave(self) -> None:
        """Close the journal of a session that is not over; the next start offers to resume it."""
        if self._kept and self.record is None:
            if self.session.state is not State.READY:
                self._append(
                    JournalLine(wall=self._now(), mark=self.session.mark(), left=True), sync=True
                )
            self._kept.journal.close()
