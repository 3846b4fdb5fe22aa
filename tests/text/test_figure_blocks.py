"""Cells as quadrant blocks: they show the cells' inks, and name few colours."""

from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.figure import Cell, Ink
from loosen.domain.figure.mosaic import cell_of
from loosen.text.figure_blocks import BLOCKS, InkRun, runs

G, W, T = Ink.GROUND, Ink.WORK, Ink.TRUNK
shown_inks = st.sampled_from([ink for ink in Ink if ink is not Ink.EDGE])


def shown_cell(pattern: int, one: Ink, other: Ink) -> Cell:
    back, front = sorted((one, other))
    return cell_of(pattern, front, back)


def quadrants(run: InkRun) -> list[tuple[Ink, ...]]:
    found = []
    for sign in run.text:
        pattern = BLOCKS.index(sign)
        inks = tuple(run.front if pattern >> bit & 1 else run.back for bit in range(4))
        assert None not in inks
        found.append(tuple(ink for ink in inks if ink is not None))
    return found


@given(st.lists(st.builds(shown_cell, st.integers(0, 15), shown_inks, shown_inks), max_size=12))
def test_the_signs_show_the_cells(line: list[Cell]) -> None:
    found = list(runs(line))
    assert [q for run in found for q in quadrants(run)] == [cell.quadrants() for cell in line]
    assert G not in {run.front for run in found}


def test_a_limb_on_the_ground_is_one_run() -> None:
    line = [Cell(0, G, G), Cell(0b1010, W, G), Cell(0, W, W), Cell(0b0101, W, G), Cell(0, G, G)]
    assert list(runs(line)) == [InkRun(" ▐█▌ ", W, G)]


def test_a_pair_of_inks_is_always_written_alike() -> None:
    line = [Cell(0b0011, T, G), Cell(0, T, T), Cell(0b1010, W, T), Cell(0, W, W)]
    assert list(runs(line)) == [InkRun("▀█", T, G), InkRun("▐", W, T), InkRun("█", W, G)]


def test_a_full_block_goes_on_with_the_floor_beside_it() -> None:
    mat = Ink.MAT
    line = [Cell(0, mat, mat), Cell(0b1010, W, mat), Cell(0, W, W), Cell(0, mat, mat)]
    assert list(runs(line)) == [InkRun(" ▐█ ", W, mat)]


def test_a_line_of_one_ink_needs_nothing_in_front() -> None:
    assert list(runs([Cell(0, Ink.MAT, Ink.MAT)] * 3)) == [InkRun("   ", None, Ink.MAT)]
    assert list(runs([])) == []
