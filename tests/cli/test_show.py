import json
from collections.abc import Callable

import pytest
from builders import exercise
from cli.conftest import Loosen

from loosen.domain.catalogue import Catalogue
from loosen.services.library import Library
from loosen.storage.snapshot import Snapshot

PIGEON = """\
Pigeon pose
pigeon · stretch · one side to the end, then the other

A summary.

How
  1. Lie down.
  2. Pull.

Feel
  A pull.

Breathe
  Slowly.

Ask first, or take the easier way
  knee             kneeling, deep bend or twist loads a sore knee
  hip replacement  crosses, twists or bends an operated hip far

Variants
  Figure four  On the back.

Dose
  here          30 s a side. The article says so.
  stiffer side  2–3 rounds in all, an article’s rule

What it takes
  start        hands and knees, on a mat
  equipment    nothing; pillow if you like
  level        demanding
  areas        deep rotators · glutes
  also called  sleeping swan
"""


def test_an_entry_is_set_as_a_page(loosen: Loosen) -> None:
    ran = loosen("show", "pigeon")
    assert (ran.code, ran.out, ran.err) == (0, PIGEON, "")


@pytest.mark.parametrize("name", ["pigeon", "Pigeon pose", "PIGEON POSE"])
def test_an_exercise_is_found_by_its_id_or_name(loosen: Loosen, name: str) -> None:
    assert loosen("show", name).out == PIGEON


def test_a_variant_is_an_entry_that_says_of_what(loosen: Loosen) -> None:
    out = loosen("show", "pigeon-on-the-back").out
    assert "\na variant of Pigeon pose (pigeon)\n" in out
    assert "  what changes  On the back.\n" in out
    assert "  equipment  pillow\n" in out
    assert "  pregnancy " in out


@pytest.mark.parametrize(
    ("name", "near"), [("pigeom", "pigeon"), ("figure for", "pigeon-on-the-back")]
)
def test_an_unknown_exercise_gets_the_nearest_one(loosen: Loosen, name: str, near: str) -> None:
    ran = loosen("show", name)
    assert (ran.code, ran.out) == (2, "")
    said = f"loosen: no exercise or routine is called “{name}”; did you mean “{near}”?\n"
    assert ran.err == said


def test_a_name_like_no_other_is_sent_to_the_list(loosen: Loosen) -> None:
    hint = "; “loosen list” and “loosen routines” show them all\n"
    assert loosen("show", "qqqq").err.endswith(hint)


def test_escape_sequences_in_an_argument_do_not_reach_the_terminal(loosen: Loosen) -> None:
    assert "\x1b" not in loosen("show", "\x1b[31mred\x1b]0;title\x07").err


def test_json_is_the_whole_record(loosen: Loosen) -> None:
    found = json.loads(loosen("show", "pigeon", "--json").out)
    assert next(iter(found)) == "id"
    assert found["id"] == "pigeon"
    assert found["default"]["dose"] == "30 s each side"
    assert found["stiffer_side"] == {"rounds": "2-3", "source": "clinic"}
    assert found["variants"][0]["id"] == "pigeon-on-the-back"
    assert not {"slug"} & found.keys()


def test_what_is_ours_is_marked_instead_of_a_point(loosen: Loosen, library: Library) -> None:
    plain = exercise("plain", faults=["Holding the breath"], cues=["Slowly"], ours=["faults"])
    library.snapshot = Snapshot(library.locations, shipped=Catalogue([plain]))
    out = loosen("show", "plain").out
    assert "  ◦ Holding the breath\n" in out
    assert "  · Slowly\n" in out


def test_long_names_stand_above_what_they_name(loosen: Loosen, library: Library) -> None:
    variant = {"slug": "v", "name": "N" * 21, "source": "clinic", "change": "More."}
    alone = Catalogue([exercise("plain", variants=[variant])])
    library.snapshot = Snapshot(library.locations, shipped=alone)
    assert f"Variants\n  {'N' * 21}\n    More.\n" in loosen("show", "plain").out


