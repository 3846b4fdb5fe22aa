"""Lines of text with a tone for each part, and how a picture is set beside its words.

Pure: a screen gives the tones their colours, and a test compares lines as plain text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from textwrap import wrap

GAP = 3
"""Cells between a picture and its words."""
LEAST = 22
"""Words are not set beside a picture in less room than this."""


class Tone(StrEnum):
    """What a part of a line is, which decides its colour; no tone says what the text does not."""

    PLAIN = "plain"
    QUIET = "quiet"
    WORK = "work"
    BEFORE = "before"
    HURTS = "hurts"


Span = tuple[str, Tone]
Line = tuple[Span, ...]


@dataclass(frozen=True)
class Signs:
    """The characters of pictures. Each cell of a calendar is two of them."""

    shades: tuple[str, ...] = ("░", "▒", "▓", "█")
    none: str = "·"
    levels: tuple[str, ...] = ("▁", "▂", "▃", "▄", "▅", "▆", "▇", "█")
    bar: str = "█"
    wish: str = "│"
    still: str = "░"


ASCII = Signs(
    shades=(".", "+", "x", "#"), none="-", levels=tuple("0123456789"), bar="#", wish="|", still="."
)
"""For terminals without block characters; heights are digits there."""
BLOCKS = Signs()


def said(text: str, tone: Tone = Tone.PLAIN) -> Line:
    """A line in one tone."""
    return ((text, tone),)


def plain(line: Line) -> str:
    """A line without its tones."""
    return "".join(text for text, _ in line).rstrip()


def length(line: Line) -> int:
    """Cells of a line; pictures have no wide characters."""
    return sum(len(text) for text, _ in line)


def set_words(texts: Iterable[str], width: int, tone: Tone = Tone.PLAIN) -> list[Line]:
    """Sentences as lines of a width, each beginning anew."""
    return [said(line, tone) for text in texts for line in wrap(text, max(8, width))]


def beside(
    picture: Sequence[Line], texts: Sequence[str], width: int, *, top: int = 0
) -> list[Line]:
    """A picture with its sentences on the right, from line ``top`` on; under it where room is short."""
    wide = max(map(length, picture), default=0)
    room = width - wide - GAP
    if room < LEAST:
        return [*picture, *set_words(texts, width)]
    words = [()] * top + set_words(texts, room)
    return [
        (*left, (" " * (wide + GAP - length(left)), Tone.PLAIN), *right) if right else left
        for left, right in zip_longest(picture, words, fillvalue=())
    ]
