"""The timeline: a routine unrolled into segments, so that a plan says what the clock on the wall will.

Each step becomes: *move* (only where the position changes), *get ready*, then *work* for every set and
side with *switch side* and *rest* between. Each side gets its full time.

The transition times are ours; no article gives any.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import accumulate

from loosen.domain.body import Equipment, Kind, Position, Side, Sides
from loosen.domain.dose import Dose, Reps, Work, work_of
from loosen.domain.exercise import Exercise
from loosen.domain.pace import Pace
from loosen.domain.routine import ExerciseStep

STAND_TO_FLOOR, STAND_TO_FLOOR_SLOWLY = 15, 25
FLOOR_TO_FLOOR, LYING_TO_SITTING, LYING_TO_LYING, STAND_TO_CHAIR = 12, 10, 4, 8
PUT_ON = {Equipment.BAND: 15, Equipment.BELT: 20, Equipment.BALL: 10, Equipment.PILLOW: 10}
FIND_THE_START = 7
"""Seconds more to get ready where the position is unknown: how it begins has to be read first."""
RESTART_AFTER = 3.0
"""Going back this late into an exercise restarts it; earlier, it goes to the one before."""
UP = frozenset({Position.STANDING, Position.SEATED_CHAIR})
LYING = frozenset({Position.SUPINE, Position.HOOKLYING})
KNEES = frozenset({Position.KNEELING, Position.QUADRUPED, Position.HALF_KNEELING})


class SegmentKind(StrEnum):
    """What a segment asks of the person."""

    MOVE = "move"
    GET_READY = "get-ready"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the timeline. ``step`` is the index of the step it belongs to.

    ``side`` is None where both sides work at once or take turns within the segment. ``set_number``
    counts from 1 on each side, to ``sets`` on that side. ``again`` marks an extra round of the
    stiffer side, and ``turns`` work that goes the other way round from its middle on.
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
        """Seconds into it at which the direction changes, where it lasts ``length``; None for never."""
        if not self.turns:
            return None
        if self.work and self.work.beats:
            return self.work.beats / 2 * self.work.beat_seconds
        return None if self.open_ended else length / 2


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """One exercise of the timeline, with what is shown while it lasts."""

    exercise: Exercise
    dose: Dose
    note: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A step with its own segments (step index 0), before it has a place and a way to get there."""

    step: TimelineStep
    segments: tuple[Segment, ...]

    @property
    def seconds(self) -> int:
        """How long it takes, without moving to it."""
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
        """How long all of it takes."""
        return sum(segment.seconds for segment in self.segments)

    def of_step(self, step: int) -> range:
        """The indexes of a step's segments."""
        places = [n for n, segment in enumerate(self.segments) if segment.step == step]
        return range(places[0], places[-1] + 1)

    def seconds_of_step(self, step: int) -> int:
        """How long a step takes, with moving to it."""
        return sum(self.segments[n].seconds for n in self.of_step(step))

    def part(self, step: int) -> Part:
        """A step by itself, to be laid out elsewhere."""
        own = [self.segments[n] for n in self.of_step(step)]
        still = own[own[0].kind is SegmentKind.MOVE :]
        return Part(self.steps[step], tuple(replace(segment, step=0) for segment in still))

    def followed_by(self, step: int, rest: "Timeline") -> "Timeline":
        """This timeline up to the end of a step, and then another one."""
        stop = self.of_step(step).stop
        later = tuple(replace(segment, step=segment.step + step + 1) for segment in rest.segments)
        return Timeline(self.steps[: step + 1] + rest.steps, self.segments[:stop] + later)

    def back_from(self, index: int, seconds: float) -> int:
        """The segment that going back leads to from ``seconds`` into another.

        The beginning of the same step, without moving there again; of the step before, where this
        one has hardly begun.
        """
        here = self.of_step(self.segments[index].step)
        done = self.segments[here.start : index + 1]
        hardly = seconds < RESTART_AFTER and all(s.kind is not SegmentKind.WORK for s in done)
        if hardly and here.start:
            return self.of_step(self.segments[index].step - 1).start
        moved = index > here.start and done[0].kind is SegmentKind.MOVE
        return here.start + moved


def seconds_between(a: Position | None, b: Position | None, *, slow: bool = False) -> int:
    """Seconds to change position. A metric: no detour is shorter than the direct way.

    To and from an unknown position, None, it is the longest way there is.
    """
    if a is b or {a, b} <= LYING or {a, b} <= KNEES:
        return 0 if a is b else LYING_TO_LYING
    if {a, b} == UP:
        return STAND_TO_CHAIR
    if not UP.isdisjoint((a, b)) or None in (a, b):
        return STAND_TO_FLOOR_SLOWLY if slow else STAND_TO_FLOOR
    if Position.SEATED_FLOOR in (a, b) and LYING & {a, b}:
        return LYING_TO_SITTING
    return FLOOR_TO_FLOOR


def rest_between_sets(exercise: Exercise, pace: Pace) -> int:
    """Seconds of rest between two sets, where the step does not say."""
    return pace.rest_strength if exercise.kind is Kind.STRENGTH else pace.rest_other


