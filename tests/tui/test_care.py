"""Where it hurts and where there is less time: every choice, and what is kept of it."""

from contextlib import AbstractAsyncContextManager

from conftest import FakeClock
from textual.widgets import OptionList
from tui.story import TODAY, Opened, Story, opened

from loosen.domain.answers import Pain, WayOn
from loosen.domain.body import Side
from loosen.domain.catalogue import Catalogue
from loosen.domain.history import Ending, SessionRecord
from loosen.domain.session.events import Outcome
from loosen.domain.session.view import State
from loosen.domain.settings import Settings
from loosen.services.library import Library
from loosen.services.recorder import Recorder
from loosen.storage.history_db import History
from loosen.storage.locations import of_this_user
from loosen.text import care
from loosen.tui.dialogs.choice import Answer, Choice
from loosen.tui.dialogs.less_time import LessTimeDialog
from loosen.tui.dialogs.signs import AdviceDialog, RedFlagDialog
from loosen.tui.screens.session import SessionScreen
from loosen.tui.screens.summary import SummaryScreen

ROUTINE = "stretch-then-strengthen"
HURT = "n", "n"
"""To pigeon pose, the third of it; its right side begins eight seconds later, after the moving."""


def started(app: Opened, library: Library) -> AbstractAsyncContextManager[Story]:
    return app(start=library.routine(ROUTINE))


def recorder(story: Story) -> Recorder:
    (screen,) = [one for one in story.app.screen_stack if isinstance(one, SessionScreen)]
    return screen._recorder


def pains(story: Story) -> tuple[Pain, ...]:
    return recorder(story).answers.pains


async def found(story: Story) -> None:
    """Let what is looked for off the screen's own thread arrive."""
    await story.app.workers.wait_for_complete()
    await story.settle()


async def hurt(story: Story, seconds: float = 35.0) -> None:
    """It hurts so many seconds into pigeon pose, moving there counted too."""
    await story.press(*HURT)
    await story.wait(seconds)
    await story.press("h")
    await found(story)


def kept(library: Library) -> SessionRecord:
    (record,) = History(library.locations.history).all()
    return record


async def test_it_stops_at_once_and_is_kept_before_anything_is_chosen(
    app: Opened, library: Library
) -> None:
    async with started(app, library) as story:
        await hurt(story)
        assert story.asks("hurt")
        (pain,) = pains(story)
        assert (pain.exercise, pain.side, pain.way_on) == ("pigeon-pose", Side.RIGHT, None)
        for words in (*library.safety.stop_short, "easier: Pigeon pose, leaning", "swap for"):
            assert words[:40] in " ".join(story.text.split()).replace("│ │ ", "")
        (left,) = library.locations.journals.glob("*.jsonl")
        assert '"pains":[{' in left.read_text("utf-8")
        await story.wait(60)
        assert recorder(story).session.state is State.PAUSED


async def test_the_easier_form_comes_in_its_place(app: Opened, library: Library) -> None:
    async with started(app, library) as story:
        await hurt(story)
        await story.press("e")
        assert isinstance(story.screen, Choice)
        assert "Leave Pigeon pose out from now on?" in story.text
        await story.press("n")
        assert story.part("#name") == "Pigeon pose, leaning to the side"
        assert story.part("#place").endswith("4 of 11")
        assert story.stands(State.COUNT_IN)
        await story.press("q", "e", "enter")
    record = kept(library)
    assert [pain.way_on for pain in record.answers.pains] == [WayOn.EASIER]
    assert {one.outcome for one in record.steps[2].rounds} == {Outcome.SKIPPED}
    assert [one.side for one in record.steps[2].rounds] == [Side.RIGHT, Side.LEFT]
    assert record.steps[3].exercise == "pigeon-pose-side-lean"
    assert library.settings.exercises.never == ()


async def test_the_swap_is_named_and_then_done(app: Opened, library: Library) -> None:
    async with started(app, library) as story:
        await hurt(story)
        name = story.text.split("swap for ")[1].split(",")[0]
        await story.press("s", "escape")
        assert story.part("#name").startswith(name)
        assert pains(story)[0].way_on is WayOn.SWAPPED


async def test_until_the_swap_is_found_its_key_does_nothing(app: Opened, library: Library) -> None:
    async with started(app, library) as story:
        await story.press(*HURT)
        await story.wait(35)
        await story.press("h")
        await found(story)
        dialog = story.screen
        assert isinstance(dialog, Choice)
        none = Answer("swap", care.NO_SWAP, WayOn.SWAPPED, ready=False)
        dialog.post_message(Choice.Found(none))
        await story.settle()
        await story.press("s")
        assert story.screen is dialog
        assert "no swap" in story.text


