"""What holds on every screen and in every dialog: how to quit, forms without a complaint, keys in columns."""

from tui.story import Story, opened

from loosen.services.library import Library
from loosen.tui.dialogs.choice import Choice
from loosen.tui.dialogs.form import FormDialog
from loosen.tui.dialogs.keys import KeysDialog
from loosen.tui.screens.session import SessionScreen
from loosen.tui.widgets.page import Page


def notice(story: Story) -> str:
    """The words of the one notice that is shown."""
    (one,) = story.app._notifications
    return str(one.message)


async def test_ctrl_c_says_how_to_quit_in_screens_and_dialogs(library: Library) -> None:
    async with opened(library) as story:
        for keys in (
            (),
            ("3",),
            ("comma",),
            ("escape", "2", "n", "t"),
            ("escape", "question_mark"),
        ):
            await story.press(*keys, "ctrl+c")
            assert notice(story) == "Nothing is marked to copy. ^q quits."
            story.app.clear_notifications()


async def test_ctrl_q_quits_from_a_dialog(library: Library) -> None:
    async with opened(library) as story:
        await story.press("question_mark")
        assert isinstance(story.screen, KeysDialog)
        await story.press("ctrl+q")
        await story.ends()
        assert story.app.return_code == 0


async def test_ctrl_q_in_a_session_asks_whether_to_end_it(library: Library) -> None:
    async with opened(library, start="desk-break", rehearsal=True) as story:
        assert isinstance(story.screen, SessionScreen)
        await story.press("ctrl+q")
        assert isinstance(story.screen, Choice)
        assert story.screen.asks == "end"
        await story.press("ctrl+q")
        assert "A session is on." in notice(story)


async def test_a_form_complains_of_nothing_before_something_was_typed(library: Library) -> None:
    async with opened(library) as story:
        await story.press("2", "n", "t")
        assert isinstance(story.screen, FormDialog)
        assert "!" not in story.part(".dialog")
        await story.press("enter")
        assert "!" in story.part(".dialog")


async def test_the_keys_of_every_place_fit_without_scrolling(library: Library) -> None:
    async with opened(library, size=(100, 30)) as story:
        for place in "1234":
            await story.press(place, "question_mark")
            assert story.screen.query_one(Page).max_scroll_y == 0, place
            assert "esc Back" in story.part("KeyLine")
            await story.press("escape")
