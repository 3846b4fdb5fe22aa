"""The settings: turned by keyboard, in force at once, written when left, never over comments."""

from tui.story import LARGE, opened

from loosen.domain.body import Side
from loosen.services.library import Library
from loosen.storage.locations import of_this_user


async def test_what_is_turned_is_written_when_the_screen_is_left(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await story.press("comma", "right", *"jjj", "right", "right")
        assert not library.locations.settings.exists()
        await story.press("escape")
    again = Library(of_this_user()).settings
    assert again.stiffer_side is Side.LEFT
    assert again.pace.get_ready == 10


async def test_undo_takes_everything_back(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await story.press("comma", "right", "u", "escape")
    assert not library.locations.settings.exists()


async def test_a_theme_shows_at_once(library: Library) -> None:
    async with opened(library, size=LARGE) as story:
        await story.press("comma", *["right_curly_bracket"] * 5, "j")
        assert "theme" in story.line_with("theme")
        await story.press("right")
        assert story.app.theme == "loosen-light"
        await story.press("u")
        assert story.app.theme == "loosen-dark"


async def test_a_file_with_comments_is_kept_beside_and_told(library: Library) -> None:
    own = library.locations.settings
    own.parent.mkdir(parents=True)
    own.write_text("# mine\nmotion = 'off'\n", encoding="utf-8")
    async with opened(library, size=LARGE) as story:
        await story.press("comma", "right", "escape")
        (told,) = story.app._notifications
        assert "is kept as" in told.message
    (kept,) = own.parent.glob("config.toml.before-*")
    assert kept.read_text(encoding="utf-8").startswith("# mine")
