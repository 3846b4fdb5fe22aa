"""The moving figure on the screen: picks the colours, and repaints only the cells that change."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, groupby

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from loosen.domain.figure import Camera, Figure, Frame, Instant, Role, changed, draw

BLANK = "\u2800"
"""Braille without dots: a space looks the same in every font, and is a third of the bytes."""

LEAST_WIDTH, LEAST_HEIGHT = 24, 10
"""Cells below which no drawing reads."""


@dataclass(frozen=True)
class Animation:
    """How figures move on this terminal. ``clock`` tells seconds; ``rate`` is frames a second.

    A rate of 0 shows still pictures. ``stepped`` shows key poses without the way between them,
    ``plain`` draws with letters and ``outlined`` sets the target region off where colour is missing.
    ``keeps_up`` tells whether the terminal has drawn what it was sent: if not, a frame is left out.
    It may ask the terminal, so it is asked only when there is a frame to draw.
    """

    clock: Callable[[], float]
    rate: float = 10.0
    stepped: bool = False
    plain: bool = False
    outlined: bool = False
    keeps_up: Callable[[], bool] = lambda: True


class FigureView(Widget):
    """A figure at an instant that its owner chooses.

    In a room too small for a drawing stand the key pose's words, or nothing where they do not fit.
    """

    COMPONENT_CLASSES = {f"figure--{role.value}" for role in Role}
    DEFAULT_CSS = """
    FigureView { width: 44; height: 16; }
    FigureView > .figure--floor { color: $rule; }
    FigureView > .figure--prop { color: $warning; }
    FigureView > .figure--far { color: $quiet; }
    FigureView > .figure--near { color: $foreground; }
    FigureView > .figure--body { color: $secondary; }
    FigureView > .figure--target { color: $accent; text-style: bold; }
    """

    def __init__(self, animation: Animation, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._animation = animation
        self._figure: Figure | None = None
        self._instant, self._mirrored = Instant(0.0), False
        self._turned = 0
        self._frame = Frame((), ())
        self._styles: dict[Role, Style] = {}

    @property
    def figure(self) -> Figure | None:
        """The figure that is shown."""
        return self._figure

    def show(self, figure: Figure | None, instant: Instant, *, mirrored: bool = False) -> None:
        """Show a figure at an instant, from where it is best seen or from where it was turned to."""
        shown = (self._figure, self._instant, self._mirrored)
        if shown == (figure, instant, mirrored):
            return
        if figure is not self._figure:
            self._turned = 0
        self._figure, self._instant, self._mirrored = figure, instant, mirrored
        self._draw()

    def move(self, figure: Figure, instant: Instant, *, mirrored: bool = False) -> None:
        """Show another instant if it is one, and if the terminal keeps up; stills are always shown."""
        if (figure, instant, mirrored) == (self._figure, self._instant, self._mirrored):
            return
        if not self._animation.rate or self._animation.keeps_up():
            self.show(figure, instant, mirrored=mirrored)

    def turn(self, steps: int) -> None:
        """Walk round it by steps of 15 degrees; 0 goes back to where it is best seen."""
        self._turned = self._turned + steps if steps else 0
        self._draw()

    def _camera(self, figure: Figure) -> Camera:
        return figure.camera(mirrored=self._mirrored).turned(self._turned)

    def _draw(self) -> None:
        width, height = self.size
        if not width or not height:
            return
        old, self._frame = self._frame, self._drawing(width, height)
        if len(old.lines) != len(self._frame.lines) or len(old.lines[0]) != width:
            self.refresh()
            return
        for y, start, stop in changed(old, self._frame):
            self.refresh(Region(start, y, stop - start, 1))

    def _drawing(self, width: int, height: int) -> Frame:
        figure = self._figure
        if figure is None:
            return lettered("", width, height)
        if width < LEAST_WIDTH or height < LEAST_HEIGHT:
            return lettered(figure.words(self._instant), width, height)
        return draw(
            figure,
            self._instant,
            self._camera(figure),
            width,
            height,
            mirrored=self._mirrored,
            ascii_only=self._animation.plain,
            outlined=self._animation.outlined,
        )

    def on_resize(self) -> None:
        """Draw anew in the new room."""
        self._draw()

    def notify_style_update(self) -> None:
        """Other colours."""
        super().notify_style_update()
        self._styles.clear()

    def _style(self, role: Role) -> Style:
        if role not in self._styles:
            partial = self.get_component_rich_style(f"figure--{role.value}", partial=True)
            self._styles[role] = self.rich_style + partial
        return self._styles[role]

    def render_line(self, y: int) -> Strip:
        """One line, a segment for each run of a role; blanks go with the role before them."""
        if y >= len(self._frame.lines):
            return Strip.blank(self.size.width, self.rich_style)
        text, x, segments = self._frame.lines[y].replace(BLANK, " "), 0, []
        for role, run in groupby(accumulate(self._frame.roles[y], _ink)):
            start, x = x, x + len(list(run))
            segments.append(Segment(text[start:x], self._style(role)))
        return Strip(segments, self.size.width)


def lettered(words: str, width: int, height: int) -> Frame:
    """Words in the middle of a room of so many cells; nothing where they do not fit."""
    rows = textwrap.wrap(words, width, break_long_words=False)
    if len(rows) > height or any(len(row) > width for row in rows):
        rows = []
    above = (height - len(rows)) // 2
    lines = [""] * above + rows + [""] * (height - above - len(rows))
    ink = [Role.NEAR if line else Role.NONE for line in lines]
    return Frame(
        tuple(line.center(width) for line in lines), tuple((role,) * width for role in ink)
    )


def _ink(before: Role, role: Role) -> Role:
    """What a cell is written with: a blank shows none of it, so it needs no other."""
    return before if role is Role.NONE else role


class MovingFigure(FigureView):
    """A figure shown for itself, going through its motion again and again.

    It stands still while another screen lies over it, and when it is told to.
    """

    def __init__(self, animation: Animation, *, id: str | None = None) -> None:
        super().__init__(animation, id=id)
        self._timer: Timer | None = None
        self._began = 0.0
        self._stopped: float | None = None

    def on_mount(self) -> None:
        """Begin to move."""
        if self._animation.rate:
            self._timer = self.set_interval(1 / self._animation.rate, self._move)

    def play(self, figure: Figure | None) -> None:
        """Show another figure from its beginning."""
        self._began = self._animation.clock()
        self._stopped = None if self._stopped is None else self._began
        still = figure is not None and not self._animation.rate
        self.show(figure, figure.still if figure and still else Instant(0.0))

    @property
    def stands(self) -> bool:
        """Whether it was told to stand still."""
        return self._stopped is not None

    def stop_or_go(self) -> None:
        """Stand still, or move on from there."""
        now = self._animation.clock()
        if self._stopped is None:
            self._stopped = now
        else:
            self._began += now - self._stopped
            self._stopped = None
        if self._timer and self.stands:
            self._timer.pause()
        elif self._timer:
            self._timer.resume()

    def _move(self) -> None:
        if self._figure is None or self.stands:
            return
        # The toolkit counts the screen below the top one as current, too.
        if not self.is_on_screen or self.app.screen is not self.screen:
            return
        seconds = self._animation.clock() - self._began
        self.move(self._figure, self._figure.preview(seconds, stepped=self._animation.stepped))
