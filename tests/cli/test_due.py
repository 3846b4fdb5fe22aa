"""What is due on the command line: quiet in a prompt, exact in a script."""

import json
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from builders import timeline
from cli.conftest import Loosen
from conftest import FakeClock
from kept_sessions import NOON, run

from loosen.cli.prompt import answer
from loosen.cli.runtime import Launch, Runtime
from loosen.domain.due import DueState
from loosen.services.library import Library
from loosen.services.sessions import Sessions


def keep_up(library: Library, *slugs: str) -> None:
    library.locations.settings.parent.mkdir(parents=True, exist_ok=True)
    library.locations.settings.write_text(
        f"[routines]\nkeep_up = {json.dumps(slugs)}\n", encoding="utf-8"
    )
    library.__dict__.pop("settings", None)


def own(library: Library, slug: str, frequency: str) -> None:
    head = f'name = "{slug.title()}"\nsummary = "S"\nfrequency = "{frequency}"\n'
    text = f'{head}[[steps]]\nexercise = "bridge"\n'
    library.locations.routines.joinpath(f"{slug}.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def kept(library: Library) -> Library:
    """Two routines that are kept up: one for every day, one for the evening."""
    own(library, "daily", "every day")
    own(library, "late", "every evening")
    keep_up(library, "late", "daily")
    return library


def sit(library: Library, clock: FakeClock, slug: str, ago: timedelta) -> None:
    sessions = Sessions(library, lambda: NOON - ago)
    recorder = sessions.begin(timeline("bridge"), slug, slug.title())
    recorder.note(recorder.session.start(clock.now))
    run(recorder, clock, 10_000)


def test_the_first_that_is_due_is_a_line(loosen: Loosen, kept: Library) -> None:
    ran = loosen("due")
    assert (ran.code, ran.out, ran.err) == (0, "Daily · 3 min\n", "")
    own(kept, "late", "every morning")
    assert loosen("due").out == "Late · 3 min, and 1 more\n"


def test_when_all_is_done_there_is_no_line_and_code_1(
    loosen: Loosen, kept: Library, clock: FakeClock
) -> None:
    sit(kept, clock, "daily", timedelta(hours=2))
    ran = loosen("due")
    assert (ran.code, ran.out, ran.err) == (1, "", "")


def test_all_says_how_each_stands(loosen: Loosen, kept: Library, clock: FakeClock) -> None:
    sit(kept, clock, "daily", timedelta(days=3))
    ran = loosen("due", "--all")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "late   Late   from 17:00  last never",
        "daily  Daily  due         last 3 days ago",
    ]


def test_a_format_fills_its_places(loosen: Loosen, kept: Library, clock: FakeClock) -> None:
    sit(kept, clock, "daily", timedelta(days=1))
    form = "{id}|{name}|{minutes}|{last}|{count}/{asked}|{often}|{why}|{due}|{{}}"
    assert loosen("due", "--format", form).out == (
        "daily|Daily|3|yesterday|0/1|every day|due|1|{}\n"
    )
    assert loosen("due", "--format", "{id} {why}", "--all").out.splitlines() == [
        "late from 17:00",
        "daily due",
    ]
    assert loosen("due", "--format", "move").out == "move\n"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("{nam}", "“{nam}” has no meaning; did you mean {name}?"),
        ("{}", "“{}” has no meaning; there are name, id"),
        ("{name.__class__}", "has no meaning"),
        ("{name!r}", "has no meaning"),
        ("{name:>5000000}", "has no meaning"),
        ("{name", "a brace is not closed; for a brace itself write two"),
        ("name}", "a brace is not closed"),
    ],
)
def test_a_format_that_cannot_be_is_one_line_and_code_2(
    loosen: Loosen, kept: Library, form: str, said: str
) -> None:
    ran = loosen("due", "--format", form)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err
    assert kept.locations.settings.exists()


