"""The menu: doses of an exercise that a plan may choose from, each with its seconds and its units.

Only what the exercise's own default and its sources allow: their lengths, and their sets. Strength may
do with fewer sets than the source's, and a single hold may be held a second time.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import assert_never

from loosen.domain.body import Kind, Level, Side, Sides
from loosen.domain.catalogue import Catalogue
from loosen.domain.dose import Amount, Breaths, Dose, Hold, Reps, Span, Timed, exactly
from loosen.domain.exercise import Exercise
from loosen.domain.pace import Pace
from loosen.domain.routine import ExerciseStep
from loosen.domain.timeline import step_segments
from loosen.domain.value import Value

UNITS = 4
"""Units of benefit of one short set."""
BY_SETS = (0.0, 1.0, 1.6, 2.0, 2.2, 2.35)
"""What sets are worth: each one more adds less."""
AGAIN = 0.3
"""What one more round of the stiffer side is worth, as a part of a set."""
SHORT_HOLD = 15
"""Holds of at most so many seconds come in bouts: their rounds count as length, not as sets."""
LONGEST_AGAIN = 60
"""Seconds on a side that a hold and its repetition may add up to, where no source says more.

ACSM's position stand (Garber et al. 2011) asks for about 60 s in all per exercise.
"""
MOST_CHOICES = 6


class Option(Value):
    """One dose on a menu. ``seconds`` is the timeline's, without the change of position before it."""

    dose: Dose
    stiffer_rounds: int | None
    seconds: int
    units: int

    def step(self, slug: str) -> ExerciseStep:
        """The routine's step of this dose."""
        return ExerciseStep(exercise=slug, dose=self.dose, stiffer_rounds=self.stiffer_rounds)


def span_of(amount: Amount) -> Span:
    """The seconds, repetitions or breaths of an amount."""
    match amount:
        case Hold(span) | Timed(span) | Breaths(span) | Reps(span):
            return span
        case _:
            assert_never(amount)


def _with_length(amount: Amount, length: int) -> Amount:
    match amount:
        case Hold() | Timed():
            return amount.copy_with(seconds=exactly(length))
        case Breaths() | Reps():
            return amount.copy_with(count=exactly(length))
        case _:
            assert_never(amount)


def _alike(exercise: Exercise) -> list[Dose]:
    """The default and the sources' doses that count in the same way."""
    default = exercise.default.dose
    given = [source.dose for source in exercise.doses if source.dose is not None]
    return [
        default,
        *(d for d in given if type(d.amount) is type(default.amount) and d.sides is default.sides),
    ]


def _lengths(doses: Iterable[Dose]) -> list[int]:
    """The ends of the lengths given, and the middle where the range is wide: 30-60 is 30, 45, 60."""
    spans = [span_of(dose.amount) for dose in doses]
    low, high = min(s.low for s in spans), max(s.high for s in spans)
    middle = (low + high) // 2 // 5 * 5
    wide = high * 2 >= low * 3 and low < middle < high
    return sorted({low, high, *([middle] if wide else [])})


def _sets(exercise: Exercise, doses: Iterable[Dose]) -> range:
    """The numbers of sets that may be chosen."""
    counts = [dose.sets for dose in doses]
    low, high = min(s.low for s in counts), max(s.high for s in counts)
    if exercise.kind is Kind.STRENGTH:
        return range(1, max(high, 3) + 1)
    hold = isinstance(exercise.default.dose.amount, Hold)
    if high == 1 and (hold or is_easy_movement(exercise)):
        return range(1, 3)
    return range(low, high + 1)


def is_easy_movement(exercise: Exercise) -> bool:
    """Whether it is gentle and moves: it may be done a second time where there is time for it."""
    moves = exercise.kind in (Kind.DYNAMIC_WARMUP, Kind.MOBILITY)
    return moves and exercise.level is Level.GENTLE


def _too_long(dose: Dose, count: int, length: int, given: int) -> bool:
    """Whether a hold is repeated beyond what its sources give and what is usual."""
    return isinstance(dose.amount, Hold) and count > given and count * length > LONGEST_AGAIN


def by_length(ratio: float) -> float:
    """What length is worth: 1 at the shortest, 1.25 at half as long again, 1.45 at twice and on."""
    if ratio <= 1.5:
        return 1 + (ratio - 1) * 0.5
    return 1.25 + (min(ratio, 2.0) - 1.5) * 0.4


