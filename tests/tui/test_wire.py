"""What keeps the wire quiet: nothing is painted, and nothing asked, unless it would look different."""

from pathlib import Path

import pytest
from tui.scenes import MIDDLE, NARROW
from tui.story import NEVER, Size, library_in, opened
from tui.weighing import weighed

from loosen.domain.body import Side
from loosen.domain.session.engine import Session
from loosen.services.library import Library
from loosen.text.session_text import describe, repaint_key
from loosen.tui.screens.session import SessionScreen
from loosen.tui.terminal.frame_writer import NO_INK
from loosen.tui.terminal.link import Link


class Mute:
    """A driver that writes nothing."""

    def write(self, data: str) -> None:
        """Take it."""


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
        found = repaint_key(session.view(now)), describe(session, now)
        if before and not events and found[0] == before[0]:
            assert found[1] == before[1]
        before = found


async def test_the_link_is_asked_for_every_frame_that_moves_and_for_none_when_paused(
    tmp_path: Path, asked: list[float]
) -> None:
    async with opened(
        library_in(tmp_path), size=MIDDLE, start="desk-break", rehearsal=True
    ) as story:
        await story.wait(2, looks=1)
        screen = story.the(SessionScreen)
        for _ in range(5):
            story.clock.advance(0.1)
            screen._move()
        assert len(set(asked)) >= 5
        await story.press("space")
        screen._move()
        asked.clear()
        for _ in range(5):
            story.clock.advance(0.1)
            screen._move()
        assert not asked


@pytest.mark.parametrize(("size", "rate"), [(NARROW, 1 / NEVER), (MIDDLE, 0.0)])
async def test_the_link_is_not_asked_where_no_figure_moves(
    tmp_path: Path,
    asked: list[float],
    size: Size,
    rate: float,
) -> None:
    async with opened(
        library_in(tmp_path), start="desk-break", size=size, rehearsal=True, rate=rate
    ) as story:
        await story.wait(5)
        assert isinstance(story.app.screen, SessionScreen)
        asked.clear()  # of what the list before it asked
        await story.wait(5)
        assert not asked


async def test_between_two_seconds_nothing_is_painted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(
        library_in(tmp_path), size=MIDDLE, start="desk-break", rehearsal=True
    ) as story:
        await story.wait(2, looks=1)
        screen, painted = story.the(SessionScreen), []
        monkeypatch.setattr(screen, "_paint", lambda: painted.append(story.clock.now))
        story.clock.advance(0.05)
        screen._moment = screen._sight()
        for _ in range(8):
            screen._tick()
            story.clock.advance(0.1)
        assert not painted


async def test_with_another_size_the_terminal_may_show_anything(tmp_path: Path) -> None:
    async with opened(library_in(tmp_path), size=MIDDLE) as story:
        shown = story.app.link.shown
        assert shown.take(0, 0, "loosen", NO_INK) == [(0, 6)]
        assert shown.take(0, 0, "loosen", NO_INK) == []
        await story.resize(*NARROW)
        assert shown.take(0, 0, "loosen", NO_INK) == [(0, 6)]


async def test_what_took_the_terminal_anew_may_show_anything(tmp_path: Path) -> None:
    async with opened(library_in(tmp_path), size=MIDDLE) as story:
        shown = story.app.link.shown
        shown.take(0, 0, "loosen", NO_INK)
        story.app.link.attach(Mute())
        assert shown.take(0, 0, "loosen", NO_INK) == [(0, 6)]


LONG = 'name = "Long"\nsummary = "One."\n[[steps]]\nexercise = "figure-four-supine"\ndose = "{}"\n'


@pytest.mark.parametrize("dose", ["99 s", "600 s"])
async def test_a_minute_of_a_hold_takes_few_bytes_where_nothing_moves(
    tmp_path: Path, dose: str
) -> None:
    library = library_in(tmp_path, routines={"long": LONG.format(dose)})
    async with opened(library, size=MIDDLE, start="long", rate=0.0) as story:
        await story.press("d")
        await story.wait(5)
        with weighed(story) as frames:
            for _ in range(60):
                await story.wait(1, looks=1)
            assert 60 <= len(frames) <= 70
            assert sum(frames) <= 250 * 60


async def test_the_word_of_a_phase_comes_and_goes_in_few_bytes(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    async with opened(library, size=MIDDLE, start="knees-to-chest", rate=0.0) as story:
        await story.press("n")  # to a step without sides, which has no word in work
        await story.wait(1)
        with weighed(story) as frames:
            for seconds, key in ((0, "space"), (0, "space"), (4, "d"), (0, "space"), (0, "space")):
                await story.wait(seconds, looks=1)
                frames.clear()
                await story.press(key)
                assert 0 < sum(frames) <= 2_000, key
