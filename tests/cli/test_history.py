"""What was done can be read by a therapist and taken to another machine."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from cli.conftest import Loosen
from histories import felt, rounds, session, step
from kept_sessions import NOON

from loosen.domain.answers import Answers, Harder, Pain, WayOn
from loosen.domain.body import Side
from loosen.services.library import Library
from loosen.storage.history_db import History


@pytest.fixture
def history(library: Library) -> History:
    """Two weeks: a pigeon that hurt and was left out once, a clam, a note with signs in it."""
    pigeon = step("pigeon", *rounds(12, side=Side.LEFT), *rounds(0, side=Side.RIGHT))
    pain = Pain(step=0, exercise="pigeon", side=Side.LEFT, at=20, seconds=12, way_on=WayOn.LEFT_OUT)
    clam = step("clam", *rounds(45, side=Side.LEFT), *rounds(30, side=Side.RIGHT))
    kept = History(library.locations.history)
    kept.add(
        session(1, pigeon, clam, at=NOON, days=-7, answers=felt(7, 5, pains=(pain,), morning="better")),
        session(2, step("pigeon", *rounds(0)), clam, at=NOON, days=-1,
                answers=felt(6, 3, note="a | b *c*", harder={1: Harder.LEFT})),
        session(3, clam, at=NOON, answers=Answers()),
    )  # fmt: skip
    return kept


REPORT = """\
2 weeks, 27 Apr 2026 to 4 May 2026
==================================
3 sessions, 3:57 in all.
Feelings, sides and notes are as said by the person; times are those of
loosen, the timer they used. No one has examined anything for this page.

Sessions a week
---------------
A session counts from a minute of work on, where it was finished, and where it
hurt, short or not.
Stiffness and pain are means before → after, from 0 to 10; in brackets, of how
many sessions.

week of  sessions  time  days it hurt  stiffness    pain
27 Apr   2         2:42  1             6.5 → 4 (2)  not said
4 May    1         1:15  0             not said     not said

Before and after
----------------
Stiffness 6.5 → 4 on average over 2 sessions.
Of 1 morning after: better 1, the same 0, worse 0.

Work by area, a week
--------------------
A mean of 1 week, the present one left out.
Work counts in full for an exercise's first areas and half for its others, so
areas add up to more than the clock.

area           a week  wanted
outer hip      2:30
deep rotators  0:12
glutes         0:12

Where it hurt
-------------
day     exercise  what was said
27 Apr  Pigeon    left side, 0:12 in, left it out

Left and right
--------------
Left 2:27, right 1:30 of work.
Felt harder: left 1.

exercise  felt harder
Clam      left 1

Exercises
---------
Left out is planned and not begun.

exercise  done     time  left out
Clam      3 times  3:45
Pigeon    once     0:12  1

