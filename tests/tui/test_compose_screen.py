"""The composer by keyboard: a wish is turned, and the plan beside it answers."""

from tui.stage import LARGE, Stage, on_stage

from loosen.domain.body import Area
from loosen.domain.composer import NoPlan, Plan
from loosen.storage.library import Library
from loosen.tui.dialogs.name import NameDialog
from loosen.tui.screens.compose import ComposeScreen
from loosen.tui.screens.session import SessionScreen


def plan(stage: Stage) -> Plan:
    answer = stage.the(ComposeScreen)._answer
    assert isinstance(answer, Plan)
    return answer


def names(stage: Stage) -> list[str]:
    return [step.exercise.slug for step in plan(stage).steps]


async def press(stage: Stage, *keys: str) -> None:
    await stage.press(*keys)
    await stage.settle()


async def test_every_turn_of_the_minutes_is_answered_with_another_plan(library: Library) -> None:
    async with on_stage(library, LARGE) as stage:
        await press(stage, "3")
        assert plan(stage).seconds <= 600
        await press(stage, "plus", "plus")
        assert plan(stage).brief.seconds == 720
        assert "of 12:00" in stage.text
        assert plan(stage).seconds <= 720


async def test_space_weighs_an_area_and_goes_round(library: Library) -> None:
    async with on_stage(library, LARGE) as stage:
        await press(stage, "3", "j", "space")
        assert plan(stage).brief.areas[Area.HIP_FLEXORS] == 2
        await press(stage, "space", "space")
        assert plan(stage).brief.areas[Area.HIP_FLEXORS] == 2


async def test_what_is_pinned_stays_and_what_is_dropped_goes(library: Library) -> None:
    async with on_stage(library, LARGE) as stage:
        await press(stage, "3")
        stage.the(ComposeScreen).view.table.focus()
        first = names(stage)[0]
        await press(stage, "p")
        assert plan(stage).brief.include == (first,)
        await press(stage, "p", "x")
        assert first not in names(stage)
        assert plan(stage).brief.exclude == (first,)
        assert "without" in [heading for heading, _ in groups(stage)]


def groups(stage: Stage) -> list[tuple[str, object]]:
    panel = stage.the(ComposeScreen).panel
    return list(panel._groups_of(panel.held))


async def test_a_step_is_swapped_and_its_dose_and_place_are_changed(library: Library) -> None:
    async with on_stage(library, LARGE) as stage:
        await press(stage, "3")
        stage.the(ComposeScreen).view.table.focus()
        before = names(stage)
        await press(stage, "s")
        assert len(set(before) ^ set(names(stage))) == 2
        await press(stage, "j", "j")
        doses = [step.dose for step in plan(stage).steps]
        await press(stage, "less_than_sign")
        await press(stage, "greater_than_sign")
        assert len(plan(stage).steps) == len(doses)
        await press(stage, "K")
        assert plan(stage).seconds <= 600


async def test_the_next_plan_differs_in_two_steps(library: Library) -> None:
    async with on_stage(library, LARGE) as stage:
        await press(stage, "3")
        before = set(names(stage))
        await press(stage, "n")
        assert len(before - set(names(stage))) >= 2


async def test_the_reason_under_the_cursor_is_told(library: Library) -> None:
    async with on_stage(library, LARGE) as stage:
        await press(stage, "3")
        assert "Why: gets you moving" in stage.text


async def test_where_nothing_fits_a_number_takes_what_would_help(library: Library) -> None:
    async with on_stage(library, LARGE) as stage:
        await press(stage, "3", *["minus"] * 9)
        answer = stage.the(ComposeScreen)._answer
        assert isinstance(answer, NoPlan)
        assert "No plan fits." in stage.text
        await press(stage, "r", "w", "p")
        assert isinstance(stage.app.screen, ComposeScreen)
        await press(stage, "1")
        assert isinstance(stage.app.screen, ComposeScreen)
        assert plan(stage).brief == answer.relaxations[0].brief


async def test_a_plan_is_kept_as_a_routine_that_holds_its_brief(library: Library) -> None:
    async with on_stage(library, LARGE) as stage:
        await press(stage, "3", "w")
        assert isinstance(stage.app.screen, NameDialog)
        await press(stage, "enter")
        saved = library.routines["10-minutes-for-hip-flexors-glutes-low-back"]
        assert saved.brief
        assert library.timeline(library.steps(saved)).seconds == plan(stage).seconds


async def test_run_begins_the_plan(library: Library) -> None:
    async with on_stage(library, LARGE) as stage:
        await press(stage, "3")
        seconds = plan(stage).seconds
        await press(stage, "r")
        assert stage.the(SessionScreen)._session.timeline.seconds == seconds


async def test_the_next_composing_begins_where_this_one_stood(library: Library) -> None:
    async with on_stage(library, LARGE) as stage:
        await press(stage, "3", "plus", "1")
        assert library.brief.seconds == 660