async def test_left_out_from_now_on_it_is_in_no_later_session(
    app: Opened, library: Library
) -> None:
    async with started(app, library) as story:
        await hurt(story)
        await story.press("o")
        assert "Leave Pigeon pose out from now on?" in story.text
        await story.press("y")
        assert pains(story)[0].way_on is WayOn.LEFT_OUT
        assert story.part("#name") == "Figure four, lying"
    again = Library(of_this_user())
    assert again.settings.exercises.never == ("pigeon-pose",)
    slugs = [step.exercise for step in again.steps(again.routine(ROUTINE))]
    assert "pigeon-pose" not in slugs
    assert len(slugs) == 9


async def test_what_is_left_out_already_is_not_asked_about(app: Opened, library: Library) -> None:
    library.rule_out("pigeon-pose", TODAY.date())
    async with app() as story:
        await story.press("/", *"pig", "enter", "enter", "r")
        await story.wait(10)
        await story.press("h")
        await found(story)
        await story.press("q")
        assert isinstance(story.screen, SummaryScreen)


async def test_it_goes_on_where_it_was(app: Opened, library: Library) -> None:
    async with started(app, library) as story:
        await hurt(story)
        before = recorder(story).session.view(story.clock.now).elapsed
        await story.press("g")
        assert story.stands(State.COUNT_IN)
        assert story.elapsed() == before
        assert pains(story)[0].way_on is WayOn.WENT_ON


async def test_it_ends_there(app: Opened, library: Library) -> None:
    async with started(app, library) as story:
        await hurt(story)
        await story.press("q", "escape")
        assert isinstance(story.screen, SummaryScreen)
    record = kept(library)
    assert record.outcome is Ending.STOPPED
    assert [pain.way_on for pain in record.answers.pains] == [WayOn.ENDED]


async def test_without_the_last_exercise_the_session_is_over(app: Opened, library: Library) -> None:
    async with app(start=library.routine("desk-break")) as story:
        await story.press("n", "n", "n", "n")
        await story.wait(10)
        await story.press("h")
        await found(story)
        await story.press("o", "n")
        assert isinstance(story.screen, SummaryScreen)
        assert "Done." in story.text
    assert [pain.way_on for pain in kept(library).answers.pains] == [WayOn.LEFT_OUT]


async def test_escape_leaves_it_paused_and_the_next_key_is_the_choice(
    app: Opened, library: Library
) -> None:
    async with started(app, library) as story:
        await hurt(story)
        await story.press("escape")
        assert story.stands(State.PAUSED)
        await story.press("h")
        await found(story)
        assert story.asks("hurt")
        assert len(pains(story)) == 1
        await story.press("escape", "space")
        await story.wait(4)
        assert story.stands(State.RUNNING)
        assert pains(story)[0].way_on is WayOn.WENT_ON


async def test_it_can_hurt_in_a_pause(app: Opened, library: Library) -> None:
    async with started(app, library) as story:
        await story.press(*HURT)
        await story.wait(35)
        await story.press("space", "h")
        assert story.asks("hurt")
        assert len(pains(story)) == 1


async def test_a_grave_sign_ends_the_session_and_shows_what_to_do(
    app: Opened, library: Library
) -> None:
    now, *others = library.safety.red_flags
    async with started(app, library) as story:
        await hurt(story)
        await story.press("w")
        assert isinstance(story.screen, RedFlagDialog)
        options = story.screen.query_one(OptionList)
        lists = (now, *others)
        assert options.option_count == 1 + sum(1 + len(section.items) for section in lists)
        await story.press("j", "k", "j", "enter")
        assert isinstance(story.screen, AdviceDialog)
        assert f"! {now.title}" in story.text
        assert "Do no exercises meanwhile." in story.text
        record = kept(library)
        assert record.outcome is Ending.STOPPED
        assert [pain.way_on for pain in record.answers.pains] == [WayOn.RED_FLAG]
        await story.wait(60)
        await story.press("enter")
        assert isinstance(story.screen, SummaryScreen)


async def test_the_summary_says_what_hurt_and_what_was_chosen(
    app: Opened, library: Library
) -> None:
    async with started(app, library) as story:
        await hurt(story)
        await story.press("q", "n")
        assert isinstance(story.screen, SummaryScreen)
        assert "!  it hurt: " in story.text
        assert "ended there" in story.line_with("it hurt: ")


