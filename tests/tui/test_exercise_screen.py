import re

from textual.containers import VerticalScroll
from tui.drawn import solid_of
from tui.story import Opened

from loosen.domain.figure import Mosaic
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.screens.exercise import ExerciseScreen
from loosen.tui.screens.session import SessionScreen
from loosen.tui.widgets.figure import MovingFigure
from loosen.tui.widgets.prose import ProseView, row_lines


async def test_the_page_holds_all_there_is_to_know(app: Opened) -> None:
    async with app(size=(80, 200)) as story:
        await story.press("slash", *"pig", "enter", "enter")
        exercise = story.library.catalogue["pigeon-pose"]
        assert exercise.feel
        page = story.part("#page")
        assert exercise.name in page
        assert str(exercise.feel) in page
        for line in (*exercise.steps, *exercise.cues, *exercise.faults):
            assert line in page
        for variant in exercise.variants:
            assert variant.name in page
        for said in exercise.doses:
            assert story.library.catalogue.sources[said.source].title in page


async def test_pages_turn_through_the_found_exercises_and_round_their_ends(app: Opened) -> None:
    async with app() as story:
        await story.press("slash", *"sq", "enter")
        found = story.library.catalogue.search("sq")
        await story.press("enter")
        screen = story.screen
        assert isinstance(screen, ExerciseScreen)
        for key, place in (("l", 1), ("left", 0), ("h", -1)):
            await story.press(key)
            assert screen.exercise == found[place]
        assert f"{len(found)} of {len(found)}" in story.lines[0]
        assert found[-1].name in story.text
        await story.press("escape")
        assert isinstance(story.screen, CatalogueScreen)
        assert story.screen.table.current == found[0].slug


async def test_the_page_scrolls_and_a_turned_page_begins_at_its_top(app: Opened) -> None:
    async with app() as story:
        await story.press("enter")
        page = story.screen.query_one("#page", VerticalScroll)
        await story.press("j", "down", "k")
        assert page.scroll_y == 1
        await story.press("G")
        assert page.scroll_y == page.max_scroll_y > 10
        await story.press("g")
        assert page.scroll_y == 0
        await story.press("G", "right")
        assert page.scroll_y == 0
        await story.press("q")
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


async def test_the_figure_moves_stops_is_walked_round_and_gets_a_column(app: Opened) -> None:
    async with app() as story:
        await story.press("enter")
        figure = story.screen.query_one(MovingFigure)

        def drawn() -> Mosaic:
            figure._move()
            # Edges that lag while it moves are no other drawing.
            figure.settle()
            return solid_of(figure)

        first = drawn()
        story.clock.advance(1.2)
        moved = drawn()
        await story.press("left_square_bracket")
        walked = drawn()
        assert len({first, moved, walked}) == 3
        await story.press("right_square_bracket")
        assert drawn() == moved
        await story.press("right_square_bracket", "0")
        assert drawn() == moved
        await story.press("space")
        assert figure.stands
        await story.resize(120, 36)
        figure = story.screen.query_one(MovingFigure)
        assert figure.region.x > 50
        assert figure.figure is not None
        assert any(line.startswith("  How ") for line in story.lines)


async def test_no_label_runs_into_its_text_and_texts_hang_under_their_beginning(
    app: Opened,
) -> None:
    async with app(size=(40, 250)) as story:
        await story.press("slash", *"pelvic tilts", "enter", "enter")
        for width in (40, 80, 120, 200):
            await story.resize(width, 250)
            blocks = story.screen.query_one("#blocks", ProseView)
            rows = [row for row in blocks.rows if row.leads]
            assert any("between the knees" in row.leads[0].text for row in rows)
            for row in rows:
                taken = sum(lead.width for lead in row.leads)
                for line in row_lines(row, blocks.size.width):
                    text = "".join(words for words, _ in line)
                    assert text[taken - 1] == " ", text
                    assert text.rstrip() in story.text


async def test_the_page_says_its_sources_by_name_and_its_keys_in_words(app: Opened) -> None:
    async with app(size=(120, 80)) as story:
        await story.press("slash", *"pigeon", "enter", "enter")
        page = story.part("#page")
        assert "Onefoodz" in page
        assert not re.search(r"\bS[1-5]\b", page)
        assert "Watch for" in page
        assert "Our additions" in page
        for words in ("r Run only this exercise", "b Add to basket"):
            assert words in story.lines[-1]
        await story.press("b", "question_mark")
        assert "m Make a routine of the basket" in story.part("Page")
