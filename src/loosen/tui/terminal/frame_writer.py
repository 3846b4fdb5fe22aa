"""Writes the toolkit's frames in fewer bytes, with the versions of the toolkit that are tested.

The toolkit repaints a changed span from the left edge of its widget, and names every colour anew for
every run of text. Over SSH that is most of what is sent. Here a span begins where it begins, spans of a
colour may follow one another, a colour is named where it changes, blanks go with what is beside
them, and cells that the terminal shows already are passed over: a screen that opens is painted several
times over by the toolkit before it stands. Full blocks may be blanks on a ground of their colour, a third of
the bytes. What the terminal shows of the changed spans is the same, cell for cell.

It exchanges methods that are not public. With any other version the toolkit writes by itself: the same
picture in more bytes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import product
from typing import NamedTuple, Protocol, runtime_checkable

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip

from loosen.tui.terminal.toolkit import is_tested

Ink = tuple[str, str, str]
"""Attributes, colour and ground, each as parameters of an SGR sequence."""
NO_INK: Ink = ("", "", "")


UNSEEN = frozenset({"", "1", "2", "3"})
"""Attributes that a blank does not show: bold, dim and slant."""
SURE = re.compile(r"[ -~\u2596-\u259f\u2800-\u28ff]*")
"""Text that takes as many cells as it has characters on every terminal."""
LINE_DOWN = "\v"
"""Goes to the next line in the same column on every terminal: a line feed without a carriage return."""
BLOCKS, BLOCKS_OR_BLANKS = re.compile("[ █]+"), re.compile("█+| +")


class Run(NamedTuple):
    """A text at a cell, and how many cells it takes; a control sequence has no ink.

    One that is ``blank`` shows its ground alone, and may be written with any colour.
    """

    x: int
    y: int
    text: str
    cells: int
    ink: Ink | None
    blank: bool = False


LEVELS = (0, 95, 135, 175, 215, 255)
NUMBERS = {
    "2;{};{};{}".format(*parts): number
    for number, parts in enumerate(
        [*product(LEVELS, repeat=3), *((grey, grey, grey) for grey in range(8, 239, 10))], 16
    )
    if number > 21
}
"""The number of each colour, as the terminal is told its parts, that has one for good."""


GAP = 4
"""Bytes that are written once more rather than passed over by a move."""


class Screenful:
    """What the terminal shows, cell by cell, as far as it is known: a cell not named may be anything.

    A cell is a character with its ink; of a blank, the ground is all that is seen.
    """

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, tuple[str, Ink]]] = {}
        self._size: Size | None = None

    def forget(self) -> bool:
        """Forget all cells, as after a suspension or a change of size; return whether any was known."""
        known = bool(self._rows)
        self._rows.clear()
        return known

    def fit(self, size: Size) -> None:
        """A whole screen is going to be written: the first one of its size is written over anything.

        Frames that were laid out for the size before may have come after the news of the new one; on the
        terminal they are wherever they found room.
        """
        if size != self._size:
            self.forget()
        self._size = size

    def lose(self, x: int, y: int, cells: int) -> None:
        """Forget so many cells of a row, from ``x`` on."""
        row = self._rows.get(y, {})
        for place in range(x, x + cells):
            row.pop(place, None)

    def take(self, x: int, y: int, text: str, ink: Ink) -> list[tuple[int, int]]:
        """Record what is going to be shown, a cell for each character; return the parts to write.

        A part is where it begins in the text, and where it ends.
        """
        row = self._rows.setdefault(y, {})
        bare = ("", "", ink[2]) if _spares_blanks(ink) else ink
        parts: list[tuple[int, int]] = []
        for place, char in enumerate(text):
            cell = char, bare if char == " " else ink
            if row.get(x + place) == cell:
                continue
            row[x + place] = cell
            if parts and len(text[parts[-1][1] : place].encode()) <= GAP:
                parts[-1] = parts[-1][0], place + 1
            else:
                parts.append((place, place + 1))
        return parts


class Pen:
    """Collects segments at places, and writes no more of them than the terminal needs.

    ``width`` is that of the screen, in cells: what is written up to its edge leaves the terminal's
    cursor where no terminal agrees with another. What is ``shown`` already is not said again.
    """

    def __init__(self, colours: ColorSystem, width: int, shown: Screenful | None = None) -> None:
        self._colours, self._width = colours, width
        self._shown = shown or Screenful()
        self._runs: list[Run] = []

    def write(self, x: int, y: int, segments: Iterable[Segment]) -> None:
        """Write at a cell, counted from 0. No cell may be written twice."""
        for text, style, control in segments:
            if control:
                self._shown.forget()
                self._runs.append(Run(x, y, text, 0, None))
                continue
            ink = _ink(style, self._colours) if style else NO_INK
            cells = cell_len(text)
            link = style._link if style else None  # noqa: SLF001  a link has no public reader
            if link or cells != len(text):
                self._shown.lose(x, y, cells)
                self._write_whole(Run(x, y, text, cells, ink), link)
            else:
                for start, stop in self._shown.take(x, y, text, ink):
                    self._take(x + start, y, text[start:stop], stop - start, ink)
            x += cells

    def _write_whole(self, run: Run, link: str | None) -> None:
        """Write a text that has no cell for each character, or one that leads somewhere."""
        if link:
            words = f"\x1b]8;;{link}\x1b\\{run.text}\x1b]8;;\x1b\\"
            self._runs.append(run._replace(text=words))
        elif run.text and run.ink is not None:
            self._take(run.x, run.y, run.text, run.cells, run.ink)

    def _take(self, x: int, y: int, text: str, cells: int, ink: Ink) -> None:
        """Write a text; the blanks before and after it may go with what is beside them."""
        shown = text.strip(" ") if _spares_blanks(ink) else text
        before = text.index(shown) if shown else len(text)
        after = len(text) - before - len(shown)
        if before:
            self._join(Run(x, y, text[:before], before, ink, blank=True))
        if shown:
            self._join(Run(x + before, y, shown, cells - before - after, ink))
        if after:
            self._join(Run(x + cells - after, y, text[-after:], after, ink, blank=True))

    def _join(self, run: Run) -> None:
        """Add a run to the last one, if it follows it and can be written with the same ink."""
        last = self._runs[-1] if self._runs else None
        follows = last and (last.x + last.cells, last.y) == (run.x, run.y)
        if not (last and follows and _share(last, run)):
            self._runs.append(run)
            return
        text, cells = last.text + run.text, last.cells + run.cells
        ink = run.ink if last.blank else last.ink
        self._runs[-1] = Run(last.x, last.y, text, cells, ink, last.blank and run.blank)

    def text(self) -> str:
        """Return all runs in order as text, which leaves the terminal's colours as they were."""
        return _said(self._runs, self._width)

    def shortest(self) -> str:
        """Return all runs in the fewest bytes: by place or by colour, blocks as such or as ground."""
        if any(run.ink is None for run in self._runs):
            return self.text()
        ways = [self._runs]
        if any(_blocks_ground(run) for run in self._runs):
            ways.append([part for run in self._runs for part in _grounded(run)])
        said = (
            _said(order, self._width)
            for runs in ways
            for order in (runs, list(_by_colour(_inked(runs))))
        )
        return min(said, key=_bytes)


