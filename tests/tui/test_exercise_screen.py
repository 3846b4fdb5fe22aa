from textual.containers import VerticalScroll
from tui.story import Opened

from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.screens.exercise import ExerciseScreen
from loosen.tui.screens.session import SessionScreen
from loosen.tui.widgets.figure import MovingFigure


async def test_the_page_holds_all_there_is_to_know(app: Opened) -> None:
    async with app(size=(80, 200)) as story:
        await story.press("slash", *"pigeon", "enter", "enter")
        exercise = story.library.catalogue["pigeon-pose"]
        page = story.part("#page")
        assert exercise.name in page
        for line in (*exercise.steps, *exercise.cues, *exercise.faults, exercise.feel):
            assert line in page
        for variant in exercise.variants:
            assert variant.name in page
        for said in exercise.doses:
            assert story.library.catalogue.sources[said.source].title in page


async def test_pages_turn_through_the_found_exercises_and_round_their_ends(app: Opened) -> None:
    async with app() as story:
        await story.press("slash", *"bridge", "enter", "enter")
        screen = story.screen
        assert isinstance(screen, ExerciseScreen)
        seen = [screen.exercise.slug]
        for key in ("right", "l"):
            await story.press(key)
            seen.append(screen.exercise.slug)
        assert len(set(seen)) == 3
        assert story.lines[0].rstrip().split()[-3:-1] == ["3", "of"]
        await story.press("left", "h", "left")
        count = int(story.lines[0].split()[-1])
        assert f"{count} of {count}" in story.lines[0]
        await story.press("right")
        assert screen.exercise.slug == seen[0]
        assert story.screen is screen


async def test_a_turned_page_begins_at_its_top(app: Opened) -> None:
    async with app() as story:
        await story.press("enter")
        page = story.screen.query_one("#page", VerticalScroll)
        await story.press("j", "down", "k")
        assert page.scroll_y == 1
        await story.press("G")
        assert page.scroll_y == page.max_scroll_y > 10
        await story.press("right")
        assert page.scroll_y == 0
        await story.press("G", "g")
        assert page.scroll_y == 0


async def test_escape_leads_back_to_where_one_was(app: Opened) -> None:
    async with app() as story:
        await story.press("j", "j", "enter", "escape")
        assert isinstance(story.screen, CatalogueScreen)
        assert story.screen.table.current == "leg-circles"
        await story.press("enter", "q")
        assert isinstance(story.screen, CatalogueScreen)


async def test_an_exercise_can_be_tried_alone(app: Opened) -> None:
    async with app() as story:
        await story.press("enter", "r")
        assert isinstance(story.screen, SessionScreen)
        assert "Leg swing, front to back · 1 of 1" in story.lines[0]
        await story.press("q", "e")
        assert "Ended here." in story.text
        await story.press("enter")
        assert isinstance(story.screen, ExerciseScreen)


async def test_the_figure_moves_with_the_clock_stops_and_is_walked_round(app: Opened) -> None:
    async with app() as story:
        await story.press("enter")
        figure = story.screen.query_one(MovingFigure)

        def drawn() -> tuple[str, ...]:
            figure._move()
            return figure._frame.lines

        first = drawn()
        story.clock.advance(1.2)
        assert (moved := drawn()) != first
        await story.press("left_square_bracket")
        assert (walked := drawn()) != moved
        await story.press("right_square_bracket")
        assert drawn() == moved
        await story.press("right_square_bracket", "equals_sign")
        assert drawn() == moved != walked
        await story.press("space")
        assert figure.stands


async def test_two_columns_where_there_is_room(app: Opened) -> None:
    async with app(size=(80, 40)) as story:
        await story.press("enter")
        narrow = next(line for line in story.lines if line.strip() == "How")
        assert narrow
        await story.resize(120, 40)
        await story.settle()
        assert any("How" in line for line in story.lines)
        figure = story.screen.query_one(MovingFigure)
        assert figure.region.x > 50
        assert figure.figure is not None
