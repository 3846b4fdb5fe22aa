"""Phrases of a line of a sheet that give an amount, sides or a frequency, with their places.

``amounts`` combines them; text that no phrase covers is the name or a note.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from loosen.domain.dose import Span
from loosen.domain.durations import in_seconds
from loosen.domain.sheets.patterns import NUMBER, PATTERNS, TIMES, PhraseMeaning
from loosen.domain.text import NUMBER_WORDS


@dataclass(frozen=True, slots=True)
class Phrase:
    """Phrase: its meaning, the characters of the line that it covers, its numbers and its words."""

    meaning: PhraseMeaning
    start: int
    end: int
    spans: tuple[Span, ...] = ()
    words: str = ""


_SAME = {
    "bid": "twice a day",
    "tid": "3 times a day",
    "qid": "4 times a day",
    "qd": "every day",
    "daily": "every day",
    "every single day": "every day",
    "hourly": "every hour",
    "nightly": "every night",
}
_UNITS = {"d": "day", "24 h": "day", "wk": "week", "h": "hour", "daily": "day", "weekly": "week"}
_SAME_LENGTH = str.maketrans("×✕–—−″“”′’‘\u00a0", "xx---\"\"\"''' ")
"""Plain punctuation for the signs that word processors write."""


@cache
def _compiled() -> tuple[tuple[PhraseMeaning, re.Pattern[str]], ...]:
    return tuple(
        (meaning, re.compile(pattern, re.VERBOSE if meaning is PhraseMeaning.OFTEN else 0))
        for meaning, pattern in PATTERNS
    )


def normalize(text: str) -> str:
    """Return a text in lower case with plain punctuation and of the same length."""
    low = "".join(small if len(small := c.lower()) == 1 else c for c in text)
    return low.translate(_SAME_LENGTH)


def find_phrases(text: str, kept: Iterable[str] = ()) -> tuple[Phrase, ...]:
    """Return the phrases of a line in order; numbers in ``kept``, parts of names, are not amounts."""
    plain = normalize(text)
    for part in kept:
        plain = re.sub(rf"\b{re.escape(part)}(?!\w)", lambda m: "\x00" * len(m[0]), plain)
    plain = in_seconds(plain, alone=False, keep_length=True)
    phrases: list[Phrase] = []
    for meaning, pattern in _compiled():
        for match in pattern.finditer(plain):
            phrase = _fact(meaning, match, text)
            if phrase:
                phrases.append(phrase)
                plain = (
                    plain[: phrase.start]
                    + "\x00" * (phrase.end - phrase.start)
                    + plain[phrase.end :]
                )
    return tuple(sorted(phrases, key=lambda phrase: phrase.start))


def _fact(meaning: PhraseMeaning, match: re.Match[str], text: str) -> Phrase | None:
    start, end = match.span()
    groups = match.groupdict()
    words = text[start:end]
    match meaning:
        case PhraseMeaning.OFTEN:
            return Phrase(meaning, start, end, words=_often(match))
        case PhraseMeaning.NOTE if groups.get("a"):
            # “up to 30 s” is 30 s, and the words are kept as a note with the number.
            return Phrase(meaning, start, end, words=f"{words.strip()} {groups['a']}")
        case PhraseMeaning.SECONDS | PhraseMeaning.REST:
            return Phrase(
                meaning, start, end, (_seconds(match),), "hold" if groups.get("hold") else ""
            )
        case _:
            spans = tuple(_span(groups[name]) for name in "ab" if groups.get(name))
            return Phrase(
                meaning,
                start,
                end,
                spans,
                words if meaning is PhraseMeaning.NOTE else groups.get("u") or "",
            )


def _integer(text: str) -> int:
    return TIMES.get(text) or NUMBER_WORDS.get(text) or int(text)


def _span(text: str) -> Span:
    ends = [_integer(end) for end in re.findall(rf"{NUMBER}|once|twice|thrice", text)]
    return Span(ends[0], ends[-1])


def _seconds(match: re.Match[str]) -> Span:
    groups = match.groupdict()
    if groups.get("w"):
        word = groups["w"].strip()
        seconds = 90 if word.startswith("1") else 60 if word == "a" else 30
        return Span(seconds, seconds)
    span = _span(groups["a"])
    if groups.get("b"):
        return Span(span.low * 60 + int(groups["b"]), span.high * 60 + int(groups["b"]))
    minutes = (groups.get("u") or "").startswith(("m", "'")) and groups.get("u") != "''"
    return Span(span.low * 60, span.high * 60) if minutes else span


def _often(match: re.Match[str]) -> str:
    """Return a frequency in one spelling, so that lines that mean the same agree."""
    if match["times"]:
        return _times_words(match["times"], _UNITS.get(match["unit"], match["unit"]))
    words = " ".join(match[0].split())
    fixed = "every other day" if match["every"] else "morning and evening" if match["both"] else ""
    return fixed or _SAME.get(words.replace(".", ""), words).replace("each ", "every ")


def _times_words(times: str, unit: str) -> str:
    if times == "once or twice":
        return f"once or twice a {unit}"
    noun = "days" if "days" in times else "times"
    words = f"{_span(times)} {noun}"
    if (words, unit) in (("1 times", "day"), ("7 times", "week"), ("7 days", "week")):
        return "every day"
    article = "an" if unit == "hour" else "a"
    words = {"1 times": "once", "2 times": "twice"}.get(words, words)
    return f"{words} {article} {unit}"


def uncovered(text: str, phrases: Iterable[Phrase]) -> Iterator[str]:
    """Yield the parts of a text that no phrase covers, in order."""
    at = 0
    for phrase in phrases:
        yield text[at : phrase.start]
        at = max(at, phrase.end)
    yield text[at:]
