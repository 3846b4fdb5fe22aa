import json
from functools import partial
from pathlib import Path

import pytest
from conftest import FakeClock
from foreign_sets import fed
from tui.story import Opened, opened

from loosen.services.library import Library
from loosen.storage import imported
from loosen.storage.importers.reader import read
from loosen.storage.locations import of_this_user
from loosen.tui.dialogs.filters import FilterDialog
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.widgets.figure import MovingFigure

WIDE = (120, 36)
HOSTILE = "Made [/] up \x1b[31m[bold]stretch"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    path = tmp_path / "given.json"
    entries = [fed("Back_Stretch", primaryMuscles=["lower back"]), fed("Hostile", name=HOSTILE)]
    path.write_text(json.dumps(entries), encoding="utf-8")
    found = read(path)
    one, _ = imported.merged(None, found.table.source, found.exercises, found.exercises.keys())
    imported.save(of_this_user(), one)
    library = Library(of_this_user())
    library.remember_safety_seen()
    return library


@pytest.fixture
def app(library: Library, clock: FakeClock) -> Opened:
    return partial(opened, library, clock)


async def test_imported_exercises_come_last_with_a_mark(app: Opened) -> None:
    async with app(size=WIDE) as story:
        assert "35 exercises" in story.lines[0]
        await story.press("G")
        assert "Made [/] up [31m[bold]stre" in story.text
        await story.press("k")
        assert "↓ Back Stretch" in story.text
        assert "imported from another project" in story.part("#whole")
        assert "nobody has written down who should ask first" in story.part("#whole")
        assert story.screen.query_one(MovingFigure).size.height == 0
        await story.press("g")
        assert story.screen.query_one(MovingFigure).size.height > 0


async def test_the_filters_show_them_alone_or_leave_them_out(app: Opened) -> None:
    async with app() as story:
        await story.press("f", "end", "space", "enter")
        assert "2 of 35" in story.lines[0]
        assert "imported" in story.part("#filters")
        await story.press("f", "x", "end", "k", "space", "enter")
        assert "33 of 35" in story.lines[0]
        assert "↓" not in story.text


async def test_without_imports_there_is_no_such_filter(library: Library, app: Opened) -> None:
    imported.remove(library.locations, "free-exercise-db")
    library.reload()
    async with app() as story:
        await story.press("f", "end", "space")
        dialog = story.screen
        assert isinstance(dialog, FilterDialog)
        assert [word.value for word in dialog._ticked] == ["demanding"]


async def test_a_page_names_its_source_and_has_no_empty_place_for_a_figure(app: Opened) -> None:
    async with app(size=(120, 60)) as story:
        await story.press("slash", *"back stretch", "enter", "enter")
        page = story.part("#page")
        for words in ("Whose it is", "The Unlicense", "Free Exercise DB", "Take care"):
            assert words in page
        assert not story.screen.query_one(MovingFigure).display
        await story.press("space", "right_square_bracket", "0")


async def test_a_session_of_one_runs(app: Opened) -> None:
    async with app() as story:
        await story.press("slash", *"back stretch", "enter", "enter", "r", "space")
        assert "Lie down." in story.text
        assert "get ready" in story.text
        await story.wait(16)
        assert "hold" in story.text


async def test_a_damaged_import_is_told_of_and_the_list_is_there(
    library: Library, app: Opened
) -> None:
    imported.path_of(library.locations, "free-exercise-db").write_text("{", encoding="utf-8")
    library.reload()
    async with app(size=WIDE) as story:
        assert isinstance(story.screen, CatalogueScreen)
        assert "33 exercises" in story.lines[0]
        story.app.files.check()
        await story.app.workers.wait_for_complete()
        await story.settle()
        assert "1 thing wrong with your own files" in story.text


async def test_what_an_imported_exercise_is_for_is_a_sentence(app: Opened) -> None:
    async with app(size=WIDE) as story:
        await story.press("slash", *"back stretch", "enter")
        words = "A stretch for the low back. It comes from Free Exercise DB."
        assert words in story.part("#whole")