def test_headings_are_bold_on_a_terminal_only(
    loosen: Loosen, on_terminal: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b" not in loosen("show", "pigeon").out
    on_terminal(100)
    assert "\x1b[1mPigeon pose\x1b[0m\n" in loosen("show", "pigeon").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert loosen("show", "pigeon").out == PIGEON


def test_a_narrow_terminal_gets_a_narrow_page(
    loosen: Loosen, on_terminal: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_terminal(44)
    monkeypatch.setenv("TERM", "dumb")
    assert max(map(len, loosen("show", "pigeon").out.splitlines())) <= 44


MORNING = """name = "Morning"
summary = "A few."
frequency = "daily"
when = "before coffee"
rules = ["Small is enough."]
ours = ["The order."]
[[steps]]
exercise = "bridge"
section = "On your back"
note = "Heels near."
[[steps]]
pick = 1
among = [{ exercise = "childs-pose" }, { exercise = "lunge" }]
section = "Then"
"""


@pytest.fixture
def morning(library: Library) -> None:
    path = library.locations.routines / "early.toml"
    path.write_text(MORNING, encoding="utf-8")


@pytest.mark.usefixtures("morning")
@pytest.mark.parametrize("name", ["early", "Morning", "MORNING"])
def test_a_routine_is_shown_with_all_that_is_written_in_it(loosen: Loosen, name: str) -> None:
    ran = loosen("show", name)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "Morning"
    assert lines[1].endswith(" · every day, before coffee")
    bridge = next(n for n, line in enumerate(lines) if line.startswith("1  Bridge"))
    assert lines[bridge - 1] == "On your back"
    assert lines[bridge + 1] == "    Heels near."
    assert lines[-5:] == [
        "lying, knees bent ▸ kneeling (1 change)",
        "Small is enough.",
        "Look for a mild pull or a light effort. Stop if pain turns sharp, shooting,",
        "pinching or stronger, or if anything tingles or goes numb.",
        "◦ The order.",
    ]


@pytest.mark.usefixtures("morning")
def test_json_of_a_routine_is_its_file_and_its_next_session(loosen: Loosen) -> None:
    found = json.loads(loosen("show", "early", "--json").out)
    assert next(iter(found)) == "id"
    assert (found["id"], found["name"], found["source"]) == ("early", "Morning", None)
    assert (found["frequency"], found["when"]) == ("every day", "before coffee")
    assert (found["rules"], found["ours"]) == (["Small is enough."], ["The order."])
    assert found["every_exercise"].startswith("Look for a mild pull")
    assert found["steps"][1]["pick"] == "1"
    first, second = found["next"]
    assert (first["exercise"], first["name"], first["dose"]) == (
        "bridge",
        "Bridge",
        "10-12 reps x 3",
    )
    assert (first["section"], first["note"]) == ("On your back", "Heels near.")
    assert second["exercise"] == "childs-pose"
    assert found["seconds"] == first["seconds"] + second["seconds"]


def test_a_name_of_an_exercise_and_a_routine_is_asked_about(
    loosen: Loosen, library: Library
) -> None:
    path = library.locations.routines / "pigeon.toml"
    path.write_text(MORNING, encoding="utf-8")
    ran = loosen("show", "pigeon")
    assert (ran.code, ran.out) == (2, "")
    said = (
        "“pigeon” is the name of several; type “pigeon --exercise” "
        "(exercise “Pigeon pose”, ships with loosen), or “pigeon --routine” (routine “Morning”, yours)"
    )
    assert ran.err.splitlines()[-1].endswith(said)
    assert loosen("show", "pigeon", "--exercise").out == PIGEON
    assert loosen("show", "pigeon", "--routine").out.startswith("Morning\n")


def test_a_routine_like_no_other_gets_the_nearest_one(loosen: Loosen) -> None:
    assert "did you mean “short”?" in loosen("show", "shrt").err
    only = loosen("show", "pigeon", "--routine").err
    assert "no routine is called “pigeon”" in only
