"""A history that cannot be read is one line and the truth, whatever is the matter with it.

A new kind is one more line in ``ODD``, a new command one in ``COMMANDS``.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import timeline
from cli.conftest import Loosen
from conftest import FakeClock
from kept_sessions import Home, gone, run

from loosen.services.library import Library
from loosen.services.sessions import Sessions


def of_a_newer_version(path: Path) -> None:
    """The history of a loosen that knows more."""
    with sqlite3.connect(path) as written:
        written.execute("PRAGMA user_version = 99")
    written.close()


def cut(path: Path) -> None:
    """A history of which only the beginning is left."""
    with sqlite3.connect(path) as written:
        written.executescript(
            "CREATE TABLE session (id); INSERT INTO session VALUES (zeroblob(9000));"
        )
    written.close()
    path.write_bytes(path.read_bytes()[:5000])


Odd = tuple[Callable[[Path], object], str]
"""What makes it, and what is said of it."""
ODD: dict[str, Odd] = {
    "of a newer version": (of_a_newer_version, "was written by a newer loosen: update this one"),
    "damaged": (lambda path: path.write_bytes(b"damaged" * 1000), "is damaged"),
    "cut off": (cut, "is damaged"),
    "a text": (lambda path: path.write_text("my sessions\n" * 100, encoding="utf-8"), "is damaged"),
    "a folder": (Path.mkdir, "cannot be opened: Is a directory"),
}
COMMANDS = {
    "history": ("history",),
    "a page of it": ("history", "--last", "2"),
    "report": ("report",),
    "export": ("export", "--history"),
}


@pytest.fixture
def ended(library: Library, clock: FakeClock) -> None:
    """A session that has ended, and waits for a history that takes it."""
    library.locations.history.write_bytes(b"damaged" * 1000)
    home = Home(library.locations.state.parent)
    recorder = Sessions(library, home.today, gone()).begin(timeline("pigeon"), "short", "Short")
    home.others.append(recorder)
    recorder.note(recorder.session.start(clock.now))
    run(recorder, clock, 15)
    recorder.note(recorder.session.stop(clock.now))
    home.end_others()
    library.locations.history.unlink()


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
class TestOneLine:
    def test_of_a_history_that_cannot_be_read(
        self, loosen: Loosen, library: Library, odd: Odd, command: tuple[str, ...]
    ) -> None:
        make, said = odd
        make(library.locations.history)
        ran = loosen(*command)
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
        assert said in ran.err

    @pytest.mark.usefixtures("ended")
    def test_of_one_that_a_session_waits_for(
        self, loosen: Loosen, library: Library, odd: Odd, command: tuple[str, ...]
    ) -> None:
        self.test_of_a_history_that_cannot_be_read(loosen, library, odd, command)
        assert len(list(library.locations.journals.iterdir())) == 1