def get_ready_seconds(exercise: Exercise, pace: Pace) -> int:
    """Seconds before the first set: the count-in, the shape, and what has to be put on."""
    put_on = sum(PUT_ON.get(item, 0) for item in exercise.needed)
    find = 0 if exercise.position else FIND_THE_START
    return pace.get_ready + exercise.setup_seconds + put_on + find


def side_change_seconds(exercise: Exercise, pace: Pace) -> int:
    """Seconds between one side and the other: what has to happen, at least the pace's own."""
    if exercise.side_change is None:
        return pace.switch_side + exercise.setup_seconds
    return max(pace.switch_side, exercise.side_change.seconds)


@dataclass(frozen=True, slots=True)
class Round:
    """One set on one side. ``again`` marks an extra round of the stiffer side."""

    side: Side | None
    number: int
    again: bool = False


def rounds_of(
    dose: Dose, kind: Kind, stiffer: Side | None = None, stiffer_rounds: int | None = None
) -> list[Round]:
    """The sets of a dose in the order they are done, the stiffer side first.

    One side is finished before the other; in strength work the sides take turns set by set, so that
    one rests while the other works, and extra rounds come last. Alternating repetitions are one round
    for both sides.
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
    """A step's work with its rests and switches, before it is given its place (step index 0)."""
    dose = step.dose_for(exercise)
    work = work_of(dose, exercise.seconds_per_rep, pace)
    rest = rest_between_sets(exercise, pace) if step.rest is None else step.rest
    switch = side_change_seconds(exercise, pace)
    rounds = rounds_of(dose, exercise.kind, stiffer, step.stiffer_rounds)
    totals = Counter(one.side for one in rounds)
    turns = exercise.turns_in(dose)
    segments: list[Segment] = []
    for before, one in zip([None, *rounds], rounds, strict=False):
        about = (0, one.side, one.number, totals[one.side])
        if before and before.side is one.side:
            segments.append(Segment(SegmentKind.REST, rest, *about))
        elif before and exercise.kind is Kind.STRENGTH and one.number > before.number:
            segments.append(Segment(SegmentKind.REST, max(rest, switch), *about))
        elif before:
            segments.append(Segment(SegmentKind.SWITCH, switch, *about))
        how = (work, one.again, step.open_ended, turns)
        segments.append(Segment(SegmentKind.WORK, work.seconds, *about, *how))
    return [segment for segment in segments if segment.seconds]


def step_segments(
    exercise: Exercise, step: ExerciseStep, pace: Pace, stiffer: Side | None = None
) -> list[Segment]:
    """All a step takes but the change of position before it; step index 0."""
    work = work_segments(exercise, step, pace, stiffer)
    ready = get_ready_seconds(exercise, pace)
    first = work[0]
    about = (0, first.side, first.set_number, first.sets)
    return [Segment(SegmentKind.GET_READY, ready, *about), *work]


def part_of(
    step: ExerciseStep, exercise: Exercise, pace: Pace, stiffer: Side | None = None
) -> Part:
    """A routine's step as a part of a timeline."""
    shown = TimelineStep(exercise, step.dose_for(exercise), step.note, step.section)
    return Part(shown, tuple(step_segments(exercise, step, pace, stiffer)))


def lay_out(
    parts: Iterable[Part],
    pace: Pace,
    start: Position | None = None,
    *,
    somewhere: bool = False,
) -> Timeline:
    """The timeline of parts one after the other, with the moving between them.

    ``start`` is the position the person is in already; None where getting into the first one is not
    counted, unless the person is ``somewhere``: then None is an unknown position.
    """
    shown: list[TimelineStep] = []
    segments: list[Segment] = []
    position = start
    for number, part in enumerate(parts):
        own = list(part.segments)
        to = part.step.exercise.position
        known = number > 0 or somewhere or start is not None
        moving = _moving(position, to, pace) if known else 0
        if moving:
            own.insert(0, replace(own[0], kind=SegmentKind.MOVE, seconds=moving))
        segments += [replace(segment, step=number) for segment in own]
        shown.append(part.step)
        position = to
    return Timeline(tuple(shown), tuple(segments))


def unroll(
    steps: Iterable[ExerciseStep],
    catalogue: Mapping[str, Exercise],
    pace: Pace,
    stiffer: Side | None = None,
    start: Position | None = None,
) -> Timeline:
    """The timeline of resolved steps.

    ``stiffer`` is the side that feels stiffer: it goes first everywhere and gets the extra rounds of
    steps that have some; None for neither, then the right side goes first. ``start`` is the position
    the person is in already; None where getting into the first one is not counted.

    Raises:
        KeyError: for an exercise that is not in the catalogue.
    """
    parts = (part_of(step, catalogue[step.exercise], pace, stiffer) for step in steps)
    return lay_out(parts, pace, start)


def _moving(start: Position | None, end: Position | None, pace: Pace) -> int:
    return seconds_between(start, end, slow=pace.slow_transitions)
