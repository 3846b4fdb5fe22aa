"""Recorded sessions in words: as a row of a list, in full, and as the summary right after one."""

from collections.abc import Iterator

from loosen.domain.answers import Answers, Feeling
from loosen.domain.history import Ending, SessionRecord, SideWork, StepRecord
from loosen.domain.stats.sums import pain_name
from loosen.domain.stats.trends import Scale, feeling_change
from loosen.domain.stats.weeks import day_of
from loosen.text.progress_words import WEEKDAYS, date_words, pain_words, short_date
from loosen.text.wording import clock_words, count_words, side_words

REHEARSED = "Rehearsal, nothing kept."
"""The whole summary of a rehearsal."""


def session_title(record: SessionRecord) -> str:
    """The start of a session: "Wed 4 Mar 2026, 07:30"."""
    day = record.started.date()
    return f"{WEEKDAYS[day.weekday()]} {date_words(day)}, {record.started:%H:%M}"


def row_words(record: SessionRecord, year: int) -> tuple[str, str, str, str]:
    """A session as a row: its date, name and length, stiffness before and after, and ! for pain.

    The date has no year where that is ``year``.
    """
    day = day_of(record)
    when = f"{WEEKDAYS[day.weekday()]} {short_date(day)}" if day.year == year else date_words(day)
    total = feeling_change((record,), Scale.STIFFNESS)
    felt = f"{total.before_sum} → {total.after_sum}" if total.sessions else ""
    return (
        when,
        record.name,
        clock_words(record.active).rjust(6),
        f"{felt:<6} {'!' if record.answers.pains else ''}",
    )


def session_lines(record: SessionRecord) -> Iterator[str]:
    """A session in full: its length, its exercises side by side, pain, and the answers."""
    yield f"{clock_words(record.active)} of {clock_words(record.planned)}, {record.outcome.value}"
    for number, step in enumerate(record.steps):
        harder = record.answers.harder.get(number)
        felt = f"; harder: {harder.value}" if harder else ""
        yield f"{sign_of(step)} {step.name}, {work_words(step)}{felt}"
    yield from (f"! {words}" for words in hurt_lines(record))
    yield from answer_lines(record.answers)


def sign_of(step: StepRecord) -> str:
    """The sign of an exercise: done, partly done or not done."""
    return "✓" if step.is_complete else "◐" if step.is_done else "·"


def work_words(step: StepRecord) -> str:
    """The work on an exercise: "1:00", "left 0:30, right 0:12 of 0:30", or "not done"."""
    if not step.seconds:
        return "not done"
    texts = []
    for work in step.sides:
        name = f"{work.side.value} " if work.side else ""
        of = f" of {clock_words(work.planned)}" if int(work.seconds) < work.planned else ""
        texts.append(f"{name}{clock_words(work.seconds)}{of}")
    return ", ".join(texts)


def hurt_lines(record: SessionRecord) -> Iterator[str]:
    """What hurt in a session, and what was chosen then, a line for each."""
    for pain in record.answers.pains:
        yield f"it hurt: {pain_name(record, pain)}, {pain_words(pain)}"


def answer_lines(answers: Answers) -> Iterator[str]:
    """The answers about a session as a whole: feelings, the morning after, the note."""
    for moment, feeling in (("before", answers.before), ("after", answers.after)):
        if feeling is not None and (words := feeling_words(feeling)):
            yield f"{moment}: {words}"
    if answers.morning:
        yield f"the morning after: {answers.morning.value}"
    if answers.note:
        yield f"“{answers.note}”"


def feeling_words(feeling: Feeling) -> str:
    """The scores of one moment: "stiffness 6, pain 2"; empty where neither was given."""
    scores = (("stiffness", feeling.stiffness), ("pain", feeling.pain))
    return ", ".join(f"{name} {score}" for name, score in scores if score is not None)


def feeling_change_words(before: Feeling | None, after: Feeling | None) -> str:
    """The scores before and after: "Stiffness 6 → 4, pain 2 → 2."; empty without any."""
    parts = []
    for what in ("stiffness", "pain"):
        values = [getattr(moment, what) if moment else None for moment in (before, after)]
        if any(value is not None for value in values):
            first, second = ("?" if value is None else str(value) for value in values)
            parts.append(f"{what} {first} → {second}")
    words = ", ".join(parts)
    return f"{words[0].upper()}{words[1:]}." if words else ""


def headline(record: SessionRecord, *, kept: bool = True) -> str:
    """A session in one line; for a rehearsal, where nothing is ``kept``, only that."""
    if not kept:
        return REHEARSED
    done = count_words(sum(step.is_done for step in record.steps), "exercise")
    word = "✓ Done." if record.outcome is Ending.FINISHED else "◐ Ended here."
    return f"{word} {clock_words(record.active)}, {done}."


def shortfall_words(step: StepRecord) -> str:
    """An exercise's name, and the time on each side that was not done in full."""
    if step.is_complete:
        return step.name
    if not step.is_done:
        return f"{step.name}  ·  not done"
    sides = ", ".join(_side_words(side) for side in step.sides if not side.complete)
    return f"{step.name}  ·  {sides}"


def _side_words(work: SideWork) -> str:
    side = f"{side_words(work.side)} " if work.side else ""
    return f"{side}{clock_words(work.seconds)} of {clock_words(work.planned)}"


def summary_lines(
    name: str, record: SessionRecord, answers: Answers, *, kept: bool = True
) -> Iterator[str]:
    """The summary of a session of the routine ``name``: its exercises and the answers."""
    yield headline(record, kept=kept)
    yield name
    yield ""
    yield from (f"{sign_of(step)} {shortfall_words(step)}" for step in record.steps)
    yield from (f"! {words}" for words in hurt_lines(record))
    lines = list(answer_lines(answers))
    yield from ("", *lines) if lines else ()
