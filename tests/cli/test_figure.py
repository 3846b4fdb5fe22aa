"""``loosen figure``: one drawing, a picture, words, and a figure that moves in a plain terminal."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from cli.conftest import Loosen, Typist

from loosen.cli.figure import DrawingStyle, FigureDrawing, SparingDrawing
from loosen.cli.solid import named, solid_lines
from loosen.domain.body import Side
from loosen.domain.figure import (
    FARTHEST,
    LOOKS,
    Camera,
    Instant,
    Mosaic,
    draw,
    mosaic,
    paint,
    travel,
)
from loosen.domain.figure.braille import BLANK
from loosen.domain.settings import FigureStyle, MotionLevel, Settings
from loosen.services.library import Library
from loosen.storage.figures import load_figure
from loosen.storage.locations import of_this_user
from loosen.text.figure_blocks import runs
from loosen.text.figure_palette import PALETTES, Depth
from loosen.text.session_text import mirrored

SLUG = "glute-bridge"
UP, HIDE, SHOW = "\x1b[16A", "\x1b[?25l", "\x1b[?25h"
COLOUR = re.compile(r"\x1b\[\d+m")

SGR = re.compile(r"\x1b\[[\d;]*m")


def _in_colours(colours: str, cells: Mosaic, _known: str, *, dark: bool) -> list[str]:
    return solid_lines(cells, colours, dark=dark)


Terminal = Callable[[int, int], None]


@pytest.fixture(scope="module")
def shipped() -> Library:
    return Library(of_this_user())


@pytest.fixture(autouse=True)
def _whole_catalogue(library: Library, shipped: Library) -> None:
    library.snapshot = shipped.snapshot


@pytest.fixture
def terminal(on_terminal: Callable[[int], None], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Makes the command line believe in a terminal of a size, at home."""

    def believe(columns: int = 80, lines: int = 24) -> None:
        on_terminal(columns)
        monkeypatch.setenv("LINES", str(lines))
        for name in ("SSH_CONNECTION", "SSH_TTY"):
            monkeypatch.delenv(name, raising=False)

    return believe


