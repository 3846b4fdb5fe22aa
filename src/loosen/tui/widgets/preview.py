"""The preview of an exercise, beside or below the list."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Rule, Static

from loosen.domain.exercise import Exercise
from loosen.domain.text import hanging
from loosen.text.wording import areas_words, dose_words, list_words, position_words
from loosen.tui.late import once_shown
from loosen.tui.widgets.animation import Animation

if TYPE_CHECKING:
    from loosen.domain.figure import Figure


class ExercisePreview(Vertical):
    """Name, summary and what to ask first; three lines where there is little room.

    Each text fills a room of its own height whatever it says, so that a step in the list lays nothing
    out anew; and the figure comes after the words, so that it holds no step up.
    """

    DEFAULT_CSS = """
    ExercisePreview { height: 4; padding: 0 1; }
    ExercisePreview > Static { height: 1fr; }
    ExercisePreview > #whole, ExercisePreview > #figure { display: none; }
    ExercisePreview MovingFigure { width: 100%; height: 100%; }
    """

    def __init__(
        self, animation: Animation, figure_of: Callable[[Exercise], "Figure | None"]
    ) -> None:
        super().__init__()
        self._animation, self._figure_of = animation, figure_of
        self._exercise: Exercise | None = None
        self._signs = ""

    def compose(self) -> ComposeResult:
        """A line between it and the list, a figure, and the text for much room and for little."""
        yield Rule(line_style="solid")
        yield Vertical(id="figure")
        yield Static(id="whole")
        yield Static(id="brief")

    def show(self, exercise: Exercise | None, signs: str) -> None:
        """Show another exercise, or none; ``signs`` are those of its row in words."""
        if (exercise, signs) == (self._exercise, self._signs):
            return
        self._exercise, self._signs = exercise, signs
        self._set()

    def on_resize(self) -> None:
        """Set the words in the new room, and the figure where there was none for it."""
        self._set()

    def _set(self) -> None:
        if self._exercise is None or not self.is_mounted:
            return
        width = self.query_one("#whole").size.width or self.size.width
        self.query_one("#brief", Static).update(brief(self._exercise, self._signs), layout=False)
        text = whole(self._exercise, self._signs, width)
        self.query_one("#whole", Static).update(text, layout=False)
        once_shown(self, self._play)

    def _play(self) -> None:
        """Show the figure in its room; what draws it is loaded with the first one."""
        room = self.query_one("#figure")
        if not room.display or self._exercise is None:
            return
        from loosen.tui.widgets.figure import MovingFigure

        found = self._figure_of(self._exercise)
        room.set_class(found is None, "-none")
        figure = next(iter(room.query(MovingFigure)), None)
        if figure is None:
            figure = MovingFigure(self._animation)
            figure.play(found)
            room.mount(figure)
        elif found is None or found is not figure.figure:
            figure.play(found)


def brief(exercise: Exercise, signs: str) -> Content:
    """Return the preview for little room: summary, signs in words, and who should ask first."""
    last = "   ".join(filter(None, (signs, cautions_line(exercise))))
    return Content.assemble(exercise.summary, "\n", (last, "$quiet"))


def whole(exercise: Exercise, signs: str, width: int) -> Content:
    """Return the preview beside the list: name, dose, position, areas, and how it is done.

    What is longer than a line of ``width`` cells goes on under its beginning, not under its number.
    """
    dose = f"{dose_words(exercise.default.dose)} · {position_words(exercise.position)}"
    how = (hanging(step, max(width, 20), 0, f"{n}  ") for n, step in enumerate(exercise.steps, 1))
    cautions = hanging(cautions_line(exercise), max(width, 20), 0, "")
    return Content.assemble(
        (exercise.name, "bold"),
        (f"\n{dose}\n{areas_words(exercise.areas, primary_only=True)}\n", "$quiet"),
        (f"{signs}\n" if signs else "", "$accent"),
        f"\n{exercise.summary}\n",
        (f"{cautions}\n" if cautions else "", "$quiet"),
        "\n",
        "\n".join(how),
    )


def cautions_line(exercise: Exercise) -> str:
    """Return who should leave it out and who should ask first, in one line."""
    cautions = exercise.cautions
    if cautions is None:
        return "cautions unknown: nobody has written down who should ask first"
    parts = []
    if cautions.avoid:
        parts.append(f"leave out: {list_words(cautions.avoid)}")
    if cautions.ask_first:
        parts.append(f"ask first: {list_words(cautions.ask_first)}")
    return "   ".join(parts)
