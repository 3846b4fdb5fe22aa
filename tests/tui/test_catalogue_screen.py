import re

from tui.story import Opened, Story

from loosen.domain.body import Area, Caution, Position
from loosen.tui.dialogs.filters import FilterDialog
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.screens.exercise import ExerciseScreen
from loosen.tui.widgets.figure import MovingFigure
from loosen.tui.widgets.table import Table

FIRST, SECOND, LAST = "leg-swing-front-back", "leg-swing-side", "childs-pose"
TALL_ENOUGH = (120, 40)
"""A terminal that shows every exercise at once."""


async def test_every_exercise_is_listed_and_the_cursor_walks_over_them(app: Opened) -> None:
    async with app(size=TALL_ENOUGH) as story:
        assert "33 exercises" in story.lines[0]
        for exercise in story.library.catalogue.exercises:
            assert f" {exercise.name} " in story.text
        table = story.screen.query_one(Table)
        for keys, expected in (
            (("j",), SECOND),
            (("k",), FIRST),
            (("down", "j", "up"), SECOND),
            (("G",), story.library.catalogue.exercises[-1].slug),
            (("j",), story.library.catalogue.exercises[-1].slug),
            (("g",), FIRST),
            (("k",), FIRST),
            (("end", "home"), FIRST),
        ):
            await story.press(*keys)
            assert table.current == expected


async def test_pages_move_the_cursor_by_a_screenful(app: Opened) -> None:
    async with app() as story:
        table = story.screen.query_one(Table)
        await story.press("ctrl+d")
        assert table.cursor_row >= table.size.height - 1
        await story.press("ctrl+u")
        assert table.current == FIRST


async def test_search_narrows_the_list_with_every_letter(app: Opened) -> None:
    async with app() as story:
        table = story.screen.query_one(Table)
        await story.press("slash")
        counts = []
        for typed in ("s", "sq", "squ"):
            await story.press(typed[-1])
            found = story.library.catalogue.search(typed)
            assert list(table.keys) == [exercise.slug for exercise in found]
            count = f"{len(found)} of 33" if len(found) < 33 else "33 exercises"
            assert count in story.lines[0]
            assert found[0].name in story.text
            counts.append(len(found))
        assert counts[0] > counts[-1] > 0
        await story.press("backspace", "backspace")
        assert len(table.keys) == counts[0]


async def test_letters_typed_into_the_search_are_no_commands(app: Opened) -> None:
    async with app() as story:
        await story.press("slash", *"qfj12g", "question_mark", "exclamation_mark", "slash")
        assert isinstance(story.screen, CatalogueScreen)
        assert story.screen.search.value == "qfj12g?!/"


async def test_a_search_without_a_hit_says_what_to_do(app: Opened) -> None:
    async with app() as story:
        await story.press("slash", *"zebra")
        assert "0 of 33" in story.lines[0]
        assert "Nothing fits. Try another word, or f to take filters away." in story.text
        await story.press("enter", "enter")
        assert isinstance(story.screen, CatalogueScreen)
        await story.press("escape")
        assert "33 exercises" in story.lines[0]
        assert "Nothing fits" not in story.text


async def test_a_search_finds_names_areas_and_text_whatever_is_typed(app: Opened) -> None:
    async with app() as story:
        await story.press("slash", *"low back")
        assert "Pelvic tilts" in story.text
        for hostile in ("x [/] y", "[@click=app.quit]z[/]", "\\", "((("):
            assert isinstance(story.screen, CatalogueScreen)
            story.screen.search.value = hostile
            await story.settle()
            assert "0 of 33" in story.lines[0]


async def test_escape_leads_from_the_search_to_the_list_then_clears_search_then_filters(
    app: Opened,
) -> None:
    async with app() as story:
        await story.press("f", "space", "enter")
        await story.press("slash", *"sq", "escape")
        table = story.screen.query_one(Table)
        assert table.has_focus
        assert 0 < len(table.keys) < 9
        await story.press("escape")
        assert "9 of 33" in story.lines[0]
        assert "hip flexors" in story.lines[1]
        await story.press("escape")
        assert "33 exercises" in story.lines[0]
        assert "f filters" in story.lines[1]
        await story.press("escape")
        assert isinstance(story.screen, CatalogueScreen)


