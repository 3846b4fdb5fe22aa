"""The app on a stage: a screen of a given size, a person's keys, and a clock that waits to be told.

The app's own timers run and ask the same clock: as long as it stands still they change nothing, so
what a story sees depends on what the story did and not on how long it took.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from conftest import FakeClock
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widget import Widget

from loosen.cli.program import Opening
from loosen.domain.settings import QuestionSettings, Settings
from loosen.storage.library import Library
from loosen.storage.locations import Locations
from loosen.tui import app as app_module
from loosen.tui.app import LoosenApp
from loosen.tui.screens.session import SessionScreen
from loosen.tui.widgets.figure import Animation, MovingFigure

Size = tuple[int, int]
SMALL: Size = (80, 24)
LARGE: Size = (120, 36)
TODAY = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)

SELDOM = 1e-6
"""Frames a second, so that figures move when the story says so and not in between."""

Kind = TypeVar("Kind", bound=Widget)


def library_in(
    folder: Path, *, safety_seen: bool = True, routines: Mapping[str, str] | None = None
) -> Library:
    """What ships, and a person's folders inside ``folder``; ``routines`` are texts of files by slug."""
    library = Library(Locations(folder / "config", folder / "data", folder / "state"))
    for slug, text in (routines or {}).items():
        library.locations.routines.mkdir(parents=True, exist_ok=True)
        library.locations.routines.joinpath(f"{slug}.toml").write_text(text, encoding="utf-8")
    library.settings = Settings(questions=QuestionSettings.none())
    if safety_seen:
        library.remember_safety_seen()
    return library


class HeardApp(LoosenApp):
    """The app, with its bells noted instead of rung."""

    CSS_PATH = str(Path(app_module.__file__).with_name("app.tcss"))

    def __init__(self, library: Library, clock: FakeClock, opening: Opening) -> None:
        start, rehearsal = opening.routine, opening.speed != 1
        super().__init__(
            library, clock, lambda: TODAY, start=start, rehearsal=rehearsal, demo=opening.demo
        )
        self.animation_level = "none"
        self.rang: list[float] = []

    @property
    def animation(self) -> Animation:
        return replace(super().animation, rate=SELDOM)

    def bell(self) -> None:
        self.rang.append(self._clock())


@dataclass
class Stage:
    """The running app with what a person can do to it and see of it."""

    app: HeardApp
    pilot: Pilot[int]
    clock: FakeClock
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.clock.now

    @property
    def strips(self) -> list[Strip]:
        """The screen, line by line, with its colours."""
        return self.app.screen._compositor.render_strips()

    @property
    def foremost(self) -> list[Strip]:
        """The screen, or the dialog that lies over it: what is behind one is dimmed."""
        screen: Screen[object] = self.app.screen
        if not isinstance(screen, ModalScreen):
            return self.strips
        area = screen.query(".dialog").first().region
        return [strip.crop(area.x, area.right) for strip in self.strips[area.y : area.bottom]]

    @property
    def lines(self) -> list[str]:
        """The screen as text, line by line, without the spaces at the ends."""
        return ["".join(segment.text for segment in strip).rstrip() for strip in self.strips]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    def line_with(self, words: str) -> str:
        """The one line of the screen that holds some words."""
        (line,) = [line for line in self.lines if words in line]
        return line

    def the(self, kind: type[Kind], selector: str = "*") -> Kind:
        """The widget of a kind on the screen, or the screen itself."""
        screen: Screen[object] = self.app.screen
        return screen if isinstance(screen, kind) else screen.query(selector).first(kind)

    @property
    def rang(self) -> list[float]:
        """When bells rang, in seconds from the beginning of the story."""
        return [at - self.began for at in self.app.rang]

    async def settle(self) -> None:
        """Let the app come to rest: a footer is filled some messages after its screen is shown."""
        same = 0
        while same < 3:
            before = self.text
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()
            same = same + 1 if self.text == before else 0

    async def press(self, *keys: str) -> None:
        """Press keys, and let the app come to rest."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def click(self, target: type[Widget] | str, x: int = 0, y: int = 0) -> None:
        """Click on a widget, at a cell of it."""
        await self.pilot.click(target, offset=(x, y))
        await self.pilot.pause()

    async def resize(self, width: int, height: int) -> None:
        """Drag the terminal to another size."""
        await self.pilot.resize_terminal(width, height)
        await self.pilot.pause()

    async def wait(self, seconds: int, looks: int = 0) -> None:
        """Let time pass, in which a session looks at the clock so often, or every second."""
        screen = self.app.screen
        for _ in range(looks or seconds):
            self.clock.advance(seconds / (looks or seconds))
            if isinstance(screen, SessionScreen):
                screen._tick()
        if isinstance(screen, SessionScreen):
            screen._move()
        for figure in screen.query(MovingFigure):
            figure._move()
        await self.pilot.pause()


@asynccontextmanager
async def on_stage(
    library: Library,
    size: Size = SMALL,
    *,
    theme: str = "",
    start: str = "",
    speed: float = 1.0,
    demo: bool = False,
) -> AsyncIterator[Stage]:
    """The app, running in a terminal of a size; ``start`` is the slug of a routine to begin with."""
    clock = FakeClock()
    opening = Opening(library.routine(start) if start else None, speed=speed, demo=demo)
    app = HeardApp(library, clock, opening)
    app.theme = theme or app.theme
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Stage(app, pilot, clock)
