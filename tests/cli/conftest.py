"""The command line run in this process, with the app replaced by a note of how it was opened."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from builders import small_catalogue

from loosen.cli.root import run
from loosen.domain.routine import Routine
from loosen.storage.library import Library
from loosen.storage.locations import of_this_user

SHORT = """name = "Short"
summary = "A few."
[[steps]]
exercise = "bridge"
[[steps]]
exercise = "clam"
"""


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

    def __call__(self, _library: Library, routine: Routine | None, speed: float) -> int:
        self.opened.append((routine.slug if routine else None, speed))
        return self.code


Loosen = Callable[..., Ran]


@pytest.fixture
def library() -> Library:
    """The small catalogue, the routines that ship left away, and one routine of the person's own."""
    library = Library(of_this_user())
    library.catalogue = small_catalogue()
    folder = library.locations.routines
    folder.mkdir(parents=True)
    folder.joinpath("short.toml").write_text(SHORT, encoding="utf-8")
    return library


@pytest.fixture(autouse=True)
def _nothing_shipped(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "library" in request.fixturenames:
        folder = request.getfixturevalue("tmp_path") / "nothing"
        monkeypatch.setattr("loosen.storage.library.shipped_routines", lambda: folder)


@pytest.fixture
def app() -> App:
    return App()


@pytest.fixture
def loosen(library: Library, app: App, capsysbinary: pytest.CaptureFixture[bytes]) -> Loosen:
    """Runs a command line and returns what came of it."""

    def ran(*args: str) -> Ran:
        code = run(library, app, args)
        out, err = capsysbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return ran


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Makes the command line believe in a terminal of so many columns."""

    def believe(columns: int) -> None:
        monkeypatch.setattr("loosen.cli.output.on_terminal", lambda: True)
        monkeypatch.setattr("loosen.cli.catalogue.on_terminal", lambda: True)
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("TERM", "xterm-256color")

    return believe
