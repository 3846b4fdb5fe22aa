from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.figure.braille import (
    ASCII,
    BLANK,
    BRAILLE,
    Frame,
    Raster,
    Role,
    changed,
)
from loosen.domain.figure.outline import capsule, hull


def test_each_dot_has_its_place_in_the_sign() -> None:
    signs = []
    for y in range(4):
        for x in range(2):
            raster = Raster(1, 1)
            raster.dot(x, y, Role.NEAR)
            signs.append(raster.frame().lines[0])
    assert "".join(signs) == "⠁⠈⠂⠐⠄⠠⡀⢀"


def test_a_full_cell_and_an_empty_one() -> None:
    assert BRAILLE[0] == BLANK
    assert BRAILLE[255] == "⣿"
    assert ASCII[0] == " "
    assert ASCII[255] == "#"


def test_plain_characters_follow_the_strokes() -> None:
    def plain(*rows: str) -> str:
        return ASCII[sum(int(row[::-1], 2) << 2 * n for n, row in enumerate(rows))]

    assert plain("10", "10", "10", "10") == "|"
    assert plain("01", "01", "01", "01") == "|"
    assert plain("01", "01", "10", "10") == "/"
    assert plain("10", "10", "01", "01") == "\\"
    assert plain("00", "00", "00", "11") == "."
    assert plain("00", "11", "11", "00") == "-"
    assert all(sign.isascii() for sign in ASCII)


def test_a_lying_bone_two_dots_thick() -> None:
    raster = Raster(5, 1)
    raster.fill(capsule((2, 2), (8, 2), 1, 1), Role.NEAR)
    assert raster.frame().lines == ("⠰⠶⠶⠶⠆",)


def test_an_upright_bone_one_dot_thick() -> None:
    raster = Raster(1, 2)
    raster.fill(capsule((0.5, 0.5), (0.5, 7.5), 0.5, 0.5), Role.FAR)
    assert raster.frame().lines == ("⡇", "⡇")


def test_a_disc_is_round() -> None:
    raster = Raster(4, 2)
    raster.fill(capsule((4, 4), (4, 4), 4, 4), Role.BODY)
    assert raster.frame().lines == ("⣴⣿⣿⣦", "⠻⣿⣿⠟")


def test_something_smaller_than_a_dot_still_shows() -> None:
    raster = Raster(2, 1)
    raster.fill(capsule((1.1, 1.1), (1.1, 1.1), 0.1, 0.1), Role.PROP)
    assert raster.frame().lines[0] != BLANK * 2


def test_a_hull_fills_between_its_outlines() -> None:
    raster = Raster(2, 1)
    raster.fill(hull([[(0, 0), (2, 0)], [(0, 4), (4, 4)]]), Role.BODY)
    assert raster.frame().lines == ("⣿⣆",)


def test_the_last_shape_gives_a_cell_its_role_and_clearing_takes_dots_away() -> None:
    raster = Raster(2, 1)
    raster.fill(hull([[(0, 0), (4, 0)], [(0, 4), (4, 4)]]), Role.BODY)
    raster.clear(capsule((3.5, 0), (3.5, 4), 0.6, 0.6))
    raster.fill(capsule((2.5, 0.5), (2.5, 3.5), 0.5, 0.5), Role.TARGET)
    frame = raster.frame()
    assert frame.lines == ("⣿⡇",)
    assert frame.roles == ((Role.BODY, Role.TARGET),)


def test_an_empty_cell_has_no_role() -> None:
    assert Raster(2, 1).frame() == Frame((BLANK * 2,), ((Role.NONE, Role.NONE),))


@given(st.floats(-50, 90), st.floats(-50, 90), st.floats(-50, 90), st.floats(-50, 90))
def test_shapes_outside_are_cut_off(ax: float, ay: float, bx: float, by: float) -> None:
    raster = Raster(10, 5)
    raster.fill(capsule((ax, ay), (bx, by), 3, 2), Role.NEAR)
    raster.dot(ax, ay, Role.FLOOR)
    frame = raster.frame()
    assert [len(line) for line in frame.lines] == [10] * 5


@given(st.lists(st.tuples(st.integers(0, 19), st.integers(0, 7)), max_size=20))
def test_flipping_twice_changes_nothing(dots: list[tuple[int, int]]) -> None:
    raster = Raster(10, 2)
    for x, y in dots:
        raster.dot(x, y, Role.NEAR)
    before = raster.frame()
    raster.flip()
    for x, y in dots:
        assert raster.rows[y] >> (19 - x) & 1
    raster.flip()
    assert raster.frame() == before


def frame_of(*lines: str) -> Frame:
    return Frame(lines, tuple((Role.NEAR,) * len(line) for line in lines))


def test_changed_gives_the_spans_that_differ() -> None:
    old, new = frame_of("abcdef", "same..", "abcdef"), frame_of("abXdef", "same..", "XbcdeX")
    assert changed(old, new) == [(0, 2, 3), (2, 0, 1), (2, 5, 6)]


def test_alike_cells_that_cost_less_than_a_jump_part_no_span() -> None:
    assert changed(frame_of("abcdef"), frame_of("XbcdXf")) == [(0, 0, 5)]
    assert changed(frame_of("abcdef"), frame_of("XbcdeX")) == [(0, 0, 1), (0, 5, 6)]
    assert changed(frame_of("a⣿c"), frame_of("X⣿X")) == [(0, 0, 3)]
    assert changed(frame_of("a⣿⣿d"), frame_of("X⣿⣿X")) == [(0, 0, 1), (0, 3, 4)]
    assert changed(frame_of(f"a{BLANK * 3}d"), frame_of(f"X{BLANK * 3}X")) == [(0, 0, 5)]


def test_alike_cells_of_another_colour_part_a_span() -> None:
    roles = ((Role.NEAR, Role.TARGET, Role.NEAR),)
    assert changed(Frame(("abc",), roles), Frame(("XbX",), roles)) == [(0, 0, 1), (0, 2, 3)]


def test_a_role_alone_is_a_change() -> None:
    old = frame_of("ab")
    new = Frame(old.lines, ((Role.NEAR, Role.TARGET),))
    assert changed(old, new) == [(0, 1, 2)]


lines = st.text(alphabet=" x", min_size=12, max_size=12)


@given(lines, lines)
def test_repainting_the_changed_spans_gives_the_new_frame(before: str, after: str) -> None:
    old, new = frame_of(before), frame_of(after)
    text = list(before)
    for _, x0, x1 in changed(old, new):
        text[x0:x1] = after[x0:x1]
    assert "".join(text) == after
