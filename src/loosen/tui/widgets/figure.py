"""The widgets of a moving figure: they choose its colours, and repaint only the cells that change."""

import textwrap
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import accumulate, groupby

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from loosen.domain.body import Side
from loosen.domain.figure import (
    LOOKS,
    Cell,
    Drawing,
    Figure,
    Frame,
    Ink,
    Instant,
    Mosaic,
    Role,
    SparingPace,
    Steady,
    changed,
    changed_cells,
    draw,
    mosaic,
    paint,
    travel,
)
from loosen.domain.settings import FigureStyle
from loosen.text.figure_blocks import runs
from loosen.text.figure_palette import PALETTES, Depth
from loosen.text.session_text import mirrored as mirrored_text
from loosen.tui.widgets.animation import Animation

BLANK = "\u2800"
"""Braille without dots: a space looks the same in every font, and is a third of the bytes."""

KEPT = 96
"""Drawings cached of a figure, which repeats the same ones: some kilobytes each."""

LEAST_WIDTH, LEAST_HEIGHT = 24, 10
"""Cells below which no drawing reads."""

DEPTHS = {"256": Depth.EIGHT_BIT, "standard": Depth.SIXTEEN, "windows": Depth.SIXTEEN}
"""The depths of colour as the toolkit names them, but for every colour there is."""

WORKING = 3
"""Cells of a body at rest that are worth as much as one of a limb in work."""


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
        self._told, self._pace = Instant(0.0), SparingPace(animation.rate)
        self._timer: Timer | None = None
        self._frame: Drawing = Frame((), ())
        self._steady = Steady()
        self._kept = lru_cache(maxsize=KEPT)(self._drawing)
        self._styles: dict[Role, Style] = {}
        self._ink_styles: dict[int, Style] = {}

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
        """Show another instant, if it differs and the terminal keeps up; stills are always shown."""
        instant = instant.rounded()
        if (figure, instant, mirrored) == (self._figure, self._instant, self._mirrored):
            self.settle()
        elif self._due(figure, instant, mirrored=mirrored) and self._goes_through:
            goes_on = figure is self._figure and mirrored is self._mirrored
            letters = self._animation.style is FigureStyle.ASCII
            if goes_on and not (self._animation.stepped or letters):
                self._instant = instant
                self._draw(steadily=True)
            else:
                self.show(figure, instant, mirrored=mirrored)

    @property
    def _goes_through(self) -> bool:
        return not self._animation.rate or self._animation.keeps_up()

    def _due(self, figure: Figure, instant: Instant, *, mirrored: bool) -> bool:
        """Whether an instant is worth a frame."""
        told, self._told = self._told, instant
        if not self._animation.sparing or instant == told:
            return True  # where it has come to rest, too
        if figure is not self._figure or mirrored is not self._mirrored:
            return True
        camera = figure.camera(mirrored=mirrored).turned(self._turned)
        eye = camera.mirrored() if mirrored else camera
        gone = travel(figure, self._instant, instant, eye, self.size)
        return self._pace.is_due(gone, self._animation.clock())

    def emptiest(self, width: int, height: int) -> Offset:
        """The corner in which a box of so many cells hides the least of the body, and least of what works.

        Of equals it is the lowest.
        """
        over, down = self.size.width - width, self.size.height - height
        corners = (Offset(over, down), Offset(0, down), Offset(over, 0), Offset(0, 0))
        return min(
            corners, key=lambda corner: self._body_in(Region(corner.x, corner.y, width, height))
        )

    def _body_in(self, region: Region) -> int:
        """How much of the body a region shows: a cell of what works counts as several."""
        rows, columns = slice(region.y, region.bottom), slice(region.x, region.right)
        if isinstance(self._frame, Mosaic):
            cells = (cell for row in self._frame.lines[rows] for cell in row[columns])
            return sum(_worth_of_ink(max(cell.front, cell.back)) for cell in cells)
        roles = (role for row in self._frame.roles[rows] for role in row[columns])
        return sum(_worth_of_role(role) for role in roles)

    def walk(self, step: Callable[[], None], *, going: bool) -> None:
        """Call ``step`` for each frame from now on, or stop the timer, which costs, moved or not."""
        if self._timer is None and self._animation.rate:
            looks = LOOKS if self._animation.sparing else self._animation.rate
            self._timer = self.set_interval(1 / looks, step, pause=True)
        if self._timer and going and self.display:
            self._timer.resume()
        elif self._timer:
            self._timer.pause()
            self.settle()

    def settle(self) -> None:
        """Show the cells that were held back, now that the drawing has come to rest."""
        if self._steady.behind:
            self._draw()

    def turn(self, steps: int) -> None:
        """Turn the view by steps of 15 degrees; 0 goes back to the best one."""
        self._turned = self._turned + steps if steps else 0
        self._draw()

    def _draw(self, *, steadily: bool = False) -> None:
        width, height = self.size
        if not width or not height:
            return
        self._pace.drawn(self._animation.clock())
        old = self._frame
        drawn = self._kept(
            self._figure, self._instant, self._turned, width, height, mirrored=self._mirrored
        )
        alike = type(old) is type(drawn) and len(old.lines) == len(drawn.lines)
        alike = alike and len(old.lines[0]) == width
        follows = steadily and alike
        self._frame = self._steady.follow(drawn) if follows else self._steady.take(drawn)
        if not alike:
            self.refresh()
        elif regions := [Region(x, y, end - x, 1) for y, x, end in differing(old, self._frame)]:
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
    ) -> Drawing:
        if figure is None:
            return lettered("", width, height)
        if width < LEAST_WIDTH or height < LEAST_HEIGHT:
            words = mirrored_text(figure.words(instant), Side.LEFT if mirrored else None)
            return lettered(words, width, height)
        camera = figure.camera(mirrored=mirrored).turned(turned)
        if self._animation.style is FigureStyle.SOLID:
            return mosaic(paint(figure, instant, camera, width, height, mirrored=mirrored))
        return draw(
            figure,
            instant,
            camera,
            width,
            height,
            mirrored=mirrored,
            ascii_only=self._animation.style is FigureStyle.ASCII,
            outlined=self._animation.outlined,
        )

    def on_resize(self) -> None:
        """Draw anew in the new room."""
        self._draw()

    def notify_style_update(self) -> None:
        """Forget cached styles: the colours have changed."""
        super().notify_style_update()
        self._styles.clear()
        self._ink_styles.clear()

    def _style(self, role: Role) -> Style:
        if role not in self._styles:
            partial = self.get_component_rich_style(f"figure--{role.value}", partial=True)
            self._styles[role] = self.rich_style + partial
        return self._styles[role]

    def render_line(self, y: int) -> Strip:
        """Render a line, a segment for each run of a role; blanks go with the role before them."""
        if y >= len(self._frame.lines):
            return Strip.blank(self.size.width, self.rich_style)
        if isinstance(self._frame, Mosaic):
            return self._painted(self._frame.lines[y])
        text, x, segments = self._frame.lines[y].replace(BLANK, " "), 0, []
        for role, run in groupby(accumulate(self._frame.roles[y], _ink)):
            start, x = x, x + len(list(run))
            segments.append(Segment(text[start:x], self._style(role)))
        return Strip(segments, self.size.width)

    def _painted(self, cells: tuple[Cell, ...]) -> Strip:
        """A line of a mosaic."""
        segments = [Segment(run.text, self._inked(run.front, run.back)) for run in runs(cells)]
        return Strip(segments, len(cells))

    def _inked(self, front: Ink | None, back: Ink) -> Style:
        """Return the style of a run; an ink without a colour keeps the style beside the figure."""
        ahead = Ink.GROUND if front is None else front
        pair = ahead * len(Ink) + back  # a number, because an ink is slow to look up
        if pair not in self._ink_styles:
            depth = DEPTHS.get(self.app.console.color_system or "", Depth.ALL)
            palette = PALETTES[depth, self.app.current_theme.dark]
            colours = (Color.parse(palette[i]) if i in palette else None for i in (ahead, back))
            self._ink_styles[pair] = self.rich_style + Style.from_color(*colours)
        return self._ink_styles[pair]


