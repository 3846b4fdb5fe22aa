"""A drawing that moves in a plain terminal: the lines that change are written over in place."""

from collections.abc import Callable
from dataclasses import dataclass

import click

from loosen.cli.keyboard import Keys

DONE, HUNG_UP, INTERRUPTED = 0, 129, 130
HIDE, SHOW = "\x1b[?25l", "\x1b[?25h"
"""The cursor, which would run up and down the drawing."""
TURNS = {"[": -1, "]": 1}


@dataclass(frozen=True)
class PlaybackRate:
    """Frames a second, and after how many seconds to end; None for never."""

    rate: float
    seconds: float | None


@dataclass
class Show:
    """What is shown: ``lines`` draws a moment, in seconds, seen from some steps round."""

    lines: Callable[[float, int], list[str]]
    moment: float
    turned: int = 0
    stands: bool = False

    def heed(self, key: str | None) -> bool:
        """Answer a key; whether it ends the show."""
        if key in TURNS:
            self.turned += TURNS[key]
        elif key == "=":
            self.turned = 0
        elif key == " ":
            self.stands = not self.stands
        return key in ("q", "\x04")


def play(show: Show, clock: Callable[[], float], keys: Keys, pace: PlaybackRate) -> int:
    """Play to the end, a key or Ctrl+C; the exit code. The cursor is as it was, below the drawing."""
    began = last = clock()
    drawn: list[str] = []
    _write(HIDE)
    try:
        while True:
            drawn = _over(drawn, show.lines(show.moment, show.turned))
            key = keys.wait(1 / pace.rate)
            now = clock()
            show.moment += 0.0 if show.stands else now - last
            last = now
            if show.heed(key) or (pace.seconds is not None and now - began >= pace.seconds):
                return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except EOFError:
        return HUNG_UP
    finally:
        _write(SHOW)


def _over(old: list[str], new: list[str]) -> list[str]:
    """Write lines over those before, which are as many; a line that stays is passed by."""
    if old == new:
        return old
    start = f"\x1b[{len(old)}A" if old else ""
    before = old or [""] * len(new)
    _write(start + "".join(f"{'' if a == b else b}\n" for a, b in zip(before, new, strict=True)))
    return new


def _write(text: str) -> None:
    # click would take the moves of the cursor out together with the colours.
    click.echo(text, nl=False, color=True)
