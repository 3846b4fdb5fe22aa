"""The settings: turned by keyboard, in force at once, written when left, never over comments."""

from tui.stage import LARGE, on_stage

from loosen.domain.body import Side
from loosen.storage.library import Library
from loosen.storage.locations import of_this_user


async def test_what_is_turned_is_written_when_the_screen_is_left(library: Library) -> None:
    async with on_stage(library, LARGE) as stage:
        await stage.press("comma", "right", "j", "right", "right")
        assert not library.locations.settings.exists()
        await stage.press("escape")
    again = Library(of_this_user()).settings
    assert again.stiffer_side is Side.LEFT
    assert again.pace.get_ready == 10


async def test_undo_takes_everything_back(library: Library) -> None:
    async with on_stage(library, LARGE) as stage:
        await stage.press("comma", "right", "u", "escape")
    assert not library.locations.settings.exists()


async def test_a_theme_shows_at_once(library: Library) -> None:
    async with on_stage(library, LARGE) as stage:
        await stage.press("comma", *["j"] * 14)
        assert "theme" in stage.line_with("theme")
        await stage.press("right")
        assert stage.app.theme == "loosen-light"
        await stage.press("u")
        assert stage.app.theme == "loosen-dark"


async def test_a_file_with_comments_is_kept_beside_and_told(library: Library) -> None:
    own = library.locations.settings
    own.parent.mkdir(parents=True)
    own.write_text("# mine\nmotion = 'off'\n", encoding="utf-8")
    async with on_stage(library, LARGE) as stage:
        await stage.press("comma", "right", "escape")
        (told,) = stage.app._notifications
        assert "is kept as" in told.message
    (kept,) = own.parent.glob("config.toml.before-*")
    assert kept.read_text(encoding="utf-8").startswith("# mine")
