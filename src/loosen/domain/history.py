"""What a session came to, as it is kept: built from the engine's own records and nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self
from uuid import UUID

from pydantic import AwareDatetime

from loosen.domain.answers import Answers
from loosen.domain.body import Side
from loosen.domain.dose_text import DoseText
from loosen.domain.exercise import Exercise
from loosen.domain.session.events import Ended, Mark, Outcome
from loosen.domain.timeline import Segment, SegmentKind, Timeline, TimelineStep
from loosen.domain.value import Record, Slug, Text


class Ending(StrEnum):
    """How a session ended."""

    FINISHED = "finished"
    STOPPED = "stopped"
    ABANDONED = "abandoned"
    """Nobody ended it: its process did, and it was logged later without being taken up."""


class RoundRecord(Record):
    """One set on one side: seconds planned and done. ``outcome`` is None where it never began."""

    side: Side | None
    set_number: int
    again: bool
    planned: int
    seconds: float
    outcome: Outcome | None


class StepRecord(Record):
    """One exercise of a session, named as it was then."""

    exercise: Slug
    name: Text
    dose: Text
    rounds: tuple[RoundRecord, ...]

    @property
    def seconds(self) -> float:
        """Seconds of work done."""
        return sum(one.seconds for one in self.rounds)


class SessionRecord(Record):
    """A session as history keeps it.

    ``planned`` and ``active`` are seconds, without pauses, with what lies between the work.
    ``id`` is the same wherever the session is kept, so that histories can be merged; where two have
    it, the one that was ``changed`` later counts. None for one that was never changed.
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


class HeldStep(Record):
    """A step of a session with what is shown while it lasts; its exercise is looked up again."""

    exercise: Slug
    name: Text
    dose: DoseText
    note: Text | None = None
    section: Text | None = None


class Heading(Record):
    """A session as it is known from its beginning: what it is, and the whole timeline it plays.

    Segments are held as they are. Unrolled again, they would follow a changed setting or a newer
    catalogue, and every position in the session would mean something else.
    """

    id: UUID
    routine: Slug
    name: Text
    started: AwareDatetime
    steps: tuple[HeldStep, ...]
    segments: tuple[Segment, ...]

    def playing(self, timeline: Timeline) -> Self:
        """The same session with another timeline."""
        changes = {"steps": held_steps(timeline), "segments": timeline.segments}
        return self.model_copy(update=changes)

    @property
    def planned(self) -> int:
        """How many seconds all of it takes."""
        return sum(segment.seconds for segment in self.segments)

    def timeline(self, catalogue: Mapping[str, Exercise]) -> Timeline:
        """The timeline it plays.

        Raises:
            KeyError: for an exercise that is not in the catalogue any more.
        """
        steps = tuple(
            TimelineStep(catalogue[s.exercise], s.dose, s.note, s.section) for s in self.steps
        )
        return Timeline(steps, self.segments)


def held_steps(timeline: Timeline) -> tuple[HeldStep, ...]:
    """A timeline's steps as a heading holds them."""
    return tuple(
        HeldStep(
            exercise=s.exercise.slug,
            name=s.exercise.name,
            dose=s.dose,
            note=s.note,
            section=s.section,
        )
        for s in timeline.steps
    )


def record_of(
    heading: Heading,
    ended: Mapping[int, Ended],
    active: float,
    until: AwareDatetime,
    outcome: Ending,
    *,
    answers: Answers | None = None,
) -> SessionRecord:
    """A session as history keeps it, from what the engine noted of each segment."""
    return SessionRecord(
        id=heading.id,
        routine=heading.routine,
        name=heading.name,
        started=heading.started,
        ended=until,
        outcome=outcome,
        planned=heading.planned,
        active=round(active, 3),
        steps=tuple(_steps(heading, ended)),
        answers=answers or Answers(),
    )


def _steps(heading: Heading, ended: Mapping[int, Ended]) -> Iterator[StepRecord]:
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


def ended_at(ended: Mapping[int, Ended], mark: Mark) -> dict[int, Ended]:
    """What had ended, with the segment that was running counted up to its mark."""
    if mark.segment in ended or not mark.seconds:
        return dict(ended)
    return {**ended, mark.segment: Ended(mark.seconds, Outcome.ENDED_EARLY)}


ROUND_KEYS = (
    "session", "started", "ended", "routine", "session_outcome", "planned", "active", "step",
    "exercise", "dose", "side", "set", "again", "round_planned", "round_seconds", "round_outcome",
)  # fmt: skip
"""The columns of ``round_rows``."""


def round_rows(records: Iterable[SessionRecord]) -> Iterator[tuple[object, ...]]:
    """Every set of every session as one flat row, for spreadsheets; an empty text for None."""
    for record in records:
        whole = (
            record.id, record.started.isoformat(), record.ended.isoformat(), record.routine,
            record.outcome.value, record.planned, record.active,
        )  # fmt: skip
        for number, step in enumerate(record.steps, 1):
            for one in step.rounds:
                side = one.side.value if one.side else ""
                outcome = one.outcome.value if one.outcome else ""
                yield (
                    *whole, number, step.exercise, step.dose, side, one.set_number,
                    int(one.again), one.planned, one.seconds, outcome,
                )  # fmt: skip


@dataclass(frozen=True)
class Merged:
    """What another history brings: sessions to add, sessions to put over ours, and how many stay."""

    added: tuple[SessionRecord, ...] = ()
    updated: tuple[SessionRecord, ...] = ()
    same: int = field(default=0)

    @property
    def news(self) -> tuple[SessionRecord, ...]:
        """Every session that is to be written."""
        return self.added + self.updated


def newer(one: SessionRecord, other: SessionRecord) -> bool:
    """Whether a session was changed after another record of it was."""
    if one.changed is None:
        return False
    return other.changed is None or one.changed > other.changed


def merge(ours: Iterable[SessionRecord], theirs: Iterable[SessionRecord]) -> Merged:
    """What ``theirs`` brings to ``ours``. Each session of theirs is counted once, however often it is there.

    Two that were changed at the same instant, or never, are taken for the same: ours stays.
    """
    here = {record.id: record for record in ours}
    there: dict[object, SessionRecord] = {}
    for record in theirs:
        if record.id not in there or newer(record, there[record.id]):
            there[record.id] = record
    added = tuple(record for record in there.values() if record.id not in here)
    both = [record for record in there.values() if record.id in here]
    updated = tuple(record for record in both if newer(record, here[record.id]))
    return Merged(added, updated, len(both) - len(updated))
