import stat
from pathlib import Path

import pytest

from loosen.storage import files
from loosen.storage.problems import BadFile


def told(path: Path) -> str:
    with pytest.raises(BadFile) as bad:
        files.parse(files.read_text(path), path.name)
    return str(bad.value)


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_file_within_limits_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbfname = 'N'\r\n")
    assert files.parse(files.read_text(path), "a.toml") == {"name": "N"}


def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"#" * files.LARGEST_FILE)
    assert files.read_text(path)
    path.write_bytes(b"#" * (files.LARGEST_FILE + 1))
    assert told(path) == "~/a.toml: is larger than 256 KiB"


def test_bytes_that_are_no_text_are_placed(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"name = 'N'\nsummary = '\xff'\n")
    assert told(path) == "~/a.toml:2: is not UTF-8 text"


def test_a_line_that_is_too_long_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("\na = '" + "x" * files.LONGEST_LINE + "'\n", encoding="utf-8")
    assert told(path) == "a.toml:2: is longer than 4000 characters"


def test_nesting_that_is_too_deep_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("a = " + "[\n" * 3_000 + "]\n" * 3_000, encoding="utf-8")
    assert told(path) == "a.toml: is nested too deeply"


def test_a_folder_or_nothing_at_all_cannot_be_read(tmp_path: Path) -> None:
    assert told(tmp_path) == "~: cannot be read: Is a directory"
    assert told(tmp_path / "no.toml") == "~/no.toml: cannot be read: No such file or directory"


def test_a_folder_gives_its_own_toml_files_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    for name in ("b.toml", "a.toml", ".hidden.toml", "_draft.toml", "c.txt"):
        folder.joinpath(name).touch()
    folder.joinpath("sub.toml").mkdir()
    outside = tmp_path / "outside.toml"
    outside.touch()
    folder.joinpath("away.toml").symlink_to(outside)
    folder.joinpath("beside.toml").symlink_to(folder / "a.toml")
    names = [path.name for path in files.toml_files(folder)]
    assert names == ["a.toml", "away.toml", "b.toml", "beside.toml"]
    assert len(files.toml_files(folder, most=1)) == 1


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert files.toml_files(tmp_path / "none") == []


def test_a_written_file_is_private_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "memory.toml"
    files.write_toml(path, {"safety_seen": True, "turns": {"a": 1}})
    assert files.parse(path.read_text(encoding="utf-8"), "m") == {
        "safety_seen": True,
        "turns": {"a": 1},
    }
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert names_in(path.parent) == ["memory.toml"]


@pytest.mark.parametrize("failing", ["os.fsync", "pathlib.Path.replace"])
def test_a_write_that_fails_leaves_the_old_file_whole(
    failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "memory.toml"
    files.write_text(path, "old = 1\n")

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(failing, full)
    with pytest.raises(OSError, match="No space left"):
        files.write_text(path, "new = 2\n")
    assert path.read_text(encoding="utf-8") == "old = 1\n"
    assert names_in(tmp_path) == ["memory.toml"]


def test_writing_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    real, link = tmp_path / "dotfiles.toml", tmp_path / "config.toml"
    real.write_text("old = 1\n", encoding="utf-8")
    link.symlink_to(real)
    files.write_text(link, "new = 2\n")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new = 2\n"
