"""The figure on the screen: how it moves under each setting, when it is drawn, and what is repainted."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from unittest.mock import patch

import pytest
from conftest import FakeClock
from rich._palettes import STANDARD_PALETTE
from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual.app import App
from textual.color import Color
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip
from textual.theme import Theme
from tui.drawn import dots_of, solid_of
from tui.story import TODAY, Opened, Story

from loosen.domain.body import Side
from loosen.domain.figure import (
    FARTHEST,
    LOOKS,
    Cell,
    Figure,
    Frame,
    Ink,
    Instant,
    Role,
    changed,
    changed_cells,
    draw,
    mosaic,
    paint,
    travel,
)
from loosen.domain.figure.braille import BLANK
from loosen.domain.routine import ExerciseStep, Routine
from loosen.domain.session.view import View
from loosen.domain.settings import FigureStyle, MotionLevel
from loosen.domain.timeline import SegmentKind
from loosen.services.library import Library
from loosen.storage.figures import figure_slugs, load_figure
from loosen.text.figure_blocks import BLOCKS
from loosen.text.figure_palette import PALETTES, Depth
from loosen.tui.app import LoosenApp
from loosen.tui.terminal.preflight import Glyphs, Streams, Terminal, examine
from loosen.tui.themes import DARK, LIGHT
from loosen.tui.widgets.animation import Animation
from loosen.tui.widgets.figure import FigureView, MovingFigure, lettered

SIZES = [(24, 10), (33, 14), (44, 16), (60, 24)]
HOME = examine({"TERM": "xterm-256color"}, Streams(reads=True, draws=True))
STILL = Animation(lambda: 0.0, rate=0.0)


@pytest.fixture
def bridge() -> Figure:
    return load_figure("glute-bridge")


class Stand(App[None]):
    """A room for one figure."""

    CSS = "Screen { overflow: hidden; }"

    def __init__(self, view: FigureView) -> None:
        super().__init__()
        self._view = view
        self.register_theme(DARK)
        self.theme = DARK.name

    def on_mount(self) -> None:
        self.mount(self._view)


@asynccontextmanager
async def alone(view: FigureView, size: tuple[int, int] = (44, 16)) -> AsyncIterator[Pilot[None]]:
    view.styles.width, view.styles.height = "100%", "100%"
    async with Stand(view).run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


@contextmanager
def drawings() -> Iterator[list[Instant]]:
    """Notes the instants that are drawn."""
    drawn: list[Instant] = []

    def noted(figure: Figure, instant: Instant, *rest: object, **options: object) -> Frame:
        drawn.append(instant)
        return draw(figure, instant, *rest, **options)  # type: ignore[arg-type]  # passed on as given

    with patch("loosen.tui.widgets.figure.draw", noted):
        yield drawn


@contextmanager
def paints(view: FigureView) -> Iterator[list[Region]]:
    """Notes the parts of a view that are to be painted anew; none for all of it."""
    painted: list[Region] = []

    def noted(*regions: Region, **_: bool) -> FigureView:
        painted.extend(regions or [Region(0, 0, *view.size)])
        return view

    with patch.object(view, "refresh", noted):
        yield painted


class TestSettings:
    def animation(self, library: Library, motion: MotionLevel, terminal: Terminal) -> Animation:
        library.settings = library.settings.copy_with(motion=motion)
        return LoosenApp(library, FakeClock(), lambda: TODAY, terminal).animation()

    @pytest.mark.parametrize(
        ("motion", "remote", "rate", "stepped"),
        [
            (MotionLevel.FULL, False, 10.0, False),
            (MotionLevel.FULL, True, 4.0, False),
            (MotionLevel.REDUCED, False, 1.0, True),
            (MotionLevel.REDUCED, True, 1.0, True),
            (MotionLevel.OFF, False, 0.0, False),
        ],
    )
    async def test_frames_are_as_many_as_the_person_and_the_line_want(
        self, library: Library, motion: MotionLevel, remote: bool, rate: float, stepped: bool
    ) -> None:
        found = self.animation(library, motion, replace(HOME, remote=remote))
        assert (found.rate, found.stepped) == (rate, stepped)
        assert found.sparing is (remote and motion is MotionLevel.FULL)

    async def test_letters_where_there_is_no_braille(self, library: Library) -> None:
        bare = replace(HOME, glyphs=Glyphs.ASCII)
        assert self.animation(library, MotionLevel.FULL, bare).style is FigureStyle.ASCII

    @pytest.mark.parametrize(
        ("wish", "shown", "without_colour"),
        [
            (FigureStyle.AUTO, FigureStyle.SOLID, FigureStyle.DOTS),
            (FigureStyle.SOLID, FigureStyle.SOLID, FigureStyle.DOTS),
            (FigureStyle.DOTS, FigureStyle.DOTS, FigureStyle.DOTS),
            (FigureStyle.ASCII, FigureStyle.ASCII, FigureStyle.ASCII),
        ],
    )
    async def test_figures_are_drawn_as_the_person_wishes_and_the_terminal_can(
        self, library: Library, wish: FigureStyle, shown: FigureStyle, without_colour: FigureStyle
    ) -> None:
        library.settings = library.settings.copy_with(figures=wish)
        assert self.animation(library, MotionLevel.FULL, HOME).style is shown
        colourless = replace(HOME, colours="none")
        assert self.animation(library, MotionLevel.FULL, colourless).style is without_colour

    async def test_the_target_is_set_off_where_there_is_no_colour(self, library: Library) -> None:
        bare = examine({"TERM": "xterm", "NO_COLOR": "1"}, Streams(reads=True, draws=True))
        assert not self.animation(library, MotionLevel.FULL, HOME).outlined
        assert self.animation(library, MotionLevel.FULL, bare).outlined


class TestDrawing:
    @pytest.mark.parametrize("size", SIZES, ids=str)
    async def test_it_fills_the_room_it_is_given(
        self, bridge: Figure, size: tuple[int, int]
    ) -> None:
        view = FigureView(STILL)
        async with alone(view, size):
            view.show(bridge, bridge.still)
            assert view._frame == draw(bridge, bridge.still, bridge.camera(), *size)

    @pytest.mark.parametrize("size", [(23, 10), (24, 9)], ids=str)
    async def test_words_stand_where_no_drawing_reads(
        self, bridge: Figure, size: tuple[int, int]
    ) -> None:
        view = FigureView(STILL)
        async with alone(view, size):
            view.show(bridge, bridge.still)
            told = " ".join(" ".join(dots_of(view).lines).split())
            assert told == bridge.words(bridge.still)

    async def test_the_words_of_a_mirrored_figure_name_the_other_leg(self) -> None:
        view, drop = FigureView(STILL), load_figure("knee-drop-single")
        async with alone(view, (23, 10)):
            view.show(drop, drop.still, mirrored=True)
            told = " ".join(" ".join(dots_of(view).lines).split())
            assert told == "Left knee sinks inward, towards the right heel"

    async def test_nothing_stands_where_the_words_do_not_fit(self, bridge: Figure) -> None:
        view = FigureView(STILL)
        async with alone(view, (10, 1)):
            view.show(bridge, bridge.still)
            assert view._frame == Frame((" " * 10,), ((Role.NONE,) * 10,))

    async def test_a_new_room_is_drawn_for(self, bridge: Figure) -> None:
        view = FigureView(STILL)
        async with alone(view, (44, 16)) as pilot:
            view.show(bridge, bridge.still)
            await pilot.resize_terminal(24, 10)
            await pilot.pause()
            assert view._frame == draw(bridge, bridge.still, bridge.camera(), 24, 10)

    async def test_letters_instead_of_braille(self, bridge: Figure) -> None:
        view = FigureView(replace(STILL, style=FigureStyle.ASCII))
        async with alone(view):
            view.show(bridge, bridge.still)
            assert "".join(dots_of(view).lines).isascii()
            assert "".join(dots_of(view).lines).strip()

    async def test_a_gap_round_the_target_instead_of_colour(self, bridge: Figure) -> None:
        view, outlined = FigureView(STILL), FigureView(replace(STILL, outlined=True))
        dots = []
        for one in (view, outlined):
            async with alone(one):
                one.show(bridge, bridge.still)
                dots.append(
                    sum((ord(c) - ord(BLANK)).bit_count() for c in "".join(dots_of(one).lines))
                )
        assert dots[1] < dots[0]

    async def test_only_the_cells_that_change_are_painted(self, bridge: Figure) -> None:
        view = FigureView(STILL)
        async with alone(view):
            view.show(bridge, bridge.preview(0.5))
            before = dots_of(view)
            with paints(view) as painted:
                view.show(bridge, bridge.preview(0.6))
            spans = changed(before, dots_of(view))
            assert painted == [Region(start, y, stop - start, 1) for y, start, stop in spans]
            assert 0 < sum(region.area for region in painted) < 44 * 16 / 4

    async def test_the_same_moment_is_neither_drawn_nor_painted_again(self, bridge: Figure) -> None:
        view = FigureView(STILL)
        async with alone(view):
            view.show(bridge, Instant(0.5))
            with drawings() as drawn, paints(view) as painted:
                view.show(bridge, Instant(0.5))
            assert (drawn, painted) == ([], [])


GREY_STEP = 10
"""From one of the greys of 256 colours to the next; the toolkit takes light ones for the one before."""
SOLID = replace(STILL, style=FigureStyle.SOLID)


class TestSolid:
    @pytest.mark.parametrize("size", SIZES, ids=str)
    async def test_it_fills_the_room_it_is_given(
        self, bridge: Figure, size: tuple[int, int]
    ) -> None:
        view = FigureView(SOLID)
        async with alone(view, size):
            view.show(bridge, bridge.still)
            assert solid_of(view) == mosaic(paint(bridge, bridge.still, bridge.camera(), *size))

    @pytest.mark.parametrize(
        ("system", "depth"),
        [
            ("truecolor", Depth.ALL),
            ("256", Depth.EIGHT_BIT),
            ("standard", Depth.SIXTEEN),
            (None, Depth.ALL),
        ],
    )
    @pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
    async def test_every_cell_has_the_colours_of_its_inks(
        self, bridge: Figure, theme: Theme, system: str | None, depth: Depth
    ) -> None:
        view = FigureView(SOLID)
        async with alone(view) as pilot:
            pilot.app.register_theme(theme)
            pilot.app.theme = theme.name
            with patch.object(Console, "color_system", system):
                view.show(bridge, bridge.still)
                await pilot.pause()
                strips = [view.render_line(y) for y in range(16)]
            palette = PALETTES[depth, theme.dark]
            ground = Color.parse(theme.background or "").hex.lower()
            for strip, line in zip(strips, solid_of(view).lines, strict=True):
                assert [quads(*cell) for cell in cells_of(strip)] == [
                    [palette.get(ink, ground) for ink in cell.quadrants()] for cell in line
                ]

    @pytest.mark.parametrize("dark", [True, False])
    def test_a_terminal_of_few_colours_gets_the_palettes_own(self, dark: bool) -> None:
        for depth, system in (
            (Depth.EIGHT_BIT, ColorSystem.EIGHT_BIT),
            (Depth.SIXTEEN, ColorSystem.STANDARD),
        ):
            for name in PALETTES[depth, dark].values():
                sent = RichColor.parse(name).downgrade(system)
                shown, wished = sent.get_truecolor(rich_theme()), Color.parse(name).rgb
                off = max(abs(a - b) for a, b in zip(shown, wished, strict=True))
                grey = len(set(wished)) == 1
                assert off <= (GREY_STEP if grey else 0), name

    async def test_only_the_cells_that_change_are_painted(self, bridge: Figure) -> None:
        view = FigureView(SOLID)
        async with alone(view):
            view.show(bridge, bridge.preview(0.5))
            before = solid_of(view)
            with paints(view) as painted:
                view.move(bridge, bridge.preview(0.6))
            spans = changed_cells(before, solid_of(view))
            assert painted == [Region(start, y, stop - start, 1) for y, start, stop in spans]
            assert 0 < sum(region.area for region in painted) < 44 * 16 / 4

    async def test_what_lags_is_shown_when_it_comes_to_rest(self, bridge: Figure) -> None:
        view = FigureView(SOLID)
        async with alone(view):
            view.show(bridge, bridge.preview(0.0))
            for step in range(1, 30):
                instant = bridge.preview(step / 40).rounded()
                view.move(bridge, instant)
            view.settle()
            last = mosaic(paint(bridge, instant, bridge.camera(), 44, 16))
            assert solid_of(view) == last

    async def test_words_take_its_place_where_no_drawing_reads(self, bridge: Figure) -> None:
        view = FigureView(SOLID)
        async with alone(view, (44, 16)) as pilot:
            view.show(bridge, bridge.still)
            await pilot.resize_terminal(23, 9)
            await pilot.pause()
            assert "".join(dots_of(view).lines).strip()
            await pilot.resize_terminal(44, 16)
            await pilot.pause()
            assert solid_of(view)


class TestSparing:
    """Over a line on which bytes count."""

    @pytest.mark.parametrize("slug", sorted(figure_slugs()))
    async def test_no_joint_jumps_far_and_a_frame_shows_something(self, slug: str) -> None:
        figure, clock = load_figure(slug), FakeClock()
        view = FigureView(Animation(clock, rate=4.0, style=FigureStyle.SOLID, sparing=True))
        async with alone(view):
            began = clock()
            view.show(figure, figure.preview(0.0))
            jumps = []
            for _ in range(int(6 * LOOKS)):
                clock.advance(1 / LOOKS)
                before = view._instant
                view.move(figure, figure.preview(clock() - began))
                if view._instant != before:
                    jumps.append(travel(figure, before, view._instant, figure.camera(), view.size))
            assert max(jumps) <= FARTHEST
            assert len(jumps) <= max(6 * 4 + 2, sum(jumps) / (FARTHEST / 2.5))

    async def test_what_hardly_moves_is_not_sent(self, bridge: Figure) -> None:
        clock = FakeClock()
        view = FigureView(Animation(clock, rate=4.0, style=FigureStyle.SOLID, sparing=True))
        async with alone(view):
            view.show(bridge, Instant(0.5))
            clock.advance(10)
            view.move(bridge, Instant(0.5 + 1 / 256))
            assert view._instant == Instant(0.5)
            # But it is when it stays there.
            view.move(bridge, Instant(0.5 + 1 / 256))
            assert view._instant == Instant(0.5 + 1 / 256)

    async def test_it_is_looked_at_more_often_than_it_is_sent(self) -> None:
        view = FigureView(Animation(FakeClock(), rate=4.0, sparing=True))
        async with alone(view):
            with patch.object(view, "set_interval") as timer:
                view.walk(lambda: None, going=True)
            assert timer.call_args.args[0] == 1 / LOOKS


def cells_of(strip: Strip) -> Iterator[tuple[str, Style]]:
    """Each cell's sign and how it is written."""
    return ((sign, segment.style or Style()) for segment in strip for sign in segment.text)