def _bytes(text: str) -> int:
    return len(text.encode())


def _blocks_ground(run: Run) -> str:
    """The ground that shows what the blocks of a run show; empty where it holds other signs, or none.

    The sixteen colours of old are left alone: not every terminal has the bright ones as a ground.
    """
    attributes, colour, _ = run.ink or NO_INK
    if attributes or not colour.startswith("38;") or BLOCKS.fullmatch(run.text) is None:
        return ""
    return f"4{colour[1:]}" if "█" in run.text else ""


def _grounded(run: Run) -> Iterator[Run]:
    """The same run with its blocks as blanks on a ground."""
    ground = _blocks_ground(run)
    if not (ground and run.ink):
        yield run
        return
    for part in BLOCKS_OR_BLANKS.finditer(run.text):
        cells, below = len(part[0]), ground if part[0][0] == "█" else run.ink[2]
        yield Run(run.x + part.start(), run.y, " " * cells, cells, ("", "", below), blank=True)


@lru_cache(maxsize=256)
def _spares_blanks(ink: Ink) -> bool:
    """Whether a blank written with an ink shows its ground alone."""
    return UNSEEN.issuperset(ink[0].split(";"))


def _share(one: Run, other: Run) -> bool:
    """Whether one ink does for both: it is the same, or one is blank and lies on the same ground."""
    if one.ink is None or other.ink is None:
        return False
    if one.ink == other.ink:
        return True
    bare = (one.blank and _spares_blanks(other.ink)) or (other.blank and _spares_blanks(one.ink))
    return bare and one.ink[2] == other.ink[2]


