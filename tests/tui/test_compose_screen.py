"""The composer by keyboard: a wish is turned, and the plan beside it answers."""

from tui.story import LARGE, Story, opened

from loosen.domain.body import Area
from loosen.domain.composer import NoPlan, Plan
from loosen.services.library import Library
from loosen.tui.dialogs.name import NameDialog
from loosen.tui.screens.compose import ComposeScreen
from loosen.tui.screens.session import SessionScreen


def plan(story: Story) -> Plan:
    answer = story.the(ComposeScreen).proposals.answer
    assert isinstance(answer, Plan)
    return answer


def names(story: Story) -> list[str]:
    return [step.exercise.slug for step in plan(story).steps]


async def press(story: Story, *keys: str) -> None:
    await story.press(*keys)
    await story.settle()


async def test_every_turn_of_the_minutes_is_answered_with_another_plan(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3")
        assert plan(story).seconds <= 600
        await press(story, "plus", "plus")
        assert plan(story).brief.seconds == 720
        assert "of 12:00" in story.text
        assert plan(story).seconds <= 720


async def test_space_weighs_an_area_and_goes_round(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3", "j", "space")
        assert plan(story).brief.areas[Area.HIP_FLEXORS] == 2
        await press(story, "space", "space")
        assert plan(story).brief.areas[Area.HIP_FLEXORS] == 2


async def test_what_is_pinned_stays_and_what_is_dropped_goes(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3")
        story.the(ComposeScreen).view.table.focus()
        first = names(story)[0]
        await press(story, "p")
        assert plan(story).brief.include == (first,)
        await press(story, "p", "x")
        assert first not in names(story)
        assert plan(story).brief.exclude == (first,)
        assert "without" in [heading for heading, _ in groups(story)]


async def test_the_figure_of_the_step_under_the_cursor_moves_where_there_is_room(
    library: Library,
) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3")
        view = story.the(ComposeScreen).view
        view.table.focus()
        for key, row in (("g", 0), ("j", 1)):
            await press(story, key)
            assert view.figure.display
            assert view.figure.figure is library.figure(plan(story).steps[row].exercise)
        steps = len(names(story))
        await story.resize(LARGE[0], 24)
        assert not view.figure.display
        assert view.table.size.height >= steps
        await story.resize(*LARGE)
        assert view.figure.display
        assert view.table.size.height >= steps


def groups(story: Story) -> list[tuple[str, object]]:
    panel = story.the(ComposeScreen).panel
    return list(panel._groups_of(panel.held))


async def test_a_step_is_swapped_and_its_dose_and_place_are_changed(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3")
        story.the(ComposeScreen).view.table.focus()
        before = names(story)
        await press(story, "s")
        assert len(set(before) ^ set(names(story))) == 2
        await press(story, "j", "j")
        doses = [step.dose for step in plan(story).steps]
        await press(story, "less_than_sign")
        await press(story, "greater_than_sign")
        assert len(plan(story).steps) == len(doses)
        await press(story, "K")
        assert plan(story).seconds <= 600


async def test_the_next_plan_differs_in_two_steps(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3")
        before = set(names(story))
        await press(story, "n")
        assert len(before - set(names(story))) >= 2


async def test_the_reason_under_the_cursor_is_told(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3")
        assert "Why: gets you moving" in story.text


async def test_where_nothing_fits_a_number_takes_what_would_help(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3", *["minus"] * 8)
        answer = story.the(ComposeScreen).proposals.answer
        assert isinstance(answer, NoPlan)
        assert "No plan fits." in story.text
        await press(story, "r", "w", "p")
        assert isinstance(story.app.screen, ComposeScreen)
        await press(story, "1")
        assert isinstance(story.app.screen, ComposeScreen)
        assert plan(story).brief == answer.relaxations[0].brief


async def test_a_plan_is_kept_as_a_routine_that_holds_its_brief(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3", "w")
        assert isinstance(story.app.screen, NameDialog)
        await press(story, "enter")
        saved = library.routines["10-minutes-for-hip-flexors-glutes-low-back"]
        assert saved.brief
        assert library.timeline(library.steps(saved)).seconds == plan(story).seconds


async def test_run_begins_the_plan(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3")
        seconds = plan(story).seconds
        await press(story, "r")
        assert story.the(SessionScreen)._session.timeline.seconds == seconds


async def test_the_next_composing_begins_where_this_one_stood(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3", "plus", "1")
        assert library.brief.seconds == 660
