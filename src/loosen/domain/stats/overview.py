"""A history looked back on from a day: the weeks of a period, and all that is told of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from loosen.domain.body import Area
from loosen.domain.exercise import Exercise
from loosen.domain.history import SessionRecord
from loosen.domain.settings import WeekSettings
from loosen.domain.stats.sums import ExerciseSum, PainReport, area_sums, exercise_sums, hurts
from loosen.domain.stats.weeks import (
    Week,
    day_of,
    in_order,
    monday_of,
    weeks_in_a_row,
    weeks_of,
)

PERIODS = (4, 12, 26, 52)
"""How many weeks a person can look back on."""


@dataclass(frozen=True)
class Progress:
    """A period of weeks that ends with the present one.

    ``wanted`` is what is wanted of a week, ``row`` how many weeks in a row came to it, whatever the
    period; ``began`` is the Monday of the very first session, None where there is none yet.
    """

    weeks: tuple[Week, ...]
    catalogue: Mapping[str, Exercise]
    wanted: WeekSettings
    row: int
    began: date | None

    @cached_property
    def records(self) -> tuple[SessionRecord, ...]:
        """The sessions of the period, the earliest first."""
        return tuple(record for week in self.weeks for record in week.records)

    @property
    def present(self) -> Week:
        """The week that is not over yet."""
        return self.weeks[-1]

    @cached_property
    def lived(self) -> tuple[Week, ...]:
        """The weeks since the first session."""
        return tuple(w for w in self.weeks if self.began is not None and w.monday >= self.began)

    @cached_property
    def whole(self) -> tuple[Week, ...]:
        """The weeks that a mean is taken over: since the first session, and over.

        Where that first week is the present one, it has to do.
        """
        return self.lived[:-1] or self.lived

    @property
    def sessions(self) -> int:
        """How many sessions count."""
        return sum(week.sessions for week in self.weeks)

    @property
    def active(self) -> int:
        """Milliseconds on the sessions' own clocks."""
        return sum(week.active for week in self.weeks)

    @property
    def reached(self) -> int:
        """How many weeks came to the sessions that are wanted."""
        target = self.wanted.sessions
        return sum(week.sessions >= target for week in self.lived) if target else 0

    def area_means(self) -> dict[Area | None, float]:
        """Milliseconds of work a week for each area that had any or is wished for."""
        sums = area_sums((r for week in self.whole for r in week.records), self.catalogue)
        asked: dict[Area | None, float] = dict.fromkeys(self.wanted.minutes, 0.0)
        weeks = max(1, len(self.whole))
        return {**asked, **{area: done / weeks for area, done in sums.items()}}

    def area_present(self) -> Counter[Area | None]:
        """Milliseconds of work for each area in the present week."""
        return area_sums(self.present.records, self.catalogue)

    @cached_property
    def exercises(self) -> dict[str, ExerciseSum]:
        """What each exercise of the period came to."""
        return exercise_sums(self.records)

    @cached_property
    def hurts(self) -> tuple[PainReport, ...]:
        """Every time it hurt."""
        return hurts(self.records)


def look_back(
    records: Collection[SessionRecord],
    catalogue: Mapping[str, Exercise],
    wanted: WeekSettings,
    today: date,
    weeks: int,
) -> Progress:
    """The last weeks as seen on ``today``, the present one among them.

    West of the date line a session of a moment ago can be dated tomorrow; what is dated later than that
    was written by a clock that ran wrong, and belongs to no week yet.
    """
    near = [day for day in map(day_of, records) if day <= today + timedelta(days=1)]
    last = max([today, *near])
    return Progress(
        weeks_of(records, last, weeks),
        catalogue,
        wanted,
        weeks_in_a_row(records, last, wanted.sessions),
        monday_of(min(near)) if near else None,
    )


def list_of(records: Iterable[SessionRecord]) -> tuple[SessionRecord, ...]:
    """Sessions as they are listed, the latest first."""
    return tuple(reversed(in_order(records)))
