"""The terminal before the app takes it: what it can do, what the toolkit must be told, and its end.

The toolkit reads its environment when it is imported, so this is asked first and imports none of it.
Every escape sequence of ours is made here.
"""

import base64
import contextlib
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TextIO

from loosen.domain.text import clean

ESC, BEL = "\x1b", "\a"
WHERE_AM_I = f"{ESC}[6n"
"""Asks for the cursor's position: the shortest question that every terminal answers."""
KEEP_TITLE, GIVE_TITLE_BACK = f"{ESC}[22;0t", f"{ESC}[23;0t"
LONGEST_TITLE, LONGEST_NOTICE = 120, 200
MOST_COPIED = 74_994 // 4 * 3
"""Bytes of a text in the longest OSC 52 that terminals are known to take: 74,994 once encoded."""
OF_SCREEN = 200
"""Bytes of a device string that every version of GNU screen hands on."""

# Terminals known to show every colour that do not say so in their name; COLORTERM, which says it,
# is not carried over SSH.
ALL_COLOURS = frozenset(
    {"xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "wezterm", "contour", "rio"}
)
GONE = 129
"""Exit code of a process whose terminal went away: 128 and the number of SIGHUP."""


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
    )


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


# Escape sequences. Text in them is cleaned here once more: an escape inside would end ours.


def title(text: str) -> str:
    """Names the window."""
    return f"{ESC}]2;{clean(text, LONGEST_TITLE)}{BEL}"


def notice(kind: Literal["off", "osc9", "osc777", "osc99"], heading: str, text: str) -> str:
    """Asks for a desktop notification in one of the ways terminals know; empty where it is off."""
    words = clean(text, LONGEST_NOTICE)
    match kind:
        case "osc9":
            return f"{ESC}]9;{words}{BEL}"
        case "osc777":
            return f"{ESC}]777;notify;{clean(heading, 60).replace(';', ',')};{words}{BEL}"
        case "osc99":
            return f"{ESC}]99;;{words}{ESC}\\"
        case "off":
            return ""


def copied(text: str, through: Through = Through.NOTHING) -> str:
    """Puts a text into the clipboard of the machine the person sits at (OSC 52).

    tmux takes the sequence for its own where ``set-clipboard`` is on, and hands on a wrapped one where
    ``allow-passthrough`` is: it gets both. GNU screen hands on short device strings alone, so it gets a
    row of them that make one sequence at the other end.
    """
    coded = base64.b64encode(text.encode()).decode()
    sequence = f"{ESC}]52;c;{coded}{BEL}"
    match through:
        case Through.TMUX:
            return sequence + wrapped(sequence, through)
        case Through.SCREEN:
            parts = (sequence[n : n + OF_SCREEN] for n in range(0, len(sequence), OF_SCREEN))
            return "".join(f"{ESC}P{part}{ESC}\\" for part in parts)
        case Through.NOTHING:
            return sequence


def copiable(lines: Sequence[str]) -> Sequence[str]:
    """As many of the lines, from the first on, as a terminal takes at once."""
    size, taken = 0, 0
    for line in lines:
        size += len(line.encode()) + 1
        if size > MOST_COPIED:
            break
        taken += 1
    return lines[:taken]


def wrapped(sequence: str, through: Through) -> str:
    """A sequence as tmux hands it on where it is allowed to; elsewhere as it is."""
    if not sequence or through is not Through.TMUX:
        return sequence
    return f"{ESC}Ptmux;{sequence.replace(ESC, ESC + ESC)}{ESC}\\"


# The end of the terminal


def watch_for_hang_up(
    tell: Callable[[], None],
    descriptor: int = 0,
    grace: float = 2.0,
    leave: Callable[[int], object] = os._exit,
) -> threading.Thread:
    """End the process soon after its terminal has gone, however it went.

    SIGHUP keeps its default action, which ends the process at once even when the event loop stands
    still; a signal handler of ours would not run then, and leave an orphan that spins. Where the
    signal is swallowed on its way, a thread sees the terminal go, calls ``tell`` for an orderly end,
    and after ``grace`` seconds calls ``leave``.
    """
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    thread = threading.Thread(
        target=_wait_for_hang_up, args=(tell, descriptor, grace, leave), name="hang-up", daemon=True
    )
    thread.start()
    return thread


def _wait_for_hang_up(
    tell: Callable[[], None], descriptor: int, grace: float, leave: Callable[[int], object]
) -> None:
    poll = select.poll()
    # Nothing to wait for but what is always reported: that the other side is gone.
    poll.register(descriptor, 0)
    happened = poll.poll()
    if any(events & select.POLLNVAL for _, events in happened):
        return  # a system whose poll() knows no terminals
    with contextlib.suppress(RuntimeError):  # the loop has ended already
        tell()
    time.sleep(grace)
    leave(GONE)
