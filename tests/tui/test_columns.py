from collections.abc import Callable

import pytest

from loosen.tui.widgets.tables import exercise_columns, routine_columns

PADDING = 2
NARROWEST = 24
"""No list of names is read in less."""


@pytest.mark.parametrize("columns_for", [exercise_columns, routine_columns])
def test_a_table_has_a_column_at_any_width_and_none_too_many(
    columns_for: Callable[[int], tuple[int, ...]],
) -> None:
    for width in range(200):
        widths = [one for one in columns_for(width) if one]
        assert widths, width
        assert sum(widths) + PADDING * len(widths) <= max(width, NARROWEST), width
