"""Exercises, routines and the safety page as pages of plain text, for the command line and for copying."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Exercise
from loosen.domain.routine import Routine
from loosen.domain.safety import Safety, SafetySection
from loosen.domain.text import aligned, hanging
from loosen.domain.timeline import Timeline
from loosen.domain.value import Value
from loosen.text import wording
from loosen.text.exercise_page import MARK_OF_OURS, Block, Setting, marked, page_of

PAGE = 80
"""Cells of a line of prose."""
WIDEST_NAME = 20
"""Cells of the longest name that stands beside its text; with a longer one all stand above."""
NOTE = 4
"""Cells that the note on a step is indented by."""


class Paragraph(Value):
    """A text to be wrapped, ``indent`` cells in, with a ``mark`` before it; a ``title`` is emphasised."""

    text: str
    indent: int = 0
    mark: str = ""
    title: bool = False


def lines_of(paragraphs: Iterable[Paragraph], width: int = PAGE) -> Iterator[str]:
    """Paragraphs wrapped to a width in cells; an empty one is an empty line."""
    for one in paragraphs:
        yield from hanging(one.text, width, one.indent, one.mark).split("\n")


def exercise_page(exercise: Exercise, catalogue: Catalogue) -> Iterator[Paragraph]:
    """The page of an exercise."""
    yield Paragraph(exercise.name, title=True)
    kind = exercise.kind.short
    sides = exercise.sides.meaning if exercise.sides else "sides unknown"
    facts = (exercise.slug, wording.origin_words(exercise), kind, sides)
    yield Paragraph(" · ".join(filter(None, facts)))
    if exercise.variant_of:
        parent = catalogue[exercise.variant_of]
        yield Paragraph(f"a variant of {parent.name} ({parent.slug})")
    yield Paragraph("")
    yield from map(Paragraph, marked(exercise, "summary"))
    for block in page_of(exercise, catalogue):
        yield Paragraph("")
        yield Paragraph(block.title, title=True)
        yield from _set(block)


def _set(block: Block) -> Iterator[Paragraph]:
    match block.setting:
        case Setting.PROSE:
            yield from (Paragraph(line, 2) for line in block.lines)
        case Setting.NUMBERED:
            yield from (Paragraph(s, mark=f"{n:3}. ") for n, s in enumerate(block.lines, 1))
        case Setting.LISTED:
            yield from map(_item, block.lines)
        case Setting.FACTS:
            yield from _facts(block)
        case _:
            assert_never(block.setting)


def _item(line: str) -> Paragraph:
    mark = MARK_OF_OURS if line.startswith(MARK_OF_OURS) else "·"
    return Paragraph(line.removeprefix(mark), 2, f"{mark} ")


def _facts(block: Block) -> Iterator[Paragraph]:
    widest = max(len(name) for name, _ in block.facts)
    for name, text in block.facts:
        if widest > WIDEST_NAME:
            yield Paragraph(name, 2)
            yield Paragraph(text, 4)
        else:
            yield Paragraph(text, 2, f"{name:{widest}}  ")


def path_words(timeline: Timeline) -> str:
    """The positions of a routine in order, and the number of changes between them."""
    places: list[str] = []
    for step in timeline.steps:
        place = wording.position_words(step.exercise.position)
        if not places or places[-1] != place:
            places.append(place)
    changes = len(places) - 1
    if not changes:
        return f"{places[0]} throughout" if places else ""
    return f"{' ▸ '.join(places)}  ({wording.count_words(changes, 'change')})"


def routine_lines(routine: Routine, timeline: Timeline, every_exercise: str) -> Iterator[str]:
    """The page of a routine: its steps with doses, times and notes, its positions and its rules."""
    yield routine.name
    often = wording.often_words(routine.frequency, routine.when)
    yield " · ".join(filter(None, (wording.clock_words(timeline.seconds), often)))
    yield ""
    yield from hanging(routine.summary, PAGE).split("\n")
    rows = [
        (
            f"{number + 1}",
            wording.name_words(step.exercise),
            wording.dose_words(step.dose),
            wording.clock_words(timeline.seconds_of_step(number)),
        )
        for number, step in enumerate(timeline.steps)
    ]
    lines = aligned(rows, right=frozenset({0, 3}))
    for step, line in zip(timeline.steps, lines, strict=True):
        if step.section:
            yield from ("", step.section)
        elif step is timeline.steps[0]:
            yield ""
        yield line
        if step.note:
            yield from hanging(step.note, PAGE, NOTE).split("\n")
    yield ""
    notes = (
        path_words(timeline),
        *routine.rules,
        every_exercise,
        *(f"{MARK_OF_OURS} {one}" for one in routine.ours),
    )
    for note in notes:
        yield from hanging(note, PAGE).split("\n")


def safety_page(safety: Safety) -> Iterator[Paragraph]:
    """The safety page, in the order in which the app shows it."""
    yield Paragraph(safety.intro)
    for words in (safety.every_exercise, safety.follows):
        yield Paragraph("")
        yield Paragraph(words)
    for section in safety.sections:
        yield Paragraph("")
        yield from _safety_section(section)
    yield Paragraph("")
    yield Paragraph(safety.consent)
    yield Paragraph(f"After: {'; '.join(safety.titles)}.")


def _safety_section(section: SafetySection) -> Iterator[Paragraph]:
    yield Paragraph(section.title, title=True)
    if section.lead:
        yield Paragraph(section.lead, 2)
    for item in section.items:
        yield Paragraph(item.text, 2, "· ")
        yield from (Paragraph(sign, 4, "- ") for sign in item.signs)
    if section.after:
        yield Paragraph(section.after, 2)
    yield Paragraph(f"Follows: {section.follows}", 2)
