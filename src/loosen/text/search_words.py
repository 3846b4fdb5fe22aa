"""What a search found in an exercise that its row does not show: another name, or a piece of its text."""

from collections.abc import Iterable

from loosen.domain.exercise import Exercise
from loosen.domain.search import match_spans

LEAST_SNIPPET = 12
"""Cells below which a piece of text says nothing."""


def found_elsewhere(exercise: Exercise, text: str, shown: Iterable[str], width: int) -> str:
    """Return what says why an exercise is found, in about ``width`` cells; empty where its row says so.

    ``shown`` are the texts of its row. A word of the search that none of them has is looked for in the
    other names, "also: …", and then in the texts of the exercise.
    """
    row = tuple(shown)
    missing = [
        word
        for word in text.replace("-", " ").split()
        if not any(match_spans(one, word) for one in row)
    ]
    if not missing or width < LEAST_SNIPPET:
        return ""
    names = (*exercise.aliases, *(variant.name for variant in exercise.variants))
    also = next((f"also: {name}" for name in names if _has(name, missing)), "")
    texts = (exercise.summary, exercise.feel or "", *exercise.steps, *exercise.cues)
    sentence = next((one for one in texts if _has(one, missing)), "")
    return also or snippet(sentence, missing, width)


def _has(text: str, words: list[str]) -> bool:
    """Whether a text has the first of some words, which is the one that is shown."""
    return bool(match_spans(text, words[0]))


def snippet(text: str, words: list[str], width: int) -> str:
    """Return a text from where a word's match can be seen in ``width`` cells, begun at a word."""
    spans = match_spans(text, words[0])
    if not spans or spans[0][1] <= width:
        return text
    earliest = spans[0][0] - (width - 2) // 2
    start = text.find(" ", max(0, earliest)) + 1
    return f"…{text[min(start, spans[0][0]) :]}"