def quads(sign: str, style: Style) -> list[str]:
    """The colours of a cell's quadrants, as a terminal shows them."""
    pattern = BLOCKS.index(sign)
    found = [style.color if pattern >> bit & 1 else style.bgcolor for bit in range(4)]
    return [colour.get_truecolor().hex if colour else "" for colour in found]


def rich_theme() -> TerminalTheme:
    """A terminal's sixteen colours as the toolkit's nearest match takes them to be."""
    sixteen = [STANDARD_PALETTE[n] for n in range(16)]
    return TerminalTheme((0, 0, 0), (255, 255, 255), list(sixteen[:8]), list(sixteen[8:]))


def test_words_are_set_in_the_middle_of_their_room() -> None:
    frame = lettered("Sit tall", 10, 4)
    assert frame.lines == (" " * 10, " Sit tall ", " " * 10, " " * 10)
    assert [set(row) for row in frame.roles] == [{Role.NONE}, {Role.NEAR}, {Role.NONE}, {Role.NONE}]
    assert lettered("", 3, 2).lines == ("   ",) * 2


class TestByItself:
    async def test_it_moves_with_the_clock(self, bridge: Figure, clock: FakeClock) -> None:
        view = MovingFigure(Animation(clock))
        async with alone(view):
            view.play(bridge)
            clock.advance(1.3)
            view._move()
            assert view._instant == bridge.preview(1.3).rounded()

    async def test_little_motion_shows_key_poses_only(
        self, bridge: Figure, clock: FakeClock
    ) -> None:
        view = MovingFigure(Animation(clock, rate=1.0, stepped=True))
        async with alone(view):
            view.play(bridge)
            seen = []
            for _ in range(8):
                clock.advance(1)
                view._move()
                seen.append(view._instant.place)
            assert seen == [0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0]

    async def test_off_shows_the_pose_that_says_most_and_has_no_timer(
        self, bridge: Figure, clock: FakeClock
    ) -> None:
        view = MovingFigure(Animation(clock, rate=0.0))
        async with alone(view):
            view.play(bridge)
            assert view._instant == bridge.still
            assert view._timer is None
            view.stop_or_go()
            assert view._instant == bridge.still

    async def test_it_stands_when_told_to_and_goes_on_from_there(
        self, bridge: Figure, clock: FakeClock
    ) -> None:
        view = MovingFigure(Animation(clock))
        async with alone(view):
            view.play(bridge)
            clock.advance(1)
            view._move()
            view.stop_or_go()
            with drawings() as drawn:
                clock.advance(1.7)
                view._move()
            assert drawn == []
            view.stop_or_go()
            clock.advance(0.25)
            view._move()
            assert view._instant == bridge.preview(1.25).rounded()

    async def test_another_figure_stands_too_until_it_is_let_go(
        self, bridge: Figure, clock: FakeClock
    ) -> None:
        view = MovingFigure(Animation(clock))
        async with alone(view):
            view.stop_or_go()
            clock.advance(5)
            view.play(bridge)
            clock.advance(5)
            view.stop_or_go()
            clock.advance(1)
            view._move()
            assert view._instant == bridge.preview(1).rounded()

    async def test_a_line_that_lags_behind_is_spared_a_frame(
        self, bridge: Figure, clock: FakeClock
    ) -> None:
        view = MovingFigure(Animation(clock, keeps_up=lambda: False))
        async with alone(view):
            view.play(bridge)
            with drawings() as drawn:
                clock.advance(1)
                view._move()
            assert drawn == []

    async def test_hidden_or_covered_it_is_not_drawn(self, app: Opened) -> None:
        async with app(size=(120, 36)) as story:
            view = story.screen.query_one(MovingFigure)
            await story.press("exclamation_mark")
            assert story.screen is not view.screen
            with drawings() as drawn:
                story.clock.advance(1)
                view._move()
            assert drawn == []
            await story.press("escape")
            await story.resize(80, 24)
            with drawings() as drawn:
                story.clock.advance(1)
                view._move()
            assert drawn == []

    async def test_the_page_turns_it_by_keys(self, app: Opened) -> None:
        async with app() as story:
            await story.press("enter")
            view = story.screen.query_one(MovingFigure)
            steps = []
            for key in ("left_square_bracket", "right_square_bracket") * 2 + (
                "right_square_bracket",
            ):
                await story.press(key)
                steps.append(view._turned)
            await story.press("0")
            assert [*steps, view._turned] == [-1, 0, -1, 0, 1, 0]


