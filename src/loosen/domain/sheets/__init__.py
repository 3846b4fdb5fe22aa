"""A physiotherapist's paper sheet, typed in or copied, read into a routine.

lines ← phrases ← amounts ← reading ← names ← fitting ← sheet ← lookup ← placing

Nothing is guessed: a name is taken only where the catalogue leaves no other reading, every line is
accounted for, and what was read is told line by line.
"""

from loosen.domain.sheets.fit import Fitted, Request, fit
from loosen.domain.sheets.lines import LONGEST_LINE, MOST_LINES, SheetLine
from loosen.domain.sheets.placement import read_sheet
from loosen.domain.sheets.sheet import SLUG, Answers, LineOutcome, Sheet, SheetEntry, SheetItem

__all__ = [
    "LONGEST_LINE",
    "MOST_LINES",
    "SLUG",
    "Answers",
    "Fitted",
    "LineOutcome",
    "Request",
    "Sheet",
    "SheetEntry",
    "SheetItem",
    "SheetLine",
    "fit",
    "read_sheet",
]
