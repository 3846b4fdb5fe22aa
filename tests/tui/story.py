"""What a pilot story needs: the app on a clock that stands, keys, the passing of time, the screen's text.

The session's own timer never asks here, and no figure moves by itself: they do when a story lets time
pass, so that nothing depends on how fast a machine is.
"""

from asyncio import sleep
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from unittest.mock import patch

from conftest import FakeClock
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import WorkerCancelled

from loosen.domain.routine import Routine
from loosen.domain.view import State
from loosen.storage.library import Library
from loosen.tui.app import LoosenApp
from loosen.tui.screens.session import SessionScreen

MORNING = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
LONGEST_LOOK = 1.0
"""Seconds of the clock between two looks: well below the silence after which a session pauses."""
NEVER = 1e6
TURNS = 5
"""Turns of the event loop in a round: enough for a message to be answered by another."""
QUIET_ROUNDS = 3
"""Rounds in a row without a message or a paint that is due, after which nothing more is to come."""

Opened = Callable[..., AbstractAsyncContextManager["Story"]]


@dataclass
class Story:
    """A running app, told key by key. ``rung`` are the instants at which the bell was rung."""

    app: LoosenApp
    pilot: Pilot[int]
    clock: FakeClock
    library: Library
    rung: list[float] = field(default_factory=list)

    @property
    def screen(self) -> Screen[object]:
        return self.app.screen

    @property
    def session(self) -> SessionScreen:
        """The session that is on the screen."""
        assert isinstance(self.screen, SessionScreen)
        return self.screen

    @property
    def lines(self) -> list[str]:
        """What is on the screen, line by line."""
        strips = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    @property
    def text(self) -> str:
        """What is on the screen, without the spaces at the ends of lines."""
        return "\n".join(line.rstrip() for line in self.lines)

    def part(self, selector: str) -> str:
        """The text in a widget's place on the screen, its lines joined by single spaces."""
        area = self.screen.query_one(selector, Widget).region
        cut = (line[area.x : area.right] for line in self.lines[area.y : area.bottom])
        return " ".join(" ".join(cut).split())

    def stands(self, state: State) -> bool:
        """Whether the session on the screen is in a state."""
        return self.session._session.state is state

    def elapsed(self) -> float:
        """Seconds into the current segment of the session on the screen."""
        return self.session._session.view(self.clock.now).elapsed

    def digits(self) -> tuple[str, ...]:
        """The rows of the large count, without the room around them."""
        rows = [row.strip() for row in self.session.view.count.lines]
        return tuple(row for row in rows if row)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.app._press_keys([key])
            await self.settle()

    async def click(self, selector: str, x: int = 1, y: int = 0, times: int = 1) -> None:
        """Click into a widget, so many cells from its corner."""
        await self.pilot.click(selector, offset=(x, y), times=times)
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        self.app._check_resize()
        await self.settle()

    async def settle(self) -> None:
        """Let every message and what it leads to be answered and painted, whatever timers say."""
        quiet = 0
        while quiet < QUIET_ROUNDS:
            await self.app.animator.wait_until_complete()
            with suppress(WorkerCancelled):  # another question has taken its place
                await self.app.workers.wait_for_complete()
            for _ in range(TURNS):
                await sleep(0)
            self.screen._on_timer_update()
            quiet = quiet + 1 if self._quiet else 0
            if quiet == 1:
                await self.pilot._wait_for_screen()

    @property
    def _quiet(self) -> bool:
        screen = self.screen
        due = screen._callbacks or screen._layout_required or screen._dirty_widgets
        pumps = (self.app, *screen.walk_children(with_self=True))
        return not due and all(pump._message_queue.empty() for pump in pumps)

    async def wait(self, seconds: float = 0.0) -> None:
        """Let time pass on the clock, and a session look at it at every second and at the end."""
        end = self.clock.now + seconds
        self._look()
        while self.clock.now < end:
            self.clock.now = min(end, self.clock.now + LONGEST_LOOK)
            self._look()
        await self.settle()

    def _look(self) -> None:
        for screen in self.app.screen_stack:
            if isinstance(screen, SessionScreen):
                screen._tick()


async def at_once(_least: float = 0.0, _most: float = 0.0) -> None:
    """In place of a wait until the processor is idle, which takes long and proves little."""


@asynccontextmanager
async def opened(
    library: Library,
    clock: FakeClock,
    *,
    size: tuple[int, int] = (80, 24),
    start: Routine | None = None,
) -> AsyncIterator[Story]:
    """The app in a terminal of a size, at its first screen or on a routine."""
    app = LoosenApp(library, clock, lambda: MORNING, start=start)
    app.animation_level = "none"
    rung: list[float] = []
    with (
        patch.object(app, "bell", lambda: rung.append(clock.now)),
        patch("loosen.tui.screens.session.ASK_EVERY", NEVER),
        patch("loosen.tui.playing.AT_HOME", 1 / NEVER),
        patch("loosen.tui.watching.LOOK_EVERY", NEVER),
        patch("textual.app.wait_for_idle", at_once),
        patch("textual.pilot.wait_for_idle", at_once),
    ):
        async with app.run_test(size=size, notifications=True) as pilot:
            story = Story(app, pilot, clock, library, rung)
            await story.settle()
            yield story
