import pytest
from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.figure import Camera
from loosen.domain.figure.camera import fit
from loosen.domain.figure.vectors import dot

cameras = st.builds(Camera, st.floats(-180, 180), st.floats(0, 85))


def test_in_front_the_bodys_right_is_on_the_left() -> None:
    across, upward, eye = Camera(0, 0).axes()
    assert across == pytest.approx((-1, 0, 0))
    assert upward == pytest.approx((0, 1, 0))
    assert eye == pytest.approx((0, 0, 1))


def test_from_its_right_a_figure_faces_right() -> None:
    across, _, eye = Camera(90, 0).axes()
    assert across == pytest.approx((0, 0, 1))
    assert eye == pytest.approx((1, 0, 0))


@given(cameras)
def test_the_axes_are_square_to_each_other(camera: Camera) -> None:
    across, upward, eye = camera.axes()
    for a, b in ((across, upward), (across, eye), (upward, eye)):
        assert dot(a, b) == pytest.approx(0, abs=1e-9)


def test_turning_goes_round() -> None:
    assert Camera(0, 10).turned(1) == Camera(15, 10)
    assert Camera(175, 10).turned(1) == Camera(-170, 10)
    assert Camera(90, 10).turned(24) == Camera(90, 10)
    assert Camera(30, 10).mirrored() == Camera(-30, 10)


@given(
    cameras,
    st.lists(st.tuples(*[st.floats(-1.5, 1.5)] * 3), min_size=1, max_size=9),
    st.integers(20, 200),
    st.integers(20, 200),
)
def test_everything_fits_into_the_box(
    camera: Camera, points: list[tuple[float, float, float]], width: int, height: int
) -> None:
    view = fit(camera, points, width, height)
    for point in points:
        x, y, _ = view.place(point)
        assert 0 <= x <= width
        assert 0 <= y <= height


def test_what_is_nearer_is_larger() -> None:
    view = fit(Camera(0, 0), [(-1, 0, 0), (1, 1, 0)], 100, 100)
    assert view.zoom(0.5) > view.zoom(0.0) == view.scale
