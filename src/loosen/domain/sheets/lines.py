"""Lines of a sheet, split by layout: blank lines, numbering, indents and columns.

Exercises and doses are not recognized here. Cells under column headings are put into words (``3`` under
“Sets” is ``3 sets``), so that they are read like any other line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loosen.domain.text import clean

MOST_LINES = 1_000
LONGEST_LINE = 1_000
"""Limit of characters; the rest of a longer line is ignored."""

_RULE = re.compile(r"[\s\-–—=_*.·~|+#]*")
_BULLET = re.compile(r"(?:[-–—•*·▪◦●○■□☐✓✔>→]|\[[ xX]?\])(?=\s|[^\W\d])\s*")
_NUMBERED = re.compile(r"(?:\(?\d{1,2}[.):]|#\d{1,2}[.):]?|\(?[a-hA-H][.)])(?=\s|[^\W\d])\s*")
_UNITS = r"(?:min|sec|set|rep|round|time|breath|leg|side|day|week|hold|circle|step|slow|deep|full)"
_BARE_NUMBER = re.compile(rf"(\d{{1,2}})\s+(?!{_UNITS})(?=[^\W\d]{{3}})", re.IGNORECASE)
_SECTION = re.compile(r"#{1,6}\s+")
_HEADINGS = {
    "name": ("exercise", "exercises", "name", "activity", "stretch"),
    "sets": ("sets", "set"),
    "reps": ("reps", "rep", "repetitions", "repeat", "times"),
    "hold": (
        "hold",
        "hold time",
        "hold (s)",
        "hold (sec)",
        "hold (secs)",
        "time",
        "duration",
        "seconds",
        "secs",
    ),
    "rest": ("rest",),
    "often": ("frequency", "freq", "freq.", "how often"),
    "side": ("side", "sides", "leg"),
    "note": ("notes", "note", "comments", "comment", "remarks"),
    "dose": ("dose", "dosage", "amount", "sets x reps"),
    "number": ("#", "no", "no.", "nr"),
}
_COLUMNS = {heading: column for column, headings in _HEADINGS.items() for heading in headings}
"""The meaning of a column by its heading."""
_NOTHING = frozenset(("", "-", "–", "—", "n/a", "na", "none", "x"))


@dataclass(frozen=True, slots=True)
class SheetLine:
    """Line of a sheet: its number from 1, its text as shown, and its layout.

    ``body`` is the text without numbering, with columns joined by semicolons. ``marked`` says that it has
    a number or bullet, ``gap`` that a blank line is above, ``columns`` that it is a row of headings.
    """

    number: int
    text: str
    body: str = ""
    marked: bool = False
    indented: bool = False
    gap: bool = False
    section: bool = False
    columns: bool = False

    @property
    def blank(self) -> bool:
        """Whether it has nothing to read: no text, or only a rule."""
        return not self.body and not self.columns


@dataclass(frozen=True, slots=True)
class _Cell:
    at: int
    text: str


def lines_of(text: str) -> tuple[SheetLine, ...]:
    """Return every line of a text, in order, including blank ones."""
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[SheetLine]:
    heads: list[tuple[int, str]] = []
    gap, counted, deep = True, 0, None
    for number, raw in enumerate(text.splitlines(), 1):
        shown = clean(raw, LONGEST_LINE)
        if _RULE.fullmatch(shown):
            gap = True
            yield SheetLine(number, shown)
            continue
        cells = _cells(raw[:LONGEST_LINE])
        row_heads = _column_heads(cells)
        if row_heads:
            heads = row_heads
            yield SheetLine(number, shown, columns=True, gap=gap)
            continue
        body = _in_words(cells, heads) if heads and len(cells) > 1 else _joined(cells)
        body, marked, section = _unmarked(body)
        running = _BARE_NUMBER.match(body)
        if running and not marked and int(running[1]) in (1, counted + 1):
            counted, marked, body = int(running[1]), True, body[running.end() :]
        indent = len(raw.expandtabs()) - len(raw.expandtabs().lstrip())
        deep = indent if deep is None else min(deep, indent)
        yield SheetLine(number, shown, body, marked, indent > deep, gap, section)
        gap = False


def _unmarked(body: str) -> tuple[str, bool, bool]:
    """Return a text without numbering and bullets, whether it had any, and whether it is a ``# …``."""
    section = _SECTION.match(body)
    if section:
        return body[section.end() :].strip(), False, True
    marked = False
    for pattern in (_BULLET, _NUMBERED, _BULLET):
        match = pattern.match(body)
        if match and match.end() < len(body):
            body, marked = body[match.end() :], True
    return body.strip(), marked, False


def _cells(raw: str) -> list[_Cell]:
    """Return the cells of a line, separated by tabs, bars, or two or more spaces.

    Between tabs and bars cells may be empty, and ``at`` is the column's number; else it is the character's.
    """
    if "\t" in raw.strip() or "|" in raw:
        inner = raw.strip(" \r").strip("|") if "|" in raw else raw
        parts = re.split(r"[\t|]", inner)
        return [_Cell(n, clean(part)) for n, part in enumerate(parts)]
    spread = raw.expandtabs()
    return [_Cell(m.start(), clean(m[0])) for m in re.finditer(r"\S+(?:\s\S+)*", spread)]


def _joined(cells: list[_Cell]) -> str:
    # A space where the cell before ends a sentence or is only numbering, so that no mark is doubled.
    body = ""
    for cell in cells:
        if cell.text:
            numbering = _NUMBERED.fullmatch(f"{body} ") or _BULLET.fullmatch(f"{body} ")
            close = not body or numbering or body[-1] in ".,;:!?-–—•*" or body.isdigit()
            body += cell.text if not body else f"{' ' if close else '; '}{cell.text}"
    return body


def _column_heads(cells: list[_Cell]) -> list[tuple[int, str]]:
    """Return the place and meaning of each column if a line is a row of headings; else nothing."""
    known = [(cell.at, _COLUMNS.get(cell.text.lower().strip(" :"))) for cell in cells if cell.text]
    heads = [(at, what) for at, what in known if what]
    return heads if len(heads) > 1 and len(heads) == len(known) else []


def _in_words(cells: list[_Cell], heads: list[tuple[int, str]]) -> str:
    """Return a row of a table as a line: the name, then each cell in the words of its column."""
    filled = [cell for cell in cells if cell.text]
    if len(filled) == len(heads):
        pairs = [(what, cell.text) for (_, what), cell in zip(heads, filled, strict=True)]
    else:
        pairs = [(min(heads, key=lambda h: abs(h[0] - cell.at))[1], cell.text) for cell in filled]
    named = [text for what, text in pairs if what == "name"]
    if not named:
        return _joined(cells)
    rest = [_cell_words(what, text) for what, text in pairs if what not in ("name", "number")]
    return "; ".join([" ".join(named), *filter(None, rest)])


_FORMS = {"sets": "{} sets", "reps": "{} reps", "hold": "hold {} s", "often": "{} times a day"}


def _cell_words(what: str, text: str) -> str:
    """Return a cell in words; a mere number gets the unit of its column."""
    if text.lower() in _NOTHING:
        return ""
    number = re.fullmatch(r"\d+(?:\s*(?:-|–|to)\s*\d+)?", text) is not None
    if what == "hold" and re.fullmatch(r"\d{0,3}:\d\d", text):
        return f"hold {text}"
    if what == "rest" and text[0].isdecimal():
        return f"rest {text}{' s' * number}"
    return (
        f"({text})"
        if what == "note"
        else _FORMS[what].format(text)
        if number and what in _FORMS
        else text
    )
