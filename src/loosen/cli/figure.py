"""``loosen figure``: an exercise's figure as a drawing, an SVG file, words or an animation."""

import os
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import click

from loosen.cli.animation import Playback, PlaybackRate, play
from loosen.cli.completion import exercise_names
from loosen.cli.output import coloured, columns, on_terminal, redraws, say
from loosen.cli.runtime import Runtime, pass_runtime
from loosen.cli.solid import solid_lines
from loosen.cli.word_options import Decorated
from loosen.domain.body import Side
from loosen.domain.exercise import Exercise, Origin
from loosen.domain.figure import (
    LOOKS,
    Camera,
    Figure,
    Frame,
    Instant,
    Picture,
    Role,
    SparingPace,
    draw,
    mosaic,
    paint,
    travel,
)
from loosen.domain.figure.braille import BLANK
from loosen.domain.settings import FigureStyle, MotionLevel
from loosen.text.figure_svg import dotted, solid
from loosen.text.session_text import mirrored

SMALLEST, LARGEST = (24, 10), (200, 80)
"""Columns and lines of the smallest drawing that can be read, and of the largest that is drawn."""
MOST_SECONDS = 86_400.0
LOCAL_RATE, SSH_RATE, STEPPED_RATE = 10.0, 4.0, 1.0
"""Frames a second."""

COLOURS: dict[Role, tuple[str | None, bool]] = {
    Role.NONE: (None, False),
    Role.FLOOR: ("bright_black", False),
    Role.PROP: ("yellow", False),
    Role.FAR: ("blue", False),
    Role.NEAR: (None, False),
    Role.BODY: ("cyan", False),
    Role.TARGET: ("red", True),
}
"""The colour of each role, one of the terminal's sixteen, and whether it is bold."""

SIZES = f"from {SMALLEST[0]}x{SMALLEST[1]} to {LARGEST[0]}x{LARGEST[1]}"
HELP = f"""\b
Examples:
  loosen figure glute-bridge                        in its clearest pose
  loosen figure butterfly --at 2.5 --side left      two and a half seconds in
  loosen figure deep-squat --yaw 90 --pitch 10      from its right side
  loosen figure pigeon-pose --play --seconds 20     moving
  loosen figure happy-baby --svg happy-baby.svg     as a picture
  loosen figure donkey-kick --words                 its key poses in words

While it plays: [ and ] turn it, = turns it back, space stops it, q or Ctrl+C ends. Where the output is
no terminal, --play prints each key pose once, with an empty line between two.

Yaw 0 is in front of the figure, 90 at its right side; pitch rises from the floor (0) to right above
(90). Sizes go {SIZES}.

It is solid where there is colour, with the leg in work bright and what it is for in the accent; else it is
drawn in dots, with a gap round what it is for. --style chooses, as “figures” in the settings does.
"""


@dataclass(frozen=True)
class DrawingStyle:
    """Requested style, the colours of the terminal, and whether its background is dark."""

    wish: FigureStyle
    colours: str
    dark: bool


@dataclass(frozen=True)
class FigureDrawing:
    """A figure with its camera, size in cells, side and style."""

    figure: Figure
    camera: Camera
    size: tuple[int, int]
    mirrored: bool
    style: DrawingStyle

    def lines(self, instant: Instant, camera_steps: int = 0) -> list[str]:
        """Draw an instant for the terminal, with the camera turned by some steps."""
        chosen = self.style.wish.on(colour=coloured(), signs=_has_braille())
        if chosen is FigureStyle.SOLID:
            cells = mosaic(self._painted(instant, camera_steps))
            return solid_lines(cells, self.style.colours, dark=self.style.dark)
        plain = chosen is FigureStyle.ASCII
        return painted(self._drawn(instant, camera_steps, plain=plain, outlined=not coloured()))

    def svg(self, instant: Instant, title: str) -> str:
        """Return the drawing as SVG, always in colour: solid, or in dots where those are asked for."""
        if self.style.wish.on(colour=True, signs=True) is FigureStyle.SOLID:
            return solid(self._painted(instant, 0), title, dark=self.style.dark)
        return dotted(self._drawn(instant, 0, plain=False, outlined=False), title)

    def words(self, text: str) -> str:
        """The words of a key pose, for the working side."""
        return mirrored(text, Side.LEFT if self.mirrored else None)

    def _camera(self, camera_steps: int) -> Camera:
        return self.camera.turned(camera_steps) if camera_steps else self.camera

    def _painted(self, instant: Instant, camera_steps: int) -> Picture:
        eye = self._camera(camera_steps)
        return paint(self.figure, instant, eye, *self.size, mirrored=self.mirrored)

    def _drawn(self, instant: Instant, camera_steps: int, *, plain: bool, outlined: bool) -> Frame:
        return draw(
            self.figure,
            instant,
            self._camera(camera_steps),
            *self.size,
            mirrored=self.mirrored,
            ascii_only=plain,
            outlined=outlined,
        )


