"""What a running app would send to its terminal, in bytes."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from rich.console import Console
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from tui.story import Story

from loosen.tui.terminal.frame_writer import chops, layout

BRACKETS = len("\x1b[?2026h\x1b[?2026l")
"""Bytes round each frame."""


@contextmanager
def weighed(story: Story) -> Iterator[list[int]]:
    """The bytes of each frame from now on; what is on the terminal is known."""
    found: list[int] = []
    console, shown = Console(color_system="truecolor"), story.app.link.shown

    def take(_app: object, _screen: object, update: object) -> None:
        said = ""
        if isinstance(update, ChopsUpdate):
            said = chops(update, console, shown)
        elif isinstance(update, LayoutUpdate):
            said = layout(update, console, shown)
        if said:
            found.append(len(said.encode()) + BRACKETS)

    with patch.object(App, "_display", take):
        take(None, None, story.screen._compositor.render_update(full=True))
        found.clear()
        yield found
