"""Effort: how much work a solve may do, counted in labels and looks, never by a clock."""

from dataclasses import dataclass

EFFORT = 480_000
"""Labels that a pass may keep: its width is this, divided among the items in question."""
FEW_ITEMS = 80
"""A problem of so few is worth a proof; from a larger one an answer with a told gap comes sooner."""
MOST_ITEMS = 130
"""More than these in question are too many for the width of a large problem."""


@dataclass(frozen=True, slots=True)
class Effort:
    """The work that one solve may do."""

    labels: int
    """Labels that a pass may keep."""
    most: int
    """Labels made after which no further pass begins."""
    least_width: int
    dive_width: int
    """Labels kept where any good plan will do."""
    polish_labels: int
    most_items: int
    """With more items in question a pass is not begun: it would leave out too much."""
    looks: int
    """Looks for the first prices."""
    second_looks: int
    """Looks for better prices over what is left."""


def effort_for(items: int, labels: int) -> Effort:
    """The work for so many items; ``labels`` is what a pass may keep where they are few."""
    if items <= FEW_ITEMS:
        return Effort(labels, labels, 400, 300, labels // 8, FEW_ITEMS, 90, 120)
    return Effort(labels // 120, labels // 24, 60, 100, labels // 20, MOST_ITEMS, 40, 110)
