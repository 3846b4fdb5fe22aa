"""What a terminal sends, cut anywhere, comes to keys, pastes and reports: a table that a line extends."""

import os
import random
from collections.abc import Iterator, Sequence
from threading import Event
from time import perf_counter

import pytest
from textual import events
from textual.message import Message

from loosen.tui.messages import EscapeWasNone
from loosen.tui.terminal.input_filter import Patience
from loosen.tui.terminal.input_reader import InputReader
from loosen.tui.terminal.preflight import Streams, examine

PATIENCE = Patience(0.1, sequence=2.0, paste=1.0)
SEED = int(os.environ.get("LOOSEN_SEED", "7"))
"""Of the random terminal; any other on demand."""

KEYS = {
    "a letter": (b"a", "a"),
    "a letter that is not ASCII": ("é".encode(), "é"),
    "return": (b"\r", "enter"),
    "control": (b"\x03", "ctrl+c"),
    "an arrow": (b"\x1b[A", "up"),
    "an arrow, application mode": (b"\x1bOB", "down"),
    "an arrow with Control": (b"\x1b[1;5A", "ctrl+up"),
    "page down": (b"\x1b[6~", "pagedown"),
    "shift and tab": (b"\x1b[Z", "shift+tab"),
    "a function key": (b"\x1bOP", "f1"),
    "a function key, Linux console": (b"\x1b[[A", "f1"),
    "a function key, numbered": (b"\x1b[15~", "f5"),
    "Alt and a letter": (b"\x1bx", "alt+x"),
    "Alt and a capital": (b"\x1bX" + b"\r", "enter"),
    "kitty: a letter": (b"\x1b[97;1;97u", "a"),
    "kitty: Control and a letter": (b"\x1b[97;5u", "ctrl+a"),
    "kitty: escape": (b"\x1b[27u", "escape"),
    "kitty: a key that is pressed, with its event": (b"\x1b[97;1:1;97u", "a"),
    "kitty: a key with its alternate": (b"\x1b[97:65;2;65u", "A"),
    "keypad plus": (b"\x1b[57413u", "plus"),
    "keypad plus with its text": (b"\x1b[57413;1;43u", "plus"),
    "keypad minus with num lock": (b"\x1b[57412;129u", "minus"),
    "keypad slash": (b"\x1b[57410u", "slash"),
    "keypad star": (b"\x1b[57411u", "asterisk"),
    "keypad full stop": (b"\x1b[57409u", "full_stop"),
    "keypad comma": (b"\x1b[57416u", "comma"),
    "keypad equals": (b"\x1b[57415u", "equals_sign"),
    "keypad 7": (b"\x1b[57406u", "7"),
    "keypad enter": (b"\x1b[57414u", "enter"),
    "keypad plus with Control": (b"\x1b[57413;5u", "ctrl+plus"),
    "keypad arrow": (b"\x1b[57419u", "up"),
    "keypad plus, application mode": (b"\x1bOk", "plus"),
    "keypad 5, application mode": (b"\x1bOu", "5"),
    "keypad enter, application mode": (b"\x1bOM", "enter"),
}
"""Bytes, and the one key that they are, however they are cut."""

SILENT = {
    "OSC 10, closed by BEL": b"\x1b]10;rgb:ffff/ffff/ffff\x07",
    "OSC 11, closed by ST": b"\x1b]11;rgb:1717/1c1c/2222\x1b\\",
    "OSC 52": b"\x1b]52;c;cXVpdA==\x07",
    "OSC in eight bits": b"\x9d11;rgb:0/0/0\x1b\\",
    "a title that was asked for": b"\x1b]lq2q\x1b\\",
    "DA1": b"\x1b[?64;1;2;6;22c",
    "DA2": b"\x1b[>41;354;0c",
    "DA3": b"\x1bP!|00000000\x1b\\",
    "XTVERSION": b"\x1bP>|q 2 kitty(0.32)\x1b\\",
    "DECRQSS": b"\x1bP1$r0m\x1b\\",
    "XTGETTCAP": b"\x1bP1+r524742=38\x1b\\",
    "kitty flags": b"\x1b[?25u",
    "the colour scheme": b"\x1b[?997;1n",
    "status": b"\x1b[0n",
    "a mode nobody asked for": b"\x1b[?1004;1$y",
    "the size in pixels": b"\x1b[4;600;800t",
    "kitty graphics": b"\x1b_Gi=31;OK\x1b\\",
    "a private message": b"\x1b^q\x1b\\",
    "a string of strings": b"\x1bXq2\x1b\\",
    "an unknown function key": b"\x1b[99~",
    "a key without a name": b"\x1b[57999u",
    "a key that is let go": b"\x1b[97;1:3u",
    "a code past the last": b"\x1b[99999999u",
    "a text past the last": b"\x1b[57999;1;99999999u",
    "half of a pair": b"\x1b[55296u",
    "modifiers without end": b"\x1b[97;99999u",
    "four parameters": b"\x1b[97;1;97;97u",
    "an intermediate byte": b"\x1b[1 q",
    "CSI in eight bits": b"\x9b?64;1c",
    "an old mouse": b"\x1b[M !!",
    "an old mouse past column 95": b"\x1b[M \xa1\xf0",
    "an old mouse in decimals": b"\x1b[32;10;10M",
    "mouse button 8": b"\x1b[<128;5;5M",
    "mouse button 11": b"\x1b[<131;5;5m",
    "a screen without columns": b"\x1b[48;24;0;10;10t",
    "a screen without end": b"\x1b[48;99999;99999;10;10t",
    "an end without a paste": b"\x1b[201~",
    "SS3 and nothing known": b"\x1bO~",
    "one byte of Latin-1": b"\xe9",
    "a control of eight bits": "\x85".encode(),
    "bytes that never are text": b"\xff\xfe\xc0\xaf",
    "a string that is cut off by another": b"\x1b]11;rg\x1b]11;rgb:0/0/0\x07",
}
"""Bytes that are no keys, however they are cut."""


