"""Animation in a plain terminal: changed lines are overwritten in place."""

from collections.abc import Callable
from dataclasses import dataclass

import click

from loosen.cli.keyboard import Keys
from loosen.cli.output import DONE, HUNG_UP, INTERRUPTED

HIDE_CURSOR, SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"
TURNS = {"[": -1, "]": 1}
"""Keys that turn the camera, and by how many of its steps."""


@dataclass(frozen=True)
class PlaybackRate:
    """Frames a second, and the seconds after which to end; None for never."""

    frames: float
    seconds: float | None


@dataclass
class Playback:
    """A drawing at an instant: ``draw`` returns its lines for seconds and a number of camera steps."""

    draw: Callable[[float, int], list[str]]
    seconds: float
    camera_steps: int = 0
    paused: bool = False

    def handle(self, key: str | None) -> bool:
        """Turn the camera or pause; return whether the key ends the animation."""
        if key in TURNS:
            self.camera_steps += TURNS[key]
        elif key == "=":
            self.camera_steps = 0
        elif key == " ":
            self.paused = not self.paused
        return key in ("q", "\x04")


def play(playback: Playback, clock: Callable[[], float], keys: Keys, rate: PlaybackRate) -> int:
    """Play until the end, a key or Ctrl+C, and return the exit code. The cursor ends below the drawing."""
    began = last = clock()
    drawn: list[str] = []
    _write(HIDE_CURSOR)
    try:
        while True:
            drawn = _overwrite(drawn, playback.draw(playback.seconds, playback.camera_steps))
            key = keys.wait(1 / rate.frames)
            now = clock()
            playback.seconds += 0.0 if playback.paused else now - last
            last = now
            over = rate.seconds is not None and now - began >= rate.seconds
            if playback.handle(key) or over:
                return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except EOFError:
        return HUNG_UP
    finally:
        _write(SHOW_CURSOR)


def _overwrite(old: list[str], new: list[str]) -> list[str]:
    """Write the new lines over as many old ones, skipping equal ones, and return the new lines."""
    if old == new:
        return old
    start = f"\x1b[{len(old)}A" if old else ""
    before = old or [""] * len(new)
    _write(start + "".join(f"{'' if a == b else b}\n" for a, b in zip(before, new, strict=True)))
    return new


def _write(text: str) -> None:
    # click would strip the cursor movements together with the colours.
    click.echo(text, nl=False, color=True)
