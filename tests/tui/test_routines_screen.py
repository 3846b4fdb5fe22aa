from tui.story import Opened

from loosen.domain.body import Side
from loosen.text.wording import clock_words
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.screens.exercise import ExerciseScreen
from loosen.tui.screens.routine import RoutineScreen
from loosen.tui.screens.routines import RoutinesScreen
from loosen.tui.screens.session import SessionScreen

FLOW = "egoscue-flow"


async def test_every_routine_is_listed_with_what_it_takes(app: Opened) -> None:
    async with app(size=(120, 36)) as story:
        await story.press("2")
        assert "13 routines" in story.lines[0]
        library = story.library
        for number, routine in enumerate(library.routines.values()):
            row = story.lines[2 + number]
            assert routine.name in row
            assert clock_words(library.timeline(library.steps(routine)).seconds) in row
        await story.press("j")
        assert "Egoscue flow" in story.part("#routine")
        assert "Assisted hip lift" in story.part("#routine")
        await story.press("G")
        assert "Ten-minute morning" in story.part("#routine")
        await story.press("escape")
        assert isinstance(story.screen, CatalogueScreen)


async def test_a_routine_can_be_looked_into_and_its_exercises_read(app: Opened) -> None:
    async with app(size=(80, 50)) as story:
        await story.press("2", "j", "o")
        assert isinstance(story.screen, RoutineScreen)
        page = story.part("#page")
        routine = story.library.routine(FLOW)
        for step in routine.exercise_steps:
            assert story.library.catalogue[step.exercise].name in page
        for line in (routine.summary, *routine.rules):
            assert line in page
        await story.press("o", "right")
        assert isinstance(story.screen, ExerciseScreen)
        assert story.screen.exercise.slug == "knee-drop-double"
        assert "2 of 6" in story.lines[0]
        await story.press("escape")
        assert isinstance(story.screen, RoutineScreen)
        await story.press("enter", "n")
        assert isinstance(story.screen, SessionScreen)


async def test_the_stiffer_side_is_asked_and_escape_begins_nothing(app: Opened) -> None:
    async with app() as story:
        await story.press("2", "j", "enter")
        assert "Which side feels stiffer today?" in story.text
        await story.press("escape")
        assert isinstance(story.screen, RoutinesScreen)
        assert story.screen.table.current == FLOW
        await story.press("enter", "n")
        assert isinstance(story.screen, SessionScreen)
        assert story.screen._session.timeline == story.library.timeline(
            story.library.steps(story.library.routine(FLOW)), None
        )


async def test_a_side_that_the_settings_know_is_not_asked(app: Opened) -> None:
    async with app() as story:
        story.library.settings = story.library.settings.copy_with(stiffer_side=Side.LEFT)
        await story.press("2", "j", "enter")
        assert isinstance(story.screen, SessionScreen)
        assert "LEFT side" in story.part("#side")


async def test_the_mouse_visits_chooses_and_begins(app: Opened) -> None:
    async with app() as story:
        await story.click("Masthead", 25)
        assert isinstance(story.screen, RoutinesScreen)
        await story.click("#routines", 3, 3)
        assert story.screen.table.current == "first-four-minutes"
        await story.click("#routines", 3, 3)
        assert isinstance(story.screen, SessionScreen)
        assert "First four minutes · 1 of 4" in story.part("#place")


async def test_a_double_click_begins_one_session(app: Opened) -> None:
    async with app() as story:
        await story.press("2")
        await story.click("#routines", 3, 0, times=3)
        assert isinstance(story.screen, SessionScreen)
        await story.press("q", "e", "enter")
        assert isinstance(story.screen, RoutinesScreen)


async def test_the_question_is_asked_once_however_often_one_clicks(app: Opened) -> None:
    async with app() as story:
        await story.press("2", "j")
        await story.click("#routines", 3, 1, times=2)
        await story.press("l")
        assert isinstance(story.screen, SessionScreen)
        assert "LEFT side" in story.part("#side")
        await story.press("q", "e", "enter")
        assert isinstance(story.screen, RoutinesScreen)


async def test_a_routine_is_copied_renamed_deleted_and_each_is_undone(app: Opened) -> None:
    async with app() as story:
        screen_of = "Egoscue flow, my way"
        await story.press("2", "x", "t")
        (word,) = (one.message for one in story.app._notifications)
        assert word == "“Desk break” ships with loosen and stays; y makes a copy of your own."
        await story.press("u", "j", "y")
        assert story.lines[2].startswith(f"  ◆ {screen_of} "), "one's own come first"
        assert "14 routines" in story.lines[0]
        path = story.library.locations.routines / "egoscue-flow-my-way.toml"
        data = path.read_bytes()
        await story.press("t", "end", "!", "enter")
        assert f"{screen_of}!" in story.text
        await story.press("t", "escape", "x")
        assert screen_of not in story.part("#routines")
        assert not path.exists()
        await story.press("u")
        assert isinstance(story.screen, RoutinesScreen)
        assert story.screen.current is not None
        assert story.screen.current.name == f"{screen_of}!"
        await story.press("u")
        assert path.read_bytes() == data
        await story.press("u", "u")
        assert "13 routines" in story.lines[0]
        assert not path.exists()


async def test_what_cannot_be_done_to_a_file_is_told(app: Opened) -> None:
    async with app() as story:
        await story.press("2", "y")
        story.library.locations.trash.parent.mkdir(parents=True, exist_ok=True)
        story.library.locations.trash.write_text("in the way", encoding="utf-8")
        await story.press("x")
        words = [one.message for one in story.app._notifications]
        assert words[-1] == "It could not be done: File exists"
        assert "14 routines" in story.lines[0]


async def test_the_steps_stand_beside_the_list_from_a_hundred_columns(app: Opened) -> None:
    async with app(size=(99, 30)) as story:
        await story.press("2", "j")
        for width, beside in ((99, False), (100, True), (120, True), (200, True)):
            await story.resize(width, 30)
            assert story.screen.query_one("#inside").display is beside
            assert story.screen.query_one("#about").display is not beside
            if beside:
                for step in story.library.routine(FLOW).exercise_steps:
                    assert story.library.catalogue[step.exercise].name in story.part("#routine")


async def test_the_signs_of_routines_are_explained(app: Opened) -> None:
    async with app() as story:
        await story.press("2", "question_mark")
        assert "● due · ○ scheduled, not due now · ◆ yours" in story.part("Page")
