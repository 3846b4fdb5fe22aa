"""A session that is not over: nothing ends it unasked, and one that was left is there at the next start."""

from conftest import FakeClock
from tui.story import Opened, Story, opened

from loosen.domain.catalogue import Catalogue
from loosen.domain.history import Ending
from loosen.domain.session.view import State
from loosen.services.library import Library
from loosen.storage.history_db import History
from loosen.storage.locations import of_this_user
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.screens.safety import SafetyScreen
from loosen.tui.screens.session import SessionScreen


def kept(story: Story) -> SessionScreen:
    """The session, whatever lies over it."""
    (screen,) = [one for one in story.app.screen_stack if isinstance(one, SessionScreen)]
    return screen


async def test_a_click_on_the_masthead_of_a_page_over_a_session_does_not_end_it(
    app: Opened, library: Library
) -> None:
    async with app(start=library.routine("desk-break")) as story:
        await story.press("exclamation_mark")
        session = kept(story)
        await story.click("Masthead", story.lines[0].index("1"))
        await story.press("1", "2", "3")
        assert isinstance(story.screen, SafetyScreen)
        assert kept(story) is session
        assert session._session.state is State.PAUSED


async def test_a_session_that_was_left_waits_for_an_answer(
    app: Opened, library: Library, shipped: Catalogue
) -> None:
    async with app(start=library.routine("desk-break")) as story:
        await story.wait(17)
    again = Library(of_this_user(), shipped)
    clock = FakeClock(5.0)
    async with opened(again, clock) as later:
        assert later.asks("left")
        assert "“Desk break” was left" in later.text
        assert "at 0:17 of 3:59" in later.text
        await later.press("escape")
        assert isinstance(later.screen, CatalogueScreen)
    async with opened(again, clock) as later:
        await later.press("r")
        assert later.stands(State.PAUSED)
        assert later.elapsed() == 5
        await later.press("space")
        await later.wait(5)
        assert later.stands(State.RUNNING)
        assert later.elapsed() == 7
        await later.press("q", "e", "enter")
        assert isinstance(later.screen, CatalogueScreen)
    async with opened(again, clock) as later:
        assert isinstance(later.screen, CatalogueScreen)
    (record,) = History(again.locations.history).all()
    assert (record.outcome, record.active) == (Ending.STOPPED, 19)
