"""The table of exercises: name with what is thought of it, areas, position and dose."""

from collections.abc import Callable, Container, Sequence

from loosen.domain.exercise import Exercise
from loosen.domain.settings import Liking
from loosen.text.wording import (
    areas_words,
    dose_words,
    name_words,
    origin_words,
    position_words,
)
from loosen.tui.widgets.columns import exercise_columns
from loosen.tui.widgets.table import Line, Table, signed

LOUD = frozenset({0, 3})
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
        return Line(texts, LOUD, origin_words(exercise))
