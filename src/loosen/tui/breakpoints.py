"""The classes by which styles tell a narrow terminal from a wide one, and a low one from a high one."""

from typing import Any

from textual.app import App
from textual.geometry import Size
from textual.screen import Screen

VERTICAL = [(0, "-low"), (20, "-middle"), (30, "-high")]
HORIZONTAL = [(0, "-narrow"), (60, "-normal"), (110, "-wide")]


def size_classes(size: Size) -> dict[str, bool]:
    """Every class, and whether a screen of a size has it."""
    found = {name: False for _, name in (*HORIZONTAL, *VERTICAL)}
    for points, cells in ((HORIZONTAL, size.width), (VERTICAL, size.height)):
        _, name = max(point for point in points if point[0] <= cells)
        found[name] = True
    return found


def take_size(screen: Screen[Any], app: App[Any]) -> None:
    """Give a screen that is made the classes of the terminal's size.

    The toolkit gives them to it when it has been laid out: it was styled and laid out twice for that.
    """
    screen.update_classes(size_classes(app.size), update=False)
