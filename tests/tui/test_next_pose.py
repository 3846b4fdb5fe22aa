"""Shortly before a pose ends, the next one is shown small, with its side and name."""

from pathlib import Path

import pytest
from builders import exercise, routine
from tui.drawn import solid_of
from tui.scenes import MIDDLE, NARROW
from tui.story import LARGE, SMALL, Opened, Size, Story, library_in, opened
from tui.weighing import weighed

from loosen.domain.catalogue import Catalogue
from loosen.domain.figure import Ink
from loosen.domain.session.view import State
from loosen.domain.settings import FigureStyle
from loosen.services.library import Library
from loosen.storage.snapshot import Snapshot
from loosen.tui.terminal.link import Link
from loosen.tui.widgets.next_pose import NextPose

FLOW = "egoscue-flow"
TWO = """name = "Two"
summary = "Two of them."
[[steps]]
exercise = "figure-four-supine"
dose = "20 s a side"
[[steps]]
exercise = "hip-crossover-stretch"
dose = "20 s a side"
"""
TITLE = "#coming"


@pytest.fixture
def two(tmp_path: Path) -> Library:
    """A library with a routine of two holds on both sides, called "two"."""
    return library_in(tmp_path, routines={"two": TWO})


def shows_next(story: Story) -> bool:
    """Whether the next pose is on the screen."""
    return story.session.query_one(NextPose).display


async def to_last_seconds(story: Story, seconds: int) -> None:
    """Go on with this phase until so many seconds are left of it."""
    await story.wait(story.session._session.view(story.clock.now).remaining - seconds)


@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE])
@pytest.mark.parametrize("style", [FigureStyle.SOLID, FigureStyle.DOTS, FigureStyle.ASCII])
async def test_the_last_five_seconds_of_a_hold_show_the_other_side_and_then_the_next_exercise(
    two: Library, size: Size, style: FigureStyle
) -> None:
    two.settings = two.settings.copy_with(figures=style)
    async with opened(two, size=size, start="two") as story:
        await story.press("d")
        await to_last_seconds(story, 6)
        assert not shows_next(story)
        await story.wait(1)
        assert story.part(TITLE) == "Next: LEFT side"
        lines = story.lines
        area = story.session.query_one(NextPose).figure.region
        assert any(line[area.x : area.right].strip() for line in lines[area.y : area.bottom])
        await story.wait(5)
        assert not shows_next(story), "the figure itself shows the other side now"
        await story.press("d")
        await to_last_seconds(story, 5)
        name = two.catalogue["hip-crossover-stretch"].name
        assert story.part(TITLE) == f"Next: RIGHT side · {name}"
        await story.press("d")
        assert not shows_next(story)


async def test_the_last_pose_has_none_after_it(two: Library) -> None:
    async with opened(two, size=MIDDLE, start="two") as story:
        for _ in range(7):
            await story.press("d")
        await to_last_seconds(story, 3)
        assert story.part("#next") == "Next done"
        assert not shows_next(story)


async def test_a_pause_keeps_it_and_ten_seconds_more_take_it_away(two: Library) -> None:
    async with opened(two, size=MIDDLE, start="two") as story:
        await story.press("d")
        await to_last_seconds(story, 4)
        await story.press("space")
        assert story.stands(State.PAUSED)
        assert shows_next(story)
        await story.press("plus")
        assert not shows_next(story)


async def test_where_there_is_no_room_or_no_figure_only_the_line_says_what_is_next(
    app: Opened, two: Library, library: Library
) -> None:
    async with opened(two, size=MIDDLE, start="two") as story:
        await story.press("d")
        await to_last_seconds(story, 4)
        for size in (NARROW, (60, 24), (100, 16)):
            await story.resize(*size)
            assert not shows_next(story)
            assert story.part("#next").startswith("Next left side")
        await story.resize(*MIDDLE)
        assert shows_next(story)
    none = exercise("one"), exercise("two")
    library.snapshot = Snapshot(library.locations, shipped=Catalogue(none))
    async with app(size=MIDDLE, start=routine("one", "two", slug="x")) as story:
        await story.press("d")
        await to_last_seconds(story, 3)
        assert not shows_next(story)


async def test_it_hides_no_more_of_the_working_limb_than_it_would_in_another_corner(
    two: Library,
) -> None:
    async with opened(two, size=LARGE, start="two") as story:
        await story.press("d")
        await to_last_seconds(story, 4)
        figure, pose = story.session.view.figure, story.session.query_one(NextPose)
        assert figure.region.contains_region(pose.region)
        cells = solid_of(figure).lines
        wide, high = pose.region.size
        hidden = {
            (x, y): sum(
                max(cell.front, cell.back) >= Ink.WORK_FAR
                for row in cells[y : y + high]
                for cell in row[x : x + wide]
            )
            for x in (0, figure.size.width - wide)
            for y in (0, figure.size.height - high)
        }
        place = pose.region.offset - figure.region.offset
        assert hidden[place.x, place.y] == min(hidden.values()) < max(hidden.values())


async def test_it_is_enlarged_and_back_with_the_figure(two: Library) -> None:
    async with opened(two, size=LARGE, start="two") as story:
        await story.press("d")
        await to_last_seconds(story, 4)
        small = story.session.query_one(NextPose).region
        await story.press("f")
        assert story.session.view.figure.region.contains_region(
            story.session.query_one(NextPose).region
        )
        await story.press("f")
        assert story.session.query_one(NextPose).region == small


@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE])
async def test_to_show_it_takes_no_more_bytes_than_a_second_may_have(
    two: Library, size: Size, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Link, "allows_frame", lambda _link: True)
    async with opened(two, size=size, start="two", rate=0.0) as story:
        await story.press("d")
        await to_last_seconds(story, 8)
        with weighed(story) as frames:
            spent = []
            for _ in range(8):
                frames.clear()
                await story.wait(1, looks=1)
                spent.append(sum(frames))
        assert max(spent[:-1]) <= 1_900
        assert sum(spent[:-1]) <= 7 * 1_900 / 3, "the last one is that of another phase"
