"""The program itself, started as people start it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from loosen import __main__, __version__
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
        "heavy = ('textual', 'rich', 'loosen.domain.stats', 'loosen.domain.composer')\n"
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


def test_the_wall_clock_has_a_zone() -> None:
    assert __main__.now().tzinfo is not None


def test_looking_at_things_writes_nothing(tmp_path: Path) -> None:
    for args in (["list"], ["routines"], ["show", "pelvic-tilt"], ["check"], ["--version"]):
        assert program(*args).returncode == 0
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