def test_json_keeps_its_keys(loosen: Loosen, kept: Library, clock: FakeClock) -> None:
    assert kept.settings.routines.keep_up
    (due,) = json.loads(loosen("due", "--json").out)
    assert due.pop("seconds") > 60
    assert due == {
        "id": "daily",
        "name": "Daily",
        "due": True,
        "why": "due",
        "last": None,
        "count": 0,
        "frequency": "every day",
        "until": None,
    }
    sit(kept, clock, "daily", timedelta(hours=1))
    late, daily = json.loads(loosen("due", "--json", "--all").out)
    assert (late["why"], late["until"]) == ("early", "2026-05-04T17:00:00+02:00")
    assert (daily["why"], daily["count"], daily["last"]) == ("done", 1, "2026-05-04T11:00:00+02:00")
    ran = loosen("due", "--json")
    assert (ran.code, json.loads(ran.out)) == (1, [])


def test_with_none_taken_on_only_a_terminal_is_told_how(
    loosen: Loosen, library: Library, on_terminal: Callable[[int], None]
) -> None:
    ran = loosen("due")
    assert (ran.code, ran.out, ran.err) == (1, "", "")
    on_terminal(80)
    assert "press + on one" in loosen("due").err
    assert not library.locations.settings.exists()


def test_a_history_that_is_being_written_keeps_a_prompt_quiet(
    loosen: Loosen, kept: Library, clock: FakeClock
) -> None:
    sit(kept, clock, "daily", timedelta(days=1))
    other = sqlite3.connect(kept.locations.history, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    ran = loosen("due")
    other.execute("ROLLBACK")
    other.close()
    assert (ran.code, ran.out, ran.err) == (1, "", "")


def test_a_damaged_history_is_one_line(loosen: Loosen, kept: Library) -> None:
    kept.locations.history.write_text("no database" * 500, encoding="utf-8")
    ran = loosen("due")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)


def test_a_routine_whose_exercise_is_gone_has_no_minutes(loosen: Loosen, kept: Library) -> None:
    path = kept.locations.routines / "daily.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("bridge", "gone"), encoding="utf-8")
    assert loosen("due").out == "Daily · ? min\n"


def test_looking_makes_no_file(loosen: Loosen, kept: Library, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    loosen("due")
    loosen("due", "--all")
    assert sorted(tmp_path.rglob("*")) == before
    assert kept.settings.routines.keep_up == ("late", "daily")


PLAIN = [
    [], ["--all"], ["--json"], ["--json", "--all"], ["--format", "{name}: {why}"],
    ["--format", "{id}", "--all"], ["--format", ""],
]  # fmt: skip
FOR_THE_PARSER = [
    ["--format"], ["--format", "{nme}"], ["--format", "{"], ["--al"], ["--help"], ["--format=x"], ["daily"],
    ["--", "--all"],
]  # fmt: skip


@pytest.mark.parametrize("args", PLAIN, ids=" ".join)
def test_options_that_need_no_parser_are_answered_as_with_it(
    loosen: Loosen,
    kept: Library,
    runtime_for: Callable[[Launch], Runtime],
    capsysbinary: pytest.CaptureFixture[bytes],
    args: list[str],
) -> None:
    ran = loosen("due", *args)
    kept.__dict__.pop("settings")
    assert answer(runtime_for(lambda _library, _options: 9), args) == ran.code
    assert capsysbinary.readouterr().out.decode() == ran.out != ""


@pytest.mark.parametrize("args", FOR_THE_PARSER, ids=" ".join)
def test_other_options_are_left_to_the_parser(
    runtime_for: Callable[[Launch], Runtime], args: list[str]
) -> None:
    assert answer(runtime_for(lambda _library, _options: 9), args) is None


def test_without_the_parser_errors_are_lines_too(
    kept: Library,
    runtime_for: Callable[[Launch], Runtime],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    runtime = runtime_for(lambda _library, _options: 9)

    def interrupted(*_: object) -> tuple[DueState, ...]:
        raise KeyboardInterrupt

    monkeypatch.setattr("loosen.services.due.due_states_at", interrupted)
    assert (answer(runtime, []), capsys.readouterr().err) == (130, "\n")
    kept.locations.settings.write_text("[routines]\nkeep_up = 5\n", encoding="utf-8")
    kept.__dict__.pop("settings")
    assert answer(runtime, []) == 1
    assert "keep_up" in capsys.readouterr().err
