"""The next pose, small, in a corner of the current figure."""

from textwrap import wrap

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size

from loosen.domain.body import Side
from loosen.domain.figure import Figure
from loosen.text.session_text import Coming
from loosen.tui.widgets.animation import Animation
from loosen.tui.widgets.figure import LEAST_HEIGHT, LEAST_WIDTH, FigureView
from loosen.tui.widgets.lines import Words

BORDER = 3
"""Cells beside the pose: a line, which tells it from the figure of now without colour, and ground."""
TITLE_ROWS = 2
SHARE_OF_WIDTH, SHARE_OF_HEIGHT = 0.5, 0.36
"""How much of the figure's room the pose takes, where that is more than the least that reads."""
LEFT_OF_FIGURE = 3
"""Rows of the current figure that must stay in sight for the next pose to be shown."""


class NextPose(Vertical):
    """A still figure with its side and name, over the current figure; hidden until something is coming."""

    DEFAULT_CSS = """
    NextPose { position: absolute; display: none; padding: 0 1; background: $surface; }
    NextPose > Words { height: 1; }
    NextPose > FigureView { width: 100%; height: 1fr; }
    """

    title = getters.query_one("#coming", Words)
    figure = getters.query_one(FigureView)

    def __init__(self, animation: Animation) -> None:
        super().__init__()
        self._animation = animation
        self._shown: tuple[Coming, Size] | None = None
        self._told: tuple[Coming | None, Figure | None, FigureView] | None = None

    def compose(self) -> ComposeResult:
        """Side and name, and the figure."""
        yield Words(id="coming")
        yield FigureView(self._animation)

    def show(self, coming: Coming | None, figure: Figure | None, over: FigureView) -> None:
        """Show what is coming, or nothing; ``over`` is the figure in whose emptiest corner it lies."""
        self._told = coming, figure, over
        self._place()

    def on_mount(self) -> None:
        """Follow the figure wherever it is laid out anew."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._place)

    def _place(self, _screen: object = None) -> None:
        if self._told is None:
            return
        coming, figure, over = self._told
        room = over.size if over.display else Size(0, 0)
        wide, high = pose_size(room)
        if coming is None or figure is None or not wide:
            self._shown = None
            if self.display:
                self.display = False
            return
        if self._shown == (coming, room):
            return
        self._shown = coming, room
        words = f"Next: {coming.words}"
        rows = min(TITLE_ROWS, len(wrap(words, wide)))
        self.title.styles.height = rows
        self.styles.width, self.styles.height = wide + BORDER, high + rows
        self.styles.offset = over.emptiest(wide + BORDER, high + rows) + over.virtual_region.offset
        self.display = True
        self.title.show(words)
        self.figure.show(figure, figure.still, mirrored=coming.side is Side.LEFT)


def pose_size(room: Size) -> tuple[int, int]:
    """Return columns and rows of the next pose in a figure's room; (0, 0) where it would hide too much."""
    if (
        room.width < LEAST_WIDTH + BORDER
        or room.height < LEAST_HEIGHT + TITLE_ROWS + LEFT_OF_FIGURE
    ):
        return 0, 0
    wide = max(LEAST_WIDTH, round(room.width * SHARE_OF_WIDTH) - BORDER)
    return wide, max(LEAST_HEIGHT, round(room.height * SHARE_OF_HEIGHT))