def read(*packets: bytes, pause: float = 0.0, rest: float = 10.0) -> list[Message]:
    """What packets come to, with so many seconds between them and after the last."""
    now = [0.0]
    reader = InputReader(PATIENCE, lambda: now[0])
    found: list[Message] = []
    for packet in packets:
        found += reader.messages(packet)
        for step in (0.0, pause / 2, pause / 2):
            now[0] += step
            found += reader.messages(b"")
    now[0] += rest
    found += reader.messages(b"")
    return found


def names(found: Sequence[Message]) -> list[str]:
    """The keys among messages."""
    return [one.key for one in found if isinstance(one, events.Key)]


def cuts(data: bytes) -> Iterator[tuple[bytes, ...]]:
    """A text whole, cut in two at every place, and byte by byte."""
    yield (data,)
    yield from ((data[:at], data[at:]) for at in range(1, len(data)))
    yield tuple(bytes((one,)) for one in data)


@pytest.mark.parametrize(("data", "key"), KEYS.values(), ids=KEYS)
def test_a_key_is_itself_however_it_is_cut(data: bytes, key: str) -> None:
    for packets in cuts(data):
        assert names(read(*packets, pause=0.05)) == [key], packets


@pytest.mark.parametrize("data", SILENT.values(), ids=SILENT)
def test_what_is_no_key_is_silent_however_it_is_cut_and_the_next_key_is_heard(data: bytes) -> None:
    for packets in cuts(data):
        found = read(*packets, b"j", pause=0.05)
        assert names(found) == ["j"], packets
        assert not [one for one in found if isinstance(one, events.MouseEvent | events.Paste)]


@pytest.mark.parametrize("data", SILENT.values(), ids=SILENT)
def test_what_is_no_key_is_silent_after_a_pause_in_it(data: bytes) -> None:
    # After ESC alone is a key until more comes: that cut has a test of its own.
    for at in range(2, len(data)):
        assert names(read(data[:at], data[at:], b"j", pause=0.8)) == ["j"], at


@pytest.mark.parametrize("typed", [b"+", b"4", b"/"])
def test_a_character_of_the_keypad_can_be_typed(typed: bytes) -> None:
    code = 57_399 + "0123456789./*-+".index(typed.decode())
    (key,) = read(f"\x1b[{code}u".encode())
    assert isinstance(key, events.Key)
    assert key.character == typed.decode()


def test_what_the_toolkit_needs_still_comes() -> None:
    reports = b"\x1b[I\x1b[O\x1b[3;5R\x1b[?2026;2$y\x1b[<0;4;5M\x1b[<0;4;5m\x1b[<64;4;5M"
    kinds = [type(one).__name__ for one in read(reports)]
    assert kinds == [
        "AppFocus",
        "AppBlur",
        "CursorPosition",
        "TerminalSupportsSynchronizedOutput",
        "MouseDown",
        "MouseUp",
        "MouseScrollUp",
    ]


def test_escape_is_a_key_once_nothing_follows_and_two_are_two() -> None:
    assert names(read(b"\x1b")) == ["escape"]
    assert names(read(b"\x1b\x1b")) == ["escape", "escape"]
    assert names(read(b"\x1b\x1b[A")) == ["escape", "up"]
    assert names(read(b"\x1b\r")) == ["escape", "enter"]


def test_escape_does_not_wait_longer_than_it_is_told_to() -> None:
    now = [0.0]
    reader = InputReader(Patience(0.35), lambda: now[0])
    assert reader.messages(b"\x1b") == []
    now[0] = 0.3
    assert reader.messages(b"") == []
    now[0] = 0.36
    assert names(reader.messages(b"")) == ["escape"]


@pytest.mark.parametrize(
    ("tail", "keys"),
    [
        (b"[B", ["down"]),
        (b"[1;5A", ["ctrl+up"]),
        (b"OP", ["f1"]),
        (b"]11;rgb:0/0/0\x1b\\", []),
        (b"P>|term\x1b\\", []),
        (b"[?64;1;2c", []),
    ],
)
def test_the_rest_of_a_sequence_takes_its_escape_back(tail: bytes, keys: list[str]) -> None:
    found = read(b"\x1b", tail, pause=0.25)
    assert names(found) == ["escape", *keys]
    assert [isinstance(one, EscapeWasNone) for one in found[:2]] == [False, True]


