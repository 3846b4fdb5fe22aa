"""What is taken away can be brought back with u: in the composer, of what is left out, and a session."""

from pathlib import Path

from conftest import FakeClock
from tui.places import SPOTS
from tui.story import Opened, opened

from loosen.domain.catalogue import Catalogue
from loosen.domain.composer import Plan
from loosen.services.library import Library
from loosen.storage.locations import of_this_user
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.screens.compose import ComposeScreen
from loosen.tui.screens.summary import SummaryScreen


async def test_each_change_of_a_brief_and_of_a_plan_is_taken_back(app: Opened) -> None:
    async with app() as story:
        await story.press("3")
        screen = story.screen
        assert isinstance(screen, ComposeScreen)
        assert "u Undo" not in story.lines[-1]
        brief, plan = screen.proposals.brief, screen.proposals.answer
        assert isinstance(plan, Plan)
        await story.press("x")
        without = screen.proposals.answer
        assert isinstance(without, Plan)
        await story.press("n", "plus")
        await story.press("u")
        await story.press("u")
        assert screen.proposals.answer == without
        await story.press("u")
        assert (screen.proposals.brief, screen.proposals.answer) == (brief, plan)
        assert screen.panel.held == brief
        assert "u Undo" not in story.lines[-1]


async def test_a_session_thrown_away_is_offered_again(
    app: Opened, library: Library, shipped: Catalogue
) -> None:
    async with app(start=library.routine("desk-break")) as story:
        await story.wait(17)
    async with opened(Library(of_this_user(), shipped), FakeClock(5.0)) as later:
        assert later.asks("left")
        await later.press("x")
        assert isinstance(later.screen, CatalogueScreen)
        assert "It is gone. u takes it back." in later.text
        await later.press("u")
        assert later.asks("left")
        assert "at 0:17 of" in later.text


async def test_an_exercise_left_out_for_good_comes_back(tmp_path: Path) -> None:
    (hurt,) = [spot for spot in SPOTS if spot.name == "hurt"]
    async with hurt.reached(tmp_path) as stage:
        app = stage.app
        exercise = app._library.catalogue["pigeon-pose"]
        app.choices.rule_out(exercise)
        assert "pigeon-pose" in app._library.settings.exercises.never
        app.action_undo()
        assert "pigeon-pose" not in app._library.settings.exercises.never
        assert app.check_action("undo", ()) is False


async def test_what_was_done_is_copied_and_said_so(tmp_path: Path) -> None:
    (summary,) = [spot for spot in SPOTS if spot.name == "summary"]
    async with summary.reached(tmp_path) as stage:
        assert isinstance(stage.app.screen, SummaryScreen)
        await stage.press("c")
        (notice,) = stage.app._notifications
        assert notice.message.startswith("Copied: Desk break, ")
        assert notice.message.endswith("lines, if your terminal takes it.")