@pytest.fixture
def plain_terminal(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of a common size, without colour."""
    terminal(80, 24)
    monkeypatch.setenv("NO_COLOR", "1")


def drawing(
    slug: str = SLUG,
    *,
    at: float | None = None,
    camera: Camera | None = None,
    size: tuple[int, int] = (44, 16),
    mirrored: bool = False,
    plain: bool = False,
) -> list[str]:
    """The lines of a drawing as a pipe gets them."""
    figure = load_figure(slug)
    frame = draw(
        figure,
        figure.still if at is None else figure.preview(at),
        camera or figure.camera(mirrored=mirrored),
        *size,
        mirrored=mirrored,
        ascii_only=plain,
        outlined=True,
    )
    return [line.replace(BLANK, " ").rstrip() for line in frame.lines]


class TestOneDrawing:
    def test_a_pipe_gets_the_most_telling_moment_without_colour(self, loosen: Loosen) -> None:
        ran = loosen("figure", SLUG)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.splitlines() == drawing()

    def test_a_name_does_as_well_as_an_id(self, loosen: Loosen, library: Library) -> None:
        name = library.catalogue[SLUG].name
        assert loosen("figure", name).out.splitlines() == drawing()

    def test_the_moment_the_size_and_the_side_can_be_chosen(self, loosen: Loosen) -> None:
        slug = "side-lying-leg-raise"
        out = loosen("figure", slug, "--at", "1.5", "--size", "30x12", "--side", "left").out
        assert out.splitlines() == drawing(slug, at=1.5, size=(30, 12), mirrored=True)

    @pytest.mark.parametrize(
        ("options", "camera"),
        [
            (("--yaw", "-20"), Camera(-20, load_figure(SLUG).view.pitch)),
            (("--pitch", "60"), Camera(load_figure(SLUG).view.yaw, 60)),
            (("--yaw", "200", "--pitch", "5"), Camera(200, 5)),
        ],
    )
    def test_it_is_seen_from_where_one_asks(
        self, loosen: Loosen, options: tuple[str, ...], camera: Camera
    ) -> None:
        assert loosen("figure", SLUG, *options).out.splitlines() == drawing(camera=camera)

    def test_plain_characters_on_demand(self, loosen: Loosen) -> None:
        out = loosen("figure", SLUG, "--ascii").out
        assert out.isascii()
        assert out.splitlines() == drawing(plain=True)

    def test_plain_characters_where_the_output_holds_no_braille(
        self, loosen: Loosen, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("loosen.cli.figure._encoding", lambda: "latin-1")
        assert loosen("figure", SLUG).out.splitlines() == drawing(plain=True)
        monkeypatch.setattr("loosen.cli.figure._encoding", lambda: "no such thing")
        assert loosen("figure", SLUG).out.splitlines() == drawing(plain=True)

    def test_plain_characters_on_a_console_without_braille(
        self, loosen: Loosen, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        terminal(80, 24)
        monkeypatch.setenv("TERM", "linux")
        assert COLOUR.sub("", loosen("figure", SLUG).out).isascii()

    def test_dots_have_the_roles_in_colour(self, loosen: Loosen, terminal: Terminal) -> None:
        terminal(80, 24)
        out = loosen("figure", SLUG, "--style", "dots").out
        assert "\x1b[31m\x1b[1m" in out
        assert "\x1b[36m" in out
        figure = load_figure(SLUG)
        frame = draw(figure, figure.still, figure.camera(), 44, 16)
        bare = [line.rstrip() for line in COLOUR.sub("", out).splitlines()]
        assert bare == [line.replace(BLANK, " ").rstrip() for line in frame.lines]

    @pytest.mark.parametrize(
        ("colours", "sent"),
        [("all", "\x1b[38;2;"), ("256", "\x1b[38;5;"), ("16", "\x1b[9"), ("none", "\x1b[9")],
    )
    def test_a_terminal_gets_a_solid_figure_in_the_colours_it_has(
        self,
        loosen: Loosen,
        terminal: Terminal,
        monkeypatch: pytest.MonkeyPatch,
        colours: str,
        sent: str,
    ) -> None:
        terminal(80, 24)
        monkeypatch.setattr("loosen.cli.figure.solid_lines", partial(_in_colours, colours))
        figure = load_figure(SLUG)
        picture = paint(figure, figure.still, figure.camera(), 44, 16)
        out = loosen("figure", SLUG).out
        assert sent in out
        signs = ["".join(run.text for run in runs(line)) for line in mosaic(picture).lines]
        assert [line.rstrip() for line in SGR.sub("", out).splitlines()] == [
            line.rstrip() for line in signs
        ]

    def test_the_settings_choose_and_an_option_chooses_otherwise(
        self, loosen: Loosen, terminal: Terminal, library: Library
    ) -> None:
        terminal(80, 24)
        solid = loosen("figure", SLUG).out
        library.settings = Settings(figures=FigureStyle.DOTS)
        dots = loosen("figure", SLUG).out
        assert dots != solid
        assert loosen("figure", SLUG, "--style", "auto").out == solid
        assert loosen("figure", SLUG, "--style", "solid").out == solid
        assert (
            loosen("figure", SLUG, "--style", "ascii").out == loosen("figure", SLUG, "--ascii").out
        )

    def test_a_light_theme_has_colours_for_a_light_ground(
        self, loosen: Loosen, terminal: Terminal, library: Library
    ) -> None:
        terminal(80, 24)
        dark = loosen("figure", SLUG).out
        library.settings = Settings(theme="loosen-light")
        light = loosen("figure", SLUG).out
        assert light != dark
        assert SGR.sub("", light) == SGR.sub("", dark)

    def test_solid_without_colour_is_dots(self, loosen: Loosen) -> None:
        assert loosen("figure", SLUG, "--style", "solid").out.splitlines() == drawing()

    @pytest.mark.usefixtures("plain_terminal")
    def test_without_colour_the_target_is_set_off_instead(self, loosen: Loosen) -> None:
        out = loosen("figure", SLUG).out
        assert "\x1b" not in out
        assert out.splitlines() == drawing()

    def test_a_narrow_terminal_gets_a_smaller_drawing(
        self, loosen: Loosen, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        terminal(30, 24)
        monkeypatch.setenv("NO_COLOR", "1")
        assert loosen("figure", SLUG).out.splitlines() == drawing(size=(30, 16))

    def test_where_no_drawing_fits_the_pose_is_told(
        self, loosen: Loosen, terminal: Terminal
    ) -> None:
        terminal(20, 24)
        figure = load_figure(SLUG)
        assert loosen("figure", SLUG).out == figure.words(figure.still) + "\n"


class TestWhatCannotBe:
    def test_an_unknown_id_gets_the_nearest_one(self, loosen: Loosen) -> None:
        ran = loosen("figure", "glute-brige")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == (
            "loosen: no exercise is called “glute-brige”; did you mean “glute-bridge”?\n"
        )

    @pytest.mark.parametrize("size", ["44", "23x10", "24x9", "201x16", "44x81", "x", "4 4x16", ""])
    def test_a_size_that_cannot_be_is_one_clear_line(self, loosen: Loosen, size: str) -> None:
        ran = loosen("figure", SLUG, "--size", size)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == (
            "loosen: Invalid value for '--size': "
            "columns x lines, from 24x10 to 200x80, such as 44x16\n"
        )

    @pytest.mark.parametrize(
        ("option", "number"),
        [
            ("--at", "-1"),
            ("--at", "nan"),
            ("--at", "soon"),
            ("--yaw", "361"),
            ("--yaw", "inf"),
            ("--pitch", "91"),
            ("--pitch", "-1"),
        ],
    )
    def test_a_number_that_cannot_be_is_one_clear_line(
        self, loosen: Loosen, option: str, number: str
    ) -> None:
        ran = loosen("figure", SLUG, option, number)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert ran.err.startswith(f"loosen: Invalid value for '{option}': ")

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (("--words", "--play"), "--play and --words do not go together; give one of them"),
            (("--seconds", "3"), "--seconds says how long to play; it needs --play"),
        ],
    )
    def test_options_that_do_not_go_together_are_refused(
        self, loosen: Loosen, options: tuple[str, ...], said: str
    ) -> None:
        ran = loosen("figure", SLUG, *options)
        assert (ran.code, ran.out, ran.err) == (2, "", f"loosen: {said}\n")

    def test_an_exercise_without_a_figure_says_so(
        self, loosen: Loosen, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Library, "figure", lambda *_: None)
        ran = loosen("figure", SLUG)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("loosen: there is no figure of “")


class TestPicturesAndWords:
    def test_a_picture_is_written_and_nothing_said(self, loosen: Loosen, tmp_path: Path) -> None:
        file = tmp_path / "a.svg"
        ran = loosen("figure", SLUG, "--svg", str(file))
        assert (ran.code, ran.out, ran.err) == (0, "", "")
        drawn = file.read_text(encoding="utf-8")
        assert drawn.startswith("<svg ")
        assert drawn.count("<path fill=") >= 6
        loosen("figure", SLUG, "--svg", str(file), "--style", "dots")
        dots = file.read_text(encoding="utf-8")
        assert dots.count("<path stroke=") >= 4
        assert "<path fill=" not in dots

    def test_a_picture_that_cannot_be_written_is_one_line(
        self, loosen: Loosen, tmp_path: Path
    ) -> None:
        file = tmp_path / "none" / "a.svg"
        ran = loosen("figure", SLUG, "--svg", str(file))
        assert (ran.code, ran.err) == (1, f"loosen: {file}: No such file or directory\n")

    @pytest.mark.parametrize("slug", ["inverted-figure-four", "knee-to-chest-single-opposite-bent"])
    def test_the_words_name_the_leg_that_is_at_work(self, loosen: Loosen, slug: str) -> None:
        right, left = (
            loosen("figure", slug, "--words", "--side", side).out.splitlines()
            for side in ("right", "left")
        )
        assert right == [station.words for station in load_figure(slug).stations]
        assert left == [mirrored(words, Side.LEFT) for words in right]
        assert left != right

    def test_a_narrow_terminal_names_the_leg_that_is_at_work(
        self, loosen: Loosen, terminal: Terminal
    ) -> None:
        terminal(20, 24)
        slug = "knee-drop-single"
        figure = load_figure(slug)
        told = mirrored(figure.words(figure.still), Side.LEFT)
        assert "Left knee" in told
        assert loosen("figure", slug, "--side", "left").out == told + "\n"

    def test_the_key_poses_in_words_each_once(self, loosen: Loosen) -> None:
        out = loosen("figure", "knee-drop-double", "--words").out.splitlines()
        told = [station.words for station in load_figure("knee-drop-double").stations]
        assert len(told) > len(out)
        assert out == list(dict.fromkeys(told))


class TestPlaying:
    def test_a_pipe_gets_each_key_pose_with_an_empty_line_between(
        self, loosen: Loosen, typist: Typist
    ) -> None:
        ran = loosen("figure", SLUG, "--play")
        figure = load_figure(SLUG)
        poses = []
        for place in range(len(figure.stations)):
            frame = draw(figure, Instant(place), figure.camera(), 44, 16, outlined=True)
            poses.append([line.replace(BLANK, " ").rstrip() for line in frame.lines])
        assert (ran.code, typist.waited) == (0, 0.0)
        assert ran.out.splitlines() == [*poses[0], "", *poses[1]]
        assert "\x1b" not in ran.out

    def test_a_terminal_that_only_prints_is_served_as_a_pipe(
        self, loosen: Loosen, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        terminal(80, 24)
        monkeypatch.setenv("TERM", "dumb")
        assert "\x1b" not in loosen("figure", SLUG, "--play").out

    def test_it_is_drawn_over_in_place_and_ends_after_its_seconds(
        self, loosen: Loosen, terminal: Terminal, typist: Typist
    ) -> None:
        terminal(80, 24)
        ran = loosen("figure", SLUG, "--play", "--seconds", "2")
        assert ran.code == 0
        assert typist.waited == pytest.approx(2, abs=0.11)
        assert ran.out.startswith(HIDE)
        assert ran.out.endswith(SHOW)
        first, *others = ran.out.split(UP)
        assert 10 <= len(others) <= 20
        assert {part.count("\n") for part in (first, *others)} == {16}

    def test_lines_that_stay_are_passed_by(self, loosen: Loosen, terminal: Terminal) -> None:
        terminal(80, 24)
        first, *others = loosen("figure", SLUG, "--play", "--seconds", "1").out.split(UP)
        assert len(others) > 3
        assert all(len(part) < len(first) for part in others)

    @pytest.mark.usefixtures("plain_terminal")
    def test_what_stands_on_the_screen_is_what_the_clock_says(
        self, loosen: Loosen, typist: Typist
    ) -> None:
        typist.presses = [(1.25, "q")]
        out = loosen("figure", SLUG, "--play", "--at", "0.5").out
        assert on_screen(out) == drawing(at=0.5 + 1.2)

    @pytest.mark.parametrize(("key", "code"), [("q", 0), ("\x04", 0), ("^C", 130), ("EOF", 129)])
    def test_it_ends_with_a_key_and_gives_the_cursor_back(
        self, loosen: Loosen, terminal: Terminal, typist: Typist, key: str, code: int
    ) -> None:
        terminal(80, 24)
        typist.presses = [(0.5, key)]
        ran = loosen("figure", SLUG, "--play")
        assert (ran.code, ran.err) == (code, "")
        assert ran.out.endswith(SHOW)

    @pytest.mark.usefixtures("plain_terminal")
    def test_space_stops_it_and_lets_it_go_on(self, loosen: Loosen, typist: Typist) -> None:
        typist.presses = [(0.95, " "), (60, "q")]
        assert on_screen(loosen("figure", SLUG, "--play").out) == drawing(at=1.0)
        typist.waited, typist.presses = 0.0, [(0.95, " "), (59.95, " "), (61, "q")]
        out = loosen("figure", SLUG, "--play").out
        assert on_screen(out) != drawing(at=1.0)

    @pytest.mark.usefixtures("plain_terminal")
    @pytest.mark.parametrize(("keys", "steps"), [("]", 1), ("]]", 2), ("[", -1), ("]]=", 0)])
    def test_it_is_walked_round(
        self, loosen: Loosen, typist: Typist, keys: str, steps: int
    ) -> None:
        typist.presses = [(0.0, " "), *((0.0, key) for key in keys), (0.0, "q")]
        camera = load_figure(SLUG).camera().turned(steps)
        out = loosen("figure", SLUG, "--play").out
        assert on_screen(out) == drawing(at=0.1, camera=camera)

    def test_over_ssh_it_moves_less_often(
        self, loosen: Loosen, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        terminal(80, 24)
        monkeypatch.setenv("SSH_CONNECTION", "10.0.0.2 51000 10.0.0.1 22")
        assert loosen("figure", SLUG, "--play", "--seconds", "2").out.count(UP) <= 8

    @pytest.mark.parametrize("slug", ["leg-swing-front-back", "banded-lateral-walk", "pelvic-tilt"])
    def test_over_ssh_no_joint_jumps_far_and_a_frame_shows_something(self, slug: str) -> None:
        figure, size = load_figure(slug), (44, 16)
        style = DrawingStyle(FigureStyle.ASCII, "all", dark=True)
        sparing = SparingDrawing(
            FigureDrawing(figure, figure.camera(), size, mirrored=False, style=style)
        )
        shown, jumps = figure.preview(0.0).rounded(), []
        for look in range(int(6 * LOOKS)):
            sparing.lines(look / LOOKS, 0)
            assert sparing._shown is not None
            now = sparing._shown[0]
            if now != shown:
                jumps.append(travel(figure, shown, now, figure.camera(), size))
            shown = now
        assert max(jumps) <= FARTHEST
        assert len(jumps) <= max(6 * 4 + 2, sum(jumps) / (FARTHEST / 2.5))

    @pytest.mark.parametrize("motion", [MotionLevel.REDUCED, MotionLevel.OFF])
    def test_little_motion_shows_key_poses_only(
        self, loosen: Loosen, terminal: Terminal, library: Library, motion: MotionLevel
    ) -> None:
        terminal(80, 24)
        library.settings = Settings(motion=motion)
        assert loosen("figure", SLUG, "--play", "--seconds", "9").out.count(UP) == 4

    def test_a_low_terminal_gets_a_smaller_drawing_and_a_lower_one_words(
        self, loosen: Loosen, terminal: Terminal
    ) -> None:
        terminal(80, 13)
        assert "\x1b[12A" in loosen("figure", SLUG, "--play", "--seconds", "1").out
        terminal(80, 10)
        told = loosen("figure", SLUG, "--words").out
        assert loosen("figure", SLUG, "--play", "--seconds", "1").out == told


def on_screen(out: str) -> list[str]:
    """What a terminal shows after ``out``, which moves the cursor up only."""
    shown, row = [""] * 16, 0
    for part in re.split(r"(\x1b\[\d+A|\n)", out.replace(HIDE, "").replace(SHOW, "")):
        if part == "\n":
            row += 1
        elif part.startswith("\x1b["):
            row -= int(part[2:-1])
        elif part:
            shown[row] = part.rstrip()
    return shown


@pytest.mark.parametrize("dark", [True, False])
def test_colours_are_sent_by_the_number_or_the_name_they_have(dark: bool) -> None:
    assert named("#00d7af", Depth.EIGHT_BIT) == 43
    assert named("#303030", Depth.EIGHT_BIT) == 236
    assert named("#55ffff", Depth.SIXTEEN) == "bright_cyan"
    assert named("#aa5500", Depth.SIXTEEN) == "yellow"
    assert named("#0102ff", Depth.ALL) == (1, 2, 255)
    numbers = {named(one, Depth.EIGHT_BIT) for one in PALETTES[Depth.EIGHT_BIT, dark].values()}
    assert len(numbers) == len(set(PALETTES[Depth.EIGHT_BIT, dark].values()))
    assert all(named(one, Depth.SIXTEEN) for one in PALETTES[Depth.SIXTEEN, dark].values())
