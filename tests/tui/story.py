"""What a pilot story needs: the app on a clock that stands, keys, the passing of time, the screen's text.

The session's own timer never asks here, and no figure moves by itself: they do when a story lets time
pass, so that nothing depends on how fast a machine is.
"""

from asyncio import sleep
from collections.abc import AsyncIterator, Callable, Hashable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

from builders import AT_ONCE
from conftest import FakeClock
from rich.console import Console
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import WorkerCancelled

from loosen.domain.routine import Routine
from loosen.domain.session.view import State
from loosen.services.library import Library
from loosen.storage.locations import Locations
from loosen.tui.app import LoosenApp
from loosen.tui.dialogs.choice import Choice
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.screens.session import SessionScreen
from loosen.tui.terminal import opening
from loosen.tui.terminal.frame_writer import installed
from loosen.tui.widgets.figure import MovingFigure

Size = tuple[int, int]
SMALL: Size = (80, 24)
LARGE: Size = (120, 36)
TODAY = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
LONGEST_LOOK = 1.0
"""Seconds of the clock between two looks: well below the silence after which a session pauses."""
NEVER = 1e6
TURNS = 5
"""Turns of the event loop in a round: enough for a message to be answered by another."""
QUIET_ROUNDS = 3
"""Rounds in a row without a message or a paint that is due, after which nothing more is to come."""
MOST_OPEN = 8
"""Dialogs and questions that may lie over one another, with room to spare."""
ROUNDS_BEHIND = 4
"""Rounds of painting what lies behind a dialog: what one lays out asks for the next."""
LAST_TURNS = 20_000
"""Turns of the event loop in which an app that ends has ended."""

Kind = TypeVar("Kind", bound=Widget)
Opened = Callable[..., AbstractAsyncContextManager["Story"]]


def library_in(
    folder: Path, *, safety_seen: bool = True, routines: Mapping[str, str] | None = None
) -> Library:
    """What ships, and a person's folders inside ``folder``; ``routines`` are texts of files by slug."""
    library = Library(Locations(folder / "config", folder / "data", folder / "state"))
    for slug, text in (routines or {}).items():
        library.locations.routines.mkdir(parents=True, exist_ok=True)
        library.locations.routines.joinpath(f"{slug}.toml").write_text(text, encoding="utf-8")
    library.settings = AT_ONCE
    if safety_seen:
        library.remember_safety_seen()
    return library


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
    def strips(self) -> list[Strip]:
        """What is on the screen, line by line, with its colours."""
        return self.screen._compositor.render_strips()

    @property
    def foremost(self) -> list[Strip]:
        """The screen, or the dialog that lies over it: what is behind one is dimmed."""
        if not isinstance(self.screen, ModalScreen):
            return self.strips
        area = self.screen.query(".dialog").first().region
        return [strip.crop(area.x, area.right) for strip in self.strips[area.y : area.bottom]]

    @property
    def lines(self) -> list[str]:
        """What is on the screen, line by line."""
        return ["".join(segment.text for segment in strip) for strip in self.strips]

    @property
    def text(self) -> str:
        """What is on the screen, without the spaces at the ends of lines."""
        return "\n".join(line.rstrip() for line in self.lines)

    def line_with(self, words: str) -> str:
        """The one line of the screen that holds some words, without the spaces at its end."""
        (line,) = [line.rstrip() for line in self.lines if words in line]
        return line

    def the(self, kind: type[Kind], selector: str = "*") -> Kind:
        """The widget of a kind on the screen, or the screen itself."""
        screen = self.screen
        return screen if isinstance(screen, kind) else screen.query(selector).first(kind)

    def part(self, selector: str) -> str:
        """The text in a widget's place on the screen, its lines joined by single spaces."""
        area = self.screen.query_one(selector, Widget).region
        cut = (line[area.x : area.right] for line in self.lines[area.y : area.bottom])
        return " ".join(" ".join(cut).split())

    def asks(self, question: str) -> bool:
        """Whether a question is on the screen."""
        return isinstance(self.screen, Choice) and self.screen.asks == question

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

    async def home(self) -> None:
        """Go back to the list of exercises as it first was, as a person would; changes are not kept."""
        for _ in range(MOST_OPEN):
            if self.asks("parting"):
                await self.press("l")
            elif isinstance(self.app.focused, Input) or len(self.app.screen_stack) > 1:
                await self.press("escape")
            elif isinstance(self.screen, CatalogueScreen):
                await self.press("escape", "home")
                return
            else:
                await self.press("1")
        raise AssertionError(f"no way back from {self.screen}")

    async def click(self, selector: str, x: int = 1, y: int = 0, times: int = 1) -> None:
        """Click into a widget, so many cells from its corner."""
        await self.pilot.click(selector, offset=(x, y), times=times)
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        self.app._check_resize()
        await self.settle()

    async def settle(self, *, behind: bool = True) -> None:
        """Let every message and what it leads to be answered and painted, whatever timers say.

        What a dialog lies over is painted too, needed or not, unless told otherwise.
        """
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
        for _ in range(ROUNDS_BEHIND if self.screen.is_modal else 1):
            for screen in self.app.screen_stack if behind else ():
                screen._on_timer_update()
            for _ in range(TURNS):
                await sleep(0)

    async def ends(self) -> None:
        """Let the app come to its end."""
        for _ in range(LAST_TURNS):
            if self.app.return_code is not None:
                return
            self.screen._on_timer_update()
            await sleep(0)
        raise AssertionError("the app goes on")

    @property
    def _quiet(self) -> bool:
        screen = self.screen
        due = screen._callbacks or screen._layout_required or screen._dirty_widgets
        pumps = (self.app, *screen.walk_children(with_self=True))
        return not due and all(pump._message_queue.empty() for pump in pumps)

    async def wait(self, seconds: float = 0.0, looks: int = 0) -> None:
        """Let time pass on the clock, and a session look at it so often, or at every second.

        Then all that moves takes its place for that moment.
        """
        end, step = self.clock.now + seconds, seconds / looks if looks else LONGEST_LOOK
        self._look()
        while self.clock.now < end:
            self.clock.now = min(end, self.clock.now + step)
            self._look()
        self._move()
        await self.settle()

    def _look(self) -> None:
        for screen in self.app.screen_stack:
            if isinstance(screen, SessionScreen):
                screen._tick()

    def _move(self) -> None:
        if isinstance(self.screen, SessionScreen):
            self.screen._move()
        for figure in self.screen.query(MovingFigure):
            figure._move()


