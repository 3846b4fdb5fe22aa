"""The tables of exercises and of routines: what stands in a row, and how wide each column is."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from loosen.domain.body import Area, Word
from loosen.domain.due import DueReason, DueState
from loosen.domain.exercise import Areas, Exercise
from loosen.domain.routine import ListedRoutine, Routine
from loosen.domain.search import asked_areas, match_spans
from loosen.domain.settings import Liking
from loosen.text.due import done_column, due_column, short_due_words
from loosen.text.search_words import found_elsewhere
from loosen.text.signs import exercise_signs, routine_signs
from loosen.text.wording import (
    clock_words,
    count_words,
    dose_words,
    fitting_areas_words,
    list_words,
    often_words,
    position_words,
)
from loosen.tui.widgets.table import Line, Table

NAME, AREAS, POSITION, DOSE = 28, 24, 17, 22
"""Cells of the columns where there is room for them; areas get what is left."""
LEAST_NARROW, LEAST_DOSE, WIDEST_DOSE = 12, 14, 30
SIGNS = 3
"""Cells of two signs and a space before a name; a third sign takes one more."""


EVERY_AREA = Areas(primary=tuple(Area))


class ExerciseColumns(NamedTuple):
    """Widths of the columns of the list of exercises, padding apart; 0 leaves one out."""

    name: int
    areas: int
    position: int
    dose: int


def exercise_columns(
    width: int, signs: int = SIGNS, *, areas_first: bool = False
) -> ExerciseColumns:
    """The widths in a table of a width, the signs before a name being part of its column.

    The name always has a column: rows without any would have no cell for the cursor. With ``areas_first``
    the dose is the first to go; elsewhere areas are.
    """
    name, wide = NAME + signs, width - NAME - signs
    if wide >= POSITION + DOSE + AREAS + 10:
        dose = max(DOSE, min(WIDEST_DOSE, wide - POSITION - 2 * AREAS - 8))
        return ExerciseColumns(name, wide - POSITION - dose - 8, POSITION, dose)
    if wide >= LEAST_DOSE + AREAS + 6:
        dose = min(DOSE, wide - AREAS - 6)
        return ExerciseColumns(name, wide - dose - 6, 0, dose)
    room = max(0, width - 4)
    last = max(min(LEAST_NARROW, room * 2 // 5), room - name)
    areas, dose = (last, 0) if areas_first else (0, last)
    return ExerciseColumns(max(1, room - last), areas, 0, dose)


TIME, DONE, OFTEN, COUNT = 6, 16, 16, 12
"""Cells of the columns of the list of routines; how often gets what is left, up to twice as much."""


class RoutineColumns(NamedTuple):
    """Widths of the columns of the list of routines, padding apart; 0 leaves one out.

    Without ``done``, a routine's column ``often`` says when it was last done where it is not scheduled.
    """

    name: int
    time: int
    often: int
    done: int
    steps: int


def routine_columns(width: int) -> RoutineColumns:
    """The widths in a table of a width, the signs before a name being part of its column."""
    name = NAME + SIGNS
    rest = width - name - TIME - 4
    if rest >= DONE + OFTEN + COUNT + 6:
        room = rest - DONE - COUNT - 6
        often = min(room, 2 * OFTEN)
        return RoutineColumns(name + room - often, TIME, often, DONE, COUNT)
    if rest >= DONE + OFTEN + 4:
        return RoutineColumns(name, TIME, rest - DONE - 4, DONE, 0)
    if rest >= OFTEN:
        return RoutineColumns(name, TIME, rest - 2, 0, 0)
    return RoutineColumns(max(1, width - TIME - 4), TIME if width > TIME + 4 else 0, 0, 0, 0)


NAME_AND_DOSE = frozenset({0, 3})


class ExerciseTable(Table):
    """Exercises by slug.

    ``liking`` returns what the person thinks of an exercise, and ``put_aside`` holds the basket; both are
    read when a row comes into view.
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
        *,
        anew: bool,
        text: str = "",
        wanted: Iterable[Word] = (),
        origins: bool = False,
        previewed: bool = False,
    ) -> None:
        """Show these; the cursor stays on its exercise, or goes to the first ``anew``.

        Args:
            exercises: what the search and the filters leave, in their order.
            anew: whether something else was searched for.
            text: the search, whose matches are marked.
            wanted: words of the filters; the areas among them are shown first.
            origins: whether there is a sign for where an exercise comes from.
            previewed: whether the dose of the one under the cursor stands beside the table.
        """
        self._text, self._origins = text, origins
        self._wanted = frozenset(word for word in wanted if isinstance(word, Area))
        slugs = [exercise.slug for exercise in exercises]
        asked = bool(asked_areas(EVERY_AREA, text, self._wanted))
        kept = None if anew else self.current
        row = slugs.index(kept) if kept in slugs else 0

        def columns(width: int) -> ExerciseColumns:
            return exercise_columns(width, SIGNS + origins, areas_first=previewed or asked)

        self.fill(slugs, lambda n, widths: self._said(exercises[n], widths), columns, row=row)

    def _said(self, exercise: Exercise, widths: ExerciseColumns) -> Line:
        signs = exercise_signs(
            exercise,
            self._liking(exercise.slug),
            put_aside=exercise.slug in self._put_aside,
            origins=self._origins,
        )
        areas = self._areas(exercise, widths.areas)
        position = position_words(exercise.position)
        row = (exercise.name, areas, position if widths.position else "")
        areas = found_elsewhere(exercise, self._text, row, widths.areas) or areas
        spans = [
            (start + len(signs) + 1, end + len(signs) + 1)
            for start, end in match_spans(exercise.name, self._text)
        ]
        texts = (
            f"{signs} {exercise.name}",
            areas,
            position,
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
OFTEN_COLUMN = 2


@dataclass(frozen=True)
class RoutineHistory:
    """Due states of the scheduled routines, and the day each routine was last done, by slug, as of ``now``.

    ``now`` is None as long as they are not known.
    """

    due: Mapping[str, DueState] = field(default_factory=dict)
    last_done: Mapping[str, date] = field(default_factory=dict)
    now: datetime | None = None


class RoutineTable(Table):
    """Routines by slug; ``look`` is asked for what one comes to when its row is seen.

    Filled anew, the cursor stays on its routine, or in its row.
    """

    def __init__(self, look: Callable[[Routine], ListedRoutine], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._look = look

    def show(self, routines: Mapping[str, Routine], history: RoutineHistory) -> None:
        """Show these, with what was done of them."""
        slugs, shown = list(routines), list(routines.values())

        def line(row: int, widths: RoutineColumns) -> Line:
            stands = history.due.get(slugs[row])
            loud = NAME_AND_TIME | {OFTEN_COLUMN} if stands and stands.is_due else NAME_AND_TIME
            return Line(_texts(self._look(shown[row]), history, widths), loud)

        kept = self.current or ""
        row = slugs.index(kept) if kept in routines else self.cursor_row
        self.fill(slugs, line, routine_columns, row=row)


def _texts(
    one: ListedRoutine, history: RoutineHistory, widths: RoutineColumns
) -> tuple[str, str, str, str, str]:
    stands, now = history.due.get(one.routine.slug), history.now
    signs = routine_signs(due=bool(stands and stands.is_due), scheduled=one.kept, yours=one.yours)
    done = done_column(history.last_done.get(one.routine.slug), now) if now else ""
    rhythm, _, _ = often_words(one.routine.frequency, None).partition(", ")
    often = rhythm or ("" if one.yours else one.author)
    if stands and now and not widths.done:
        often = due_column(stands, now)
    elif stands and now and stands.why is DueReason.DONE:
        done = short_due_words(stands, now)
    elif stands and now:
        often = short_due_words(stands, now)
    elif not widths.done:
        often = done or often
    return (
        f"{signs} {one.routine.name}",
        clock_words(one.seconds).rjust(TIME),
        often,
        done,
        count_words(len(one.steps), "exercise"),
    )
