"""The question before a routine that gives the stiffer side more."""

from loosen.domain.body import Side
from loosen.tui.dialogs.choice import Answer, Choice


class Stiffer(Choice[tuple[Side | None]]):
    """Which side feels stiffer; answers a side or None for neither, in a tuple of one."""

    def __init__(self) -> None:
        super().__init__(
            "Which side feels stiffer today?",
            (
                Answer("l", "left", (Side.LEFT,)),
                Answer("r", "right", (Side.RIGHT,)),
                Answer("n", "neither", (None,)),
            ),
            "It goes first, and gets the extra round.",
        )
