"""The composer by keyboard: a wish is turned, and the plan beside it answers."""

from unittest.mock import patch

from tui.story import LARGE, Story, opened

from loosen.domain.body import Area, Caution, Position
from loosen.domain.composer import NoPlan, Plan, reasons
from loosen.domain.dose import Dose
from loosen.services.library import Library
from loosen.text.composer import reason_words
from loosen.text.wording import clock_words, dose_words
from loosen.tui.dialogs.name import NameDialog
from loosen.tui.models.proposals import Proposals
from loosen.tui.screens.catalogue import CatalogueScreen
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
        await press(story, "3", "j", "j", "space")
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


def inks(story: Story, words: str) -> set[object]:
    """The colours that some words are written in."""
    segments = (segment for strip in story.strips for segment in strip)
    return {one.style.color for one in segments if one.style and words in one.text}


async def test_the_pane_that_has_the_keys_is_the_bright_one(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3")
        brief, plan_beside = inks(story, "hamstrings"), inks(story, "Bridge, both legs")
        await press(story, "tab")
        assert inks(story, "hamstrings") == plan_beside
        assert inks(story, "Bridge, both legs") == brief


def footer(story: Story) -> str:
    """The line of keys."""
    return story.lines[-1]


async def test_the_footer_says_what_keys_do_in_the_pane_that_has_them(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3")
        assert "← → Change" in footer(story)
        assert "Swap" not in footer(story)
        await press(story, "tab")
        assert story.the(ComposeScreen).view.table.has_focus
        assert "s Swap" in footer(story)
        assert "Change" not in footer(story)
        await press(story, "escape")
        assert story.the(ComposeScreen).panel.has_focus
        await press(story, "escape")
        assert isinstance(story.screen, CatalogueScreen)


async def test_the_keys_of_steps_do_nothing_where_no_cursor_is_on_one(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3")
        before = names(story)
        await press(story, "s", "x", "p", "J", "greater_than_sign")
        assert names(story) == before
        assert not story.the(ComposeScreen).proposals.can_undo


async def test_a_group_of_the_brief_is_one_line_until_it_is_opened(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3")
        assert story.line_with("positions").split("│")[0].split() == ["positions", "all", "▸"]
        assert "half kneeling  " not in story.part("ControlPanel")
        await press(story, "right_curly_bracket", "right_curly_bracket", "space")
        assert "✓ half kneeling" in story.part("ControlPanel")
        await press(story, "j", "space")
        assert Position.STANDING not in plan(story).brief.positions
        await press(story, "k", "left")
        assert "positions all but standing ▸" in story.part("ControlPanel")
        await press(story, "g", "plus")
        assert plan(story).brief.seconds == 660


async def test_a_swap_stays_when_another_step_is_dropped_and_comes_round_again(
    library: Library,
) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3", "tab", "j", "j")
        before = names(story)
        gone = before[2]
        await press(story, "s")
        (new,) = set(names(story)) - set(before)
        assert story.the(ComposeScreen).view.slug == new
        assert f"{library.catalogue[new].name} · kept" in story.text
        await press(story, "end", "x")
        assert new in names(story)
        assert gone not in names(story)
        await press(story, "u", "u")
        assert names(story) == before


async def test_swaps_of_a_step_go_round_to_the_first_exercise(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3", "tab", "j", "j")
        first, brief = names(story), plan(story).brief
        seen: list[list[str]] = []
        while not seen or names(story) != first:
            await press(story, "s")
            assert names(story) not in seen
            seen.append(names(story))
        assert len(seen) >= 2
        assert plan(story).brief == brief
        assert story.the(ComposeScreen).proposals.brief.include == ()


async def test_the_cursor_follows_its_exercise(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3", "tab", "G")
        view = story.the(ComposeScreen).view
        last = view.slug
        await press(story, "escape", "plus", "plus", "plus", "tab")
        assert last in names(story)
        assert view.slug == last
        await press(story, "G", "k")
        moved = view.slug
        await press(story, "K")
        assert view.slug == moved


async def test_a_plan_that_is_out_of_date_is_dim_within_the_same_key(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3")
        screen = story.the(ComposeScreen)
        bright = inks(story, "Pelvic tilts")
        with patch.object(Proposals, "take", lambda _self, _event: None):
            await story.press("plus")
        assert inks(story, "Pelvic tilts") != bright
        screen.proposals.propose()
        await story.settle()
        assert inks(story, "Pelvic tilts") == bright
        assert plan(story).brief.seconds == 660


async def test_keys_that_come_before_the_answer_are_done_with_it(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3", "tab")
        screen = story.the(ComposeScreen)
        before = names(story)
        screen.action_drop()
        screen.action_drop()
        assert screen.proposals.is_waiting
        await story.settle()
        assert not {before[0]} & set(names(story))
        assert len(plan(story).brief.exclude) == 2


async def test_a_click_turns_ticks_and_opens(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3")
        panel = story.the(ComposeScreen).panel

        async def click(words: str, x: int) -> None:
            row = next(n for n, line in enumerate(story.lines) if words in line)
            await story.click("ControlPanel", x, row - panel.region.y)

        minutes = story.line_with("minutes")
        await click("minutes", minutes.index("▸"))
        assert plan(story).brief.seconds == 660
        await click("minutes", minutes.index("◂"))
        assert plan(story).brief.seconds == 600
        await click("avoid", 4)
        await click("wrist", 5)
        assert plan(story).brief.avoid == (Caution.WRIST,)


async def test_name_and_dose_stand_together_on_a_wide_screen(library: Library) -> None:
    async with opened(library, size=(200, 60)) as story:
        await press(story, "3")
        step = plan(story).steps[0]
        line = story.line_with(step.exercise.name)
        gap = line.index(dose_words(step.dose)) - line.index(step.exercise.name)
        assert gap < 40
        figure = story.the(ComposeScreen).view.figure.region
        assert figure.x > story.the(ComposeScreen).view.table.region.x


async def test_nothing_is_composed_while_what_to_avoid_cannot_be_read(library: Library) -> None:
    library.locations.settings.parent.mkdir(parents=True, exist_ok=True)
    library.locations.settings.write_text('avoid = ["kneee"]\n', encoding="utf-8")
    del library.settings
    async with opened(library, size=LARGE) as story:
        await press(story, "3")
        proposals = story.the(ComposeScreen).proposals
        assert proposals.answer is None
        assert "kneee" in story.part("#none")
        assert "Nothing is composed" in story.part("#none")
        await press(story, "r", "comma", "right", "escape")
        assert isinstance(proposals.answer, Plan)


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


def dose_of(story: Story, slug: str) -> Dose:
    return next(step.dose for step in plan(story).steps if step.exercise.slug == slug)


async def with_own_dose(story: Story, key: str, number: int) -> tuple[str, Dose]:
    """Change a step's dose with a key, and return its exercise and the dose it has then."""
    await press(story, "3", "tab", *"j" * number)
    slug = names(story)[number]
    before = dose_of(story, slug)
    await press(story, key)
    after = dose_of(story, slug)
    assert after != before
    return slug, after


async def test_a_dose_of_ones_own_stays_when_the_brief_changes(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        slug, own = await with_own_dose(story, "less_than_sign", 3)
        for keys in (("escape", "plus"), ("plus",), ("tab", "end", "x")):
            await press(story, *keys)
            assert dose_of(story, slug) == own
            assert "let go" not in story.text
        await press(story, "n")
        assert slug not in names(story) or dose_of(story, slug) == own


async def test_a_dose_that_no_longer_fits_is_let_go_in_one_line(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        slug, own = await with_own_dose(story, "less_than_sign", 3)
        name = library.catalogue[slug].name
        screen = story.the(ComposeScreen)
        standing = frozenset(Position) - {library.catalogue[slug].position}
        screen.proposals.ask_for(screen.proposals.brief.copy_with(positions=standing))
        await story.settle()
        assert slug not in names(story)
        assert f"Your dose of {name} was let go: it no longer fits." in story.text
        await press(story, "u")
        assert dose_of(story, slug) == own
        await press(story, "escape", "plus")
        assert dose_of(story, slug) == own


async def test_the_dose_of_an_exercise_left_out_is_there_when_it_is_back(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        slug, own = await with_own_dose(story, "less_than_sign", 3)
        before = story.the(ComposeScreen).proposals.brief
        await press(story, "x")
        assert slug not in names(story)
        assert "let go" not in story.text
        story.the(ComposeScreen).proposals.ask_for(before)
        await story.settle()
        assert dose_of(story, slug) == own


async def test_an_order_of_ones_own_stays_where_the_same_steps_stand(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3", "tab")
        order = await moved_by_hand(story)
        await press(story, "p", "p")
        assert names(story) == order
        screen = story.the(ComposeScreen)
        screen.proposals.ask_for(screen.proposals.brief.copy_with(seconds=1800))
        await story.settle()
        assert not set(names(story)) <= set(order)
        assert "Your order was let go: it no longer fits." in story.text


async def moved_by_hand(story: Story) -> list[str]:
    """Move a step up where that is allowed, and return the new order."""
    composed = names(story)
    for _ in composed:
        await press(story, "K")
        if names(story) != composed:
            return names(story)
        await press(story, "j")
    raise AssertionError("no step can be moved")


async def test_the_next_plan_differs_in_two_steps(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3")
        before = set(names(story))
        await press(story, "n")
        assert len(before - set(names(story))) >= 2


async def test_the_reason_under_the_cursor_is_told(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3")
        assert "Why: easy movement to begin with" in story.text


async def test_the_reason_under_the_cursor_is_told_whole_on_the_smallest_screen(
    library: Library,
) -> None:
    async with opened(library, size=(40, 12)) as story:
        await press(story, "3", "tab")
        for number, reason in enumerate(reasons(plan(story))):
            step = plan(story).steps[number]
            assert story.the(ComposeScreen).view.step == number
            assert story.part("#why") == f"Why: {reason_words(reason)}"
            assert clock_words(step.seconds + step.moving) in story.part("#steps")
            await press(story, "j")


async def test_where_nothing_fits_a_number_takes_what_would_help(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await press(story, "3", *["minus"] * 9)
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
        saved = library.routines["10-minutes-for-the-hip-flexors-the-glutes-and-the-low-back"]
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
