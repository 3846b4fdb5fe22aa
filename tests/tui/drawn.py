"""What a figure's view shows, as the drawing it is."""

from loosen.domain.figure import Frame, Mosaic
from loosen.tui.widgets.figure import FigureView


def dots_of(view: FigureView) -> Frame:
    """The drawing in dots, letters or words that a view shows."""
    assert isinstance(view._frame, Frame)
    return view._frame


def solid_of(view: FigureView) -> Mosaic:
    """The solid drawing that a view shows."""
    assert isinstance(view._frame, Mosaic)
    return view._frame
