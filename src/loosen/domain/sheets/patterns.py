"""Patterns of the phrases for sets, holds, sides and frequencies, in order of precedence.

They are searched in a lower-case line with plain punctuation. Text that an earlier pattern matched is
hidden from later ones: “3 x a day” is a frequency before “3 x” is a count, and “10 s” is seconds before
“5 x 10” is sets and repetitions.

Groups: ``a`` and ``b`` are numbers, ``u`` is a unit, ``w`` are words for a time, ``hold`` means that it is
held. The groups of a frequency are named for its form.
"""

from enum import StrEnum

from loosen.domain.text import NUMBER_WORDS


class PhraseMeaning(StrEnum):
    """Meaning of a phrase."""

    SETS = "sets"
    REPS = "repetitions"
    COUNT = "a count"
    """``5 x``, ``x 5``, ``5 times``: sets beside repetitions, repetitions beside seconds or alone."""
    PAIR = "sets and repetitions"
    """``3 x 10``: the smaller number is the sets."""
    SECONDS = "seconds"
    BREATHS = "breaths"
    SIDE = "each side"
    TURNS = "taking turns"
    WAY = "each way"
    MOVING = "moving"
    HOLD = "holding"
    REST = "rest"
    STIFFER = "rounds for the stiffer side"
    OFTEN = "frequency"
    WHOLE = "every exercise"
    """``each stretch``: the line applies to the whole sheet."""
    BARE = "a number alone"
    NOTE = "a remark"
    """Not part of a dose; kept as written."""


AMOUNTS = frozenset(
    {
        PhraseMeaning.SETS,
        PhraseMeaning.REPS,
        PhraseMeaning.COUNT,
        PhraseMeaning.PAIR,
        PhraseMeaning.SECONDS,
        PhraseMeaning.BREATHS,
    }
)
"""Meanings that make a dose on their own."""