def _worth_of_ink(ink: Ink) -> int:
    """What it costs to hide a cell of a mosaic."""
    if ink >= Ink.WORK_FAR:
        return WORKING
    return int(ink >= Ink.TRUNK)


def _worth_of_role(role: Role) -> int:
    """What it costs to hide a cell of dots."""
    if role is Role.TARGET:
        return WORKING
    return int(role not in (Role.NONE, Role.FLOOR))


def differing(old: Drawing, new: Drawing) -> Iterable[tuple[int, int, int]]:
    """Return the spans of cells in which two drawings of one kind and size differ: row, from, up to."""
    if isinstance(old, Mosaic) and isinstance(new, Mosaic):
        return changed_cells(old, new)
    if isinstance(old, Frame) and isinstance(new, Frame):
        return changed(old, new)
    raise TypeError("two kinds of drawing")


def lettered(words: str, width: int, height: int) -> Frame:
    """Return words in the middle of ``width`` x ``height`` cells; blank where they do not fit."""
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
    """The role that a cell is written with: a blank shows none, so it keeps the one before."""
    return before if role is Role.NONE else role


class MovingFigure(FigureView):
    """A figure outside a session, which repeats its motion.

    It stands still while another screen lies over it, and when it is told to.
    """

    def __init__(self, animation: Animation, *, id: str | None = None) -> None:
        super().__init__(animation, id=id)
        self._motion = animation
        self._began = 0.0
        self._stopped: float | None = None

    def on_mount(self) -> None:
        """Follow the screen that is shown: the figure moves only while it is seen."""
        if self._motion.rate:
            self.app.screen_change_signal.subscribe(self, lambda _: self._set_going())

    def on_show(self) -> None:
        """Move, now that it has come into sight."""
        self._set_going()

    def on_hide(self) -> None:
        """Stop, now that it has gone out of sight."""
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
        """Whether it was stopped by ``stop_or_go``."""
        return self._stopped is not None

    def stop_or_go(self) -> None:
        """Stop, or move on from there."""
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
