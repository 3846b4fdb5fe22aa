"""One wrong line costs one setting, and a key of a newer version is kept."""

from datetime import date
from pathlib import Path

import pytest
from builders import small_catalogue
from kept_sessions import Home

from loosen.domain.body import Side
from loosen.domain.settings import MotionLevel, Settings
from loosen.services.library import Library
from loosen.storage.partial import merged, without_conflicts
from loosen.storage.problems import BadFile
from loosen.storage.settings_file import read_settings, write_settings

DAY = date(2026, 5, 4)
CONFLICT = """stiffer_side = "left"
<<<<<<< HEAD
motion = "off"
=======
motion = "reduced"
theme = "other"
>>>>>>> laptop
[week]
sessions = 5
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    home = Home(tmp_path)
    home.locations.settings.parent.mkdir(parents=True)
    return Library(home.locations, small_catalogue())


def given(library: Library, text: str) -> Settings:
    library.locations.settings.write_text(text, encoding="utf-8")
    return library.settings


UNKNOWN = {
    "a key": 'glow = true\nmotion = "off"\n',
    "a table": "[glow]\nhue = 3\n[week]\nsessions = 5\n",
    "a key in a table": 'motion = "off"\n[pace]\nwarm = 3\n',
    "a key two tables down": 'motion = "off"\n[week.minutes.glow]\nhue = 3\n',
    "a list of tables": 'motion = "off"\n[[glow]]\nhue = 1\n[[glow]]\nhue = 2\n',
}


@pytest.mark.parametrize("text", UNKNOWN.values(), ids=list(UNKNOWN))
def test_a_key_of_a_newer_version_costs_nothing(text: str, library: Library) -> None:
    settings = given(library, text)
    assert settings.motion is MotionLevel.OFF or settings.week.sessions == 5
    if "minutes" not in text:
        assert library.settings_problems == ()
        assert len(library.unknown_settings) == 1
    assert library.settings_with("avoid", "equipment", "exercises") == settings


@pytest.mark.parametrize("text", [t for n, t in UNKNOWN.items() if "two" not in n])
def test_a_key_of_a_newer_version_stays_when_the_file_is_rewritten(
    text: str, library: Library
) -> None:
    settings = given(library, text)
    path = library.locations.settings
    assert library.save_settings(settings.copy_with(theme="mine"), DAY) is None
    again = read_settings(path)
    assert again.value.theme == "mine"
    assert again.extra
    write_settings(path, again.value, DAY)
    assert read_settings(path).extra == again.extra
    assert [one.name for one in path.parent.iterdir()] == ["config.toml"]


WRONG = {
    "a wrong word": ('motion = "ful"\nstiffer_side = "left"\n', "motion"),
    "a wrong type": ('theme = 3\nstiffer_side = "left"\n', "theme"),
    "one of a list": ('avoid = ["kneelin"]\nstiffer_side = "left"\n', "avoid"),
    "out of range": ('stiffer_side = "left"\n[week]\nsessions = 99\n', "week"),
    "a table that is none": ('stiffer_side = "left"\npace = 3\n', "pace"),
    "two lists at once": (
        'stiffer_side = "left"\n[exercises]\nliked = ["clam"]\nnever = ["clam"]\n',
        "exercises",
    ),
}


@pytest.mark.parametrize(("text", "key"), WRONG.values(), ids=list(WRONG))
def test_a_wrong_setting_costs_itself_and_refuses_what_needs_it(
    text: str, key: str, library: Library
) -> None:
    settings = given(library, text)
    assert settings == Settings(stiffer_side=Side.LEFT)
    (problem,) = library.settings_problems
    assert (problem.key or "").startswith(key)
    assert library.settings_with("stiffer_side") == settings
    with pytest.raises(BadFile):
        library.settings_with(key)


def test_marks_of_an_unfinished_merge_leave_the_first_side(library: Library) -> None:
    settings = given(library, CONFLICT)
    assert (settings.motion, settings.week.sessions) == (MotionLevel.OFF, 5)
    assert settings.stiffer_side is Side.LEFT
    assert settings.theme == Settings().theme
    (problem,) = library.start_problems
    assert str(problem) == (
        "~/config/config.toml:2: has the marks of a merge that is not finished; the first side holds"
    )


def test_conflicts_in_the_form_with_a_base_and_cut_off_ones_are_read_too(library: Library) -> None:
    with_base = CONFLICT.replace("=======", "||||||| base\nmotion = 3\n=======")
    assert given(library, with_base).motion is MotionLevel.OFF
    text, problems = without_conflicts("<<<<<<< a\nx = 1\n", "n")
    assert (text, len(problems)) == ("\nx = 1\n", 1)
    twice = "<<<<<<< a\nx = 1\n=======\nx = 2\n>>>>>>> b\ny = 1\n" * 2
    text, problems = without_conflicts(twice, "n")
    assert text.split() == ["x", "=", "1", "y", "=", "1"] * 2
    assert [one.line for one in problems] == [1, 7]


def test_a_file_rewritten_over_something_wrong_is_kept_beside(library: Library) -> None:
    settings = given(library, CONFLICT)
    kept = library.save_settings(settings, DAY)
    assert kept is not None
    assert kept.read_text(encoding="utf-8") == CONFLICT


def test_a_file_that_is_no_toml_gives_the_defaults_and_refuses_what_needs_any(
    library: Library,
) -> None:
    assert given(library, "not = = toml\n") == Settings()
    assert len(library.start_problems) == 1
    with pytest.raises(BadFile, match="is not TOML"):
        library.settings_with("avoid")


def test_a_misspelt_key_is_told_and_goes_with_the_copy_that_is_kept(library: Library) -> None:
    settings = given(library, "theem = 3\n")
    assert [one.instead for one in library.settings_problems] == ["“theme”"]
    assert library.save_settings(settings, DAY) is not None
    assert "theem" not in library.locations.settings.read_text(encoding="utf-8")
    assert library.save_settings(settings, DAY) is None


def test_memory_of_a_newer_version_is_read_and_its_keys_stay(library: Library) -> None:
    path = library.locations.memory
    path.parent.mkdir(parents=True)
    path.write_text("safety_seen = true\nglow = 3\n", encoding="utf-8")
    assert library.memory.safety_seen
    library.remember_safety_seen()
    assert "glow = 3" in path.read_text(encoding="utf-8")


def test_what_is_known_goes_before_what_is_put_in() -> None:
    assert merged({"a": 1, "b": {"c": 1}}, {"a": 2, "b": {"c": 2, "d": 3}}) == {
        "a": 1,
        "b": {"c": 1, "d": 3},
    }
