import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loosen.cli import output

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXT,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(TEXT, inside, max_size=3),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PLAIN)
def test_json_is_as_the_standard_library_writes_it(
    capsysbinary: pytest.CaptureFixture[bytes], value: object
) -> None:
    output.say_json(value)
    assert (
        capsysbinary.readouterr().out
        == f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PLAIN, max_size=4))
def test_a_list_comes_item_by_item_and_looks_as_if_it_came_at_once(
    capsysbinary: pytest.CaptureFixture[bytes], values: list[object]
) -> None:
    output.say_json_list(iter(values))
    listed = capsysbinary.readouterr().out
    output.say_json(values)
    assert capsysbinary.readouterr().out == listed


def test_an_item_is_out_before_the_next_one_is_made(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    def items() -> Iterator[str]:
        yield "first"
        assert b"first" in capsysbinary.readouterr().out
        yield "second"

    output.say_json_list(items())
    assert b"second" in capsysbinary.readouterr().out


def test_style_is_for_terminals(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    output.say(output.strong("bold"))
    monkeypatch.setattr(output, "coloured", lambda: True)
    output.say(output.strong("bold"))
    assert capsys.readouterr().out == "bold\n\x1b[1mbold\x1b[0m\n"


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
