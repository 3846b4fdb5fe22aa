"""A physiotherapist's paper sheet, typed in or copied, read into a routine.

lines ← phrases ← amounts ← reading ← names ← fitting ← sheet ← lookup ← placing

Nothing is guessed: a name is taken only where the catalogue leaves no other reading, every line is
accounted for, and what was read is told line by line.
"""

from loosen.domain.sheets.fit import Fitted, Request, fit
from loosen.domain.sheets.lines import LONGEST_LINE, MOST_LINES, Line
from loosen.domain.sheets.placement import read_sheet
from loosen.domain.sheets.sheet import SLUG, Answers, Entry, Fate, Item, Sheet

__all__ = [
    "LONGEST_LINE",
    "MOST_LINES",
    "SLUG",
    "Answers",
    "Entry",
    "Fate",
    "Fitted",
    "Item",
    "Line",
    "Request",
    "Sheet",
    "fit",
    "read_sheet",
]
