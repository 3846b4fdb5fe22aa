"""What opens stands at once: how often it is laid out and painted, beside a page of the toolkit alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from unittest.mock import patch

import pytest
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static
from tui.story import LARGE, Opened

from loosen.tui.breakpoints import size_classes
from loosen.tui.dialogs.keys import KeysDialog
from loosen.tui.terminal import opening

PAGES = {
    "an exercise": ("enter",),
    "its neighbour": ("enter", "right"),
    "the keys": ("question_mark",),
    "the safety page": ("exclamation_mark",),
    "the filters": ("f",),
    "routines": ("2",),
    "a routine": ("2", "o"),
}
LONG = "\n".join(f"line {n}" for n in range(90))


@dataclass
class Work:
    """How often screens were laid out, and how often one was painted."""

    layouts: int = 0
    paints: int = 0


@contextmanager
def counted() -> Iterator[Work]:
    """Count what is done to the screen in front."""
    work = Work()
    lay_out, display = Screen._refresh_layout, App._display

    def laid_out(screen: Screen[object], *args: object, **more: object) -> None:
        work.layouts += screen is screen.app.screen
        lay_out(screen, *args, **more)  # type: ignore[arg-type]  # as the toolkit calls it

    def displayed(app: App[object], screen: Screen[object], update: object) -> None:
        work.paints += update is not None and screen is app.screen
        display(app, screen, update)  # type: ignore[arg-type]  # as above

    with (
        patch.object(Screen, "_refresh_layout", laid_out),
        patch.object(App, "_display", displayed),
    ):
        yield work


class Page(Screen[None]):
    """The least that can be read: a text that scrolls."""

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(LONG)


async def bare() -> Work:
    """What the toolkit alone does to open that."""
    app: App[None] = App()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        with counted() as work:
            app.push_screen(Page())
            await pilot.pause()
            await pilot.pause()
            app.screen._on_timer_update()
            await pilot.pause()
        return work


@pytest.mark.parametrize("keys", PAGES.values(), ids=PAGES)
async def test_a_page_is_laid_out_and_painted_no_more_often_than_the_toolkits_least(
    app: Opened, keys: tuple[str, ...]
) -> None:
    least = await bare()
    assert least.layouts
    async with app(size=LARGE) as story:
        *before, last = keys
        await story.press(*before)
        with counted() as work:
            await story.app._press_keys([last])
            await story.settle(behind=False)
        assert 1 <= work.layouts <= least.layouts + 1
        assert 1 <= work.paints <= least.paints + 2


def test_a_sheet_is_read_once_and_again_only_for_other_colours() -> None:
    sheets = opening.stylesheet({"ink": "red"})
    assert isinstance(sheets, opening.KeptSheets)
    with patch("textual.css.stylesheet.parse", return_value=()) as read:
        for name in ("one", "two", "three"):
            sheets.add_source("Label { color: $ink; }", (name, ""))
            sheets.reparse()
            sheets.set_variables({"ink": "red"})
        assert read.call_count == 3
        sheets.set_variables({"ink": "blue"})
        sheets.reparse()
        assert read.call_count == 6


@pytest.mark.parametrize("size", [(39, 12), (60, 19), (110, 30), (200, 60)])
async def test_a_screen_has_the_classes_of_its_size_before_it_is_laid_out(
    app: Opened, size: tuple[int, int]
) -> None:
    async with app(size=size) as story:
        await story.press("question_mark")
        told = {name for name, has in size_classes(story.app.size).items() if has}
        assert len(told) == 2
        assert told <= story.screen.classes
        assert KeysDialog(()).classes >= told
