"""An exercise as a page of plain text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Exercise
from loosen.domain.text import hanging
from loosen.text import wording
from loosen.text.exercise_page import MARK_OF_OURS, Block, Setting, marked, page_of

PAGE = 80
"""Columns of a page of prose."""
WIDEST_NAME = 20
"""A block with a longer name sets the names above what they name, not beside it."""


@dataclass(frozen=True)
class Paragraph:
    """A text that is set into a width; ``mark`` stands before it, and a ``title`` stands out."""

    text: str
    indent: int = 0
    mark: str = ""
    title: bool = False


def lines_of(paragraphs: Iterable[Paragraph], width: int = PAGE) -> Iterator[str]:
    """Paragraphs as lines, the empty ones as empty lines."""
    for one in paragraphs:
        yield from hanging(one.text, width, one.indent, one.mark).split("\n")


def exercise_page(exercise: Exercise, catalogue: Catalogue) -> Iterator[Paragraph]:
    """The whole entry of an exercise."""
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
