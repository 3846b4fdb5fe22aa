"""The line of keys under a pointer: it says what a key is for, and a click presses it."""

from tui.story import Opened, Story

from loosen.tui.dialogs.filters import FilterDialog
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.widgets.keyline import KeyLine


def column_of(story: Story, words: str) -> int:
    """Where a key stands in the line."""
    return story.lines[story.the(KeyLine, "KeyLine").region.y].index(words)


async def test_a_click_presses_the_key_under_the_pointer_and_none_beside_it(app: Opened) -> None:
    async with app() as story:
        at = column_of(story, "f Filter")
        await story.click("KeyLine", at + len("f Filter"))
        assert isinstance(story.screen, CatalogueScreen)
        await story.click("KeyLine", at + len("f Filter") - 1)
        assert isinstance(story.screen, FilterDialog)


async def test_the_pointer_marks_a_key_and_has_its_words(app: Opened) -> None:
    async with app() as story:
        line = story.the(KeyLine, "KeyLine")
        await story.pilot.hover("KeyLine", offset=(column_of(story, "f Filter"), 0))
        assert line.tooltip == "Area, position, kind …"
        await story.pilot.hover("#exercises")
        await story.settle()
        assert line.tooltip is None


async def test_a_key_that_does_nothing_now_is_not_in_the_line_and_comes_with_what_it_needs(
    app: Opened,
) -> None:
    async with app(size=(120, 36)) as story:
        assert "m Routine" not in story.part("KeyLine")
        await story.press("space")
        assert "m Routine" in story.part("KeyLine")
