import json
from collections.abc import Callable

import pytest
from cli.conftest import Loosen

from loosen.domain.settings import ExerciseSettings, Settings
from loosen.services.library import Library


def ids(text: str) -> list[str]:
    return [line.split()[0] for line in text.splitlines()]


def test_a_line_names_an_exercise_its_dose_start_and_areas(loosen: Loosen) -> None:
    assert loosen("list", "--area", "outer-hip").out == (
        "clam  Clam  10 a side × 2  lying on one side  outer hip\n"
    )


def test_all_exercises_are_listed_without_their_variants(loosen: Loosen, library: Library) -> None:
    assert ids(loosen("list").out) == list(library.catalogue)


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--position", "standing"], {"march"}),
        (["--position", "standing", "--position", "kneeling"], {"march", "childs-pose"}),
        (["--kind", "strength"], {"bridge", "clam"}),
        (["--kind", "strength", "--area", "Outer Hip"], {"clam"}),
        (["--equipment", "ball"], {"squeeze"}),
        (["--level", "gentle", "--area", "hip-flexors"], {"march", "lunge"}),
        (["--avoid", "knee", "--avoid", "balance", "--area", "hip-flexors"], set()),
        (["--search", "SWAN sleeping"], {"pigeon"}),
        (["--search", "pose", "--avoid", "knee"], {"childs-pose"}),
        (["--avoid", "knee", "--area", "deep-rotators"], {"pigeon-on-the-back"}),
        (["--equipment", "pillow", "--position", "supine"], {"pigeon-on-the-back"}),
    ],
)
def test_options_leave_only_what_fits(loosen: Loosen, options: list[str], found: set[str]) -> None:
    ran = loosen("list", *options)
    assert (ran.code, set(ids(ran.out))) == (0, found)


def test_that_nothing_fits_is_said_beside_an_empty_output(loosen: Loosen) -> None:
    ran = loosen("list", "--area", "quads", "--kind", "strength")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "loosen: no exercise fits all of that; leave one of the options out\n"


@pytest.mark.parametrize(
    ("option", "word", "near"),
    [
        ("--area", "glute", "glutes"),
        ("--position", "standin", "standing"),
        ("--kind", "stretch", "static-stretch"),
        ("--level", "gentel", "gentle"),
        ("--equipment", "bands", "band"),
        ("--avoid", "pregnant", "pregnancy"),
    ],
)
def test_an_unknown_word_gets_the_nearest_one(
    loosen: Loosen, option: str, word: str, near: str
) -> None:
    ran = loosen("list", option, word)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert option in ran.err
    assert f"“{word}” is no " in ran.err
    assert f"did you mean “{near}”?" in ran.err


def test_an_unknown_word_like_no_other_gets_all_of_them(loosen: Loosen) -> None:
    ran = loosen("list", "--level", "xyz")
    assert "it is one of gentle, moderate, demanding" in ran.err


def test_json_keeps_its_keys(loosen: Loosen) -> None:
    found = json.loads(loosen("list", "--json").out)
    assert list(found[0]) == [
        "id",
        "name",
        "origin",
        "kind",
        "position",
        "sides",
        "level",
        "summary",
        "dose",
        "areas",
        "equipment",
        "cautions",
        "attribution",
        "variants",
        "variant_of",
        "liking",
    ]
    pigeon = next(one for one in found if one["id"] == "pigeon")
    assert pigeon["areas"] == {"primary": ["deep-rotators", "glutes"], "secondary": []}
    assert pigeon["equipment"] == {"required": [], "optional": ["pillow"], "other": []}
    assert pigeon["cautions"] == {"ask_first": ["knee", "hip-replacement"], "avoid": []}
    assert pigeon["variant_of"] is None
    assert (pigeon["dose"], pigeon["variants"]) == ("30 s each side", ["pigeon-on-the-back"])


def test_json_of_a_variant_in_its_exercises_place_names_the_exercise(loosen: Loosen) -> None:
    (found,) = json.loads(
        loosen("list", "--json", "--avoid", "knee", "--area", "deep-rotators").out
    )
    assert (found["id"], found["variant_of"]) == ("pigeon-on-the-back", "pigeon")


def test_json_of_nothing_is_an_empty_list(loosen: Loosen) -> None:
    ran = loosen("list", "--json", "--search", "nothing like it")
    assert (ran.code, json.loads(ran.out), ran.err) == (0, [], "")


def test_json_is_utf_8_with_its_letters_as_they_are(loosen: Loosen) -> None:
    assert "Child’s pose" in loosen("list", "--json").out


def test_a_pipe_gets_whole_lines_without_a_heading(
    loosen: Loosen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    out = loosen("list").out
    assert "deep rotators · glutes\n" in out
    assert "NAME" not in out
    assert "\x1b" not in out


def test_a_terminal_gets_a_heading_and_lines_that_fit(
    loosen: Loosen, on_terminal: Callable[[int], None]
) -> None:
    on_terminal(40)
    lines = loosen("list").out.splitlines()
    assert lines[0].startswith("ID ")
    assert max(map(len, lines)) == 40
    assert any(line.endswith("…") for line in lines)


def test_what_is_liked_rather_not_and_never_is_said_and_can_be_asked_for(
    loosen: Loosen, library: Library
) -> None:
    own = ExerciseSettings(liked=("bridge",), less=("clam",), never=("lunge", "gone"))
    library.__dict__["settings"] = Settings(exercises=own)
    assert ids(loosen("list", "--liked").out) == ["bridge"]
    assert ids(loosen("list", "--less", "--never").out) == ["clam", "lunge"]
    assert "Clam · rather not" in loosen("list").out
    told = {one["id"]: one["liking"] for one in json.loads(loosen("list", "--json").out)}
    assert (told["bridge"], told["clam"], told["lunge"]) == ("liked", "less", "never")
    assert told["march"] is None


def test_settings_that_are_not_right_cost_the_list_its_likings_alone(
    loosen: Loosen, library: Library
) -> None:
    library.locations.settings.parent.mkdir(parents=True, exist_ok=True)
    library.locations.settings.write_text("exercises = 3", encoding="utf-8")
    del library.settings
    ran = loosen("list")
    assert (ran.code, ids(ran.out)) == (0, list(library.catalogue))
    assert ran.err.startswith("loosen: what you like is left out; “loosen check” says")
    assert all(one["liking"] is None for one in json.loads(loosen("list", "--json").out))


def test_what_is_liked_cannot_be_listed_where_the_settings_are_not_right(
    loosen: Loosen, library: Library
) -> None:
    library.locations.settings.parent.mkdir(parents=True, exist_ok=True)
    library.locations.settings.write_text("exercises = 3", encoding="utf-8")
    del library.settings
    ran = loosen("list", "--liked")
    assert (ran.code, ran.out) == (1, "")
    assert "config.toml" in ran.err
