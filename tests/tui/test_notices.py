"""Notices are one line over the line of keys, and the next takes the place of the one before."""

import pytest
from tui.story import LARGE, SMALL, Size, opened

from loosen.services.library import Library


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_notice_is_one_line_over_the_keys_until_the_next_comes(
    library: Library, size: Size
) -> None:
    async with opened(library, size=size) as story:
        keys = story.lines[-1]
        story.app.notify("The first one.", markup=False)
        story.screen.notify("Deleted [one]. u brings it back.", markup=False)
        await story.settle()
        assert story.lines[-2].strip() == "Deleted [one]. u brings it back."
        assert story.lines[-1] == keys
        assert "The first one." not in story.text
        await story.press("3")
        assert "Deleted [one]." in story.lines[-2]


async def test_what_is_wrong_at_the_start_is_one_notice(library: Library) -> None:
    library.locations.settings.parent.mkdir(parents=True, exist_ok=True)
    library.locations.settings.write_text('theme = 3\nsecret = 1\nmotion = "x"\n', encoding="utf-8")
    del library.settings
    async with opened(library) as story:
        (notice,) = story.app._notifications
        assert "config.toml" in notice.message
        assert "more things: “loosen check” lists all." in notice.message
