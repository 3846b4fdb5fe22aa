"""How the app begins, whatever the Python it runs on."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from tui.story import library_in, opened

from loosen.services.sessions import Sessions
from loosen.tui.app import LoosenApp
from loosen.tui.terminal.link import Link


def tasks_at_once(loop: asyncio.AbstractEventLoop, work: Any, **about: Any) -> asyncio.Task[Any]:
    """What the toolkit sets when it runs an app for real, which a story does not; Python 3.11 has none."""
    eager = getattr(asyncio, "eager_task_factory", None)
    task: asyncio.Task[Any] = (
        eager(loop, work, **about) if eager else asyncio.Task(work, loop=loop, **about)
    )
    return task


async def test_tasks_begin_in_turn_on_every_python(tmp_path: Path) -> None:
    loop = asyncio.get_running_loop()
    loop.set_task_factory(tasks_at_once)
    async with opened(library_in(tmp_path)) as story:
        assert loop.get_task_factory() is None
        await story.settle()
        assert story.line_with("33 exercises")


async def test_what_cannot_be_read_is_said_once_and_the_rest_holds(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    library.locations.memory.write_text("safety_seen = true\nturns = 3\n", encoding="utf-8")
    async with opened(library) as story:
        (notice,) = story.app._notifications
        assert "turns" in notice.message
        assert story.line_with("33 exercises")


async def test_guard_and_keys_come_before_any_session_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def note(owner: type, name: str) -> None:
        before = getattr(owner, name)

        def noted(*args: Any, **options: Any) -> Any:
            done.append(name)
            return before(*args, **options)

        monkeypatch.setattr(owner, name, noted)

    for owner, name in (
        (Link, "guard"),
        (LoosenApp, "set_keymap"),
        (Sessions, "look"),
        (Sessions, "begin"),
    ):
        note(owner, name)
    async with opened(library_in(tmp_path), start="desk-break") as story:
        assert story.session
    assert done == ["guard", "set_keymap", "look", "begin"]
