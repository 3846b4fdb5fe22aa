"""Every screen of the demo says that what is on it is made up."""

from pathlib import Path

from tui.stage import TODAY, library_in, on_stage

from loosen.storage.demo import furnished

LABEL = "demo · three made-up months; nothing here is yours, and nothing is kept"


async def test_every_screen_of_the_demo_says_so(tmp_path: Path) -> None:
    async with on_stage(furnished(tmp_path, TODAY), demo=True) as stage:
        await stage.settle()
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
            await stage.press(*keys.split())
            await stage.settle()
            assert stage.lines[0].strip() == LABEL, keys
        for width, height in ((40, 12), (120, 36)):
            await stage.resize(width, height)
            await stage.settle()
            assert stage.lines[0].strip().startswith("demo · three made-up months")


async def test_no_other_screen_does(tmp_path: Path) -> None:
    async with on_stage(library_in(tmp_path)) as stage:
        await stage.press("4")
        await stage.settle()
        assert "demo" not in stage.text
