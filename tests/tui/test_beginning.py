"""How the app begins, whatever the Python it runs on."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual import events
from tui.story import Story, library_in, opened

from loosen.services.sessions import Sessions
from loosen.tui.app import LoosenApp
from loosen.tui.controllers.sessions import SessionController
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
        (SessionController, "offer_interrupted"),
        (Sessions, "begin"),
    ):
        note(owner, name)
    async with opened(library_in(tmp_path), start="desk-break") as story:
        assert story.session
    assert done == ["guard", "set_keymap", "offer_interrupted", "begin"]


KEYS = {
    "down": None, "d": "d", "j": "j", "f": "f", "slash": "/", "2": "2", "question_mark": "?", "plus": "+",
    "enter": "\r", "space": " ", "tab": "\t", "x": "x",
}  # fmt: skip
TYPED = (
    ("d",),
    ("x", "down", "x"),
    ("down", "down"),
    ("slash", "d", "f"),
    ("down", "enter"),
    ("2",),
    ("question_mark",),
    ("f",),
    ("tab", "x"),
)


def looks(story: Story) -> tuple[str, str | None, str]:
    """The screen by its class, what has the keys, and the text."""
    focused = story.screen.focused
    return type(story.screen).__name__, focused.id if focused else None, story.text


@pytest.mark.parametrize("keys", TYPED, ids="-".join)
@pytest.mark.parametrize("start", [None, "desk-break"], ids=["list", "run"])
async def test_keys_typed_while_it_loads_do_what_they_would_do_later(
    tmp_path: Path, keys: tuple[str, ...], start: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(library_in(tmp_path / "later"), start=start) as story:
        await story.settle()
        for key in keys:
            story.app.post_message(events.Key(key, KEYS[key]))
        await story.settle()
        later = looks(story)
    begin = LoosenApp.on_load

    def type_ahead(app: LoosenApp) -> None:
        begin(app)
        for key in keys:
            app.post_message(events.Key(key, KEYS[key]))

    monkeypatch.setattr(LoosenApp, "on_load", type_ahead)
    async with opened(library_in(tmp_path / "ahead"), start=start) as story:
        await story.settle()
        assert looks(story) == later
