"""``loosen figure``: an exercise's figure as one drawing, as a picture, in words, or moving."""

import os
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import click

from loosen.cli.animation import PlaybackRate, Show, play
from loosen.cli.completion import exercise_names
from loosen.cli.context import Program, pass_program
from loosen.cli.output import coloured, columns, on_terminal, redraws, say
from loosen.cli.word_options import Decorated
from loosen.domain.body import Side
from loosen.domain.exercise import Exercise, Origin
from loosen.domain.figure import Camera, Figure, Frame, Instant, Role, draw
from loosen.domain.figure.braille import BLANK
from loosen.domain.settings import Motion
from loosen.text.figure_svg import picture
from loosen.text.session_view import mirrored

LEAST, MOST = (24, 10), (200, 80)
"""Columns and lines of the smallest drawing that reads, and of the largest that is drawn."""
LONGEST = 86_400.0
AT_HOME, OVER_SSH, STEPPED = 10.0, 4.0, 1.0
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
"""A role's colour, of the terminal's own sixteen, and whether it is bold."""

HELP = f"""\b
Examples:
  loosen figure glute-bridge                        at its most telling moment
  loosen figure butterfly --at 2.5 --side left      two and a half seconds in
  loosen figure deep-squat --yaw 90 --pitch 10      from its right side
  loosen figure pigeon-pose --play --seconds 20     moving
  loosen figure happy-baby --svg happy-baby.svg     as a picture
  loosen figure donkey-kick --words                 its key poses, told

While it plays: [ and ] turn it, = turns it back, space stops it, q or Ctrl+C ends. Where the output is
no terminal, --play prints each key pose once, with an empty line between two.

Yaw 0 is in front of the figure, 90 at its right side; pitch rises from the floor (0) to right above
(90). Sizes go from {LEAST[0]}x{LEAST[1]} to {MOST[0]}x{MOST[1]}. What it is for is red, or has a gap
round it where there is no colour.
"""


@dataclass(frozen=True)
class Sight:
    """A figure, and how it is looked at."""

    figure: Figure
    camera: Camera
    size: tuple[int, int]
    mirrored: bool
    plain: bool

    def frame(self, instant: Instant, turned: int = 0) -> Frame:
        """The drawing of an instant, seen from some steps further round."""
        return self._drawn(instant, turned, plain=self.plain, outlined=not coloured())

    def dots(self, instant: Instant) -> Frame:
        """The drawing for a picture: always of dots, always in colour."""
        return self._drawn(instant, 0, plain=False, outlined=False)

    def told(self, words: str) -> str:
        """A key pose's words, for the side that is at work."""
        return mirrored(words, Side.LEFT if self.mirrored else None)

    def _drawn(self, instant: Instant, turned: int, *, plain: bool, outlined: bool) -> Frame:
        return draw(
            self.figure,
            instant,
            self.camera.turned(turned) if turned else self.camera,
            *self.size,
            mirrored=self.mirrored,
            ascii_only=plain,
            outlined=outlined,
        )


def _size(_ctx: click.Context, _param: click.Parameter, text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{1,4})[x×]([0-9]{1,4})", text.strip().lower())
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    if not all(low <= given <= high for low, given, high in zip(LEAST, size, MOST, strict=True)):
        raise click.BadParameter(
            f"columns x lines, from {LEAST[0]}x{LEAST[1]} to {MOST[0]}x{MOST[1]}, such as 44x16"
        )
    return size


def _number(
    name: str, metavar: str, least: float, most: float, said: str
) -> Callable[[Decorated], Decorated]:
    """An option that takes a number within bounds."""

    def check(_ctx: click.Context, _param: click.Parameter, given: float | None) -> float | None:
        # A range of click's lets “nan” through.
        if given is not None and not least <= given <= most:
            raise click.BadParameter(f"it is a number from {least:g} to {most:g}")
        return given

    return click.option(f"--{name}", metavar=metavar, type=float, callback=check, help=said)


