"""The tables of exercises and of routines: what stands in a row, and how wide each column is."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from loosen.domain.body import Area, Word
from loosen.domain.due import DueState
from loosen.domain.exercise import Exercise
from loosen.domain.routine import ListedRoutine, Routine
from loosen.domain.search import asked_areas, match_spans
from loosen.domain.settings import Liking
from loosen.text.due import due_column
from loosen.text.signs import exercise_signs
from loosen.text.wording import (
    clock_words,
    count_words,
    dose_words,
    fitting_areas_words,
    list_words,
    often_words,
    position_words,
)
from loosen.tui.widgets.table import Line, Table, shorten

NAME, AREAS, POSITION, DOSE = 28, 24, 17, 22
"""Cells of the columns where there is room for them; areas get what is left."""
LEAST_NARROW, LEAST_DOSE, WIDEST_DOSE = 12, 14, 30
SIGNS = 3
"""Cells of two signs and a space before a name; a third sign takes one more."""


class ExerciseColumns(NamedTuple):
    """Widths of the columns of the list of exercises, padding apart; 0 leaves one out."""

    name: int
    areas: int
    position: int
    dose: int


def exercise_columns(width: int, signs: int = SIGNS, *, previewed: bool = False) -> ExerciseColumns:
    """The widths in a table of a width, the signs before a name being part of its column.

    The name always has a column: rows without any would have no cell for the cursor. Where a row is
    ``previewed`` beside the table, the dose is the first to go; elsewhere areas are.
    """
    name, wide = NAME + signs, width - NAME - signs
    if wide >= POSITION + DOSE + AREAS + 10:
        dose = max(DOSE, min(WIDEST_DOSE, wide - POSITION - 2 * AREAS - 8))
        return ExerciseColumns(name, wide - POSITION - dose - 8, POSITION, dose)
    if wide >= LEAST_DOSE + AREAS + 6:
        dose = min(DOSE, wide - AREAS - 6)
        return ExerciseColumns(name, wide - dose - 6, 0, dose)
    room = max(0, width - 4)
    if previewed and room >= name + LEAST_DOSE:
        return ExerciseColumns(name, room - name, 0, 0)
    dose = max(min(LEAST_NARROW, room * 2 // 5), room - name)
    return ExerciseColumns(max(1, room - dose), 0, 0, dose)


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
        self._text, self._wanted = "", frozenset[Area]()
        self._origins = False

    def show(
        self,
        exercises: Sequence[Exercise],
        width: int,
        *,
        anew: bool,
        text: str = "",
        wanted: Iterable[Word] = (),
        origins: bool = False,
        previewed: bool = False,
    ) -> None:
        """Show these in so many cells; the cursor stays on its exercise, or goes to the first ``anew``.

        Args:
            exercises: what the search and the filters leave, in their order.
            width: cells of the table.
            anew: whether something else was searched for.
            text: the search, whose matches are marked.
            wanted: words of the filters; the areas among them are shown first.
            origins: whether there is a sign for where an exercise comes from.
            previewed: whether the dose of the one under the cursor stands beside the table.
        """
        self._text, self._origins = text, origins
        self._wanted = frozenset(word for word in wanted if isinstance(word, Area))
        slugs = [exercise.slug for exercise in exercises]
        widths = exercise_columns(width, SIGNS + origins, previewed=previewed)
        kept = None if anew else self.current
        row = slugs.index(kept) if kept in slugs else 0
        self.fill(slugs, lambda n: self._said(exercises[n], widths), widths, row=row)

    def _said(self, exercise: Exercise, widths: ExerciseColumns) -> Line:
        signs = exercise_signs(
            exercise,
            self._liking(exercise.slug),
            put_aside=exercise.slug in self._put_aside,
            origins=self._origins,
        )
        areas = self._areas(exercise, widths.areas)
        spans = [
            (start + len(signs) + 1, end + len(signs) + 1)
            for start, end in match_spans(exercise.name, self._text)
        ]
        texts = (
            f"{signs} {exercise.name}",
            areas,
            position_words(exercise.position),
            dose_words(exercise.default.dose),
        )
        return Line(texts, NAME_AND_DOSE, found={0: spans, 1: match_spans(areas, self._text)})

    def _areas(self, exercise: Exercise, width: int) -> str:
        """The areas asked for, then the main ones; all of them where they fit."""
        areas = exercise.areas
        asked = asked_areas(areas, self._text, self._wanted)
        main = tuple(dict.fromkeys(asked + areas.primary))
        every = list_words(dict.fromkeys(main + areas.secondary))
        return every if len(every) <= width else fitting_areas_words(main, width)


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
            return Line(_texts(one, stands, now, widths[0]), loud)

        kept = self.current or ""
        row = slugs.index(kept) if kept in routines else self.cursor_row
        self.fill(slugs, line, widths, row=row)


def _texts(
    one: ListedRoutine, stands: DueState | None, now: datetime | None, width: int
) -> tuple[str, str, str, str]:
    rhythm, _, _ = often_words(one.routine.frequency, None).partition(", ")
    name, often = one.routine.name, rhythm or one.author
    if one.kept:
        name = f"{shorten(name, width - 2)} {DUE if stands and stands.is_due else KEPT}"
        often = due_column(stands, now) if stands and now else often
    return name, clock_words(one.seconds).rjust(6), count_words(len(one.steps), "exercise"), often
