import io
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from cli.conftest import SHORT, Loosen
from own_files import CALF, NIGHT, put

from loosen.services.library import Library


@pytest.fixture
def shared(loosen: Loosen, library: Library, tmp_path: Path) -> Path:
    """A routine with an exercise of its maker's own, as a file; here nothing is left of either."""
    put(library, "exercises", "wall-calf", CALF)
    put(library, "routines", "legs-at-night", NIGHT)
    path = tmp_path / "legs.toml"
    assert loosen("export", "Legs at night", "--output", str(path)).out == "written: ~/legs.toml\n"
    for kind, stem in (("exercises", "wall-calf"), ("routines", "legs-at-night")):
        (library.locations.data / kind / f"{stem}.toml").unlink()
    library.snapshot = library.snapshot.anew()
    return path


def answers(monkeypatch: pytest.MonkeyPatch, *, yes: bool) -> None:
    def answer(*_args: Any, **_options: Any) -> bool:
        return yes

    monkeypatch.setattr(click, "confirm", answer)


def test_what_a_file_brings_is_shown_before_it_is_asked(
    loosen: Loosen, library: Library, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, yes=False)
    ran = loosen("add", str(shared))
    assert (ran.code, ran.err) == (0, "loosen: nothing is added\n")
    assert ran.out.splitlines() == [
        "Legs at night",
        "2 exercises, 2:16: Two for the calves.",
        "",
        "1  Wall calf  30 s a side  in the file",
        "2  Bridge     10 reps",
        "",
        "It brings its maker’s own exercises; nobody here has checked them:",
        "  wall-calf: is added",
        "",
        "The routine “legs-at-night”: is added.",
    ]
    assert not list(library.locations.exercises.iterdir())


def test_agreed_to_it_is_there(
    loosen: Loosen, library: Library, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, yes=True)
    assert loosen("add", str(shared)).out.endswith("“loosen run legs-at-night” begins it.\n")
    library.snapshot = library.snapshot.anew()
    assert library.routine("legs-at-night").name == "Legs at night"
    again = loosen("add", str(shared), "--yes")
    assert (again.code, again.out.splitlines()[-1]) == (0, "Nothing to add.")
    assert "wall-calf: is there already, and the same" in again.out


def test_what_differs_stays_and_it_is_said(loosen: Loosen, library: Library, shared: Path) -> None:
    put(library, "exercises", "wall-calf", CALF.replace("Lean", "Do not lean"))
    put(library, "routines", "legs-at-night", SHORT)
    out = loosen("add", str(shared), "--yes").out
    stays = "another one is called so and stays; this one becomes"
    assert f"  wall-calf: {stays} “wall-calf-2”\n" in out
    assert out.endswith("Added: “loosen run legs-at-night-2” begins it.\n")
    assert (library.locations.routines / "legs-at-night.toml").read_text() == SHORT


def test_the_input_can_be_the_file(
    loosen: Loosen, library: Library, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def given() -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(shared.read_bytes())))

    given()
    ran = loosen("add", "-")
    assert (ran.code, "add --yes to agree" in ran.err) == (2, True)
    assert ran.out.startswith("Legs at night\n"), "what it would add is shown all the same"
    given()
    assert loosen("add", "-", "--yes").code == 0
    assert (library.locations.exercises / "wall-calf.toml").exists()


def test_what_is_wrong_with_a_file_is_told_line_by_line(
    loosen: Loosen, library: Library, shared: Path
) -> None:
    text = shared.read_text().replace("static-stretch", "\\u001b[2Jstretch")
    shared.write_text(text.replace("standing", "stading"))
    ran = loosen("add", str(shared), "--yes")
    assert (ran.code, ran.out) == (1, "")
    assert [line.partition(" is ")[0] for line in ran.err.splitlines()] == [
        "loosen: ~/legs.toml:18: exercises[1].kind: “[2Jstretch”",
        "loosen: ~/legs.toml:19: exercises[1].position: “stading”",
    ]
    assert not list(library.locations.exercises.iterdir())


def test_a_shared_file_is_printed_and_never_written_over(loosen: Loosen, tmp_path: Path) -> None:
    out = loosen("export", "short").out
    assert out.startswith("# A routine for loosen, with what it needs.")
    path = tmp_path / "short.toml"
    path.write_text("mine")
    ran = loosen("export", "short", "--output", str(path))
    assert (ran.code, ran.err) == (1, "loosen: ~/short.toml is there already\n")
    assert path.read_text() == "mine"
    assert loosen("export", "shrot").code == 2
