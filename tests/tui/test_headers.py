"""The line at the top says where one is and what is counted, whole, however narrow the terminal is."""

import pytest
from tui.story import Story, opened

from loosen.services.library import Library
from loosen.tui.widgets.masthead import Masthead

WIDTHS = (80, 60, 40)
SCREENS = {
    "exercises": ("1",),
    "routines": ("2",),
    "compose": ("3",),
    "progress": ("4",),
    "settings": (",",),
    "safety": ("!",),
    "help": ("?", "h"),
    "a new routine": ("2", "n"),
}


async def headers(story: Story) -> dict[int, str]:
    """The first line of the screen at each width."""
    seen = {}
    for width in WIDTHS:
        await story.resize(width, 24)
        seen[width] = story.lines[0]
    return seen


@pytest.mark.parametrize("name", SCREENS)
async def test_a_header_is_whole_at_every_width(library: Library, name: str) -> None:
    async with opened(library) as story:
        await story.press(*SCREENS[name])
        seen = await headers(story)
        counts = story.the(Masthead)._counts
        for width, line in seen.items():
            assert line.rstrip().endswith(counts), width
            assert "…" not in line
        assert "1 exercises  2 routines  3 compose  4 progress" in seen[80]
