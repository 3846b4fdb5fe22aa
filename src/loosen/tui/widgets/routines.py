"""The table of routines: name, time, steps, and how each stands or how often it is meant to be done."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from loosen.domain.due import Due
from loosen.domain.listing import Listed
from loosen.domain.wording import count_words, minutes, often_words
from loosen.tui.widgets.columns import routine_columns
from loosen.tui.widgets.table import Table, signed

LOUD = frozenset({0, 1})
DUE, KEPT = "●", "○"
"""Behind a routine that is kept up: it is due, or it is not."""
OWN = "yours"


class RoutineTable(Table):
    """Routines by slug; filled anew, the cursor stays on its routine, or in its row."""

    def fill(
        self,
        routines: Sequence[Listed],
        standing: Mapping[str, Due],
        now: datetime | None,
        width: int,
    ) -> None:
        """Show these in so many cells; ``now`` is None as long as nobody has said how they stand."""
        kept, row = self.current, self.cursor_row
        widths = routine_columns(width)
        self.lay_out(widths)
        for one in routines:
            stands = standing.get(one.routine.slug)
            loud = LOUD | {3} if stands and stands.is_due else LOUD
            texts = _texts(one, stands, now, widths[0])
            cells = self.cells(texts, widths, loud, OWN if one.yours else "")
            self.add_row(*cells, key=one.routine.slug)
        if kept in self.rows:
            self.go_to(kept or "")
        else:
            self.move_cursor(row=min(row, len(routines) - 1))


def _texts(
    one: Listed, stands: Due | None, now: datetime | None, width: int
) -> tuple[str, str, str, str]:
    rhythm, _, _ = often_words(one.routine.frequency, None).partition(", ")
    name, often = one.routine.name, rhythm or one.whose
    if one.kept:
        name = signed(name, DUE if stands and stands.is_due else KEPT, width)
        often = stands.column_words(now) if stands and now else often
    return name, minutes(one.seconds).rjust(6), count_words(len(one.steps), "exercise"), often
