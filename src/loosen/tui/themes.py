"""The two themes of our own, and the colours of the phases in each.

Every text colour keeps 4.5 : 1 against its ground. A phase is never told by colour alone: each has
its word and its sign too.
"""

from textual.theme import Theme

DARK = Theme(
    name="loosen-dark",
    dark=True,
    primary="#5ec4b6",
    secondary="#8fb8de",
    accent="#5ec4b6",
    warning="#e0b35c",
    error="#e58a94",
    success="#8cc98a",
    foreground="#ece5d8",
    background="#171c22",
    surface="#1d242c",
    panel="#26303a",
    variables={
        "quiet": "#9aa6b2",
        "rule": "#34404c",
        "phase-ready": "#e0b35c",
        "phase-work": "#5ec4b6",
        "phase-switch": "#b9a3e3",
        "phase-rest": "#93a9bf",
        "phase-paused": "#a7adb3",
        "phase-done": "#8cc98a",
        "phase-hurts": "#e58a94",
        "ground-done": "#182219",
        "footer-key-foreground": "#5ec4b6",
        "footer-background": "#171c22",
        "footer-item-background": "#171c22",
        "footer-description-foreground": "#9aa6b2",
        "footer-description-background": "#171c22",
        "footer-key-background": "#171c22",
        "block-cursor-foreground": "#ece5d8",
        "block-cursor-background": "#233b40",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-foreground": "#ece5d8",
        "block-cursor-blurred-background": "#222b34",
        "input-cursor-background": "#5ec4b6",
        "input-selection-background": "#2c5a58",
        "scrollbar": "#34404c",
        "scrollbar-background": "#171c22",
        "scrollbar-corner-color": "#171c22",
        "scrollbar-background-hover": "#171c22",
        "scrollbar-background-active": "#171c22",
        "border": "#34404c",
    },
)

LIGHT = Theme(
    name="loosen-light",
    dark=False,
    primary="#0b6b62",
    secondary="#2f5d86",
    accent="#0b6b62",
    warning="#8a5a00",
    error="#a3343f",
    success="#2f6b35",
    foreground="#2a2723",
    background="#f6f1e7",
    surface="#efe8da",
    panel="#e6dccb",
    variables={
        "quiet": "#635d54",
        "rule": "#cfc4b2",
        "phase-ready": "#7f5200",
        "phase-work": "#0b6b62",
        "phase-switch": "#5d4796",
        "phase-rest": "#44586c",
        "phase-paused": "#57534c",
        "phase-done": "#2f6b35",
        "phase-hurts": "#a3343f",
        "ground-done": "#e9f1e3",
        "footer-key-foreground": "#0b6b62",
        "footer-background": "#f6f1e7",
        "footer-item-background": "#f6f1e7",
        "footer-description-foreground": "#635d54",
        "footer-description-background": "#f6f1e7",
        "footer-key-background": "#f6f1e7",
        "block-cursor-foreground": "#2a2723",
        "block-cursor-background": "#cfe3dc",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-foreground": "#2a2723",
        "block-cursor-blurred-background": "#e6dccb",
        "input-cursor-background": "#0b6b62",
        "input-selection-background": "#bcd9d1",
        "scrollbar": "#cfc4b2",
        "scrollbar-background": "#f6f1e7",
        "scrollbar-corner-color": "#f6f1e7",
        "scrollbar-background-hover": "#f6f1e7",
        "scrollbar-background-active": "#f6f1e7",
        "border": "#cfc4b2",
    },
)

THEMES = (DARK, LIGHT)


def own_variables(*, dark: bool) -> dict[str, str]:
    """The colours that only our themes define, for use under any other one."""
    variables = (DARK if dark else LIGHT).variables
    ours = ("quiet", "rule", "phase-", "ground-")
    return {name: value for name, value in variables.items() if name.startswith(ours)}
