"""What ships and what is one's own are in one snapshot, and each keeps its place."""

import os
from pathlib import Path

import pytest
from builders import small_catalogue
from own_files import CALF, FIGURE, NIGHT, at_home, put

from loosen.domain.exercise import Origin
from loosen.storage.figures import load_figure
from loosen.storage.snapshot import joined


@pytest.fixture(autouse=True)
def _no_shipped_routines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loosen.storage.snapshot.shipped_routines", lambda: tmp_path / "nothing")


def said(home: Path, text: str, name: str = "wall-calf") -> list[str]:
    """What is said of an own exercise's file, without the file's name."""
    library = at_home(home)
    put(library, "exercises", name, text)
    found = library.snapshot.problems
    return [str(one).removeprefix(one.file).lstrip(":") for one in found]


def test_ones_own_stands_among_those_that_ship(tmp_path: Path) -> None:
    library = at_home(tmp_path, exercises_wall_calf=CALF, routines_night=NIGHT)
    assert library.catalogue["wall-calf"].origin is Origin.OWN
    assert len(library.catalogue) == 8
    assert library.exercise("wall calf").slug == "wall-calf"
    steps = library.steps(library.routine("night"))
    assert library.timeline(steps).seconds > 60
    assert library.snapshot.problems == ()


def test_a_name_that_ships_is_taken_over_only_by_saying_so(tmp_path: Path) -> None:
    line, *_ = said(tmp_path, CALF, "pigeon")
    assert line.startswith("1: replaces: “pigeon” is the name of an exercise that ships; write a")
    assert 'replaces = "pigeon"' in line
    library = at_home(tmp_path)
    assert library.catalogue["pigeon"].name == "Pigeon pose"
    put(library, "exercises", "pigeon", 'replaces = "pigeon"\n' + CALF)
    assert library.snapshot.problems == ()
    assert library.catalogue["pigeon"].name == "Wall calf"
    assert len(library.catalogue) == 7


def test_variants_of_what_is_replaced_still_run(tmp_path: Path) -> None:
    library = at_home(tmp_path, exercises_pigeon='replaces = "pigeon"\n' + CALF)
    assert library.catalogue["pigeon-on-the-back"].name == "Figure four"
    assert "pigeon-on-the-back" not in {one.slug for one in library.catalogue.records}


def test_a_variant_is_replaced_like_any_other(tmp_path: Path) -> None:
    library = at_home(tmp_path, exercises_pigeon_on_the_back=CALF)
    assert len(library.snapshot.problems) == 1
    put(library, "exercises", "pigeon-on-the-back", 'replaces = "pigeon-on-the-back"\n' + CALF)
    assert library.catalogue["pigeon-on-the-back"].name == "Wall calf"
    assert library.catalogue["pigeon"].variants == ()


@pytest.mark.parametrize("hidden", ["pigeon", "pigeon-on-the-back", "wall-calf"])
def test_what_is_hidden_is_in_no_list_and_runs_in_a_routine(tmp_path: Path, hidden: str) -> None:
    library = at_home(tmp_path, exercises_wall_calf=CALF)
    library.locations.settings.parent.mkdir(parents=True)
    library.locations.settings.write_text(f'[exercises]\nhidden = ["{hidden}"]\n')
    routine = f'name = "N"\nsummary = "S"\n[[steps]]\nexercise = "{hidden}"\n'
    library = at_home(tmp_path, routines_with=routine)
    assert hidden not in {one.slug for one in library.catalogue.records}
    assert library.snapshot.problems == ()
    assert [step.exercise for step in library.steps(library.routine("with"))] == [hidden]


def test_damaged_settings_hide_nothing(tmp_path: Path) -> None:
    library = at_home(tmp_path)
    library.locations.settings.parent.mkdir(parents=True)
    library.locations.settings.write_text("hidden = 3\n")
    assert len(library.catalogue) == 7


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (CALF + "dosis = 3\n", "dosis: is not a key here; write “dose”"),
        (CALF + "ours = []\n", "ours: is not a key here; write nothing instead"),
        (CALF + "[[doses]]\n", "doses: is not a key here; write a line “dose = …” instead"),
        (CALF + "[default]\n", "default: is not a key here; write a line “dose = …” at the top"),
        (CALF.replace("30 s each", "30 s ech"), "dose: “ech side” is not understood"),
        (CALF.replace("each", "none", 1), "dose: is for each side, but sides is “none”"),
        (CALF.replace("standing", "stading"), "position: “stading” is not one of the words"),
        (CALF.replace('steps = ["Lean in."]\n', ""), "steps: is missing"),
        (
            CALF + 'easier = ["brigde"]\n',
            "easier: “brigde” is not in the catalogue; write “bridge”",
        ),
        (
            CALF + 'figure = "glute-brigde"\n',
            "figure: there is no figure “glute-brigde”; write “gl",
        ),
        (
            CALF + 'replaces = "wall-calf"\n',
            "replaces: no exercise that ships is called “wall-calf”",
        ),
        (CALF + 'replaces = "other"\n', "replaces: is “other”, but the file is “wall-calf.toml”"),
    ],
)
def test_every_wrong_has_its_key_and_what_to_write(tmp_path: Path, text: str, words: str) -> None:
    (line,) = said(tmp_path, text)
    number, _, rest = line.partition(": ")
    assert rest.startswith(words) if number.isdigit() else line.lstrip(": ").startswith(words)


