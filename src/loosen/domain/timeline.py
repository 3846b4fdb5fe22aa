"""Timeline: a routine unrolled into segments, whose seconds add up to the length on the clock.

A step becomes a *move* where the position changes, *get ready*, then *work* for every set and side, with
*switch side* and *rest* between. Each side gets its full time.

The transition times are ours; no article gives any.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate

from loosen.domain.body import Equipment, Kind, Position, Side, Sides
from loosen.domain.dose import Dose, Reps, Work, work_of
from loosen.domain.exercise import Exercise
from loosen.domain.pace import Pace, seconds_between
from loosen.domain.routine import ExerciseStep
from loosen.domain.value import Value

PUT_ON = {Equipment.BAND: 15, Equipment.BELT: 20, Equipment.BALL: 10, Equipment.PILLOW: 10}
FIND_THE_START = 7
"""Additional seconds to get ready where the position is unknown and has to be read first."""
RESTART_AFTER = 3.0
"""Seconds into a segment from which going back restarts the exercise, not the one before it."""


class SegmentKind(StrEnum):
    """Kind of a segment: what the person does during it."""

    MOVE = "move"
    GET_READY = "get-ready"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"


class Segment(Value):
    """Stretch of a timeline. ``step`` is the index of the step it belongs to.

    ``side`` is None where both sides work at once or alternate within the segment. ``set_number`` counts
    from 1 on each side, up to ``sets``. ``again`` marks an extra round of the stiffer side, ``turns``
    work whose direction changes halfway.
    """

    kind: SegmentKind
    seconds: int
    step: int
    side: Side | None = None
    set_number: int = 1
    sets: int = 1
    work: Work | None = None
    again: bool = False
    open_ended: bool = False
    turns: bool = False

    def turns_at(self, length: float) -> float | None:
        """Return the seconds into a segment of this ``length`` at which the direction changes, or None."""
        if not self.turns:
            return None
        if self.work and self.work.beats:
            return self.work.beats / 2 * self.work.beat_seconds
        return None if self.open_ended else length / 2


class TimelineStep(Value):
    """Step of a timeline: its exercise and dose, and the note and heading shown with it."""

    exercise: Exercise
    dose: Dose
    note: str | None = None
    section: str | None = None


class StepSegments(Value):
    """Step with its segments (step index 0), without the move to it: independent of its place."""

    step: TimelineStep
    segments: tuple[Segment, ...]

    @property
    def seconds(self) -> int:
        """Length without the move to it."""
        return sum(segment.seconds for segment in self.segments)


@dataclass(frozen=True)
class Timeline:
    """Steps and the segments they unroll into."""

    steps: tuple[TimelineStep, ...]
    segments: tuple[Segment, ...]
    starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        ends = accumulate((s.seconds for s in self.segments), initial=0)
        object.__setattr__(self, "starts", tuple(ends)[:-1])

    @property
    def seconds(self) -> int:
        """Length of the whole timeline."""
        return sum(segment.seconds for segment in self.segments)

    def of_step(self, step: int) -> range:
        """Return the indices of a step's segments."""
        places = [n for n, segment in enumerate(self.segments) if segment.step == step]
        return range(places[0], places[-1] + 1)

    def seconds_of_step(self, step: int) -> int:
        """Return the length of a step, including the move to it."""
        return sum(self.segments[n].seconds for n in self.of_step(step))

    def part(self, step: int) -> StepSegments:
        """Return a step without the move to it, to be laid out elsewhere."""
        segments = [self.segments[n] for n in self.of_step(step)]
        unmoved = segments[segments[0].kind is SegmentKind.MOVE :]
        return StepSegments(
            self.steps[step], tuple(segment.copy_with(step=0) for segment in unmoved)
        )

    def followed_by(self, step: int, rest: "Timeline") -> "Timeline":
        """Return this timeline up to the end of a step, followed by ``rest``."""
        stop = self.of_step(step).stop
        later = tuple(segment.copy_with(step=segment.step + step + 1) for segment in rest.segments)
        return Timeline(self.steps[: step + 1] + rest.steps, self.segments[:stop] + later)

    def back_from(self, index: int, seconds: float) -> int:
        """Return the index of the segment to go back to from ``seconds`` into segment ``index``.

        It is the first of the same step after the move to it; if this step has hardly begun, the first of
        the step before.
        """
        here = self.of_step(self.segments[index].step)
        done = self.segments[here.start : index + 1]
        hardly_begun = seconds < RESTART_AFTER and all(s.kind is not SegmentKind.WORK for s in done)
        if hardly_begun and here.start:
            return self.of_step(self.segments[index].step - 1).start
        moved = index > here.start and done[0].kind is SegmentKind.MOVE
        return here.start + moved


def rest_between_sets(exercise: Exercise, pace: Pace) -> int:
    """Return the seconds of rest between two sets where the step gives none."""
    return pace.rest_strength if exercise.kind is Kind.STRENGTH else pace.rest_other


def get_ready_seconds(exercise: Exercise, pace: Pace) -> int:
    """Return the seconds before the first set: the pace's own, the setup, and equipment to put on."""
    put_on = sum(PUT_ON.get(item, 0) for item in exercise.needed)
    find = 0 if exercise.position else FIND_THE_START
    return pace.get_ready + exercise.setup_seconds + put_on + find


