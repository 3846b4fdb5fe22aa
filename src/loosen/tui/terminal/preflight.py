"""The terminal before the app takes it: what it can do, and what the toolkit must be told.

The toolkit reads its environment when it is imported, so this is asked first and imports none of it.
"""

import os
import sys
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TextIO

from loosen.domain.text import clean

# Terminals known to show every colour that do not say so in their name; COLORTERM, which says it,
# is not carried over SSH.
ALL_COLOURS = frozenset(
    {"xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "wezterm", "contour", "rio"}
)

LONGEST_ESCAPE = 5_000
"""Milliseconds of ESCDELAY that are believed."""


class Glyphs(StrEnum):
    """What figures and borders can be drawn with."""

    BRAILLE = "braille"
    ASCII = "ascii"


class Through(StrEnum):
    """The multiplexer between the app and the terminal, as far as the environment tells."""

    NOTHING = "nothing"
    TMUX = "tmux"
    SCREEN = "screen"


@dataclass(frozen=True)
class Streams:
    """What the app would read keys from and draw on."""

    reads: bool
    draws: bool
    encoding: str = "utf-8"


@dataclass(frozen=True)
class Terminal:
    """What was found. ``refusal`` is one line for people, None where the app can be shown.

    ``environment`` is what the toolkit must be told: values to set, None to take away.
    """

    name: str
    refusal: str | None
    glyphs: Glyphs
    through: Through
    remote: bool
    colours: Literal["none", "16", "256", "all"]
    environment: Mapping[str, str | None] = field(default_factory=dict)
    escape_delay: float = 0.1
    """Seconds after which ESC is the key and not the beginning of a sequence."""

    def facts(self) -> dict[str, str]:
        """What was found, in words, for who looks for a fault."""
        return {
            "terminal": self.name or "not named (TERM is not set)",
            "colours": self.colours,
            "glyphs": self.glyphs.value,
            "multiplexer": self.through.value,
            "over SSH": "yes" if self.remote else "no",
            "the app": self.refusal or "can be shown",
        }


PLAIN = ("C", "POSIX")
COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python sets LC_CTYPE to at its start where it finds a plain locale (PEP 538)."""


def _plain_by_name(environment: Mapping[str, str]) -> bool:
    """Whether the person has asked for the plain locale, which Python itself passes over.

    Where no locale is set at all nobody has asked for anything, and terminals know UTF-8.
    """
    names = [environment.get(key, "") for key in ("LC_ALL", "LC_CTYPE", "LANG")]
    if names[1] in COERCED:
        names[1] = ""
    return next(filter(None, names), "") in PLAIN


def examine(environment: Mapping[str, str], streams: Streams) -> Terminal:
    """What can be told of a terminal from the environment and the streams."""
    name = environment.get("TERM", "")
    remote = bool(environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"))
    utf8 = streams.encoding.lower().replace("_", "-") in ("utf-8", "utf8")
    utf8 = utf8 and not _plain_by_name(environment)
    return Terminal(
        name=clean(name, 40),
        refusal=_refusal(name, streams),
        glyphs=Glyphs.BRAILLE if utf8 and name != "linux" else Glyphs.ASCII,
        through=_through(environment),
        remote=remote,
        colours=_colours(environment),
        environment=_changes(environment, remote=remote),
        escape_delay=_escape_delay(environment, remote=remote),
    )


def _escape_delay(environment: Mapping[str, str], *, remote: bool) -> float:
    """As ESCDELAY has it, in milliseconds; else longer where a network may come between two bytes."""
    asked = environment.get("ESCDELAY", "")
    if asked.isdecimal() and 1 <= int(asked[:6]) <= LONGEST_ESCAPE:
        return int(asked) / 1000
    return 0.35 if remote else 0.1


def _refusal(name: str, streams: Streams) -> str | None:
    if not streams.reads:
        wrong = "there is no terminal to read keys from"
    elif not streams.draws:
        wrong = "there is no terminal to draw on"
    elif name in ("", "dumb", "unknown"):
        wrong = f"the terminal is called “{name}”, which can only print lines"
    else:
        return None
    return (
        f"the app cannot be shown: {wrong}; “loosen run NAME --plain”, “loosen list” and "
        "“loosen show ID” do without"
    )


def _through(environment: Mapping[str, str]) -> Through:
    name = environment.get("TERM", "")
    if environment.get("TMUX") or name.startswith("tmux"):
        return Through.TMUX
    return (
        Through.SCREEN if environment.get("STY") or name.startswith("screen") else Through.NOTHING
    )


def _colours(environment: Mapping[str, str]) -> Literal["none", "16", "256", "all"]:
    name = environment.get("TERM", "")
    if environment.get("NO_COLOR"):
        return "none"
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit") or _shows_all(name):
        return "all"
    return "256" if name.endswith("256color") else "16"


def _shows_all(name: str) -> bool:
    return name in ALL_COLOURS or name.endswith("-direct")


def _changes(environment: Mapping[str, str], *, remote: bool) -> dict[str, str | None]:
    # A size in the environment, left there by a shell, would be believed for ever.
    changes: dict[str, str | None] = {n: None for n in ("COLUMNS", "LINES") if n in environment}
    if environment.get("NO_COLOR") == "":
        # Set to nothing it means nothing (no-color.org), but the toolkit takes it at its word.
        changes["NO_COLOR"] = None
    wishes = {"TEXTUAL_FPS": "15", "TEXTUAL_ANIMATIONS": "basic"} if remote else {}
    if not environment.get("COLORTERM") and _shows_all(environment.get("TERM", "")):
        wishes["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
    return changes | {name: value for name, value in wishes.items() if name not in environment}


def prepare(environment: MutableMapping[str, str] | None = None) -> Terminal:
    """Examine this process's terminal, and tell the toolkit. To be called before it is imported."""
    known = os.environ if environment is None else environment
    encoding = getattr(sys.__stderr__, "encoding", None) or "ascii"
    streams = Streams(_is_terminal(sys.__stdin__), _is_terminal(sys.__stderr__), encoding)
    terminal = examine(known, streams)
    for name, value in terminal.environment.items():
        if value is None:
            known.pop(name, None)
        else:
            known[name] = value
    return terminal


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False
