"""The editor by keyboard: a basket becomes a routine, a wrong dose is told, nothing is lost by leaving."""

import pytest
from textual.widgets import Input
from tui.story import Opened, Story

from loosen.domain.editing.draft import Draft
from loosen.domain.routine import ExerciseStep, PickStep
from loosen.services.library import Library
from loosen.text.wording import clock_words
from loosen.tui.dialogs.choice import Choice
from loosen.tui.dialogs.find import FindDialog
from loosen.tui.dialogs.form import FormDialog
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.screens.editor import EditorScreen
from loosen.tui.screens.exercise import ExerciseScreen
from loosen.tui.screens.routines import RoutinesScreen
from loosen.tui.screens.session import SessionScreen

DRIVE = """# By hand.
name = "Drive"
summary = "Undo four hours."

[[steps]]
exercise = "leg-swing-front-back"

[[steps]]
section = "Down"
exercise = "figure-four-supine"
note = "Towel behind the thigh."

[[steps]]
pick = 1
among = [{ exercise = "happy-baby" }, { exercise = "childs-pose" }]
"""
DOSE_WORDS = "“rops” is not understood; write for"


@pytest.fixture
def drive(library: Library) -> Library:
    """A library with a routine of the person's own."""
    library.locations.routines.mkdir(parents=True)
    library.locations.routines.joinpath("drive.toml").write_text(DRIVE, encoding="utf-8")
    return library


def editor(story: Story) -> EditorScreen:
    assert isinstance(story.screen, EditorScreen), story.screen
    return story.screen


def draft(story: Story) -> Draft:
    return editor(story).view.draft


def slugs(story: Story) -> list[str]:
    return [step.exercise for step in draft(story).exercise_steps]


def said(story: Story) -> list[str]:
    """What the app has said in passing."""
    return [one.message for one in story.app._notifications]


async def type_over(story: Story, text: str) -> None:
    """Put a text into the line that has the keys."""
    line = story.app.focused
    assert isinstance(line, Input)
    line.value = text
    await story.settle()


async def test_a_basket_becomes_a_routine(app: Opened) -> None:
    async with app() as story:
        assert "Routine" not in story.lines[-1]
        await story.press("space", "j", "space", "j", "j", "b")
        assert "3 in the basket" in story.lines[0]
        assert "✓  Leg swing, front to back" in story.text
        await story.press("space")
        assert "2 in the basket" in story.lines[0]
        await story.press("enter", "b")
        assert "✓ 3 in the basket" in story.lines[0]
        await story.press("m")
        assert slugs(story) == [
            "leg-swing-front-back", "leg-swing-side", "runners-lunge-alternating",
        ]  # fmt: skip
        await story.press("w")
        assert isinstance(story.screen, FormDialog)
        await type_over(story, "Three swings")
        await story.press("enter")
        assert "saved" in story.lines[0]
        saved = story.library.routines["three-swings"]
        assert saved.summary == "For the hip flexors, the hamstrings and the glutes."
        await story.press("escape", "escape")
        assert isinstance(story.screen, CatalogueScreen)
        assert "basket" not in story.lines[0]
        assert "✓" not in story.text


async def test_an_exercise_is_found_by_typing_and_added_below_the_cursor(app: Opened) -> None:
    async with app() as story:
        await story.press("2", "n", "a")
        assert isinstance(story.screen, FindDialog)
        await story.press(*"happy")
        assert story.screen.found.highlighted == 0
        await story.press("enter")
        assert slugs(story) == ["happy-baby"]
        await story.press("a", *"sleeping nothing", "enter")
        assert "Nothing is called that." in story.text
        await story.press("escape", "a", "down", "pagedown", "up", "enter", "enter", "escape")
        assert len(slugs(story)) == 2
        assert editor(story).view.place is not None
        await story.press("enter")
        assert isinstance(story.screen, FormDialog)


async def test_an_empty_editor_adds_with_enter_and_says_what_it_lacks(app: Opened) -> None:
    async with app() as story:
        await story.press("2", "n")
        assert "No step yet." in story.text
        await story.press("x", "J", "u", "U", "p", "i", "o", "space", "greater_than_sign", "w", "r")
        assert said(story) == ["There is no step yet; a adds one."]
        await story.press("enter")
        assert isinstance(story.screen, FindDialog)
        await story.press("escape", "escape")
        assert isinstance(story.screen, RoutinesScreen)


