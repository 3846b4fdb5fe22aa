"""Sums of work over sessions, by area, side and exercise, and the pains reported.

Sums are whole milliseconds, the precision of the history, so that sums over any division of a history add
up exactly.

The rule for areas is ours: work counts in full for the primary areas of an exercise and half for the
secondary ones. The sums of all areas are therefore more than the time worked.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from loosen.domain.answers import Harder, Pain
from loosen.domain.body import Area, Side
from loosen.domain.exercise import Exercise
from loosen.domain.history import SessionRecord, StepRecord
from loosen.domain.stats.weeks import MS_PER_SECOND


def _milliseconds(step: StepRecord) -> int:
    return sum(round(done.seconds * MS_PER_SECOND) for done in step.rounds)


def area_sums(
    records: Iterable[SessionRecord], catalogue: Mapping[str, Exercise]
) -> Counter[Area | None]:
    """Return milliseconds of work by area; None is for exercises that the catalogue no longer has."""
    sums: Counter[Area | None] = Counter()
    for record in records:
        for step in record.steps:
            exercise, done = catalogue.get(step.exercise), _milliseconds(step)
            if exercise is None:
                sums[None] += done
                continue
            for area in set(exercise.areas.primary):
                sums[area] += done
            for area in set(exercise.areas.secondary) - set(exercise.areas.primary):
                sums[area] += done // 2
    return +sums


def side_sums(records: Iterable[SessionRecord]) -> Counter[Side | None]:
    """Return milliseconds of work by side; None is for both at once."""
    sums: Counter[Side | None] = Counter()
    for record in records:
        for step in record.steps:
            for done in step.rounds:
                sums[done.side] += round(done.seconds * MS_PER_SECOND)
    return +sums


@dataclass
class ExerciseSum:
    """Sums of one exercise over a history, with its latest name.

    ``times`` is the number of sessions in which it was done, wholly or in part, ``left_out`` that of
    sessions in which it was planned and not begun, ``hurt`` the number of pains. ``done`` and ``sides``
    are milliseconds of work.
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
    """Return the sums of every exercise, by slug. The records must be in order, for the latest names."""
    sums: dict[str, ExerciseSum] = {}
    for record in records:
        done: dict[str, bool] = {}
        for number, step in enumerate(record.steps):
            total = sums.setdefault(step.exercise, ExerciseSum(step.exercise, step.name))
            total.name = step.name
            _add(total, step, record.answers.harder.get(number))
            done[step.exercise] = done.get(step.exercise, False) or _milliseconds(step) > 0
        for slug, begun in done.items():
            sums[slug].times += begun
            sums[slug].left_out += not begun
        for pain in record.answers.pains:
            name = pain_name(record, pain)
            sums.setdefault(pain.exercise, ExerciseSum(pain.exercise, name)).hurt += 1
    return sums


def _add(total: ExerciseSum, step: StepRecord, harder: Harder | None) -> None:
    total.done += _milliseconds(step)
    for done in step.rounds:
        if done.seconds:
            total.sides[done.side] += round(done.seconds * MS_PER_SECOND)
    if harder:
        total.harder[harder] += 1


def most_done(sums: Mapping[str, ExerciseSum]) -> list[ExerciseSum]:
    """Return the sums of exercises that were done, the most often done first."""
    done = (total for total in sums.values() if total.times)
    return sorted(done, key=lambda total: (-total.times, -total.done, total.name))


def pain_name(record: SessionRecord, pain: Pain) -> str:
    """Return the name that an exercise that hurt had in its session."""
    named = (step.name for step in record.steps if step.exercise == pain.exercise)
    return next(named, pain.exercise.replace("-", " "))


@dataclass(frozen=True)
class PainReport:
    """Pain with the record of its session."""

    record: SessionRecord
    pain: Pain

    @property
    def name(self) -> str:
        """The name of the exercise at that time."""
        return pain_name(self.record, self.pain)


def pain_reports(records: Iterable[SessionRecord]) -> tuple[PainReport, ...]:
    """Return every pain, in the order of the sessions."""
    return tuple(PainReport(record, pain) for record in records for pain in record.answers.pains)
