"""Turns the bytes that a terminal sends into whole keys, pastes and reports, before the toolkit parses them.

A terminal answers questions, reports its mouse and names keys in escape sequences, on the line on which the
person types. A sequence is taken whole, by its grammar (ECMA-48: CSI, SS3, and the strings OSC, DCS, APC, PM
and SOS), however a link cuts it. What the toolkit knows is handed on, what it does not know is swallowed:
neither its letters nor its Escape ever act as keys.

The state machine is pure: bytes and the instant of their arrival go in, tokens come out.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from loosen.tui.terminal.keypad import KEYPAD_CODES, KEYPAD_FINALS

ESC = 0x1B
PASTE_BEGINS, PASTE_ENDS = b"\x1b[200~", b"\x1b[201~"
STRINGS = b"]P_^X"
"""What opens a string after ESC: OSC, DCS, APC, PM, SOS."""
EIGHT_BIT = frozenset({0x8F, 0x90, 0x9B, 0x9D, 0x9F})
"""SS3, DCS, CSI, OSC and APC in one byte; ESC and this minus 0x40 in two."""
LONGEST_CSI, LONGEST_STRING = 256, 8_192
"""Bytes of a sequence; a longer one is no sequence, and is let go of."""
PASTED_AGAIN = 32
"""Bytes in one packet that nobody types: the rest of a paste that was thought to be over."""
LARGEST_SIDE = 2_000
"""Columns or rows of a screen that are believed."""
LATE = 2.0
"""Seconds after an Escape in which the rest of a cut sequence may still come."""
CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)])

SGR_MOUSE = re.compile(r"\x1b\[<(\d{1,4});-?\d{1,6};-?\d{1,6}[Mm]")
REPORT = re.compile(r"\x1b\[(?:I|O|\d{1,5};\d{1,5}R|\?(?:2026|2048);\d\$y)")
"""Focus gained and lost, the cursor's place, and whether two modes are known."""
SIZE = re.compile(r"\x1b\[48((?:;\d{1,6}(?::[\d:]*)?){4})t")
KEY = re.compile(r"\x1b\[([\d:;]*)([A-HPQRSZu~])")
TAIL = re.compile(rb"\[|O[\dA-DHFP-S]|\][\dlL]|P[\d>!$]|_G")
"""How the rest of a sequence begins whose ESC has come before; mostly in one packet, unlike typed keys."""
EXTRA_BUTTON = 128
"""Set in the number of mouse buttons 8 to 11."""


@dataclass(frozen=True)
class Text:
    """Characters, and sequences that the toolkit knows, each whole."""

    text: str


@dataclass(frozen=True)
class Paste:
    """A pasted text, without control characters but tab and the ends of lines."""

    text: str


@dataclass(frozen=True)
class Escape:
    """The Escape key."""


@dataclass(frozen=True)
class EscapeTakenBack:
    """The last Escape was no key: it began a sequence whose rest has come only now."""


Token = Text | Paste | Escape | EscapeTakenBack


@dataclass(frozen=True)
class Patience:
    """Seconds to wait for the next byte: after ESC, within a sequence, and within a paste."""

    escape: float = 0.1
    sequence: float = 2.0
    paste: float = 1.0

    @classmethod
    def of(cls, escape: float, *, remote: bool) -> "Patience":
        """Return the patience for a link: one over a network may stand still for seconds."""
        return cls(escape, 4.0, 3.0) if remote else cls(escape)


class ScanState(Enum):
    """What the next byte belongs to."""

    GROUND = auto()
    ESCAPE = auto()
    CSI = auto()
    SS3 = auto()
    OLD_MOUSE = auto()
    STRING = auto()
    STRING_ESCAPE = auto()
    PASTE = auto()