@pytest.mark.parametrize("typed", [b"[", b"[]", b"[j", b"O", b"P", b"]", b"Ox"])
def test_keys_after_a_true_escape_are_keys(typed: bytes) -> None:
    found = read(b"\x1b", *(bytes((one,)) for one in typed), pause=0.25)
    assert len(names(found)) == 1 + len(typed)
    assert not [one for one in found if isinstance(one, EscapeWasNone)]


def test_a_paste_is_one_text_and_what_is_no_text_in_it_is_replaced() -> None:
    for packets in cuts(b"\x1b[200~Knee \xe9, q\r2\x1b[31m\x00\x1b[201~j"):
        found = read(*packets, pause=0.05)
        assert [one.text for one in found if isinstance(one, events.Paste)] == [
            "Knee \ufffd, q\r2[31m"
        ]
        assert names(found) == ["j"]


def test_a_paste_whose_end_is_lost_ends_and_keys_are_heard_again() -> None:
    found = read(b"\x1b[200~some text", b"j", b"k", pause=1.5)
    assert [one.text for one in found if isinstance(one, events.Paste)] == ["some text"]
    assert names(found) == ["j", "k"]


def test_the_rest_of_a_paste_that_stood_still_acts_as_no_key() -> None:
    rest = b"q2" * 40
    for packets in ((rest, b"q\x1b[201~"), (rest + b"\x1b[201~",), (b"q2\x1b[201~",)):
        found = read(b"\x1b[200~some", *packets, b"j", pause=1.5)
        assert names(found) == ["j"]


@pytest.mark.parametrize(
    "opened", [b"\x1b[", b"\x1b[1;", b"\x1bO", b"\x1b]11;", b"\x1bP>|", b"\x1b_G"]
)
def test_a_sequence_whose_end_is_lost_does_not_leave_the_app_deaf(opened: bytes) -> None:
    assert names(read(opened, b"j", pause=2.5)) == ["j"]
    typing = [b"x"] * 40
    assert names(read(opened, *typing, pause=0.3))[-1:] == ["x"], "typing goes on all the time"
    assert names(read(opened, b"\x1b[106u")) == ["j"], "a key that is a sequence ends it at once"


def whole_text(packets: Sequence[bytes]) -> list[str]:
    """All that came of packets, in words that can be compared."""
    return [
        f"{type(one).__name__} {getattr(one, 'key', getattr(one, 'text', ''))}"
        for one in read(*packets)
    ]


def random_terminal(chance: random.Random) -> bytes:
    """Keys, replies, pieces of either, and noise."""
    parts = [data for data, _ in KEYS.values()] + list(SILENT.values())
    match chance.randrange(4):
        case 0:
            return chance.choice(parts)
        case 1:
            part = chance.choice(parts)
            return part[: chance.randrange(len(part) + 1)]
        case 2:
            return b"\x1b[200~" + chance.choice(parts)[1:] + b"\x1b[201~"
        case _:
            return chance.randbytes(chance.randrange(6))


def test_a_random_terminal_comes_to_the_same_however_it_is_cut_and_never_leaves_it_deaf() -> None:
    chance = random.Random(SEED)
    for _ in range(400):
        data = b"".join(random_terminal(chance) for _ in range(12))
        pieces, at = [], 0
        while at < len(data):
            size = chance.randrange(1, 9)
            pieces.append(data[at : at + size])
            at += size
        assert whole_text(pieces) == whole_text([data]), data
        assert names(read(data, b"j", pause=10.0))[-1:] == ["j"], data


def test_over_a_network_escape_waits_longer_and_escdelay_holds_everywhere() -> None:
    streams = Streams(reads=True, draws=True)
    here = examine({"TERM": "xterm"}, streams).escape_delay
    there = examine({"TERM": "xterm", "SSH_TTY": "/dev/pts/1"}, streams).escape_delay
    assert here < 0.25 < there < 0.5
    for value, seconds in (
        ("25", 0.025),
        ("1000", 1.0),
        ("", there),
        ("soon", there),
        ("9" * 9, there),
    ):
        environment = {"TERM": "xterm", "SSH_TTY": "/dev/pts/1", "ESCDELAY": value}
        assert examine(environment, streams).escape_delay == seconds


def test_the_reader_reads_until_the_end_is_asked_for_or_the_terminal_is_gone() -> None:
    outer, inner = os.pipe()
    ended, found = Event(), []

    def take(message: Message) -> None:
        found.append(message)
        if names(found) == ["a", "b"]:
            ended.set()

    os.write(inner, b"a\xe9b")
    InputReader(PATIENCE, perf_counter).run(outer, ended, take)
    assert names(found) == ["a", "b"]
    os.close(inner)
    InputReader(PATIENCE, perf_counter).run(outer, Event(), take)  # comes back by itself
    os.close(outer)
