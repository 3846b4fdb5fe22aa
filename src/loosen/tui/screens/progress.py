"""Progress: weeks, areas, before and after, sides; and every session, to read, to edit, to delete.

The history is read and written in threads of their own. Every number comes from ``domain.stats``.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import Rule, Static

from loosen.domain.history import SessionRecord
from loosen.domain.stats.overview import PERIODS, latest_first, progress_of
from loosen.domain.stats.weeks import days_of
from loosen.services.library import Library
from loosen.storage.history_db import History
from loosen.text.history import session_lines
from loosen.text.plain_pages import PAGE
from loosen.text.progress_page import Section, page, section_lines
from loosen.text.styled_lines import ASCII, BLOCKS
from loosen.text.wording import count_words
from loosen.tui.bindings import KeyedScreen, copy_key
from loosen.tui.dialogs.past import PastChoice, PastDialog
from loosen.tui.late import once_painted
from loosen.tui.messages import CopyText, OpenPlace, Place
from loosen.tui.models.history_edits import HistoryEdits, HistoryRead, HistoryWritten, heading
from loosen.tui.widgets.history import SectionsView, SessionTable
from loosen.tui.widgets.keyline import KeyLine
from loosen.tui.widgets.masthead import Masthead
from loosen.tui.widgets.page import Page

EMPTY = (
    "Nothing here yet, and nothing is missing.\n\n"
    "After your first session this place shows your weeks, how you felt before and after, what each "
    "area got, and left beside right.\n\nFour minutes are a good beginning: 2 leads to the routines."
)
OF_LIST = frozenset({"look", "edit", "delete"})


class ProgressScreen(KeyedScreen[None]):
    """Charts and sessions of a person's history."""

    CSS_PATH = "progress.tcss"
    BINDINGS = [
        Binding("s", "list", "Sessions", id="progress.list", tooltip="Every session, and back"),
        Binding("enter", "look", "Open", key_display="↵", id="progress.look"),
        Binding("e", "edit", "Edit", id="progress.edit", tooltip="Change what you said of it"),
        Binding("x,delete", "delete", "Delete", key_display="x", id="progress.delete"),
        Binding("u", "undo", "Undo", id="progress.undo", tooltip="Take back the last change"),
        Binding(
            "left_square_bracket", "period(-1)", "Weeks", key_display="[ ]", id="progress.fewer"
        ),
        Binding("right_square_bracket", "period(1)", "More weeks", show=False, id="progress.more"),
        copy_key("progress"),
        Binding("escape", "leave", "Back", show=False, id="progress.leave"),
    ]

    view = getters.query_one(SectionsView)
    table = getters.query_one(SessionTable)

    def __init__(
        self, library: Library, history: History, today: Callable[[], datetime], *, plain: bool
    ) -> None:
        super().__init__()
        self._library, self._today = library, today
        self._edits = HistoryEdits(self, history, today)
        self._signs = ASCII if plain else BLOCKS
        self._known = False
        self._period = PERIODS[1]

    def compose(self) -> ComposeResult:
        """Masthead; the page and the sessions beside it, or one of them."""
        yield Masthead(Place.PROGRESS)
        yield Rule(line_style="solid")
        yield Static(id="problem")
        yield Static(Content(EMPTY), id="empty")
        with Horizontal(id="body"):
            with Page(id="page"):
                yield SectionsView()
            yield SessionTable(id="sessions")
        yield KeyLine()

    def on_mount(self) -> None:
        """Focus the page."""
        self.query_one("#page", Page).focus()

    def on_screen_resume(self) -> None:
        """Read the history again: a session may have been played in between."""
        self._edits.read()

    def on_resize(self, _event: Resize) -> None:
        """Lay page and list out anew."""
        once_painted(self, self._show_all)

    @on(HistoryWritten)
    def _was_written(self, message: HistoryWritten) -> None:
        self._edits.written(message)

    @on(HistoryRead)
    def _was_read(self, message: HistoryRead) -> None:
        self._show_problem(message.problem)
        if not message.problem:
            self._edits.records, self._known = latest_first(message.records), True
        self.set_class(not message.problem and not self._edits.records, "-empty")
        # Only then is it known which of page and list has what room.
        once_painted(self, self._show_all)
        self.refresh_bindings()

    def _show_problem(self, problem: str | None) -> None:
        self.set_class(bool(problem), "-problem")
        self.query_one("#problem", Static).update(Content(problem or ""))

    def _show(self) -> None:
        if not self._known:
            return
        self.view.show(self._pages())

    def _pages(self) -> Callable[[int], Iterator[Section]]:
        """Return a function from a width in cells to the sections of the period."""
        today, signs = self._today().date(), self._signs
        wanted, catalogue = self._library.settings.week, self._library.catalogue
        records = self._edits.records
        progress = progress_of(
            records, catalogue, wanted, today, self._period, days=days_of(records)
        )
        return lambda width: page(progress, today, width, signs)

    def _show_all(self) -> None:
        self._show()
        if self._known:
            self.query_one(Masthead).count(count_words(len(self._edits.records), "session"))
            self._fill()

    def _fill(self) -> None:
        self.table.show(self._edits.records, self._today().year)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a key applies: those of a session in the list, undo with something to undo."""
        if action in OF_LIST:
            return bool(self._edits.records) and self.table.has_focus
        if action in ("list", "period", "copy"):
            return bool(self._edits.records)
        return (action != "undo" or self._edits.can_undo) and super().check_action(
            action, parameters
        )

    def on_descendant_focus(self) -> None:
        """Refresh the keys: others apply in the list."""
        self.refresh_bindings()

    def action_list(self) -> None:
        """Focus the sessions, or the page again."""
        to_list = not self.table.has_focus
        self.set_class(to_list, "-list")
        self.set_focus(self.table if to_list else self.query_one("#page", Page))
        once_painted(self, self._show_all)

    def action_leave(self) -> None:
        """Go from the list to the page, from there to the exercises."""
        if self.table.has_focus:
            self.action_list()
        else:
            self.app.post_message(OpenPlace(Place.EXERCISES))

    def action_period(self, by: int) -> None:
        """Show more weeks, or fewer."""
        place = PERIODS.index(self._period) + by
        self._period = PERIODS[max(0, min(len(PERIODS) - 1, place))]
        self._show()

    @property
    def current(self) -> SessionRecord | None:
        """The session under the cursor."""
        key = self.table.current
        return next((record for record in self._edits.records if str(record.id) == key), None)

    @on(SessionTable.Selected)
    def action_look(self) -> None:
        """Open the session under the cursor."""
        record = self.current
        if record is None:
            return

        def chosen(choice: PastChoice | None) -> None:
            if choice is PastChoice.EDIT:
                self._edits.edit(record)
            elif choice is PastChoice.COPY:
                self._copy(record)
            elif choice is PastChoice.DELETE:
                self._edits.delete(record)

        self.app.push_screen(PastDialog(heading(record), session_lines(record)), chosen)

    def action_undo(self) -> None:
        """Take back the last change."""
        self._edits.undo()

    def action_edit(self) -> None:
        """Edit the answers of the session under the cursor."""
        if self.current:
            self._edits.edit(self.current)

    def action_delete(self) -> None:
        """Delete the session under the cursor."""
        if self.current:
            self._edits.delete(self.current)

    def action_copy(self) -> None:
        """Copy the page; in the list, the session under the cursor."""
        if self.table.has_focus and self.current:
            self._copy(self.current)
            return
        self.post_message(CopyText("your progress", tuple(section_lines(self._pages()(PAGE)))))

    def _copy(self, record: SessionRecord) -> None:
        self.post_message(CopyText(record.name, (heading(record), *session_lines(record))))
