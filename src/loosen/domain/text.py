"""Cleaning of text from outside, slugs, numbers in words, and plain-text layout by terminal cells.

Files, flags and keys can carry escape sequences, control characters and bidirectional overrides, which a
terminal would obey. All text from outside passes ``clean`` once, where it enters.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# C0 and C1 controls, zero-width and bidirectional marks, line separators, byte-order marks, tags, and
# surrogates: in an argument they stand for raw bytes and would be written as such, 0x9B among them.
# Joiners (U+200C, U+200D) stay: Persian and Indic scripts are misread without them.
_UNSAFE = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)

_COUNTED = "one two three four five six seven eight nine ten eleven twelve"
NUMBER_WORDS = {
    **{word: number for number, word in enumerate(_COUNTED.split(), 1)},
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "sixty": 60,
}
"""The numbers that people write as words."""


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


def clean(text: str, limit: int = 2_000, *, multiline: bool = False) -> str:
    """Return text that is safe to show: no controls, no hidden marks, single spaces, within ``limit``.

    Line breaks are kept only with ``multiline``.
    """
    if text.isprintable() and "  " not in text and len(text) <= limit and _is_composed(text):
        # The fast path for nearly all texts of a large file: only strip() can still change them, since
        # whatever is removed below does not count as printable.
        return text.strip()
    # Normalized after the removal, so that letters and accents separated by a hidden mark combine.
    safe = unicodedata.normalize("NFC", re.sub(_UNSAFE, "", text.replace("\r\n", "\n")))
    if multiline:
        lines = (" ".join(line.split()) for line in safe.split("\n"))
        return "\n".join(lines).strip()[:limit].rstrip()
    return " ".join(safe.split())[:limit].rstrip()


def _is_composed(text: str) -> bool:
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def slug_of(name: str, otherwise: str = "routine") -> str:
    """Return a name as a file stem: lower-case letters, digits and hyphens, at most 64 characters.

    Separators and dots are removed, so that it is never a path; an empty result becomes ``otherwise``.
    """
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:64].strip("-") or otherwise


def cells(text: str) -> int:
    """Return the number of columns that a text takes on a terminal."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


@lru_cache(1_024)
def _cells_of(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def aligned(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Return rows as lines with aligned columns; the columns in ``right`` are right-aligned."""
    clean_rows = [[clean(cell) for cell in row] for row in rows]
    widths = [max(map(cells, column)) for column in zip(*clean_rows, strict=True)]

    def padded(number: int, cell: str) -> str:
        space = " " * (widths[number] - cells(cell))
        return space + cell if number in right else cell + space

    lines = ("  ".join(padded(n, c) for n, c in enumerate(row)) for row in clean_rows)
    return [line.rstrip() for line in lines]


def joined(words: Sequence[str]) -> str:
    """Return words as they stand in a sentence: "a", "a and b", "a, b and c"."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def hanging(text: str, width: int, indent: int = 0, mark: str = "") -> str:
    """Return prose wrapped to a width, with ``mark`` before the first line and a hanging indent."""
    import textwrap

    lead = " " * indent + mark
    return textwrap.fill(
        clean(text),
        width=width,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )
