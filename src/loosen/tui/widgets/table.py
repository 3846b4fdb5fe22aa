"""A table of rows to move through with arrows or with the keys of vi."""

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual.binding import Binding
from textual.widgets import DataTable
from textual.widgets.data_table import RowKey


def shorten(text: str, width: int) -> str:
    """A text that fits into so many cells, with … where something is left away."""
    if cell_len(text) <= width:
        return text
    return f"{set_cell_size(text, max(0, width - 1)).rstrip(' ·,')}…"


def signed(text: str, sign: str, width: int) -> str:
    """A text with a sign behind it that fits into so many cells, the sign in any case."""
    return f"{shorten(text, width - 2)} {sign}"


class Table(DataTable[Text], inherit_bindings=False):
    """Rows under a cursor; j k g G move it beside the arrows.

    Enter is left to the screen, so that its footer can say what Enter does there; a click selects.
    """

    BINDINGS = [
        Binding("down,j", "cursor_down", "Down", show=False, id="table.down"),
        Binding("up,k", "cursor_up", "Up", show=False, id="table.up"),
        Binding("home,g", "scroll_top", "First", show=False, id="table.first"),
        Binding("end,G", "scroll_bottom", "Last", show=False, id="table.last"),
        Binding("pagedown,ctrl+d", "page_down", "Page down", show=False, id="table.page-down"),
        Binding("pageup,ctrl+u", "page_up", "Page up", show=False, id="table.page-up"),
    ]

    COMPONENT_CLASSES = {"table--quiet"}
    DEFAULT_CSS = """
    Table > .table--quiet { color: $quiet; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(cursor_type="row", show_header=False, id=id)

    @property
    def current(self) -> str | None:
        """The key of the row under the cursor; None in an empty table, and where no column fits."""
        if not self.is_valid_coordinate(self.cursor_coordinate):
            return None
        return self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value

    def cells(
        self, texts: Iterable[str], widths: Iterable[int], loud: frozenset[int], mark: str = ""
    ) -> list[Text]:
        """A row's cells: those of ``loud`` columns in full colour; a column of width 0 is left away.

        A ``mark`` stands quietly behind the first text, which gives way to it.
        """
        quiet = self.get_component_rich_style("table--quiet", partial=True)
        tail = f" · {mark}" if mark else ""
        found = []
        for n, (text, width) in enumerate(zip(texts, widths, strict=True)):
            if width:
                end = tail if n == 0 and width > 2 * len(tail) else ""
                style = "" if n in loud else quiet
                cell = Text(shorten(text, width - len(end)), style=style, no_wrap=True)
                found.append(cell.append(end, quiet) if end else cell)
        return found

    def lay_out(self, widths: Iterable[int]) -> None:
        """Empty the table and give it columns; one of width 0 is left away."""
        self.clear(columns=True)
        for width in widths:
            if width:
                self.add_column("", width=width)

    def _update_dimensions(self, new_rows: Iterable[RowKey]) -> None:
        # Every column has its width and every row one line. Measuring each cell of thousands of rows
        # would only hold the next key up.
        super()._update_dimensions(())

    def go_to(self, key: str) -> None:
        """Put the cursor on a row, where it exists."""
        if key in self.rows:
            self.move_cursor(row=self.get_row_index(key))
