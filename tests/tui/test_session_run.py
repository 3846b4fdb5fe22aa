from collections.abc import Iterator

from tui.story import Opened, Story

from loosen.domain.body import Side
from loosen.domain.timeline import Segment, SegmentKind
from loosen.text.session_text import PHASE_STYLES
from loosen.tui.screens.routines import RoutinesScreen
from loosen.tui.screens.session import SessionScreen
from loosen.tui.screens.summary import SummaryScreen
from loosen.tui.widgets.session import PHASED


def wrong(story: Story, segment: Segment) -> Iterator[str]:
    """What the screen does not tell of a segment that is running."""
    step = story.session._session.timeline.steps[segment.step]
    look = PHASE_STYLES[segment.kind]
    side = segment.side.value.upper() if segment.side else ""
    if story.part("#name") != step.exercise.name:
        yield f"name {story.part('#name')}"
    if side not in story.part("#side"):
        yield f"side {story.part('#side')}"
    if not story.part("#phase").startswith(look.sign):
        yield f"phase {story.part('#phase')}"
    if any(not story.screen.query_one(part).has_class(f"-{look.colour}") for part in PHASED):
        yield f"colour {story.screen.query_one('#phase').classes}"
    if f"{segment.step + 1} of 6" not in story.part("#place"):
        yield f"place {story.part('#place')}"
    if not story.digits():
        yield "no count"


async def test_egoscue_flow_leads_through_every_segment_to_the_summary(app: Opened) -> None:
    async with app(size=(100, 30)) as story:
        await story.press("2", "j", "enter")
        assert "Which side feels stiffer today?" in story.text
        await story.press("r")
        timeline = story.session._session.timeline
        steps = story.library.steps(story.library.routine("egoscue-flow"))
        assert timeline == story.library.timeline(steps, Side.RIGHT)
        began = story.clock.now
        for segment, start in zip(timeline.segments, timeline.starts, strict=True):
            await story.wait(began + start + segment.seconds / 2 - story.clock.now)
            assert not list(wrong(story, segment)), segment
            if segment.again:
                assert segment.side is Side.RIGHT
        assert {one.kind for one in timeline.segments} >= {
            SegmentKind.GET_READY,
            SegmentKind.WORK,
            SegmentKind.SWITCH,
        }
        assert any(segment.again for segment in timeline.segments)
        await story.wait(began + timeline.seconds - story.clock.now - 0.5)
        assert isinstance(story.screen, SessionScreen)
        await story.wait(0.5)
        assert isinstance(story.screen, SummaryScreen)
        assert "✓ Done. 10:13, 6 exercises." in story.text
        assert story.text.count("✓") == 7
        assert story.library.memory.turns == {"egoscue-flow": 1}
        await story.press("enter")
        assert isinstance(story.screen, RoutinesScreen)


async def test_what_comes_next_is_always_told(app: Opened) -> None:
    async with app() as story:
        await story.press("2", "j", "enter", "n")
        assert story.part("#next") == "Next right side · then left side"
        await story.press("d")
        assert story.part("#next") == "Next left side · then Knee drops, both"
        await story.press("n", "n", "n", "n", "n", "d")
        assert "6 of 6" in story.part("#place")
        assert story.part("#next") == "Next done"
        await story.press("d")
        assert isinstance(story.screen, SummaryScreen)
        assert "Done." in story.text
