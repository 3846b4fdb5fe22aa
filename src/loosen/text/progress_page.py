"""The page of progress as sections of styled lines, each chart beside its sentences."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from loosen.domain.stats.overview import Progress
from loosen.domain.stats.sums import ExerciseSum, most_done
from loosen.domain.stats.trends import Scale, feeling_change, harder_sides
from loosen.text import charts
from loosen.text.progress_words import (
    AREA_RULE,
    change_sentences,
    harder_words,
    hurt_words,
    morning_sentences,
    side_sentences,
    sum_words,
    times,
    week_sentences,
)
from loosen.text.styled_lines import (
    BLOCKS,
    ChartGlyphs,
    StyledLine,
    Tone,
    plain_text,
    set_beside,
    styled,
    wrap_words,
)
from loosen.text.wording import count_words

MOST = 6
"""Exercises in each list."""
BETWEEN_SENSES = styled("")
ASKED = (
    "Nothing is said of stiffness or pain yet. loosen asks before and after a session; every answer "
    "can be skipped."
)


@dataclass(frozen=True)
class Section:
    """A titled part of the page."""

    title: str
    lines: tuple[StyledLine, ...]


def page(
    progress: Progress, today: date, width: int, glyphs: ChartGlyphs = BLOCKS
) -> Iterator[Section]:
    """The sections that have something to show, laid out for a width in cells."""
    yield Section("Weeks", tuple(_weeks(progress, today, width, glyphs)))
    yield Section("Before → after", tuple(_changes(progress, width, glyphs)))
    yield Section("Minutes by area, a week", tuple(_areas(progress, width, glyphs)))
    sides = tuple(_sides(progress, width, glyphs))
    if sides:
        yield Section("Left and right", sides)
    done = most_done(progress.exercises)[:MOST]
    if done:
        yield Section("Most done", tuple(_done(done, width)))
    hurt = [one for one in progress.exercises.values() if one.hurt]
    if hurt:
        yield Section("Where it hurt", tuple(_hurt(hurt, progress, width)))


def section_lines(sections: Iterable[Section]) -> Iterator[str]:
    """Sections as lines of plain text, with an empty line between two."""
    for number, section in enumerate(sections):
        yield from ("",) if number else ()
        yield section.title
        yield from map(plain_text, section.lines)


def _weeks(
    progress: Progress, today: date, width: int, glyphs: ChartGlyphs
) -> Iterator[StyledLine]:
    chart = charts.calendar(progress.weeks, today, width, glyphs)
    yield from set_beside(chart, list(week_sentences(progress)), width, top=1)
    yield charts.legend(width, glyphs)


def _changes(progress: Progress, width: int, glyphs: ChartGlyphs) -> Iterator[StyledLine]:
    drawn = False
    for sense in Scale:
        if feeling_change(progress.records, sense).sessions:
            if drawn:
                yield BETWEEN_SENSES
            drawn = True
            chart = charts.scores(progress.weeks, sense, width, glyphs)
            yield from set_beside(chart, list(change_sentences(progress.since_first, sense)), width)
    if drawn:
        yield charts.scores_legend(glyphs)
    else:
        yield from wrap_words([ASKED], width, Tone.QUIET)
    yield from wrap_words(morning_sentences(progress.records), width)


def _areas(progress: Progress, width: int, glyphs: ChartGlyphs) -> Iterator[StyledLine]:
    wishes = progress.targets.minutes
    means, present = progress.area_means(), dict(progress.area_present())
    yield from charts.area_bars(means, present, wishes, width, glyphs)
    over = count_words(len(progress.full_weeks), "week")
    now = "" if charts.is_narrow(width) else "; now is this week"
    mean = f"A mean of {over}{now}."
    mark = f" {glyphs.wish} is what you want." if wishes else ""
    yield from wrap_words([f"{mean}{mark} {AREA_RULE}"], width, Tone.QUIET)


def _sides(progress: Progress, width: int, glyphs: ChartGlyphs) -> Iterator[StyledLine]:
    words = list(side_sentences(progress.records))
    if not words:
        return
    wide = charts.LABEL + len(progress.weeks) * charts.week_width(len(progress.weeks), width)
    chart = charts.side_bars(progress.weeks, max(24, min(width, wide)), glyphs)
    if harder_sides(progress.records).total():
        chart.append(charts.harder_row(progress.weeks, width, glyphs))
    yield from set_beside(chart, words, width)
    if harder_sides(progress.records).total():
        yield charts.harder_legend()
    answered = [one for one in progress.exercises.values() if one.harder.total()]
    for one in sorted(answered, key=lambda one: -one.harder.total())[:MOST]:
        yield from _named(one.name, harder_words(one.harder), width)


def _done(done: list[ExerciseSum], width: int) -> Iterator[StyledLine]:
    for one in done:
        yield from _named(one.name, f"{times(one.times)}, {sum_words(one.done)}", width)


def _hurt(hurt: list[ExerciseSum], progress: Progress, width: int) -> Iterator[StyledLine]:
    for one in sorted(hurt, key=lambda one: (-one.hurt, one.name)):
        yield from _named(one.name, hurt_words(one, progress), width, Tone.HURTS)


def _named(name: str, words: str, width: int, tone: Tone = Tone.PLAIN) -> Iterator[StyledLine]:
    """A name with its words beside it; below it where room is short."""
    lead = 32
    if len(name) >= lead or lead + len(words) > width:
        yield styled(name, tone)
        yield from wrap_words([f"  {words}"], width, Tone.QUIET)
    else:
        yield ((name.ljust(lead), tone), (words, Tone.QUIET))
