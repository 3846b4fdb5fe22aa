"""The large count of a session, and the side under it."""

from loosen.text.block_letters import BigCount, big_count
from loosen.tui.widgets.lines import Lines

SHARE = 0.5
"""The most of the screen's height that digits take: every row more costs bytes each second."""


class BigTime(Lines):
    """Large digits in the middle of the widget, the side in large letters under them."""

    DEFAULT_CSS = """
    BigTime { height: 1fr; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None, block: str = "█") -> None:
        super().__init__(id=id)
        self._block = block
        self._shown = BigCount("")

    def tell(self, shown: BigCount) -> None:
        """Show another count or side."""
        self._shown = shown
        width, height = self.size
        if width and height:
            most = max(5, round(self.screen.size.height * SHARE))
            self.show(big_count(shown, width, height, most, self._block))

    def on_resize(self) -> None:
        """Draw anew in the new room."""
        self.tell(self._shown)
