"""Digits to be read lying down, three metres away: drawn from blocks, as large as the room allows."""

from collections.abc import Sequence

from loosen.tui.widgets.lines import Lines

GLYPHS = {
    "0": ("####", "#  #", "#  #", "#  #", "####"),
    "1": ("  # ", " ## ", "  # ", "  # ", "  # "),
    "2": ("####", "   #", "####", "#   ", "####"),
    "3": ("####", "   #", " ###", "   #", "####"),
    "4": ("#  #", "#  #", "####", "   #", "   #"),
    "5": ("####", "#   ", "####", "   #", "####"),
    "6": ("####", "#   ", "####", "#  #", "####"),
    "7": ("####", "   #", "   #", "   #", "   #"),
    "8": ("####", "#  #", "####", "#  #", "####"),
    "9": ("####", "#  #", "####", "   #", "####"),
    ":": (" ", "#", " ", "#", " "),
    "/": ("   #", "  # ", "  # ", " #  ", "#   "),
    " ": ("  ", "  ", "  ", "  ", "  "),
}
ROWS = 5


def big(text: str, width: int, height: int, block: str = "█") -> tuple[str, ...]:
    """A short text in large digits, as large as fits; the text itself where nothing larger does.

    A pixel is twice as wide as high, since a cell is twice as high as wide.
    """
    columns = sum(len(GLYPHS[letter][0]) for letter in text) + len(text) - 1
    scale = min(height // ROWS, width // (2 * columns)) if columns > 0 else 0
    if scale < 1:
        return (text[:width],)
    lines: list[str] = []
    for row in range(ROWS):
        pixels = " ".join(GLYPHS[letter][row] for letter in text)
        line = "".join((block if pixel == "#" else " ") * 2 * scale for pixel in pixels)
        lines += [line] * scale
    return tuple(lines)


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
            self.show(centred(big(text, width, height, self._block), width, height))

    def on_resize(self) -> None:
        """Draw anew in the new room."""
        self.tell(self._text)
