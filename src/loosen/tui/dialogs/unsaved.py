"""What is to become of changes to a routine that are not saved: on leaving it, and on coming back."""

from enum import Enum

from loosen.tui.dialogs.choice import Answer, Choice


class Parting(Enum):
    """What is to become of changes that are not saved."""

    SAVE = "save"
    LEAVE = "leave"


class Left(Enum):
    """What is to become of changes that an earlier sitting has left unsaved."""

    TAKE = "take"
    DROP = "drop"


class PartingDialog(Choice[Parting]):
    """Asks on leaving; Escape stays."""

    def __init__(self) -> None:
        super().__init__(
            "parting",
            "There are changes that are not saved.",
            (
                Answer("save", "save them", Parting.SAVE),
                Answer("leave", "leave them behind", Parting.LEAVE),
            ),
            "Esc stays here.",
        )


class UnsavedDialog(Choice[Left]):
    """Asks on coming back to a draft that may still lack a name; Escape decides nothing."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "unsaved",
            f"“{name or 'A routine without a name'}” has changes that were not saved last time.",
            (
                Answer("take-up", "take them up again", Left.TAKE),
                Answer("leave", "leave them behind", Left.DROP),
            ),
            "Esc goes back, and keeps both.",
        )
