"""What is told of a terminal before the app takes it, without a terminal."""

import base64
import os
import pty
import select
import signal
import subprocess
import sys
import threading

import pytest

from loosen.tui.terminal.link import GONE, watch_for_hang_up
from loosen.tui.terminal.preflight import Glyphs, Streams, Through, examine, prepare
from loosen.tui.terminal.sequences import copiable, copied, notice, title, wrapped

BOTH = Streams(reads=True, draws=True)
HOSTILE = "a\x1b]52;c;ZXZpbA==\x07b\x9b31m\u202ec\x9dd"


def test_a_terminal_is_taken_as_it_is() -> None:
    found = examine({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, BOTH)
    assert found.refusal is None
    assert found.environment == {}
    assert (found.colours, found.glyphs, found.remote) == ("all", Glyphs.BRAILLE, False)


@pytest.mark.parametrize(
    ("streams", "name", "says"),
    [
        (Streams(reads=False, draws=True), "xterm", "to read keys from"),
        (Streams(reads=True, draws=False), "xterm", "to draw on"),
        (BOTH, "dumb", "“dumb”, which can only print lines"),
        (BOTH, "", "which can only print lines"),
    ],
)
def test_where_the_app_cannot_be_shown_one_line_says_what_does_without(
    streams: Streams, name: str, says: str
) -> None:
    refusal = examine({"TERM": name}, streams).refusal
    assert refusal is not None
    assert says in refusal
    assert "loosen run NAME --plain" in refusal
    assert "\n" not in refusal


def test_a_size_in_the_environment_is_taken_away() -> None:
    found = examine({"TERM": "xterm", "COLUMNS": "80", "LINES": "24"}, BOTH)
    assert found.environment == {"COLUMNS": None, "LINES": None}


@pytest.mark.parametrize(
    ("name", "colours", "told"),
    [
        ("xterm-kitty", "all", True),
        ("foot", "all", True),
        ("xterm-direct", "all", True),
        ("xterm-256color", "256", False),
        ("screen", "16", False),
    ],
)
def test_terminals_that_show_every_colour_are_known_by_name(
    name: str, colours: str, told: bool
) -> None:
    found = examine({"TERM": name}, BOTH)
    assert found.colours == colours
    assert ("TEXTUAL_COLOR_SYSTEM" in found.environment) is told


def test_no_color_counts_when_it_says_something() -> None:
    assert examine({"TERM": "xterm", "NO_COLOR": "1"}, BOTH).colours == "none"
    found = examine({"TERM": "xterm", "NO_COLOR": ""}, BOTH)
    assert found.colours == "16"
    assert found.environment == {"NO_COLOR": None}


@pytest.mark.parametrize(
    ("encoding", "name", "glyphs"),
    [
        ("UTF-8", "xterm", Glyphs.BRAILLE),
        ("utf8", "xterm", Glyphs.BRAILLE),
        ("iso-8859-1", "xterm", Glyphs.ASCII),
        ("ascii", "xterm", Glyphs.ASCII),
        ("utf-8", "linux", Glyphs.ASCII),
    ],
)
def test_braille_needs_utf8_and_a_terminal_that_has_it(
    encoding: str, name: str, glyphs: Glyphs
) -> None:
    assert examine({"TERM": name}, Streams(True, True, encoding)).glyphs is glyphs


@pytest.mark.parametrize(
    ("environment", "glyphs"),
    [
        ({}, Glyphs.BRAILLE),
        ({"LANG": "de_DE.UTF-8"}, Glyphs.BRAILLE),
        ({"LANG": "C.UTF-8"}, Glyphs.BRAILLE),
        ({"LANG": "C"}, Glyphs.ASCII),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, Glyphs.ASCII),
        ({"LC_CTYPE": "C.UTF-8"}, Glyphs.BRAILLE),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "POSIX"}, Glyphs.ASCII),
    ],
)
def test_the_plain_locale_counts_where_a_person_has_set_it(
    environment: dict[str, str], glyphs: Glyphs
) -> None:
    assert examine({"TERM": "xterm", **environment}, Streams(True, True)).glyphs is glyphs


def test_over_ssh_less_moves_unless_a_person_has_said_otherwise() -> None:
    remote = {"TERM": "xterm", "SSH_TTY": "/dev/pts/1", "TEXTUAL_FPS": "60"}
    found = examine(remote, BOTH)
    assert found.remote
    assert found.environment == {"TEXTUAL_ANIMATIONS": "basic"}


