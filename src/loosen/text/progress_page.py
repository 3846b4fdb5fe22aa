"""The page of progress: its sections as lines, each picture with its words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from loosen.domain.stats.overview import Progress
from loosen.domain.stats.sums import ExerciseSum, most_done
from loosen.domain.stats.trends import Sense, change, harder_sides
from loosen.text import charts
from loosen.text.progress_words import (
    AREA_RULE,
    change_sentences,
    clock,
    harder_words,
    hurt_words,
    morning_sentences,
    side_sentences,
    times,
    week_sentences,
)
from loosen.text.toned_lines import BLOCKS, Line, Signs, Tone, beside, said, set_words
from loosen.text.wording import count_words

MOST = 6
"""How many exercises are named."""
BETWEEN_SENSES = said("")
ASKED = (
    "Nothing is said of stiffness or pain yet. loosen asks before and after a session; every answer "
    "can be skipped."
)


@dataclass(frozen=True)
class Section:
    """A part of the page under its title."""

    title: str
    lines: tuple[Line, ...]


def page(progress: Progress, today: date, width: int, signs: Signs = BLOCKS) -> Iterator[Section]:
    """Every section that has something to show, set into a width of cells."""
    yield Section("Weeks", tuple(_weeks(progress, today, width, signs)))
    yield Section("Before → after", tuple(_changes(progress, width, signs)))
    yield Section("Minutes by area, a week", tuple(_areas(progress, width, signs)))
    sides = tuple(_sides(progress, width, signs))
    if sides:
        yield Section("Left and right", sides)
    done = most_done(progress.exercises)[:MOST]
    if done:
        yield Section("Most done", tuple(_done(done, width)))
    hurt = [one for one in progress.exercises.values() if one.hurt]
    if hurt:
        yield Section("Where it hurt", tuple(_hurt(hurt, progress, width)))


def _weeks(progress: Progress, today: date, width: int, signs: Signs) -> Iterator[Line]:
    picture = charts.calendar(progress.weeks, today, width, signs)
    yield from beside(picture, list(week_sentences(progress)), width, top=1)
    yield charts.legend(width, signs)


def _changes(progress: Progress, width: int, signs: Signs) -> Iterator[Line]:
    drawn = False
    for sense in Sense:
        if change(progress.records, sense).sessions:
            if drawn:
                yield BETWEEN_SENSES
            drawn = True
            picture = charts.scores(progress.weeks, sense, width, signs)
            yield from beside(picture, list(change_sentences(progress.lived, sense)), width)
    if not drawn:
        yield from set_words([ASKED], width, Tone.QUIET)
    yield from set_words(morning_sentences(progress.records), width)


def _areas(progress: Progress, width: int, signs: Signs) -> Iterator[Line]:
    wishes = progress.wanted.minutes
    means, present = progress.area_means(), dict(progress.area_present())
    yield from charts.area_bars(means, present, wishes, width, signs)
    over = count_words(len(progress.whole), "week")
    now = "" if charts.tells_no_present(width) else "; now is this week"
    mean = f"A mean of {over}{now}."
    mark = f" {signs.wish} is what you want." if wishes else ""
    yield from set_words([f"{mean}{mark} {AREA_RULE}"], width, Tone.QUIET)


def _sides(progress: Progress, width: int, signs: Signs) -> Iterator[Line]:
    words = list(side_sentences(progress.records))
    if not words:
        return
    wide = charts.LABEL + len(progress.weeks) * charts.week_width(len(progress.weeks), width)
    picture = charts.side_bars(progress.weeks, max(24, min(width, wide)), signs)
    if harder_sides(progress.records).total():
        picture.append(charts.harder_row(progress.weeks, width, signs))
    yield from beside(picture, words, width)
    told = [one for one in progress.exercises.values() if one.harder.total()]
    for one in sorted(told, key=lambda one: -one.harder.total())[:MOST]:
        yield from _named(one.name, harder_words(one.harder), width)


def _done(done: list[ExerciseSum], width: int) -> Iterator[Line]:
    for one in done:
        yield from _named(one.name, f"{times(one.times)}, {clock(one.done)}", width)


def _hurt(hurt: list[ExerciseSum], progress: Progress, width: int) -> Iterator[Line]:
    for one in sorted(hurt, key=lambda one: (-one.hurt, one.name)):
        yield from _named(one.name, hurt_words(one, progress), width, Tone.HURTS)


def _named(name: str, words: str, width: int, tone: Tone = Tone.PLAIN) -> Iterator[Line]:
    """A name with its words beside it; under it where room is short."""
    lead = 32
    if len(name) >= lead or lead + len(words) > width:
        yield said(name, tone)
        yield from set_words([f"  {words}"], width, Tone.QUIET)
    else:
        yield ((name.ljust(lead), tone), (words, Tone.QUIET))
