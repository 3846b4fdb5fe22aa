"""Every escape sequence of ours. Text in one is cleaned here once more: an escape inside would end it."""

import base64
from collections.abc import Sequence
from typing import Literal

from loosen.domain.text import clean
from loosen.tui.terminal.preflight import Through

ESC, BEL = "\x1b", "\a"
WHERE_AM_I = f"{ESC}[6n"
"""Asks for the cursor's position: the shortest question that every terminal answers."""
KEEP_TITLE, GIVE_TITLE_BACK = f"{ESC}[22;0t", f"{ESC}[23;0t"
LONGEST_TITLE, LONGEST_NOTICE = 120, 200
MOST_COPIED = 74_994 // 4 * 3
"""Bytes of a text in the longest OSC 52 that terminals are known to take: 74,994 once encoded."""
OF_SCREEN = 200
"""Bytes of a device string that every version of GNU screen hands on."""


def title(text: str) -> str:
    """Return the sequence that names the window."""
    return f"{ESC}]2;{clean(text, LONGEST_TITLE)}{BEL}"


def notice(kind: Literal["off", "osc9", "osc777", "osc99"], heading: str, text: str) -> str:
    """Return a request for a desktop notification, in one of the ways terminals know; empty for ``off``."""
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
    """Return the sequence that puts a text into the clipboard of the person's machine (OSC 52).

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
    """Return as many of the lines, from the first on, as a terminal takes at once."""
    size, taken = 0, 0
    for line in lines:
        size += len(line.encode()) + 1
        if size > MOST_COPIED:
            break
        taken += 1
    return lines[:taken]


def wrapped(sequence: str, through: Through) -> str:
    """Return a sequence wrapped for tmux to pass on; without tmux as it is."""
    if not sequence or through is not Through.TMUX:
        return sequence
    return f"{ESC}Ptmux;{sequence.replace(ESC, ESC + ESC)}{ESC}\\"
