"""Session records as the history stores them, and how two histories are merged."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, Self
from uuid import UUID

from loosen.domain.answers import Answers
from loosen.domain.body import Side
from loosen.domain.dose import DoseText
from loosen.domain.exercise import Exercise
from loosen.domain.past_sessions import EARLIEST
from loosen.domain.session.events import Ended, Mark, Outcome
from loosen.domain.timeline import Segment, SegmentKind, Timeline, TimelineStep
from loosen.domain.value import AwareDatetime, Record, Slug, Text


class Ending(StrEnum):
    """How a session ended."""

    FINISHED = "finished"
    STOPPED = "stopped"
    ABANDONED = "abandoned"
    """Its process ended, and it was added to the history later without being resumed."""


class RoundRecord(Record):
    """Record of one set on one side: seconds planned and done. ``outcome`` is None if it never began."""

    side: Side | None
    set_number: int
    again: bool
    planned: int
    seconds: float
    outcome: Outcome | None


class StepRecord(Record):
    """Record of one exercise of a session, with its name and dose at that time."""

    exercise: Slug
    name: Text
    dose: Text
    rounds: tuple[RoundRecord, ...]

    @property
    def seconds(self) -> float:
        """Seconds of work done."""
        return sum(done.seconds for done in self.rounds)

    @property
    def sides(self) -> tuple["SideWork", ...]:
        """The work on each side, in the order in which the sides began."""
        rounds: dict[Side | None, list[RoundRecord]] = {}
        for one in self.rounds:
            rounds.setdefault(one.side, []).append(one)
        return tuple(
            SideWork(
                side,
                sum(one.seconds for one in some),
                sum(one.planned for one in some),
                all(one.outcome is Outcome.COMPLETED for one in some),
            )
            for side, some in rounds.items()
        )

    @property
    def is_done(self) -> bool:
        """Whether any of it was done."""
        return self.seconds > 0

    @property
    def is_complete(self) -> bool:
        """Whether nothing of it was left out."""
        return all(one.outcome is Outcome.COMPLETED for one in self.rounds)


class SideWork(NamedTuple):
    """The work on one side, None for both at once: seconds done and planned, and whether all was done."""

    side: Side | None
    seconds: float
    planned: int
    complete: bool


class SessionRecord(Record):
    """Record of a whole session.

    ``planned`` and ``active`` are seconds of the whole timeline, not of the work only, without pauses.
    ``id`` identifies the session in every history, so that histories can be merged; of two records with
    one id the later ``changed`` counts, which is None for a record that was never changed.
    """

    id: UUID
    routine: Slug
    name: Text
    started: AwareDatetime
    ended: AwareDatetime
    outcome: Ending
    planned: int
    active: float
    steps: tuple[StepRecord, ...]
    answers: Answers = Answers()
    changed: AwareDatetime | None = None


class HeadingStep(Record):
    """Step of a session heading. The exercise is held by its slug and looked up when it is read."""

    exercise: Slug
    name: Text
    dose: DoseText
    note: Text | None = None
    section: Text | None = None


class SessionHeading(Record):
    """What is known of a session when it begins: its identity and its timeline.

    The segments themselves are stored. Unrolled again from the routine, they would follow changed
    settings or a newer catalogue, and stored positions in them would be wrong.
    """

    id: UUID
    routine: Slug
    name: Text
    started: AwareDatetime
    steps: tuple[HeadingStep, ...]
    segments: tuple[Segment, ...]

    def with_timeline(self, timeline: Timeline) -> Self:
        """Return the heading of the same session with another timeline."""
        changes = {"steps": heading_steps(timeline), "segments": timeline.segments}
        return self.copy_with(**changes)

    @property
    def planned(self) -> int:
        """Length of the timeline in seconds."""
        return sum(segment.seconds for segment in self.segments)

    def timeline(self, catalogue: Mapping[str, Exercise]) -> Timeline:
        """Return the session's timeline.

        Raises:
            KeyError: if an exercise is not in the catalogue any more.
        """
        steps = tuple(
            TimelineStep(catalogue[s.exercise], s.dose, s.note, s.section) for s in self.steps
        )
        return Timeline(steps, self.segments)


def heading_steps(timeline: Timeline) -> tuple[HeadingStep, ...]:
    """Return the steps of a timeline in the form that a heading holds."""
    return tuple(
        HeadingStep(
            exercise=s.exercise.slug,
            name=s.exercise.name,
            dose=s.dose,
            note=s.note,
            section=s.section,
        )
        for s in timeline.steps
    )


STEP = timedelta(minutes=15)
"""A clock that is set by less changes nothing that anybody reads."""


def believed_start(started: datetime, ended: datetime, seconds: float) -> datetime:
    """When a session of a length began that ended at ``ended``: ``started``, unless the clock was set since.

    ``seconds`` is its length by a monotonic clock, or less where that is not known.
    """
    length = timedelta(seconds=round(seconds))
    was_set = started < EARLIEST <= ended
    went_back = ended < started or ended - started < length - STEP
    return ended - length if was_set or went_back else started


def record_of(
    heading: SessionHeading,
    ended: Mapping[int, Ended],
    active: float,
    until: AwareDatetime,
    outcome: Ending,
    *,
    answers: Answers | None = None,
    seconds: float | None = None,
) -> SessionRecord:
    """Return the record of a session, from how each segment ended, by its index.

    ``active`` is in seconds; ``until`` is the instant at which the session ended. ``seconds`` is its
    length by a monotonic clock, where that is known.
    """
    started = believed_start(heading.started, until, active if seconds is None else seconds)
    return SessionRecord(
        id=heading.id,
        routine=heading.routine,
        name=heading.name,
        started=started,
        ended=until,
        outcome=outcome,
        planned=heading.planned,
        active=round(active, 3),
        steps=tuple(_steps(heading, ended)),
        answers=answers or Answers(),
    )


def _steps(heading: SessionHeading, ended: Mapping[int, Ended]) -> Iterator[StepRecord]:
    for number, step in enumerate(heading.steps):
        rounds = (
            _round(segment, ended.get(n))
            for n, segment in enumerate(heading.segments)
            if segment.step == number and segment.kind is SegmentKind.WORK
        )
        yield StepRecord(
            exercise=step.exercise, name=step.name, dose=str(step.dose), rounds=tuple(rounds)
        )


def _round(segment: Segment, ended: Ended | None) -> RoundRecord:
    return RoundRecord(
        side=segment.side,
        set_number=segment.set_number,
        again=segment.again,
        planned=segment.seconds,
        seconds=round(ended.seconds, 3) if ended else 0.0,
        outcome=ended.outcome if ended else None,
    )


def ended_up_to(ended: Mapping[int, Ended], mark: Mark) -> dict[int, Ended]:
    """Return ``ended`` with the running segment added, as ended early at the mark."""
    if mark.segment in ended or not mark.seconds:
        return dict(ended)
    return {**ended, mark.segment: Ended(mark.seconds, Outcome.ENDED_EARLY)}


@dataclass(frozen=True)
class MergeResult:
    """Result of comparing two histories: sessions to add, to replace, and the number to leave."""

    added: tuple[SessionRecord, ...] = ()
    updated: tuple[SessionRecord, ...] = ()
    same: int = field(default=0)

    @property
    def changes(self) -> tuple[SessionRecord, ...]:
        """Every session to write."""
        return self.added + self.updated


def is_newer(one: SessionRecord, other: SessionRecord) -> bool:
    """Return whether a record of a session was changed after another record of it."""
    if one.changed is None:
        return False
    return other.changed is None or one.changed > other.changed


def merge(ours: Iterable[SessionRecord], theirs: Iterable[SessionRecord]) -> MergeResult:
    """Return what ``theirs`` adds to ``ours``; a session that is in theirs more than once counts once.

    Two records changed at the same instant, or never, are taken to be equal: ours stays.
    """
    here = {record.id: record for record in ours}
    there: dict[object, SessionRecord] = {}
    for record in theirs:
        if record.id not in there or is_newer(record, there[record.id]):
            there[record.id] = record
    added = tuple(record for record in there.values() if record.id not in here)
    both = [record for record in there.values() if record.id in here]
    updated = tuple(record for record in both if is_newer(record, here[record.id]))
    return MergeResult(added, updated, len(both) - len(updated))
