"""The end of the app: what is typed with it, or comes after it, opens nothing and breaks nothing."""

from asyncio import sleep
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Size
from textual.screen import Screen
from tui.places import SPOTS, Spot
from tui.story import TODAY, library_in, opened

from loosen.services.demo import demo_library
from loosen.services.help_pages import topics
from loosen.tui.app import DEMO_ID
from loosen.tui.messages import (
    ChoicesChanged,
    FilesChanged,
    OpenExercise,
    OpenHelp,
    OpenRoutine,
    Place,
)
from loosen.tui.screens.catalogue import CatalogueScreen

TOGETHER = (
    "q2",
    "q3",
    "q4",
    "2q",
    "3Q",
    "4q",
    "q?",
    "q,",
    "q!",
    "qq",
    ",Q",
    "!Q",
    "3Q2",
    "\rQ",
    "q\r",
)
"""``Q`` stands for Ctrl+Q, which ends the app on every screen."""


def keys(text: str) -> list[events.Key]:
    """What the driver makes of characters."""
    long = {
        "Q": "ctrl+q",
        "?": "question_mark",
        ",": "comma",
        "!": "exclamation_mark",
        "\r": "enter",
    }
    return [events.Key(long.get(one, one), one) for one in text]


@pytest.mark.parametrize("text", TOGETHER)
async def test_keys_in_one_packet_with_the_end_break_nothing(text: str, tmp_path: Path) -> None:
    async with opened(library_in(tmp_path)) as story:
        for key in keys(text):
            story.app.post_message(key)
        await story.ends()
        assert story.app.return_code == 0


@pytest.mark.parametrize("text", TOGETHER)
async def test_keys_in_one_packet_with_the_end_of_the_demo_break_nothing(
    text: str, tmp_path: Path
) -> None:
    async with opened(demo_library(tmp_path, TODAY), demo=True) as story:
        for key in keys(text):
            story.app.post_message(key)
        await story.ends()
        assert story.app.return_code == 0


async def test_a_screen_that_the_demo_shows_as_it_ends_is_not_labelled_any_more(
    tmp_path: Path,
) -> None:
    async with opened(demo_library(tmp_path, TODAY), demo=True) as story:
        story.app.switch_mode(Place.ROUTINES)
        await story.settle()
        await story.app.screen.query(f"#{DEMO_ID}").remove()
        story.app.screen_change_signal.publish(story.app.screen)
        story.app.exit()
        await story.ends()
        assert story.app._exception is None


async def test_once_the_end_has_begun_no_key_opens_a_place(tmp_path: Path) -> None:
    async with opened(library_in(tmp_path)) as story:
        shown: list[Screen[object]] = []
        story.app.screen_change_signal.subscribe(story.app, shown.append)
        for key in keys("q2"):
            story.app.post_message(key)
        await story.ends()
        assert shown == []
        assert isinstance(story.app.screen_stack[-1], CatalogueScreen)


@pytest.mark.parametrize(
    "message",
    [OpenRoutine("desk-break"), OpenExercise("butterfly", ("butterfly",)), OpenHelp(topics()[0])],
    ids=lambda one: type(one).__name__,
)
async def test_what_is_asked_for_before_the_end_is_whole_before_it(
    message: OpenRoutine | OpenExercise | OpenHelp, tmp_path: Path
) -> None:
    async with opened(library_in(tmp_path)) as story:
        story.app.post_message(message)
        story.app.leave(143)
        await story.ends()
        assert story.app.return_code == 143


@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: spot.name)
async def test_what_was_to_be_done_later_is_left_undone_once_the_app_has_ended(
    spot: Spot, tmp_path: Path
) -> None:
    async with spot.reached(tmp_path) as story:
        for place in Place:
            story.app.switch_mode(place)
        await story.settle()
        for place in Place:
            for screen in story.app.get_screen_stack(place):
                size = Size(90, 28)
                screen.post_message(events.Resize(size, size))
                screen.post_message(FilesChanged())
                screen.post_message(ChoicesChanged())
        story.app.exit()
        await story.ends()
        for _ in range(50):
            await sleep(0)