def _size(_ctx: click.Context, _param: click.Parameter, text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{1,4})[x×]([0-9]{1,4})", text.strip().lower())
    size = (int(match[1]), int(match[2])) if match else (0, 0)
    if not all(
        low <= number <= high for low, number, high in zip(SMALLEST, size, LARGEST, strict=True)
    ):
        raise click.BadParameter(f"columns x lines, {SIZES}, such as 44x16")
    return size


def _number(
    name: str, metavar: str, least: float, most: float, help_text: str
) -> Callable[[Decorated], Decorated]:
    """An option that takes a number from ``least`` to ``most``."""

    def check(_ctx: click.Context, _param: click.Parameter, number: float | None) -> float | None:
        # The number ranges of click let “nan” through.
        if number is not None and not least <= number <= most:
            raise click.BadParameter(f"it is a number from {least:g} to {most:g}")
        return number

    return click.option(f"--{name}", metavar=metavar, type=float, callback=check, help=help_text)


@click.command("figure", short_help="Draw an exercise.", epilog=HELP)
@click.argument("exercise", metavar="ID", shell_complete=exercise_names)
@_number("at", "SECONDS", 0, MOST_SECONDS, "At this second of its motion.")
@_number("yaw", "DEG", -360, 360, "The camera: degrees round it.")
@_number("pitch", "DEG", 0, 90, "The camera: degrees above the floor.")
@click.option(
    "--size", metavar="WxH", default="44x16", callback=_size, show_default=True, help="In cells."
)
@click.option(
    "--side",
    type=click.Choice([side.value for side in Side]),
    help="The side at work; right, if not given.",
)
@click.option(
    "--style",
    type=click.Choice([style.value for style in FigureStyle]),
    help="What it is drawn with; as the settings say, if not given.",
)
@click.option("--ascii", "plain", is_flag=True, help="Plain characters: --style ascii.")
@click.option("--play", "moving", is_flag=True, help="Let it move.")
@_number("seconds", "N", 0, MOST_SECONDS, "With --play: end after so many seconds.")
@click.option(
    "--svg",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a picture.",
)
@click.option("--words", is_flag=True, help="Its key poses in words instead.")
@pass_runtime
@click.pass_context
def figure_command(
    ctx: click.Context,
    runtime: Runtime,
    /,
    exercise: str,
    *,
    at: float | None,
    yaw: float | None,
    pitch: float | None,
    size: tuple[int, int],
    side: str | None,
    style: str | None,
    plain: bool,
    moving: bool,
    seconds: float | None,
    svg: Path | None,
    words: bool,
) -> None:
    """Draw the figure of an exercise or a variant, by its ID or its name."""
    _check_together(moving=moving, svg=svg, words=words, seconds=seconds)
    found = runtime.library.exercise(exercise)
    figure = _figure_of(runtime, found)
    left = side == Side.LEFT
    best = figure.camera(mirrored=left)
    camera = Camera(best.yaw if yaw is None else yaw, best.pitch if pitch is None else pitch)
    drawn_as = _style_of(runtime, FigureStyle.ASCII.value if plain else style)
    drawing = FigureDrawing(figure, camera, size, left, drawn_as)
    instant = figure.still if at is None else figure.preview(at)
    if svg:
        svg.write_text(drawing.svg(instant, found.name), encoding="utf-8")
    elif words:
        _say_words(drawing)
    elif not moving:
        _say_one(drawing, instant)
    elif redraws():
        ctx.exit(_play(runtime, drawing, at or 0.0, seconds))
    else:
        _say_poses(drawing)


def _check_together(*, moving: bool, svg: Path | None, words: bool, seconds: float | None) -> None:
    ways = [name for name, on in (("--play", moving), ("--svg", svg), ("--words", words)) if on]
    if len(ways) > 1:
        raise click.UsageError(f"{' and '.join(ways)} do not go together; give one of them")
    if seconds is not None and not moving:
        raise click.UsageError("--seconds says how long to play; it needs --play")


def _style_of(runtime: Runtime, style: str | None) -> DrawingStyle:
    """Return how a figure is drawn, by an option or else by the settings; light on a light theme."""
    settings = runtime.library.settings
    wish = FigureStyle(style) if style else settings.figures
    colours = runtime.terminal_facts().get("colours", "16") if coloured() else "none"
    return DrawingStyle(wish, colours, dark="light" not in settings.theme)


