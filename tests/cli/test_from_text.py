import io
import json
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cli.conftest import App, Loosen

from loosen.cli import asking
from loosen.cli.asking import Ask
from loosen.services.library import Library

SHEET = """For my hips

1. Bridge, 3 x 10, twice a day
2. Pigeon 30 s each side, twice a day (slowly)
"""
OPEN = """Bridge 3 x 10
Clamshell 10 each side x 2
"""
Answering = Callable[..., list[str]]


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[[str], str]:
    def written(text: str) -> str:
        path = tmp_path / "sheet.txt"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return written


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Lets a person at the terminal give answers in turn; what was asked comes back."""

    def answers(*typed: str) -> list[str]:
        left, asked = list(typed), list[str]()

        def ask(question: str) -> str | None:
            asked.append(question.strip())
            return left.pop(0) if left else None

        @contextmanager
        def terminal(*, piped: bool) -> Iterator[Ask | None]:
            asked.append("piped" if piped else "a file")
            yield ask

        monkeypatch.setattr(asking, "terminal", terminal)
        return asked

    return answers


Written = Callable[[str], str]


def test_a_sheet_becomes_a_routine_on_stdout(loosen: Loosen, sheet: Written) -> None:
    ran = loosen("from-text", sheet(SHEET))
    assert ran.code == 0
    assert tomllib.loads(ran.out) == {
        "name": "For my hips",
        "summary": "Read from a sheet.",
        "frequency": "2 a day",
        "steps": [
            {"exercise": "bridge", "dose": "10 reps x 3"},
            {"exercise": "pigeon", "dose": "30 s each side", "note": "slowly"},
        ],
    }


def test_what_was_read_is_told_line_by_line(loosen: Loosen, sheet: Written) -> None:
    ran = loosen(
        "from-text", sheet("Mine\n\nBridge 3 x 10, on a mat, each morning\nSquids 8 reps\n")
    )
    assert ran.err.splitlines() == [
        "1  Mine                                   → title",
        "3  Bridge 3 x 10, on a mat, each morning  → bridge, 10 reps x 3 (on a mat; every morning)",
        "4  Squids 8 reps                          → not placed: is not in the catalogue",
        '                                            “loosen new exercise "Squids"” adds it',
        "loosen: line 4: not placed; write another name, or --leave-out to go on without",
    ]
    assert (ran.code, ran.out) == (1, "")


def test_the_routine_printed_passes_the_check(
    loosen: Loosen, sheet: Written, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(loosen("from-text", sheet(SHEET)).out, encoding="utf-8")
    assert loosen("check", str(path)).code == 0


def test_lines_without_a_place_are_left_out_when_asked_for(loosen: Loosen, sheet: Written) -> None:
    ran = loosen("from-text", sheet(OPEN), "--leave-out")
    assert ran.code == 0
    assert [step["exercise"] for step in tomllib.loads(ran.out)["steps"]] == ["bridge"]
    assert "loosen: 1 exercise of 2 in “From a sheet”\n" in ran.err


def test_a_sheet_without_exercises_is_no_routine(loosen: Loosen, sheet: Written) -> None:
    ran = loosen("from-text", sheet("My plan\n\nStop if it hurts.\n"))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith("loosen: no exercise is placed, so that there is no routine\n")


def test_an_empty_sheet_is_no_routine(loosen: Loosen, sheet: Written) -> None:
    assert loosen("from-text", sheet("")).code == 1


def test_more_steps_than_a_routine_holds_are_refused(loosen: Loosen, sheet: Written) -> None:
    ran = loosen("from-text", sheet("Bridge 3 x 10\n" * 201))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith("loosen: a routine has at most 200 steps, and these are 201\n")


def test_a_kept_routine_runs_by_its_name(loosen: Loosen, sheet: Written, library: Library) -> None:
    ran = loosen("from-text", sheet(SHEET), "--save", "--name", "From the physio")
    assert (ran.code, ran.out) == (0, "")
    assert "loosen: kept as from-the-physio; “loosen run from-the-physio” starts it\n" in ran.err
    kept = library.routine("from-the-physio")
    assert (kept.name, str(kept.frequency), len(kept.steps)) == ("From the physio", "2 a day", 2)


def test_a_second_sheet_of_that_name_takes_another_file(loosen: Loosen, sheet: Written) -> None:
    first = loosen("from-text", sheet(SHEET), "--save")
    assert "kept as for-my-hips;" in first.err
    assert "kept as for-my-hips-2;" in loosen("from-text", sheet(SHEET), "--save").err


def test_run_opens_the_app_on_it(loosen: Loosen, sheet: Written, app: App) -> None:
    ran = loosen("from-text", sheet(SHEET), "--run")
    assert (ran.code, ran.out, app.opened) == (0, "", [("from-text", 1.0)])


def test_run_of_a_kept_one_opens_that(loosen: Loosen, sheet: Written, app: App) -> None:
    assert loosen("from-text", sheet(SHEET), "--run", "--save").code == 0
    assert app.opened == [("for-my-hips", 1.0)]


def test_json_tells_what_became_of_each_line(loosen: Loosen, sheet: Written) -> None:
    ran = loosen("from-text", sheet(OPEN), "--json")
    told = json.loads(ran.out)
    assert ran.code == 1
    assert (told["name"], told["frequency"], told["unplaced"]) == ("From a sheet", None, [2])
    assert told["routine"] is None
    assert told["lines"][0] == {
        "line": 1,
        "text": "Bridge 3 x 10",
        "fate": "placed",
        "said": "",
        "step": {"exercise": "bridge", "dose": "10 reps x 3"},
        "told": [],
        "near": [],
    }
    assert told["lines"][1]["said"] == "is not in the catalogue"


def test_json_of_a_whole_sheet_has_the_routine(loosen: Loosen, sheet: Written) -> None:
    told = json.loads(loosen("from-text", sheet(SHEET), "--json").out)
    assert told["routine"] == tomllib.loads(loosen("from-text", sheet(SHEET)).out)


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_a_pipe_is_read(loosen: Loosen, monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, SHEET.encode())
    ran = loosen("from-text", "-")
    assert ran.code == 0
    assert tomllib.loads(ran.out)["name"] == "For my hips"


def test_a_pipe_leaves_no_keyboard_for_the_app(
    loosen: Loosen, monkeypatch: pytest.MonkeyPatch, app: App
) -> None:
    piped(monkeypatch, SHEET.encode())
    ran = loosen("from-text", "-", "--run")
    assert (ran.code, app.opened) == (2, [])
    assert "use --save, then run it" in ran.err


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"%PDF-1.7\n", "is no plain text; copy the words out of it first"),
        (b"Bridge\x00 10\n", "is no plain text; copy the words out of it first"),
        (b"Bridge 3 x 10\nPigeon \xff\n", "is not UTF-8 text"),
        (b"x" * 70_000, "is larger than 64 KiB"),
        (b"\n" * 1001, "has more than 1000 lines"),
        (b"Bridge\n" + b"a" * 1001, "is longer than 1000 characters"),
    ],
)
def test_what_is_no_sheet_is_one_sentence(
    loosen: Loosen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: bytes, wrong: str
) -> None:
    path = tmp_path / "sheet"
    path.write_bytes(data)
    by_file = loosen("from-text", str(path))
    piped(monkeypatch, data)
    by_pipe = loosen("from-text", "-")
    for ran in (by_file, by_pipe):
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
        assert wrong in ran.err
    assert by_pipe.err.startswith("loosen: the sheet:")


def test_the_line_that_is_wrong_is_named(loosen: Loosen, tmp_path: Path) -> None:
    path = tmp_path / "sheet"
    path.write_bytes(b"Bridge\n" + b"a" * 1001)
    assert "sheet:2: is longer" in loosen("from-text", str(path)).err


def test_a_file_that_is_not_there_is_told(loosen: Loosen) -> None:
    ran = loosen("from-text", "nowhere.txt")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "nowhere.txt: cannot be read: No such file or directory" in ran.err


def test_what_would_steer_the_terminal_is_taken_out(loosen: Loosen, sheet: Written) -> None:
    ran = loosen(
        "from-text", sheet("Bridge\x1b[2J 3 x 10 (\x9bred\u202e)\nClam\x1bshell x 5\n"), "--no-ask"
    )
    shown = ran.err + ran.out
    assert not any(c in shown for c in "\x1b\x9b\u202e")


# Questions


def test_a_number_takes_one_of_those_offered(
    loosen: Loosen, sheet: Written, answering: Answering
) -> None:
    asked = answering("1", "")
    ran = loosen("from-text", sheet("Clams 10 each side x 2\nClam shell 8 each side\n"))
    assert asked[0] == "a file"
    assert "1  Clam (clam): 8 each side" in ran.err
    assert "   → clam, 8 each side" in ran.err
    steps = tomllib.loads(ran.out)["steps"]
    assert [s["dose"] for s in steps] == ["10 each side x 2", "8 each side"]


def test_enter_leaves_a_line_out(loosen: Loosen, sheet: Written, answering: Answering) -> None:
    asked = answering("", "")
    ran = loosen("from-text", sheet(OPEN))
    assert (ran.code, asked[1]) == (0, "s and a word to search, Enter to leave it out:")
    assert "2  Clamshell: it is not in the catalogue; “loosen new exercise" in ran.err
    assert "   → left out" in ran.err
    assert len(tomllib.loads(ran.out)["steps"]) == 1


def test_s_searches_the_catalogue(loosen: Loosen, sheet: Written, answering: Answering) -> None:
    answering("s", "qqq", "s lung", "7", "x", "1", "Mine")
    ran = loosen("from-text", sheet(OPEN))
    assert "Nothing has “qqq” in it." in ran.err
    assert ran.err.count("1  Kneeling lunge (lunge): 10 each side x 2") == 3
    plain = tomllib.loads(ran.out)
    assert (plain["name"], plain["steps"][1]["exercise"]) == ("Mine", "lunge")


def test_a_search_for_nothing_asks_again(
    loosen: Loosen, sheet: Written, answering: Answering
) -> None:
    answering("s", "", "", "")
    assert loosen("from-text", sheet(OPEN)).code == 0


@pytest.mark.parametrize(("typed", "dose"), [("", "30 s each side"), ("n", "30 s")])
def test_a_dose_without_a_side_is_asked_about(
    loosen: Loosen, sheet: Written, answering: Answering, typed: str, dose: str
) -> None:
    asked = answering(typed, "")
    ran = loosen("from-text", sheet("Pigeon pose, hold 30 s\n"))
    assert asked[1] == "“30 s” names no side. Is it for each side (Enter), or not (n)?"
    assert tomllib.loads(ran.out)["steps"] == [{"exercise": "pigeon", "dose": dose}]


def test_each_side_for_both_at_once_is_offered_without(
    loosen: Loosen, sheet: Written, answering: Answering
) -> None:
    answering("1", "")
    ran = loosen("from-text", sheet("Bridge 10 each side\n"))
    assert "it works both at once; write “10 reps”." in ran.err
    assert tomllib.loads(ran.out)["steps"] == [{"exercise": "bridge", "dose": "10 reps"}]


def test_the_name_is_asked_for_unless_it_is_given(
    loosen: Loosen, sheet: Written, answering: Answering
) -> None:
    asked = answering("From the physio")
    assert 'name = "From the physio"' in loosen("from-text", sheet(SHEET)).out
    assert asked[1:] == ["What is it called? Enter for “For my hips”:"]
    asked = answering()
    assert 'name = "Mine"' in loosen("from-text", sheet(SHEET), "--name", "Mine").out
    assert asked == ["a file"]


def test_where_the_answers_end_what_is_open_stays_open(
    loosen: Loosen, sheet: Written, answering: Answering
) -> None:
    answering()
    ran = loosen("from-text", sheet(OPEN))
    assert (ran.code, ran.out) == (1, "")


def test_no_ask_asks_nothing(loosen: Loosen, sheet: Written, answering: Answering) -> None:
    asked = answering("1")
    assert loosen("from-text", sheet(OPEN), "--no-ask").code == 1
    assert asked[1:] == []


def test_json_keeps_what_was_answered(loosen: Loosen, sheet: Written, answering: Answering) -> None:
    answering("s clam", "1", "")
    told = json.loads(loosen("from-text", sheet(OPEN), "--json").out)
    assert told["unplaced"] == []
    assert [line["said"] for line in told["lines"]] == ["", "answered"]
    assert told["lines"][1]["step"]["exercise"] == "clam"
