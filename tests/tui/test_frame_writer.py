"""The lean writing shows what the toolkit's own writing shows, cell for cell, and is never longer."""

import re
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Literal, NamedTuple
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich._palettes import EIGHT_BIT_PALETTE
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import ControlType, Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.app import App
from textual.events import Resize
from textual.geometry import Region, Size
from textual.strip import Strip
from tui.scenes import SCENES, Scene
from tui.story import Story, library_in, opened

from loosen.tui.app import LoosenApp
from loosen.tui.terminal.frame_writer import Pen, Screenful, chops, layout, renders

# Taken when tests are collected, before any app exchanges them.
THEIR_CHOPS, THEIR_LAYOUT = ChopsUpdate.render_segments, LayoutUpdate.render_segments
THEIR_RENDERS = Compositor._get_renders

WORDS = re.compile(
    r"\x1b\[(?P<y>\d+);(?P<x>\d+)H|\x1b\[(?P<steps>\d*)(?P<way>[A-D])|(?P<back>\x08)|\x1b\[(?P<sgr>[\d;]*)m"
    r"|\x1b\]8;[^;]*;(?P<link>[^\x1b]*)\x1b\\|(?P<line>[\n\v])|(?P<char>[^\x1b\n\v])"
)
WAYS = {"A": (0, -1), "B": (0, 1), "C": (1, 0), "D": (-1, 0)}
GROUNDS = {"3": "colour", "9": "colour", "4": "ground", "10": "ground"}

LINES = {"4", "7", "9", "21", "53"}
"""Attributes that show on a blank."""


class Ink(NamedTuple):
    """What a character is written with."""

    attributes: frozenset[str] = frozenset()
    colour: str = ""
    ground: str = ""
    link: str = ""


PLAIN = Ink()
Cell = tuple[str, Ink]


def eyed(cell: Cell) -> Cell:
    """What an eye can tell of a cell: a full block is its colour, and a bare blank the ground alone."""
    char, ink = cell
    if char == "█" and ink.colour and not ink.attributes:
        return " ", Ink(ground=ink.colour, link=ink.link)
    if char == "█" and not ink.attributes & LINES:
        return char, ink._replace(ground="")
    bare = char == " " and not ink.attributes & LINES
    return char, ink._replace(attributes=frozenset(), colour="") if bare else ink


def parts_of(codes: Sequence[str]) -> str:
    """A colour as it is told, by its parts where its number stands for the same on every terminal."""
    number = int(codes[1])
    if codes[0] != "5" or number < 16:
        return ";".join(codes)
    return "2;{};{};{}".format(*EIGHT_BIT_PALETTE[number])


