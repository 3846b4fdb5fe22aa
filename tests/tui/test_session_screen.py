"""A session as a person goes through it: what is seen and heard at which second, and what keys do."""

import pytest
from tui.stage import LARGE, Stage, library_in, on_stage

from loosen.domain.body import Side
from loosen.domain.events import Outcome
from loosen.domain.history import Ending
from loosen.domain.telling import tell
from loosen.domain.timeline import SegmentKind
from loosen.domain.view import State
from loosen.domain.wording import segment_words
from loosen.storage.history_db import History
from loosen.storage.library import Library
from loosen.tui.dialogs.choice import Choice
from loosen.tui.dialogs.stiffer import Stiffer
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.screens.routines import RoutinesScreen
from loosen.tui.screens.safety import SafetyScreen
from loosen.tui.screens.session import SessionScreen
from loosen.tui.screens.summary import SummaryScreen
from loosen.tui.widgets.masthead import PlaceLink

FLOW = "egoscue-flow"
DESK = "desk-break"


def state(stage: Stage) -> State:
    """How the session stands, whatever lies over it."""
    return session(stage)._session.state


def session(stage: Stage) -> SessionScreen:
    """The session's screen, whatever lies over it."""
    (screen,) = [one for one in stage.app.screen_stack if isinstance(one, SessionScreen)]
    return screen


def digits(stage: Stage) -> int:
    """How many lines of the screen hold large digits."""
    return sum("█" in line for line in stage.lines)


def count(stage: Stage) -> str:
    """What the large digits say."""
    return tell(session(stage)._session, stage.clock.now).count


async def test_the_egoscue_flow_leads_through_every_segment_to_the_summary(
    library: Library,
) -> None:
    async with on_stage(library) as stage:
        await stage.press("2", "j", "enter")
        assert isinstance(stage.app.screen, Stiffer)
        await stage.press("r")
        timeline = session(stage)._session.timeline
        for number, segment in enumerate(timeline.segments):
            step = timeline.steps[segment.step]
            assert f"· {segment.step + 1} of 6" in stage.lines[0]
            assert step.exercise.name in stage.text
            assert segment_words(segment, step) in stage.text
            assert segment.side is None or f"{segment.side.value.upper()} side" in stage.text
            assert session(stage)._session.view(stage.clock.now).index == number
            await stage.wait(segment.seconds)
        assert isinstance(stage.app.screen, SummaryScreen)
        assert "✓ Done. 8:55, 6 exercises." in stage.text
        await stage.press("enter")
        assert isinstance(stage.app.screen, RoutinesScreen)
    assert library.memory.turns == {FLOW: 1}
    (record,) = History(library.locations.history).all()
    assert (record.outcome, record.active) == (Ending.FINISHED, 535)
    assert timeline.segments[0].side is Side.RIGHT


async def test_a_pause_stops_the_clock_and_three_seconds_lead_back(library: Library) -> None:
    async with on_stage(library, start=DESK) as stage:
        await stage.wait(3)
        await stage.press("space")
        await stage.wait(20)
        assert (count(stage), state(stage)) == ("5", State.PAUSED)
        assert "‖ paused" in stage.text
        await stage.press("space")
        assert "‖ paused" not in stage.text
        counted = [count(stage)]
        for _ in range(2):
            await stage.wait(1)
            counted.append(count(stage))
        assert counted == ["3", "2", "1"]
        assert "on again" in stage.text
        await stage.wait(1)
        assert (count(stage), state(stage)) == ("5", State.RUNNING)


async def test_keys_move_within_the_session(library: Library) -> None:
    async with on_stage(library, start=DESK) as stage:
        await stage.wait(10)
        await stage.press("s")
        assert "LEFT side" in stage.text
        await stage.press("d")
        assert "● move" in stage.text
        await stage.press("n")
        assert "· 2 of 5" in stage.lines[0]
        await stage.press("b")
        assert "· 1 of 5" in stage.lines[0]
        assert count(stage) == "8"
        await stage.press("+")
        assert count(stage) == "18"
        await stage.press("-", "down")
        assert "● move" in stage.text
        assert "RIGHT side" in stage.text
        ended = session(stage)._session.ended
        assert [one.outcome for one in ended.values()] == [Outcome.COMPLETED]


async def test_leaving_asks_and_escape_never_ends_it(library: Library) -> None:
    async with on_stage(library, start=DESK) as stage:
        for key in ("q", "escape"):
            await stage.wait(3)
            await stage.press(key)
            assert isinstance(stage.app.screen, Choice)
            await stage.wait(60)
            await stage.press("escape")
            assert state(stage) is State.COUNT_IN
            await stage.wait(3)
        assert count(stage) == "2"
        await stage.press("q", "g")
        assert state(stage) is State.COUNT_IN
        await stage.press("q", "e")
        assert isinstance(stage.app.screen, SummaryScreen)
        assert "✓ Ended here. 0:06, 0 exercises." in stage.text
        await stage.press("a")
        assert count(stage) == "8"
    assert library.memory.turns == {}


