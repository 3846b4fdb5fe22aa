"""``f`` gives the figure the screen, in a session with the count beside it, and gives it back."""

from tui.drawn import solid_of
from tui.story import LARGE, SMALL, Opened

from loosen.tui.screens.exercise import ExerciseScreen
from loosen.tui.widgets.figure import FigureView, MovingFigure
from loosen.tui.widgets.session import BigTime


async def test_in_a_session_the_figure_grows_and_the_count_stays(app: Opened) -> None:
    async with app(start="desk-break") as story:
        await story.press("d")
        for size in (SMALL, (100, 30), LARGE):
            await story.resize(*size)
            before = story.text
            figure = story.screen.query_one(FigureView)
            small = figure.size
            await story.press("f")
            assert figure.size.width >= size[0] - 34
            assert figure.size.height > small.height
            assert solid_of(figure)
            count = story.screen.query_one(BigTime)
            assert count.display
            assert "".join(count.lines).strip()
            await story.press("f")
            assert figure.size == small
            assert story.text == before


async def test_where_a_session_has_no_room_for_a_figure_nothing_grows(app: Opened) -> None:
    async with app(size=(40, 12), start="desk-break") as story:
        before = story.text
        await story.press("f")
        assert story.text == before


async def test_on_a_page_the_figure_is_alone_and_gives_the_page_back(app: Opened) -> None:
    async with app() as story:
        await story.press("enter")
        for size in (SMALL, LARGE):
            await story.resize(*size)
            assert isinstance(story.screen, ExerciseScreen)
            before, name = story.text, story.screen.exercise.name
            await story.press("f")
            figure = story.screen.query_one(MovingFigure)
            assert figure.region.height > 0.7 * size[1]
            assert figure.region.width > 0.9 * size[0]
            assert name not in story.text
            await story.press("f")
            assert story.text == before
