"""The search for one exercise of the catalogue, best match first, as one types."""

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Exercise
from loosen.domain.text import clean
from loosen.text.wording import dose_words
from loosen.tui.dialogs.dialog import Dialog
from loosen.tui.widgets.inputs import TextInput
from loosen.tui.widgets.option_lists import Options

NAME, WIDE = 30, 64
"""Cells of a name in its column, and of a terminal that has room for columns."""
NONE = "Nothing is called that. Try another word."


class FindDialog(Dialog[str | None]):
    """Answers the slug of an exercise or variant; Escape answers None."""

    CSS_PATH = "find.tcss"
    BINDINGS = [
        Binding("escape", "dismiss", "Back", key_display="esc", id="find.back"),
        Binding("down", "go(1)", "Move", key_display="↑ ↓", id="find.down"),
        Binding("up", "go(-1)", "Up", show=False, id="find.up"),
        Binding("pagedown", "go(8)", "Page down", show=False, id="find.page-down"),
        Binding("pageup", "go(-8)", "Page up", show=False, id="find.page-up"),
    ]

    search = getters.query_one(Input)
    found = getters.query_one(Options)

    def __init__(self, question: str, catalogue: Catalogue) -> None:
        super().__init__(question)
        self._catalogue = catalogue
        self._fitting: tuple[Exercise, ...] = ()

    def parts(self) -> ComposeResult:
        """A line to type on over what fits."""
        yield TextInput(placeholder="name, area or text", max_length=80)
        yield Options()
        yield Static(classes="about")

    def on_mount(self) -> None:
        """Focus the search, over all exercises."""
        self.found.can_focus = False
        self.search.focus()
        self._fill()

    def on_resize(self) -> None:
        """Lay the lines out anew."""
        here = self.found.highlighted
        self._fill()
        self.found.highlighted = here

    @on(Input.Changed)
    def _fill(self) -> None:
        self._fitting = self._catalogue.search_records(clean(self.search.value, 80))
        options = [Option(self._line(one)) for one in self._fitting]
        self.found.clear_options().add_options(options)
        self.found.highlighted = 0 if options else None
        self._show_summary()

    def _line(self, exercise: Exercise) -> Content:
        if self.size.width < WIDE:
            return Content(exercise.name)
        dose = Content(f"  {dose_words(exercise.default.dose)}").stylize("$quiet")
        return Content(exercise.name.ljust(NAME)) + dose

    @on(OptionList.OptionHighlighted)
    def _show_summary(self) -> None:
        here = self.found.highlighted
        words = self._fitting[here].summary if here is not None else NONE
        self.query_one(".about", Static).update(Content(words))

    def action_go(self, by: int) -> None:
        """Move the cursor among the matches."""
        if self._fitting:
            here = self.found.highlighted or 0
            self.found.highlighted = max(0, min(len(self._fitting) - 1, here + by))

    @on(Input.Submitted)
    def _take(self) -> None:
        here = self.found.highlighted
        if here is not None:
            self.dismiss(self._fitting[here].slug)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option_index < len(self._fitting):  # fewer fit, where more was typed meanwhile
            self.dismiss(self._fitting[event.option_index].slug)
