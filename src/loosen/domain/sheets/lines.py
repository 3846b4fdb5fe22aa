"""Lines: a sheet's text taken apart by layout alone: blank lines, numbering, indents, columns.

Nothing here knows an exercise or a dose. Columns under a row of headings are put into words (``3`` under
“Sets” is ``3 sets``), so that they are read like any other line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loosen.domain.text import clean

MOST_LINES = 1_000
LONGEST_LINE = 1_000
"""Characters; what is longer is no line of a sheet."""

_RULE = re.compile(r"[\s\-–—=_*.·~|+#]*")
_BULLET = re.compile(r"(?:[-–—•*·▪◦●○■□☐✓✔>→]|\[[ xX]?\])(?=\s|[^\W\d])\s*")
_NUMBERED = re.compile(r"(?:\(?\d{1,2}[.):]|#\d{1,2}[.):]?|\(?[a-hA-H][.)])(?=\s|[^\W\d])\s*")
_UNITS = r"(?:min|sec|set|rep|round|time|breath|leg|side|day|week|hold|circle|step|slow|deep|full)"
_BARE_NUMBER = re.compile(rf"(\d{{1,2}})\s+(?!{_UNITS})(?=[^\W\d]{{3}})", re.IGNORECASE)
_SECTION = re.compile(r"#{1,6}\s+")
_COLUMNS = {
    "exercise": "name",
    "exercises": "name",
    "name": "name",
    "activity": "name",
    "stretch": "name",
    "sets": "sets",
    "set": "sets",
    "reps": "reps",
    "rep": "reps",
    "repetitions": "reps",
    "repeat": "reps",
    "times": "reps",
    "hold": "hold",
    "hold time": "hold",
    "hold (s)": "hold",
    "hold (sec)": "hold",
    "hold (secs)": "hold",
    "time": "hold",
    "duration": "hold",
    "seconds": "hold",
    "secs": "hold",
    "rest": "rest",
    "frequency": "often",
    "freq": "often",
    "freq.": "often",
    "how often": "often",
    "side": "side",
    "sides": "side",
    "leg": "side",
    "notes": "note",
    "note": "note",
    "comments": "note",
    "comment": "note",
    "remarks": "note",
    "dose": "dose",
    "dosage": "dose",
    "amount": "dose",
    "sets x reps": "dose",
    "#": "number",
    "no": "number",
    "no.": "number",
    "nr": "number",
}
_NOTHING = frozenset(("", "-", "–", "—", "n/a", "na", "none", "x"))


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line: its number from 1, its text as people see it, and its layout.

    ``body`` is the text without numbering, columns joined with semicolons; ``gap`` says that a blank
    line stands above; ``columns`` that the line heads columns.
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
        """Whether there is nothing to read: no text, or a ruled line."""
        return not self.body and not self.columns


@dataclass(frozen=True, slots=True)
class _Cell:
    at: int
    text: str


def lines_of(text: str) -> tuple[SheetLine, ...]:
    """Every line of a text, in order, blank ones too."""
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
        found = _headed(cells)
        if found:
            heads = found
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
    """A text without its numbering or bullets; whether there were any, and whether it is a ``# …``."""
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
    """The columns of a line: between tabs, bars, or two spaces and more; empty ones count for tabs."""
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


def _headed(cells: list[_Cell]) -> list[tuple[int, str]]:
    """The meaning of each column, where a line heads columns."""
    known = [(cell.at, _COLUMNS.get(cell.text.lower().strip(" :"))) for cell in cells if cell.text]
    heads = [(at, what) for at, what in known if what]
    return heads if len(heads) > 1 and len(heads) == len(known) else []


def _in_words(cells: list[_Cell], heads: list[tuple[int, str]]) -> str:
    """A row of a table as a line: each cell with what its column says, the name first."""
    wide = [cell for cell in cells if cell.text]
    if len(wide) == len(heads):
        pairs = [(what, cell.text) for (_, what), cell in zip(heads, wide, strict=True)]
    else:
        pairs = [(min(heads, key=lambda h: abs(h[0] - cell.at))[1], cell.text) for cell in wide]
    named = [text for what, text in pairs if what == "name"]
    if not named:
        return _joined(cells)
    rest = [_worded(what, text) for what, text in pairs if what not in ("name", "number")]
    return "; ".join([" ".join(named), *filter(None, rest)])


_FORMS = {"sets": "{} sets", "reps": "{} reps", "hold": "hold {} s", "often": "{} times a day"}


def _worded(what: str, text: str) -> str:
    """A cell in words; a number alone gets what its column says."""
    if text.lower() in _NOTHING:
        return ""
    number = re.fullmatch(r"\d+(?:\s*(?:-|–|to)\s*\d+)?", text) is not None
    if what == "rest" and text[0].isdecimal():
        return f"rest {text}{' s' * number}"
    return (
        f"({text})"
        if what == "note"
        else _FORMS[what].format(text)
        if number and what in _FORMS
        else text
    )
