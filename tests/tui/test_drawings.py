"""What is drawn from characters: digits, bars, set text, figures, ticks; and what is painted anew."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import accumulate, groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.color import Color
from textual.geometry import Region, Size
from textual.pilot import Pilot
from textual.widget import Widget
from tui.drawn import dots_of

import loosen.tui
from loosen.domain.figure import Instant, Role
from loosen.services.library import Library
from loosen.storage.figures import load_figure
from loosen.storage.locations import of_this_user
from loosen.text.block_letters import (
    GLYPHS,
    MORE_GLYPHS,
    BigCount,
    big,
    big_count,
    centred,
    lettered_name,
    sizes,
    widths,
)
from loosen.tui.themes import DARK
from loosen.tui.widgets.animation import Animation
from loosen.tui.widgets.figure import BLANK, FigureView, _ink
from loosen.tui.widgets.lines import Lines, ProgressLine, Words, bar, changed_spans
from loosen.tui.widgets.option_lists import Ticks
from loosen.tui.widgets.session import BigTime
from loosen.tui.widgets.table import shorten


def hashes(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines with # for each block, so that they read well here."""
    return tuple(line.replace("█", "#") for line in lines)


class TestNames:
    """A name in capitals of three rows."""

    def test_two_rows_of_pixels_share_one_of_cells(self) -> None:
        assert lettered_name("i", 9) == ("█", "█", "▀")
        assert lettered_name("Hip", 11) == ("█  █ █ █▀▀█", "█▀▀█ █ █▀▀▀", "▀  ▀ ▀ ▀   ")

    def test_what_does_not_fit_or_has_other_signs_is_left_to_words(self) -> None:
        assert lettered_name("Hip", 10) == ()
        assert lettered_name("Hüfte", 80) == ()
        assert lettered_name("", 80) == ()

    def test_every_letter_is_told_from_every_other(self) -> None:
        drawn = [lettered_name(letter, 9) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
        assert all(len(letter) == 3 for letter in drawn)
        assert len(set(drawn)) == 26

    def test_most_names_of_the_catalogue_fit_a_wide_terminal(self) -> None:
        names = [exercise.name for exercise in Library(of_this_user()).catalogue.values()]
        fitting = [name for name in names if lettered_name(name, 115)]
        assert len(fitting) > 0.75 * len(names)


def letters(word: str, gap: int) -> list[str]:
    """A word in letters of five rows and six columns, with so many columns between them."""
    known = [(MORE_GLYPHS | GLYPHS)[letter] for letter in word]
    return [
        (" " * gap).join("".join(map(str.__mul__, glyph[row], (2, 1, 1, 2))) for glyph in known)
        for row in range(5)
    ]


class TestAcrossARoom:
    """The count and the side as they are read from a mat, in the room that a session has for them."""

    ROOMS = ((42, 16), (53, 19), (64, 25))
    """What is left for them at 80×24, 100×30 and 120×36."""

    @pytest.mark.parametrize(("room", "rows"), list(zip(ROOMS, (10, 13, 18), strict=True)))
    def test_the_count_takes_the_rows_that_the_side_leaves(
        self, room: tuple[int, int], rows: int
    ) -> None:
        drawn = hashes(big_count(BigCount("28", words=("RIGHT",)), *room, 18))
        assert [len(line) for line in drawn] == [room[0]] * room[1]
        count, side = drawn[:-6], drawn[-5:]
        assert sum(bool(line.strip()) for line in count) == rows
        assert not drawn[-6].strip()
        assert [line.strip() for line in side] == [
            "######  ##  ######  ##  ##  ######",
            "##  ##  ##  ##      ##  ##    ##",
            "######  ##  ## ###  ######    ##",
            "## #    ##  ##  ##  ##  ##    ##",
            "##  ##  ##  ######  ##  ##    ##",
        ]

    @pytest.mark.parametrize("room", ROOMS)
    @pytest.mark.parametrize("side", ["LEFT", "RIGHT"])
    def test_while_switching_the_side_is_the_larger(self, room: tuple[int, int], side: str) -> None:
        drawn = hashes(big_count(BigCount("3", words=(side,), switching=True), *room, 18))
        assert sum(bool(line.strip()) for line in drawn[-7:]) == 7
        assert sum(bool(line.strip()) for line in drawn[:-8]) >= 7

    @pytest.mark.parametrize("room", ROOMS)
    @pytest.mark.parametrize("word", ["PAUSED", "READY", "REST", "DONE"])
    def test_the_word_of_a_phase_stands_where_the_side_does(
        self, room: tuple[int, int], word: str
    ) -> None:
        drawn = hashes(big_count(BigCount("28", words=(word, "RIGHT")), *room, 18))
        assert [len(line) for line in drawn] == [room[0]] * room[1]
        assert not drawn[-6].strip()
        gap = 2 if room[0] >= 46 or word != "PAUSED" else 1
        assert [line.strip() for line in drawn[-5:]] == [
            line.strip() for line in letters(word, gap)
        ]

    def test_a_word_that_is_too_wide_leaves_its_place_to_the_next(self) -> None:
        drawn = hashes(big_count(BigCount("28", words=("PAUSED", "LEFT")), 37, 16, 18))
        assert drawn == hashes(big_count(BigCount("28", words=("LEFT",)), 37, 16, 18))

    def test_without_a_side_the_count_has_it_all(self) -> None:
        assert sum(bool(x.strip()) for x in hashes(big_count(BigCount("28"), 42, 16, 12))) == 12

    @pytest.mark.parametrize("room", ROOMS)
    @pytest.mark.parametrize("count", ["4", "10"])
    def test_repetitions_look_different_from_seconds(
        self, room: tuple[int, int], count: str
    ) -> None:
        drawn = hashes(big_count(BigCount(count, "10", ("reps", "0:32 left")), *room, 18))
        text = "\n".join(drawn)
        assert "reps" in text
        assert "0:32 left" in text
        assert "/10" in text or "#  ##" in text
        assert max(map(len, drawn)) <= room[0]

    def test_where_there_is_no_room_the_side_stays_in_words(self) -> None:
        drawn = hashes(big_count(BigCount("28", words=("RIGHT",)), 37, 6, 6))
        assert sum(bool(line.strip()) for line in drawn) == 5


class TestDigits:
    def test_the_smallest_are_five_rows_high(self) -> None:
        assert hashes(big("12:05", 60, 5)) == (
            "    ##  ######      ######  ######",
            "    ##      ##  ##  ##  ##  ##    ",
            "    ##  ######      ##  ##  ######",
            "    ##  ##      ##  ##  ##      ##",
            "    ##  ######      ######  ######",
        )

    def test_larger_ones_have_thicker_strokes(self) -> None:
        assert hashes(big("7", 60, 8)) == (
            "##########",
            "##########",
            "      ####",
            "      ####",
            "      ####",
            "      ####",
            "      ####",
            "      ####",
        )

    def test_a_fraction_has_a_stroke_between(self) -> None:
        assert hashes(big("3/8", 60, 5)) == (
            "######      ##  ######",
            "    ##      ##  ##  ##",
            "  ####     #    ######",
            "    ##  ##      ##  ##",
            "######  ##      ######",
        )

    def test_a_narrow_room_makes_them_smaller(self) -> None:
        assert len(big("12:34", 100, 13)) == 13
        assert len(big("12:34", 40, 13)) == 5

    def test_without_room_the_text_is_left(self) -> None:
        assert big("12:34", 80, 4) == ("12:34",)
        assert big("12:34", 3, 20) == ("12:",)

    @pytest.mark.parametrize(
        ("height", "stroke_and_gap"),
        [(4, (0, 0)), (5, (1, 1)), (8, (2, 1)), (10, (2, 2)), (13, (3, 2)), (15, (3, 3))],
    )
    def test_strokes_and_gaps_fill_the_height(
        self, height: int, stroke_and_gap: tuple[int, int]
    ) -> None:
        assert sizes(height) == stroke_and_gap

    def test_strokes_are_as_wide_as_they_look_high(self) -> None:
        assert widths(1, 1) == (2, 1)
        assert widths(3, 2) == (6, 2)

    @given(
        text=st.text("0123456789:/ ", min_size=1, max_size=6),
        width=st.integers(1, 140),
        height=st.integers(1, 40),
    )
    def test_they_never_leave_their_room(self, text: str, width: int, height: int) -> None:
        lines = big(text, width, height)
        assert len(lines) <= height
        assert len({len(line) for line in lines}) == 1
        assert len(lines[0]) <= width

    def test_they_stand_in_the_middle(self) -> None:
        assert centred(("ab", "cd"), 6, 5) == ("      ", "  ab  ", "  cd  ", "      ", "      ")


class TestBar:
    @pytest.mark.parametrize(
        ("fraction", "drawn"),
        [
            (-1, "──────────"),
            (0.0, "──────────"),
            (0.34, "━━━───────"),
            (1.0, "━━━━━━━━━━"),
            (7, "━━━━━━━━━━"),
        ],
    )
    def test_it_grows_by_cells(self, fraction: float, drawn: str) -> None:
        assert bar(fraction, 10) == drawn

    def test_it_is_drawn_with_other_signs_where_asked(self) -> None:
        assert bar(0.5, 4, "#", ".") == "##.."


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [
        ("glutes", 6, "glutes"),
        ("glutes · core", 9, "glutes…"),
        ("glutes", 1, "…"),
        ("glutes", 0, "…"),
    ],
)
def test_a_cell_says_that_more_was_left_away(text: str, width: int, cut: str) -> None:
    assert shorten(text, width) == cut


