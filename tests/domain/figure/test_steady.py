from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.figure import Frame, Instant, Role, Steady, changed, draw
from loosen.domain.figure.braille import BLANK, BRAILLE
from loosen.domain.figure.steady import FEW, PATIENCE
from loosen.storage.figures import load_figure

EMPTY, ONE, TWO, FULL = BLANK, "⠁", "⠃", "⣿"


def frame_of(line: str, role: Role = Role.NEAR) -> Frame:
    roles = tuple(Role.NONE if sign == BLANK else role for sign in line)
    return Frame((line,), (roles,))


def followed(*lines: str) -> list[str]:
    steady = Steady()
    return [steady.take(frame_of(lines[0])).lines[0]] + [
        steady.follow(frame_of(line)).lines[0] for line in lines[1:]
    ]


def test_a_dot_waits_until_it_has_waited_enough() -> None:
    shown = followed(ONE, *[TWO] * PATIENCE)
    assert shown == [ONE] * PATIENCE + [TWO]


def test_a_dot_that_comes_back_was_never_away() -> None:
    assert followed(ONE, TWO, ONE, TWO, ONE, TWO, ONE, TWO) == [ONE] * 8


def test_many_dots_do_not_wait() -> None:
    assert followed(ONE, FULL) == [ONE, FULL]


def test_a_hole_in_a_limb_is_filled_at_once() -> None:
    assert followed("⣷", FULL) == ["⣷", FULL]


def test_what_appears_or_goes_does_not_wait() -> None:
    assert followed(EMPTY, ONE, EMPTY) == [EMPTY, ONE, EMPTY]


def test_another_role_does_not_wait() -> None:
    steady = Steady()
    steady.take(frame_of(ONE))
    other = frame_of(TWO, Role.BODY)
    assert steady.follow(other) == other
    assert not steady.behind


def test_a_drawing_that_is_taken_is_shown_as_it_is() -> None:
    steady = Steady()
    steady.take(frame_of(ONE))
    steady.follow(frame_of(TWO))
    assert steady.behind
    assert steady.take(frame_of(TWO)) == frame_of(TWO)
    assert not steady.behind


@given(
    st.lists(
        st.text(
            BRAILLE[0] + BRAILLE[1] + BRAILLE[3] + BRAILLE[7] + BRAILLE[255], min_size=4, max_size=4
        ),
        min_size=2,
        max_size=9,
    )
)
def test_what_is_shown_is_never_far_from_what_is_drawn(lines: list[str]) -> None:
    for line, shown in zip(lines, followed(*lines), strict=True):
        assert all((ord(a) ^ ord(b)).bit_count() <= FEW for a, b in zip(line, shown, strict=True))


def test_a_motion_changes_fewer_cells_and_ends_where_it_should() -> None:
    figure, steady = load_figure("lateral-squat"), Steady()
    frames = [draw(figure, figure.preview(n / 10), figure.camera(), 44, 16) for n in range(20)]
    shown = [steady.take(frames[0]), *(steady.follow(frame) for frame in frames[1:])]
    assert cells(shown) < 0.8 * cells(frames)
    for _ in range(PATIENCE):
        last = steady.follow(frames[-1])
    assert last == frames[-1]


def cells(frames: list[Frame]) -> int:
    pairs = pairwise(frames)
    return sum(end - start for old, new in pairs for _, start, end in changed(old, new))


@given(st.floats(0, 6), st.floats(0, 1))
def test_the_instants_that_are_drawn_are_close_to_one_another(place: float, breath: float) -> None:
    instant = Instant(place, breath)
    rounded = instant.rounded()
    assert abs(rounded.place - place) <= 1 / 512
    assert abs(rounded.breath - breath) <= 1 / 64
    assert rounded.rounded() == rounded
    assert Instant(float(int(place))).rounded() == Instant(float(int(place)))