async def at_once(_least: float = 0.0, _most: float = 0.0) -> None:
    """In place of a wait until the processor is idle, which takes long and proves little."""


@contextmanager
def at(name: str) -> Iterator[None]:
    """One stop of a walk through a running app: what goes wrong there says where it was."""
    try:
        yield
    except BaseException as error:
        error.add_note(f"at “{name}”")
        raise


THEIR_RULES = Stylesheet._parse_rules
READ: dict[Hashable, list[RuleSet]] = {}
"""The rules of each sheet that was read for a story, by all that they depend on."""


def rules_read_once(sheet: Stylesheet, *text: Any, **place: Any) -> list[RuleSet]:
    """The rules of a sheet, which the toolkit reads anew for every app: here once for all stories."""
    key = (text, frozenset(place.items()), frozenset(sheet._variables.items()))
    if key not in READ:
        READ[key] = THEIR_RULES(sheet, *text, **place)
    return READ[key]


@asynccontextmanager
async def opened(
    library: Library,
    clock: FakeClock | None = None,
    *,
    size: Size = SMALL,
    start: Routine | str | None = None,
    theme: str = "",
    rehearsal: bool = False,
    demo: bool = False,
    rate: float = 1 / NEVER,
) -> AsyncIterator[Story]:
    """The app in a terminal of a size, at its first screen or on a routine, or on the one of a slug.

    ``rate`` is how many frames a second figures would move by themselves.
    """
    clock = clock or FakeClock()
    routine = library.routine(start) if isinstance(start, str) else start
    app = LoosenApp(library, clock, lambda: TODAY, start=routine, rehearsal=rehearsal, demo=demo)
    app.theme = theme or app.theme
    app.animation_level = "none"
    rung: list[float] = []
    with (
        patch.object(app, "bell", lambda: rung.append(clock.now)),
        patch("loosen.tui.screens.session.ASK_EVERY", NEVER),
        patch("loosen.tui.widgets.animation.AT_HOME", rate),
        patch("loosen.tui.controllers.files.CHECK_EVERY", NEVER),
        installed(app.link.shown),
        opening.installed(),
        patch.object(Stylesheet, "_parse_rules", rules_read_once),
        patch("textual.app.wait_for_idle", at_once),
        patch("textual.pilot.wait_for_idle", at_once),
        patch.object(Console, "color_system", "truecolor"),
    ):
        async with app.run_test(size=size, notifications=True) as pilot:
            story = Story(app, pilot, clock, library, rung)
            await story.settle()
            yield story
