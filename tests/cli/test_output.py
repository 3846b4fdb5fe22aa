import pytest
from hypothesis import given
from hypothesis import strategies as st

from loosen.cli import output


def test_columns_align_by_what_a_terminal_shows() -> None:
    rows = [("朝の", "1:00", "a"), ("e\u0301te", "12:00", "b")]
    assert output.table(rows, right=frozenset({1})) == ["朝の   1:00  a", "éte   12:00  b"]


@given(st.text())
def test_no_cell_or_paragraph_lets_an_escape_through(text: str) -> None:
    hostile = f"\x1b[31m{text}\x9b\u202e"
    shown = "".join(output.table([(hostile, "x")])) + output.paragraph(hostile)
    assert not set(shown) & {"\x1b", "\x9b", "\u202e"}


def test_a_line_is_cut_between_wide_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "columns", lambda: 6)
    assert output.fitted("朝の体操") == "朝の…"
    assert output.fitted("朝の体") == "朝の体"


def test_a_paragraph_hangs_under_its_mark() -> None:
    text = output.paragraph("word " * 20, 2, "· ")
    assert text.splitlines()[0].startswith("  · word")
    assert text.splitlines()[1].startswith("    word")


def test_a_pipe_has_no_width() -> None:
    assert output.columns() is None
    assert not output.coloured()
