import stat
from pathlib import Path

import pytest
from cli.conftest import Loosen

from loosen.domain.exercise import Origin
from loosen.services.library import Library
from loosen.storage.locations import of_this_user

HERE = "~/data/loosen/exercises"


def fresh() -> Library:
    """A library as the next start of the program has it."""
    return Library(of_this_user())


def test_a_file_is_begun_and_its_place_is_said(loosen: Loosen, library: Library) -> None:
    ran = loosen("new", "exercise", "Wall calf [/] stretch")
    assert (ran.code, ran.out.splitlines()[0]) == (0, f"written: {HERE}/wall-calf-stretch.toml")
    assert fresh().catalogue["wall-calf-stretch"].name == "Wall calf [/] stretch"
    path = library.locations.exercises / "wall-calf-stretch.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert loosen("check", str(path)).out == "1 file checked, nothing wrong\n"


def test_nothing_is_written_over(loosen: Loosen, library: Library) -> None:
    loosen("new", "exercise", "Calf")
    path = library.locations.exercises / "calf.toml"
    path.write_text("mine")
    ran = loosen("new", "exercise", "calf")
    assert (ran.code, ran.err) == (
        1,
        f"loosen: {HERE}/calf.toml is there already, and stays as it is; choose another name\n",
    )
    assert path.read_text() == "mine"


def test_a_name_that_ships_is_taken_only_when_asked(loosen: Loosen, library: Library) -> None:
    ran = loosen("new", "exercise", "Clam")
    assert ran.code == 2
    assert "add --replace to put yours in its place" in ran.err
    assert loosen("new", "exercise", "Clam", "--replace").code == 0
    library.snapshot = library.snapshot.anew()
    assert library.catalogue["clam"].origin is Origin.OWN
    assert library.catalogue["clam"].steps == library.snapshot.shipped["clam"].steps
    ran = loosen("new", "exercise", "Nothing like it", "--replace")
    assert (ran.code, "leave --replace out" in ran.err) == (2, True)


def test_it_can_begin_as_another_one(loosen: Loosen, library: Library) -> None:
    assert loosen("new", "exercise", "My lunge", "--like", "lunge").code == 0
    library.snapshot = library.snapshot.anew()
    mine, lunge = library.catalogue["my-lunge"], library.catalogue["lunge"]
    assert (mine.steps, mine.cautions) == (lunge.steps, lunge.cautions)
    ran = loosen("new", "exercise", "Another", "--like", "lugne")
    assert (ran.code, "did you mean “lunge”?" in ran.err) == (2, True)


@pytest.mark.parametrize("name", ["", " \x1b", "n" * 81])
def test_what_is_no_name_is_refused(loosen: Loosen, name: str, tmp_path: Path) -> None:
    ran = loosen("new", "exercise", name)
    assert (ran.code, "a name has 1 to 80 characters" in ran.err) == (2, True)
    assert not list(tmp_path.rglob("exercises/*"))


def test_a_name_without_any_latin_letter_gets_a_file_too(loosen: Loosen) -> None:
    assert f"{HERE}/exercise.toml" in loosen("new", "exercise", "伸展").out
