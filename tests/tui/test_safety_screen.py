import pytest
from conftest import FakeClock
from textual.containers import VerticalScroll
from tui.story import Opened, opened

from loosen.domain.catalogue import Catalogue
from loosen.services.library import Library
from loosen.storage.locations import of_this_user
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.screens.safety import SafetyScreen
from loosen.tui.widgets.prose import ProseView


@pytest.fixture
def library(shipped: Catalogue) -> Library:
    """Of a person who has never started the program."""
    return Library(of_this_user(), shipped)


async def test_the_first_start_shows_the_safety_page_and_no_other_start_does(
    app: Opened, clock: FakeClock
) -> None:
    async with app() as story:
        assert isinstance(story.screen, SafetyScreen)
        words = "Then r begins the gentlest routine, “First four minutes”"
        assert words in str(story.the(ProseView, "ProseView").content)
        await story.press("enter")
        assert isinstance(story.screen, CatalogueScreen)
    async with opened(Library(of_this_user()), clock) as story:
        assert isinstance(story.screen, CatalogueScreen)
        await story.press("exclamation_mark")
        assert isinstance(story.screen, SafetyScreen)
        assert "gentlest" not in story.text


async def test_the_page_says_when_to_stop_and_who_should_ask(app: Opened) -> None:
    async with app(size=(300, 300)) as story:
        safety = story.library.safety
        page = " ".join(story.part("#page").split())
        for words in (safety.every_exercise, safety.follows, safety.consent, *safety.titles):
            assert words in page
        for section in safety.sections:
            assert section.title in page
            assert f"Follows: {section.follows}" in page
            for item in section.items:
                assert " ".join((f"· {item.text}", *(f"- {sign}" for sign in item.signs))) in page


async def test_the_page_scrolls(app: Opened) -> None:
    async with app() as story:
        page = story.screen.query_one("#page", VerticalScroll)
        await story.press("j", "j", "k", "down")
        assert page.scroll_y == 2
        await story.press("space")
        assert page.scroll_y == 1 + page.size.height


async def test_a_routine_that_was_asked_for_waits_until_the_page_is_read(app: Opened) -> None:
    wanted = Library(of_this_user()).routine("egoscue-flow")
    async with app(start=wanted) as story:
        assert isinstance(story.screen, SafetyScreen)
        await story.press("enter")
        assert "Which side feels stiffer today?" in story.text


async def test_where_nothing_can_be_written_the_app_goes_on_and_says_so(
    app: Opened, library: Library
) -> None:
    library.locations.state.parent.mkdir(parents=True, exist_ok=True)
    library.locations.state.write_text("not a folder", encoding="utf-8")
    async with app() as story:
        await story.press("enter")
        assert isinstance(story.screen, CatalogueScreen)
        assert "Could not be written down" in story.text


async def test_one_key_leads_from_the_first_start_to_the_gentlest_routine(
    app: Opened, library: Library
) -> None:
    async with app() as story:
        assert "r Begin First four minutes" in story.text
        await story.press("r")
        assert story.session._recorder.heading.routine == "first-four-minutes"
        assert library.memory.safety_seen
        await story.press("space")
        assert story.session._session.begun


async def test_where_a_routine_was_asked_for_or_the_page_is_opened_no_other_is_offered(
    app: Opened,
) -> None:
    wanted = Library(of_this_user()).routine("egoscue-flow")
    async with app(start=wanted) as story:
        assert "Begin First" not in story.text
        await story.press("r")
        assert isinstance(story.screen, SafetyScreen)
        await story.press("enter", "escape", "exclamation_mark")
        assert isinstance(story.screen, SafetyScreen)
        assert "Begin First" not in story.text