def _figure_of(runtime: Runtime, exercise: Exercise) -> Figure:
    figure = runtime.library.figure(exercise)
    if figure is None:
        hint = "; “loosen check” may say why" if exercise.origin is Origin.OWN else ""
        raise click.ClickException(f"there is no figure of “{exercise.name}”{hint}")
    return figure


def _has_braille() -> bool:
    """Whether the output can encode braille and the terminal has characters for it."""
    if on_terminal() and os.environ.get("TERM") == "linux":
        return False
    try:
        BLANK.encode(_encoding())
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _encoding() -> str:
    return sys.stdout.encoding or "ascii"


def _poses(figure: Figure) -> dict[str, int]:
    """The words of each key pose once, with the index of the first station that shows it."""
    poses: dict[str, int] = {}
    for index, station in enumerate(figure.stations):
        poses.setdefault(station.words, index)
    return poses


def _say_words(drawing: FigureDrawing) -> None:
    for words in _poses(drawing.figure):
        say(drawing.words(words))


def _say_one(drawing: FigureDrawing, instant: Instant) -> None:
    fitted = _fit(drawing)
    if fitted is None:
        say(drawing.words(drawing.figure.words(instant)))
        return
    for line in fitted.lines(instant):
        say(line.rstrip())


def _say_poses(drawing: FigureDrawing) -> None:
    for number, index in enumerate(_poses(drawing.figure).values()):
        if number:
            say()
        _say_one(drawing, Instant(float(index)))


def _fit(drawing: FigureDrawing, lines: int | None = None) -> FigureDrawing | None:
    """The drawing no larger than the terminal; None where the smallest drawing has no room."""
    wide, high = drawing.size
    size = (min(wide, columns() or wide), min(high, lines or high))
    return None if size[0] < SMALLEST[0] or size[1] < SMALLEST[1] else replace(drawing, size=size)


def _play(runtime: Runtime, drawing: FigureDrawing, start: float, seconds: float | None) -> int:
    fitted = _fit(drawing, shutil.get_terminal_size().lines - 1)
    if fitted is None:
        _say_words(drawing)
        return 0
    stepped = runtime.library.settings.motion is not MotionLevel.FULL
    remote = any(os.environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY"))
    rate = STEPPED_RATE if stepped else SSH_RATE if remote else LOCAL_RATE

    def lines(moment: float, camera_steps: int) -> list[str]:
        instant = fitted.figure.preview(moment, stepped=stepped)
        return fitted.lines(instant, camera_steps)

    sparing = remote and not stepped
    playback = Playback(SparingDrawing(fitted).lines if sparing else lines, start)
    looks = PlaybackRate(LOOKS if sparing else rate, seconds)
    with runtime.open_keyboard() as keys:
        return play(playback, runtime.make_clock(1.0), keys, looks)


class SparingDrawing:
    """Drawing of a moving figure over a network: repeated until the next one is worth its bytes."""

    def __init__(self, drawing: FigureDrawing) -> None:
        self._drawing, self._pace = drawing, SparingPace(SSH_RATE)
        self._shown: tuple[Instant, int] | None = None
        self._lines: list[str] = []
        self._told: Instant | None = None

    def lines(self, moment: float, camera_steps: int) -> list[str]:
        """The lines to show at ``moment``, in seconds of the motion."""
        instant = self._drawing.figure.preview(moment).rounded()
        told, self._told = self._told, instant
        if self._shown == (instant, camera_steps):
            return self._lines
        rests = instant == told  # where it has come to rest it is shown as it stands
        if rests or self._is_due(instant, camera_steps, moment):
            self._pace.drawn(moment)
            self._shown = instant, camera_steps
            self._lines = self._drawing.lines(instant, camera_steps)
        return self._lines

    def _is_due(self, instant: Instant, camera_steps: int, moment: float) -> bool:
        if self._shown is None or self._shown[1] != camera_steps:
            return True
        one = self._drawing
        eye = one.camera.turned(camera_steps)
        gone = travel(one.figure, self._shown[0], instant, eye, one.size)
        return self._pace.is_due(gone, moment)


def painted(frame: Frame) -> list[str]:
    """The lines of a frame, in colour where the terminal has it."""
    if not coloured():
        return [line.replace(BLANK, " ") for line in frame.lines]
    return [_runs(roles, line) for roles, line in zip(frame.roles, frame.lines, strict=True)]


def _runs(roles: tuple[Role, ...], line: str) -> str:
    """One line, with each run of a role in its colour."""
    text = []
    for role, run in groupby(zip(roles, line, strict=True), key=lambda cell: cell[0]):
        signs = "".join(sign for _, sign in run).replace(BLANK, " ")
        colour, bold = COLOURS[role]
        text.append(click.style(signs, fg=colour, bold=bold or None) if colour else signs)
    return "".join(text)
