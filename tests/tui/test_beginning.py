"""How the app begins, whatever the Python it runs on."""

import asyncio
from pathlib import Path
from typing import Any

from tui.stage import library_in, on_stage


def tasks_at_once(loop: asyncio.AbstractEventLoop, work: Any, **about: Any) -> asyncio.Task[Any]:
    """What the toolkit sets when it runs an app for real, which a stage does not; Python 3.11 has none."""
    eager = getattr(asyncio, "eager_task_factory", None)
    task: asyncio.Task[Any] = (
        eager(loop, work, **about) if eager else asyncio.Task(work, loop=loop, **about)
    )
    return task


async def test_tasks_begin_in_turn_on_every_python(tmp_path: Path) -> None:
    loop = asyncio.get_running_loop()
    loop.set_task_factory(tasks_at_once)
    async with on_stage(library_in(tmp_path)) as stage:
        assert loop.get_task_factory() is None
        await stage.settle()
        assert stage.line_with("33 exercises")
