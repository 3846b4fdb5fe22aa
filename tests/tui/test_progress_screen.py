"""The place for looking back: what it shows is the history's, and every change can be taken back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from histories import felt, session, step
from tui.story import LARGE, SMALL, TODAY, Size, Story, library_in, opened

from loosen.domain.answers import Answers, Feeling, Morning
from loosen.domain.history import SessionRecord
from loosen.domain.settings import Settings
from loosen.services.library import Library
from loosen.storage.history_db import History
from loosen.tui.screens.progress import ProgressScreen
from loosen.tui.widgets.table import Table

DAY = TODAY.replace(hour=7)


def lived(folder: Path) -> tuple[Library, History]:
    """Three sessions of the last ten days."""
    library = library_in(folder)
    history = History(library.locations.history)
    history.add(
        session(1, at=DAY, days=-9, answers=felt(7, 5)),
        session(2, at=DAY, days=-2, answers=felt(6, 3, note="Before the train.")),
        session(3, at=DAY, days=-1, answers=Answers()),
    )
    return library, history


@asynccontextmanager
async def looking(library: Library, size: Size = SMALL) -> AsyncIterator[Story]:
    async with opened(library, size=size) as story:
        await story.press("4")
        await story.settle()
        yield story


def kept(history: History, number: int) -> SessionRecord | None:
    return {record.id.int: record for record in history.all()}.get(number)


async def test_the_page_tells_what_the_history_comes_to(tmp_path: Path) -> None:
    library, _ = lived(tmp_path)
    async with looking(library) as story:
        assert story.the(ProgressScreen)
        assert "3 sessions" in story.lines[0]
        assert "This week: 2 of 3 sessions," in story.text
        assert "Stiffness 6.5 → 4 on average" in story.text


async def test_the_weeks_looked_back_on_are_more_or_fewer(tmp_path: Path) -> None:
    library, _ = lived(tmp_path)
    async with looking(library) as story:
        for key, words in (("]", "26 weeks:"), ("]", "52 weeks:"), ("]", "52 weeks:")):
            await story.press("right_square_bracket" if key == "]" else key)
            assert words in story.text
        await story.press(*["left_square_bracket"] * 4)
        assert "4 weeks: 3 sessions" in story.text


async def test_the_sessions_are_one_key_away_and_beside_the_page_where_there_is_room(
    tmp_path: Path,
) -> None:
    library, _ = lived(tmp_path)
    async with looking(library) as story:
        await story.press("s")
        await story.settle()
        assert story.line_with("7 → 5").split()[:3] == ["Thu", "5", "Mar"]
        await story.press("escape")
        assert "This week" in story.text
        await story.press("escape")
        await story.settle()
        assert "33 exercises" in story.lines[0]
    async with looking(library, LARGE) as story:
        assert "This week" in story.text
        assert "7 → 5" in story.text


async def test_a_session_is_read_in_full(tmp_path: Path) -> None:
    library, _ = lived(tmp_path)
    async with looking(library) as story:
        await story.press("s", "down", "enter")
        await story.settle()
        assert "Thu 12 Mar 2026, 07:30" in story.text
        assert "“Before the train.”" in story.text


async def test_what_was_said_can_be_mended_and_taken_back(tmp_path: Path) -> None:
    library, history = lived(tmp_path)
    async with looking(library) as story:
        await story.press("s", "enter", "e", "right", "right", "down", "right")
        await story.press(*["right_curly_bracket"] * 2, "right", "n", *"warm", "enter", "escape")
        await story.settle()
        changed = kept(history, 3)
        assert changed is not None
        assert changed.answers == Answers(
            before=Feeling(stiffness=1, pain=0), morning=Morning.BETTER, note="warm"
        )
        assert changed.changed == TODAY
        await story.press("u")
        await story.settle()
        back = kept(history, 3)
        assert back is not None
        assert (back.answers, back.changed) == (Answers(), TODAY)


async def test_a_digit_scores_and_a_backspace_unsays(tmp_path: Path) -> None:
    library, history = lived(tmp_path)
    async with looking(library) as story:
        await story.press("s", "down", "e", "t", "down", "3", "down", "backspace")
        await story.press("down", "down", "7", "escape")
        await story.settle()
        changed = kept(history, 2)
        assert changed is not None
        assert changed.answers == Answers(
            before=Feeling(stiffness=10, pain=3), note="Before the train."
        )


async def test_leaving_without_a_change_changes_nothing(tmp_path: Path) -> None:
    library, history = lived(tmp_path)
    before = history.all()
    async with looking(library) as story:
        await story.press("s", "e", "escape")
        await story.settle()
        assert history.all() == before
        assert "u Undo" not in story.text


@pytest.mark.parametrize("keys", [("x",), ("enter", "x")])
async def test_a_session_that_was_deleted_comes_back_as_it_was(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    library, history = lived(tmp_path)
    before = history.all()
    async with looking(library) as story:
        await story.press("s", "down", *keys)
        await story.settle()
        assert kept(history, 2) is None
        assert "2 sessions" in story.lines[0]
        await story.press("u")
        await story.settle()
        assert history.all() == before
        assert "3 sessions" in story.lines[0]


async def test_the_last_session_deleted_leaves_the_empty_page_and_undo(tmp_path: Path) -> None:
    library, history = lived(tmp_path)
    for number in (1, 2):
        history.remove(session(number).id)
    async with looking(library) as story:
        await story.press("s", "x")
        await story.settle()
        assert "Nothing here yet" in story.text
        await story.press("u")
        await story.settle()
        assert len(history.all()) == 1


async def test_nothing_yet_is_told_warmly(tmp_path: Path) -> None:
    async with looking(library_in(tmp_path)) as story:
        assert "Nothing here yet, and nothing is missing." in story.text
        await story.press("s", "enter", "x", "u", "right_square_bracket")
        assert "Nothing here yet" in story.text


async def test_a_history_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    library, history = lived(tmp_path)
    history.path.write_bytes(b"damaged" * 1000)
    async with looking(library) as story:
        assert "is damaged" in story.lines[2]
        assert "Nothing here yet" not in story.text


async def test_a_change_that_cannot_be_written_is_told_and_not_taken_for_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, history = lived(tmp_path)
    async with looking(library) as story:
        monkeypatch.setattr("loosen.storage.history_db.MIGRATIONS", tmp_path)
        history.path.write_bytes(b"damaged" * 1000)
        await story.press("s", "x")
        await story.settle()
        assert "3 sessions" in story.lines[0]
        assert any("Not written down" in note.message for note in story.app._notifications)
        assert "u Undo" not in story.text


async def test_the_targets_are_those_of_the_settings(tmp_path: Path) -> None:
    library, _ = lived(tmp_path)
    week, quiet = {"sessions": 5, "minutes": {"low-back": 30}}, {"next_morning": False}
    library.save_settings(Settings.from_plain({"week": week, "questions": quiet}), TODAY.date())
    async with looking(library) as story:
        assert "This week: 2 of 5 sessions" in story.text
        await story.press("G")
        assert "0 of 30 min" in story.text


async def test_other_widths_set_it_anew(tmp_path: Path) -> None:
    library, _ = lived(tmp_path)
    async with looking(library) as story:
        for width, height in ((40, 12), (120, 36), (62, 20)):
            await story.resize(width, height)
            await story.settle()
            assert all(len(line) <= width for line in story.lines)
            assert story.the(ProgressScreen).query_one(Table)


async def test_text_from_files_stays_text(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    odd = step("bridge").copy_with(name="Bridge [/] [bold]")
    one = session(1, odd, at=DAY, answers=Answers(note="[red]no[/] $x"))
    History(library.locations.history).add(one.copy_with(name="x [/] y"))
    async with looking(library, LARGE) as story:
        await story.press("G")
        assert "Bridge [/] [bold]" in story.text
        assert "x [/] y" in story.text
        await story.press("s", "enter")
        await story.settle()
        assert "“[red]no[/] $x”" in story.text