async def test_after_a_grave_sign_nothing_else_is_asked(app: Opened, library: Library) -> None:
    library.settings = Settings()
    async with started(app, library) as story:
        await story.press("space")
        await story.wait(70)
        await hurt(story)
        await story.press("w", "j", "enter", "enter")
        assert isinstance(story.screen, SummaryScreen)
    assert kept(library).answers.after is None


async def test_a_sign_that_needs_a_check_shows_that_page(app: Opened, library: Library) -> None:
    *graver, soon = library.safety.red_flags
    before = sum(len(section.items) for section in graver)
    async with started(app, library) as story:
        await hurt(story)
        await story.press("w", *["j"] * (before + 1), "enter")
        assert f"! {soon.title}" in story.text
        assert soon.items[0].full_text in story.text


async def test_with_none_of_the_signs_it_asks_again(app: Opened, library: Library) -> None:
    async with started(app, library) as story:
        await hurt(story)
        for none in ("n", "escape", "enter"):
            await story.press("w", none)
            assert story.asks("hurt")
        assert len(pains(story)) == 1


async def test_cut_off_in_the_middle_it_is_asked_again_at_the_next_start(
    app: Opened, library: Library, shipped: Catalogue
) -> None:
    async with started(app, library) as story:
        await hurt(story)
        before = recorder(story).session.view(story.clock.now).elapsed
    again = Library(of_this_user(), shipped)
    async with opened(again, FakeClock(5.0)) as later:
        await later.press("r")
        await found(later)
        assert later.asks("hurt")
        assert "Pigeon pose, right side" in later.text
        await later.press("g")
        assert later.elapsed() == before
        assert later.stands(State.COUNT_IN)
        (pain,) = pains(later)
        assert pain.way_on is WayOn.WENT_ON


async def test_less_time_shows_what_stays_and_takes_it(app: Opened, library: Library) -> None:
    async with started(app, library) as story:
        await story.press(*HURT)
        await story.wait(35)
        await story.press("t")
        await found(story)
        assert isinstance(story.screen, LessTimeDialog)
        assert "23 min" in story.text
        await story.press("6")
        await found(story)
        assert "◂ 6 min ▸" in story.text
        assert "in all, with 3 of the 7 that follow" in story.text
        assert "keep  Pigeon pose" in story.text
        assert "skip  " in story.text
        await story.press("enter")
        assert story.part("#place").endswith("3 of 6")
        assert story.stands(State.COUNT_IN)
        left = recorder(story).session.view(story.clock.now).total_left
        assert 240 < left <= 360


async def test_less_time_is_as_it_was_after_escape(app: Opened, library: Library) -> None:
    async with started(app, library) as story:
        await story.wait(10)
        line = recorder(story).session.timeline
        await story.press("t", "minus", "plus", "4", "escape")
        assert recorder(story).session.timeline is line
        assert story.stands(State.COUNT_IN)


async def test_paused_it_stays_paused_with_less_time_too(app: Opened, library: Library) -> None:
    async with started(app, library) as story:
        await story.wait(10)
        await story.press("space", "t", "4")
        await found(story)
        await story.press("enter")
        assert story.stands(State.PAUSED)


async def test_where_nothing_fits_enter_takes_nothing(app: Opened, library: Library) -> None:
    async with started(app, library) as story:
        await story.press(*HURT)
        await story.wait(35)
        await story.press("t", "1")
        await found(story)
        assert "nothing that is left fits into 1 minute" in story.text
        await story.press("enter")
        assert isinstance(story.screen, LessTimeDialog)


async def test_the_current_step_ends_where_only_another_one_fits(
    app: Opened, library: Library
) -> None:
    async with app(start=library.routine("evening-wind-down")) as story:
        await story.press("n")
        await story.wait(24)
        assert story.part("#place").endswith("2 of 9")
        await story.press("t", "1")
        await found(story)
        assert "the rest of Knee drop, one side" in story.text
        await story.press("enter")
        assert story.part("#place").endswith("3 of 3")


async def test_after_a_long_pause_less_time_is_offered(app: Opened, library: Library) -> None:
    async with started(app, library) as story:
        await story.wait(10)
        await story.press("space")
        await story.wait(299)
        assert story.part("#phase") == "‖ paused"
        await story.wait(2)
        assert story.part("#phase") == "‖ paused · t: less time?"
        await story.press("space")
        assert "less time" not in story.part("#phase")


async def test_taken_up_again_less_time_is_offered_at_once(
    app: Opened, library: Library, shipped: Catalogue
) -> None:
    async with started(app, library) as story:
        await story.wait(17)
    again = Library(of_this_user(), shipped)
    async with opened(again, FakeClock(5.0)) as later:
        await later.press("r")
        assert later.part("#phase") == "‖ paused · t: less time?"
