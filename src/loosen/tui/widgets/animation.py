"""How figures move on a terminal: known before there is a figure, and without what draws one."""

from collections.abc import Callable
from dataclasses import dataclass

from loosen.domain.settings import FigureStyle, MotionLevel, Settings
from loosen.tui.terminal.preflight import Glyphs, Terminal

AT_HOME, OVER_SSH = 10.0, 4.0
"""Frames a second of a moving figure."""


@dataclass(frozen=True)
class Animation:
    """How figures move on this terminal. ``clock`` tells seconds; ``rate`` is frames a second.

    A rate of 0 shows still pictures. ``stepped`` shows key poses without the way between them,
    ``style`` is what they are drawn with, never ``auto``, and ``outlined`` sets the target region of
    dots off where colour is missing. A ``sparing`` view sends fewer frames than its rate while hardly
    anything moves, and more while a joint would jump too far. ``keeps_up`` tells whether the terminal
    has drawn what it was sent: if not, a frame is left out.
    It may ask the terminal, so it is asked only when there is a frame to draw.
    """

    clock: Callable[[], float]
    rate: float = 10.0
    stepped: bool = False
    style: FigureStyle = FigureStyle.DOTS
    outlined: bool = False
    sparing: bool = False
    keeps_up: Callable[[], bool] = lambda: True


def animation_for(
    settings: Settings,
    terminal: Terminal | None,
    clock: Callable[[], float],
    keeps_up: Callable[[], bool],
) -> Animation:
    """Return how figures move on a terminal under a person's settings; None is one that can show all."""
    motion, remote = settings.motion, bool(terminal and terminal.remote)
    coloured = terminal is None or terminal.colours != "none"
    signs = terminal is None or terminal.glyphs is not Glyphs.ASCII
    rate = OVER_SSH if remote else AT_HOME
    return Animation(
        clock,
        rate={MotionLevel.FULL: rate, MotionLevel.REDUCED: 1.0, MotionLevel.OFF: 0.0}[motion],
        stepped=motion is MotionLevel.REDUCED,
        style=settings.figures.on(colour=coloured, signs=signs),
        outlined=not coloured,
        sparing=remote and motion is MotionLevel.FULL,
        keeps_up=keeps_up,
    )
