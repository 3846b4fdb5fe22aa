"""Questions to a person about a session: when each is asked, and about what.

Every question can be skipped, and none is asked twice.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from loosen.domain.answers import Answers, Harder, Pain
from loosen.domain.body import Side
from loosen.domain.history import Ending, SessionRecord
from loosen.domain.timeline import SegmentKind, Timeline

if TYPE_CHECKING:
    from loosen.domain.session.engine import Session

MORNING_QUESTION_FOR = timedelta(days=7)
"""How long after a session its morning is asked about."""
SHORTEST_SESSION = 60.0
"""Least active seconds of a session that is asked about."""


def side_question(session: "Session", answers: Answers) -> int | None:
    """Return the step (from 0) whose sides to ask about now, or None.

    The question comes between two exercises or at the end, about the exercise just done, if an article
    gives its stiffer side more and both sides were done.
    """
    timeline = session.timeline
    if not timeline.segments:
        return None
    segment = timeline.segments[session.mark().segment]
    step = segment.step if session.over else segment.step - 1
    between = session.over or segment.kind in (SegmentKind.MOVE, SegmentKind.GET_READY)
    if not between or step < 0 or step in answers.harder:
        return None
    rule = timeline.steps[step].exercise.stiffer_side
    applies = rule is not None and rule.by_rule
    return step if applies and _sides_done(session, timeline, step) == set(Side) else None


def _sides_done(session: "Session", timeline: Timeline, step: int) -> set[Side]:
    ended = session.ended
    begun = [n for n in timeline.of_step(step) if n in ended and ended[n].seconds > 0]
    segments = (timeline.segments[n] for n in begun)
    return {s.side for s in segments if s.side and s.kind is SegmentKind.WORK}


def harder_side(records: Sequence[SessionRecord]) -> Side | None:
    """Return the harder side by the latest answers; None where they name neither, or there are none."""
    for record in reversed(records):
        answers = [record.answers.harder[step] for step in sorted(record.answers.harder)]
        sides = [answer for answer in answers if answer is not Harder.SAME]
        if answers:
            return Side(sides[-1]) if sides else None
    return None


def morning_question(
    records: Sequence[SessionRecord], now: datetime, asked: UUID | None
) -> SessionRecord | None:
    """Return the session whose morning after to ask about, or None.

    It is the latest one, if it ended on an earlier day than today in its own time zone. ``asked`` is the
    session that was last asked about.
    """
    last = max(records, key=lambda record: record.started, default=None)
    if last is None or last.id == asked or last.answers.morning or last.active < SHORTEST_SESSION:
        return None
    slept = last.ended.date() < now.date()
    return last if slept and now - last.ended <= MORNING_QUESTION_FOR else None


def pains_of(record: SessionRecord) -> tuple[tuple[Pain, str], ...]:
    """Return the first pain of each exercise in a session, with the exercise's name at that time."""
    names = {step.exercise: step.name for step in record.steps}
    first: dict[str, Pain] = {}
    for pain in record.answers.pains:
        first.setdefault(pain.exercise, pain)
    return tuple((pain, names.get(slug, slug)) for slug, pain in first.items())


def worth_asking(ending: Ending, active: float) -> bool:
    """Return whether a session was long enough to ask how it felt afterwards."""
    return ending is Ending.FINISHED or active >= SHORTEST_SESSION
