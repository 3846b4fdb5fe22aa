"""A person's own exercises in the plain-text face: like all others, and told apart."""

import json

import pytest
from cli.conftest import Loosen
from own_files import CALF, FIGURE, NIGHT, put

from loosen.services.library import Library


@pytest.fixture(autouse=True)
def _own(library: Library) -> None:
    put(library, "exercises", "wall-calf", CALF)


def test_the_list_marks_it_in_words(loosen: Loosen) -> None:
    lines = loosen("list").out.splitlines()
    assert [line.split("  ")[0] for line in lines if "· yours" in line] == ["wall-calf"]
    assert loosen("list", "--search", "calf").out.startswith("wall-calf")
    assert "wall-calf" in loosen("list", "--area", "hamstrings").out


def test_json_has_a_key_for_it(loosen: Loosen) -> None:
    origins = {one["id"]: one["origin"] for one in json.loads(loosen("list", "--json").out)}
    assert origins["wall-calf"] == "own"
    assert origins["bridge"] == "shipped"
    assert json.loads(loosen("show", "wall-calf", "--json").out)["origin"] == "own"


def test_its_page_claims_nothing(loosen: Loosen) -> None:
    out = loosen("show", "wall calf").out
    assert "wall-calf · yours · stretch" in out
    assert "This exercise is your own" in out


def test_it_is_drawn_once_it_has_a_figure(loosen: Loosen, library: Library) -> None:
    ran = loosen("figure", "wall-calf")
    assert (ran.code, ran.err) == (
        1,
        "loosen: there is no figure of “Wall calf”; “loosen check” may say why\n",
    )
    put(library, "figures", "wall-calf", FIGURE)
    assert "Hips a little up" in loosen("figure", "wall-calf", "--words").out


def test_it_can_be_composed_and_run(loosen: Loosen, library: Library) -> None:
    ran = loosen("compose", "--minutes", "5", "--include", "wall-calf", "--json")
    assert (ran.code, "wall-calf" in ran.out) == (0, True), ran.err
    put(library, "routines", "night", NIGHT)
    assert "2 exercises" in loosen("routines").out


def test_check_knows_every_sort_of_file(loosen: Loosen, library: Library) -> None:
    put(library, "exercises", "bad", CALF + 'figur = "x"\n')
    put(library, "figures", "wall-calf", FIGURE + "speed = 3\n")
    library.locations.settings.parent.mkdir(parents=True)
    library.locations.settings.write_text('[exercises]\nhidden = ["brigde"]\n')
    lines = loosen("check").out.splitlines()
    assert [line.partition(" ")[0] for line in lines] == [
        "~/data/loosen/exercises/bad.toml:8:",
        "~/data/loosen/figures/wall-calf.toml:4:",
        "~/config/loosen/config.toml:2:",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CALF.replace("standing", "stading"), "position: “stading”"),
        (FIGURE.replace("glute-bridge", "glute-brigde"), "like: names no figure that ships"),
        ("format = 3\n[routine]\n", "format: is 3, which"),
        (NIGHT.replace("bridge", "brigde"), "steps[2].exercise: “brigde”"),
    ],
)
def test_a_file_from_elsewhere_is_checked_as_what_its_keys_say(
    loosen: Loosen, library: Library, text: str, said: str
) -> None:
    path = library.locations.data / "elsewhere.toml"
    path.write_text(text, encoding="utf-8")
    assert said in loosen("check", str(path)).out


def test_one_that_is_left_out_is_told(loosen: Loosen, library: Library) -> None:
    put(library, "exercises", "bad", "name = 3\n")
    ran = loosen("list")
    assert (ran.code, "some of your exercises are left out" in ran.err) == (0, True)
    assert "bad" not in ran.out


def test_doctor_counts_what_is_wrong(loosen: Loosen, library: Library) -> None:
    put(library, "exercises", "bad", "name = 3\n")
    (line,) = [one for one in loosen("doctor").out.splitlines() if one.startswith("exercises")]
    assert line.endswith("7 problems")
