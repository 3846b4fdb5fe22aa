"""The line that says on every screen of the demo that what is shown there is made up."""

from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

WORDS = "demo · three made-up months; nothing here is yours, and nothing is kept"
NAME = "demo"


def label_demo(screen: Screen[object]) -> None:
    """Put the line at the top of a screen; dialogs lie over one that has it."""
    if not isinstance(screen, ModalScreen) and not screen.query(f"#{NAME}"):
        label = Static(Content(WORDS), id=NAME)
        label.styles.dock = "top"
        screen.mount(label)