@dataclass
class Grid:
    """A terminal that knows moves, colours, links and text, and stops at anything else."""

    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    x: int = 0
    y: int = 0
    ink: Ink = PLAIN

    @property
    def seen(self) -> dict[tuple[int, int], Cell]:
        """What an eye can tell of all cells."""
        return {place: eyed(cell) for place, cell in self.cells.items()}

    def read(self, text: str) -> None:
        place = 0
        while place < len(text):
            found = WORDS.match(text, place)
            assert found, f"unknown: {text[place : place + 12]!r}"
            place = found.end()
            self._obey(found)

    def _obey(self, found: re.Match[str]) -> None:
        match found.lastgroup:
            case "x":
                self.x, self.y = int(found["x"]) - 1, int(found["y"]) - 1
            case "way":
                across, down = WAYS[found["way"]]
                steps = int(found["steps"] or 1)
                self.x, self.y = self.x + across * steps, self.y + down * steps
            case "back":
                self.x -= 1
            case "sgr":
                self._colour(found["sgr"].split(";"))
            case "link":
                self.ink = self.ink._replace(link=found["link"])
            case "line":
                self.y += 1
            case _:
                self._write(found["char"])

    def _colour(self, codes: list[str]) -> None:
        while codes:
            code = codes.pop(0)
            which = GROUNDS.get(code[:-1])
            if code in ("", "0"):
                self.ink = Ink(link=self.ink.link)
            elif code in ("38", "48"):
                taken = 2 if codes[0] == "5" else 4
                value = parts_of(codes[:taken])
                del codes[:taken]
                self._dye(which, value)
            elif which:
                self._dye(which, "" if code in ("39", "49") else code)
            else:
                self.ink = self.ink._replace(attributes=self.ink.attributes | {code})

    def _dye(self, which: str | None, value: str) -> None:
        if which == "colour":
            self.ink = self.ink._replace(colour=value)
        else:
            self.ink = self.ink._replace(ground=value)

    def _write(self, char: str) -> None:
        for part in (char, "")[: cell_len(char)]:
            self._tear(self.x, part)
            self.cells[self.x, self.y] = part, self.ink
            self.x += 1

    def _tear(self, x: int, part: str) -> None:
        """A wide character of which one half is written over loses the other."""
        for half, other in ((self.cells.get((x, self.y)), x - 1), (self.shown(x + 1), x + 1)):
            if half and half[0] == "" and part != "" and (other, self.y) in self.cells:
                self.cells[other, self.y] = " ", self.cells[other, self.y][1]

    def shown(self, x: int) -> Cell | None:
        return self.cells.get((x, self.y))


# What the toolkit may hand over

COLOURS = st.sampled_from(
    [
        None,
        "default",
        "red",
        "bright_blue",
        "color(200)",
        "#102030",
        "#d0e0f0",
        "#87afff",
        "#0000d7",
    ]
)
FLAGS = st.sampled_from([None, None, True, False])
STYLES = st.none() | st.builds(
    Style,
    color=COLOURS,
    bgcolor=COLOURS,
    bold=FLAGS,
    dim=FLAGS,
    underline=FLAGS,
    reverse=FLAGS,
    link=st.sampled_from([None, None, None, "https://example.org/a", "https://example.org/b"]),
)


def strips_of(signs: str) -> st.SearchStrategy[Strip]:
    """Strips of a few segments of such signs."""
    texts = st.text(st.sampled_from(signs), min_size=1, max_size=6)
    segments = st.tuples(texts, STYLES).map(lambda made: Segment(*made))
    return st.lists(segments, min_size=1, max_size=4).map(Strip)


STRIPS, NARROW = strips_of("ab  █⣿━漢🙂"), strips_of("ab  █⣿━")
CONSOLES = st.sampled_from(["standard", "256", "truecolor", None])
ColourSystem = Literal["standard", "256", "truecolor"]


def console_of(system: ColourSystem | None) -> Console:
    return Console(color_system=system)


def fresh(strips: Sequence[Strip]) -> list[Strip]:
    """The same strips without what they remember of their rendering."""
    return [Strip(list(strip)) for strip in strips]


@st.composite
def updates(draw: st.DrawFn, of: st.SearchStrategy[Strip] = STRIPS) -> ChopsUpdate:
    """Changed spans of a screen, some of it hidden.

    Spans never cut a character: the toolkit's come from the edges of widgets and of their parts.
    """
    lines = draw(st.lists(st.lists(of, min_size=1, max_size=3), min_size=1, max_size=3))
    spans: list[tuple[int, int, int]] = []
    all_chops: list[dict[int, Strip | None]] = []
    all_ends: list[list[int]] = []
    for y, strips in enumerate(lines):
        *starts, end = accumulate((strip.cell_length for strip in strips), initial=0)
        hidden = draw(st.lists(st.booleans(), min_size=len(strips), max_size=len(strips)))
        kept = [None if gone else strip for gone, strip in zip(hidden, strips, strict=True)]
        all_chops.append(dict(zip(starts, kept, strict=True)))
        all_ends.append([*starts[1:], end])
        edges = sorted(draw(st.sets(st.sampled_from(list(boundaries(strips))), max_size=4)))
        spans += [(y, a, b) for a, b in list(pairwise(edges))[::2]]
    if not spans:
        spans = [(0, 0, all_ends[0][-1])]
    return ChopsUpdate(all_chops, spans, all_ends)