def _inked(runs: Sequence[Run]) -> Iterator[Run]:
    """The same runs; a blank one has the ink of one beside it on its line, if that does for both."""
    for place, run in enumerate(runs):
        beside = (*runs[max(place - 1, 0) : place], *runs[place + 1 : place + 2])
        found = (one for one in beside if run.blank and one.y == run.y and not one.blank)
        like = next((one for one in found if _share(run, one)), run)
        yield run._replace(ink=like.ink)


def _by_colour(runs: Iterable[Run]) -> Iterator[Run]:
    """The same runs, those of an ink together; after each ink comes the one that takes the fewest characters.

    So the ground is kept from one colour to the next where it can be.
    """
    left: dict[Ink, list[Run]] = {}
    for run in runs:
        left.setdefault(run.ink or NO_INK, []).append(run)
    ink = NO_INK
    while left:
        ink = min(left, key=partial(_words_from, ink))
        yield from left.pop(ink)


@lru_cache(maxsize=4096)
def _words_from(before: Ink, ink: Ink) -> tuple[int, Ink]:
    """Sort key of an ink after another: its length in characters, then the ink itself."""
    return len(_change(before, ink)), ink


def _said(runs: Iterable[Run], width: int) -> str:
    said: list[str] = []
    place: tuple[int, int] | None = None
    sure = True
    ink = NO_INK
    for run in runs:
        way, far = _move(place, run, sure)
        said.append(way)
        if run.ink is None:
            said.append(run.text)
            place = None  # it may have moved
            continue
        wanted = _for_blank(ink, run.ink) if run.blank else run.ink
        said += (_change(ink, wanted), run.text)
        place, ink = (run.x + run.cells, run.y), wanted
        sure = (far or sure) and SURE.fullmatch(run.text) is not None and place[0] < width
    return "".join(said) + _change(ink, NO_INK)


def _move(place: tuple[int, int] | None, run: Run, sure: bool) -> tuple[str, bool]:
    """Return the move from the cursor to where a text begins, and whether it is an absolute one.

    Where it stands is ``sure`` while all it has written is as wide on every terminal; only then it
    is told to go to another line from there.
    """
    outright = f"\x1b[{run.y + 1};{run.x + 1}H"
    if place is None:
        return outright, True
    ahead, down = run.x - place[0], run.y - place[1]
    if not down and ahead >= 0:
        return _go(ahead, "C"), False
    if not sure:
        return outright, True
    across = _go(ahead, "C") if ahead >= 0 else min("\b" * -ahead, _go(-ahead, "D"), key=len)
    below = min(LINE_DOWN * max(down, 0), _go(down, "B"), key=len)
    way = (below if down >= 0 else _go(-down, "A")) + across
    return (way, False) if len(way) < len(outright) else (outright, True)


def _go(cells: int, way: str) -> str:
    return f"\x1b[{cells if cells > 1 else ''}{way}" if cells else ""


def _for_blank(before: Ink, ink: Ink) -> Ink:
    """What a blank is written with: whatever comes, on its own ground."""
    comes = _spares_blanks(before) and (ink[2] or not before[2])
    return (before[0], before[1], ink[2]) if comes else ("", "", ink[2])


def _change(before: Ink, ink: Ink) -> str:
    """Name what differs from what the terminal writes with; what it must lose takes a reset."""
    if ink == before:
        return ""
    attributes, colour, ground = before
    other = bool(attributes) and ink[0] != attributes
    if other or (colour and not ink[1]) or (ground and not ink[2]):
        parts = ["0", *ink]
    else:
        parts = [now for had, now in zip(before, ink, strict=True) if now != had]
    return f"\x1b[{';'.join(part for part in parts if part)}m"


@lru_cache(maxsize=1024)
def _ink(style: Style, colours: ColorSystem) -> Ink:
    whole = Strip.render_ansi(style, colours)
    colour = Strip.render_ansi(Style.from_color(style.color), colours)
    ground = Strip.render_ansi(Style.from_color(None, style.bgcolor), colours)
    both = ";".join(part for part in (colour, ground) if part)
    return whole.removesuffix(both).rstrip(";"), _numbered(colour), _numbered(ground)


