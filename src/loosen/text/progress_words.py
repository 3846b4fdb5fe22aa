"""What progress says in words; each picture has its sentence, and the report has the same ones."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from loosen.domain.answers import Harder, Morning, Pain, WayOn
from loosen.domain.body import Area, Side
from loosen.domain.history import SessionRecord
from loosen.domain.stats.overview import Progress
from loosen.domain.stats.sums import ExerciseSum, side_sums
from loosen.domain.stats.trends import FeelingChange, Sense, change, harder_sides, mornings
from loosen.domain.stats.weeks import SECOND, Week, day_of
from loosen.text.wording import count_words, minutes, side_words

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Ours and not the machine's: what is printed is the same in every locale."""
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
AREA_RULE = (
    "Work counts in full for an exercise's first areas and half for its others, so areas add up to "
    "more than the clock."
)
ENDS = 4
"""Weeks at the beginning and at the end of a long period that are set against each other."""
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


def clock(milliseconds: int) -> str:
    """A sum as ``m:ss``."""
    return minutes(milliseconds / SECOND)


def mean_words(mean: float) -> str:
    """A mean to a tenth, without a tenth that is none: "6", "4.3"."""
    return f"{mean:.1f}".removesuffix(".0")


def times(number: int) -> str:
    """How often: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def area_words(area: Area | None) -> str:
    """An area, or what stands for exercises that are gone."""
    return area.label if area else "other"


def present_sentence(week: Week, target: int) -> str:
    """What the present week has come to, against the sessions that are wanted; 0 for no target."""
    sessions = count_words(week.sessions, "session")
    if week.sessions < target:
        sessions = f"{week.sessions} of {count_words(target, 'session')}"
    return f"This week: {sessions}, {clock(week.active)}."


def week_sentences(progress: Progress) -> Iterator[str]:
    """How the weeks went. A week with fewer sessions than wanted is not spoken of."""
    target = progress.wanted.sessions
    yield present_sentence(progress.present, target)
    if progress.reached:
        weeks = f"{progress.reached} of {count_words(len(progress.lived), 'week')}"
        row = f", {progress.row} in a row" if progress.row > 1 else ""
        yield f"{target} or more in {weeks}{row}."
    whole = count_words(progress.sessions, "session")
    yield f"{count_words(len(progress.weeks), 'week')}: {whole}, {clock(progress.active)}."
    hurt = sum(week.hurt_days for week in progress.weeks)
    if hurt:
        yield f"It hurt on {count_words(hurt, 'day')}; a short session counts then too."


def change_sentences(weeks: Sequence[Week], sense: Sense) -> Iterator[str]:
    """How stiffness or pain changed, from before a session to after it, and over a long period."""
    records = [record for week in weeks for record in week.records]
    total = change(records, sense)
    if not total.sessions:
        return
    over = count_words(total.sessions, "session")
    yield f"{sense.value.capitalize()} {arrow(total)} on average over {over}."
    if len(weeks) > 2 * ENDS:
        first = change((r for week in weeks[:ENDS] for r in week.records), sense)
        last = change((r for week in weeks[-ENDS:] for r in week.records), sense)
        if first.sessions and last.sessions:
            yield f"The first {ENDS} weeks {arrow(first)}, the last {ENDS} {arrow(last)}."


def arrow(total: FeelingChange) -> str:
    """Before and after: "6 → 4.2"."""
    return f"{mean_words(total.before)} → {mean_words(total.after)}"


def morning_sentences(records: Sequence[SessionRecord]) -> Iterator[str]:
    """How the mornings after were."""
    said = mornings(records)
    if said.total():
        counted = "{}: better {}, the same {}, worse {}."
        of = f"Of {said.total()} mornings after" if said.total() > 1 else "Of 1 morning after"
        yield counted.format(of, said[Morning.BETTER], said[Morning.SAME], said[Morning.WORSE])


def side_sentences(records: Sequence[SessionRecord]) -> Iterator[str]:
    """What was done on each side, and which one felt harder."""
    sums = side_sums(records)
    if sums[Side.LEFT] or sums[Side.RIGHT]:
        yield f"Left {clock(sums[Side.LEFT])}, right {clock(sums[Side.RIGHT])} of work."
    harder = harder_sides(records)
    if harder.total():
        yield f"Felt harder: {harder_words(harder)}."


def harder_words(harder: Counter[Harder]) -> str:
    """Which side felt harder how often: "left 14, right 3, the same 2"."""
    names = {Harder.LEFT: "left", Harder.RIGHT: "right", Harder.SAME: "the same"}
    return ", ".join(f"{name} {harder[side]}" for side, name in names.items() if harder[side])


def hurt_words(one: ExerciseSum, progress: Progress) -> str:
    """How often an exercise hurt, where, and when it last did."""
    mine = [hurt for hurt in progress.hurts if hurt.pain.exercise == one.slug]
    sides = {hurt.pain.side for hurt in mine}
    side = next(iter(sides)) if len(sides) == 1 else None
    where = f", {side_words(side)}" if side else ""
    return f"{times(one.hurt)}{where}, last on {short_date(day_of(mine[-1].record))}"


def pain_words(pain: Pain) -> str:
    """When in its work an exercise hurt, and what was chosen: "right side, 0:12 in, left it out"."""
    side = f"{side_words(pain.side)}, " if pain.side else ""
    way = f", {WAYS[pain.way_on]}" if pain.way_on else ""
    return f"{side}{minutes(pain.seconds)} in{way}"


def row_words(record: SessionRecord, year: int) -> tuple[str, str, str, str]:
    """A session as a line of a list: when, what, how long, and stiffness before and after, ! for pain."""
    day = day_of(record)
    when = f"{WEEKDAYS[day.weekday()]} {short_date(day)}" if day.year == year else date_words(day)
    total = change((record,), Sense.STIFFNESS)
    felt = f"{total.before_sum} → {total.after_sum}" if total.sessions else ""
    return (
        when,
        record.name,
        minutes(record.active).rjust(6),
        f"{felt:<6} {'!' if record.answers.pains else ''}",
    )
