"""The pages of help in the app: from the list of keys, from the palette, one after another."""

import pytest
from tui.story import SMALL, Opened

from loosen.services.help_pages import help_page, help_pages
from loosen.tui.messages import OpenHelp
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.screens.help import HelpScreen
from loosen.tui.widgets.page import Page


async def test_the_list_of_keys_leads_to_the_pages_and_back(app: Opened) -> None:
    async with app(size=(100, 60)) as story:
        await story.press("question_mark", "h")
        assert isinstance(story.screen, HelpScreen)
        page = story.part("#page")
        for one in help_pages():
            assert f"{one.title}: {one.summary}" in page
        await story.press("escape")
        assert isinstance(story.screen, CatalogueScreen)


@pytest.mark.parametrize("topic", ["doses", "routine-files"])
async def test_a_page_has_all_its_parts(app: Opened, topic: str) -> None:
    async with app(size=(120, 120)) as story:
        story.app.post_message(OpenHelp(topic))
        await story.settle()
        shown = story.part("#page").replace(" · ", " ")
        page = help_page(topic)
        assert shown.startswith(f"{page.title} {page.summary}")
        for part in page.parts:
            for line in part.lines:
                assert " ".join(line.split()) in shown


async def test_pages_turn_in_a_ring_and_begin_at_the_top(app: Opened) -> None:
    async with app(size=SMALL) as story:
        story.app.post_message(OpenHelp("doses"))
        await story.settle()
        await story.press("G")
        assert story.the(Page, "Page").scroll_y > 0
        await story.press("right")
        assert story.part("#page").startswith("Exercise files")
        assert story.the(Page, "Page").scroll_y == 0
        count = len(help_pages()) + 1
        await story.press(*["left"] * count)
        assert story.part("#page").startswith("Exercise files")
        assert f"help · 4 of {count}" in story.text


async def test_the_palette_offers_every_page_and_turns_to_it_where_one_is_open(app: Opened) -> None:
    async with app(size=SMALL) as story:
        commands = {one.title: one for one in story.app.get_system_commands(story.app.screen)}
        for title in ("Help: Doses", "Help: Over SSH"):
            commands[title].callback()
            await story.settle()
            assert isinstance(story.screen, HelpScreen)
            assert story.screen.page.title == title.removeprefix("Help: ")
        await story.press("escape")
        assert isinstance(story.screen, CatalogueScreen)


async def test_help_is_read_over_a_session_and_the_session_is_found_again(app: Opened) -> None:
    async with app(start="desk-break") as story:
        session = story.screen
        await story.press("question_mark", "h", "2")
        assert isinstance(story.screen, HelpScreen)
        await story.press("q")
        assert story.screen is session
