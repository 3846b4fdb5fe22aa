import errno
import os
from pathlib import Path

import pytest
from cli.conftest import SHORT, Loosen

from loosen.services.library import Library

EXAMPLES = "for example “10 reps x 3”, “30 s each side” or “8 breaths”"
BAD = """name = ""
summary = "S"
sumary = "S"
[[steps]]
exercise = "brigde"
dose = "10 rops"
[[steps]]
exercise = "bridge"
rest = -1
"""


def test_every_problem_of_every_file_is_a_line(loosen: Loosen, tmp_path: Path) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    one.write_text(BAD, encoding="utf-8")
    two.write_text('name = "x\n', encoding="utf-8")
    ran = loosen("check", str(one), str(two))
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "~/one.toml:1: name: is empty: write some text, or leave the key out",
        "~/one.toml:3: sumary: is not a key here; write “summary”",
        "~/one.toml:5: steps[1].exercise: “brigde” is not in the catalogue; write “bridge”",
        f"~/one.toml:6: steps[1].dose: “rops” is not understood; write {EXAMPLES}",
        "~/one.toml:9: steps[2].rest: -1 will not do; write 0 or more",
        "~/two.toml:1: is not TOML: illegal character '\\n'",
    ]


def test_without_a_file_ones_own_routines_and_settings_are_checked(
    loosen: Loosen, library: Library
) -> None:
    assert loosen("check").out == "1 file checked, nothing wrong\n"
    library.locations.settings.parent.mkdir(parents=True)
    library.locations.settings.write_text('theme = "loosen-dark"\n', encoding="utf-8")
    assert loosen("check").out == "2 files checked, nothing wrong\n"
    library.locations.settings.write_text("[pace]\nget_ready = 1\n", encoding="utf-8")
    library.locations.routines.joinpath("bad.toml").write_text('name = "x"', encoding="utf-8")
    ran = loosen("check")
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "~/data/loosen/routines/bad.toml: summary: is missing; write a line “summary = …”",
        "~/data/loosen/routines/bad.toml: steps: is missing; write a line “steps = …”",
        "~/config/loosen/config.toml:2: pace.get_ready: 1 will not do; write 3 or more",
    ]


def test_a_file_called_config_is_checked_as_settings(loosen: Loosen, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('stiffer_side = "left"\n', encoding="utf-8")
    assert loosen("check", str(path)).code == 0


def test_a_file_that_is_not_there_is_a_problem(loosen: Loosen, tmp_path: Path) -> None:
    ran = loosen("check", str(tmp_path / "none.toml"))
    assert (ran.code, ran.out) == (
        1,
        "~/none.toml: cannot be read: No such file or directory\n",
    )


def test_nothing_of_ones_own_is_nothing_to_check(loosen: Loosen, library: Library) -> None:
    library.locations.routines.joinpath("short.toml").unlink()
    ran = loosen("check")
    assert (ran.code, ran.out) == (
        0,
        "nothing to check: nothing of your own in ~/data/loosen\n",
    )


def test_good_files_are_counted(loosen: Loosen, tmp_path: Path) -> None:
    path = tmp_path / "fine.toml"
    path.write_text(SHORT, encoding="utf-8")
    ran = loosen("check", str(path), str(path))
    assert (ran.code, ran.out) == (0, "2 files checked, nothing wrong\n")


def test_names_in_the_settings_that_nothing_has_are_told_and_stop_nothing(
    loosen: Loosen, library: Library
) -> None:
    library.locations.settings.parent.mkdir(parents=True)
    text = '[exercises]\nnever = ["brigde"]\n[routines]\nkeep_up = ["shrot"]\n'
    library.locations.settings.write_text(text, encoding="utf-8")
    ran = loosen("check")
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "~/config/loosen/config.toml:2: exercises.never: “brigde” is not in the catalogue; write “bridge”",
        "~/config/loosen/config.toml:4: routines.keep_up: no routine is called “shrot”; write “short”",
    ]
    assert loosen("list").code == 0
    assert loosen("compose", "--minutes", "3", "--area", "glutes").code == 0


def test_a_frequency_that_is_none_gets_the_nearest_form(loosen: Loosen, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SHORT.replace("[[", 'frequency = "every mornin"\n[[', 1), encoding="utf-8")
    said = "“every mornin” is not how often; write “every morning”, and other words under “when”"
    assert loosen("check", str(path)).out == f"~/mine.toml:3: frequency: {said}\n"


def test_settings_in_a_folder_that_is_shut_are_told_and_the_rest_is_checked(
    loosen: Loosen, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut, stat = library.locations.config, os.stat
    library.locations.routines.joinpath("bad.toml").write_text(BAD, encoding="utf-8")

    def stat_here(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if shut in path.parents:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return stat(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", stat_here)
    ran = loosen("check")
    assert ran.code == 1
    assert ran.out.splitlines()[-1].startswith("~/config/loosen/config.toml: ")
    assert "~/data/loosen/routines/bad.toml:1: name: is empty" in ran.out