def routine_of(slug: str, dose: str) -> Routine:
    step = ExerciseStep.from_plain({"exercise": slug, "dose": dose})
    return Routine(slug="one", name="One", summary="One exercise.", steps=(step,))


def view_of(story: Story) -> View:
    return story.session._session.view(story.clock.now)


async def to_work(story: Story, side: Side | None) -> FigureView:
    """Let time pass to the beginning of the work of a side; the figure, drawn."""
    for _ in range(600):
        seen = view_of(story)
        if seen.segment.kind is SegmentKind.WORK and seen.segment.side is side:
            break
        await story.wait(0.5)
    else:
        raise AssertionError("there is no such work")
    return moved(story)


def moved(story: Story) -> FigureView:
    story.session._move()
    return story.session.query_one(FigureView)


def halves(cell: Cell) -> tuple[tuple[Ink, Ink], tuple[Ink, Ink]]:
    """A cell's left half and its right half, from above."""
    a, b, c, d = cell.quadrants()
    return (a, c), (b, d)


class TestInASession:
    async def test_the_left_side_is_the_mirror_image(self, app: Opened) -> None:
        routine = routine_of("figure-four-supine", "20 s each side")
        async with app(start=routine) as story:
            seen = {}
            for side in (Side.RIGHT, Side.LEFT):
                view = await to_work(story, side)
                await story.wait(8 - view_of(story).elapsed)
                view = moved(story)
                assert view_of(story).segment.side is side
                seen[side] = solid_of(view).lines
                assert view._mirrored is (side is Side.LEFT)
            right = [[half for cell in line for half in halves(cell)] for line in seen[Side.RIGHT]]
            left = [[half for cell in line for half in halves(cell)] for line in seen[Side.LEFT]]
            assert right == [row[::-1] for row in left]

    async def test_a_repetition_of_the_figure_lasts_one_of_the_clock(self, app: Opened) -> None:
        async with app(start=routine_of("glute-bridge", "10 reps")) as story:
            await to_work(story, None)
            seen = view_of(story)
            assert seen.segment.work
            beat = seen.segment.work.beat_seconds
            assert beat
            await story.wait(beat - seen.elapsed % beat + beat / 4)
            places = []
            for _ in range(3):
                places.append(moved(story)._instant.place)
                await story.wait(beat)
            assert places == pytest.approx([places[0]] * 3, abs=1e-6)
            await story.wait(beat / 4)
            assert moved(story)._instant.place != pytest.approx(places[0], abs=1e-2)

    async def test_paused_it_is_not_drawn(self, app: Opened) -> None:
        async with app(start=routine_of("glute-bridge", "10 reps")) as story:
            await to_work(story, None)
            await story.press("space")
            moved(story)
            with drawings() as drawn:
                for _ in range(4):
                    await story.wait(0.7)
                    moved(story)
            assert drawn == []

    async def test_in_a_terminal_too_small_it_is_not_drawn(self, app: Opened) -> None:
        async with app(start=routine_of("glute-bridge", "10 reps"), size=(40, 12)) as story:
            with drawings() as drawn:
                await story.wait(20)
                moved(story)
            assert drawn == []

    async def test_it_is_walked_round_by_keys(self, app: Opened) -> None:
        async with app(start=routine_of("glute-bridge", "10 reps")) as story:
            view = await to_work(story, None)
            best = view._frame
            await story.press("right_square_bracket")
            assert (view._turned, view._frame != best) == (1, True)
            await story.press("0")
            assert view._frame == best

    async def test_off_it_shows_the_pose_that_says_most(
        self, app: Opened, library: Library
    ) -> None:
        library.settings = library.settings.copy_with(motion=MotionLevel.OFF)
        async with app(start=routine_of("glute-bridge", "10 reps")) as story:
            view = story.session.query_one(FigureView)
            await story.wait(30)
            assert view.figure
            with drawings() as drawn:
                await story.wait(7)
            assert (view._instant, drawn) == (view.figure.still, [])
