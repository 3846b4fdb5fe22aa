"""The program itself, started as people start it."""

import os
import shlex
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from builders import timeline

from loosen import __main__, __version__
from loosen.domain.session.engine import GAP, Session
from loosen.domain.session.events import Paused, PauseReason
from loosen.domain.session.view import State
from loosen.services.library import Library
from loosen.storage.locations import of_this_user


def program(*args: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-W", "error", "-m", "loosen", *args]
    return subprocess.run(
        command,
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )


def test_a_cold_start_has_nothing_to_warn_of() -> None:
    done = program("--version")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        f"loosen {__version__}\n".encode(),
        b"",
    )


@pytest.mark.parametrize(
    "args", [["list"], ["show", "pelvic-tilt"], ["show", "desk-break"]], ids=" ".join
)
def test_a_list_and_a_page_load_no_toolkit_no_progress_and_no_composer(args: list[str]) -> None:
    code = (
        f"import sys\nfrom loosen.__main__ import main\nsys.argv = ['loosen', *{args}]\n"
        "assert main() == 0\n"
        "heavy = ('pydantic', 'textual', 'rich', 'loosen.domain.stats', 'loosen.domain.composer')\n"
        "print('loaded', *(name for name in heavy if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.splitlines()[-1] == b"loaded"


@pytest.mark.parametrize(
    "args", [["--version"], ["help"], ["help", "doses"], ["help", "nothing"], ["help", "help"]]
)
def test_help_loads_no_checker_no_toolkit_and_no_catalogue(args: list[str]) -> None:
    code = (
        f"import sys\nfrom loosen.__main__ import main\nsys.argv = ['loosen', *{args}]\nmain()\n"
        "heavy = ('pydantic', 'textual', 'rich', 'sqlite3', 'tomllib', 'tomli_w', 'loosen.domain.exercise', "
        "'loosen.domain.catalogue', 'loosen.domain.settings', 'loosen.services.library')\n"
        "print('loaded', *(name for name in heavy if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, b"loaded")


def test_a_reader_that_has_seen_enough_is_no_error_to_talk_of() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "loosen", "list"]
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, check=False)
    assert done.stderr == b""


def test_a_terminal_that_knows_few_letters_gets_question_marks() -> None:
    done = program("show", "childs-pose", PYTHONIOENCODING="latin-1")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Child?s pose" in done.stdout


def test_json_is_utf_8_on_any_terminal() -> None:
    done = program("show", "childs-pose", "--json", PYTHONIOENCODING="latin-1")
    assert "Child’s pose" in done.stdout.decode()


def test_without_a_terminal_the_app_says_what_goes_without() -> None:
    done = program()
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().count("\n") == 1
    assert "“loosen run NAME --plain”" in done.stderr.decode()


def test_every_entry_that_ships_fits_a_page_of_eighty_columns() -> None:
    from loosen.cli.catalogue import exercise_lines

    catalogue = Library(of_this_user()).catalogue
    for record in catalogue.records:
        for line in "\n".join(exercise_lines(record, catalogue)).splitlines():
            plain = line.replace("\x1b[1m", "").replace("\x1b[0m", "")
            assert len(plain) <= 80, f"{record.slug}: {line}"


def test_a_rehearsal_clock_runs_so_many_times_as_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    instants = iter([100.0, 100.0, 103.0])
    monkeypatch.setattr("loosen.__main__.time.monotonic", lambda: next(instants))
    fast = __main__.clock(10)
    assert (fast(), fast()) == (100.0, 130.0)


def test_time_asleep_counts_in_a_session_and_not_in_a_rehearsal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    awake, asleep = [100.0], [0.0]
    monkeypatch.setattr("loosen.__main__.time.monotonic", lambda: awake[0])
    monkeypatch.setattr(
        "loosen.__main__.time.clock_gettime", lambda _number: awake[0] + asleep[0], raising=False
    )
    true, rehearsal = __main__.clock(1), __main__.clock(10)
    session = Session(timeline("pigeon"), gap=GAP)
    session.start(true())
    awake[0] += 1.0
    assert session.advance(true()) == ()
    asleep[0] = 1_200.0
    assert session.advance(true()) == (Paused(1.0, PauseReason.CLOCK_GAP),)
    assert session.resume(true()) == ()
    assert session.view(true()).state is State.COUNT_IN
    assert rehearsal() == 110.0


def test_a_machine_that_was_halted_whole_is_told_by_the_wall_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    awake, wall = [100.0], [1_000_000.0]
    monkeypatch.setattr("loosen.__main__.time.monotonic", lambda: awake[0])
    monkeypatch.setattr(
        "loosen.__main__.time.clock_gettime", lambda _number: awake[0], raising=False
    )
    monkeypatch.setattr("loosen.__main__.time.time", lambda: wall[0])
    true = __main__.clock(1)
    session = Session(timeline("pigeon"), gap=GAP)
    session.start(true())
    awake[0], wall[0] = awake[0] + 1.0, wall[0] + 1.0
    assert session.advance(true()) == ()
    wall[0] += 1_200.0
    assert session.advance(true()) == (Paused(1.0, PauseReason.CLOCK_GAP),)


def test_where_no_clock_counts_sleep_the_usual_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_number: int) -> float:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr("loosen.__main__.time.monotonic", lambda: 7.0)
    monkeypatch.setattr("loosen.__main__.time.clock_gettime", refuse, raising=False)
    assert __main__.clock(1)() == 7.0
    monkeypatch.delattr("loosen.__main__.time.CLOCK_BOOTTIME", raising=False)
    monkeypatch.setattr("loosen.__main__.sys.platform", "sunos5")
    assert __main__.clock(1)() == 7.0