class TestWhatChanged:
    @pytest.mark.parametrize(
        ("old", "new", "spans"),
        [
            (["abc"], ["abc"], []),
            (["abc"], ["axc"], [(0, 1, 2)]),
            (["a23456b"], ["x23456y"], [(0, 0, 7)]),
            (["a2345678b"], ["x2345678y"], [(0, 0, 1), (0, 8, 9)]),
            (["abc"], ["a"], [(0, 1, 3)]),
            (["abc"], ["abc", "d"], [(1, 0, 1)]),
            (["a", "b"], [" ", "b"], [(0, 0, 1)]),
            ([], [], []),
        ],
    )
    def test_near_changes_are_one(
        self, old: list[str], new: list[str], spans: list[tuple[int, int, int]]
    ) -> None:
        assert list(changed_spans(old, new)) == spans

    @given(
        old=st.lists(st.text("ab ", max_size=30), max_size=4),
        new=st.lists(st.text("ab ", max_size=30), max_size=4),
    )
    def test_painting_the_changes_over_the_old_gives_the_new(
        self, old: list[str], new: list[str]
    ) -> None:
        height = max(len(old), len(new))
        wide = max((len(line) for line in old + new), default=0)
        cells = [list(line.ljust(wide)) for line in padded(old, height)]
        target = [line.ljust(wide) for line in padded(new, height)]
        for y, start, stop in changed_spans(old, new):
            cells[y][start:stop] = target[y][start:stop]
        assert ["".join(line) for line in cells] == target


