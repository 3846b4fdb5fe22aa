"""The filters of the list of exercises: areas, positions, kinds and more, ticked one by one."""

from collections.abc import Callable, Collection, Iterable

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Word
from loosen.domain.exercise import Origin
from loosen.text.wording import filter_word
from loosen.tui.dialogs.dialog import Dialog
from loosen.tui.widgets.option_lists import Ticks

LISTS: tuple[tuple[str, type[Word]], ...] = (
    ("for", Area),
    ("starting position", Position),
    ("kind", Kind),
    ("using", Equipment),
    ("avoiding", Caution),
    ("at most", Level),
)
WHOSE = "whose"


class FilterDialog(Dialog[tuple[Word, ...] | None]):
    """Ticks words; tells how many exercises remain as they change. Answers them in the lists' order.

    Escape answers None: the filters stay as they were.
    Whose they are is asked where the catalogue has them of several ``origins``.
    """

    CSS_PATH = "filters.tcss"
    BINDINGS = [
        Binding("enter,f", "take", "Show", key_display="↵", id="filter.done"),
        Binding("x", "clear", "Clear", id="filter.clear", tooltip="Take every tick away"),
        Binding("u", "undo", "Undo", id="filter.undo", tooltip="As it was when you came"),
        Binding("escape", "dismiss", "Back", key_display="esc", id="filter.back"),
    ]

    ticks = getters.query_one(Ticks)

    def __init__(
        self,
        chosen: Iterable[Word],
        count: Callable[[tuple[Word, ...]], str],
        origins: Collection[Origin] = (),
    ) -> None:
        super().__init__("Show exercises")
        self._lists: list[tuple[str, list[Word]]] = [(name, list(words)) for name, words in LISTS]
        if len(origins) > 1:
            self._lists.append((WHOSE, [origin for origin in Origin if origin in origins]))
        self._chosen = frozenset(chosen)
        self._count = count

    def parts(self) -> ComposeResult:
        """All lists under one another."""
        groups = [
            (name, [(filter_word(word), word) for word in words]) for name, words in self._lists
        ]
        yield Ticks[Word](groups, self._chosen)
        yield Static(classes="count")

    def on_mount(self) -> None:
        """Focus the ticks."""
        self.ticks.focus()
        self._show_count()

    @property
    def _ticked(self) -> tuple[Word, ...]:
        return tuple(
            word for _, words in self._lists for word in words if word in self.ticks.ticked
        )

    @on(Ticks.Changed)
    def _show_count(self) -> None:
        self.query_one(".count", Static).update(Content(self._count(self._ticked)))

    def action_take(self) -> None:
        """Answer what is ticked."""
        self.dismiss(self._ticked)

    def action_clear(self) -> None:
        """Untick everything."""
        self.ticks.set_ticks(())

    def action_undo(self) -> None:
        """Tick again what was ticked at first."""
        self.ticks.set_ticks(self._chosen)