@pytest.mark.usefixtures("drive")
async def test_a_wrong_dose_is_told_while_it_is_typed_and_nothing_is_lost(app: Opened) -> None:
    async with app() as story:
        await story.press("2", "e", "j", "j", "enter")
        total = clock_words(editor_times(story))
        await type_over(story, "10 rops")
        assert f"! {DOSE_WORDS}" in story.text
        assert f"{total} in all" in story.text
        await story.press("enter")
        assert isinstance(story.screen, FormDialog)
        await story.press("down", *"20", "up")
        assert story.screen.query_one("#rest", Input).value == "20"
        await story.press("escape")
        assert "Not kept yet" in story.text
        await type_over(story, "2 x 45 s each side")
        assert DOSE_WORDS not in story.text
        await story.press("enter")
        step = draft(story).steps[1]
        assert isinstance(step, ExerciseStep)
        assert (str(step.dose), step.rest) == ("2 x 45 s each side", 20)
        assert (step.section, step.note) == ("Down", "Towel behind the thigh.")
        assert "2 × 45 s a side" in story.text
        assert "not saved" in story.lines[0]
        assert clock_words(editor_times(story)) != total


def editor_times(story: Story) -> int:
    (screen,) = (one for one in story.app.screen_stack if isinstance(one, EditorScreen))
    return screen.view.times.seconds


@pytest.mark.usefixtures("drive")
async def test_escape_leaves_a_form_as_it_was_when_asked_twice(app: Opened) -> None:
    async with app() as story:
        await story.press("2", "e", "enter", "x", "escape", "escape")
        assert not editor(story).unsaved
        await story.press("enter", "escape")
        assert not editor(story).unsaved


@pytest.mark.usefixtures("drive")
async def test_lines_move_grow_and_go_and_undo_brings_everything_back(app: Opened) -> None:
    async with app() as story:
        await story.press("2", "e")
        before = draft(story)
        await story.press("J")
        assert draft(story).steps[0].section == "Down"
        await story.press("J", "greater_than_sign", "less_than_sign", "i", "x")
        assert len(draft(story).steps) == 2
        await story.press("g", "x")
        assert draft(story).steps[0].section is None
        last = draft(story)
        await story.press(*["u"] * 7)
        assert draft(story) == before
        assert not editor(story).unsaved
        await story.press(*["U"] * 7, "ctrl+r")
        assert draft(story) == last
        assert said(story)[-1] == "Nothing to do again."


@pytest.mark.usefixtures("drive")
async def test_steps_are_marked_for_a_pick_and_a_pick_is_edited_and_taken_apart(
    app: Opened,
) -> None:
    async with app(size=(120, 36)) as story:
        await story.press("2", "e", "p")
        assert said(story)[-1].startswith("Mark two steps or more")
        await story.press("space", "j", "j", "space")
        assert story.text.count("✓") == 2
        await story.press("space", "space", "p")
        pick = draft(story).steps[0]
        assert isinstance(pick, PickStep)
        assert [one.exercise for one in pick.among] == [
            "leg-swing-front-back",
            "figure-four-supine",
        ]
        line = next(line for line in story.lines if "1 of these 2" in line)
        assert "rotates" in line
        await story.press("greater_than_sign")
        assert "2 of these 2" in story.text
        await story.press("enter")
        assert "A pick of 2" in story.text
        await type_over(story, "3")
        assert "! “3” will not do; write a number from 1 to 2, or a range" in story.text
        await type_over(story, "1-2")
        await story.press("enter", "j", "a", *"cobra", "escape", "a", *"pigeon", "enter", "K")
        assert slugs(story)[:2] == ["pigeon-pose", "leg-swing-front-back"]
        await story.press("K", "K", "k", "p")
        assert not isinstance(draft(story).steps[0], PickStep)


@pytest.mark.usefixtures("drive")
async def test_a_heading_is_typed_over_where_it_stands(app: Opened) -> None:
    async with app() as story:
        await story.press("2", "e", "j")
        assert "A heading." in story.text
        await story.press("enter")
        await type_over(story, "On the floor")
        await story.press("enter")
        assert draft(story).steps[1].section == "On the floor"


async def test_saving_keeps_a_file_with_comments_beside_and_says_so(
    app: Opened, drive: Library
) -> None:
    async with app() as story:
        await story.press("2", "e", "x", "w")
        assert "with its comments, is kept as drive.toml.before-2026-03-14." in said(story)[-1]
        text = drive.locations.routines.joinpath("drive.toml").read_text("utf-8")
        assert text.startswith('name = "Drive"\nsummary = "Undo four hours."\n\n[[steps]]\n')
        await story.press("escape")
        assert isinstance(story.screen, RoutinesScreen)
        assert "2:19" in next(line for line in story.lines if "Drive" in line)


async def test_a_shipped_routine_is_edited_as_a_copy(app: Opened) -> None:
    async with app() as story:
        await story.press("2", "j", "o", "e")
        assert "A copy of your own; “Egoscue flow” itself stays as it is." in story.text
        await story.press("escape", "e", "x", "w", "escape", "escape")
        assert "◆ Egoscue flow, my way" in story.text
        assert len(story.library.routines["egoscue-flow-my-way"].steps) == 5
        assert len(story.library.routines["egoscue-flow"].steps) == 6


