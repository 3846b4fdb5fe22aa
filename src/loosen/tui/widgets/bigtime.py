"""Digits to be read lying down, three metres away: drawn from blocks, as large as the room allows."""

from collections.abc import Sequence

from loosen.tui.widgets.lines import Lines

GLYPHS = {
    "0": ("####", "#  #", "#  #", "#  #", "####"),
    "1": ("   #", "   #", "   #", "   #", "   #"),
    "2": ("####", "   #", "####", "#   ", "####"),
    "3": ("####", "   #", " ###", "   #", "####"),
    "4": ("#  #", "#  #", "####", "   #", "   #"),
    "5": ("####", "#   ", "####", "   #", "####"),
    "6": ("####", "#   ", "####", "#  #", "####"),
    "7": ("####", "   #", "   #", "   #", "   #"),
    "8": ("####", "#  #", "####", "#  #", "####"),
    "9": ("####", "#  #", "####", "   #", "####"),
    ":": (" ", "#", " ", "#", " "),
    "/": ("   #", "   #", "  # ", "#   ", "#   "),
    " ": ("  ", "  ", "  ", "  ", "  "),
}
SHARE = 0.36
"""The most of the screen's height that digits take: every row more costs bytes each second."""
STROKES, GAPS = 3, 2
"""A glyph is five rows: strokes at its top, middle and foot, gaps between them."""


def sizes(height: int) -> tuple[int, int]:
    """Rows of a stroke and of a gap in a glyph of at most ``height`` rows; (0, 0) where none fits.

    They differ by one at most: with gaps much thinner than strokes a 9 is a block from afar.
    """
    fitting = [
        (STROKES * stroke + GAPS * gap, -abs(stroke - gap), stroke, gap)
        for stroke in range(1, height)
        for gap in range(max(1, stroke - 1), stroke + 2)
        if STROKES * stroke + GAPS * gap <= height
    ]
    return max(fitting)[2:] if fitting else (0, 0)


def widths(stroke: int, gap: int) -> tuple[int, int]:
    """Columns of an upright stroke and of each inner column; a cell is twice as high as wide."""
    upright = 2 * stroke
    inner = round(0.6 * (STROKES * stroke + GAPS * gap)) - upright
    return upright, max(1, inner)


def big(text: str, width: int, height: int, block: str = "█") -> tuple[str, ...]:
    """A short text in large digits, as large as fits; the text itself where nothing larger does."""
    for rows in range(height, STROKES + GAPS - 1, -1):
        stroke, gap = sizes(rows)
        upright, inner = widths(stroke, gap)
        glyphs = [GLYPHS[letter] for letter in text]
        lines = [
            (" " * upright).join(_row(glyph[row], upright, inner, block) for glyph in glyphs)
            for row in range(STROKES + GAPS)
        ]
        if len(lines[0]) <= width:
            times = [gap if row % 2 else stroke for row in range(STROKES + GAPS)]
            return tuple(line for line, n in zip(lines, times, strict=True) for _ in range(n))
    return (text[:width],)


def _row(pixels: str, upright: int, inner: int, block: str) -> str:
    """One row of a glyph; its first and last columns are as wide as an upright stroke."""
    last = len(pixels) - 1
    columns = (
        (block if pixel == "#" else " ") * (upright if place in (0, last) else inner)
        for place, pixel in enumerate(pixels)
    )
    return "".join(columns)


def centred(lines: Sequence[str], width: int, height: int) -> tuple[str, ...]:
    """A drawing in the middle of a box."""
    above = max(0, height - len(lines)) // 2
    body = [line.center(width) for line in lines]
    return tuple([" " * width] * above + body + [" " * width] * (height - above - len(body)))


class BigTime(Lines):
    """Large digits in the middle of the widget."""

    DEFAULT_CSS = """
    BigTime { height: 1fr; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None, block: str = "█") -> None:
        super().__init__(id=id)
        self._block = block
        self._text = ""

    def tell(self, text: str) -> None:
        """Show a text of digits, colons and slashes."""
        self._text = text
        width, height = self.size
        if width and height:
            rows = min(height, max(STROKES + GAPS, round(self.screen.size.height * SHARE)))
            self.show(centred(big(text, width, rows, self._block), width, height))

    def on_resize(self) -> None:
        """Draw anew in the new room."""
        self.tell(self._text)
