"""Names from a person's own files: shown as they are, or not at all, and obeyed by nobody."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import text
from rich.cells import cell_len
from textual.command import CommandPalette
from textual.content import Content
from tui.story import Opened, Story

from loosen.services.library import Library
from loosen.tui.commands import literal
from loosen.tui.screens.routine import RoutineScreen
from loosen.tui.screens.session import SessionScreen
from loosen.tui.screens.summary import SummaryScreen

ROUTINE = """name = "{name}"
summary = "{name}"
when = "{name}"
rules = ["{name}"]
[[steps]]
exercise = "butterfly"
section = "{name}"
note = "{name}"
"""
ESCAPES = "\\u001b]52;c;ZXZpbA==\\u0007a\\u009b31m\\u202eb"
MARKUP = "x [/] y [@click=app.quit]z[/] [red]"
WIDE = "腰痛をやわらげる朝の体操"


def own(library: Library, name: str) -> None:
    folder: Path = library.locations.routines
    folder.mkdir(parents=True)
    folder.joinpath("aaa.toml").write_text(ROUTINE.format(name=name), encoding="utf-8")


def unsafe(story: Story) -> set[str]:
    """Characters on the screen that a terminal would obey."""
    found = set("".join(story.lines))
    return {char for char in found if unicodedata.category(char) in ("Cc", "Cf")}


async def palette_settles(story: Story) -> None:
    await story.app.workers.wait_for_complete()
    await story.settle()


async def through_every_screen(story: Story, name: str) -> None:
    """Look at a routine in the list, inside, while it runs, at its end and in the palette."""
    width = story.app.size.width

    def right() -> bool:
        fits = all(cell_len(line) == width for line in story.lines)
        return fits and not unsafe(story) and name in story.text

    await story.press("2")
    assert right()
    await story.press("o")
    assert isinstance(story.screen, RoutineScreen)
    assert right()
    await story.press("enter")
    assert isinstance(story.screen, SessionScreen)
    assert right()
    await story.press("q", "e")
    assert isinstance(story.screen, SummaryScreen)
    assert right()
    await story.press("enter", "escape", "ctrl+p")
    assert isinstance(story.screen, CommandPalette)
    await palette_settles(story)
    await story.press(*name[:3])
    await palette_settles(story)
    assert right()


@pytest.mark.parametrize(
    ("written", "shown"),
    [(ESCAPES, "]52;c;ZXZpbA==a31mb"), (MARKUP, MARKUP), (WIDE, WIDE)],
    ids=["escapes", "markup", "wide"],
)
async def test_a_name_is_shown_as_it_is_and_never_obeyed(
    app: Opened, library: Library, written: str, shown: str
) -> None:
    own(library, written)
    async with app(size=(100, 30)) as story:
        await through_every_screen(story, shown)
        assert story.app.is_running


@given(text(alphabet="[]/\\@=ab .$(\"'Z#", max_size=12))
def test_the_palette_shows_any_name_as_it_is(name: str) -> None:
    assert Content.from_markup(literal(name)).plain == name