@pytest.mark.usefixtures("drive")
@pytest.mark.parametrize("keys", [["escape"], ["q"], ["1"], ["ctrl+q"]])
async def test_leaving_asks_and_escape_stays(app: Opened, keys: list[str]) -> None:
    async with app() as story:
        await story.press("2", "e", "x", *keys)
        assert isinstance(story.screen, Choice)
        assert "There are changes that are not saved." in story.text
        await story.press("escape")
        assert len(draft(story).steps) == 2


async def test_leaving_can_save_first_or_leave_changes_behind(app: Opened, drive: Library) -> None:
    async with app() as story:
        await story.press("2", "e", "x", "1", "l")
        assert isinstance(story.screen, CatalogueScreen)
        assert len(drive.routines["drive"].steps) == 3
        await story.press("2", "e", "x", "escape", "w")
        assert isinstance(story.screen, RoutinesScreen)
        assert len(drive.routines["drive"].steps) == 2
        await story.press("e", "1")
        assert isinstance(story.screen, CatalogueScreen)


async def test_what_cannot_be_written_stays_in_the_editor(app: Opened, drive: Library) -> None:
    async with app() as story:
        await story.press("2", "n", "a", "enter", "t")
        await type_over(story, "Mine")
        await story.press("enter")
        folder = drive.locations.routines
        folder.rename(folder.with_name("elsewhere"))
        folder.write_text("in the way", encoding="utf-8")
        await story.press("w")
        assert said(story)[-1].startswith("Not saved: ")
        assert editor(story).unsaved


@pytest.mark.usefixtures("drive")
async def test_a_draft_is_run_and_its_exercise_looked_at(app: Opened) -> None:
    async with app() as story:
        await story.press("2", "e", "x", "g", "j", "o")
        assert isinstance(story.screen, ExerciseScreen)
        assert story.screen.exercise.slug == "figure-four-supine"
        await story.press("escape", "r")
        assert isinstance(story.screen, SessionScreen)
        assert "Drive · 1 of 2" in story.part("#place")
        await story.press("q", "e", "enter")
        assert editor(story).unsaved


async def test_a_file_that_has_become_unreadable_is_told(app: Opened, drive: Library) -> None:
    async with app() as story:
        await story.press("2")
        drive.locations.routines.joinpath("drive.toml").unlink()
        await story.press("e")
        assert isinstance(story.screen, RoutinesScreen)
        assert "cannot be read" in said(story)[-1]


@pytest.mark.usefixtures("drive")
async def test_a_click_on_the_line_under_the_cursor_opens_it(app: Opened) -> None:
    async with app() as story:
        await story.press("2", "e")
        await story.click("#lines", 10, 0)
        assert isinstance(story.screen, FormDialog)
        await story.press("escape", "a")
        await story.click("FindDialog OptionList", 4, 2)
        assert len(draft(story).steps) == 4


@pytest.mark.usefixtures("drive")
async def test_the_editor_is_of_use_in_a_small_terminal(app: Opened) -> None:
    async with app(size=(40, 12)) as story:
        await story.press("2", "e")
        assert "Leg swing, front to…" in story.text
        assert "1:22" in story.text
        await story.press("enter")
        await type_over(story, "10 rops")
        assert "! “rops” is not" in story.text
        await story.resize(80, 24)
        assert DOSE_WORDS in story.text


async def test_what_was_not_saved_is_offered_again(app: Opened, drive: Library) -> None:
    unsaved = drive.locations.unsaved / "drive.toml"
    async with app() as story:
        await story.press("2", "e", "x", "J")
        last = draft(story)
        assert unsaved.exists()
    async with app() as story:
        await story.press("2", "e")
        assert "“Drive” has changes that were not saved last time." in story.text
        await story.press("escape")
        assert isinstance(story.screen, RoutinesScreen)
        await story.press("e", "t")
        assert draft(story) == last
        await story.press("u")
        assert not editor(story).unsaved
        assert not unsaved.exists()
        await story.press("U", "w")
        assert not unsaved.exists()
        await story.press("x", "escape", "l")
        assert not unsaved.exists()
        await story.press("e", "x")
    async with app() as story:
        await story.press("2", "e", "l")
        assert not editor(story).unsaved
        assert not unsaved.exists()


async def test_a_fresh_routine_without_a_name_is_offered_again_too(app: Opened) -> None:
    async with app() as story:
        await story.press("2", "n", "a", "enter", "a", "enter")
        last = draft(story)
    async with app() as story:
        await story.press("2", "n")
        assert "“A routine without a name” has changes" in story.text
        await story.press("t")
        assert (draft(story), draft(story).name) == (last, "")


async def test_a_damaged_note_of_what_was_not_saved_is_passed_over(
    app: Opened, drive: Library
) -> None:
    drive.locations.unsaved.mkdir(parents=True)
    unsaved = drive.locations.unsaved / "drive.toml"
    for text in ("name = 3", DRIVE.replace("happy-baby", "no-longer-there")):
        unsaved.write_text(text, encoding="utf-8")
        async with app() as story:
            await story.press("2", "e")
            assert isinstance(story.screen, EditorScreen)
