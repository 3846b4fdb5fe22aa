"""How well a screen's words stand out from their ground, cell by cell, as WCAG 2.2 counts contrast."""

from collections.abc import Iterator

from rich.color import Color
from rich.segment import Segment
from textual.color import Color as Paint
from textual.strip import Strip

LEAST = 4.5
"""What WCAG asks of text, level AA."""
WORDS = frozenset("◔●⇄○‖✓◐◂▸·…!?")
"""Signs that stand for something; other signs than these, and all drawing, may be fainter."""


def faint(strips: list[Strip]) -> set[tuple[str, float]]:
    """Words fainter than that, with their contrast."""
    return {
        (segment.text.strip(), ratio)
        for strip in strips
        for segment in strip
        if _says(segment) and (ratio := _contrast(segment)) < LEAST
    }


def _says(segment: Segment) -> bool:
    return any(sign.isalnum() or sign in WORDS for sign in segment.text)


def _contrast(segment: Segment) -> float:
    style = segment.style
    if style is None or style.color is None or style.bgcolor is None:
        return 21.0  # the terminal's own colours
    fore, back = (Paint(*_triplet(colour)) for colour in (style.color, style.bgcolor))
    if style.reverse:
        fore, back = back, fore
    lighter, darker = sorted((_luminance(fore), _luminance(back)), reverse=True)
    return round((lighter + 0.05) / (darker + 0.05), 2)


def _triplet(colour: Color) -> tuple[int, int, int]:
    red, green, blue = colour.get_truecolor()
    return red, green, blue


def _luminance(colour: Paint) -> float:
    red, green, blue = (_linear(part / 255) for part in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def words(strips: list[Strip]) -> Iterator[str]:
    """The words that are looked at, for a test that something is."""
    return (segment.text for strip in strips for segment in strip if _says(segment))
