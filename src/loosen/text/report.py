"""A report on some weeks for someone who treats the person, as plain text or Markdown.

Timed facts and the person's own words are kept apart, and each mean comes with its number of sessions. There
are no conclusions and no names.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from loosen.domain.stats.overview import Progress
from loosen.domain.stats.sums import ExerciseSum
from loosen.domain.stats.trends import FeelingChange, Scale, feeling_change
from loosen.domain.stats.weeks import day_of
from loosen.text.progress_words import (
    AREA_RULE,
    area_words,
    arrow,
    change_sentences,
    date_words,
    harder_words,
    morning_sentences,
    pain_words,
    short_date,
    side_sentences,
    sum_words,
    times,
)
from loosen.text.wording import count_words

WIDTH = 78
"""Cells of a line of plain text."""
HONEST = (
    "Feelings, sides and notes are as said by the person; times are those of loosen, the timer they "
    "used. No one has examined anything for this page."
)
COUNTED = "A session counts from a minute of work on, where it was finished, and where it hurt, short or not."
Cells = tuple[str, ...]


@dataclass(frozen=True)
class ReportPart:
    """A part of the report: sentences, then a table with its headings."""

    title: str
    sentences: tuple[str, ...] = ()
    heads: Cells = ()
    rows: tuple[Cells, ...] = ()


@dataclass(frozen=True)
class Report:
    """The report: its title, its opening sentences and its parts."""

    title: str
    sentences: tuple[str, ...]
    parts: tuple[ReportPart, ...]


def report_of(progress: Progress, today: date) -> Report:
    """The report on a period that ends ``today``, or with a session recorded later."""
    first, last = progress.weeks[0].monday, max([today, *map(day_of, progress.present.records)])
    title = f"{count_words(len(progress.weeks), 'week')}, {date_words(first)} to {date_words(last)}"
    if not progress.records:
        return Report(title, ("There is no session in these weeks.",), ())
    total = f"{count_words(progress.sessions, 'session')}, {sum_words(progress.active)} in all."
    makers = (_weeks, _feelings, _areas, _hurt, _sides, _exercises, _notes)
    parts = (part for make in makers if (part := make(progress)) is not None)
    return Report(title, (total, HONEST), tuple(parts))


def _weeks(progress: Progress) -> ReportPart:
    heads = ("week of", "sessions", "time", "days it hurt", "stiffness", "pain")
    rows = tuple(
        (
            short_date(week.monday),
            str(week.sessions),
            sum_words(week.active),
            str(week.hurt_days),
            *(_mean_words(feeling_change(week.records, sense)) for sense in Scale),
        )
        for week in progress.weeks
    )
    means = "Stiffness and pain are means before → after, from 0 to 10; in brackets, of how many sessions."
    return ReportPart("Sessions a week", (COUNTED, means), heads, rows)


def _mean_words(total: FeelingChange) -> str:
    return f"{arrow(total)} ({total.sessions})" if total.sessions else "not said"


def _feelings(progress: Progress) -> ReportPart | None:
    sentences = [one for sense in Scale for one in change_sentences(progress.weeks, sense)]
    sentences += morning_sentences(progress.records)
    return ReportPart("Before and after", tuple(sentences)) if sentences else None


def _areas(progress: Progress) -> ReportPart:
    means, wanted = progress.area_means(), progress.targets.minutes
    rows = tuple(
        (area_words(a), sum_words(round(mean)), f"{wanted[a]} min" if a and a in wanted else "")
        for a, mean in sorted(means.items(), key=lambda one: (-one[1], area_words(one[0])))
    )
    over = f"A mean of {count_words(len(progress.full_weeks), 'week')}, the present one left out."
    if len(progress.since_first) == 1:
        over = "Of the present week, the first there is."
    return ReportPart("Work by area, a week", (over, AREA_RULE), ("area", "a week", "wanted"), rows)


def _hurt(progress: Progress) -> ReportPart | None:
    rows = tuple(
        (short_date(day_of(hurt.record)), hurt.name, pain_words(hurt.pain))
        for hurt in progress.pain_reports
    )
    return (
        ReportPart("Where it hurt", (), ("day", "exercise", "what was said"), rows)
        if rows
        else None
    )


def _sides(progress: Progress) -> ReportPart | None:
    sentences = tuple(side_sentences(progress.records))
    rows = tuple(
        (one.name, harder_words(one.harder))
        for one in _most(progress, lambda one: one.harder.total())
    )
    if not sentences:
        return None
    return ReportPart("Left and right", sentences, ("exercise", "felt harder"), rows)


def _exercises(progress: Progress) -> ReportPart:
    rows = tuple(
        (
            one.name,
            times(one.times) if one.times else "never",
            sum_words(one.done),
            str(one.left_out or ""),
        )
        for one in _most(progress, lambda one: one.times + one.left_out)
    )
    heads = ("exercise", "done", "time", "left out")
    return ReportPart("Exercises", ("Left out is planned and not begun.",), heads, rows)


def _most(progress: Progress, number: Callable[[ExerciseSum], int]) -> list[ExerciseSum]:
    some = [one for one in progress.exercises.values() if number(one)]
    return sorted(some, key=lambda one: (-number(one), one.name))


def _notes(progress: Progress) -> ReportPart | None:
    rows = tuple(
        (short_date(day_of(record)), f"“{record.answers.note}”")
        for record in progress.records
        if record.answers.note
    )
    return ReportPart("Notes", (), ("day", "note"), rows) if rows else None


def plain_lines(report: Report) -> Iterator[str]:
    """The report as plain text, wrapped to ``WIDTH`` cells where the words allow it."""
    yield report.title
    yield "=" * len(report.title)
    yield from _paragraphs(report.sentences)
    for part in report.parts:
        yield ""
        yield part.title
        yield "-" * len(part.title)
        yield from _paragraphs(part.sentences)
        if part.rows:
            if part.sentences:
                yield ""
            yield from _columns((part.heads, *part.rows))


def _paragraphs(sentences: Iterable[str]) -> Iterator[str]:
    for sentence in sentences:
        yield from wrap(sentence, WIDTH)


def _columns(rows: Sequence[Cells]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lead = sum(width + 2 for width in widths[:-1])
    for row in rows:
        start = "".join(
            f"{cell:<{width + 2}}" for cell, width in zip(row, widths[:-1], strict=False)
        )
        first, *more = wrap(row[-1], max(20, WIDTH - lead)) or [""]
        yield f"{start}{first}".rstrip()
        yield from (f"{' ' * lead}{line}" for line in more)


def markdown_lines(report: Report) -> Iterator[str]:
    """The report as Markdown; all text in it is escaped."""
    yield f"# {_escaped(report.title)}"
    for sentence in report.sentences:
        yield from ("", _escaped(sentence))
    for part in report.parts:
        yield from ("", f"## {_escaped(part.title)}")
        for sentence in part.sentences:
            yield from ("", _escaped(sentence))
        if part.rows:
            yield from ("", _markdown_row(part.heads), _markdown_row(["---"] * len(part.heads)))
            yield from (_markdown_row(map(_escaped, row)) for row in part.rows)


def _markdown_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|~&])", r"\\\1", text)
