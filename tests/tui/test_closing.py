"""A screen or a dialog is closed once, whatever comes twice; lists answer keys before they are laid out."""

from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.command import CommandList
from textual.containers import Horizontal
from textual.widgets import OptionList
from textual.widgets.option_list import Option
from textual.worker import WorkerFailed
from tui.places import SPOTS, Spot, walked, walks
from tui.story import Opened, Story, at, library_in, opened

from loosen.tui import app as app_module
from loosen.tui.app import LoosenApp
from loosen.tui.bindings import KeyedScreen
from loosen.tui.commands import Palette
from loosen.tui.dialogs.dialog import Dialog
from loosen.tui.messages import SessionOver
from loosen.tui.screens.session import SessionScreen
from loosen.tui.screens.summary import SummaryScreen
from loosen.tui.themes import own_variables
from loosen.tui.widgets.option_lists import Options


@pytest.mark.parametrize("spots", walks(SPOTS), ids=lambda spots: spots[0].name)
async def test_what_is_closed_twice_closes_once(spots: tuple[Spot, ...], tmp_path: Path) -> None:
    async with walked(spots, tmp_path) as stops:
        async for spot, story in stops:
            with at(spot.name):
                screen, before = story.screen, list(story.app.screen_stack)
                assert isinstance(screen, KeyedScreen | Dialog)
                screen.dismiss(None)
                screen.dismiss(None)
                left = story.app.screen_stack
                assert left == before[: max(1, len(before) - 1)]
                await story.settle()


async def test_a_session_that_is_over_twice_is_looked_back_on_once(app: Opened) -> None:
    async with app(start="desk-break") as story:
        await story.wait(2)
        recorder = story.the(SessionScreen)._recorder
        recorder.note(recorder.session.stop(story.clock()))
        story.app.post_message(SessionOver())
        story.app.post_message(SessionOver())
        await story.settle()
        assert [type(one) for one in story.app.screen_stack].count(SummaryScreen) == 1


class Listed(App[None]):
    """A list without room, as it is before it is laid out."""

    CSS = "Options { height: 0; border: none; padding: 0; }"

    def compose(self) -> ComposeResult:
        yield Options(*(Option(str(number)) for number in range(30)))


@pytest.mark.parametrize(("key", "line"), [("pagedown", 29), ("pageup", 0)])
async def test_a_page_key_counts_before_a_list_is_laid_out(key: str, line: int) -> None:
    async with Listed().run_test(size=(40, 10)) as pilot:
        options = pilot.app.query_one(Options)
        options.highlighted = 5
        await pilot.press(key)
        assert options.highlighted == line


async def test_a_page_key_turns_a_page_of_a_list_that_is_laid_out(tmp_path: Path) -> None:
    async with opened(library_in(tmp_path)) as story:
        await story.press("f")
        options = story.the(Options, "Ticks")
        before = options.highlighted or 0
        await story.press("pagedown")
        assert options.highlighted is not None
        assert before < options.highlighted < options.option_count - 1


OUR_STYLES = Path(app_module.__file__).with_name(LoosenApp.CSS_PATH)


@pytest.mark.parametrize("kind", [Options, CommandList])
async def test_a_list_lives_through_any_width(kind: type[OptionList]) -> None:
    class Narrow(App[None]):
        CSS_PATH = OUR_STYLES
        CSS = "OptionList { width: 1fr; height: auto; }"

        def get_theme_variable_defaults(self) -> dict[str, str]:
            return own_variables(dark=True)

        def compose(self) -> ComposeResult:
            with Horizontal():
                yield kind(*(Option(f"a line of words {number}") for number in range(30)))

    async with Narrow().run_test(size=(40, 10)) as pilot:
        listed = pilot.app.query_one(kind)
        listed.visible = True
        for width in range(9):
            listed.highlighted = None
            pilot.app.query_one(Horizontal).styles.width = width
            await pilot.pause()
            listed.highlighted = 20
            await pilot.pause()
            assert listed.highlighted == 20, width


async def test_a_page_key_before_the_palette_has_lines_is_not_heard(tmp_path: Path) -> None:
    async with opened(library_in(tmp_path)) as story:
        await story.press("ctrl+p")
        listed = story.screen.query_one(CommandList)
        listed.styles.height = 0
        await story.settle()
        await story.press("pagedown", "pageup")
        assert isinstance(story.screen, Palette)
        listed.styles.height = 10
        await story.settle()
        before = listed.highlighted or 0
        await story.press("pagedown")
        assert (listed.highlighted or 0) > before


async def palette(story: Story) -> Palette:
    """The palette, open."""
    await story.press("ctrl+p")
    screen = story.app.screen
    assert isinstance(screen, Palette)
    return screen


async def test_a_click_beside_a_palette_that_is_closed_already_closes_nothing(app: Opened) -> None:
    async with app() as story:
        screen, below = await palette(story), story.app.screen_stack[:-1]
        screen.dismiss()
        screen.dismiss()
        await story.settle()
        assert story.app.screen_stack == below


class Fault(Exception):
    """What a search for commands may end with."""


async def fail() -> None:
    raise Fault


async def test_a_search_whose_palette_has_gone_ends_nothing(app: Opened) -> None:
    async with app() as story:
        screen = await palette(story)
        screen.dismiss()
        worker = screen.run_worker(fail())
        with pytest.raises(WorkerFailed):
            await worker.wait()
        await story.settle()
        assert story.app.is_running


async def test_a_fault_of_a_search_is_not_swallowed_while_the_palette_is_open(app: Opened) -> None:
    async def searched() -> None:
        async with app() as story:
            screen = await palette(story)
            screen.run_worker(fail())
            await story.settle()
            await story.settle()

    with pytest.raises(Fault):
        await searched()