def boundaries(strips: Sequence[Strip]) -> Iterator[int]:
    """Where characters of a line begin, and its end."""
    return accumulate((cell_len(char) for strip in strips for char in strip.text), initial=0)


def cells_of(update: ChopsUpdate) -> Iterator[tuple[int, int]]:
    """The cells that an update writes: those of its spans, but for what is hidden."""
    for y, start, stop in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            yield from ((at, y) for at in range(max(x, start), min(end, stop)) if strip)


def spoil(update: ChopsUpdate, grid: Grid) -> None:
    """Put something else where the update is going to write."""
    for place in cells_of(update):
        grid.cells[place] = "?", PLAIN


@given(updates(), CONSOLES)
def test_changed_spans_show_the_same_in_fewer_words(
    update: ChopsUpdate, system: ColourSystem | None
) -> None:
    console, theirs, ours = console_of(system), Grid(), Grid()
    # What stands outside the spans is right already.
    whole = ChopsUpdate(
        update.chops,
        [(y, 0, ends[-1]) for y, ends in enumerate(update.chop_ends)],
        update.chop_ends,
    )
    for grid in (theirs, ours):
        grid.read(THEIR_CHOPS(whole, console))
        spoil(update, grid)
    wanted, said = THEIR_CHOPS(update, console), chops(update, console)
    theirs.read(wanted)
    ours.read(said)
    assert ours.seen == theirs.seen
    assert ours.ink == PLAIN
    assert len(said) <= len(wanted)


@given(st.lists(st.lists(STRIPS, max_size=3), max_size=3), CONSOLES)
def test_a_region_shows_the_same_in_fewer_words(
    lines: list[list[Strip]], system: ColourSystem | None
) -> None:
    console, region = console_of(system), Region(3, 2, 40, len(lines))
    theirs, ours = Grid(), Grid()
    wanted = THEIR_LAYOUT(LayoutUpdate([fresh(line) for line in lines], region), console)
    said = layout(LayoutUpdate([fresh(line) for line in lines], region), console)
    theirs.read(wanted)
    ours.read(said)
    assert ours.seen == theirs.seen
    assert ours.ink == PLAIN
    assert len(said) <= len(wanted)


# A wide character that half lies over another one is the grid's own matter, and no part of this.
@given(st.lists(updates(NARROW), min_size=2, max_size=4), CONSOLES)
def test_what_is_shown_already_is_passed_over_and_the_screen_is_right_all_the_same(
    row: list[ChopsUpdate], system: ColourSystem | None
) -> None:
    console, theirs, ours, shown = console_of(system), Grid(), Grid(), Screenful()
    for update in row:
        theirs.read(THEIR_CHOPS(update, console))
        ours.read(chops(update, console, shown))
        for place in cells_of(update):
            assert eyed(ours.cells[place]) == eyed(theirs.cells[place])
        assert ours.ink == PLAIN


@given(updates(), CONSOLES)
def test_all_is_written_again_once_the_terminal_may_show_anything(
    update: ChopsUpdate, system: ColourSystem | None
) -> None:
    console, shown = console_of(system), Screenful()
    first = chops(update, console, shown)
    shown.forget()
    assert chops(update, console, shown) == first


# What the app's own screens hand over


