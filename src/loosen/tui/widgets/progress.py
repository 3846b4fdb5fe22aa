"""How far a session has got, as a line that grows by a cell at a time."""

from loosen.tui.widgets.lines import Lines


def bar(fraction: float, width: int, done: str = "━", left: str = "─") -> str:
    """A bar of ``width`` cells, ``fraction`` of it done."""
    cells = round(max(0.0, min(1.0, fraction)) * width)
    return done * cells + left * (width - cells)


class ProgressLine(Lines):
    """A bar over the whole width."""

    DEFAULT_CSS = """
    ProgressLine { height: 1; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fraction = 0.0

    def tell(self, fraction: float) -> None:
        """Show another fraction."""
        self._fraction = fraction
        if self.size.width:
            self.show((bar(fraction, self.size.width),))

    def on_resize(self) -> None:
        """Draw anew in the new room."""
        self.tell(self._fraction)
