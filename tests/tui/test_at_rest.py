"""At rest the wire is quiet: on no screen does time that passes paint anything, or run a quick timer.

Time passes by calling what every running timer would call. The timers' own clock is the toolkit's and
never stands still; what they would do is known without waiting for it.
"""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from textual._callback import invoke
from textual.app import App
from textual.timer import Timer
from textual.widgets import Input
from tui.story import LARGE, Story, at, library_in, opened

from loosen.tui.messages import LOOK_AGAIN
from loosen.tui.screens.session import SessionScreen
from loosen.tui.widgets.figure import MovingFigure

SCREENS: dict[str, tuple[str, ...]] = {
    "list": (),
    "search": ("slash",),
    "search with hits": ("slash", "h", "i", "p"),
    "filters": ("f",),
    "exercise": ("enter",),
    "routines": ("2",),
    "name of a plan": ("3", "w"),
    "routine": ("2", "o"),
    "editor": ("2", "e"),
    "search of the editor": ("2", "e", "a"),
    "composer": ("3",),
    "progress": ("4",),
    "safety": ("exclamation_mark",),
    "help": ("question_mark", "h", "right"),
    "settings": ("comma",),
    "keys": ("question_mark",),
    "palette": ("ctrl+p",),
}
SESSION: dict[str, tuple[str, ...]] = {
    "paused": ("space",),
    "end": ("space", "q"),
    "summary": ("e",),
    "note": ("n",),
}
"""The keys from one stop to the next."""
TIMES = 3
"""How often each timer runs out: a cursor that blinks takes two to come back."""
SELDOM = 1.0
"""Seconds between two looks of a timer that costs next to nothing."""
BUSY = {1 / 16}
"""The palette's sign of being busy beats, unseen, while the palette is open; it is the toolkit's."""


def running(story: Story) -> Iterator[Timer]:
    """Every timer that would run out, on the top screen, below it and in the app."""
    app = story.app
    for pump in (app, *(one for s in app.screen_stack for one in s.walk_children(with_self=True))):
        yield from (timer for timer in list(pump._timers) if timer._active.is_set())


async def pass_time(story: Story) -> list[object]:
    """Let every running timer run out some times; what was painted meanwhile."""
    painted: list[object] = []

    def display(_app: object, _screen: object, update: object) -> None:
        painted.append(update)

    await story.settle()
    with patch.object(App, "_display", display):
        for _ in range(TIMES):
            story.clock.advance(0.7)
            for timer in running(story):
                if timer._callback is not None and timer._interval < LOOK_AGAIN:
                    await invoke(timer._callback)
            await story.settle(behind=False)
    return [update for update in painted if update is not None]


@pytest.fixture(autouse=True)
def _within_the_time_that_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.story.NEVER", LOOK_AGAIN / 20)


async def test_a_screen_at_rest_paints_nothing(tmp_path: Path) -> None:
    async with opened(library_in(tmp_path), size=LARGE, rate=0) as story:
        for name, keys in SCREENS.items():
            with at(name):
                await story.press(*keys)
                assert await pass_time(story) == []
                quick = {timer._interval for timer in running(story) if timer._interval < SELDOM}
                assert quick <= (BUSY if "ctrl+p" in keys else set())
                await story.home()


async def test_a_session_at_rest_paints_nothing(tmp_path: Path) -> None:
    async with opened(
        library_in(tmp_path), size=LARGE, start="desk-break", rehearsal=True, rate=0
    ) as story:
        for name, keys in SESSION.items():
            with at(name):
                await story.press(*keys)
                assert await pass_time(story) == []
                intervals = (timer._interval for timer in running(story))
                assert min(intervals, default=SELDOM) >= SELDOM


async def test_what_moves_is_painted(tmp_path: Path) -> None:
    async with opened(
        library_in(tmp_path), size=LARGE, start="desk-break", rehearsal=True, rate=0
    ) as story:
        assert isinstance(story.screen, SessionScreen)
        assert await pass_time(story)


async def test_a_cursor_to_type_at_stands_still_and_is_seen(tmp_path: Path) -> None:
    async with opened(library_in(tmp_path), size=LARGE, rate=0) as story:
        await story.press("slash")
        line = story.screen.query_one(Input)
        assert line.has_focus
        assert line._cursor_visible
        assert not line.cursor_blink


async def test_a_figure_s_timer_runs_while_the_figure_is_seen(tmp_path: Path) -> None:
    async with opened(library_in(tmp_path), size=LARGE) as story:
        figure = story.screen.query_one(MovingFigure)
        await story.settle()

        def moves() -> bool:
            assert figure._timer
            return bool(figure._timer._active.is_set())

        assert moves()
        await story.press("f")
        assert not moves()
        await story.press("escape")
        assert moves()
        await story.press("2")
        assert not moves()
        await story.press("1")
        assert moves()
        await story.resize(60, 24)
        await story.settle()
        assert not moves()
