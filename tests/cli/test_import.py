import json
from pathlib import Path

import pytest
from cli.conftest import Loosen
from foreign_sets import fed, wger

from loosen.services.library import Library
from loosen.storage.snapshot import Snapshot

NAME = "free-exercise-db"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "exercises.json"
    entries = [
        fed("Ham_Stretch"),
        fed("Back_Stretch", primaryMuscles=["lower back"], equipment="other"),
        fed("Quad_Lift", primaryMuscles=["quadriceps"], category="strength", force="push"),
        fed("Jump", category="plyometrics"),
        fed("Curl", primaryMuscles=["biceps"]),
    ]
    path.write_text(json.dumps(entries), encoding="utf-8")
    return path


@pytest.fixture
def library(library: Library) -> Library:
    """As the program has it: with what ships and what is imported."""
    library.snapshot = Snapshot(library.locations)
    return library


def ids(text: str) -> list[str]:
    return [line.split()[0] for line in text.splitlines()]


def kept(library: Library) -> Path:
    return library.locations.imported / f"{NAME}.json"


def listed(loosen: Loosen, library: Library, *options: str) -> list[str]:
    library.reload()
    return ids(loosen("list", "--source", NAME, *options).out)


def test_an_import_says_what_it_took_and_left_out_and_what_is_unknown(
    loosen: Loosen, file: Path, library: Library
) -> None:
    ran = loosen("import", str(file))
    assert (ran.code, ran.err) == (0, "")
    words = " ".join(ran.out.split())
    assert "Free Exercise DB: 3 added." in words
    assert "Left out, 2 in all:" in words
    assert "1 of a kind that is none of ours (plyometrics)" in words
    assert "1 for muscles that no area here stands for (biceps)" in words
    assert "The set does not say: start position, sides, cautions, equipment of 1." in words
    assert listed(loosen, library) == ["fed.quad-lift", "fed.back-stretch", "fed.ham-stretch"]


def test_the_same_file_again_writes_nothing(loosen: Loosen, file: Path, library: Library) -> None:
    loosen("import", str(file))
    before = kept(library).stat().st_mtime_ns
    ran = loosen("import", str(file), "--json")
    told = json.loads(ran.out)
    assert (told["added"], told["updated"], len(told["same"])) == ([], [], 3)
    assert told["written"] is False
    assert kept(library).stat().st_mtime_ns == before
    assert "3 as before" in loosen("import", str(file)).out


@pytest.mark.parametrize(
    ("options", "added"),
    [
        (["--area", "low-back"], {"fed.back-stretch"}),
        (["--area", "Low back", "--area", "hamstrings"], {"fed.back-stretch", "fed.ham-stretch"}),
        (["--area", "hips"], {"fed.quad-lift", "fed.back-stretch", "fed.ham-stretch"}),
        (["--kind", "stretching"], {"fed.back-stretch", "fed.ham-stretch"}),
        (["--kind", "strength"], {"fed.quad-lift"}),
    ],
)
def test_options_say_what_to_add(
    loosen: Loosen, file: Path, options: list[str], added: set[str]
) -> None:
    told = json.loads(loosen("import", str(file), *options, "--json").out)
    assert set(told["added"]) == added
    assert told["not_asked_for"] == 3 - len(added)


def test_an_unknown_word_gets_the_nearest_one(loosen: Loosen, file: Path) -> None:
    ran = loosen("import", str(file), "--area", "glute")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "did you mean “glutes”?" in ran.err


def test_a_dry_run_writes_nothing(loosen: Loosen, file: Path, library: Library) -> None:
    assert "would be 3 added" in loosen("import", str(file), "--dry-run").out
    assert not kept(library).exists()


def test_a_changed_file_brings_up_to_date_what_is_there(
    loosen: Loosen, file: Path, library: Library
) -> None:
    loosen("import", str(file), "--area", "low-back")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Stay a while.", "Stay."), encoding="utf-8")
    ran = loosen("import", str(file), "--area", "hamstrings")
    assert "1 added, 1 brought up to date." in ran.out
    library.reload()
    assert "Stay." in loosen("show", "fed.back-stretch").out


def test_a_file_that_is_none_is_one_line_and_leaves_what_was(
    loosen: Loosen, file: Path, library: Library
) -> None:
    loosen("import", str(file))
    before = kept(library).read_bytes()
    file.write_text("{", encoding="utf-8")
    ran = loosen("import", str(file))
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "exercises.json:1: is not JSON" in ran.err
    assert kept(library).read_bytes() == before


def test_a_damaged_set_is_told_beside_every_list_and_mended_by_an_import(
    loosen: Loosen, file: Path, library: Library
) -> None:
    loosen("import", str(file))
    kept(library).write_text("{", encoding="utf-8")
    library.reload()
    ran = loosen("list", "--area", "quads")
    assert (ran.code, ran.err.count("\n")) == (0, 1)
    assert "is damaged and left out (is not JSON)" in ran.err
    assert "was damaged; it is written anew" in loosen("import", str(file)).err
    assert len(listed(loosen, library)) == 3


