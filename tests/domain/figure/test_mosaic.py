"""Inks on a canvas, the cells they are reduced to, and which of them wait while a figure moves."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.figure import (
    Cell,
    Ink,
    Mosaic,
    Picture,
    Steady,
    changed_cells,
    mosaic,
    paint,
)
from loosen.domain.figure.mosaic import ALIKE, Canvas, cell_of
from loosen.domain.figure.outline import capsule
from loosen.domain.figure.steady import HALF as HALF_A_CELL
from loosen.domain.figure.steady import LONGER, difference
from loosen.storage.figures import load_figure

G, M, W, T, E = Ink.GROUND, Ink.MAT, Ink.WORK, Ink.TRUNK, Ink.EDGE
inks = st.sampled_from(Ink)


def one_cell(*rows: tuple[Ink, Ink]) -> Cell:
    return mosaic(Picture(tuple(map(bytes, rows)))).lines[0][0]


def test_a_cell_of_one_ink_has_no_pattern() -> None:
    assert one_cell((T, T), (T, T), (T, T), (T, T)) == Cell(0, T, T)


def test_two_inks_are_divided_by_quadrants_and_the_greater_lies_in_front() -> None:
    assert one_cell((W, G), (W, G), (W, W), (W, W)) == Cell(0b1101, W, G)
    assert one_cell((G, T), (G, T), (G, G), (G, G)) == Cell(0b0010, T, G)


def test_a_quadrant_claimed_equally_shows_the_greater_ink() -> None:
    assert one_cell((G, G), (W, G), (G, G), (G, G)) == Cell(0b0001, W, G)


def test_a_third_ink_gives_way_to_the_commonest() -> None:
    cell = one_cell((W, W), (W, W), (T, T), (T, M))
    assert cell.quadrants() == (W, W, T, T)


def test_an_edge_shows_the_ground() -> None:
    assert one_cell((W, E), (W, E), (W, E), (W, G)) == Cell(0b0101, W, G)


def test_a_pattern_that_covers_a_cell_is_one_ink() -> None:
    assert cell_of(15, W, G) == Cell(0, W, W)
    assert cell_of(0, W, G) == Cell(0, G, G)


@given(st.lists(st.tuples(inks, inks), min_size=4, max_size=4))
def test_a_cell_shows_only_inks_that_are_in_it_and_the_commonest_always(
    rows: list[tuple[Ink, Ink]],
) -> None:
    dots = [G if ink is E else ink for row in rows for ink in row]
    shown = one_cell(*rows).quadrants()
    assert set(shown) <= set(dots)
    most = max(dots.count(ink) for ink in dots)
    assert any(dots.count(ink) == most for ink in shown)


def test_an_edge_parts_bodies_and_leaves_the_ground_as_it_is() -> None:
    canvas = Canvas(4, 1)
    canvas.fill(capsule((2.0, 2.0), (2.0, 2.0), 2.0, 2.0), T)
    canvas.part(capsule((4.0, 2.0), (4.0, 2.0), 2.0, 2.0))
    row = canvas.picture().rows[1]
    assert set(row[:4]) == {T, E}
    assert set(row[4:]) == {G}


def test_a_flipped_picture_is_the_mirror_image() -> None:
    canvas = Canvas(3, 1)
    canvas.fill(capsule((1.0, 2.0), (1.0, 2.0), 1.0, 1.0), W)
    rows = canvas.picture().rows
    assert canvas.picture(flipped=True).rows == tuple(row[::-1] for row in rows)


def line(*cells: Cell) -> Mosaic:
    return Mosaic((cells,))


def ground(count: int) -> list[Cell]:
    return [Cell(0, G, G)] * count


def test_the_spans_that_differ_are_named_by_row_and_columns() -> None:
    limb = Cell(3, W, G)
    before = line(*ground(9))
    after = line(limb, *ground(6), limb, limb)
    assert list(changed_cells(before, after)) == [(0, 0, 1), (0, 7, 9)]
    assert list(changed_cells(after, after)) == []


def test_cells_that_cost_less_than_a_jump_do_not_part_a_span() -> None:
    limb = Cell(3, W, G)
    assert list(changed_cells(line(*ground(3)), line(limb, *ground(1), limb))) == [(0, 0, 3)]
    other = Cell(0, T, T)
    before, after = line(*ground(1), other, *ground(1)), line(limb, other, limb)
    assert list(changed_cells(before, after)) == [(0, 0, 1), (0, 2, 3)]


FULL, MOST, HALF, FAR = Cell(0, W, W), Cell(7, W, G), Cell(3, W, G), Cell(0, Ink.WORK_FAR, W)


def followed(*cells: Cell) -> list[Cell]:
    steady = Steady()
    shown = [steady.take(line(cells[0]))] + [steady.follow(line(cell)) for cell in cells[1:]]
    return [one.lines[0][0] for one in shown]


def test_a_quadrant_waits_until_it_has_waited_enough() -> None:
    waits = LONGER // 2 - 1
    assert followed(HALF, *[MOST] * (waits + 1)) == [HALF] * (waits + 1) + [MOST]


def test_a_quadrant_that_comes_back_was_never_away() -> None:
    assert followed(HALF, MOST, HALF, MOST, HALF, MOST, HALF) == [HALF] * 7


def test_two_quadrants_wait_for_three_frames_and_three_not_at_all() -> None:
    assert followed(HALF, FULL, FULL, FULL, FULL) == [HALF, HALF, HALF, HALF, FULL]
    assert followed(HALF, Cell(12, W, G)) == [HALF, Cell(12, W, G)]


def test_inks_that_look_alike_wait_longer() -> None:
    near, far = Cell(1, Ink.REST, G), Cell(1, Ink.REST_FAR, G)
    assert difference(near, far) == 1
    assert followed(near, *[far] * LONGER) == [near] * LONGER + [far]


def test_a_mosaic_that_is_taken_leaves_nothing_behind() -> None:
    steady = Steady()
    steady.take(line(HALF))
    steady.follow(line(MOST))
    assert steady.behind
    assert steady.take(line(MOST)) == line(MOST)
    assert not steady.behind


@given(st.lists(st.tuples(st.integers(0, 15), inks, inks), min_size=2, max_size=9))
def test_what_is_shown_is_never_far_from_what_is_painted(
    cells: list[tuple[int, Ink, Ink]],
) -> None:
    drawn = [cell_of(*cell) for cell in cells]
    assert all(
        difference(cell, shown) <= HALF_A_CELL
        for cell, shown in zip(drawn, followed(*drawn), strict=True)
    )


@pytest.mark.parametrize("slug", ["lateral-squat", "leg-circles"])
def test_a_motion_changes_fewer_cells_and_ends_where_it_should(slug: str) -> None:
    figure, steady = load_figure(slug), Steady()
    drawn = [
        mosaic(paint(figure, figure.preview(n / 10), figure.camera(), 44, 16)) for n in range(20)
    ]
    shown = [steady.take(drawn[0]), *(steady.follow(one) for one in drawn[1:])]

    def count(mosaics: list[Mosaic]) -> int:
        return sum(end - x for a, b in pairwise(mosaics) for _, x, end in changed_cells(a, b))

    assert count(shown) < 0.9 * count(drawn)
    for _ in range(LONGER):
        last = steady.follow(drawn[-1])
    assert last == drawn[-1]


def test_pairs_that_look_alike_are_pairs() -> None:
    assert all(len(pair) == 2 for pair in ALIKE)
