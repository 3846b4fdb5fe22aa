"""When to ask a person something, and about what; each face asks in its own way.

Every question can be left alone, and none comes twice.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from loosen.domain.answers import Answers, Feeling, Harder, Pain
from loosen.domain.body import Side
from loosen.domain.history import Ending, SessionRecord
from loosen.domain.session.engine import Session
from loosen.domain.timeline import SegmentKind, Timeline

MORNING_FOR = timedelta(days=7)
"""After so long nobody remembers a morning."""
SHORTEST = 60.0
"""Active seconds of a session that is worth asking about."""
HARDER_SIDE = "which side felt harder?"
SMALLER = (
    "Next time make the movements smaller and the pull milder, or leave out what you doubt. "
    "If it is still worse in a day or two, ask someone who can look at your back."
)


def side_question(session: Session, answers: Answers) -> int | None:
    """The step (from 0) whose sides can be compared at present; None where there is none.

    Asked between two exercises, or at the end, of an exercise in which an article gives the stiffer
    side more, and only where both sides were done.
    """
    line = session.timeline
    if not line.segments:
        return None
    segment = line.segments[session.mark().segment]
    step = segment.step if session.over else segment.step - 1
    between = session.over or segment.kind in (SegmentKind.MOVE, SegmentKind.GET_READY)
    if not between or step < 0 or step in answers.harder:
        return None
    rule = line.steps[step].exercise.stiffer_side
    asks = rule is not None and rule.by_rule
    return step if asks and _sides_done(session, line, step) == set(Side) else None


def _sides_done(session: Session, line: Timeline, step: int) -> set[Side]:
    ended = session.ended
    places = [n for n in line.of_step(step) if n in ended and ended[n].seconds > 0]
    worked = (line.segments[n] for n in places if line.segments[n].kind is SegmentKind.WORK)
    return {segment.side for segment in worked if segment.side}


def harder_side(records: Sequence[SessionRecord]) -> Side | None:
    """The side that felt harder when it was last said; None where neither did, or nothing was said."""
    for record in reversed(records):
        said = [record.answers.harder[step] for step in sorted(record.answers.harder)]
        sides = [one for one in said if one is not Harder.SAME]
        if said:
            return Side(sides[-1]) if sides else None
    return None


def morning_question(
    records: Sequence[SessionRecord], now: datetime, asked: UUID | None
) -> SessionRecord | None:
    """The session to ask about on the morning after; ``asked`` is the last one asked about.

    The latest one, if it was on an earlier day than today, as its own place counted the days.
    """
    last = max(records, key=lambda record: record.started, default=None)
    if last is None or last.id == asked or last.answers.morning or last.active < SHORTEST:
        return None
    slept = last.ended.date() < now.date()
    return last if slept and now - last.ended <= MORNING_FOR else None


def pains_of(record: SessionRecord) -> tuple[tuple[Pain, str], ...]:
    """Where it hurt in a session, each exercise once, with its name as it was then."""
    names = {step.exercise: step.name for step in record.steps}
    first: dict[str, Pain] = {}
    for pain in record.answers.pains:
        first.setdefault(pain.exercise, pain)
    return tuple((pain, names.get(slug, slug)) for slug, pain in first.items())


def worth_asking(ending: Ending, active: float) -> bool:
    """Whether a session was long enough to have changed anything."""
    return ending is Ending.FINISHED or active >= SHORTEST


def feeling_words(before: Feeling | None, after: Feeling | None) -> str:
    """What was said before and after: "Stiffness 6 → 4, pain 2 → 2."; empty where nothing was."""
    parts = []
    for what in ("stiffness", "pain"):
        values = [getattr(moment, what) if moment else None for moment in (before, after)]
        if any(value is not None for value in values):
            first, second = ("?" if value is None else str(value) for value in values)
            parts.append(f"{what} {first} → {second}")
    words = ", ".join(parts)
    return f"{words[0].upper()}{words[1:]}." if words else ""
