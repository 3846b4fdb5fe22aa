"""The moving figure on the screen: picks the colours, and repaints only the cells that change."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from loosen.domain.body import Side
from loosen.domain.figure import Figure, Frame, Instant, Role, Steady, changed, draw
from loosen.domain.settings import MotionLevel
from loosen.text.session_text import mirrored as mirrored_text
from loosen.tui.terminal.preflight import Glyphs, Terminal

BLANK = "\u2800"
"""Braille without dots: a space looks the same in every font, and is a third of the bytes."""

KEPT = 96
"""Drawings kept of a figure, for it goes through the same ones again and again: some kilobytes each."""

LEAST_WIDTH, LEAST_HEIGHT = 24, 10
"""Cells below which no drawing reads."""


AT_HOME, OVER_SSH = 10.0, 4.0
"""Frames a second of a moving figure."""


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


def animation_for(
    motion: MotionLevel,
    terminal: Terminal | None,
    clock: Callable[[], float],
    keeps_up: Callable[[], bool],
) -> Animation:
    """How figures move on a terminal, None being one that can do everything, as a person wants it."""
    rate = OVER_SSH if terminal and terminal.remote else AT_HOME
    return Animation(
        clock,
        rate={MotionLevel.FULL: rate, MotionLevel.REDUCED: 1.0, MotionLevel.OFF: 0.0}[motion],
        stepped=motion is MotionLevel.REDUCED,
        plain=bool(terminal and terminal.glyphs is Glyphs.ASCII),
        outlined=bool(terminal and terminal.colours == "none"),
        keeps_up=keeps_up,
    )


class FigureView(Widget):
    """A figure at an instant that its owner chooses.

    In a room too small for a drawing stand the key pose's words, or nothing where they do not fit.
    """

    COMPONENT_CLASSES = {f"figure--{role.value}" for role in Role}
    DEFAULT_CSS = """
    FigureView { width: 44; height: 16; }
    """

    def __init__(self, animation: Animation, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._animation = animation
        self._figure: Figure | None = None
        self._instant, self._mirrored = Instant(0.0), False
        self._turned = 0
        self._timer: Timer | None = None
        self._frame, self._steady = Frame((), ()), Steady()
        self._kept = lru_cache(maxsize=KEPT)(self._drawing)
        self._styles: dict[Role, Style] = {}

    @property
    def figure(self) -> Figure | None:
        """The figure that is shown."""
        return self._figure

    def show(self, figure: Figure | None, instant: Instant, *, mirrored: bool = False) -> None:
        """Show a figure at an instant, from where it is best seen or from where it was turned to."""
        shown = (self._figure, self._instant, self._mirrored)
        if shown == (figure, instant, mirrored):
            self.settle()
            return
        if figure is not self._figure:
            self._turned = 0
            self._kept.cache_clear()
        self._figure, self._instant, self._mirrored = figure, instant, mirrored
        self._draw()

    def move(self, figure: Figure, instant: Instant, *, mirrored: bool = False) -> None:
        """Show another instant if it is one, and if the terminal keeps up; stills are always shown."""
        instant = instant.rounded()
        if (figure, instant, mirrored) == (self._figure, self._instant, self._mirrored):
            self.settle()
        elif not self._animation.rate or self._animation.keeps_up():
            goes_on = figure is self._figure and mirrored is self._mirrored
            if goes_on and not (self._animation.stepped or self._animation.plain):
                self._instant = instant
                self._draw(steadily=True)
            else:
                self.show(figure, instant, mirrored=mirrored)

    def walk(self, step: Callable[[], None], *, going: bool) -> None:
        """Take a step for each frame from now on, or come to rest: a timer costs, moved or not."""
        if self._timer is None and self._animation.rate:
            self._timer = self.set_interval(1 / self._animation.rate, step, pause=True)
        if self._timer and going and self.display:
            self._timer.resume()
        elif self._timer:
            self._timer.pause()
            self.settle()

    def settle(self) -> None:
        """Show the last dots of a drawing that has come to rest."""
        if self._steady.behind:
            self._draw()

    def turn(self, steps: int) -> None:
        """Walk round it by steps of 15 degrees; 0 goes back to where it is best seen."""
        self._turned = self._turned + steps if steps else 0
        self._draw()

    def _draw(self, *, steadily: bool = False) -> None:
        width, height = self.size
        if not width or not height:
            return
        old, drawn = (
            self._frame,
            self._kept(
                self._figure, self._instant, self._turned, width, height, mirrored=self._mirrored
            ),
        )
        alike = len(old.lines) == len(drawn.lines) and len(old.lines[0]) == width
        follows = steadily and alike
        self._frame = self._steady.follow(drawn) if follows else self._steady.take(drawn)
        if not alike:
            self.refresh()
        elif regions := [Region(x, y, end - x, 1) for y, x, end in changed(old, self._frame)]:
            self.refresh(*regions)

    def _drawing(
        self,
        figure: Figure | None,
        instant: Instant,
        turned: int,
        width: int,
        height: int,
        *,
        mirrored: bool,
    ) -> Frame:
        if figure is None:
            return lettered("", width, height)
        if width < LEAST_WIDTH or height < LEAST_HEIGHT:
            words = mirrored_text(figure.words(instant), Side.LEFT if mirrored else None)
            return lettered(words, width, height)
        return draw(
            figure,
            instant,
            figure.camera(mirrored=mirrored).turned(turned),
            width,
            height,
            mirrored=mirrored,
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
        self._motion = animation
        self._began = 0.0
        self._stopped: float | None = None

    def on_mount(self) -> None:
        """Move while it is seen."""
        if self._motion.rate:
            self.app.screen_change_signal.subscribe(self, lambda _: self._set_going())

    def on_show(self) -> None:
        """It has come into sight."""
        self._set_going()

    def on_hide(self) -> None:
        """It has gone out of sight."""
        self._set_going()

    def _set_going(self) -> None:
        self.walk(self._move, going=self._is_seen and not self.stands)

    @property
    def _is_seen(self) -> bool:
        # The toolkit counts the screen below the top one as current, too.
        return self.is_on_screen and self.app.screen is self.screen

    def play(self, figure: Figure | None) -> None:
        """Show another figure from its beginning."""
        self._began = self._motion.clock()
        self._stopped = None if self._stopped is None else self._began
        still = figure is not None and not self._motion.rate
        self.show(figure, figure.still if figure and still else Instant(0.0))

    @property
    def stands(self) -> bool:
        """Whether it was told to stand still."""
        return self._stopped is not None

    def stop_or_go(self) -> None:
        """Stand still, or move on from there."""
        now = self._motion.clock()
        if self._stopped is None:
            self._stopped = now
        else:
            self._began += now - self._stopped
            self._stopped = None
        self._set_going()

    def _move(self) -> None:
        if self.figure is None or self.stands or not self._is_seen:
            return
        seconds = self._motion.clock() - self._began
        self.move(self.figure, self.figure.preview(seconds, stepped=self._motion.stepped))