async def test_escape_on_a_pause_leaves_it_a_pause(library: Library) -> None:
    async with on_stage(library, start=DESK) as stage:
        await stage.press("space", "escape")
        assert isinstance(stage.app.screen, Choice)
        await stage.press("escape")
        assert state(stage) is State.PAUSED


async def test_nothing_runs_under_another_screen(library: Library) -> None:
    async with on_stage(library, start=DESK) as stage:
        for key in ("?", "!", "ctrl+p"):
            await stage.wait(1)
            await stage.press(key)
            assert stage.app.screen is not session(stage)
            await stage.wait(30)
            await stage.press("escape")
            assert state(stage) is State.PAUSED
            await stage.press("space")
            await stage.wait(3)
        assert count(stage) == "5"


async def test_no_key_and_no_click_leads_away_without_asking(library: Library) -> None:
    async with on_stage(library, LARGE, start=DESK) as stage:
        await stage.press("1", "2", "3", "comma", "ctrl+q")
        assert isinstance(stage.app.screen, SessionScreen)
        await stage.press("!")
        await stage.click(PlaceLink)
        await stage.press("1", "2")
        assert isinstance(stage.app.screen, SafetyScreen)
        assert state(stage) is State.PAUSED
        await stage.press("q")
        await stage.press("ctrl+p", *"quit")
        await stage.press("enter")
        assert stage.app._exit is False


@pytest.mark.parametrize(
    ("bell", "rings"),
    [
        ("all", [0, 5, 6, 7, 8, 18, 25, 26, 27, 28, 30]),
        ("changes", [0, 8, 28]),
        ("end", []),
        ("off", []),
    ],
)
async def test_bells_ring_at_ticks_and_changes(
    library: Library, bell: str, rings: list[int]
) -> None:
    library.locations.config.mkdir()
    library.locations.settings.write_text(f'[cues]\nbell = "{bell}"\n', encoding="utf-8")
    async with on_stage(library, start=DESK) as stage:
        await stage.wait(30)
        assert stage.rang == rings


@pytest.mark.parametrize("size", [(100, 30), (120, 36)])
async def test_digits_take_a_third_of_the_height(library: Library, size: tuple[int, int]) -> None:
    async with on_stage(library, size, start=FLOW) as stage:
        await stage.press("n", "n", "n", "n")
        seen: set[int] = set()
        await stage.wait(3)
        for keys in ((), ("d",), ("+", "+", "+", "+")):
            await stage.press(*keys)
            seen.add(len(count(stage)))
            assert digits(stage) >= size[1] / 3, count(stage)
        assert seen == {2, 4}
        await stage.wait(63)
        assert (count(stage), digits(stage) >= size[1] / 3) == ("7", True)


async def test_every_size_tells_the_count_the_side_and_the_step(library: Library) -> None:
    async with on_stage(library, start=FLOW) as stage:
        await stage.press("r")
        await stage.wait(20)
        for width, height in ((120, 36), (40, 12), (20, 6), (10, 3), (60, 20), (40, 12), (80, 24)):
            await stage.resize(width, height)
            await stage.wait(1)
            assert (len(stage.lines), state(stage)) == (height, State.RUNNING)
            if width >= 40:
                assert "1 of 6" in stage.lines[0]
                assert "left of 8:55" in stage.lines[0]
                assert "RIGHT side" in stage.text
                assert "Next  left side" in stage.text
                assert digits(stage) >= 5


async def test_what_comes_next_is_told_with_its_side(library: Library) -> None:
    async with on_stage(library, start=DESK) as stage:
        assert "Next  right side · then left side" in stage.text
        await stage.wait(34)
        following = "Next  Leg swing, side to side, right · then Leg swing, side to side, left"
        assert following in stage.text
        assert session(stage)._session.view(stage.clock.now).segment.kind is SegmentKind.WORK


async def test_a_session_that_was_left_is_offered_and_taken_up_at_its_second(
    library: Library,
) -> None:
    async with on_stage(library, start=DESK) as stage:
        await stage.wait(17)
    async with on_stage(library_in(library.locations.data.parent)) as stage:
        assert "“Desk break” was left" in stage.text
        assert "at 0:17 of 3:59" in stage.text
        await stage.press("escape")
        assert isinstance(stage.app.screen, CatalogueScreen)
    async with on_stage(library_in(library.locations.data.parent)) as stage:
        await stage.press("r")
        assert state(stage) is State.PAUSED
        assert session(stage)._session.view(stage.clock.now).elapsed == 9
