"""The sentences of progress, for the page of progress and for the report."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from loosen.domain.answers import Harder, Morning, Pain, WayOn
from loosen.domain.body import Area, Side
from loosen.domain.history import SessionRecord
from loosen.domain.stats.overview import Progress
from loosen.domain.stats.sums import ExerciseSum, side_sums
from loosen.domain.stats.trends import FeelingChange, Scale, feeling_change, harder_sides, mornings
from loosen.domain.stats.weeks import MS_PER_SECOND, Week, day_of
from loosen.text.wording import clock_words, count_words, side_words

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Not taken from the locale, so that output is the same on every machine."""
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
AREA_RULE = (
    "Work counts in full for an exercise's first areas and half for its others, so areas add up to "
    "more than the clock."
)
ENDS = 4
"""Weeks at each end of a long period that are compared."""
WAYS = {
    WayOn.EASIER: "went on with an easier one",
    WayOn.SWAPPED: "went on with another one",
    WayOn.LEFT_OUT: "left it out",
    WayOn.WENT_ON: "went on with it",
    WayOn.ENDED: "ended there",
    WayOn.RED_FLAG: "ended there, with a sign that needs a check",
}


def date_words(day: date) -> str:
    """A date: "4 Mar 2026"."""
    return f"{short_date(day)} {day.year}"


def short_date(day: date) -> str:
    """A date within the year: "4 Mar"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def seconds_of(milliseconds: float) -> float:
    """A sum or a mean of a history in seconds; ``loosen.domain.stats`` adds up whole milliseconds."""
    return milliseconds / MS_PER_SECOND


def sum_words(milliseconds: float) -> str:
    """A sum of a history as ``m:ss``."""
    return clock_words(seconds_of(milliseconds))


def mean_words(mean: float) -> str:
    """A mean to one decimal, without ".0": "6", "4.3"."""
    return f"{mean:.1f}".removesuffix(".0")


def times(number: int) -> str:
    """How often: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def area_words(area: Area | None) -> str:
    """An area's label; "other" for exercises that are no longer in the catalogue."""
    return area.label if area else "other"


def present_sentence(week: Week, target: int) -> str:
    """The present week's sessions and time, against a target of sessions; 0 for no target."""
    sessions = count_words(week.sessions, "session")
    if week.sessions < target:
        sessions = f"{week.sessions} of {count_words(target, 'session')}"
    return f"This week: {sessions}, {sum_words(week.active)}."


def week_sentences(progress: Progress) -> Iterator[str]:
    """Sentences on the weeks; weeks below the target are not mentioned."""
    target = progress.targets.sessions
    yield present_sentence(progress.present, target)
    if progress.weeks_on_target:
        weeks = f"{progress.weeks_on_target} of {count_words(len(progress.since_first), 'week')}"
        row = f", {progress.streak} running" if progress.streak > 1 else ""
        yield f"Goal met in {weeks}{row}."
    whole = count_words(progress.sessions, "session")
    yield f"{count_words(len(progress.weeks), 'week')}: {whole}, {sum_words(progress.active)}."
    hurt = sum(week.hurt_days for week in progress.weeks)
    if hurt:
        yield f"It hurt on {count_words(hurt, 'day')}; a short session counts then too."


def change_sentences(weeks: Sequence[Week], sense: Scale) -> Iterator[str]:
    """How stiffness or pain changed from before to after sessions, and over a long period."""
    records = [record for week in weeks for record in week.records]
    total = feeling_change(records, sense)
    if not total.sessions:
        return
    over = count_words(total.sessions, "session")
    yield f"{sense.value.capitalize()} {arrow(total)} on average over {over}."
    if len(weeks) > 2 * ENDS:
        first = feeling_change((r for week in weeks[:ENDS] for r in week.records), sense)
        last = feeling_change((r for week in weeks[-ENDS:] for r in week.records), sense)
        if first.sessions and last.sessions:
            yield f"The first {ENDS} weeks {arrow(first)}, the last {ENDS} {arrow(last)}."


def arrow(total: FeelingChange) -> str:
    """The means before and after: "6 → 4.2"."""
    return f"{mean_words(total.before)} → {mean_words(total.after)}"


def morning_sentences(records: Sequence[SessionRecord]) -> Iterator[str]:
    """How the mornings after were."""
    counts = mornings(records)
    if counts.total():
        total = count_words(counts.total(), "morning")
        better, worse = counts[Morning.BETTER], counts[Morning.WORSE]
        yield f"Of {total} after: better {better}, the same {counts[Morning.SAME]}, worse {worse}."


def side_sentences(records: Sequence[SessionRecord]) -> Iterator[str]:
    """The work on each side, and which one felt harder."""
    sums = side_sums(records)
    if sums[Side.LEFT] or sums[Side.RIGHT]:
        yield f"Left {sum_words(sums[Side.LEFT])}, right {sum_words(sums[Side.RIGHT])} of work."
    harder = harder_sides(records)
    if harder.total():
        yield f"Felt harder: {harder_words(harder)}."


def harder_words(harder: Counter[Harder]) -> str:
    """How often each side felt harder: "left 14, right 3, the same 2"."""
    names = {Harder.LEFT: "left", Harder.RIGHT: "right", Harder.SAME: "the same"}
    return ", ".join(f"{name} {harder[side]}" for side, name in names.items() if harder[side])


def hurt_words(one: ExerciseSum, progress: Progress) -> str:
    """How often an exercise hurt, where, and when it last did."""
    mine = [hurt for hurt in progress.pain_reports if hurt.pain.exercise == one.slug]
    sides = {hurt.pain.side for hurt in mine}
    side = next(iter(sides)) if len(sides) == 1 else None
    where = f", {side_words(side)}" if side else ""
    return f"{times(one.hurt)}{where}, last on {short_date(day_of(mine[-1].record))}"


def pain_words(pain: Pain) -> str:
    """The side and time at which an exercise hurt, and the choice: "right side, 0:12 in, left it out"."""
    side = f"{side_words(pain.side)}, " if pain.side else ""
    way = f", {WAYS[pain.way_on]}" if pain.way_on else ""
    return f"{side}{clock_words(pain.seconds)} in{way}"
