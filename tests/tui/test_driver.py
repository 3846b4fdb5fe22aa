"""A frame reaches the thread that writes in one piece, with what was written while it was open."""

from collections.abc import Callable

import pytest
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from loosen.tui.terminal.ascii import plain
from loosen.tui.terminal.driver import FRAME_BEGINS, FRAME_ENDS, driver_class
from loosen.tui.terminal.frame_writer import Holding
from loosen.tui.terminal.sequences import BEL

PIECES = ("a", FRAME_BEGINS, "·", "\x07", FRAME_ENDS, "b", FRAME_BEGINS, FRAME_ENDS)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What reaches the thread that writes."""
    pieces: list[str] = []
    monkeypatch.setattr(LinuxDriver, "write", lambda _driver, data: pieces.append(data))
    monkeypatch.setattr(LinuxDriver, "start_application_mode", lambda _driver: None)
    return pieces


class Wire:
    """Takes down what it is told, and holds frames where it is to."""

    def __init__(self, *, holds: bool = False) -> None:
        self.told: list[object] = []
        self._holds = holds

    def attach(self, driver: Driver) -> None:
        self.told.append(driver)

    def sent(self, size: int) -> None:
        self.told.append(size)

    def holds(self) -> bool:
        return self._holds

    def let_answer_come(self) -> None:
        self.told.append("let answer come")


def driver(spell: Callable[[str], str], *, whole_frames: bool, wire: Wire | None = None) -> Driver:
    """A driver without a terminal."""
    kind = driver_class(wire or Wire(), spell, whole_frames=whole_frames)
    return kind.__new__(kind)


class Pieces(list[str]):
    """Stands for the thread that writes: keeps each piece that it is handed."""

    def write(self, data: str) -> None:
        self.append(data)


def handed(kind: type[Driver], monkeypatch: pytest.MonkeyPatch) -> tuple[Pieces, Pieces]:
    """What the thread gets of a frame, and of what stands around it; the toolkit opens and closes it."""
    app, pieces = App[None](), Pieces()
    made = kind(app)
    monkeypatch.setattr(made, "_writer_thread", pieces)
    app._driver, app._sync_available = made, True
    made.write("before")
    assert pieces == ["before"], "nothing is held back while no frame is open"
    app._begin_update()
    for data in ("·1", "\x1b[2;2H", "2"):
        made.write(data)
    app.bell()
    app._end_update()
    frame = Pieces(pieces[1:])
    made.write("after")
    return frame, Pieces([pieces[0], *pieces[1 + len(frame) :]])


async def test_the_toolkit_hands_a_frame_on_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    frame, around = handed(LinuxDriver, monkeypatch)
    assert len(frame) > 1, "there is nothing left to be joined: the driver has become idle"
    assert around == ["before", "after"]


@pytest.mark.parametrize(("spell", "dot"), [(str, "·"), (plain, ".")])
async def test_a_frame_is_one_piece_with_all_that_the_toolkit_wrote_in_it(
    spell: Callable[[str], str], dot: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_written, _ = handed(LinuxDriver, monkeypatch)
    kind = driver_class(Wire(), spell, whole_frames=True)
    frame, around = handed(kind, monkeypatch)
    assert frame == ["".join(as_written).replace("·", dot)]
    assert around == ["before", "after"]


def test_with_an_untested_toolkit_every_piece_is_written_as_it_comes(written: list[str]) -> None:
    made = driver(plain, whole_frames=False)
    for data in PIECES:
        made.write(data)
    assert written == [*(plain(piece) for piece in PIECES)]


def test_a_frame_that_begins_anew_before_it_is_closed_loses_nothing(written: list[str]) -> None:
    made = driver(str, whole_frames=True)
    for data in (FRAME_BEGINS, "a", FRAME_BEGINS, "b", f"c{FRAME_ENDS}", "d"):
        made.write(data)
    assert written == [f"{FRAME_BEGINS}a{FRAME_BEGINS}bc{FRAME_ENDS}", "d"]


@pytest.mark.usefixtures("written")
def test_it_hands_itself_over_when_it_takes_the_terminal() -> None:
    wire = Wire()
    made = driver(str, whole_frames=True, wire=wire)
    assert wire.told == []
    made.start_application_mode()
    assert wire.told == [made, 0]


@pytest.mark.usefixtures("written")
def test_it_tells_of_each_frame_once_it_is_whole_and_of_nothing_once_the_terminal_is_given_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(LinuxDriver, "disable_input", lambda _driver: None)
    wire = Wire(holds=True)
    made = driver(str, whole_frames=True, wire=wire)
    assert isinstance(made, Holding)
    assert not made.holds(), "the terminal is not taken yet"
    made.start_application_mode()
    wire.told.clear()
    for data in (FRAME_BEGINS, "a", "b", FRAME_ENDS, "\a"):
        made.write(data)
    whole = len(f"{FRAME_BEGINS}ab{FRAME_ENDS}")
    assert wire.told == [whole, 1]
    assert made.holds()
    made.disable_input()
    made.write("\x1b[?25h")
    assert wire.told == [whole, 1, "let answer come"]
    assert not made.holds()


def test_a_frame_that_changes_nothing_is_not_written(written: list[str]) -> None:
    made = driver(str, whole_frames=True)
    stays, goes = "\x1b[1;2H", "\x1b[3;4H"
    for body in (f"a{stays}", stays, goes, goes):
        for data in (FRAME_BEGINS, body, FRAME_ENDS):
            made.write(data)
        made.write(BEL)
    first, second = (f"{FRAME_BEGINS}{body}{FRAME_ENDS}" for body in (f"a{stays}", goes))
    assert written == [first, BEL, BEL, second, BEL, BEL]


def test_a_frame_leaves_the_cursor_in_the_first_cell_with_three_bytes(written: list[str]) -> None:
    made = driver(str, whole_frames=True)
    for body in ("a\x1b[1;1H", "\x1b[1;1H", "b\x1b[1;1Hc\x1b[1;1H", "d\x1b[11;1H"):
        for data in (FRAME_BEGINS, body, FRAME_ENDS):
            made.write(data)
    bodies = ("a\x1b[H", "b\x1b[1;1Hc\x1b[H", "d\x1b[11;1H")
    assert written == [f"{FRAME_BEGINS}{body}{FRAME_ENDS}" for body in bodies]


def test_after_what_may_move_the_cursor_it_is_put_back(written: list[str]) -> None:
    made = driver(str, whole_frames=True)
    for _ in range(2):
        for data in (FRAME_BEGINS, "\x1b[1;2H", FRAME_ENDS, "\x1b[2;0t"):
            made.write(data)
    assert len(written) == 4
