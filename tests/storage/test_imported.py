import json
from collections.abc import Callable
from pathlib import Path

import pytest
from foreign_sets import fed

from loosen.domain.composer.menu import menu_of
from loosen.domain.exercise import Exercise
from loosen.domain.pace import Pace
from loosen.services.check import check, own_files
from loosen.services.library import Library
from loosen.storage import imported
from loosen.storage.imported import Imported, ImportedSet, load, load_all, merged, path_of, save
from loosen.storage.importers.entries import tables
from loosen.storage.importers.reader import read
from loosen.storage.locations import Locations, of_this_user
from loosen.storage.problems import BadFile
from loosen.storage.snapshot import Snapshot

NAME = "free-exercise-db"
EXERCISE = """\
name = "Mine"
kind = "static-stretch"
position = "standing"
sides = "each"
dose = "30 s each side"
steps = ["Lean in."]
areas = { primary = ["hamstrings"] }
"""
SOURCE = tables().sets[NAME].source


def found(tmp_path: Path, *entries: object) -> dict[str, Exercise]:
    path = tmp_path / "given.json"
    path.write_text(json.dumps(entries), encoding="utf-8")
    return read(path).exercises


@pytest.fixture
def here() -> Locations:
    return of_this_user()


@pytest.fixture
def kept(tmp_path: Path, here: Locations) -> ImportedSet:
    exercises = found(tmp_path, fed("A_Stretch"), fed("B_Stretch"))
    one, _ = merged(None, SOURCE, exercises, exercises.keys())
    save(here, one)
    return one


def test_a_set_comes_back_as_it_was_kept(here: Locations, kept: ImportedSet) -> None:
    assert load(path_of(here, NAME)) == kept
    assert load_all(here).sets == (kept,)
    assert imported.names(here) == [NAME]


def test_without_a_folder_nothing_is_imported(here: Locations) -> None:
    assert load_all(here) == Imported()
    assert imported.names(here) == []
    assert not here.imported.exists()


def test_the_file_is_private(here: Locations, kept: ImportedSet) -> None:
    assert kept.exercises
    assert path_of(here, NAME).stat().st_mode & 0o077 == 0


def test_the_same_again_changes_nothing(tmp_path: Path, kept: ImportedSet) -> None:
    exercises = found(tmp_path, fed("A_Stretch"), fed("B_Stretch"))
    after, change = merged(kept, SOURCE, exercises, exercises.keys())
    assert after == kept
    assert not change.changes
    assert change.same == ("fed.a-stretch", "fed.b-stretch")


def test_what_is_there_is_updated_whatever_is_asked_for_and_what_is_gone_stays(
    tmp_path: Path, kept: ImportedSet
) -> None:
    exercises = found(tmp_path, fed("A_Stretch", name="Other"), fed("C_Stretch"), fed("D_Stretch"))
    after, change = merged(kept, SOURCE, exercises, {"fed.d-stretch"})
    assert (change.added, change.updated) == (("fed.d-stretch",), ("fed.a-stretch",))
    assert (change.same, change.kept) == ((), ("fed.b-stretch",))
    names = {exercise.slug: exercise.name for exercise in after.exercises}
    assert names == {
        "fed.a-stretch": "Other",
        "fed.b-stretch": "B Stretch",
        "fed.d-stretch": "D Stretch",
    }


def test_a_set_that_would_grow_too_large_is_refused(tmp_path: Path, kept: ImportedSet) -> None:
    some = found(tmp_path, fed("A_Stretch"))["fed.a-stretch"]
    many = {f"fed.x{n}": some.copy_with(slug=f"fed.x{n}") for n in range(5_000)}
    with pytest.raises(BadFile, match="at most 5000"):
        merged(kept, SOURCE, many, many.keys())