@pytest.mark.parametrize(
    ("zone", "minutes"),
    [
        ("XXX-5:30", 330),
        ("XXX-0:53:28", 53),
        ("XXX4:56:02", -296),
        ("XXX-24:59", 0),
        ("XXX-167", 0),
        ("No/Such_Place", 0),
        ("\udcff", 0),
        ("", 0),
    ],
)
def test_a_zone_with_an_odd_offset_is_one_of_whole_minutes_or_none(
    zone: str, minutes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        now = __main__.now()
    finally:
        monkeypatch.undo()
        time.tzset()
    offset = now.utcoffset()
    assert offset in (timedelta(minutes=minutes), timedelta())
    assert datetime.fromisoformat(now.isoformat()) == now


def test_the_wall_clock_has_a_zone() -> None:
    assert __main__.now().tzinfo is not None


def test_looking_at_things_writes_nothing_but_the_cache(tmp_path: Path) -> None:
    for args in (["list"], ["routines"], ["show", "pelvic-tilt"], ["check"], ["--version"]):
        assert program(*args).returncode == 0
    assert {path.parent for path in tmp_path.rglob("*.*")} == {tmp_path / "cache" / "loosen"}


def test_a_prompt_and_a_report_write_nothing(tmp_path: Path) -> None:
    assert (program("due").returncode, program("doctor").returncode) == (1, 0)
    assert list(tmp_path.iterdir()) == []


def test_a_prompt_waits_for_nothing_it_does_not_need() -> None:
    code = (
        "import sys\nfrom loosen.__main__ import main\nsys.argv = ['loosen', 'due']\n"
        "assert main() == 1\n"
        "heavy = ('domain.composer', 'domain.figure', 'domain.session', 'storage.sessions', 'cli.playing')\n"
        "print(*(name for name in heavy if f'loosen.{name}' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"\n", b"")


COMMANDS = [["list"], ["config"], ["routines"], ["--help"], ["list", "--json"]]


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_a_closed_output_is_said_in_a_line(args: list[str]) -> None:
    done = in_shell(args, ">&-")
    assert (done.returncode, done.stderr) == (2, b"loosen: the output is closed\n")


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_a_closed_input_or_error_output_is_no_error(args: list[str]) -> None:
    assert in_shell(args, "<&-").returncode == 0
    assert in_shell(args, "2>&-").returncode == 0
    assert in_shell(["no-such"], "2>&-").returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_an_output_that_is_full_is_said_in_a_line(args: list[str]) -> None:
    done = in_shell(args, ">/dev/full")
    assert done.returncode == 1
    assert done.stderr == b"loosen: the output: No space left on device\n"


def in_shell(args: list[str], redirection: str) -> "subprocess.CompletedProcess[bytes]":
    line = shlex.join([sys.executable, "-m", "loosen", *args])
    return subprocess.run(
        ["/bin/sh", "-c", f"{line} {redirection}"], capture_output=True, check=False
    )


HOMELESS = """
import os, pwd, sys

def nobody(_uid):
    raise KeyError

pwd.getpwuid = nobody
os.environ.pop("HOME", None)
from loosen.__main__ import main
sys.argv = ["loosen", "list"]
sys.exit(main())
"""
XDG = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
CACHE = "XDG_CACHE_HOME"


@pytest.mark.parametrize("given", [(), XDG[:1], XDG[1:], XDG])
def test_without_a_home_the_xdg_variables_do_or_a_line_says_so(
    given: tuple[str, ...], tmp_path: Path
) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in (*XDG, CACHE)}
    environment |= {name: str(tmp_path / name) for name in given}
    environment["PYTHONPATH"] = os.pathsep.join(map(os.path.abspath, filter(None, sys.path)))
    done = subprocess.run(
        [sys.executable, "-c", HOMELESS],
        env=environment,
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    if given == XDG:
        assert (done.returncode, done.stderr) == (0, b"")
    else:
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.startswith(
            b"loosen: there is no home folder; set HOME, or XDG_CONFIG_HOME"
        )
        assert done.stderr.count(b"\n") == 1
    assert list(tmp_path.iterdir()) == []


KEYS = {
    '"app.quit" = "ctrl+x"\n': None,
    '"app.qiut" = "ctrl+x"\n': "“app.qiut” is no action; did you mean “app.quit”?",
    '"app.quit" = "contrl+x"\n': "“contrl+x” (app.quit) is no key",
    '"app.undo" = "q"\n': "is both",
    '"app.undo" = "q"\n"app.zzz" = "x"\n': "is no action",
}


@pytest.mark.parametrize("text", KEYS, ids=str.strip)
def test_keys_are_checked_as_the_app_checks_them(text: str, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f"[keys]\n{text}", encoding="utf-8")
    done = program("check", str(path))
    own = dict(pair.replace('"', "").split(" = ") for pair in text.strip().split("\n"))
    lines = done.stdout.decode().splitlines()
    expected = [line.rstrip(".") for line in __main__.key_check(own)]
    assert done.returncode == (1 if expected else 0)
    assert len(lines) == max(1, len(expected))
    assert all(any(one in line for line in lines) for one in expected)
    assert (KEYS[text] or "nothing wrong") in done.stdout.decode()
    assert not expected or "config.toml:2" in lines[0]
