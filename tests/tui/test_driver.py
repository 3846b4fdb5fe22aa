"""A frame reaches the thread that writes in one piece, with what was written while it was open."""

import pytest
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.drivers.linux_driver import LinuxDriver

from loosen.tui.ascii import AsciiDriver
from loosen.tui.driver import FrameDriver


@pytest.mark.parametrize(("kind", "dot"), [(FrameDriver, "·"), (AsciiDriver, ".")])
def test_a_frame_is_written_when_it_is_closed(
    kind: type[FrameDriver], dot: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr(LinuxDriver, "write", lambda _driver, data: written.append(data))
    driver = kind.__new__(kind)
    for data in ("a", SYNC_START, "·", "\x07", SYNC_END, "b", SYNC_START, SYNC_END):
        driver.write(data)
    assert written == ["a", f"{SYNC_START}{dot}\x07{SYNC_END}", "b", SYNC_START + SYNC_END]