def _numbered(colour: str) -> str:
    """A colour of three parts by its number, if every terminal has exactly that one under a number.

    The sixteen that a person chooses are none of them, nor the few after them that some tools set.
    """
    number = NUMBERS.get(colour[3:])
    return colour if number is None else f"{colour[:3]}5;{number}"


def _colours(console: Console) -> ColorSystem:
    return console._color_system or ColorSystem.TRUECOLOR  # noqa: SLF001  as the toolkit reads it


def chops(update: ChopsUpdate, console: Console, shown: Screenful | None = None) -> str:
    """Return changed spans as text, without cells that are shown already."""
    width = max((ends[-1] for ends in update.chop_ends if ends), default=0)
    pen = Pen(_colours(console), width, shown)
    for y, start, stop in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x >= stop or end <= start:
                continue
            left, right = max(x, start), min(end, stop)
            pen.write(left, y, strip.crop(left - x, right - x))
    return pen.shortest()


def layout(update: LayoutUpdate, console: Console, shown: Screenful | None = None) -> str:
    """Return a whole screen as text, without cells that are shown already."""
    if shown:
        shown.fit(update.region.size)
    pen = Pen(_colours(console), update.region.right, shown)
    for y, strips in enumerate(update.strips, update.region.y):
        x = update.region.x
        for strip in strips:
            pen.write(x, y, strip)
            x += strip.cell_length
    return pen.shortest()


def renders(
    compositor: Compositor, crop: Region | None = None
) -> Iterator[tuple[Region, Region, list[Strip]]]:
    """Yield what widgets show, the foremost first: place, clip and lines.

    The toolkit asks every widget whose container lies in what is painted, which is most of a screen for
    a single changed cell. Here those are asked that lie there themselves, down to the first that covers
    all of it.
    """
    for widget, (region, clip) in compositor.visible_widgets.items():
        if crop and not crop.overlaps(region):
            continue
        seen = region.intersection(clip)
        if seen and (not crop or crop.overlaps(seen)):
            yield region, clip, widget.render_lines(seen.translate(-region.offset))
            if crop and seen.contains_region(crop):
                return  # nothing that lies behind it is seen


@runtime_checkable
class Holding(Protocol):
    """A driver that can hold frames back while the terminal is behind."""

    def holds(self) -> bool:
        """Whether to hold the next frame back."""


def holding(update: Callable[[Screen[object]], None]) -> Callable[[Screen[object]], None]:
    """The toolkit's step that draws what has changed, kept back while the terminal is behind.

    The timer that calls it goes on meanwhile, so that it is asked again soon, and what has changed is
    then drawn once, as it is by that time: a stale frame is not even made.
    """

    def step(screen: Screen[object]) -> None:
        driver = screen.app._driver  # noqa: SLF001  it has no public name
        if not (isinstance(driver, Holding) and driver.holds()):
            update(screen)

    return step


@contextmanager
def installed(shown: Screenful) -> Iterator[None]:
    """Have frames painted and written this way, in this process, for as long as the app runs.

    Its terminal is taken to show what is ``shown``, which is kept up to date.
    The toolkit offers no place to put a writer of one's own, so methods are exchanged, and put back.
    """
    if not is_tested():
        yield
        return
    theirs = Compositor._get_renders, ChopsUpdate.render_segments, LayoutUpdate.render_segments  # noqa: SLF001  the first has no public name
    their_step = Screen._on_timer_update  # noqa: SLF001  it has no public name

    def write_chops(update: ChopsUpdate, console: Console) -> str:
        return chops(update, console, shown)

    def write_layout(update: LayoutUpdate, console: Console) -> str:
        return layout(update, console, shown)

    _exchange(renders, write_chops, write_layout)
    Screen._on_timer_update = holding(their_step)  # type: ignore[method-assign,assignment]  # noqa: SLF001  as said
    try:
        yield
    finally:
        _exchange(*theirs)
        Screen._on_timer_update = their_step  # type: ignore[method-assign]  # noqa: SLF001  as said


def _exchange(ask: Callable[..., object], *write: Callable[..., str]) -> None:
    # A function stands for a method each time; the first has no public name.
    Compositor._get_renders = ask  # type: ignore[assignment,method-assign]  # noqa: SLF001  as said
    ChopsUpdate.render_segments, LayoutUpdate.render_segments = write  # type: ignore[method-assign]  # as said
