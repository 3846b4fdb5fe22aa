"""What keeps the wire quiet: nothing is painted, and nothing asked, unless it would look different."""

from pathlib import Path

import pytest
from tui.scenes import MIDDLE, NARROW
from tui.stage import SELDOM, Size, library_in, on_stage

from loosen.domain.body import Side
from loosen.domain.session import Session
from loosen.domain.telling import moment, tell
from loosen.storage.library import Library
from loosen.tui.link import Link
from loosen.tui.screens.session import SessionScreen


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When the link was asked whether it keeps up."""
    found: list[float] = []

    def allows(link: Link) -> bool:
        found.append(link._clock())
        return True

    monkeypatch.setattr(Link, "allows_frame", allows)
    return found


@pytest.mark.parametrize("slug", ["egoscue-flow", "hip-strength"])
def test_equal_moments_are_told_alike(library: Library, slug: str) -> None:
    steps = library.steps(library.routine(slug))
    session = Session(library.timeline(steps, Side.RIGHT))
    session.start(0.0)
    before = None
    for tenth in range(6_000):
        now = tenth / 10
        events = session.advance(now)
        if session.over:
            break
        found = moment(session.view(now)), tell(session, now)
        if before and not events and found[0] == before[0]:
            assert found[1] == before[1]
        before = found


async def test_the_link_is_asked_for_every_frame_that_moves_and_for_none_when_paused(
    tmp_path: Path, asked: list[float]
) -> None:
    async with on_stage(library_in(tmp_path), MIDDLE, start="desk-break", speed=2.0) as stage:
        await stage.wait(2, looks=1)
        screen = stage.the(SessionScreen)
        for _ in range(5):
            stage.clock.advance(0.1)
            screen._move()
        assert len(set(asked)) >= 5
        await stage.press("space")
        screen._move()
        asked.clear()
        for _ in range(5):
            stage.clock.advance(0.1)
            screen._move()
        assert not asked


@pytest.mark.parametrize(("size", "rate"), [(NARROW, SELDOM), (MIDDLE, 0.0)])
async def test_the_link_is_not_asked_where_no_figure_moves(
    tmp_path: Path,
    asked: list[float],
    monkeypatch: pytest.MonkeyPatch,
    size: Size,
    rate: float,
) -> None:
    monkeypatch.setattr("tui.stage.SELDOM", rate)
    async with on_stage(library_in(tmp_path), start="desk-break", size=size, speed=2.0) as stage:
        await stage.wait(5)
        assert isinstance(stage.app.screen, SessionScreen)
        asked.clear()  # of what the list before it asked
        await stage.wait(5)
        assert not asked


async def test_between_two_seconds_nothing_is_painted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(library_in(tmp_path), MIDDLE, start="desk-break", speed=2.0) as stage:
        await stage.wait(2, looks=1)
        screen, painted = stage.the(SessionScreen), []
        monkeypatch.setattr(screen, "_paint", lambda: painted.append(stage.clock.now))
        stage.clock.advance(0.05)
        screen._moment = screen._sight()
        for _ in range(8):
            screen._tick()
            stage.clock.advance(0.1)
        assert not painted