def side_change_seconds(exercise: Exercise, pace: Pace) -> int:
    """Return the seconds between the sides: those of the side change, at least those of the pace.

    Without a side change they are those of the pace and of the setup.
    """
    if exercise.side_change is None:
        return pace.switch_side + exercise.setup_seconds
    return max(pace.switch_side, exercise.side_change.seconds)


class Round(Value):
    """Set on one side; on both where ``side`` is None. ``again`` marks an extra round."""

    side: Side | None
    number: int
    again: bool = False


def rounds_of(
    dose: Dose, kind: Kind, stiffer: Side | None = None, stiffer_rounds: int | None = None
) -> list[Round]:
    """Return the sets of a dose in the order they are done, the stiffer side first.

    One side is finished before the other begins. In strength work the sides alternate set by set, so that
    one rests while the other works, and extra rounds come last. Alternating repetitions are one round for
    both sides.
    """
    sets = range(1, dose.sets.low + 1)
    together = dose.sides is Sides.ALTERNATING and isinstance(dose.amount, Reps)
    if dose.sides is Sides.NONE or together:
        return [Round(None, number) for number in sets]
    first = stiffer or Side.RIGHT
    turns = [Round(side, number) for number in sets for side in (first, first.other)]
    if dose.sides is Sides.ALTERNATING:
        return turns
    more = range(len(sets) + 1, (stiffer_rounds or 0) + 1) if stiffer else ()
    extra = [Round(first, number, again=True) for number in more]
    if kind is Kind.STRENGTH:
        return [*turns, *extra]
    return [
        *(Round(first, number) for number in sets),
        *extra,
        *(Round(first.other, number) for number in sets),
    ]


def work_segments(
    exercise: Exercise, step: ExerciseStep, pace: Pace, stiffer: Side | None = None
) -> list[Segment]:
    """Return a step's work with the rests and switches between (step index 0)."""
    dose = step.dose_for(exercise)
    work = work_of(dose, exercise.seconds_per_rep, pace)
    rest = rest_between_sets(exercise, pace) if step.rest is None else step.rest
    switch = side_change_seconds(exercise, pace)
    rounds = rounds_of(dose, exercise.kind, stiffer, step.stiffer_rounds)
    totals = Counter(round_.side for round_ in rounds)
    turns = exercise.turns_in(dose)
    segments: list[Segment] = []
    for before, round_ in zip([None, *rounds], rounds, strict=False):
        common = (0, round_.side, round_.number, totals[round_.side])
        if before and before.side is round_.side:
            segments.append(Segment(SegmentKind.REST, rest, *common))
        elif before and exercise.kind is Kind.STRENGTH and round_.number > before.number:
            segments.append(Segment(SegmentKind.REST, max(rest, switch), *common))
        elif before:
            segments.append(Segment(SegmentKind.SWITCH, switch, *common))
        details = (work, round_.again, step.open_ended, turns)
        segments.append(Segment(SegmentKind.WORK, work.seconds, *common, *details))
    return [segment for segment in segments if segment.seconds]


def step_segments(
    exercise: Exercise, step: ExerciseStep, pace: Pace, stiffer: Side | None = None
) -> list[Segment]:
    """Return the segments of a step without the move to it (step index 0)."""
    work = work_segments(exercise, step, pace, stiffer)
    ready = get_ready_seconds(exercise, pace)
    first = work[0]
    common = (0, first.side, first.set_number, first.sets)
    return [Segment(SegmentKind.GET_READY, ready, *common), *work]


def part_of(
    step: ExerciseStep, exercise: Exercise, pace: Pace, stiffer: Side | None = None
) -> StepSegments:
    """Return a routine's step as a part of a timeline."""
    timeline_step = TimelineStep(exercise, step.dose_for(exercise), step.note, step.section)
    return StepSegments(timeline_step, tuple(step_segments(exercise, step, pace, stiffer)))


def lay_out(
    parts: Iterable[StepSegments],
    pace: Pace,
    start: Position | None = None,
    *,
    count_first_move: bool = False,
) -> Timeline:
    """Return the timeline of parts in order, with the moves between them.

    ``start`` is the position that the person is in. With None there is no move to the first part; with
    ``count_first_move`` there is, and None is an unknown position.
    """
    steps: list[TimelineStep] = []
    segments: list[Segment] = []
    position = start
    for number, part in enumerate(parts):
        added = list(part.segments)
        to = part.step.exercise.position
        moves = number > 0 or count_first_move or start is not None
        seconds = _move_seconds(position, to, pace) if moves else 0
        if seconds:
            added.insert(0, added[0].copy_with(kind=SegmentKind.MOVE, seconds=seconds))
        segments += [segment.copy_with(step=number) for segment in added]
        steps.append(part.step)
        position = to
    return Timeline(tuple(steps), tuple(segments))


def unroll(
    steps: Iterable[ExerciseStep],
    catalogue: Mapping[str, Exercise],
    pace: Pace,
    stiffer: Side | None = None,
    start: Position | None = None,
) -> Timeline:
    """Return the timeline of resolved steps.

    ``stiffer`` is the side that feels stiffer: it goes first and gets the extra rounds of steps that have
    them. With None the right side goes first. ``start`` is the position that the person is in; with None
    there is no move to the first step.

    Raises:
        KeyError: if an exercise is not in the catalogue.
    """
    parts = (part_of(step, catalogue[step.exercise], pace, stiffer) for step in steps)
    return lay_out(parts, pace, start)


def _move_seconds(start: Position | None, end: Position | None, pace: Pace) -> int:
    return seconds_between(start, end, slow=pace.slow_transitions)
