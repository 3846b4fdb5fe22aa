"""Whether a kept-up routine is due, in words: for a line, a column and a prompt."""

from collections.abc import Sequence
from datetime import date, datetime

from loosen.domain.dose import ONE
from loosen.domain.due import DueReason, DueState
from loosen.domain.frequency import Period
from loosen.domain.routine import Routine
from loosen.text.wording import days_ago_words, from_words, list_words, minutes_words, span_words


def due_words(due: DueState, now: datetime) -> str:
    """Whether a routine is due, or why not: "due", "done for today", "from 17:00"."""
    week = due.frequency is not None and due.frequency.period is Period.WEEK
    match due.why:
        case DueReason.DONE:
            return "done for this week" if week else "done for today"
        case DueReason.STRENGTH:
            worked = list_words(due.worked) or "strength"
            return f"{worked} worked lately; {from_words(due.until or now, now)}"
        case DueReason.BETWEEN | DueReason.EARLY:
            return from_words(due.until or now, now)
        case DueReason.DAY_OFF:
            return "on working days"
        case DueReason.NEVER:
            return "never due: its file has no frequency"
        case _:
            return "due"


def short_due_words(due: DueState, now: datetime) -> str:
    """Due state in a few words, for a column."""
    match due.why:
        case DueReason.STRENGTH:
            return from_words(due.until or now, now)
        case DueReason.NEVER:
            return "never due"
        case _:
            return due_words(due, now)


def due_column(due: DueState, now: datetime) -> str:
    """Whether a routine is due, and when it was last done, short enough for a column."""
    if due.is_due and due.last is None:
        return due.why
    return f"due · {last_done_words(due, now)}" if due.is_due else short_due_words(due, now)


def done_column(day: date | None, now: datetime) -> str:
    """When a routine was last done, for a column: "done yesterday"; empty where it never was."""
    return f"done {days_ago_words((now.date() - day).days)}" if day else ""


def offer_words(routine: Routine, seconds: float, others: int | None) -> str:
    """What a key begins: "due: Egoscue flow · 9 min, 1 more"; "again: …" where ``others`` is None."""
    word = "again" if others is None else "due"
    more = f", {others} more" if others else ""
    return f"{word}: {routine.name} · {minutes_words(seconds)} min{more}"


def nothing_due_words(scheduled: Sequence[DueState], now: datetime, routines: str) -> str:
    """Why nothing is begun: none is scheduled, or the first of them is due later.

    ``routines`` is the key of the list of routines.
    """
    if not scheduled:
        return f"Nothing is scheduled yet: press {routines} and + on a routine."
    first = min(scheduled, key=lambda one: (one.until is None, one.until or now))
    return f"Nothing is due now. {first.routine.name}: {due_words(first, now)}."


def due_line(due: DueState, now: datetime) -> str:
    """Whether a routine is due, when it was last done and how often, as one line."""
    last = f"last done {last_done_words(due, now)}" if due.last else "not done yet"
    return " · ".join(filter(None, ("scheduled", due_words(due, now), last, done_count_words(due))))


def last_done_words(due: DueState, now: datetime) -> str:
    """When a routine was last done: "today", "3 days ago", "never"."""
    if due.last is None:
        return "never"
    return days_ago_words((now.date() - min(due.last.date(), now.date())).days)


def done_count_words(due: DueState) -> str:
    """Count of sessions against a frequency above once: "1 of 2–3 this week"; else empty."""
    if due.frequency is None or due.frequency.times == ONE:
        return ""
    period = "this week" if due.frequency.period is Period.WEEK else "today"
    return f"{due.count} of {span_words(due.frequency.times)} {period}"