async def test_enter_takes_the_search_and_then_opens_what_was_found(app: Opened) -> None:
    async with app() as story:
        await story.press("slash", *"child", "enter")
        assert story.screen.query_one(Table).has_focus
        await story.press("enter")
        assert isinstance(story.screen, ExerciseScreen)
        assert story.screen.exercise.slug == LAST
        await story.press("escape")
        assert story.screen.query_one(Table).current == LAST


async def test_filters_count_what_remains_as_they_are_ticked(app: Opened) -> None:
    async with app() as story:
        await story.press("f")
        assert isinstance(story.screen, FilterDialog)
        assert "33 exercises of 33" in story.part(".count")
        await story.press("space")
        assert "✓ hip flexors" in story.text
        assert "9 exercises of 33" in story.part(".count")
        await story.press("j", "space")
        both = story.part(".count")
        assert both != "9 exercises of 33"
        await story.press("x")
        assert "✓" not in story.text
        assert "33 exercises of 33" in story.part(".count")
        await story.press("u")
        assert story.part(".count") == "33 exercises of 33"
        await story.press("k", "space", "f")
        assert "9 of 33" in story.lines[0]
        assert "hip flexors" in story.lines[1]


async def test_filters_and_search_hold_together(app: Opened) -> None:
    async with app() as story:
        await story.press("slash", *"sq", "enter", "f", "space")
        assert "1 exercise of 33" not in story.part("OptionList")
        fitting = story.part(".count").split()[0]
        await story.press("enter")
        assert story.lines[0].rstrip().endswith(f"{fitting} of 33")


async def test_the_preview_follows_the_cursor(app: Opened) -> None:
    async with app(size=TALL_ENOUGH) as story:
        first, second = story.library.catalogue.exercises[:2]
        assert first.name in story.part("ExercisePreview #whole")
        assert first.steps[0].split()[0] in story.part("ExercisePreview #whole")
        await story.press("j")
        assert second.name in story.part("ExercisePreview #whole")
        assert second.summary.split(".")[0] in story.part("ExercisePreview #whole")


async def test_the_list_is_laid_out_anew_when_the_terminal_changes(app: Opened) -> None:
    async with app() as story:
        await story.press("j", "j")
        for size in ((120, 36), (40, 12), (20, 6), (10, 3), (80, 24)):
            await story.resize(*size)
            assert len(story.lines) == size[1]
            assert story.screen.query_one(Table).current == "leg-circles"
        assert "Standing leg circles" in story.text


async def test_the_mouse_chooses_opens_and_visits(app: Opened) -> None:
    async with app() as story:
        await story.click("#exercises", 2, 1)
        assert story.screen.query_one(Table).current == SECOND
        await story.click("#exercises", 2, 1)
        assert isinstance(story.screen, ExerciseScreen)
        await story.click("Masthead", story.lines[0].index("exercises"))
        assert isinstance(story.screen, CatalogueScreen)


async def test_a_double_click_opens_one_page(app: Opened) -> None:
    async with app() as story:
        await story.click("#exercises", 2, 0, times=2)
        assert isinstance(story.screen, ExerciseScreen)
        await story.press("escape")
        assert isinstance(story.screen, CatalogueScreen)


async def test_enter_takes_the_filters_and_escape_leaves_them_as_they_were(app: Opened) -> None:
    async with app() as story:
        await story.press("f", "space", "escape")
        assert "33 exercises" in story.lines[0]
        await story.press("f", "space", "enter")
        assert "9 of 33" in story.lines[0]
        await story.press("f", "x", "escape")
        assert "9 of 33" in story.lines[0]


async def test_a_click_on_the_filters_opens_them(app: Opened) -> None:
    async with app() as story:
        await story.click("#filters", 2)
        assert isinstance(story.screen, FilterDialog)


async def test_filters_are_named_in_the_words_of_the_list(app: Opened) -> None:
    async with app(size=TALL_ENOUGH) as story:
        assert isinstance(story.screen, CatalogueScreen)
        story.screen._filter((Area.CORE, Area.QUADS, Position.HOOKLYING, Caution.KNEE))
        await story.settle()
        assert story.part("#filters") == "core or quads · lying, knees bent · no knee"


def marks(story: Story, row: int) -> list[str]:
    """What is marked as found in a line of the screen."""
    return [part.text for part in story.strips[row] if part.style and part.style.underline]


