"""Which exercises to list: words of five lists, ticked one by one."""

from collections.abc import Callable, Iterable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import SelectionList, Static
from textual.widgets.selection_list import Selection

from loosen.domain.body import Area, Caution, Equipment, Kind, Position, Word
from loosen.domain.wording import kind_words, position_words

LISTS: tuple[tuple[str, type[Word]], ...] = (
    ("for", Area),
    ("start", Position),
    ("kind", Kind),
    ("uses", Equipment),
    ("avoid", Caution),
)


def _words(word: Word) -> str:
    if isinstance(word, Position):
        return position_words(word)
    return kind_words(word) if isinstance(word, Kind) else word.label


class FilterDialog(ModalScreen[frozenset[Word] | None]):
    """Ticks words; tells how many exercises remain as they change."""

    CSS_PATH = "filters.tcss"
    BINDINGS = [
        Binding("escape,f", "take", "Done", id="filter.done"),
        Binding("c", "clear", "Clear all", id="filter.clear"),
        Binding("j", "down", "Down", show=False, id="filter.down"),
        Binding("k", "up", "Up", show=False, id="filter.up"),
    ]

    def __init__(self, chosen: Iterable[Word], count: Callable[[frozenset[Word]], str]) -> None:
        super().__init__()
        self._chosen = frozenset(chosen)
        self._count = count

    def compose(self) -> ComposeResult:
        """All lists under one another, each word led by its list's name."""
        selections = [
            Selection(Content(f"{name:<6} {_words(word)}"), word, word in self._chosen)
            for name, words in LISTS
            for word in words
        ]
        with Vertical(classes="dialog"):
            yield Static(Content("Show exercises"), classes="question")
            yield SelectionList[Word](*selections)
            yield Static(classes="count")
            yield Static(Content("space ticks   c clears   esc done"), classes="quiet")

    def on_mount(self) -> None:
        """Ready to tick."""
        self.query_one(SelectionList).focus()
        self._tell()

    def on_selection_list_selected_changed(self) -> None:
        """Tell how many remain."""
        self._tell()

    def _tell(self) -> None:
        self.query_one(".count", Static).update(Content(self._count(self._ticked())))

    def _ticked(self) -> frozenset[Word]:
        return frozenset(self.query_one(SelectionList).selected)

    def action_take(self) -> None:
        """Take what is ticked."""
        self.dismiss(self._ticked())

    def action_clear(self) -> None:
        """Untick everything."""
        self.query_one(SelectionList).deselect_all()

    def action_down(self) -> None:
        """Move on."""
        self.query_one(SelectionList).action_cursor_down()

    def action_up(self) -> None:
        """Move back."""
        self.query_one(SelectionList).action_cursor_up()