@pytest.mark.parametrize("beside", ['easier = ["gone"]\n', 'figure = "gone"\n'])
def test_what_is_wrong_beside_it_leaves_it_in(tmp_path: Path, beside: str) -> None:
    library = at_home(tmp_path, exercises_wall_calf=CALF + beside)
    assert len(library.snapshot.problems) == 1
    assert library.figure(library.catalogue["wall-calf"]) is None


def test_a_bad_file_is_left_out_and_the_rest_is_there(tmp_path: Path) -> None:
    library = at_home(tmp_path, exercises_bad="name = 3", exercises_wall_calf=CALF)
    assert set(library.snapshot.own) == {"wall-calf"}
    assert {one.file.rpartition("/")[2] for one in library.snapshot.problems} == {"bad.toml"}


# Figures


def test_a_figure_is_its_own_another_ones_or_none(tmp_path: Path) -> None:
    library = at_home(tmp_path, exercises_wall_calf=CALF)
    assert library.figure(library.catalogue["wall-calf"]) is None
    put(library, "exercises", "wall-calf", CALF + 'figure = "pigeon-pose"\n')
    assert library.figure(library.catalogue["wall-calf"]) is load_figure("pigeon-pose")
    put(library, "exercises", "wall-calf", CALF)
    put(library, "figures", "wall-calf", FIGURE)
    found = library.figure(library.catalogue["wall-calf"])
    assert found
    assert [station.words for station in found.stations][1] == "Hips a little up"
    assert library.figure(library.catalogue["wall-calf"]) is found, "read once"


def test_a_file_called_as_a_shipped_figure_changes_no_shipped_exercise(tmp_path: Path) -> None:
    library = at_home(tmp_path, figures_pigeon_pose=FIGURE)
    pigeon = small_catalogue()["pigeon"].copy_with(slug="pigeon-pose")
    assert library.figure(pigeon) is load_figure("pigeon-pose")


def test_a_figure_that_cannot_be_drawn_is_told_and_the_exercise_stays(tmp_path: Path) -> None:
    library = at_home(tmp_path, exercises_wall_calf=CALF, figures_wall_calf='like = "../../x"\n')
    assert library.figure(library.catalogue["wall-calf"]) is None
    (problem,) = library.snapshot.problems
    assert str(problem).endswith("wall-calf.toml:1: like: names no figure that ships")


# Changes


def test_a_snapshot_is_stale_once_a_file_changes_comes_or_goes(tmp_path: Path) -> None:
    library = at_home(tmp_path, exercises_wall_calf=CALF)
    path = library.locations.exercises / "wall-calf.toml"
    _ = library.snapshot.problems
    assert not library.snapshot.is_stale
    path.write_text(CALF.replace("Wall calf", "Calf"))
    assert library.snapshot.is_stale
    library.snapshot = library.snapshot.anew()
    assert library.catalogue["wall-calf"].name == "Calf"
    os.utime(path, (1, 1))
    assert library.snapshot.is_stale
    library.snapshot = library.snapshot.anew()
    assert "wall-calf" in library.catalogue
    path.unlink()
    assert library.snapshot.is_stale
    assert "wall-calf" in library.catalogue, "a snapshot never changes"
    assert "wall-calf" not in library.snapshot.anew().catalogue


def test_links_to_nowhere_and_folders_that_cannot_be_read_are_passed_by(tmp_path: Path) -> None:
    library = at_home(tmp_path, exercises_wall_calf=CALF)
    (library.locations.exercises / "lost.toml").symlink_to(tmp_path / "nowhere")
    library.locations.routines.write_text("no folder")
    assert not library.snapshot.is_stale
    assert set(library.snapshot.own) == {"wall-calf"}


def test_nothing_of_ones_own_leaves_what_ships_as_it_is() -> None:
    shipped = small_catalogue()
    assert joined(shipped, (), ()).exercises == shipped.exercises
