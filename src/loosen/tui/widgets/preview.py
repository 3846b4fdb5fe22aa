"""What an exercise is, beside or below the list."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from loosen.domain.exercise import Exercise
from loosen.domain.figure import Figure
from loosen.domain.settings import Liking
from loosen.domain.wording import (
    areas_words,
    dose_words,
    list_words,
    name_words,
    origin_words,
    position_words,
)
from loosen.tui.widgets.figure import Animation, MovingFigure


class ExercisePreview(Vertical):
    """Name, summary and what to ask first; three lines where there is little room."""

    DEFAULT_CSS = """
    ExercisePreview { height: 4; padding: 0 1; }
    ExercisePreview > .line { height: auto; }
    ExercisePreview > .wide, ExercisePreview > MovingFigure { display: none; }
    """

    exercise: reactive[Exercise | None] = reactive(None)
    liking: reactive[Liking | None] = reactive(None)

    def __init__(
        self, animation: Animation, figure_of: Callable[[Exercise], Figure | None]
    ) -> None:
        super().__init__()
        self._animation, self._figure_of = animation, figure_of

    def compose(self) -> ComposeResult:
        """A figure and a few texts, filled as the exercise changes."""
        yield MovingFigure(self._animation)
        yield Static(classes="name wide")
        yield Static(classes="facts wide")
        yield Static(classes="line summary")
        yield Static(classes="line cautions")
        yield Static(classes="how wide")

    def watch_exercise(self, exercise: Exercise | None) -> None:
        """Show another exercise."""
        if exercise is None or not self.is_mounted:
            return
        liking = self.liking.label if self.liking else ""
        whose = origin_words(exercise)
        facts = (
            f"{dose_words(exercise.default.dose)} · {position_words(exercise.position)}\n"
            f"{areas_words(exercise.areas, primary_only=True)}{whose and ' · '}{whose}"
        )
        texts = {
            ".name": name_words(exercise),
            ".facts": facts,
            ".summary": exercise.summary,
            ".cautions": "   ".join(filter(None, (liking, cautions_line(exercise)))),
            ".how": "\n".join(f"{n}  {step}" for n, step in enumerate(exercise.steps, 1)),
        }
        for place, text in texts.items():
            self.query_one(place, Static).update(Content(text))
        figure = self.query_one(MovingFigure)
        if figure.display:
            found = self._figure_of(exercise)
            figure.set_class(found is None, "-none")
            figure.play(found)

    def watch_liking(self) -> None:
        """Say what is thought of it."""
        self.watch_exercise(self.exercise)


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
