"""Frequency: how often a routine is to be done, as a value and as the text that files hold.

The grammar, in its canonical forms::

    every day            every morning         every working day
    every other day      every 3 days          2 a day
    2-3 a week           1-2 a working day     2-3 a week, not within 48 h of strength

``parse_frequency`` also accepts common other spellings (``daily``, ``two or three times a week``).
``str(frequency)`` is always canonical, and parsing it gives an equal value.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from loosen.domain.dose import ONE, Span
from loosen.domain.text import NUMBER_WORDS
from loosen.domain.value import Form, Parse, written


class Period(StrEnum):
    """Period in which the times are counted."""

    DAY = "day"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"
    WORKING_DAY = "working day"
    WEEK = "week"


MOST = {Period.DAY: 12, Period.WORKING_DAY: 12, Period.WEEK: 7}
"""Limit of the times in a period; in a part of a day it is 1."""
LONGEST_INTERVAL = 31
"""Limit of the days from one time to the next."""
LONGEST_REST = 168
"""Limit of the hours to keep from strength work."""

_SAME = {
    "daily": "every day",
    "weekly": "1 a week",
    "once": "1",
    "twice": "2",
    "weekday": "working day",
    "workday": "working day",
    "weekdays": "working day",
    "–": "-",
    **{word: str(number) for word, number in NUMBER_WORDS.items()},
}
_EVERY = rf"every ({'|'.join(Period)})"
_DAYS = r"(?:1 )?every (other|second|third|fourth|\d{1,2}) days?"
_ORDINALS = {"other": 2, "second": 2, "third": 3, "fourth": 4}
_TIMES = (
    r"(\d{1,2})(?: ?(?:-|or|to) ?(\d{1,2}))? ?(?:x|times?|days?)? ?"
    rf"(?:a|an|per|each|every|in a|/) ?({'|'.join(Period)})"
)
_APART = r"not within (\d{1,3}) ?(h|hours?|days?) of strength(?: work)?"
_FORMS = (
    "every day", "every morning", "every evening", "every night", "every afternoon",
    "every working day", "every other day", "every 3 days", "every week", "1 a week", "2 a week",
    "3 a week", "2-3 a week", "2 a day", "3 a day", "3-5 a day", "1-2 a working day",
)  # fmt: skip
"""Forms of which an error suggests the most similar."""
_REST = "not within 48 h of strength"


@written
@dataclass(frozen=True, slots=True)
class Frequency:
    """A number of times in a period, or once in a number of ``days``.

    ``apart`` is the least hours after strength work for the same areas; 0 for no such rule.
    """

    times: Span
    period: Period
    days: int = 1
    apart: int = 0

    def __str__(self) -> str:
        rest = f", not within {self.apart} h of strength" if self.apart else ""
        return f"{self._rhythm}{rest}"

    @property
    def _rhythm(self) -> str:
        if self.days > 1:
            return "every other day" if self.days == 2 else f"every {self.days} days"
        if self.times == ONE and self.period is not Period.WEEK:
            return f"every {self.period}"
        return f"{self.times} a {self.period}"


def parse_frequency(text: str) -> Frequency:
    """Parse the text of a frequency.

    Raises:
        ValueError: for any other text; the message suggests the nearest form.
    """
    rhythm, _, condition = (part.strip() for part in _normalize(text).partition(","))
    apart = _hours(condition, text) if condition else 0
    if match := re.fullmatch(_EVERY, rhythm):
        return Frequency(ONE, Period(match[1]), apart=apart)
    if match := re.fullmatch(_DAYS, rhythm):
        days = _ORDINALS.get(match[1]) or int(match[1])
        if not 1 <= days <= LONGEST_INTERVAL:
            raise ValueError(f"“{text}” is too long; write 1 to {LONGEST_INTERVAL} days")
        return Frequency(ONE, Period.DAY, days, apart)
    if match := re.fullmatch(_TIMES, rhythm):
        return Frequency(_times(match, text), Period(match[3]), apart=apart)
    import difflib

    near = difflib.get_close_matches(rhythm, _FORMS, n=1, cutoff=0.7)
    form = f"“{near[0]}”" if near else "for example “every day” or “2-3 a week”"
    raise ValueError(f"“{text}” is not how often; write {form}, and other words under “when”")


def frequency_or_words(text: str | None) -> tuple[Frequency | None, str | None]:
    """Parse a text that may not be a frequency: return it as (frequency, None) or (None, text)."""
    try:
        return (parse_frequency(text), None) if text else (None, None)
    except ValueError:
        return None, text


def _normalize(text: str) -> str:
    """Return a text in lower case and single spaces, with numbers as digits."""
    lower = text.casefold().rstrip(". ").replace("working-day", "working day")
    words = re.sub(r"[–,-]", r" \g<0> ", lower).split()
    return " ".join(_SAME.get(word, word) for word in words)


def _times(match: re.Match[str], text: str) -> Span:
    low, high = int(match[1]), int(match[2] or match[1])
    period = Period(match[3])
    most = MOST.get(period, 1)
    if not 1 <= low <= high <= most:
        form = f"“every {period}”" if most == 1 else f"a number or a range from 1 to {most}"
        raise ValueError(f"“{text}” is no number of times in a {period}; write {form}")
    return Span(low, high)


def _hours(condition: str, text: str) -> int:
    match = re.fullmatch(_APART, condition)
    if match is None:
        raise ValueError(f"“{text}” has a condition that is not known; write “{_REST}”")
    hours = int(match[1]) * (24 if match[2].startswith("day") else 1)
    if not 1 <= hours <= LONGEST_REST:
        raise ValueError(f"“{text}” has no such rest; write 1 to {LONGEST_REST} h of strength")
    return hours


def _frequency(value: object) -> object:
    match value:
        case Frequency():
            return value
        case str():
            return parse_frequency(value)
        case _:
            raise ValueError("is not a text; write one, for example “every day” or “2-3 a week”")


FrequencyText = Form[Frequency, Parse(_frequency)]
"""Field type: a frequency, read from its text and written as its canonical text."""
