"""Digits and words drawn from blocks, as large as fits, to be read from three metres away."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    "E": ("####", "#   ", "### ", "#   ", "####"),
    "F": ("####", "#   ", "### ", "#   ", "#   "),
    "G": ("####", "#   ", "# ##", "#  #", "####"),
    "H": ("#  #", "#  #", "####", "#  #", "#  #"),
    "I": ("#", "#", "#", "#", "#"),
    "L": ("#   ", "#   ", "#   ", "#   ", "####"),
    "R": ("####", "#  #", "####", "# # ", "#  #"),
    "T": ("####", " ## ", " ## ", " ## ", " ## "),
}
MORE_GLYPHS = {
    "A": (" ## ", "#  #", "####", "#  #", "#  #"),
    "B": ("### ", "#  #", "### ", "#  #", "### "),
    "C": ("####", "#   ", "#   ", "#   ", "####"),
    "D": ("### ", "#  #", "#  #", "#  #", "### "),
    "J": ("   #", "   #", "   #", "#  #", "####"),
    "K": ("#  #", "# # ", "##  ", "# # ", "#  #"),
    "M": ("#   #", "## ##", "# # #", "#   #", "#   #"),
    "N": ("#  #", "## #", "# ##", "#  #", "#  #"),
    "O": ("####", "#  #", "#  #", "#  #", "####"),
    "P": ("####", "#  #", "####", "#   ", "#   "),
    "Q": ("####", "#  #", "#  #", "# ##", "####"),
    "S": ("####", "#   ", "####", "   #", "####"),
    "U": ("#  #", "#  #", "#  #", "#  #", "####"),
    "V": ("#  #", "#  #", "#  #", " ## ", " ## "),
    "W": ("#   #", "#   #", "# # #", "## ##", "#   #"),
    "X": ("#  #", "#  #", " ## ", "#  #", "#  #"),
    "Y": ("#  #", "#  #", " ## ", " ## ", " ## "),
    "Z": ("####", "  # ", " #  ", "#   ", "####"),
    "-": ("  ", "  ", "##", "  ", "  "),
    ",": (" ", " ", " ", "#", "#"),
    "’": ("#", "#", " ", " ", " "),
    "'": ("#", "#", " ", " ", " "),
}
"""What words and names have beside what counts and sides have."""
ALL_GLYPHS = MORE_GLYPHS | GLYPHS
HALVES = {("#", "#"): "█", ("#", " "): "▀", (" ", "#"): "▄", (" ", " "): " "}
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


BLOCK = "█"


def big(text: str, width: int, height: int) -> tuple[str, ...]:
    """A short text in large digits, as large as fits; the text itself where nothing larger does."""
    for rows in range(height, STROKES + GAPS - 1, -1):
        drawn = _drawn(text, rows)
        if len(drawn[0]) <= width:
            return drawn
    return (text[:width],)


def _drawn(text: str, rows: int, *, tight: bool = False) -> tuple[str, ...]:
    """A text of at most so many rows; ``tight`` leaves half a stroke between its signs, not a whole one."""
    stroke, gap = sizes(rows)
    upright, inner = widths(stroke, gap)
    glyphs = [ALL_GLYPHS[letter] for letter in text]
    between = " " * (upright // 2 if tight else upright)
    lines = [
        between.join(_row(glyph[row], upright, inner) for glyph in glyphs)
        for row in range(STROKES + GAPS)
    ]
    times = [gap if row % 2 else stroke for row in range(STROKES + GAPS)]
    return tuple(line for line, n in zip(lines, times, strict=True) for _ in range(n))


def lettered_name(name: str, width: int) -> tuple[str, ...]:
    """Return a name in capitals of three rows; nothing where it has other signs or is too wide."""
    glyphs = [ALL_GLYPHS.get(letter) for letter in name.upper()]
    known = [glyph for glyph in glyphs if glyph is not None]
    rows = [" ".join(glyph[row] for glyph in known) for row in range(STROKES + GAPS)]
    if len(known) < len(glyphs) or not known or len(rows[0]) > width:
        return ()
    pairs = zip(rows[::2], [*rows[1::2], " " * len(rows[0])], strict=True)
    return tuple(
        "".join(HALVES[pixels] for pixels in zip(above, below, strict=True))
        for above, below in pairs
    )


def _row(pixels: str, upright: int, inner: int) -> str:
    """One row of a glyph; its first and last columns are as wide as an upright stroke."""
    last = len(pixels) - 1
    columns = (
        (BLOCK if pixel == "#" else " ") * (upright if place in (0, last) else inner)
        for place, pixel in enumerate(pixels)
    )
    return "".join(columns)


def centred(lines: Sequence[str], width: int, height: int) -> tuple[str, ...]:
    """A drawing in the middle of a box."""
    above = max(0, height - len(lines)) // 2
    body = [line.center(width) for line in lines]
    return tuple([" " * width] * above + body + [" " * width] * (height - above - len(body)))


WORD_ROWS, SWITCH_ROWS = 5, 7
"""Rows of the word under a count, and of the side while switching, when it is what matters."""
LEAST_ROWS = 5


@dataclass(frozen=True, slots=True)
class BigCount:
    """Text to read across a room: a count, a word under it, and small words beside it.

    ``of`` is the number that is counted up to, empty for seconds. ``words`` are a side or the word of a
    phase: the first that fits stands. ``switching`` makes it the larger.
    """

    count: str
    of: str = ""
    small: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    switching: bool = False


def big_count(shown: BigCount, width: int, height: int, most: int) -> tuple[str, ...]:
    """Return a count and the word under it as exactly ``height`` rows, the count of at most ``most``.

    Where both do not fit, the word is left out: it stands in small letters elsewhere.
    """
    word = _word_rows(shown, width, height)
    room = height - len(word) - bool(word)
    count = _count_rows(shown, width, min(room, most))
    drawn = [line.center(width) for line in count]
    if word:
        above = max(0, room - len(count)) // 2
        drawn = [" " * width] * above + drawn + [" " * width] * (room - len(count) - above + 1)
        drawn += [line.center(width) for line in word]
    return centred(drawn, width, height)


def _word_rows(shown: BigCount, width: int, height: int) -> tuple[str, ...]:
    """The first word that fits, as large as it does, and closely set where only that fits."""
    highest = min(SWITCH_ROWS if shown.switching else WORD_ROWS, height - 1 - LEAST_ROWS)
    for word in shown.words:
        for tight in (False, True):
            for rows in range(highest, LEAST_ROWS - 1, -1):
                drawn = _drawn(word, rows, tight=tight)
                if len(drawn[0]) <= width:
                    return drawn
    return ()


def _count_rows(shown: BigCount, width: int, height: int) -> tuple[str, ...]:
    """The count, with what it is of and the small words beside its foot."""
    if not shown.of:
        return big(shown.count, width, height)
    total = f"/{shown.of}"
    columns = ((*big(total, width, LEAST_ROWS), *shown.small), (total, *shown.small))
    for rows in range(height, LEAST_ROWS - 1, -1):
        for beside in columns:
            room = width - 2 - max(map(len, beside))
            count = big(shown.count, room, rows) if room > 0 else ("",)
            if len(count) == rows and len(beside) <= rows:
                blank = rows - len(beside)
                wide = max(map(len, beside))
                return tuple(
                    f"{line}  {(beside[n - blank] if n >= blank else '').ljust(wide)}"
                    for n, line in enumerate(count)
                )
    return big(f"{shown.count}/{shown.of}", width, height)