@pytest.mark.parametrize(
    ("environment", "through"),
    [
        ({"TERM": "tmux-256color"}, Through.TMUX),
        ({"TERM": "screen", "TMUX": "/run/tmux,1,0"}, Through.TMUX),
        ({"TERM": "screen"}, Through.SCREEN),
        ({"TERM": "xterm", "STY": "1.pts"}, Through.SCREEN),
        ({"TERM": "xterm"}, Through.NOTHING),
    ],
)
def test_a_multiplexer_is_known(environment: dict[str, str], through: Through) -> None:
    assert examine(environment, BOTH).through is through


def test_what_was_found_can_be_read() -> None:
    facts = examine({"TERM": "xterm\x1b[31m"}, BOTH).facts()
    assert facts["terminal"] == "xterm[31m"
    assert facts["the app"] == "can be shown"


def test_preparing_changes_the_environment_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "__stdin__", None)
    environment = {"TERM": "foot", "COLUMNS": "80"}
    assert prepare(environment).refusal is not None
    assert environment == {"TERM": "foot", "TEXTUAL_COLOR_SYSTEM": "truecolor"}


def test_examining_loads_nothing_of_the_toolkit() -> None:
    code = "import sys, loosen.tui.terminal.preflight; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "made",
    [title(HOSTILE), *(notice(k, HOSTILE, HOSTILE) for k in ("osc9", "osc777", "osc99"))],
)
def test_no_text_can_end_a_sequence_or_begin_another(made: str) -> None:
    assert made.startswith("\x1b]")
    inside = made[2:].removesuffix("\x07").removesuffix("\x1b\\")
    assert not set(inside) & set("\x1b\x07\x9b\x9d\u202e")


def test_a_notice_that_is_off_is_nothing_and_fields_stay_fields() -> None:
    assert notice("off", "a", "b") == ""
    assert notice("osc777", "a;b", "c") == "\x1b]777;notify;a,b;c\x07"


def test_the_clipboard_gets_the_bytes() -> None:
    sequence = copied("Grüße")
    payload = sequence.removeprefix("\x1b]52;c;").removesuffix("\x07")
    assert base64.b64decode(payload).decode() == "Grüße"


def test_tmux_gets_what_it_hands_on() -> None:
    assert wrapped("\x1b]9;a\x07", Through.TMUX) == "\x1bPtmux;\x1b\x1b]9;a\x07\x1b\\"
    assert wrapped("\x1b]9;a\x07", Through.SCREEN) == "\x1b]9;a\x07"
    assert wrapped("", Through.TMUX) == ""


def test_a_terminal_that_goes_away_ends_the_process_after_a_grace() -> None:
    outer, inner = pty.openpty()
    told, left = threading.Event(), list[int]()
    thread = watch_for_hang_up(told.set, inner, grace=0.0, leave=left.append)
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_DFL
    assert not told.is_set()
    os.close(outer)
    thread.join(10)
    os.close(inner)
    assert told.is_set()
    assert left == [GONE]


def test_a_loop_that_has_ended_does_not_keep_the_process() -> None:
    def ended() -> None:
        raise RuntimeError("Event loop is closed")

    outer, inner = pty.openpty()
    left = list[int]()
    thread = watch_for_hang_up(ended, inner, grace=0.0, leave=left.append)
    os.close(outer)
    thread.join(10)
    os.close(inner)
    assert left == [GONE]


def test_where_terminals_cannot_be_watched_the_thread_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Blind:
        def register(self, *_: int) -> None: ...

        def poll(self) -> list[tuple[int, int]]:
            return [(0, select.POLLNVAL)]

    monkeypatch.setattr(select, "poll", Blind)
    left = list[int]()
    watch_for_hang_up(lambda: None, 0, grace=0.0, leave=left.append).join(10)
    assert left == []


def test_screen_gets_the_clipboard_in_parts_that_it_hands_on() -> None:
    sequence = copied("x" * 900, Through.SCREEN)
    parts = sequence.removesuffix("\x1b\\").removeprefix("\x1bP").split("\x1b\\\x1bP")
    assert max(map(len, parts)) <= 200
    assert "".join(parts) == copied("x" * 900)


def test_only_as_many_lines_are_copied_as_a_terminal_takes() -> None:
    assert len(copiable(["ä" * 39] * 2_000)) == 711
    assert len(base64.b64encode(b"\n".join([b"x" * 78] * 711))) <= 74_994
    assert copiable([]) == []
