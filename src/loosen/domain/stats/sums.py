"""What sessions add up to: work for each area, on each side, in each exercise.

Sums are whole milliseconds, as exact as what the history keeps, so that the parts of a history add up to
the whole of it whichever way it is cut.

The rule for areas is ours: work counts in full for the first areas of an exercise and half for the
others. Areas together therefore come to more than the clock.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from loosen.domain.answers import Harder, Pain
from loosen.domain.body import Area, Side
from loosen.domain.exercise import Exercise
from loosen.domain.history import SessionRecord, StepRecord
from loosen.domain.stats.weeks import SECOND


def _ms(step: StepRecord) -> int:
    return sum(round(one.seconds * SECOND) for one in step.rounds)


def area_sums(
    records: Iterable[SessionRecord], catalogue: Mapping[str, Exercise]
) -> Counter[Area | None]:
    """Milliseconds of work for each area; None stands for exercises the catalogue no longer has."""
    sums: Counter[Area | None] = Counter()
    for record in records:
        for step in record.steps:
            exercise, done = catalogue.get(step.exercise), _ms(step)
            if exercise is None:
                sums[None] += done
                continue
            for area in set(exercise.areas.primary):
                sums[area] += done
            for area in set(exercise.areas.secondary) - set(exercise.areas.primary):
                sums[area] += done // 2
    return +sums


def side_sums(records: Iterable[SessionRecord]) -> Counter[Side | None]:
    """Milliseconds of work on each side; None stands for both at once."""
    sums: Counter[Side | None] = Counter()
    for record in records:
        for step in record.steps:
            for one in step.rounds:
                sums[one.side] += round(one.seconds * SECOND)
    return +sums


@dataclass
class ExerciseSum:
    """An exercise over a history, named as it last was.

    ``times`` is in how many sessions it was done, wholly or in part, ``left_out`` in how many it was
    planned and not begun, ``hurt`` how often it was said to hurt. Milliseconds of work.
    """

    slug: str
    name: str
    times: int = 0
    left_out: int = 0
    hurt: int = 0
    done: int = 0
    sides: Counter[Side | None] = field(default_factory=Counter)
    harder: Counter[Harder] = field(default_factory=Counter)


def exercise_sums(records: Iterable[SessionRecord]) -> dict[str, ExerciseSum]:
    """Every exercise of the sessions, by slug; give them in order, for the names."""
    sums: dict[str, ExerciseSum] = {}
    for record in records:
        done: dict[str, bool] = {}
        for number, step in enumerate(record.steps):
            whole = sums.setdefault(step.exercise, ExerciseSum(step.exercise, step.name))
            whole.name = step.name
            _add(whole, step, record.answers.harder.get(number))
            done[step.exercise] = done.get(step.exercise, False) or _ms(step) > 0
        for slug, begun in done.items():
            sums[slug].times += begun
            sums[slug].left_out += not begun
        for pain in record.answers.pains:
            name = pain_name(record, pain)
            sums.setdefault(pain.exercise, ExerciseSum(pain.exercise, name)).hurt += 1
    return sums


def _add(whole: ExerciseSum, step: StepRecord, harder: Harder | None) -> None:
    whole.done += _ms(step)
    for one in step.rounds:
        if one.seconds:
            whole.sides[one.side] += round(one.seconds * SECOND)
    if harder:
        whole.harder[harder] += 1


def most_done(sums: Mapping[str, ExerciseSum]) -> list[ExerciseSum]:
    """Exercises that were done, the most often done first."""
    done = (one for one in sums.values() if one.times)
    return sorted(done, key=lambda one: (-one.times, -one.done, one.name))


def pain_name(record: SessionRecord, pain: Pain) -> str:
    """What an exercise that hurt was called in its session."""
    named = (step.name for step in record.steps if step.exercise == pain.exercise)
    return next(named, pain.exercise.replace("-", " "))


@dataclass(frozen=True)
class PainReport:
    """It hurt, in a session."""

    record: SessionRecord
    pain: Pain

    @property
    def name(self) -> str:
        """What the exercise was called."""
        return pain_name(self.record, self.pain)


def hurts(records: Iterable[SessionRecord]) -> tuple[PainReport, ...]:
    """Every time it hurt, in the order of the sessions."""
    return tuple(PainReport(record, pain) for record in records for pain in record.answers.pains)
