"""Lines of text in which each span has a tone, and the layout of a chart beside its sentences.

A screen maps tones to colours; everything else reads the lines as plain text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from textwrap import wrap

GAP = 3
"""Cells between a chart and its sentences."""
NARROWEST_WORDS = 22
"""Cells that sentences need beside a chart; in fewer they go below it."""


class Tone(StrEnum):
    """Meaning of a span, which decides its colour; it adds nothing that the text does not say."""

    PLAIN = "plain"
    QUIET = "quiet"
    WORK = "work"
    BEFORE = "before"
    HURTS = "hurts"


StyledSpan = tuple[str, Tone]
StyledLine = tuple[StyledSpan, ...]


@dataclass(frozen=True)
class ChartGlyphs:
    """The characters that charts are drawn with, each one cell wide.

    ``shades`` go from light to dark, ``levels`` from low to high; ``none`` stands for no value, ``wish``
    marks a target on a bar.
    """

    shades: tuple[str, ...] = ("░", "▒", "▓", "█")
    none: str = "·"
    levels: tuple[str, ...] = ("▁", "▂", "▃", "▄", "▅", "▆", "▇", "█")
    bar: str = "▄"
    wish: str = "│"


ASCII = ChartGlyphs(
    shades=(".", "+", "x", "#"), none="-", levels=tuple("0123456789"), bar="#", wish="|"
)
"""For terminals without block characters; the levels are digits."""
BLOCKS = ChartGlyphs()


def styled(text: str, tone: Tone = Tone.PLAIN) -> StyledLine:
    """A line in one tone."""
    return ((text, tone),)


def plain_text(line: StyledLine) -> str:
    """A line without its tones and without spaces at its end."""
    return "".join(text for text, _ in line).rstrip()


def cells_of(line: StyledLine) -> int:
    """The width of a line in cells; charts have no wide characters."""
    return sum(len(text) for text, _ in line)


def wrap_words(texts: Iterable[str], width: int, tone: Tone = Tone.PLAIN) -> list[StyledLine]:
    """Sentences wrapped to a width in cells, each on a line of its own."""
    return [styled(line, tone) for text in texts for line in wrap(text, max(8, width))]


def set_beside(
    chart: Sequence[StyledLine], texts: Sequence[str], width: int, *, top: int = 0
) -> list[StyledLine]:
    """A chart with its sentences on the right, from line ``top`` on; below it where room is short."""
    wide = max(map(cells_of, chart), default=0)
    room = width - wide - GAP
    if room < NARROWEST_WORDS:
        return [*chart, *wrap_words(texts, width)]
    words = [()] * top + wrap_words(texts, room)
    return [
        (*left, (" " * (wide + GAP - cells_of(left)), Tone.PLAIN), *right) if right else left
        for left, right in zip_longest(chart, words, fillvalue=())
    ]
