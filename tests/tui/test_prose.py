"""Text in rows: how it is set into a width, and that it can be marked as it stands."""

import pytest
from rich.cells import cell_len
from textual.selection import SELECT_ALL
from tui.story import Opened

from loosen.tui.widgets.prose import GAP, Lead, Prose, ProseRow, ProseView, Tail

STEP = ProseRow(
    "Knee drops, both sides in turn",
    leads=(Lead("12", 4),),
    tails=(Tail("10 a side × 2"), Tail("1:52", 8)),
)
ITEM = ProseRow("A text of some words", leads=(Lead("between the knees", 12, gap=2), Lead("◦", 2)))


def set_in(rows: tuple[ProseRow, ...], width: int, two_from: int = 0) -> list[str]:
    return Prose(rows, two_from).set_in(width).plain.split("\n")


def test_lines_hang_from_what_leads_to_them_and_a_long_lead_has_lines_of_its_own() -> None:
    assert set_in((ITEM, GAP, ProseRow("End.")), 24) == [
        "between     ◦ A text of",
        "the knees     some words",
        "",
        "End.",
    ]


def test_what_stands_at_the_end_of_a_line_is_set_to_the_right_and_takes_less_than_half() -> None:
    assert set_in((STEP,), 40) == [
        "12  Knee drops,    10 a side × 2    1:52",
        "    both sides in",
        "    turn",
    ]
    assert set_in((ProseRow("On", tails=(Tail("a long dose of it"),)),), 20) == [
        "On            a long",
        "             dose of",
        "                  it",
    ]


@pytest.mark.parametrize("width", [1, 2, 5, 10, 17, 40, 200])
def test_no_line_is_longer_than_the_room_where_there_is_room_for_its_leads(width: int) -> None:
    rows = (ProseRow("Some words, 腰痛 among them"), GAP, ProseRow("a", leads=(Lead("·", 2),)))
    assert all(cell_len(line) <= max(width, 3) for line in set_in(rows, width))


def test_rows_stand_by_twos_only_where_there_is_room() -> None:
    rows = tuple(ProseRow(words, leads=(Lead(key, 4),)) for key, words in ("ab", "cd", "ef"))
    assert set_in(rows, 22, two_from=20) == ["a   b       c   d", "e   f"]
    assert set_in(rows, 19, two_from=20) == ["a   b", "c   d", "e   f"]


async def test_a_page_is_marked_line_by_line_as_it_stands(app: Opened) -> None:
    async with app() as story:
        await story.press("enter")
        blocks = story.screen.query_one("#blocks", ProseView)
        blocks.screen.selections = {blocks: SELECT_ALL}
        marked = story.screen.get_selected_text()
        assert marked is not None
        lines = marked.rstrip("\n").split("\n")
        assert "Begin" in lines
        assert len(lines) >= blocks.size.height - 1
        assert not any(line.endswith(" ") for line in lines)