class InputFilter:
    """Splits what a terminal sends. ``knows`` tells whether the toolkit has a key for a whole sequence."""

    def __init__(self, knows: Callable[[str], bool], patience: Patience | None = None) -> None:
        self._knows = knows
        self._patience = patience or Patience()
        self._state = ScanState.GROUND
        self._sequence = bytearray()
        self._size = 0
        self._tokens: list[Token] = []
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._since = 0.0
        self._opened = 0.0
        self._now = 0.0
        self._late = False
        self._escaped_at: float | None = None
        self._paste_left_at: float | None = None
        self._handlers: dict[ScanState, Callable[[int], None]] = {
            ScanState.GROUND: self._ground,
            ScanState.ESCAPE: self._escape,
            ScanState.CSI: self._csi,
            ScanState.SS3: self._ss3,
            ScanState.OLD_MOUSE: self._old_mouse,
            ScanState.STRING: self._string,
            ScanState.STRING_ESCAPE: self._string_escape,
        }

    @property
    def deadline(self) -> float | None:
        """The instant at which ``tick`` has something to do; None while nothing is open."""
        match self._state:
            case ScanState.GROUND:
                return None
            case ScanState.ESCAPE:
                return self._since + self._patience.escape
            case ScanState.PASTE:
                return self._since + self._patience.paste
            case ScanState.CSI if self._late and len(self._sequence) == 2:
                return self._since + self._patience.escape
            case ScanState.STRING | ScanState.STRING_ESCAPE:
                whole = self._opened + 2 * self._patience.sequence
                return min(whole, self._since + self._patience.sequence)
            case _:
                return self._since + self._patience.sequence

    def tick(self, now: float) -> list[Token]:
        """Return the tokens of an open sequence that has waited long enough."""
        self._now = now
        deadline = self.deadline
        if deadline is not None and now >= deadline:
            self._give_up()
        return self._taken()

    def feed(self, data: bytes, now: float) -> list[Token]:
        """Return the tokens of some bytes that came at ``now``, in seconds."""
        before = self.tick(now)
        if data:
            self._begin_packet(data)
            self._since = now
            self._run(data)
        return before + self._taken()

    def _taken(self) -> list[Token]:
        """The tokens so far, neighbouring texts as one."""
        tokens, self._tokens = self._tokens, []
        return [*_joined(tokens)]

    # Packets

    def _begin_packet(self, data: bytes) -> None:
        """Take up what was given up too early: a paste, or a sequence after its Escape."""
        if self._state is not ScanState.GROUND:
            return
        left, self._paste_left_at = self._paste_left_at, None
        if left is not None and self._now - left < 5 * self._patience.paste:
            if PASTE_ENDS in data or (len(data) >= PASTED_AGAIN and ESC not in data):
                self._state = ScanState.PASTE
                return
            self._paste_left_at = left
        escaped, self._escaped_at = self._escaped_at, None
        if escaped is not None and self._now - escaped < LATE and TAIL.match(data):
            self._state, self._late = ScanState.ESCAPE, True
            self._open(b"\x1b")

    def _run(self, data: bytes) -> None:
        at = 0
        while at < len(data):
            if self._state is ScanState.PASTE:
                at = self._paste(data, at)
            else:
                self._handlers[self._state](data[at])
                at += 1

    def _open(self, begin: bytes) -> None:
        self._sequence = bytearray(begin)
        self._size, self._opened = len(begin), self._now

    def _drop(self) -> None:
        """Back to the ground; what was open is swallowed."""
        self._state, self._late = ScanState.GROUND, False
        self._sequence.clear()

    def _abort(self, byte: int) -> None:
        """Drop the open sequence, to which this byte does not belong, and begin anew with it."""
        late, held = self._late, bytes(self._sequence[1:])
        self._drop()
        if late:
            self._say(held.decode("ascii", "ignore"))
        self._ground(byte)

    def _give_up(self) -> None:
        """End what is open: nothing more has come."""
        state, late, held = self._state, self._late, bytes(self._sequence[1:])
        if state is ScanState.PASTE:
            self._end_paste(bytes(self._sequence))
            self._paste_left_at = self._now
            return
        self._drop()
        if late:
            self._say(held.decode("ascii", "ignore"))
        elif state is ScanState.ESCAPE:
            self._tokens.append(Escape())
            self._escaped_at = self._now

    def _say(self, text: str) -> None:
        if text:
            self._tokens.append(Text(text))

    # States

    def _ground(self, byte: int) -> None:
        pending = self._decoder.getstate()[0]
        if byte == ESC:
            self._decoder.reset()
            self._state = ScanState.ESCAPE
            self._open(b"\x1b")
        elif byte in EIGHT_BIT and not pending:
            self._state = ScanState.ESCAPE
            self._open(b"\x1b")
            self._escape(byte - 0x40)
        else:
            self._say(_typed(self._decoder.decode(bytes((byte,)))))

    def _escape(self, byte: int) -> None:
        self._sequence.append(byte)
        if byte == ord("["):
            self._state = ScanState.CSI
        elif byte == ord("O"):
            self._state = ScanState.SS3
        elif byte in STRINGS:
            self._state = ScanState.STRING
        else:
            self._alt(byte)

    def _alt(self, byte: int) -> None:
        """A character after ESC: a key with Alt, as terminals of old say it; or two keys in one packet."""
        known = self._with_alt(byte)
        self._drop()
        if known is not None:
            self._say(known)
        else:
            self._tokens.append(Escape())
            self._ground(byte)

    def _with_alt(self, byte: int) -> str | None:
        plain = f"\x1b{chr(byte)}"
        if byte < 0x80 and byte != ESC and self._knows(plain):
            return plain
        if not 0x20 < byte < 0x7F:
            return None
        letter = chr(byte)
        spelled = f"\x1b[{ord(letter.lower())};{4 if letter.isupper() else 3}u"
        return spelled if self._knows(spelled) else ""

    def _csi(self, byte: int) -> None:
        if not 0x20 <= byte <= 0x7E:
            self._abort(byte)
            return
        self._sequence.append(byte)
        if byte == ord("[") and len(self._sequence) == 3:
            return  # the function keys of the Linux console: ESC [ [ A
        if byte == ord("M") and len(self._sequence) == 3:
            self._state = ScanState.OLD_MOUSE
        elif byte >= 0x40:
            self._complete()
        elif len(self._sequence) > LONGEST_CSI:
            self._drop()

    def _ss3(self, byte: int) -> None:
        if not (0x30 <= byte <= 0x3B or 0x40 <= byte <= 0x7E):
            self._abort(byte)
            return
        self._sequence.append(byte)
        if byte >= 0x40:
            self._complete()
        elif len(self._sequence) > LONGEST_CSI:
            self._drop()

    def _old_mouse(self, byte: int) -> None:
        """Three bytes of any value from 32 on: past column 95 they are no text."""
        if byte < 0x20:
            self._abort(byte)
            return
        self._sequence.append(byte)
        if len(self._sequence) == 6:
            self._complete()

    def _string(self, byte: int) -> None:
        self._size += 1
        osc, first = self._sequence[1] == ord("]"), len(self._sequence) == 2
        if byte == ESC:
            self._state = ScanState.STRING_ESCAPE
        elif osc and byte == 0x07:
            self._complete()
        elif byte < 0x20 or byte == 0x7F or (first and osc and chr(byte) not in "0123456789lL"):
            self._abort(byte)
        elif first:
            self._sequence.append(byte)  # no more of it is needed
        elif self._size > LONGEST_STRING:
            self._drop()

    def _string_escape(self, byte: int) -> None:
        if byte == ord("\\"):
            self._complete()
            return
        self._drop()  # it was never closed, and the next one begins
        self._state = ScanState.ESCAPE
        self._open(b"\x1b")
        self._handlers[ScanState.ESCAPE](byte)

    def _complete(self) -> None:
        """Emit a sequence that is whole."""
        sequence, late, state = bytes(self._sequence), self._late, self._state
        self._drop()
        swallowed = state not in (ScanState.CSI, ScanState.SS3)
        meaning = "" if swallowed else self._meaning(sequence.decode("ascii"))
        if late and not swallowed and not meaning and len(sequence) < 4:
            self._say(sequence[1:].decode("ascii"))  # two keys, typed after a true Escape
            return
        if late:
            self._tokens.append(EscapeTakenBack())
        if sequence == PASTE_BEGINS:
            self._state = ScanState.PASTE
        self._say(meaning)

    # Pastes

    def _paste(self, data: bytes, at: int) -> int:
        """Collect a paste as far as the packet goes; return where it ends there."""
        held = len(self._sequence)
        self._sequence += data[at:]
        end = self._sequence.find(PASTE_ENDS, max(0, held - len(PASTE_ENDS)))
        if end < 0:
            return len(data)
        self._end_paste(bytes(self._sequence[:end]))
        return at + end + len(PASTE_ENDS) - held

    def _end_paste(self, pasted: bytes) -> None:
        self._drop()
        text = pasted.decode("utf-8", "replace").translate(CONTROLS)
        if text:
            self._tokens.append(Paste(text))

    # Meanings

    def _meaning(self, sequence: str) -> str:
        """Return what the toolkit is given for a whole sequence; empty to swallow it."""
        if REPORT.fullmatch(sequence):
            return sequence
        if sequence.startswith("\x1bO"):
            return KEYPAD_FINALS.get(sequence[2:]) or self._if_known(sequence)
        if mouse := SGR_MOUSE.fullmatch(sequence):
            return "" if int(mouse[1]) & EXTRA_BUTTON else sequence
        if size := SIZE.fullmatch(sequence):
            return _size(size[1])
        key = KEY.fullmatch(sequence)
        return self._key(sequence, key[1], key[2]) if key else self._if_known(sequence)

    def _if_known(self, sequence: str) -> str:
        return sequence if self._knows(sequence) else ""

    def _key(self, sequence: str, parameters: str, final: str) -> str:
        """A key as the toolkit takes it: code, modifiers and text, each in bounds."""
        if not parameters:
            return self._if_known(sequence)
        code, modifiers, typed = _key_parts(parameters)
        if code is None:
            return ""
        if final == "u" and code in KEYPAD_CODES:
            return self._keypad(KEYPAD_CODES[code], modifiers)
        text = f";{':'.join(str(ord(one)) for one in typed)}" if typed else ""
        held = f";{modifiers}" if modifiers > 1 or text else ""
        spelled = f"\x1b[{code}{held}{text}{final}"
        return spelled if self._knows(spelled) else self._if_known(sequence)

    def _keypad(self, character: str, modifiers: int) -> str:
        """A key of the keypad: its character; with Control and the like, that key of the main part."""
        bits = max(modifiers, 1) - 1
        others = bits & 0b111110
        return self._if_known(f"\x1b[{ord(character)};{others + 1}u") if others else character


