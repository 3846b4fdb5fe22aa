"""Every screen of the demo says that what is on it is made up."""

from pathlib import Path

from tui.story import TODAY, library_in, opened

from loosen.services.demo import demo_library

LABEL = "demo · three made-up months; nothing here is yours, and nothing is kept"


async def test_every_screen_of_the_demo_says_so(tmp_path: Path) -> None:
    async with opened(demo_library(tmp_path, TODAY), demo=True) as story:
        await story.settle()
        for keys in (
            "",
            "2",
            "o",
            "3",
            "4",
            "exclamation_mark",
            "comma",
            "1",
            "enter",
            "r",
            "4",
            "q",
        ):
            await story.press(*keys.split())
            await story.settle()
            assert story.lines[0].strip() == LABEL, keys
        for width, height in ((40, 12), (120, 36)):
            await story.resize(width, height)
            await story.settle()
            assert story.lines[0].strip().startswith("demo · three made-up months")


async def test_no_other_screen_does(tmp_path: Path) -> None:
    async with opened(library_in(tmp_path)) as story:
        await story.press("4")
        await story.settle()
        assert "demo" not in story.text
