"""Reading of a therapist's exercise sheet, as text, into a routine.

In order of dependency: ``lines`` (layout), ``patterns`` and ``phrases`` (amounts in words), ``amounts``,
``reader`` (one line), ``names`` (exercises by name), ``fit`` (a line's step), ``sheet`` (the result) and
``placement`` (all lines in turn).

Nothing is guessed: a name is matched only where the catalogue leaves no other reading, and every line of
the text has an outcome.
"""

from loosen.domain.sheets.fit import FittedStep, StepRequest, fit
from loosen.domain.sheets.lines import LONGEST_LINE, MOST_LINES, SheetLine
from loosen.domain.sheets.placement import read_sheet
from loosen.domain.sheets.sheet import SLUG, LineOutcome, Sheet, SheetAnswers, SheetEntry, SheetItem

__all__ = [
    "LONGEST_LINE",
    "MOST_LINES",
    "SLUG",
    "FittedStep",
    "LineOutcome",
    "Sheet",
    "SheetAnswers",
    "SheetEntry",
    "SheetItem",
    "SheetLine",
    "StepRequest",
    "fit",
    "read_sheet",
]
