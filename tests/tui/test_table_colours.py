"""Rows that were painted once take the colours of another theme, wherever it is chosen."""

from rich.style import Style
from tui.story import LARGE, Story, opened

from loosen.services.library import Library
from loosen.tui.widgets.table import Table

LIGHT, DARK = "loosen-light", "loosen-dark"


def inks(story: Story) -> set[tuple[object, object]]:
    row = story.screen.query_one(Table).render_line(1)
    styles = [segment.style or Style() for segment in row]
    return {(style.color, style.bgcolor) for style in styles}


async def test_rows_follow_the_theme(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        for keys in ((), ("2",), ("3",), ("2", "e")):
            await story.press(*keys)
            dark = inks(story)
            story.app.theme = LIGHT
            await story.settle()
            assert inks(story).isdisjoint(dark)
            story.app.theme = DARK
            await story.settle()
            assert inks(story) == dark
            await story.home()


async def test_rows_follow_a_theme_that_was_chosen_elsewhere(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        dark = inks(story)
        await story.press("2")
        routines = inks(story)
        await story.press("comma")
        story.app.theme = LIGHT
        await story.settle()
        await story.press("escape")
        assert inks(story).isdisjoint(routines)
        await story.press("1")
        assert inks(story).isdisjoint(dark)
