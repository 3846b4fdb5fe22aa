"""Durations written in more than one number: ``1:30 min``, ``1 min 30``, ``0.5 min``, ``1½ min``.

They are rewritten in whole seconds before any grammar of amounts reads the text, so that no part of one is
taken for the whole. One that is no whole number of seconds is left as it is, to be reported as unread.
"""

import re
from collections.abc import Callable
from fractions import Fraction

_SIGNS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_WORDS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
_COUNT = rf"\d{{1,3}}|{'|'.join(_WORDS)}"
_MINUTES = r"(?:mins?|minutes?)\b\.?"
_M = r"(?:m|mins?|minutes?)\b\.?"
_S = r"(?:(?:s|secs?|seconds?)\b\.?|\"|'')"
_COUNTED = r"x|times|reps?|repetitions|sets?|rounds?|breaths?|steps|circles|%|°|/|[.,:]?\d"
_NOT_WITHIN = r"(?:(?<![\w.,:/½¼¾])|(?<=\dx))"
_FORMS = (
    # 1:30, 1:30 min, :45
    rf"(?P<colon>\d{{0,3}}:[0-5]\d)(?![\d:]|\.\d)(?P<unit>\s*{_M})?(?!\s*[ap]\.?m\b)",
    # 1 min 30 s, 1 min and 30 s, 1'30", 1m30s
    rf"(?P<m>\d{{1,3}})\s*(?:m|mins?\b\.?|minutes?\b|'(?!'))\s*(?:,|and\b|&)?\s*(?P<s>\d{{1,2}})\s*{_S}",
    # 1 min 30, 1m30, 1'30
    (
        rf"(?P<m2>\d{{1,3}})(?:\s*(?:mins?\b\.?|minutes?\b)\s*|m|')(?P<s2>[0-5]\d)(?!\w)(?!\s*(?:{_COUNTED}))"
        r"(?!\s*(?:-|to\b|or\b)\s*\d+(?!\d*\s*(?:m|')))"
    ),
    # 1.5 min, .5 min, 2,5 min
    rf"(?P<decimal>\d{{0,3}}[.,]\d{{1,3}})\s*{_M}",
    # 1½ min, 1 1/2 min, half a minute
    rf"(?:(?P<whole>\d{{1,3}})\s*)?(?P<part>[½¼¾]|\b[1-3]/[2-4])\s*(?:of\s+)?(?:an?\s+)?{_M}",
    rf"(?P<half>half)\s+an?\s+{_MINUTES}",
    # one and a half minutes, a minute and a half
    rf"(?P<and_half>{_COUNT})\s+and\s+a\s+half\s+{_MINUTES}",
    rf"(?P<half_more>{_COUNT})\s+{_MINUTES}\s+and\s+a\s+half\b",
)
_ONE = re.compile("|".join(f"(?:{_NOT_WITHIN}{form})" for form in _FORMS))
_SIMPLE = re.compile(rf"{_NOT_WITHIN}(?P<count>\d{{1,4}})\s*(?:(?P<minutes>{_M})|{_S})")
_SHARED = re.compile(
    rf"{_NOT_WITHIN}(?P<low>\d{{0,3}}[.,]\d{{1,3}}|\d{{1,3}}|[½¼¾]|[1-3]/[2-4])"
    rf"(?P<to>\s*(?:-|\bto\b|\bor\b)\s*)(?P<high>\d{{0,3}}[.,]\d{{1,3}}|\d{{1,3}}|[½¼¾])\s*{_M}"
)
_TO = re.compile(r"\s*(?:-|to\b|or\b)\s*")
_TIED = re.compile(r"(?:\bx|\bhold(?:ing|s)?|\bfor|\bof|\brest(?:ing)?|[=:])\s*$|\dx\s*$")
_TIES = re.compile(r"\s*(?:x|holds?\b|each\b|per\b|/|a\s+side|rest\b)")


def in_seconds(text: str, *, alone: bool = True, keep_length: bool = False) -> str:
    """A text in small letters with every compound duration in whole seconds: ``90 s`` for ``1:30 min``.

    Without ``alone``, ``1:30`` without a unit counts only beside a word that makes it a duration: it
    may be the time of day. With ``keep_length`` every character stays at its place, which takes
    more or fewer spaces before the ``s``; what does not fit stays.
    """
    parts: list[str] = []
    at = 0
    while (found := _next(text, at, alone=alone)) is not None:
        start, end, seconds = found
        low, high = seconds
        span = f"{low}" if low == high else f"{low}-{high}"
        room = end - start - 1 if keep_length else len(span) + 1
        fits = len(span) <= room
        parts += [text[at:start], f"{span.ljust(room)}s" if fits else text[start:end]]
        at = end
    return "".join([*parts, text[at:]])