@click.command("figure", short_help="Draw an exercise.", epilog=HELP)
@click.argument("exercise", metavar="ID", shell_complete=exercise_names)
@_number("at", "SECONDS", 0, LONGEST, "So far into its motion.")
@_number("yaw", "DEG", -360, 360, "From where: so far round it.")
@_number("pitch", "DEG", 0, 90, "From where: so high.")
@click.option(
    "--size", metavar="WxH", default="44x16", callback=_size, show_default=True, help="In cells."
)
@click.option(
    "--side",
    type=click.Choice([side.value for side in Side]),
    help="The side at work; right, if not given.",
)
@click.option("--ascii", "plain", is_flag=True, help="Plain characters instead of braille.")
@click.option("--play", "moving", is_flag=True, help="Let it move.")
@_number("seconds", "N", 0, LONGEST, "With --play: end after so long.")
@click.option(
    "--svg",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a picture.",
)
@click.option("--words", is_flag=True, help="Its key poses in words instead.")
@pass_program
@click.pass_context
def figure_command(
    ctx: click.Context,
    program: Program,
    /,
    exercise: str,
    *,
    at: float | None,
    yaw: float | None,
    pitch: float | None,
    size: tuple[int, int],
    side: str | None,
    plain: bool,
    moving: bool,
    seconds: float | None,
    svg: Path | None,
    words: bool,
) -> None:
    """Draw the figure of an exercise or a variant, by its ID or its name."""
    _check_together(moving=moving, svg=svg, words=words, seconds=seconds)
    found = program.library.exercise(exercise)
    figure = _figure_of(program, found)
    left = side == Side.LEFT
    best = figure.camera(mirrored=left)
    camera = Camera(best.yaw if yaw is None else yaw, best.pitch if pitch is None else pitch)
    sight = Sight(figure, camera, size, left, plain or not _has_braille())
    instant = figure.still if at is None else figure.preview(at)
    if svg:
        svg.write_text(picture(sight.dots(instant), found.name), encoding="utf-8")
    elif words:
        _say_words(sight)
    elif not moving:
        _say_one(sight, instant)
    elif redraws():
        ctx.exit(_play(program, sight, at or 0.0, seconds))
    else:
        _say_poses(sight)


def _check_together(*, moving: bool, svg: Path | None, words: bool, seconds: float | None) -> None:
    ways = [
        name for name, given in (("--play", moving), ("--svg", svg), ("--words", words)) if given
    ]
    if len(ways) > 1:
        raise click.UsageError(f"{' and '.join(ways)} do not go together; give one of them")
    if seconds is not None and not moving:
        raise click.UsageError("--seconds says how long to play; it needs --play")


def _figure_of(program: Program, exercise: Exercise) -> Figure:
    figure = program.library.figure(exercise)
    if figure is None:
        hint = "; “loosen check” may say why" if exercise.origin is Origin.OWN else ""
        raise click.ClickException(f"there is no figure of “{exercise.name}”{hint}")
    return figure


def _has_braille() -> bool:
    """Whether what is written can hold braille, and the terminal has signs for it."""
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
    """The key poses, each told once: in words, with the station that shows it first."""
    found: dict[str, int] = {}
    for index, station in enumerate(figure.stations):
        found.setdefault(station.words, index)
    return found


def _say_words(sight: Sight) -> None:
    for words in _poses(sight.figure):
        say(sight.told(words))


def _say_one(sight: Sight, instant: Instant) -> None:
    fitting = _fitted(sight)
    if fitting is None:
        say(sight.told(sight.figure.words(instant)))
        return
    for line in painted(fitting.frame(instant)):
        say(line.rstrip())


def _say_poses(sight: Sight) -> None:
    for number, index in enumerate(_poses(sight.figure).values()):
        if number:
            say()
        _say_one(sight, Instant(float(index)))


def _fitted(sight: Sight, lines: int | None = None) -> Sight | None:
    """The drawing no larger than the terminal; None where there is no room for any."""
    wide, high = sight.size
    size = (min(wide, columns() or wide), min(high, lines or high))
    return None if size[0] < LEAST[0] or size[1] < LEAST[1] else replace(sight, size=size)


def _play(program: Program, sight: Sight, start: float, seconds: float | None) -> int:
    fitting = _fitted(sight, shutil.get_terminal_size().lines - 1)
    if fitting is None:
        _say_words(sight)
        return 0
    stepped = program.library.settings.motion is not Motion.FULL
    remote = any(os.environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY"))
    rate = STEPPED if stepped else OVER_SSH if remote else AT_HOME

    def lines(moment: float, turned: int) -> list[str]:
        instant = fitting.figure.preview(moment, stepped=stepped)
        return painted(fitting.frame(instant, turned))

    with program.keyboard() as keys:
        return play(Show(lines, start), program.clock(1.0), keys, PlaybackRate(rate, seconds))


def painted(frame: Frame) -> list[str]:
    """A drawing's lines, in colour where there is any."""
    if not coloured():
        return [line.replace(BLANK, " ") for line in frame.lines]
    return [_runs(roles, line) for roles, line in zip(frame.roles, frame.lines, strict=True)]


def _runs(roles: tuple[Role, ...], line: str) -> str:
    """One line, each run of a role in its colour."""
    text = []
    for role, run in groupby(zip(roles, line, strict=True), key=lambda cell: cell[0]):
        signs = "".join(sign for _, sign in run).replace(BLANK, " ")
        colour, bold = COLOURS[role]
        text.append(click.style(signs, fg=colour, bold=bold or None) if colour else signs)
    return "".join(text)
