"""What the app writes is readable and reads back; what a person wrote is kept beside it."""

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from loosen.domain.body import Caution, Side
from loosen.domain.pace import Pace
from loosen.domain.settings import CueSettings, Settings
from loosen.storage.files import read_record
from loosen.storage.settings_file import has_comment, settings_text, write_settings

DAY = date(2026, 5, 4)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "config.toml"


def test_what_is_written_reads_back_and_writing_it_again_changes_nothing(path: Path) -> None:
    settings = Settings(
        stiffer_side=Side.LEFT,
        avoid=(Caution.KNEE,),
        pace=Pace(get_ready=20, slow_transitions=True),
        cues=CueSettings(notify="osc9"),
        keys={"session.pause": "p,space"},
    )
    assert write_settings(path, settings, DAY) is None
    text = path.read_text()
    assert read_record(Settings, path, slug=False) == settings
    assert write_settings(path, settings, DAY) is None
    assert path.read_text() == text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_order_is_the_one_they_are_declared_in_and_tables_come_last() -> None:
    text = settings_text(Settings(stiffer_side=Side.RIGHT))
    places = [text.index(key) for key in ("stiffer_side", "equipment", "theme", "[pace]", "[cues]")]
    assert places == sorted(places)
    assert "get_ready = 8" in text


def test_a_file_with_comments_is_kept_beside_once_and_nothing_is_overwritten(path: Path) -> None:
    mine = '# my settings\ntheme = "nord"\n'
    path.parent.mkdir()
    path.write_text(mine)
    kept = write_settings(path, Settings(theme="gruvbox"), DAY)
    assert kept == path.with_name("config.toml.before-2026-05-04")
    assert kept.read_text() == mine
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert write_settings(path, Settings(), DAY) is None
    path.write_text('theme = "nord" # again\n')
    again = write_settings(path, Settings(), DAY)
    assert again == path.with_name("config.toml.before-2026-05-04-2")
    assert kept.read_text() == mine


def test_a_file_that_is_not_right_is_kept_beside(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("theem = 3\n")
    kept = write_settings(path, Settings(), DAY)
    assert kept is not None
    assert kept.read_text() == "theem = 3\n"


def test_where_no_copy_can_be_made_the_file_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir()
    path.write_text("# mine\n")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("loosen.storage.files.read_bytes", refuse)
    with pytest.raises(OSError, match="No space"):
        write_settings(path, Settings(), DAY)
    assert path.read_text() == "# mine\n"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ('theme = "a # b"', False),
        ("theme = 'a # b'", False),
        ('theme = "a \\" # b"', False),
        ('theme = """a\n # b"""', False),
        ("theme = '''a\n # b'''", False),
        ("theme = 'a' # b", True),
        ("# b", True),
        ("[keys]\n'#' = 'x'", False),
        ("", False),
    ],
)
def test_a_comment_is_told_from_a_text(text: str, comment: bool) -> None:
    assert has_comment(text) is comment
