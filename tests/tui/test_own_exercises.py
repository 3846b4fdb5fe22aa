"""A person's own exercises in the app, and what it does when their files change while it is open.

The looks at the files are asked for by the story: no test waits for a timer.
"""

from pathlib import Path

import pytest
from own_files import CALF, FIGURE
from tui.story import Opened, Story

from loosen.services.library import Library
from loosen.tui.controllers.files import FilesRead
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.screens.compose import ComposeScreen
from loosen.tui.screens.exercise import ExerciseScreen
from loosen.tui.screens.routines import RoutinesScreen
from loosen.tui.screens.session import SessionScreen
from loosen.tui.widgets.figure import FigureView, MovingFigure

NIGHT = """name = "Legs at night"
summary = "Two for the calves."
[[steps]]
exercise = "wall-calf"
[[steps]]
exercise = "glute-bridge"
"""
HEADER, FOOTER = 0, -1


def write(library: Library, kind: str, stem: str, text: str) -> Path:
    """Write a file beside the running app, as an editor does."""
    path = library.locations.data / kind / f"{stem}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


async def look(story: Story) -> None:
    """Let the app look at its files now."""
    story.app.files.check()
    await story.app.workers.wait_for_complete()
    await story.settle()


async def test_one_without_a_figure_is_listed_read_and_done(app: Opened, library: Library) -> None:
    write(library, "exercises", "wall-calf", CALF.replace("Wall calf", "Wall [/] calf"))
    async with app() as story:
        assert "34 exercises" in story.lines[HEADER]
        await story.press("slash", *"calf", "enter")
        assert "◆ Wall [/] calf" in story.part("#exercises")
        assert "For hamstrings." in story.part("ExercisePreview")
        await story.press("enter")
        assert "yours · 30 s a side" in story.text
        assert "This exercise is your own" in story.part("#page")
        assert not story.screen.query_one(MovingFigure).display
        assert "Turn" not in story.lines[FOOTER], "there is nothing to turn"
        await story.press("r")
        assert isinstance(story.screen, SessionScreen)
        assert story.session.query_one(FigureView).figure is None


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12)])
async def test_the_preview_gives_the_room_of_a_figure_that_is_not_there_to_the_words(
    app: Opened, library: Library, size: tuple[int, int]
) -> None:
    write(library, "exercises", "wall-calf", CALF)
    async with app(size=size) as story:
        await story.press("slash", *"calf", "enter")
        assert "Wall calf" in story.part("#exercises")
        if size == (120, 36):
            assert story.screen.query_one(MovingFigure).size.height == 0
            assert "1 Lean in." in story.part("ExercisePreview #whole")
            await story.press("slash", "escape", "escape")
            assert story.screen.query_one(MovingFigure).size.height == 14


async def test_its_own_figure_is_shown_and_leaves_with_it(app: Opened, library: Library) -> None:
    write(library, "exercises", "wall-calf", CALF)
    write(library, "figures", "wall-calf", FIGURE)
    write(library, "routines", "legs-at-night", NIGHT)
    async with app(size=(100, 30), start=library.routine("legs-at-night")) as story:
        shown = story.session.view.figure
        await story.wait(1)
        story.session._move()
        assert shown.figure is not None
        assert shown.figure.stations[1].words == "Hips a little up"


async def test_a_figure_does_not_stay_for_an_exercise_that_has_none(
    app: Opened, library: Library
) -> None:
    steps = '[[steps]]\nexercise = "glute-bridge"\n[[steps]]\nexercise = "wall-calf"\n'
    write(library, "exercises", "wall-calf", CALF)
    write(library, "routines", "two", f'name = "Two"\nsummary = "S"\n{steps}')
    async with app(size=(100, 30), start=library.routine("two")) as story:
        story.session._move()
        assert story.session.view.figure.figure is not None
        while "Wall calf" not in story.part("#name"):
            await story.press("n")
        story.session._move()
        assert story.session.view.figure.figure is None


# What changes while the app is open


async def test_a_file_that_comes_changes_and_goes_is_seen_in_the_list(
    app: Opened, library: Library
) -> None:
    async with app() as story:
        await look(story)
        path = write(library, "exercises", "wall-calf", CALF)
        await look(story)
        assert "34 exercises" in story.lines[HEADER]
        await story.press("slash", *"calf", "enter")
        assert "◆ Wall calf" in story.part("#exercises")
        path.write_text(CALF.replace("Wall calf", "Calf at the wall"))
        await look(story)
        assert "◆ Calf at the wall" in story.part("#exercises")
        path.unlink()
        await look(story)
        assert "0 of 33" in story.lines[HEADER]


async def test_the_cursor_stays_where_it_was(app: Opened, library: Library) -> None:
    async with app() as story:
        await story.press("j", "j")
        assert isinstance(story.screen, CatalogueScreen)
        before = story.screen.table.current
        write(library, "exercises", "aaa", CALF.replace("static-stretch", "dynamic-warmup"))
        await look(story)
        assert story.screen.table.current == before