@dataclass
class Both:
    """Every frame of a running app, written both ways."""

    theirs: Grid = field(default_factory=Grid)
    ours: Grid = field(default_factory=Grid)
    shown: Screenful = field(default_factory=Screenful)
    frames: int = 0

    def take(self, update: object) -> None:
        console = console_of("truecolor")
        if isinstance(update, ChopsUpdate):
            wanted, said = THEIR_CHOPS(update, console), chops(update, console, self.shown)
            written = list(cells_of(update))
        elif isinstance(update, LayoutUpdate):
            update.strips = [list(line) for line in update.strips]
            wanted, said = THEIR_LAYOUT(update, console), layout(update, console, self.shown)
            written = [(x, y) for y in update.region.line_range for x in update.region.column_range]
        else:
            return
        self.frames += 1
        self.theirs.read(wanted)
        self.ours.read(said)
        for place in written:
            assert eyed(self.ours.cells[place]) == eyed(self.theirs.cells[place])
        assert len(said) <= len(wanted)


async def at_rest(story: Story) -> None:
    """Let what is left to paint be painted."""
    for _ in range(3):
        story.app.screen._on_timer_update()
        await story.pilot.pause()


def right(story: Story) -> Grid:
    """The whole screen, painted anew."""
    grid, console = Grid(), console_of("truecolor")
    for y, strip in enumerate(story.app.screen._compositor.render_strips()):
        grid.read(f"\x1b[{y + 1};1H{Strip(list(strip)).render(console)}")
    return grid


# One of each kind: every screen that the README shows, and the ones on which a session is counted. The
# scene "exercise" comes out of a search: the line it is typed in keeps a cursor that is painted at another
# moment than the rest, so frames of the two writers can't be laid side by side there.
COUNTING = {"session-breaths", "session-paused", "session-move", "session-less-time", "editor"}
COMPARED = [
    scene
    for scene in SCENES
    if (scene.picture or scene.name in COUNTING) and scene.name != "exercise"
]


