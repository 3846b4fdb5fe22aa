"""The line of keys: what matters most stays at every width, and a pointer finds words and presses keys."""

import pytest
from tui.story import Opened, Story

from loosen.services.library import Library
from loosen.tui.dialogs.filters import FilterDialog
from loosen.tui.screens.catalogue import CatalogueScreen
from loosen.tui.widgets.keyline import KeyLine


def column_of(story: Story, words: str) -> int:
    """Where a key stands in the line."""
    return story.lines[story.the(KeyLine, "KeyLine").region.y].index(words)


async def test_a_click_presses_the_key_under_the_pointer_and_none_beside_it(app: Opened) -> None:
    async with app() as story:
        at = column_of(story, "f Filter")
        await story.click("KeyLine", at + len("f Filter"))
        assert isinstance(story.screen, CatalogueScreen)
        await story.click("KeyLine", at + len("f Filter") - 1)
        assert isinstance(story.screen, FilterDialog)


async def test_the_pointer_marks_a_key_and_has_its_words(app: Opened) -> None:
    async with app() as story:
        line = story.the(KeyLine, "KeyLine")
        await story.pilot.hover("KeyLine", offset=(column_of(story, "f Filter"), 0))
        assert line.tooltip == "Area, position, kind …"
        await story.pilot.hover("#exercises")
        await story.settle()
        assert line.tooltip is None


async def test_a_key_that_does_nothing_now_is_not_in_the_line_and_comes_with_what_it_needs(
    app: Opened,
) -> None:
    async with app(size=(120, 36)) as story:
        assert "m Routine" not in story.part("KeyLine")
        await story.press("space")
        assert "m Routine" in story.part("KeyLine")


PLACES: dict[str, tuple[str, ...]] = {
    "list": (),
    "routines": ("2",),
    "compose": ("3",),
    "plan": ("3", "tab"),
    "editor": ("2", "e"),
    "exercise": ("enter",),
    "progress": ("4",),
    "settings": (",",),
}
"""The keys that lead to a screen with a line of its own."""

KEPT = {
    ("list", 80): "open repeat begin_due search filters basket quit",
    ("list", 60): "open repeat begin_due search filters quit",
    ("list", 40): "open repeat begin_due search",
    ("routines", 80): "start open keep_up edit new copy delete quit",
    ("routines", 60): "start open edit new quit",
    ("routines", 40): "start open edit quit",
    ("compose", 80): "tick turn(False) other_pane run save",
    ("compose", 60): "tick turn(False) other_pane run",
    ("compose", 40): "tick turn(False) run",
    ("plan", 80): "other_pane look swap pin drop run save",
    ("plan", 60): "other_pane swap drop run save",
    ("plan", 40): "swap drop run",
    ("editor", 80): "screen.edit screen.add drop pick save run leave",
    ("editor", 60): "screen.edit screen.add drop save leave",
    ("editor", 40): "screen.edit screen.add save leave",
    ("exercise", 80): "try dismiss turn(-1) turn(1) basket",
    ("exercise", 60): "try dismiss",
    ("exercise", 40): "try",
    ("session", 80): "pause hurts step('next') step('done') less_time leave",
    ("session", 60): "pause hurts step('next') leave",
    ("session", 40): "pause hurts leave",
}


def shown(story: Story) -> list[str]:
    """The actions of the keys that are in the line, from left to right."""
    return [key.action for _, key in story.the(KeyLine, "KeyLine")._placed() if not key.holds]


async def held(story: Story, place: str, width: int) -> None:
    """The keys of a place at a width are those that matter, and each is whole."""
    await story.resize(width, 24 if width > 40 else 12)
    assert [action for action in shown(story) if action in KEPT[place, width].split()] == (
        KEPT[place, width].split()
    ), (place, width, shown(story))
    line = story.the(KeyLine, "KeyLine")
    text = story.lines[line.region.y].rstrip()
    for _, key in line._placed():
        assert f"{key.name} {key.words}" in text, (place, width)
    assert text.endswith("? Keys")


@pytest.mark.parametrize("width", [80, 60, 40])
async def test_the_keys_that_matter_most_stay_at_every_width(app: Opened, width: int) -> None:
    async with app() as story:
        for place in sorted({place for place, _ in KEPT} - {"session"}):
            await story.press(*PLACES[place])
            await held(story, place, width)
            await story.home()


@pytest.mark.parametrize("width", [80, 60, 40])
async def test_a_session_keeps_pause_pain_and_the_end(
    app: Opened, library: Library, width: int
) -> None:
    async with app(start=library.routine("desk-break")) as story:
        await held(story, "session", width)


async def test_a_key_comes_back_when_there_is_room_again(app: Opened) -> None:
    async with app(size=(120, 36)) as story:
        before = shown(story)
        await story.resize(40, 12)
        assert len(shown(story)) < len(before)
        await story.resize(120, 36)
        assert shown(story) == before


async def test_it_begins_in_the_column_in_which_the_header_begins(
    app: Opened, library: Library
) -> None:
    async with app(size=(100, 30)) as story:
        for keys in PLACES.values():
            await story.press(*keys)
            await begins_alike(story)
            await story.home()
    async with app(size=(100, 30), start=library.routine("desk-break")) as story:
        await begins_alike(story)


async def begins_alike(story: Story) -> None:
    """The first line and the line of keys begin in one column."""
    first, last = story.lines[0], story.lines[story.screen.query_one(KeyLine).region.y]
    assert len(first) - len(first.lstrip()) == len(last) - len(last.lstrip()), (first, last)