TIMES = {"once": 1, "twice": 2, "thrice": 3}
NUMBER = rf"(?:\d{{1,6}}|{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})"
_SPAN = rf"{NUMBER}(?:\s*(?:-|to|or)\s*{NUMBER})?(?![.,/:]?\d)(?!\s*(?:-|to|or)\s*\d)"
_N = rf"(?:(?<![\w.,/])(?<!\d[-:])|(?<=\dx)){_SPAN}"
_S = r"""(?:s|secs?|seconds?|"|'')(?!\w)\.?"""
_M = r"(?:mins?|minutes?|')(?!\w)\.?"
_DAYS = r"(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:days?|nesdays?|sdays?|rsdays?|urdays?)?"
_PER = r"(?:a|per|each|every|in a|/)"
_LIMBS = r"(?:sides?|legs?|knees?|feet|foot|hips?)"
_WAY = r"\b(?:each|per|both|every|a|in\s+both|in\s+each)\s+(?:way|direction)s?(?!\w)"
_SIDE = rf"(?:/\s*|\b(?:on\s+)?(?:each|per|a|every|both|ea\.?|e)\s*/?\s*){_LIMBS}(?!\w)"
_SIDES = (
    r"\b(?:on\s+)?(?:(?:the\s+)?left\s+and\s+(?:the\s+)?right|(?:the\s+)?right\s+and\s+"
    r"(?:the\s+)?left|l\s*(?:\+|&|/|and)\s*r|r\s*(?:\+|&|/|and)\s*l)(?!\w)(?:\s+sides?)?"
)
_TURNS = rf"\b(?:(?:and\s+)?alt(?:\.|ernat(?:e|ing|ely))?(?:\s+{_LIMBS})?|taking\s+turns|in\s+turn)(?!\w)"
_ONE = r"(?:on\s+)?(?:the\s+)?(?:left|right|[lr])(?!\w)"
_EACH = r"\beach(?!\w)|\be/s(?!\w)|\bea\b\.?"
_FREQUENCY = rf"""
    (?P<times>once|twice|thrice|{NUMBER}(?:\s*(?:-|to|or)\s*(?:{NUMBER}|twice))?\s*
        (?:x|times?|sessions?|days)(?!\w)|once\ or\ twice|{NUMBER}(?=\s*(?:/|x)\s*(?:day|d|week|wk)\b))
    \s*(?:{_PER}|x)?\s*(?P<unit>day|daily|d|24\ h|week|weekly|wk|hour|h|month)(?!\w)
  | (?P<every>(?:every|each)\s+(?:other|second|2nd)\s+day|alternate\s+days|qod|eod)(?!\w)
  | (?P<hours>every\s+(?:(?:\d+|two|three|four)(?:\s*(?:-|to)\s*(?:\d+|three|four))?\s+)?hours?|hourly)(?!\w)
  | (?P<latin>\b(?:b\.?i\.?d|t\.?i\.?d|q\.?i\.?d|q\.?d)(?!\w)\.?)
  | (?P<both>\b(?:every\s+)?(?:morning|am|a\.m\.)\s*(?:and|\+|&|/)\s*(?:evening|night|pm|p\.m\.)(?!\w))
  | (?P<days>\b{_DAYS}(?:\s*(?:,|/|\+|&|-|and)\s*{_DAYS})+(?!\w))
  | (?P<daily>\b(?:daily|(?:every|each)\s+(?:single\s+)?day|nightly|
        (?:every|each)\s+(?:morning|evening|night|afternoon|weekday|week))(?!\w))
"""
PATTERNS: tuple[tuple[PhraseMeaning, str], ...] = (
    (
        PhraseMeaning.NOTE,
        (
            r"\b(?:increas\w+|increase|build(?:ing)?\s+(?:up|to)|progress(?:ing)?|"
            r"work(?:ing)?\s+up)\b[^.;()]*"
        ),
    ),
    (
        PhraseMeaning.WHOLE,
        (
            r"\b(?:each|every|all)\s+(?:of\s+)?(?:the\s+)?"
            r"(?:stretch|exercise|position|pose|movement|one)(?:e?s)?(?!\w)"
        ),
    ),
    (
        PhraseMeaning.STIFFER,
        rf"(?P<a>{_N})\s+rounds?\s+(?:on|for)\s+the\s+(?:stiff|tight|worse)\w*\s+side",
    ),
    (PhraseMeaning.OFTEN, _FREQUENCY),
    (
        PhraseMeaning.REST,
        (
            rf"\b(?:rest|relax|pause)(?:ing)?\s*(?:for|:|of)?\s*(?P<a>{_N})\s*(?P<u>{_S}|{_M})"
            r"(?:\s*(?:rest\s+)?between(?:\s+(?:each|the))?(?:\s+(?:sets?|reps?|holds?|times))?)?"
        ),
    ),
    (
        PhraseMeaning.REST,
        (
            rf"(?P<a>{_N})[-\s]*(?P<u>{_S}|{_M})\s*(?:rest|break)"
            r"(?:\s*between(?:\s+(?:each|the))?(?:\s+(?:sets?|reps?|holds?))?)?"
        ),
    ),
    (
        PhraseMeaning.NOTE,
        (
            rf"\b(?:up\s+to|at\s+least|about|approx\w*\.?|around|max\w*\.?|min(?:imum)?\s+of|"
            rf"no\s+more\s+than|within)\s+(?=(?P<a>{_N}(?:\s*[a-z]+)?))"
        ),
    ),
    (
        PhraseMeaning.SECONDS,
        rf"(?P<a>{_N})\s*(?:minute|min)s?\s*(?:and\s*)?(?P<b>\d{{1,2}})\s*{_S}",
    ),
    (
        PhraseMeaning.SECONDS,
        r"(?P<w>(?<!\w)(?:half\s+an?|½|a|1\s?½|1[.,]5)\s*)(?P<u>min(?:ute)?s?)(?!\w)",
    ),
    (PhraseMeaning.SECONDS, rf"(?P<a>{_N})[-\s]*(?P<u>{_S}|{_M})(?P<hold>[-\s]*holds?(?!\w))?"),
    (
        PhraseMeaning.BREATHS,
        (
            rf"(?P<a>{_N})\s*(?:(?:slow|deep|full|big|easy|long|calm)\s+(?:and\s+\w+\s+)?)*"
            r"breaths?(?!\w)(?:\s+cycles?)?"
        ),
    ),
    (
        PhraseMeaning.SECONDS,
        (
            r"(?P<hold>\bhold(?:ing|s)?)(?:\s+(?:for|it|each|to|the|stretch|position|this|a|"
            rf"count|of|about))*\s*[:=]?\s*(?P<a>{_N})(?:\s*counts?)?(?!\s*(?:x|times|reps?))"
        ),
    ),
    (PhraseMeaning.SECONDS, rf"(?P<a>{_N})\s*(?P<hold>hold)(?=\s*(?:$|[,;.)-]))"),
    (PhraseMeaning.SECONDS, rf"\b(?:for\s+)?(?:an?\s+)?count\s+of\s+(?P<a>{_N})"),
    (
        PhraseMeaning.SETS,
        (
            rf"(?P<a>{_N})\s*(?:sets?|rounds?)\s*(?:of|x|,|-)?\s*(?P<b>{_SPAN})(?!\w|\s*sets?)"
            r"(?:\s*(?:reps?|repetitions?|times)(?!\w))?"
        ),
    ),
    (PhraseMeaning.SETS, rf"\bsets?\s*[:=]\s*(?P<a>{_N})"),
    (PhraseMeaning.SETS, rf"(?P<a>{_N})\s*(?:sets?|rounds?)(?!\w)(?:\s+of(?!\w))?"),
    (
        PhraseMeaning.PAIR,
        rf"(?P<a>{_N})\s*x\s*(?P<b>{_SPAN})(?!\s*sets?|[\w\x22'%°])(?P<u>\s*(?:reps?|repetitions?|times)(?!\w))?",
    ),
    (PhraseMeaning.REPS, rf"\b(?:reps?|repetitions?)\s*[:=]\s*(?P<a>{_N})"),
    (
        PhraseMeaning.REPS,
        rf"(?P<a>{_N})\s*(?:reps?|repetitions?|steps|circles|each\s+(?=each|side|leg))(?!\w)",
    ),
    (
        PhraseMeaning.REPS,
        rf"(?<!x)(?<!x\s)(?P<a>{_N})(?=\s*,?\s*(?:{_WAY}|{_SIDE}|{_SIDES}|{_EACH}|{_TURNS}|{_ONE}))",
    ),
    (
        PhraseMeaning.COUNT,
        (
            rf"\b(?:repeat|do|perform)(?:\s+(?:this|it|x))*\s+(?P<a>{_N}|once|twice|thrice)"
            r"(?:\s*(?:times|x)(?!\w))?"
        ),
    ),
    (PhraseMeaning.COUNT, rf"(?P<a>{_N})\s*(?:x|times|holds)(?!\w)"),
    (PhraseMeaning.COUNT, rf"(?<![a-z])x\s*(?P<a>{_SPAN})"),
    (PhraseMeaning.COUNT, r"(?P<a>\b(?:once|twice|thrice))(?!\w)"),
    (PhraseMeaning.WAY, _WAY),
    (PhraseMeaning.SIDE, _SIDE),
    (PhraseMeaning.SIDE, _SIDES),
    (
        PhraseMeaning.SIDE,
        (
            rf"\b(?:then\s+)?(?:(?:repeat|do|swap|switch|same|change)\s+)?(?:(?:on|to|with|for)\s+)?"
            rf"(?:the\s+)?other\s+{_LIMBS}(?!\w)|\b(?:swap|switch|change)\s+(?:sides|legs)(?!\w)"
        ),
    ),
    (PhraseMeaning.TURNS, _TURNS),
    (PhraseMeaning.SIDE, _EACH),
    (PhraseMeaning.MOVING, r"\b(?:moving|of\s+movement|continuous(?:ly)?)(?!\w)"),
    (PhraseMeaning.HOLD, r"\bhold(?:ing|s)?(?!\w)"),
    (
        PhraseMeaning.BARE,
        r"(?<![\w.,/])(?<!\d:)(?P<a>\d{1,6}(?:\s*(?:-|to)\s*\d{1,6})?)(?![.,/:]?\d|\s*%|\w)",
    ),
)