def test_whose_it_is_stands_on_the_page_in_the_list_and_in_json(
    loosen: Loosen, file: Path, library: Library
) -> None:
    loosen("import", str(file))
    library.reload()
    page = " ".join(loosen("show", "fed.ham-stretch").out.split())
    for words in ("sides unknown", "Nobody has written down", "The Unlicense", "/Ham_Stretch.json"):
        assert words in page
    assert "Ham Stretch ↓" in loosen("list", "--source", NAME).out
    assert "↓" not in loosen("list", "--source", "loosen").out
    (first, *_) = json.loads(loosen("list", "--source", NAME, "--json").out)
    assert first["origin"] == "imported"
    assert first["attribution"]["licence"] == "The Unlicense (public domain)"
    assert (first["position"], first["sides"], first["cautions"]) == (None, None, None)
    assert json.loads(loosen("show", "pigeon-pose", "--json").out)["attribution"] is None


def test_what_is_unknown_passes_no_option_that_asks(
    loosen: Loosen, file: Path, library: Library
) -> None:
    loosen("import", str(file))
    assert listed(loosen, library, "--position", "supine") == []
    assert listed(loosen, library, "--avoid", "knee") == []
    assert listed(loosen, library, "--level", "gentle") == []
    assert len(listed(loosen, library, "--level", "moderate")) == 3


def test_articles_are_sources_too_and_an_unknown_one_gets_the_nearest(loosen: Loosen) -> None:
    assert "knee-to-chest-double" in ids(loosen("list", "--source", "wikihow").out)
    ran = loosen("list", "--source", "wikihwo")
    assert ran.code == 2
    assert "did you mean “wikihow”?" in ran.err
    assert "it is one of loosen, " in loosen("list", "--source", "zzz").err


def test_sets_are_listed_with_their_licences_and_taken_away(
    loosen: Loosen, file: Path, library: Library, tmp_path: Path
) -> None:
    assert "nothing is imported" in loosen("imports").err
    loosen("import", str(file))
    other = tmp_path / "wger.json"
    other.write_text(json.dumps({"next": None, "results": [wger()]}), encoding="utf-8")
    loosen("import", str(other))
    library.reload()
    lines = loosen("imports").out.splitlines()
    assert [line.split()[0] for line in lines] == [NAME, "wger"]
    assert "CC BY-SA 4.0" in lines[1]
    sets = json.loads(loosen("imports", "--json").out)
    assert [one["exercises"] for one in sets] == [3, 1]
    assert loosen("imports", "--remove", "wger").out == "wger is taken away\n"
    assert [one["name"] for one in json.loads(loosen("imports", "--json").out)] == [NAME]
    ran = loosen("imports", "--remove", "wgre")
    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_routines_that_need_what_is_taken_away_are_named(
    loosen: Loosen, file: Path, library: Library
) -> None:
    loosen("import", str(file))
    text = 'name = "Mine"\nsummary = "S"\n[[steps]]\nexercise = "fed.ham-stretch"\n'
    dose = 'dose = "30 s each side"\n'
    library.locations.routines.joinpath("mine.toml").write_text(text + dose, encoding="utf-8")
    library.locations.routines.joinpath("short.toml").unlink()
    library.reload()
    assert json.loads(loosen("routines", "--json").out)[0]["seconds"] > 60
    ran = loosen("imports", "--remove", NAME)
    assert "need what is gone: mine" in ran.err


def test_a_sheet_means_ours_where_an_imported_one_has_the_same_name(
    loosen: Loosen, library: Library, tmp_path: Path
) -> None:
    given, sheet = tmp_path / "given.json", tmp_path / "sheet.txt"
    given.write_text(
        json.dumps([fed("A", name="Childs Poses"), fed("B", name="Ham Stretch")]), encoding="utf-8"
    )
    loosen("import", str(given))
    library.reload()
    sheet.write_text("Child’s pose 60 s\nHam stretch 30 s each side\n", encoding="utf-8")
    ran = loosen("from-text", str(sheet), "--no-ask", "--name", "Both", "--save")
    assert ran.code == 0, ran.err
    library.reload()
    assert [step.exercise for step in library.routine("both").exercise_steps] == [
        "childs-pose",
        "fed.b",
    ]


def test_a_shared_routine_says_which_set_it_needs(
    loosen: Loosen, file: Path, library: Library
) -> None:
    assert loosen("import", str(file)).code == 0
    library.reload()
    text = 'name = "Mine"\nsummary = "S"\n[[steps]]\nexercise = "fed.ham-stretch"\n'
    library.locations.routines.joinpath("mine.toml").write_text(text, encoding="utf-8")
    library.reload()
    told = loosen("export", "mine")
    assert told.code == 0
    assert told.err.count(f"imported from {NAME} are not in the file") == 1
