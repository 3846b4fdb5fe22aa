"""The table of sessions that were played: when, what, how long, and how it felt."""

from collections.abc import Sequence

from loosen.domain.history import SessionRecord
from loosen.text.progress_words import row_words
from loosen.tui.widgets.columns import session_columns
from loosen.tui.widgets.table import Line, Table

LOUD = frozenset({0, 1})


class SessionTable(Table):
    """Sessions by id; filled anew, the cursor stays on its session, or in its row."""

    def show(self, records: Sequence[SessionRecord], year: int, width: int) -> None:
        """Show these in so many cells; a date of another ``year`` says so."""
        kept, keys = self.current, [str(record.id) for record in records]
        row = keys.index(kept) if kept in keys else self.cursor_row

        def line(row: int) -> Line:
            return Line(row_words(records[row], year), LOUD)

        self.fill(keys, line, session_columns(width), row=row)