def _again(exercise: Exercise, sets: int, sides: Sides, stiffer: Side | None) -> int | None:
    """The stiffer side's rounds in all, where an article asks for more of them."""
    rule = exercise.stiffer_side
    if stiffer is None or rule is None or not rule.by_rule or sides is not Sides.EACH:
        return None
    return sets + 1 if sets < rule.rounds.high else None


def _units(dose: Dose, shortest: int, fewest: int, again: int | None) -> int:
    length, sets = span_of(dose.amount).low, dose.sets.low
    ratio = length / shortest
    if isinstance(dose.amount, Hold) and length <= SHORT_HOLD and fewest > 1:
        worth = by_length(ratio * sets / fewest)
    else:
        worth = BY_SETS[min(sets, len(BY_SETS) - 1)] * by_length(ratio)
    return int(UNITS * (worth + (AGAIN * by_length(ratio) if again else 0)) + 0.5)


def menu_of(exercise: Exercise, pace: Pace, stiffer: Side | None = None) -> tuple[Option, ...]:
    """The doses to choose from, the shortest first; each that takes longer gives more."""
    doses = _alike(exercise)
    lengths, sets = _lengths(doses), _sets(exercise, doses)
    options = []
    for count in sets:
        for length in lengths:
            dose = doses[0]
            if _too_long(dose, count, length, max(d.sets.high for d in doses)):
                continue
            dose = Dose(_with_length(dose.amount, length), exactly(count), dose.sides)
            again = _again(exercise, count, dose.sides, stiffer)
            step = ExerciseStep(exercise=exercise.slug, dose=dose, stiffer_rounds=again)
            seconds = sum(s.seconds for s in step_segments(exercise, step, pace, stiffer))
            units = _units(dose, lengths[0], sets[0], again)
            options.append(Option(dose, again, seconds, units))
    return _worth_having(options)


@lru_cache(maxsize=4)
def _menus(
    _catalogue: Catalogue, _pace: Pace, _stiffer: Side | None
) -> dict[str, tuple[Option, ...]]:
    """The menus of a catalogue that are known so far."""
    return {}


def menu_in(
    catalogue: Catalogue, slug: str, pace: Pace, stiffer: Side | None = None
) -> tuple[Option, ...]:
    """The menu of an exercise of a catalogue, worked out once: one brief follows another at every key."""
    known = _menus(catalogue, pace, stiffer)
    if slug not in known:
        known[slug] = menu_of(catalogue[slug], pace, stiffer)
    return known[slug]


def cuts_of(
    exercise: Exercise, planned: ExerciseStep, pace: Pace, stiffer: Side | None = None
) -> tuple[Option, ...]:
    """A dose that was planned, and doses that ask no more of it in any way, the shortest first.

    Lengths are the sources' below its own, sets may be fewer. Only the whole dose keeps the extra
    rounds of the stiffer side.
    """
    dose = planned.dose_for(exercise)
    alike = [d for d in _alike(exercise) if type(d.amount) is type(dose.amount)]
    own = span_of(dose.amount).low
    below = [n for n in _lengths(alike) if n < own] if alike else []
    options = []
    for count in range(1, dose.sets.low + 1):
        for length in (*below, own):
            less = Dose(_with_length(dose.amount, length), exactly(count), dose.sides)
            whole = (count, length) == (dose.sets.low, own)
            changes = {"dose": less, "stiffer_rounds": None}
            step = planned if whole else planned.copy_with(**changes)
            again = step.stiffer_rounds
            seconds = sum(s.seconds for s in step_segments(exercise, step, pace, stiffer))
            units = _units(less, min((own, *below)), 1, again)
            options.append(Option(dose if whole else less, again, seconds, units))
    worth = _worth_having(options)
    return worth if options[-1] in worth else (*worth, options[-1])


def _worth_having(options: list[Option]) -> tuple[Option, ...]:
    kept: list[Option] = []
    for option in sorted(options, key=lambda o: (o.seconds, -o.units)):
        if not kept or option.units > kept[-1].units:
            kept.append(option)
    while len(kept) > MOST_CHOICES:
        gains = [b.units - a.units for a, b in pairwise(kept[1:])]
        del kept[1 + gains.index(min(gains))]
    return tuple(kept)
