"""Overview of a period of weeks, as of a day."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from loosen.domain.body import Area
from loosen.domain.exercise import Exercise
from loosen.domain.history import SessionRecord
from loosen.domain.settings import WeekSettings
from loosen.domain.stats.sums import ExerciseSum, PainReport, area_sums, exercise_sums, pain_reports
from loosen.domain.stats.weeks import (
    Week,
    in_order,
    monday_of,
    weeks_in_a_row,
    weeks_of,
)

PERIODS = (4, 12, 26, 52)
"""Lengths of a period, in weeks."""


@dataclass(frozen=True)
class Progress:
    """Statistics of a period of weeks that ends with the present one.

    ``targets`` are those of a week. ``streak`` is the number of weeks in a row that reached the target of
    sessions, not limited to the period. ``first_monday`` is the Monday of the very first session's week,
    None without any session.
    """

    weeks: tuple[Week, ...]
    catalogue: Mapping[str, Exercise]
    targets: WeekSettings
    streak: int
    first_monday: date | None

    @cached_property
    def records(self) -> tuple[SessionRecord, ...]:
        """The sessions of the period, the earliest first."""
        return tuple(record for week in self.weeks for record in week.records)

    @property
    def present(self) -> Week:
        """The present week, which is not over."""
        return self.weeks[-1]

    @cached_property
    def since_first(self) -> tuple[Week, ...]:
        """The weeks of the period from that of the first session on."""
        first = self.first_monday
        return tuple(week for week in self.weeks if first is not None and week.monday >= first)

    @cached_property
    def full_weeks(self) -> tuple[Week, ...]:
        """The weeks that means are taken over: since the first session, without the present one.

        If the present week is the only one, it is that week.
        """
        return self.since_first[:-1] or self.since_first

    @property
    def sessions(self) -> int:
        """Number of sessions that count."""
        return sum(week.sessions for week in self.weeks)

    @property
    def active(self) -> int:
        """Milliseconds on the sessions' own clocks, without pauses."""
        return sum(week.active for week in self.weeks)

    @property
    def weeks_on_target(self) -> int:
        """Number of weeks that reached the target of sessions; 0 without a target."""
        target = self.targets.sessions
        return sum(week.sessions >= target for week in self.since_first) if target else 0

    def area_means(self) -> dict[Area | None, float]:
        """Return the mean milliseconds of work a week, by area, for areas with any work or a target."""
        sums = area_sums((r for week in self.full_weeks for r in week.records), self.catalogue)
        targets: dict[Area | None, float] = dict.fromkeys(self.targets.minutes, 0.0)
        weeks = max(1, len(self.full_weeks))
        return {**targets, **{area: done / weeks for area, done in sums.items()}}

    def area_present(self) -> Counter[Area | None]:
        """Return the milliseconds of work in the present week, by area."""
        return area_sums(self.present.records, self.catalogue)

    @cached_property
    def exercises(self) -> dict[str, ExerciseSum]:
        """The sums of each exercise of the period, by slug."""
        return exercise_sums(self.records)

    @cached_property
    def pain_reports(self) -> tuple[PainReport, ...]:
        """Every pain of the period."""
        return pain_reports(self.records)


def progress_of(
    records: Iterable[SessionRecord],
    catalogue: Mapping[str, Exercise],
    targets: WeekSettings,
    today: date,
    weeks: int,
    *,
    days: Mapping[date, int],
) -> Progress:
    """Return the statistics of the last ``weeks`` as of ``today``, including the present week.

    ``records`` are the sessions of these weeks, or more; ``days`` are those of all, as in ``days_of``.

    West of the date line a session of a moment ago can be dated tomorrow. Sessions dated later than that
    come from a wrong clock, and are left out.
    """
    near = [day for day in days if day <= today + timedelta(days=1)]
    last = max([today, *near])
    return Progress(
        weeks_of(records, last, weeks),
        catalogue,
        targets,
        weeks_in_a_row(days, last, targets.sessions),
        monday_of(min(near)) if near else None,
    )


def latest_first(records: Iterable[SessionRecord]) -> tuple[SessionRecord, ...]:
    """Return sessions with the latest first."""
    return tuple(reversed(in_order(records)))