async def test_a_page_follows_its_file_and_closes_with_it(app: Opened, library: Library) -> None:
    path = write(library, "exercises", "wall-calf", CALF)
    async with app() as story:
        await story.press("slash", *"calf", "enter", "enter")
        assert isinstance(story.screen, ExerciseScreen)
        path.write_text(CALF.replace("Lean in.", "Lean in slowly."))
        await look(story)
        assert "Lean in slowly." in story.part("#page")
        path.unlink()
        await look(story)
        assert isinstance(story.screen, CatalogueScreen)
        assert "0 of 33" in story.lines[HEADER]


async def test_a_page_under_another_screen_follows_when_it_is_seen_again(
    app: Opened, library: Library
) -> None:
    path = write(library, "exercises", "wall-calf", CALF)
    async with app() as story:
        await story.press("slash", *"calf", "enter", "enter", "exclamation_mark")
        path.write_text(CALF.replace("Lean in.", "Lean in slowly."))
        await look(story)
        await story.press("escape")
        assert "Lean in slowly." in story.part("#page")


async def test_routines_come_change_and_go(app: Opened, library: Library) -> None:
    write(library, "exercises", "wall-calf", CALF)
    async with app(size=(120, 36)) as story:
        await story.press("2")
        path = write(library, "routines", "legs-at-night", NIGHT)
        await look(story)
        assert "14 routines" in story.lines[HEADER]
        await story.press("g")
        assert story.part("#routines").startswith("◆ Legs at night 2:19")
        assert "yours · 2:19" in story.part("#routine")
        await story.press("o")
        path.write_text(NIGHT.replace("Legs at night", "Legs by night"))
        await look(story)
        assert "Legs by night" in story.text
        path.unlink()
        await look(story)
        assert isinstance(story.screen, RoutinesScreen)
        assert "13 routines" in story.lines[HEADER]


async def test_what_came_while_another_place_was_open_is_there(
    app: Opened, library: Library
) -> None:
    async with app() as story:
        await story.press("2", "3", "2")
        write(library, "exercises", "wall-calf", CALF)
        write(library, "routines", "legs-at-night", NIGHT)
        await look(story)
        await story.press("1")
        assert "34 exercises" in story.lines[HEADER]
        await story.press("2")
        assert "14 routines" in story.lines[HEADER]


async def test_the_composer_composes_anew(app: Opened, library: Library) -> None:
    async with app() as story:
        await story.press("3")
        assert isinstance(story.screen, ComposeScreen)
        await story.app.workers.wait_for_complete()
        await story.settle()
        before = story.screen.proposals.answer
        assert before
        write(library, "exercises", "wall-calf", CALF)
        await look(story)
        await story.app.workers.wait_for_complete()
        await story.settle()
        assert story.screen.proposals.answer not in (None, before)


async def test_a_session_in_progress_is_left_alone(app: Opened, library: Library) -> None:
    path = write(library, "exercises", "wall-calf", CALF)
    write(library, "routines", "legs-at-night", NIGHT)
    async with app(start=library.routine("legs-at-night")) as story:
        await story.wait(12)
        before, snapshot = story.text, story.library.snapshot
        path.unlink()
        await look(story)
        assert story.text == before
        assert story.library.snapshot is snapshot
        await story.press("q", "e", "enter")
        await look(story)
        assert "wall-calf" not in story.library.catalogue


async def test_a_look_that_comes_back_into_a_session_changes_nothing(
    app: Opened, library: Library
) -> None:
    write(library, "exercises", "wall-calf", CALF)
    async with app() as story:
        snapshot = story.library.snapshot
        await story.press("slash", *"calf", "enter", "enter", "r")
        story.app.files.take(FilesRead(snapshot, snapshot.anew()))
        assert story.library.snapshot is snapshot


async def test_what_is_wrong_is_one_notice_and_is_not_repeated(
    app: Opened, library: Library
) -> None:
    write(library, "exercises", "bad", CALF + "dosis = 3\nsped = 1\n")
    async with app() as story:
        await look(story)
        await look(story)
        (notice,) = story.app._notifications
        assert notice.message == (
            "2 things wrong with your own files: “loosen check” says what, line by line."
        )
        write(library, "exercises", "bad", CALF + "dosis = 3\n")
        await look(story)
        assert [n.message[:7] for n in story.app._notifications] == ["1 thing"]


async def test_nothing_is_read_or_painted_where_nothing_changed(
    app: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app() as story:
        await look(story)
        snapshot = story.library.snapshot
        monkeypatch.setattr(type(story.screen), "_fill", None)
        await look(story)
        assert story.library.snapshot is snapshot


async def test_the_terminal_getting_the_keys_again_is_a_look(app: Opened, library: Library) -> None:
    async with app() as story:
        write(library, "exercises", "wall-calf", CALF)
        story.app.on_app_focus()
        await story.app.workers.wait_for_complete()
        await story.settle()
        assert "34 exercises" in story.lines[HEADER]
