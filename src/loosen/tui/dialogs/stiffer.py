"""The question before a routine that gives the stiffer side more."""

from loosen.domain.body import Side
from loosen.tui.dialogs.choice import Answer, Choice


class Stiffer(Choice[tuple[Side | None]]):
    """Which side feels stiffer; answers a side or None for neither, in a tuple of one."""

    def __init__(self, harder: Side | None = None) -> None:
        """Args: the side that felt harder when it was last asked."""
        last = f"Last time the {harder.value} felt harder. " if harder else ""
        super().__init__(
            "stiffer",
            "Which side feels stiffer today?",
            (
                Answer("left", "left", (Side.LEFT,)),
                Answer("right", "right", (Side.RIGHT,)),
                Answer("neither", "neither", (None,)),
            ),
            f"{last}It goes first, and gets the extra round.",
        )
