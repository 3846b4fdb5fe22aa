from pathlib import Path

import pytest

from loosen.storage import locations


def test_a_persons_folders_follow_the_xdg_rules(tmp_path: Path) -> None:
    own = locations.of_this_user()
    assert own.settings == tmp_path / "config" / "loosen" / "config.toml"
    assert own.routines == tmp_path / "data" / "loosen" / "routines"
    assert own.memory == tmp_path / "state" / "loosen" / "memory.toml"


def test_looking_creates_nothing(tmp_path: Path) -> None:
    own = locations.of_this_user()
    assert not own.routines.exists()
    assert list(tmp_path.iterdir()) == []


def test_without_xdg_the_folders_are_in_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.delenv(f"XDG_{name}_HOME")
    own = locations.of_this_user()
    assert own.config == tmp_path / ".config" / "loosen"
    assert own.data == tmp_path / ".local" / "share" / "loosen"
    assert own.state == tmp_path / ".local" / "state" / "loosen"
    assert own.cache == tmp_path / ".cache" / "loosen"


@pytest.mark.parametrize("variable", [None, "/else/where"])
@pytest.mark.parametrize("home", ["/home/one", "/home/one/", "/"])
def test_the_short_way_finds_what_the_rules_of_the_system_say(
    variable: str | None, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", home)
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        if variable:
            monkeypatch.setenv(f"XDG_{name}_HOME", f"{variable}/{name}")
        else:
            monkeypatch.delenv(f"XDG_{name}_HOME")
    assert locations.of_this_user() == locations._by_platform()


def test_a_variable_that_is_no_whole_path_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "not/whole")
    assert locations.of_this_user().data == tmp_path / ".local" / "share" / "loosen"


def test_a_checkout_has_its_routines_beside_src(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locations, "PACKAGE", tmp_path / "src" / "loosen")
    tmp_path.joinpath("pyproject.toml").touch()
    assert locations.shipped_routines() == tmp_path / "routines"


def test_an_installed_package_has_its_routines_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "lib" / "loosen"
    monkeypatch.setattr(locations, "PACKAGE", package)
    assert locations.shipped_routines() == package / "routines"
    package.joinpath("routines").mkdir(parents=True)
    tmp_path.joinpath("pyproject.toml").touch()
    assert locations.shipped_routines() == package / "routines"


def test_the_routines_that_ship_are_found_here() -> None:
    assert locations.shipped_routines().joinpath("egoscue-flow.toml").is_file()
