"""Doses: how much of an exercise, as values and as the text that people type and files hold.

The grammar, in its canonical forms::

    10 reps              10-12 reps x 3        15 each side
    10 each way each side                      5 each side, alternating
    30 s                 30-60 s each side     3 x 10 s each side, alternating
    30 s moving          30 s moving each side
    8 breaths            2 x 7-8 breaths

``parse_dose`` also accepts common other spellings (``3×10 sec per side``, ``1:30 min``). ``str(dose)`` is
always canonical, and parsing it gives an equal dose.
"""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from loosen.domain.body import Sides
from loosen.domain.pace import Pace
from loosen.domain.value import Form, Parse, Value, written

LONGEST_SECONDS = 3_600
MOST_COUNT = 500
MOST_SETS = 20


@written
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Inclusive range of whole numbers, ``10-12``; ``10`` where both ends are equal."""

    low: int
    high: int

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


def exactly(number: int) -> Span:
    """Return the span whose ends are both ``number``."""
    return Span(number, number)


class Reps(Value):
    """Number of repetitions. With ``each_way`` it is per direction, so that twice as many are done."""

    count: Span
    each_way: bool = False


class Hold(Value):
    """Seconds of holding the end position."""

    seconds: Span


class Timed(Value):
    """Seconds of continuous movement."""

    seconds: Span


class Breaths(Value):
    """Number of slow breaths, which set the time."""

    count: Span


Amount = Reps | Hold | Timed | Breaths
ONE = Span(1, 1)


@written
@dataclass(frozen=True, slots=True)
class Dose:
    """Amount, number of sets, and how the work is divided between the sides.

    With ``Sides.EACH`` and ``Sides.ALTERNATING`` the amount is per side.
    """

    amount: Amount
    sets: Span = ONE
    sides: Sides = Sides.NONE

    @property
    def each_way(self) -> bool:
        """Whether its repetitions are counted once per direction."""
        return isinstance(self.amount, Reps) and self.amount.each_way

    def copy_with(
        self, *, amount: Amount | None = None, sets: Span | None = None, sides: Sides | None = None
    ) -> "Dose":
        """Return a copy with other parts."""
        return Dose(amount or self.amount, sets or self.sets, sides or self.sides)

    def __str__(self) -> str:
        tail = ", alternating" if self.sides is Sides.ALTERNATING else ""
        if isinstance(self.amount, Reps):
            sets = "" if self.sets == ONE else f" x {self.sets}"
            return f"{self._amount_text()}{sets}{tail}"
        sets = "" if self.sets == ONE else f"{self.sets} x "
        return f"{sets}{self._amount_text()}{tail}"

    def _amount_text(self) -> str:
        side = "" if self.sides is Sides.NONE else " each side"
        match self.amount:
            case Reps(count, each_way):
                unit = " each way" if each_way else "" if side else " reps"
                return f"{count}{unit}{side}"
            case Hold(seconds):
                return f"{seconds} s{side}"
            case Timed(seconds):
                return f"{seconds} s moving{side}"
            case Breaths(count):
                return f"{count} breaths{side}"
            case _:
                assert_never(self.amount)


def parse_span(value: object, least: int, most: int) -> Span:
    """Parse a number, or two with a dash, as an inclusive range within ``least`` to ``most``.

    Raises:
        ValueError: for any other value; the message says what to write.
    """
    if isinstance(value, Span):
        return value
    ends = [end.strip() for end in str(value).replace("–", "-").split("-")]
    numeric = len(ends) <= 2 and all(end.isascii() and end.isdecimal() for end in ends)
    if not numeric or not least <= int(ends[0][:9]) <= int(ends[-1][:9]) <= most:
        example = f", or a range such as “{least}-{most}”" if most > least else ""
        raise ValueError(f"“{value}” will not do; write a number from {least} to {most}{example}")
    return Span(int(ends[0]), int(ends[-1]))


class Work(Value):
    """Length of one set: on one side, or on both where they alternate.

    ``beats`` is the number of repetitions or breaths in it, 0 for holds and timed movement;
    ``beat_seconds`` is the length of one.
    """

    seconds: int
    beats: int = 0
    beat_seconds: float = 0.0


def work_of(dose: Dose, seconds_per_rep: float | None, pace: Pace) -> Work:
    """Return the work of one set of a dose on one side, at the low end of its range.

    For alternating repetitions it covers both sides; for alternating holds it does not.
    """
    match dose.amount:
        case Hold(seconds) | Timed(seconds):
            return Work(seconds.low)
        case Breaths(count):
            beat = float(pace.seconds_per_breath)
            return Work(math.ceil(count.low * beat), count.low, beat)
        case Reps(count, each_way):
            beats = count.low * (2 if each_way else 1)
            if dose.sides is Sides.ALTERNATING:
                beats *= 2
            beat = seconds_per_rep or 4.0
            return Work(math.ceil(beats * beat), beats, beat)
        case _:
            assert_never(dose.amount)


class DoseError(ValueError):
    """Error for a text that is not a dose: the ``part`` that is wrong, and what to write ``instead``."""

    def __init__(self, part: str, wrong: str, instead: str) -> None:
        super().__init__(f"“{part}” {wrong}; write {instead}")
        self.part = part
        self.instead = instead


_NUMBER = r"(\d{1,6})(?!\d)(?:\s*-\s*(\d{1,6})(?!\d))?"
# Every word ends here: what follows a half-read word would be named as the part that is wrong. Only
# the x of the sets may follow without a space, as in “10 repsx 3”.
_END = r"(?=x|\b)"
_FORM = rf"""(?x)  # with spaces that are none of it
         (?:(?P<sets>{_NUMBER})\s*(?:x|sets?\s+of)\s*)?
         (?P<count>{_NUMBER})\s*
         (?:(?P<unit>reps?|repetitions?|times|steps|s|secs?|seconds?|m|mins?|minutes?|breaths?){_END})?
         (?P<moving>\s+moving{_END})?
         (?P<way>\s*(?:each|per)\s+(?:way|direction){_END})?
         (?P<side>\s*(?:(?:each|per|a|every)\s+|/\s*)(?:side|leg){_END})?
         (?:\s*x\s*(?P<after>{_NUMBER})(?:\s+sets?\b)?)?
         (?P<turns>\s*,?\s*alternat(?:ing|e|ely)\b)?"""
"""The grammar as a pattern, compiled when a text is read that is not in its canonical form."""
_EXAMPLES = "for example “10 reps x 3”, “30 s each side” or “8 breaths”"


def _normalize(text: str) -> str:
    folded = text.strip().lower().replace("×", "x").replace("–", "-").replace("—", "-")
    return re.sub(r"\s+", " ", folded).strip()


def _span(text: str, *, most: int, what: str) -> Span:
    ends = [int(end) for end in re.split(r"\s*-\s*", text)]
    low, high = ends[0], ends[-1]
    if low > high:
        raise DoseError(text, "runs downwards", f"the smaller number first: “{high}-{low}”")
    if low < 1 or high > most:
        raise DoseError(text, f"is outside 1 to {most} {what}", f"a number from 1 to {most}")
    return Span(low, high)


def _error_for(text: str) -> DoseError:
    """Return the error that names the first part of a text that no dose could have."""
    if not text:
        return DoseError(text, "is empty", _EXAMPLES)
    if not re.match(r"\d", text):
        return DoseError(
            text.split(maxsplit=1)[0], "is not where a dose begins", f"a number first, {_EXAMPLES}"
        )
    match = re.match(_FORM, text)
    rest = text[match.end() :].strip(" ,") if match else text
    return DoseError(rest or text, "is not understood", _EXAMPLES)


def _amount(match: re.Match[str]) -> Amount:
    unit = match["unit"] or ""
    moving, way = bool(match["moving"]), bool(match["way"])
    counted = unit == "" or unit.startswith(("rep", "time", "step"))
    if moving and (counted or unit.startswith("b")):
        raise DoseError("moving", "goes with seconds only", "for example “30 s moving”")
    if way and not counted:
        raise DoseError("each way", "goes with repetitions only", "for example “10 each way”")
    if counted:
        return Reps(_span(match["count"], most=MOST_COUNT, what="repetitions"), way)
    if unit.startswith("b"):
        return Breaths(_span(match["count"], most=MOST_COUNT, what="breaths"))
    if unit.startswith("m"):
        minutes = _span(match["count"], most=LONGEST_SECONDS // 60, what="minutes")
        seconds = Span(minutes.low * 60, minutes.high * 60)
    else:
        seconds = _span(match["count"], most=LONGEST_SECONDS, what="seconds")
    return Timed(seconds) if moving else Hold(seconds)


def parse_dose(text: str) -> Dose:
    """Parse the text of a dose.

    Raises:
        DoseError: for a text that is not a dose.
    """
    return _canonical(text) or _liberal(text)


_TAILS: dict[str, tuple[type[Amount], bool]] = {
    "reps": (Reps, False),
    "each way": (Reps, False),
    "each side": (Reps, True),
    "each way each side": (Reps, True),
    "s": (Hold, False),
    "s each side": (Hold, True),
    "s moving": (Timed, False),
    "s moving each side": (Timed, True),
    "breaths": (Breaths, False),
    "breaths each side": (Breaths, True),
}
"""What may follow the number in a canonical text: the kind of amount, and whether it is per side."""


@lru_cache(1_024)
def _canonical(text: str) -> Dose | None:
    """Return the dose of a text in its canonical form, as nearly all files have it; None for any other."""
    whole, turns, rest = text.partition(", alternating")
    first, x, last = whole.partition(" x ")
    amount, sets_text = (last, first) if last and " " in last else (first, last)
    number, _, tail = amount.partition(" ")
    kind, has_side = _TAILS.get(tail, (Reps, False))
    most = LONGEST_SECONDS if kind in (Hold, Timed) else MOST_COUNT
    count, sets = _plain_span(number, most), _plain_span(sets_text, MOST_SETS) if x else ONE
    if tail not in _TAILS or rest or not count or not sets or (turns and not has_side):
        return None
    sides = Sides.ALTERNATING if turns else Sides.EACH if has_side else Sides.NONE
    return Dose(Reps(count, "way" in tail) if kind is Reps else kind(count), sets, sides)


def _plain_span(text: str, most: int) -> Span | None:
    ends = text.split("-")
    if len(ends) > 2 or not all(end.isascii() and end.isdecimal() and len(end) < 5 for end in ends):
        return None
    low, high = int(ends[0]), int(ends[-1])
    return Span(low, high) if 1 <= low <= high <= most else None


def _liberal(text: str) -> Dose:
    # Its patterns take long to compile, and a canonical text needs none of them.
    from loosen.domain.durations import in_seconds

    normal = in_seconds(_normalize(text))
    match = re.fullmatch(_FORM, normal)
    if match is None:
        raise _error_for(normal)
    if not any(match[name] for name in ("unit", "way", "side")):
        raise DoseError(
            match["count"], "has no unit", f"“{match['count']} reps” or “{match['count']} s”"
        )
    if match["sets"] and match["after"]:
        raise DoseError(f"x {match['after']}", "gives the sets a second time", "the sets once")
    if match["turns"] and not match["side"]:
        raise DoseError("alternating", "needs a side", "for example “5 each side, alternating”")
    sets = match["sets"] or match["after"]
    sides = Sides.ALTERNATING if match["turns"] else Sides.EACH if match["side"] else Sides.NONE
    return Dose(_amount(match), _span(sets, most=MOST_SETS, what="sets") if sets else ONE, sides)


def _dose(value: object) -> object:
    match value:
        case Dose():
            return value
        case str():
            return parse_dose(value)
        case _:
            # A table would become a Dose too, past the limits that reading a text keeps.
            raise ValueError("is not a text; write one, for example “30 s each side”")


def _choice_count(value: object) -> object:
    return parse_span(value, 1, 99)


DoseText = Form[Dose, Parse(_dose)]
"""Field type: a dose, read from its text within the limits above and written as its canonical text."""
SpanText = Form[Span, Parse(_choice_count)]
"""Field type: a number from 1 to 99 or a range of them, such as ``3`` or ``"3-4"``."""
