"""The preview of an exercise, beside or below the list."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from loosen.domain.exercise import Exercise
from loosen.domain.figure import Figure
from loosen.domain.settings import Liking
from loosen.text.wording import (
    areas_words,
    dose_words,
    list_words,
    name_words,
    origin_words,
    position_words,
)
from loosen.tui.late import once_painted
from loosen.tui.widgets.figure import Animation, MovingFigure


class ExercisePreview(Vertical):
    """Name, summary and what to ask first; three lines where there is little room.

    Each text fills a room of its own height whatever it says, so that a step in the list lays nothing
    out anew; and the figure comes after the words, so that it holds no step up.
    """

    DEFAULT_CSS = """
    ExercisePreview { height: 4; padding: 0 1; }
    ExercisePreview > Static { height: 1fr; }
    ExercisePreview > #whole, ExercisePreview > MovingFigure { display: none; }
    """

    exercise: reactive[Exercise | None] = reactive(None)
    liking: reactive[Liking | None] = reactive(None)

    def __init__(
        self, animation: Animation, figure_of: Callable[[Exercise], Figure | None]
    ) -> None:
        super().__init__()
        self._animation, self._figure_of = animation, figure_of

    def compose(self) -> ComposeResult:
        """A figure, and the text for much room and for little."""
        yield MovingFigure(self._animation)
        yield Static(id="whole")
        yield Static(id="brief")

    def watch_exercise(self, exercise: Exercise | None) -> None:
        """Show another exercise."""
        if exercise is None or not self.is_mounted:
            return
        self.query_one("#brief", Static).update(brief(exercise, self.liking), layout=False)
        self.query_one("#whole", Static).update(whole(exercise, self.liking), layout=False)
        once_painted(self, self._play)

    def watch_liking(self) -> None:
        """Say what is thought of it."""
        self.watch_exercise(self.exercise)

    def _play(self) -> None:
        figure = self.query_one(MovingFigure)
        if figure.display and self.exercise is not None:
            found = self._figure_of(self.exercise)
            figure.set_class(found is None, "-none")
            figure.play(found)


def brief(exercise: Exercise, liking: Liking | None) -> Content:
    """What it is and who should ask first."""
    return Content.assemble(exercise.summary, "\n", (asked_first(exercise, liking), "$quiet"))


def whole(exercise: Exercise, liking: Liking | None) -> Content:
    """All that there is room for beside the list: name, dose, position, areas, and how it is done."""
    whose = origin_words(exercise)
    dose = f"{dose_words(exercise.default.dose)} · {position_words(exercise.position)}"
    areas = f"{areas_words(exercise.areas, primary_only=True)}{whose and ' · '}{whose}"
    how = "\n".join(f"{n}  {step}" for n, step in enumerate(exercise.steps, 1))
    return Content.assemble(
        (name_words(exercise), "bold"),
        (f"\n{dose}\n{areas}\n\n", "$quiet"),
        brief(exercise, liking),
        f"\n\n{how}",
    )


def asked_first(exercise: Exercise, liking: Liking | None) -> str:
    """What is thought of it, and who should leave it out or ask first, in one line."""
    return "   ".join(filter(None, (liking.label if liking else "", cautions_line(exercise))))


def cautions_line(exercise: Exercise) -> str:
    """Who should leave it out and who should ask first, in one line."""
    cautions = exercise.cautions
    if cautions is None:
        return "cautions unknown: nobody has written down who should ask first"
    parts = []
    if cautions.avoid:
        parts.append(f"leave out: {list_words(cautions.avoid)}")
    if cautions.ask_first:
        parts.append(f"ask first: {list_words(cautions.ask_first)}")
    return "   ".join(parts)
