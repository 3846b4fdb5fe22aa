"""Keys that mean the same on more than one screen; each screen has its own ids for them."""

from textual.binding import Binding


def liking_keys(screen: str, *, shown: bool) -> list[Binding]:
    """What a person thinks of the exercise at hand; ``shown`` puts liking it on the line of keys."""
    return [
        Binding(
            "plus",
            "think('liked')",
            "Like",
            key_display="+",
            show=shown,
            id=f"{screen}.like",
            tooltip="Like it, or as before",
        ),
        Binding(
            "minus",
            "think('less')",
            "Rather not",
            key_display="-",
            show=False,
            id=f"{screen}.less",
            tooltip="Rather not, or as before",
        ),
        Binding(
            "x",
            "think('never')",
            "Never",
            show=False,
            id=f"{screen}.never",
            tooltip="Never, or as before",
        ),
    ]