Notes
-----
day    note
3 May  “a | b *c*”
"""


@pytest.mark.usefixtures("history")
def test_the_report_is_a_page_of_what_was_timed_and_said(loosen: Loosen) -> None:
    assert loosen("report", "--weeks", "2").out == REPORT


@pytest.mark.usefixtures("history")
def test_the_report_in_markdown_keeps_text_as_text(loosen: Loosen) -> None:
    out = loosen("report", "--weeks", "2", "--markdown").out
    assert out.startswith("# 2 weeks, 27 Apr 2026 to 4 May 2026\n\n3 sessions, 3:57 in all.\n")
    assert "\n| 3 May | “a \\| b \\*c\\*” |\n" in out
    assert "\n| day | exercise | what was said |\n| --- | --- | --- |\n" in out
    for row in re.findall(r"^\|.*\|$", out, re.MULTILINE):
        assert row.startswith("| ")


def test_a_report_of_nothing_says_so(loosen: Loosen) -> None:
    out = loosen("report").out
    assert out.startswith("6 weeks, 30 Mar 2026 to 4 May 2026\n")
    assert "There is no session in these weeks." in out
    assert loosen("report", "--weeks", "0").code == 2


@pytest.mark.usefixtures("history")
def test_the_history_can_be_listed_in_full(loosen: Loosen) -> None:
    out = loosen("history", "--detail", "--last", "2").out
    assert "Sun 3 May 2026, 12:00 · Short\n  1:15 of 10:00, finished\n  · Pigeon, not done\n" in out
    assert "“a | b *c*”" in out
    assert len(out.split("\n\n")) == 2
    assert loosen("history", "--text").out == loosen("history").out
    assert loosen("history", "--detail", "--csv").code == 2
    assert loosen("history", "--text", "--json").code == 2


def test_a_history_goes_out_and_in_again(loosen: Loosen, history: History, tmp_path: Path) -> None:
    file, kept = tmp_path / "away.jsonl", history.all()
    assert loosen("export", "--history", str(file)).out == "3 sessions written to ~/away.jsonl\n"
    assert file.stat().st_mode & 0o077 == 0
    assert loosen("export", "--history").out == file.read_text(encoding="utf-8")
    again = loosen("import-history", str(file))
    assert again.out == "0 sessions added, 0 updated, 3 already there\n"
    history.path.unlink()
    assert loosen("import-history", str(file)).out.startswith("3 sessions added, 0 updated")
    assert history.all() == kept
    history.remove(kept[0].id)
    counts = json.loads(loosen("import-history", str(file), "--json").out)
    assert counts == {"added": 1, "updated": 0, "same": 2}


@pytest.mark.usefixtures("history")
def test_a_history_comes_in_through_a_pipe(loosen: Loosen, monkeypatch: pytest.MonkeyPatch) -> None:
    out = loosen("export", "--history").out
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(out.encode())))
    assert loosen("import-history", "-").out == "0 sessions added, 0 updated, 3 already there\n"


def test_a_file_that_is_there_is_not_written_over(loosen: Loosen, tmp_path: Path) -> None:
    file = tmp_path / "mine.txt"
    file.write_text("mine", encoding="utf-8")
    ran = loosen("export", "--history", str(file))
    assert (ran.code, ran.out) == (1, "")
    assert "~/mine.txt is there already" in ran.err
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_bad_file_is_one_line_and_nothing_of_it_is_taken(
    loosen: Loosen, history: History, tmp_path: Path
) -> None:
    kept = history.all()
    good = loosen("export", "--history").out.splitlines()
    history.remove(kept[0].id)
    file = tmp_path / "bad.jsonl"
    file.write_text("\n".join([*good[:3], good[3][:-9]]), encoding="utf-8")
    ran = loosen("import-history", str(file))
    assert (ran.code, ran.out, ran.err) == (1, "", "loosen: ~/bad.jsonl:4: is not JSON\n")
    assert history.all() == kept[1:]
    missing = loosen("import-history", str(tmp_path / "none"))
    assert missing.err == "loosen: ~/none: cannot be read: No such file or directory\n"


def test_a_damaged_history_takes_nothing_in(
    loosen: Loosen, library: Library, history: History, tmp_path: Path
) -> None:
    file = tmp_path / "away.jsonl"
    loosen("export", "--history", str(file))
    history.path.write_bytes(b"damaged" * 1000)
    for command in (("import-history", str(file)), ("export", "--history"), ("report",)):
        ran = loosen(*command)
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert library.locations.history.read_bytes() == b"damaged" * 1000


def test_export_says_what_it_can_export(loosen: Loosen) -> None:
    assert loosen("export").code == 2


@pytest.mark.parametrize("module", ["loosen.cli.root", "loosen.tui.app"])
def test_who_does_not_look_back_does_not_wait_for_it(module: str) -> None:
    load = f"import sys, {module}; print(*(m for m in sys.modules if m.startswith('loosen.domain.stats')))"
    done = subprocess.run([sys.executable, "-c", load], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_commands_that_are_loaded_later_are_listed_and_mended_like_the_others(
    loosen: Loosen,
) -> None:
    out = loosen("--help").out
    for command in ("history", "report", "export", "import-history", "demo", "list"):
        assert re.search(rf"^  {command} +[A-Z]", out, re.MULTILINE)
    assert "did you mean “report”?" in loosen("reprot").err
