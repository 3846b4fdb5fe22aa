"""Phrases: people's words for how much and how often, found in a line of a sheet.

Each phrase becomes a ``Fact`` with its place in the line, so that what no fact covers can be told from
what was understood. What the facts come to as a dose is settled in ``amounts``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from loosen.domain.dose import Span
from loosen.domain.sheets.patterns import NUMBER, NUMBER_WORDS, PATTERNS, TIMES, PhraseMeaning


@dataclass(frozen=True, slots=True)
class Fact:
    """One phrase: what it tells, its numbers, and the places in the line that it covers."""

    told: PhraseMeaning
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
_SAME_LENGTH = str.maketrans(
    {
        "×": "x",
        "✕": "x",
        "–": "-",
        "—": "-",
        "−": "-",
        "″": '"',
        "“": '"',
        "”": '"',
        "′": "'",
        "’": "'",
        "‘": "'",
        "\u00a0": " ",
    }
)


@cache
def _compiled() -> tuple[tuple[PhraseMeaning, re.Pattern[str]], ...]:
    return tuple(
        (told, re.compile(pattern, re.VERBOSE if told is PhraseMeaning.OFTEN else 0))
        for told, pattern in PATTERNS
    )


def levelled(text: str) -> str:
    """A text in small letters with plain marks, letter for letter as long as it was."""
    low = "".join(small if len(small := c.lower()) == 1 else c for c in text)
    return low.translate(_SAME_LENGTH)


def facts_in(text: str, kept: Iterable[str] = ()) -> tuple[Fact, ...]:
    """The phrases of a line, in its order; ``kept`` are parts of names whose numbers are no amounts."""
    plain = levelled(text)
    for part in kept:
        plain = re.sub(rf"\b{re.escape(part)}(?!\w)", lambda m: "\x00" * len(m[0]), plain)
    found: list[Fact] = []
    for told, pattern in _compiled():
        for match in pattern.finditer(plain):
            fact = _fact(told, match, text)
            if fact:
                found.append(fact)
                plain = plain[: fact.start] + "\x00" * (fact.end - fact.start) + plain[fact.end :]
    return tuple(sorted(found, key=lambda fact: fact.start))


def _fact(told: PhraseMeaning, match: re.Match[str], text: str) -> Fact | None:
    start, end = match.span()
    groups = match.groupdict()
    words = text[start:end]
    match told:
        case PhraseMeaning.OFTEN:
            return Fact(told, start, end, words=_often(match))
        case PhraseMeaning.NOTE if groups.get("a"):
            # “up to 30 s” is 30 s, and the words stay with the number as a remark.
            return Fact(told, start, end, words=f"{words.strip()} {groups['a']}")
        case PhraseMeaning.SECONDS | PhraseMeaning.REST:
            return Fact(told, start, end, (_seconds(match),), "hold" if groups.get("hold") else "")
        case _:
            spans = tuple(_span(groups[name]) for name in "ab" if groups.get(name))
            return Fact(
                told,
                start,
                end,
                spans,
                words if told is PhraseMeaning.NOTE else groups.get("u") or "",
            )


def _whole(text: str) -> int:
    return TIMES.get(text) or NUMBER_WORDS.get(text) or int(text)


def _span(text: str) -> Span:
    ends = [_whole(end) for end in re.findall(rf"{NUMBER}|once|twice|thrice", text)]
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
    """A frequency in one spelling, so that lines which mean the same agree."""
    if match["times"]:
        return _times_words(match["times"], _UNITS.get(match["unit"], match["unit"]))
    words = " ".join(match[0].split())
    fixed = "every other day" if match["every"] else "morning and evening" if match["both"] else ""
    return fixed or _SAME.get(words.replace(".", ""), words).replace("each ", "every ")


def _times_words(times: str, unit: str) -> str:
    if times == "once or twice":
        return f"once or twice a {unit}"
    noun = "days" if "days" in times else "times"
    said = f"{_span(times)} {noun}"
    if (said, unit) in (("1 times", "day"), ("7 times", "week"), ("7 days", "week")):
        return "every day"
    article = "an" if unit == "hour" else "a"
    said = {"1 times": "once", "2 times": "twice"}.get(said, said)
    return f"{said} {article} {unit}"


def uncovered(text: str, facts: Iterable[Fact]) -> Iterator[str]:
    """The parts of a text that no fact covers, in order."""
    at = 0
    for fact in facts:
        yield text[at : fact.start]
        at = max(at, fact.end)
    yield text[at:]
