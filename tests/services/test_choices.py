"""A choice is one key and goes as it came; the file belongs to the person."""

from datetime import date
from pathlib import Path

import pytest
from builders import small_catalogue

from loosen.domain.settings import Liking, Settings
from loosen.services.check import check
from loosen.services.choices import set_kept_up, set_liking, toggle_keep_up, toggle_liking
from loosen.services.library import Library
from loosen.storage.files import read_record
from loosen.storage.locations import Locations

DAY = date(2026, 5, 4)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    places = Locations(tmp_path / "config", tmp_path / "data", tmp_path / "state")
    return Library(places, small_catalogue())


def written(library: Library) -> Settings:
    return read_record(Settings, library.locations.settings, slug=False)


def test_a_routine_is_taken_on_and_let_go_with_the_same_key(library: Library) -> None:
    toggle_keep_up(library, "egoscue-flow", DAY)
    toggle_keep_up(library, "desk-break", DAY)
    assert written(library).routines.keep_up == ("egoscue-flow", "desk-break")
    toggle_keep_up(library, "egoscue-flow", DAY)
    assert library.settings.routines.keep_up == ("desk-break",)
    assert written(library) == library.settings


def test_one_thing_is_thought_of_an_exercise_at_a_time(library: Library) -> None:
    toggle_liking(library, "bridge", Liking.LIKED, DAY)
    toggle_liking(library, "clam", Liking.LESS, DAY)
    toggle_liking(library, "bridge", Liking.NEVER, DAY)
    own = written(library).exercises
    assert (own.liked, own.less, own.never) == ((), ("clam",), ("bridge",))
    toggle_liking(library, "bridge", Liking.NEVER, DAY)
    assert written(library).exercises.liking("bridge") is None
    assert written(library).exercises.liking("clam") is Liking.LESS


def test_what_is_said_outright_holds_whatever_held_before(library: Library) -> None:
    for _ in range(2):
        set_liking(library, "bridge", Liking.NEVER, DAY)
        set_kept_up(library, "desk-break", DAY, kept=True)
        assert written(library).exercises.never == ("bridge",)
        assert written(library).routines.keep_up == ("desk-break",)
    for _ in range(2):
        set_liking(library, "bridge", None, DAY)
        set_kept_up(library, "desk-break", DAY, kept=False)
        assert written(library) == Settings()


def test_what_another_window_chose_meanwhile_stays_chosen(library: Library) -> None:
    other = Library(library.locations)
    assert other.settings == library.settings
    toggle_keep_up(other, "desk-break", DAY)
    toggle_liking(library, "bridge", Liking.LIKED, DAY)
    assert written(library).routines.keep_up == ("desk-break",)


def test_a_file_that_an_editor_has_half_written_is_kept_beside(library: Library) -> None:
    path = library.locations.settings
    path.parent.mkdir(parents=True)
    assert library.settings == Settings()
    path.write_text('theme = "', encoding="utf-8")
    kept = toggle_keep_up(library, "desk-break", DAY)
    assert kept is not None
    assert kept.read_text(encoding="utf-8") == 'theme = "'
    assert written(library).routines.keep_up == ("desk-break",)


def test_names_that_nothing_has_are_told_with_the_nearest_and_refuse_nothing(
    library: Library,
) -> None:
    path = library.locations.settings
    path.parent.mkdir(parents=True)
    text = '[exercises]\nnever = ["brigde", "clam"]\n[routines]\nkeep_up = ["desk-brake", "x"]\n'
    path.write_text(text, encoding="utf-8")
    problems = [str(one) for one in check(path, library.snapshot, library.locations)]
    assert [one.partition("config.toml:")[2] for one in problems][:1] == [
        "2: exercises.never: “brigde” is not in the catalogue; write “bridge”"
    ]
    assert problems[-1].endswith("4: routines.keep_up: no routine is called “x”")
