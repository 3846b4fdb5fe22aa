"""The command line run in this process, with the app replaced by a note of how it was opened."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from builders import AT_ONCE, small_catalogue
from conftest import FakeClock
from kept_sessions import NOON

from loosen.cli import catalogue, figure, output, prompt
from loosen.cli.keyboard import Keys
from loosen.cli.root import run
from loosen.cli.runtime import Launch, LaunchOptions, Runtime
from loosen.services.library import Library
from loosen.storage.locations import of_this_user

SHORT = """name = "Short"
summary = "A few."
[[steps]]
exercise = "bridge"
[[steps]]
exercise = "clam"
"""


PATIENCE = 36_000.0
"""Seconds of a typist's clock in which every session here has ended."""


@dataclass(frozen=True)
class Ran:
    """What a command line came to."""

    code: int
    out: str
    err: str


@dataclass
class App:
    """Stands for the app: notes how it was opened, and returns ``code``."""

    code: int = 0
    opened: list[tuple[str | None, float]] = field(default_factory=list)

    def __call__(self, _library: Library, opening: LaunchOptions) -> int:
        self.opened.append((opening.routine.slug if opening.routine else None, opening.speed))
        return self.code


Loosen = Callable[..., Ran]


@pytest.fixture
def library() -> Library:
    """The small catalogue, the routines that ship left away, and one routine of the person's own.

    The safety page has been read.
    """
    library = Library(of_this_user(), small_catalogue())
    library.remember_safety_seen()
    library.settings = AT_ONCE
    folder = library.locations.routines
    folder.mkdir(parents=True)
    folder.joinpath("short.toml").write_text(SHORT, encoding="utf-8")
    return library


@pytest.fixture(autouse=True)
def _nothing_shipped(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "library" in request.fixturenames:
        folder = request.getfixturevalue("tmp_path") / "nothing"
        monkeypatch.setattr("loosen.storage.snapshot.shipped_routines", lambda: folder)


@pytest.fixture
def app() -> App:
    return App()


@dataclass
class Typist:
    """Lets a clock run while the program waits for keys, and presses some at their instants."""

    clock: FakeClock
    there: bool = True
    presses: list[tuple[float, str]] = field(default_factory=list)
    waited: float = 0.0

    def wait(self, seconds: float) -> str | None:
        """The next key when its instant has come; ``^C`` and ``EOF`` are what they are elsewhere."""
        self.clock.advance(seconds)
        self.waited += seconds
        assert self.waited < PATIENCE, "it waits for a key that nobody presses"
        if not self.presses or self.presses[0][0] > self.waited:
            return None
        key = self.presses.pop(0)[1]
        if key == "^C":
            raise KeyboardInterrupt
        if key == "EOF":
            raise EOFError
        return key

    @contextmanager
    def __call__(self) -> Iterator[Keys]:
        yield self


@pytest.fixture
def typist(clock: FakeClock) -> Typist:
    return Typist(clock)


@pytest.fixture
def runtime_for(library: Library, typist: Typist) -> Callable[[Launch], Runtime]:
    """The program with an app, on a clock that runs while it waits for keys."""

    def made(app: Launch) -> Runtime:
        def clock(speed: float) -> Callable[[], float]:
            return lambda: typist.clock.now * speed

        return Runtime(
            lambda: library,
            app,
            clock,
            lambda: NOON,
            lambda: {"terminal": "none"},
            open_keyboard=typist,
        )

    return made


@pytest.fixture
def loosen(
    runtime_for: Callable[[Launch], Runtime], app: App, capsysbinary: pytest.CaptureFixture[bytes]
) -> Loosen:
    """Runs a command line and returns what came of it."""

    def ran(*args: str) -> Ran:
        code = run(runtime_for(app), args)
        out, err = capsysbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return ran


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Makes the command line believe in a terminal of so many columns."""

    def believe(columns: int) -> None:
        # Imported before any is changed: one loaded afterwards would take the change for its own.
        for module in (output, catalogue, figure, prompt):
            monkeypatch.setattr(module, "on_terminal", lambda: True)
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("TERM", "xterm-256color")

    return believe
