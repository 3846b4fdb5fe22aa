"""Questions about a sheet, answered at a real terminal."""

import shlex
from pathlib import Path

import pytest
from terminal.conftest import RealHome
from terminal.pty_program import PtyProgram

pytestmark = pytest.mark.terminal

SHEET = "From Ana\n\nSingle knee hugs 3 x 10 s each side\nClamshell 3 x 10\n"


@pytest.fixture
def sheet(home: RealHome) -> Path:
    path = home.folder / "sheet.txt"
    path.write_text(SHEET, encoding="utf-8")
    return path


def answer(program: PtyProgram) -> None:
    program.shows("s and a word to search, Enter to leave it out:")
    program.press("\n")
    program.shows("→ left out")
    program.shows("What is it called? Enter for “From Ana”:")
    program.press("For my back\n")


def test_a_sheet_in_a_file_is_asked_about_and_kept(home: RealHome, sheet: Path) -> None:
    with home.on_pty("from-text", str(sheet), "--save") as program:
        answer(program)
        assert program.ends() == 0
    kept = (home.locations.routines / "for-my-back.toml").read_text(encoding="utf-8")
    assert "knee-to-chest-single" in kept


def test_a_sheet_from_a_pipe_leaves_the_keyboard_for_the_answers(
    home: RealHome, sheet: Path
) -> None:
    piped = f"cat {sheet} | {shlex.join(home.loosen('from-text', '-'))} > {home.folder}/mine.toml"
    with PtyProgram(["/bin/sh", "-c", piped], home.environment) as program:
        answer(program)
        assert program.ends() == 0
    mine = (home.folder / "mine.toml").read_text(encoding="utf-8")
    assert mine.startswith('name = "For my back"\n')


def test_ctrl_c_at_a_question_keeps_nothing(home: RealHome, sheet: Path) -> None:
    with home.on_pty("from-text", str(sheet), "--save") as program:
        program.shows("Enter to leave it out:")
        program.press("\x03")
        assert program.ends() == 130
    assert not (home.locations.routines / "from-ana.toml").exists()