def _joined(tokens: list[Token]) -> Iterator[Token]:
    text = ""
    for token in tokens:
        if isinstance(token, Text):
            text += token.text
            continue
        if text:
            yield Text(text)
        text = ""
        yield token
    if text:
        yield Text(text)


def _typed(text: str) -> str:
    """Decoded characters without what was no text, and without controls of eight bits."""
    return "".join(one for one in text if one != "\ufffd" and not "\x80" <= one <= "\x9f")


def _size(parameters: str) -> str:
    """A report of the screen's size in cells and pixels; empty where it cannot be one."""
    rows, columns, *pixels = (int(one.partition(":")[0]) for one in parameters[1:].split(";"))
    cells = 0 < rows <= LARGEST_SIDE and 0 < columns <= LARGEST_SIDE
    return f"\x1b[48;{rows};{columns};{pixels[0]};{pixels[1]}t" if cells else ""


def _key_parts(parameters: str) -> tuple[int | None, int, str]:
    """Code, modifiers and text of a key; no code where it is let go, or is none."""
    code, held, text, *more = [*parameters.split(";"), "", "", ""]
    number = _number(code.partition(":")[0], 1)
    modifiers, _, event = held.partition(":")
    bits = _number(modifiers, 0)
    if number is None or bits is None or bits > 256 or event == "3" or any(more):
        return None, 0, ""
    codes = [_number(one, 0) for one in text.split(":")] if text else []
    typed = "".join(chr(one) for one in codes if one is not None and _is_character(one))
    return number, bits, typed


def _number(digits: str, default: int) -> int | None:
    """At most seven digits as a number; None for more."""
    if not digits:
        return default
    return int(digits) if len(digits) <= 7 else None


def _is_character(code: int) -> bool:
    return code < 0x110000 and chr(code).isprintable()