def test_a_set_is_taken_away_damaged_or_not(here: Locations, kept: ImportedSet) -> None:
    path_of(here, NAME).write_text(kept.source.title, encoding="utf-8")
    assert imported.remove(here, NAME)
    assert imported.names(here) == []
    assert not imported.remove(here, NAME)
    assert not imported.remove(here, "../../x")


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda _: "",
        lambda _: "[" * 100_000,
        lambda _: "[]",
        lambda _: "{}",
        lambda text: text.replace('"format":1', '"format":2'),
        lambda text: text.replace('"fed.a-stretch"', '"pigeon-pose"'),
        lambda text: text.replace('"kind":"static-stretch"', '"kind":7'),
        lambda text: text.replace('"fed.a-stretch"', '"../a"'),
        lambda text: text.replace('"position":null', '"position":"upside-down"'),
        lambda text: text.replace('"attribution":{', '"attribution":null,"x":{'),
        lambda text: text.encode() + b"\xff",
    ],
)
def test_a_damaged_file_gives_one_problem_and_ours_are_all_there(
    here: Locations, kept: ImportedSet, damage: Callable[[str], str | bytes]
) -> None:
    assert kept.exercises
    path = path_of(here, NAME)
    text = damage(path.read_text(encoding="utf-8"))
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    library = Library(here)
    assert len(library.catalogue) == 33
    (problem,) = library.snapshot.import_problems
    assert "is damaged and left out" in problem.wrong
    assert f"loosen imports --remove {NAME}" in problem.wrong


def test_an_unreadable_file_gives_one_problem(
    here: Locations, kept: ImportedSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kept.exercises
    monkeypatch.setattr(imported, "LARGEST", 10)
    assert "is larger than" in load_all(here).problems[0].wrong
    path_of(here, NAME).unlink()
    path_of(here, NAME).mkdir()
    assert "cannot be read" in load_all(here).problems[0].wrong


def test_the_library_joins_ours_and_theirs_and_knows_whose_they_are(
    here: Locations, kept: ImportedSet
) -> None:
    library = Library(here)
    assert library.snapshot.import_problems == ()
    slugs = list(library.catalogue)
    assert slugs[-2:] == [exercise.slug for exercise in kept.exercises]
    assert len(slugs) == 35
    assert library.catalogue.sources[NAME] == SOURCE
    assert library.exercise("A Stretch").slug == "fed.a-stretch"
    assert library.figure(library.catalogue["fed.a-stretch"]) is None
    imported.remove(here, NAME)
    library.reload()
    assert len(library.catalogue) == 33


def test_the_first_brief_asks_for_nothing_imported_and_what_is_then_asked_holds(
    here: Locations, kept: ImportedSet
) -> None:
    assert kept.exercises
    library = Library(here)
    assert library.brief.ours_only
    library.remember_brief(library.brief.copy_with(ours_only=False))
    assert not Library(here).brief.ours_only


def test_no_menu_has_a_stretch_of_unknown_sides_held_only_once(kept: ImportedSet) -> None:
    options = [option for one in kept.exercises for option in menu_of(one, Pace())]
    assert {str(option.dose) for option in options} == {"2 x 30 s"}


def test_the_check_of_all_own_files_looks_at_imports_too(
    here: Locations, kept: ImportedSet
) -> None:
    assert kept.exercises
    path = path_of(here, NAME)
    assert path in own_files(here)
    assert check(path, Library(here).snapshot, here) == ()
    path.write_text("{", encoding="utf-8")
    (problem,) = check(path, Library(here).snapshot, here)
    assert "is not JSON" in problem.wrong


def test_an_own_file_cannot_take_the_slug_of_an_imported_one(
    here: Locations, kept: ImportedSet
) -> None:
    path = here.exercises / "fed.a-stretch.toml"
    path.parent.mkdir(parents=True)
    path.write_text(EXERCISE, encoding="utf-8")
    snapshot = Library(here).snapshot
    assert snapshot.own == {}
    assert snapshot.catalogue["fed.a-stretch"] == kept.exercises[0]


def test_a_hidden_imported_exercise_is_not_listed_but_still_found(
    here: Locations, kept: ImportedSet
) -> None:
    catalogue = Snapshot(here, {"fed.a-stretch"}).catalogue
    assert "fed.a-stretch" not in list(catalogue)
    assert catalogue["fed.a-stretch"] == kept.exercises[0]