FoundDuration = tuple[int, int, tuple[int, int]]
"""Start, end, and the seconds from and to."""


def _next(text: str, at: int, *, alone: bool) -> FoundDuration | None:
    """The first compound duration from a place on, or a range with one at an end."""
    ways = (_shared(text, at), _ranged(text, at, alone=alone), _of_two_units(text, at))
    found = [one for one in ways if one]
    return min(found, key=lambda one: (one[0], -one[1]), default=None)


def _shared(text: str, at: int) -> FoundDuration | None:
    """A range with one unit and a part of a number in it: ``0.5-1 min``."""
    for match in _SHARED.finditer(text, at):
        low, high = _number(match["low"]), _number(match["high"])
        if match["low"].isdecimal() and match["high"].isdecimal():
            continue
        seconds = _whole(low * 60), _whole(high * 60)
        if seconds[0] is not None and seconds[1] is not None:
            return match.start(), match.end(), (seconds[0], seconds[1])
    return None


def _ranged(text: str, at: int, *, alone: bool) -> FoundDuration | None:
    """One duration, or two with a dash or “to” between them, at least one of them compound."""
    for match in _ONE.finditer(text, at):
        first = _seconds(match)
        if first is None:
            continue
        end, high = match.end(), first
        after = _TO.match(text, end)
        second = after and _any_at(text, after.end())
        if second:
            end, high = second
        if alone or _has_context(text, match.start(), end):
            return match.start(), end, (first, high)
    return None


def _of_two_units(text: str, at: int) -> FoundDuration | None:
    """A range whose ends have units of their own: ``30 s to 1 min``."""
    for match in _SIMPLE.finditer(text, at):
        after = _TO.match(text, match.end())
        second = after and _any_at(text, after.end())
        if second:
            return match.start(), second[0], (_simple(match), second[1])
    return None


def _any_at(text: str, at: int) -> tuple[int, int] | None:
    """The end and the seconds of a duration that begins here."""
    match = _ONE.match(text, at)
    seconds = _seconds(match) if match else None
    if match and seconds is not None:
        return match.end(), seconds
    match = _SIMPLE.match(text, at)
    return (match.end(), _simple(match)) if match else None


def _simple(match: re.Match[str]) -> int:
    return int(match["count"]) * (60 if match["minutes"] else 1)


def _has_context(text: str, start: int, end: int) -> bool:
    """Whether a duration has a unit, or a word beside it that makes it one."""
    if not re.fullmatch(r"[\d:\s-]*", text[start:end]):
        return True
    before = _TIED.search(text[:start])
    return before is not None or _TIES.match(text, end) is not None


def _seconds(match: re.Match[str]) -> int | None:
    """The seconds that a compound duration comes to; None where they are no whole number."""
    for group, read in _READ.items():
        if match[group] is not None:
            return _whole(read(match))
    return None


def _whole(seconds: Fraction) -> int | None:
    return int(seconds) if seconds.denominator == 1 else None


def _number(text: str) -> Fraction:
    return _SIGNS[text] if text in _SIGNS else Fraction(f"0{text.replace(',', '.')}")


def _minutes_and(minutes: str, seconds: str) -> Fraction:
    return Fraction(int(minutes or 0) * 60 + int(seconds))


def _counted(word: str) -> Fraction:
    return Fraction(_WORDS[word] if word in _WORDS else int(word))


_READ: dict[str, Callable[[re.Match[str]], Fraction]] = {
    "colon": lambda m: _minutes_and(*m["colon"].split(":")),
    "m": lambda m: _minutes_and(m["m"], m["s"]),
    "m2": lambda m: _minutes_and(m["m2"], m["s2"]),
    "decimal": lambda m: _number(m["decimal"]) * 60,
    "part": lambda m: (int(m["whole"] or 0) + _number(m["part"])) * 60,
    "half": lambda _: Fraction(30),
    "and_half": lambda m: _counted(m["and_half"]) * 60 + 30,
    "half_more": lambda m: _counted(m["half_more"]) * 60 + 30,
}
