"""A frame reaches the thread that writes in one piece, with what was written while it was open."""

import pytest
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from loosen.tui.terminal.ascii import AsciiDriver
from loosen.tui.terminal.driver import FrameDriver


class Pieces(list[str]):
    """Stands for the thread that writes: keeps each piece that it is handed."""

    def write(self, data: str) -> None:
        self.append(data)


def handed(kind: type[LinuxDriver], monkeypatch: pytest.MonkeyPatch) -> tuple[Pieces, Pieces]:
    """What the thread gets of a frame, and of what stands around it; the toolkit opens and closes it."""
    app, pieces = App[None](), Pieces()
    driver = kind(app)
    monkeypatch.setattr(driver, "_writer_thread", pieces)
    app._driver, app._sync_available = driver, True
    driver.write("before")
    assert pieces == ["before"], "nothing is held back while no frame is open"
    app._begin_update()
    for data in ("·1", "\x1b[2;2H", "2"):
        driver.write(data)
    app.bell()
    app._end_update()
    frame = Pieces(pieces[1:])
    driver.write("after")
    return frame, Pieces([pieces[0], *pieces[1 + len(frame) :]])


async def test_the_toolkit_hands_a_frame_on_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    frame, around = handed(LinuxDriver, monkeypatch)
    assert len(frame) > 1, "there is nothing left to be joined: the driver has become idle"
    assert around == ["before", "after"]


@pytest.mark.parametrize(("kind", "dot"), [(FrameDriver, "·"), (AsciiDriver, ".")])
async def test_a_frame_is_one_piece_with_all_that_the_toolkit_wrote_in_it(
    kind: type[FrameDriver], dot: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_written, _ = handed(LinuxDriver, monkeypatch)
    frame, around = handed(kind, monkeypatch)
    assert frame == ["".join(as_written).replace("·", dot)]
    assert around == ["before", "after"]