def padded(lines: Sequence[str], height: int) -> list[str]:
    return [*lines, *[""] * (height - len(lines))]


class Alone(App[None]):
    """One widget in the colours of the app, and nothing else."""

    CSS_PATH = Path(loosen.tui.__file__).with_name("app.tcss")

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self._widget = widget

    def compose(self) -> ComposeResult:
        yield self._widget


@asynccontextmanager
async def alone(widget: Widget, width: int, height: int) -> AsyncIterator[Pilot[None]]:
    async with Alone(widget).run_test(size=(width, height)) as pilot:
        await pilot.pause()
        yield pilot


class Watched(Lines):
    """Notes what is to be painted."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(lines)
        self.painted: list[Region] = []

    def refresh(self, *regions: Region, **changes: bool) -> "Watched":
        self.painted += regions or [Region(0, 0, *self.size)] if self.is_mounted else []
        super().refresh(*regions, **changes)
        return self


async def test_lines_paint_only_the_cells_that_change() -> None:
    lines = Watched(["12:34", "hold "])
    async with alone(lines, 20, 4) as pilot:
        lines.painted.clear()
        lines.set_lines(["12:33", "hold "])
        assert lines.painted == [Region(4, 0, 1, 1)]
        lines.painted.clear()
        lines.set_lines(["12:33", "hold "])
        assert lines.painted == []
        # What is twice as wide shifts the rest of its line.
        lines.set_lines(["12:33", "ho腰 "])
        assert lines.painted == [Region(0, 1, 5, 1)]
        lines.painted.clear()
        lines.set_lines(["12:33"])
        await pilot.pause()
        assert lines.size == Size(5, 1)
        assert lines.painted


async def test_words_are_wrapped_and_cut_with_a_sign() -> None:
    words = Words()
    words.styles.height = 2
    async with alone(words, 20, 4) as pilot:
        words.show("Pelvis level, both hips heavy")
        assert words.lines == ("Pelvis level, both  ", "hips heavy          ")
        words.show("Pelvis level, both hips heavy, and one word more")
        assert words.lines == ("Pelvis level, both  ", "hips heavy, and …   ")
        words.show("")
        assert words.lines == (" " * 20,) * 2
        words.styles.text_align = "right"
        words.show("3:38 left")
        assert words.lines == ("           3:38 left", " " * 20)
        await pilot.resize_terminal(30, 4)
        assert words.lines == ("                     3:38 left", " " * 30)


async def test_digits_and_a_bar_are_drawn_anew_in_a_new_room() -> None:
    count, line = BigTime(), ProgressLine()
    async with alone(count, 20, 5) as pilot:
        count.show(BigCount("11"))
        assert count.lines[0] == "    ██      ██".center(20)
        await pilot.resize_terminal(20, 9)
        assert len(count.lines) == 9
        await pilot.app.mount(line)
        line.show(0.25)
        await pilot.pause()
        assert line.lines == (f"{'━' * 5}{'─' * 15}",)


async def test_a_figure_is_painted_in_runs_of_a_role() -> None:
    figure, view = load_figure("glute-bridge"), FigureView(Animation(lambda: 0.0))
    async with alone(view, 44, 16) as pilot:
        assert view.figure is None
        assert view.render_line(3).text == " " * 44
        view.show(figure, Instant(0.0))
        await pilot.pause()
        strips = [view.render_line(y) for y in range(16)]
        drawn = [[cell for segment in strip for cell in segment.text] for strip in strips]
        rows = dots_of(view).roles
        roles = [[view._style(role) for role in row if role is not Role.NONE] for row in rows]
        painted = [[s.style for s in strip for cell in s.text if cell != " "] for strip in strips]
        assert painted == roles
        assert "".join(map("".join, drawn)) == "".join(dots_of(view).lines).replace(BLANK, " ")
        # A blank shows nothing of what it is written with: it goes with what is before it.
        runs = [len(list(groupby(accumulate(row, _ink)))) for row in rows]
        assert [len(list(strip)) for strip in strips] == runs
        target = view._style(Role.TARGET).color
        assert target
        assert Color.from_rich_color(target) == Color.parse(DARK.accent or "")
        assert view.render_line(16).text == " " * 44


async def test_walking_round_a_figure_and_back_shows_the_same() -> None:
    figure, view = load_figure("glute-bridge"), FigureView(Animation(lambda: 0.0))
    async with alone(view, 44, 16):
        view.show(figure, Instant(1.0))
        best = view._frame
        view.turn(2)
        assert view._frame != best
        view.turn(0)
        assert view._frame == best
        view.turn(3)
        view.show(load_figure("butterfly"), Instant(0.0))
        view.show(figure, Instant(1.0))
        assert view._frame == best


async def test_ticks_are_signs_under_headings() -> None:
    ticks = Ticks([("for", [("glutes", 1), ("core", 2)]), ("kind", [("stretch", 3)])], {2})
    async with alone(ticks, 30, 10) as pilot:

        def lines() -> list[str]:
            return [str(option.prompt) for option in ticks.options]

        assert lines() == ["for", " · glutes", " ✓ core", "kind", " · stretch"]
        await pilot.press("space", "j", "j", "space")
        assert ticks.ticked == {1, 2, 3}
        await pilot.press("k", "space")
        assert lines() == ["for", " ✓ glutes", " · core", "kind", " ✓ stretch"]
        ticks.set_ticks(())
        assert lines() == ["for", " · glutes", " · core", "kind", " · stretch"]
        assert ticks.ticked == set()