async def test_what_a_search_found_is_marked_in_the_row_under_the_cursor_too(app: Opened) -> None:
    async with app() as story:
        await story.press("slash", *"hip f")
        assert "Kneeling hip-flexor stretch" in story.lines[3]
        assert marks(story, 3) == ["hip", "f", "hip", "f"]
        assert "Assisted hip lift             outer hip · hip joint…" in story.lines[4]
        assert marks(story, 4) == ["hip", "f", "hip", "hip"]
        await story.press("enter", "j")
        assert marks(story, 4) == ["hip", "f", "hip", "hip"]
        await story.press("escape")
        assert marks(story, 4) == []


async def test_the_area_that_is_asked_for_is_the_one_that_is_shown(app: Opened) -> None:
    async with app() as story:
        assert "Leg swing, front to back      hip flexors" in story.lines[3]
        await story.press("slash", *"core", "enter")
        assert "Leg swing, front to back      core · hip flexors" in story.lines[3]
        await story.press("escape")
        assert isinstance(story.screen, CatalogueScreen)
        story.screen._filter((Area.GLUTES,))
        await story.settle()
        assert "Leg swing, front to back      glutes · hip flexors" in story.lines[3]


async def test_signs_stand_in_columns_of_their_own_and_are_explained(app: Opened) -> None:
    async with app() as story:
        await story.press("space", "j", "plus", "j", "minus", "space")
        starts = [line[:8] for line in story.lines[3:7]]
        assert starts == [" ✓  Leg ", "  + Leg ", " ✓− Stan", "    Alte"]
        assert "in the basket · Rather not:" in story.part("#brief")
        await story.press("question_mark")
        page = story.part("Page")
        legend = "✓ in the basket · + liked · − rather not · × never ◆ yours · ↓ imported"
        assert legend in page


async def test_the_figure_of_the_preview_is_there_once_there_is_room_for_it(app: Opened) -> None:
    async with app(size=(80, 24)) as story:
        assert not story.screen.query(MovingFigure)
        for size in ((100, 30), (120, 36), (200, 60)):
            await story.resize(*size)
            await story.wait()
            figure = story.screen.query_one(MovingFigure)
            assert figure.figure is not None
            drawn = story.part("MovingFigure")
            assert drawn
            await story.resize(80, 24)
            await story.press("j", "j", "j")
            await story.resize(*size)
            await story.wait()
            assert story.part("MovingFigure") not in ("", drawn), "it is that of the new row"
            await story.resize(80, 24)


async def test_a_wide_terminal_is_used_from_edge_to_edge(app: Opened) -> None:
    async with app(size=(200, 60)) as story:
        written = {x for line in story.lines[3:40] for x, sign in enumerate(line) if sign != " "}
        empty = [x for x in range(max(written)) if x not in written]
        runs = re.findall("x+", "".join("x" if x in empty else "." for x in range(max(written))))
        assert max(map(len, runs)) < 20, "no void runs from the first row to the last"
        assert story.screen.query_one(MovingFigure).size.width > 60


HEADS = (
    (120, "33 exercises", "1 in the basket · 33 exercises"),
    (80, "33 exercises", "1 in the basket"),
    (60, "33 exercises", "1 in the basket · 33 exercises"),
    (40, "33", "✓ 1"),
)


async def test_the_head_says_whole_words_at_every_width(app: Opened) -> None:
    async with app() as story:
        for width, count, basket in HEADS:
            await story.resize(width, 24)
            assert story.part("Masthead").endswith(f" {count}")
            await story.press("space")
            assert story.part("Masthead").endswith(f" {basket}")
            assert "exercises" in story.lines[0]
            await story.press("space")


async def test_filters_that_are_too_long_for_the_line_end_in_dots(app: Opened) -> None:
    async with app(size=(40, 12)) as story:
        assert isinstance(story.screen, CatalogueScreen)
        story.screen._filter((Area.CORE, Area.QUADS, Position.HOOKLYING, Caution.KNEE))
        await story.settle()
        assert story.part("#filters").startswith("core or quads · lyi")
        assert story.part("#filters").endswith("…")


async def test_an_area_that_is_asked_for_goes_before_the_dose_where_one_of_them_fits(
    app: Opened,
) -> None:
    async with app() as story:
        for width in (40, 60):
            await story.resize(width, 24)
            assert story.lines[3].rstrip().endswith("15 a side")
            await story.press("slash", *"glut", "enter")
            assert story.lines[3].rstrip().endswith("glutes")
            await story.press("escape")
            assert story.lines[3].rstrip().endswith("15 a side")
