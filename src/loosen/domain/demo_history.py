"""Invented history of three months, to show what the app makes of one.

It has a stiff left hip that slowly eases, a knee that one exercise hurts, and a week away. Every number
follows from its place in the plan, so that the same day always gives the same history.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

from loosen.domain.answers import Answers, Feeling, Harder, Morning, Pain, WayOn
from loosen.domain.history import Ending, SessionHeading, SessionRecord, heading_steps, record_of
from loosen.domain.session.events import Ended, Outcome
from loosen.domain.timeline import SegmentKind, Timeline

SORE = "pigeon-pose"
"""The exercise that hurts."""
MORNING, NOON, EVENING = "f", "d", "e"
HOURS = {MORNING: (7, 10), NOON: (12, 40), EVENING: (19, 20)}
DAYS = {".": "", "b": MORNING + EVENING}
"""Letters of the plan that do not mean a single routine."""
WEEKS = (
    "..d.f..",
    "f.d.e..",
    "f..de..",
    "f..e.f.",
    "ff.e.d.",
    ".......",
    "..f....",
    "f.d.f..",
    "ff.e.fd",
    "f.d.b.f",
    "fbd.f.e",
    "f.bf.be",
    "fdb.fbe",
)
"""The routine of each day from Monday to Sunday, or none; the present week last."""
WOBBLE = (0, 1, 0, -1, 0, 0, 1, -1)
EASED = (2, 1, 2, 2, 1, 3, 2)
WAYS = (WayOn.LEFT_OUT, WayOn.ENDED, WayOn.SWAPPED)
"""Way on of each pain; later sessions have none."""
HURT_AFTER = 12.0
MORNINGS = (Morning.BETTER, Morning.SAME, None, Morning.BETTER, Morning.WORSE, None, Morning.BETTER)
NOTES = {
    3: "Left hip pinches at the top.",
    8: "Knee again. Next time without it.",
    16: "Back from the trip, stiff from the train.",
    24: "Slept through the night.",
    33: "Got into the car without thinking about it.",
}


@dataclass(frozen=True)
class DemoRoutine:
    """Routine of the invented sessions: slug, name and timeline."""

    slug: str
    name: str
    timeline: Timeline


def demo_sessions(routines: Mapping[str, DemoRoutine], now: datetime) -> tuple[SessionRecord, ...]:
    """Return the sessions that ended before ``now``.

    ``routines`` are those of ``MORNING``, ``NOON`` and ``EVENING``, by these letters.
    """
    sore = count()
    plan = list(_plan(now))
    return tuple(
        _session(number, len(plan), routines[letter], started, sore)
        for number, (letter, started) in enumerate(plan)
        if started + timedelta(hours=1) <= now
    )


def _plan(now: datetime) -> Iterator[tuple[str, datetime]]:
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday(), weeks=len(WEEKS) - 1)
    for week, letters in enumerate(WEEKS):
        for day, letter in enumerate(letters):
            for played in DAYS.get(letter, letter):
                hour, minute = HOURS[played]
                yield played, monday + timedelta(weeks=week, days=day, hours=hour, minutes=minute)


def _session(
    number: int, of: int, played: DemoRoutine, started: datetime, sore: Iterator[int]
) -> SessionRecord:
    timeline = played.timeline
    heading = SessionHeading(
        id=UUID(int=number + 1),
        routine=played.slug,
        name=played.name,
        started=started,
        steps=heading_steps(timeline),
        segments=timeline.segments,
    )
    ended = {n: Ended(float(s.seconds), Outcome.COMPLETED) for n, s in enumerate(timeline.segments)}
    pains: tuple[Pain, ...] = ()
    outcome = Ending.FINISHED
    place = next((n for n, s in enumerate(timeline.steps) if s.exercise.slug == SORE), None)
    if place is not None and (time := next(sore)) < len(WAYS):
        pains = (_cut(timeline, ended, place, WAYS[time]),)
        outcome = Ending.STOPPED if WAYS[time] is WayOn.ENDED else Ending.FINISHED
    active = sum(segment.seconds for segment in ended.values())
    answers = _answers(number, of, timeline, pains)
    until = started + timedelta(seconds=round(active) + 20)
    return record_of(heading, ended, active, until, outcome, answers=answers)


def _cut(timeline: Timeline, ended: dict[int, Ended], step: int, way: WayOn) -> Pain:
    """Return a pain on the first side of a step, and cut ``ended`` short after it.

    The rest of the step is skipped; where the pain ended the session, all segments after it are removed.
    """
    work = [n for n in timeline.of_step(step) if timeline.segments[n].kind is SegmentKind.WORK]
    here = work[0]
    at = sum(timeline.segments[n].seconds for n in range(here)) + HURT_AFTER
    stop = len(timeline.segments) if way is WayOn.ENDED else timeline.of_step(step).stop
    ended[here] = Ended(HURT_AFTER, Outcome.ENDED_EARLY)
    for n in range(here + 1, stop):
        if way is WayOn.ENDED:
            del ended[n]
        else:
            ended[n] = Ended(0.0, Outcome.SKIPPED)
    segment = timeline.segments[here]
    return Pain(step=step, exercise=SORE, side=segment.side, at=at, seconds=HURT_AFTER, way_on=way)


def _answers(number: int, of: int, timeline: Timeline, pains: tuple[Pain, ...]) -> Answers:
    if number % 6 == 5:
        return Answers(pains=pains)
    stiff = round(7.2 - 3.6 * number / of) + WOBBLE[number % len(WOBBLE)]
    sore = max(0, round(4.4 - 3.4 * number / of) + WOBBLE[(number + 3) % len(WOBBLE)])
    eased = EASED[number % len(EASED)]
    return Answers(
        before=Feeling(stiffness=stiff, pain=sore),
        after=Feeling(stiffness=max(1, stiff - eased), pain=max(0, sore - eased // 2)),
        morning=MORNINGS[number % len(MORNINGS)],
        note=NOTES.get(number),
        harder=_harder(number, timeline),
        pains=pains,
    )


def _harder(number: int, timeline: Timeline) -> dict[int, Harder]:
    """Return harder sides by step: mostly the left, and less often towards the end."""
    sides = {}
    for number_of_step, step in enumerate(timeline.steps):
        if step.exercise.stiffer_side:
            turn = (number * 3 + number_of_step) % 10
            left = turn < max(3, 9 - number // 6)
            harder = Harder.LEFT if left else Harder.SAME if turn < 9 else Harder.RIGHT
            sides[number_of_step] = harder
    return sides