@pytest.mark.parametrize("scene", COMPARED, ids=lambda scene: scene.name)
async def test_a_scene_shows_the_same_in_fewer_words(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = Both()
    monkeypatch.setattr(App, "_display", lambda _app, _screen, update: both.take(update))
    async with scene.played(tmp_path) as story:
        for _ in range(3):
            await story.wait(1)
            await at_rest(story)
            assert both.ours.seen == both.theirs.seen == right(story).seen
    assert both.frames > 1


class Window(Grid):
    """A terminal of a size: what is written past its edges stays at them, and what no longer fits is cut."""

    size: Size = Size(0, 0)

    def become(self, size: Size) -> None:
        """Have another size from now on."""
        self.size = size
        self.cells = {at: cell for at, cell in self.cells.items() if size.region.contains(*at)}

    def _obey(self, found: re.Match[str]) -> None:
        super()._obey(found)
        self.x, self.y = max(self.x, 0), max(0, min(self.y, self.size.height - 1))

    def _write(self, char: str) -> None:
        self.x = min(self.x, self.size.width - 1)
        super()._write(char)


@asynccontextmanager
async def in_window(tmp_path: Path, size: Size) -> AsyncIterator[tuple[Story, Window]]:
    """The list of exercises, at rest, in a terminal of a size."""
    window, console = Window(), console_of("truecolor")
    window.become(size)

    def display(app: App[object], _screen: object, update: object) -> None:
        assert isinstance(app, LoosenApp)
        if isinstance(update, ChopsUpdate):
            window.read(chops(update, console, app.link.shown))
        elif isinstance(update, LayoutUpdate):
            window.read(layout(update, console, app.link.shown))

    with patch.object(App, "_display", display):
        async with opened(library_in(tmp_path), size=size) as story:
            await at_rest(story)
            yield story, window


SIZES = {"wider and lower": Size(121, 12), "narrower": Size(60, 24), "higher": Size(80, 50)}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
async def test_a_frame_between_the_news_of_a_size_and_its_layout_leaves_nothing_wrong(
    tmp_path: Path, size: Size
) -> None:
    async with in_window(tmp_path, Size(80, 24)) as (story, window):
        window.become(size)
        await story.app.on_event(Resize(size, size))
        story.app.screen.refresh()
        story.app.screen._on_timer_update()  # a frame of the size before
        story.app._check_resize()
        await story.settle()
        await at_rest(story)
        assert window.seen == right(story).seen


async def test_a_size_that_was_another_one_for_a_moment_is_painted_anew(tmp_path: Path) -> None:
    size = Size(80, 24)
    async with in_window(tmp_path, size) as (story, window):
        window.become(Size(40, 5))
        window.become(size)
        await story.app.on_event(
            Resize(size, size)
        )  # two signals, and one size when they are heard
        await story.settle()
        await at_rest(story)
        assert window.seen == right(story).seen


def placed(strips: Mapping[int, Strip | None]) -> str:
    """A line of strips, each at its cell; where none was asked for, blanks."""
    line = ""
    for x, strip in sorted(strips.items()):
        line = line.ljust(x) + (strip.text if strip else "")
    return line


async def test_only_what_lies_in_what_is_painted_is_asked(tmp_path: Path) -> None:
    """What is asked for shows what the toolkit would show, cell for cell."""
    area = Region(10, 8, 30, 2)
    async with SCENES[0].played(tmp_path) as stage:
        compositor = stage.app.screen._compositor
        for crop in (None, area):
            lines = [*range(area.y, area.bottom)]
            shown = []
            for ask in (THEIR_RENDERS, renders):
                with patch.object(Compositor, "_get_renders", ask):
                    chops = compositor._render_chops(
                        crop or compositor.size.region, lines.__contains__
                    )
                shown.append([placed(chops[y])[area.x : area.right] for y in lines])
            assert shown[0] == shown[1]
        asked = len(list(renders(compositor, area)))
        assert asked < len(list(THEIR_RENDERS(compositor, area)))


# The pen


def said_by(*places: tuple[int, int, list[Segment]]) -> str:
    pen = Pen(ColorSystem.TRUECOLOR, WIDE)
    for x, y, segments in places:
        pen.write(x, y, segments)
    return pen.text()


WIDE = 80
"""Cells of a line of the terminal that is written to."""

RED, BOLD_RED = Style(color="#fe0000"), Style(color="#fe0000", bold=True)
GREEN = Style(color="#00fe00")
ON_BLUE = Style(color="#fe0000", bgcolor="#0000ff")


def test_a_colour_is_kept_over_a_move() -> None:
    said = said_by((0, 0, [Segment("a", RED)]), (5, 2, [Segment("b", RED)]))
    assert said == "\x1b[1;1H\x1b[38;2;254;0;0ma\x1b[3;6Hb\x1b[0m"


def test_what_follows_at_once_needs_no_move() -> None:
    said = said_by((0, 0, [Segment("ab")]), (2, 0, [Segment("c")]), (3, 1, [Segment("d")]))
    assert said == "\x1b[1;1Habc\vd"


def test_only_the_part_of_a_colour_that_changes_is_named() -> None:
    other = Style(color="#00fe00", bgcolor="#0000ff")
    said = said_by((0, 0, [Segment("a", ON_BLUE), Segment("b", other)]))
    assert said == "\x1b[1;1H\x1b[38;2;254;0;0;48;2;0;0;255ma\x1b[38;2;0;254;0mb\x1b[0m"


@pytest.mark.parametrize(
    ("colour", "told"),
    [
        ("#87afff", "38;5;111"),
        ("#ffffff", "38;5;231"),
        ("#eeeeee", "38;5;255"),
        ("#080808", "38;5;232"),
        ("#ececec", "38;2;236;236;236"),
        ("#0000ff", "38;2;0;0;255"),
        ("#000000", "38;2;0;0;0"),
        ("#87afaf on #87afff", "38;5;109;48;5;111"),
    ],
)
def test_a_colour_that_has_a_number_for_good_is_told_by_it(colour: str, told: str) -> None:
    assert said_by((0, 0, [Segment("a", Style.parse(colour))])) == f"\x1b[1;1H\x1b[{told}ma\x1b[0m"


def test_a_lost_attribute_is_taken_back_by_a_reset() -> None:
    said = said_by((0, 0, [Segment("a", BOLD_RED), Segment("b", RED)]))
    assert said == "\x1b[1;1H\x1b[1;38;2;254;0;0ma\x1b[0;38;2;254;0;0mb\x1b[0m"


def test_a_lost_ground_is_taken_back_by_a_reset() -> None:
    said = said_by((0, 0, [Segment("a", ON_BLUE), Segment("b", RED)]))
    assert said == "\x1b[1;1H\x1b[38;2;254;0;0;48;2;0;0;255ma\x1b[0;38;2;254;0;0mb\x1b[0m"


def test_text_without_a_style_is_written_plain() -> None:
    said = said_by((0, 0, [Segment("a", RED), Segment("b"), Segment("c", Style.null())]))
    assert said == "\x1b[1;1H\x1b[38;2;254;0;0ma\x1b[0mbc"


def test_a_link_opens_and_closes_round_its_text() -> None:
    link = Style(link="https://example.org")
    said = said_by((0, 0, [Segment("a", link), Segment("b")]))
    assert (
        re.sub(r"id=\d+", "", said) == "\x1b[1;1H\x1b]8;;https://example.org\x1b\\a\x1b]8;;\x1b\\b"
    )


def test_after_a_wide_character_the_pen_knows_where_it_is() -> None:
    said = said_by((0, 0, [Segment("漢")]), (2, 0, [Segment("a")]), (4, 0, [Segment("b")]))
    assert said == "\x1b[1;1H漢a\x1b[Cb"


def test_a_control_is_handed_on_and_takes_no_room_and_the_place_is_named_anew() -> None:
    control = Segment("\x1b[5C", None, [(ControlType.CURSOR_FORWARD, 5)])
    said = said_by((0, 0, [Segment("a"), control]), (1, 0, [Segment("b")]))
    assert said == "\x1b[1;1Ha\x1b[5C\x1b[1;2Hb"


def test_ahead_on_a_line_the_terminal_is_told_how_far() -> None:
    said = said_by((0, 0, [Segment("a")]), (2, 0, [Segment("b")]), (9, 0, [Segment("c")]))
    assert said == "\x1b[1;1Ha\x1b[Cb\x1b[6Cc"


@pytest.mark.parametrize(
    ("place", "way"),
    [
        ((3, 0), "\b"),
        ((20, 3), "\x1b[4;21H"),
        ((0, 0), "\b\b\b\b"),
        ((3, 3), "\v\v\v\b"),
        ((4, 5), "\x1b[5B"),
        ((70, 30), "\x1b[31;71H"),
    ],
)
def test_the_shortest_way_from_place_to_place_is_said(place: tuple[int, int], way: str) -> None:
    said = said_by((2, 0, [Segment("ab")]), (*place, [Segment("c")]))
    assert said == f"\x1b[1;3Hab{way}c"


@pytest.mark.parametrize(
    ("x", "text"), [(0, "腰"), (0, "…"), (78, "ab")], ids=["wide", "wide in places", "at the edge"]
)
def test_where_terminals_may_stand_elsewhere_a_place_is_said_outright(x: int, text: str) -> None:
    said = said_by((x, 0, [Segment(text)]), (1, 1, [Segment("c")]), (2, 2, [Segment("d")]))
    assert said == f"\x1b[1;{x + 1}H{text}\x1b[2;2Hc\vd"


def test_blanks_are_written_with_the_colour_that_is_at_hand() -> None:
    said = said_by((0, 0, [Segment("a", RED), Segment("  ", GREEN), Segment("b", GREEN)]))
    assert said == "\x1b[1;1H\x1b[38;2;254;0;0ma  \x1b[38;2;0;254;0mb\x1b[0m"


def test_a_blank_that_shows_more_than_its_ground_keeps_its_ink() -> None:
    said = said_by((0, 0, [Segment("a", RED), Segment(" ", Style(underline=True))]))
    assert said == "\x1b[1;1H\x1b[38;2;254;0;0ma\x1b[0;4m \x1b[0m"


def test_an_attribute_that_is_gained_needs_no_reset() -> None:
    said = said_by((0, 0, [Segment("a", RED), Segment("b", BOLD_RED)]))
    assert said == "\x1b[1;1H\x1b[38;2;254;0;0ma\x1b[1mb\x1b[0m"


def test_colour_by_colour_is_said_where_it_is_shorter() -> None:
    pen = Pen(ColorSystem.TRUECOLOR, WIDE)
    for y in range(2):
        pen.write(0, y, [Segment("a", RED), Segment("b", ON_BLUE)])
    red, blue = "\x1b[38;2;254;0;0m", "\x1b[48;2;0;0;255m"
    assert pen.shortest() == f"\x1b[1;1H{red}a\v\ba\x1b[A{blue}b\v\bb\x1b[0m"
    assert len(pen.shortest()) < len(pen.text())


def test_full_blocks_are_blanks_on_their_colour_where_that_is_shorter() -> None:
    pen = Pen(ColorSystem.TRUECOLOR, WIDE)
    for y in range(2):
        pen.write(0, y, [Segment("████", RED)])
    ground = "\x1b[48;2;254;0;0m"
    assert pen.shortest() == f"\x1b[1;1H{ground}    \v\b\b\b\b    \x1b[0m"


@pytest.mark.parametrize(
    "style",
    [
        Style(color="#fe0000", dim=True),
        Style(color="#fe0000", reverse=True),
        Style(color="bright_red"),
        None,
    ],
    ids=["dim", "reversed", "of sixteen colours", "in the terminal's own colour"],
)
def test_full_blocks_stay_where_a_ground_may_look_different(style: Style | None) -> None:
    pen = Pen(ColorSystem.TRUECOLOR, WIDE)
    for y in range(2):
        pen.write(0, y, [Segment("██████████", style)])
    assert pen.shortest().count("█") == 20


def test_full_blocks_among_other_signs_keep_their_ink() -> None:
    pen = Pen(ColorSystem.TRUECOLOR, WIDE)
    pen.write(0, 0, [Segment("▐██▌", ON_BLUE)])
    assert "▐██▌" in pen.shortest()


def test_where_a_control_steers_the_order_is_kept() -> None:
    pen = Pen(ColorSystem.TRUECOLOR, WIDE)
    control = Segment("\x1b[5C", None, [(ControlType.CURSOR_FORWARD, 5)])
    for y in range(2):
        pen.write(0, y, [Segment("a", RED), Segment("b", ON_BLUE), control])
    assert pen.shortest() == pen.text()


def again(first: list[Segment], then: list[Segment]) -> str:
    """What is said of a line that takes the place of another one."""
    shown = Screenful()
    for segments in (first, then):
        pen = Pen(ColorSystem.TRUECOLOR, WIDE, shown)
        pen.write(0, 0, segments)
    return pen.text()


def test_a_line_that_is_shown_already_is_not_said() -> None:
    line = [Segment("ab", RED), Segment("  c", GREEN)]
    assert again(line, line) == ""


def test_only_what_differs_is_said_but_for_a_gap_that_is_shorter_than_a_move() -> None:
    first, then = "abcdefghijkl", "Abc-efghijkL"
    assert again([Segment(first)], [Segment(then)]) == "\x1b[1;1HAbc-\x1b[7CL"


def test_a_blank_in_another_colour_is_the_same_blank() -> None:
    assert again([Segment("a ", RED)], [Segment("a", RED), Segment(" ", GREEN)]) == ""


def test_what_is_not_a_cell_a_character_is_said_again() -> None:
    assert again([Segment("漢")], [Segment("漢")]) == "\x1b[1;1H漢"


def test_nothing_is_said_of_nothing() -> None:
    assert said_by() == ""
