"""The tables of exercises and of routines: what stands in a row, and how wide each column is."""

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import datetime

from loosen.domain.due import DueState
from loosen.domain.exercise import Exercise
from loosen.domain.routine import ListedRoutine, Routine
from loosen.domain.settings import Liking
from loosen.text.due import due_column
from loosen.text.wording import (
    areas_words,
    clock_words,
    count_words,
    dose_words,
    name_words,
    often_words,
    origin_words,
    position_words,
)
from loosen.tui.widgets.table import Line, Table, signed


def exercise_columns(width: int) -> tuple[int, int, int, int]:
    """Widths of name, areas, position and dose in a table of a width, padding apart; 0 leaves one out.

    The name always has a column: rows without any would have no cell for the cursor.
    """
    name, dose = 28, 23
    position = 17 if width >= 98 else 0
    areas = width - name - position - dose - (8 if position else 6)
    if areas >= 14:
        return name, areas, position, dose
    room = max(0, width - 4)
    return max(1, room * 3 // 5), 0, 0, room - room * 3 // 5


def routine_columns(width: int) -> tuple[int, int, int, int]:
    """Widths of name, time, steps and how often in a table of a width, padding apart; 0 leaves one out."""
    if width >= 70:
        name = min(34, width - 49)
        return name, 7, 12, width - name - 27
    name = min(29, width - 28)
    often = width - name - 13
    if name >= 22 and often >= 12:
        return name, 7, 0, often
    return max(1, width - 13), 7, 0, 0


NAME_AND_DOSE = frozenset({0, 3})
PUT_ASIDE = "✓ "


class ExerciseTable(Table):
    """Exercises by slug.

    When a row is seen, ``liking`` is asked what is thought of an exercise, and ``put_aside`` whether it is
    among those.
    """

    def __init__(
        self,
        liking: Callable[[str], Liking | None],
        put_aside: Container[str],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._liking, self._put_aside = liking, put_aside

    def show(self, exercises: Sequence[Exercise], width: int, *, anew: bool) -> None:
        """Show these in so many cells; the cursor stays on its exercise, or goes to the first ``anew``."""
        slugs, widths = [exercise.slug for exercise in exercises], exercise_columns(width)
        kept = None if anew else self.current
        row = slugs.index(kept) if kept in slugs else 0
        self.fill(slugs, lambda n: self._said(exercises[n], widths[0]), widths, row=row)

    def _said(self, exercise: Exercise, width: int) -> Line:
        liking = self._liking(exercise.slug)
        name = name_words(exercise)
        name = f"{PUT_ASIDE}{name}" if exercise.slug in self._put_aside else name
        texts = (
            signed(name, liking.sign, width) if liking else name,
            areas_words(exercise.areas, primary_only=True),
            position_words(exercise.position),
            dose_words(exercise.default.dose),
        )
        return Line(texts, NAME_AND_DOSE, origin_words(exercise))


NAME_AND_TIME = frozenset({0, 1})
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
        standing: Mapping[str, DueState],
        now: datetime | None,
        width: int,
    ) -> None:
        """Show these in so many cells; ``now`` is None as long as nobody has said how they stand."""
        slugs, shown, widths = list(routines), list(routines.values()), routine_columns(width)

        def line(row: int) -> Line:
            stands = standing.get(slugs[row])
            loud = NAME_AND_TIME | {3} if stands and stands.is_due else NAME_AND_TIME
            one = self._look(shown[row])
            return Line(_texts(one, stands, now, widths[0]), loud, OWN if one.yours else "")

        kept = self.current or ""
        row = slugs.index(kept) if kept in routines else self.cursor_row
        self.fill(slugs, line, widths, row=row)


def _texts(
    one: ListedRoutine, stands: DueState | None, now: datetime | None, width: int
) -> tuple[str, str, str, str]:
    rhythm, _, _ = often_words(one.routine.frequency, None).partition(", ")
    name, often = one.routine.name, rhythm or one.author
    if one.kept:
        name = signed(name, DUE if stands and stands.is_due else KEPT, width)
        often = due_column(stands, now) if stands and now else often
    return name, clock_words(one.seconds).rjust(6), count_words(len(one.steps), "exercise"), often
