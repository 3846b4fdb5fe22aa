"""The table of routines: name, time, steps, and how each stands or how often it is meant to be done."""

from collections.abc import Callable, Mapping
from datetime import datetime

from loosen.domain.due import Due
from loosen.domain.routine import ListedRoutine, Routine
from loosen.text.due import due_column
from loosen.text.wording import count_words, minutes, often_words
from loosen.tui.widgets.columns import routine_columns
from loosen.tui.widgets.table import Line, Table, signed

LOUD = frozenset({0, 1})
DUE, KEPT = "●", "○"
"""Behind a routine that is kept up: it is due, or it is not."""
OWN = "yours"


class RoutineTable(Table):
    """Routines by slug; ``look`` is asked for what one comes to when its row is seen.

    Filled anew, the cursor stays on its routine, or in its row.
    """

    def __init__(self, look: Callable[[Routine], ListedRoutine], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._look = look

    def show(
        self,
        routines: Mapping[str, Routine],
        standing: Mapping[str, Due],
        now: datetime | None,
        width: int,
    ) -> None:
        """Show these in so many cells; ``now`` is None as long as nobody has said how they stand."""
        slugs, shown, widths = list(routines), list(routines.values()), routine_columns(width)

        def line(row: int) -> Line:
            stands = standing.get(slugs[row])
            loud = LOUD | {3} if stands and stands.is_due else LOUD
            one = self._look(shown[row])
            return Line(_texts(one, stands, now, widths[0]), loud, OWN if one.yours else "")

        kept = self.current or ""
        row = slugs.index(kept) if kept in routines else self.cursor_row
        self.fill(slugs, line, widths, row=row)


def _texts(
    one: ListedRoutine, stands: Due | None, now: datetime | None, width: int
) -> tuple[str, str, str, str]:
    rhythm, _, _ = often_words(one.routine.frequency, None).partition(", ")
    name, often = one.routine.name, rhythm or one.whose
    if one.kept:
        name = signed(name, DUE if stands and stands.is_due else KEPT, width)
        often = due_column(stands, now) if stands and now else often
    return name, minutes(one.seconds).rjust(6), count_words(len(one.steps), "exercise"), often
