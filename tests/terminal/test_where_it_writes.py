"""Nothing is written but in the XDG folders and to the file that a person names.

Held in two ways: by the interpreter's audit events, wherever in the system they point to, and by the
names, sizes and times of all that is in the home, the present and the temporary folder.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from foreign_sets import fed
from histories import session
from terminal.conftest import ROUTINE, SETTINGS, RealHome
from terminal.pty_program import PtyProgram
from terminal.watching.sitecustomize import NOTES

from loosen.cli.root import COMMANDS
from loosen.storage.history_file import history_text

pytestmark = pytest.mark.terminal

WATCHING = Path(__file__).with_name("watching")
STARTS = ("subprocess.Popen", "os.posix_spawn", "os.exec", "os.system")
PLAYED = "run brief --plain --rehearse 120"
SHARED = """format = 1
[routine]
slug = "from-a-friend"
name = "From a friend"
summary = "One hold."
[[routine.steps]]
exercise = "butterfly"
dose = "20 s"
"""


@dataclass(frozen=True)
class Watched:
    """The real program, with every place noted that it writes to."""

    folder: Path
    home: RealHome
    told: bool = True
    """Whether the variables say where the folders are."""

    @property
    def named(self) -> Path:
        """The folder of the files that a person names."""
        return self.folder / "named"

    @property
    def outside(self) -> tuple[Path, ...]:
        """The folders that are at hand and none of the program's."""
        return tuple(self.folder / name for name in ("home", "here", "temporary"))

    @property
    def own(self) -> tuple[Path, ...]:
        """Settings, what is a person's own, and what is remembered: the program's folders."""
        if self.told:
            return tuple(
                self.home.folder / name / "loosen" for name in ("config", "data", "state", "cache")
            )
        base = self.outside[0]
        return tuple(
            base / name / "loosen" for name in (".config", ".local/share", ".local/state", ".cache")
        )

    @property
    def environment(self) -> dict[str, str]:
        inside = self.home.environment
        xdg = inside if self.told else {k: v for k, v in inside.items() if not k.startswith("XDG_")}
        home, _, temporary = self.outside
        return {
            **xdg,
            "HOME": str(home),
            "TMPDIR": str(temporary),
            "EDITOR": "true",
            "PYTHONPATH": f"{WATCHING}{os.pathsep}{inside['PYTHONPATH']}",
            "PYTHONDONTWRITEBYTECODE": "1",  # what Python keeps of the modules is none of ours
            NOTES: str(self.folder / "notes"),
        }

    def ran(self, *command: str) -> int:
        """Carry a command out; its exit code."""
        done = subprocess.run(
            command,
            cwd=self.folder / "here",
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode

    def loosen(self, *args: str) -> int:
        return self.ran(*self.home.loosen(*args))

    def on_pty(self, *args: str) -> PtyProgram:
        return PtyProgram(self.home.loosen(*args), self.environment)

    @property
    def notes(self) -> list[tuple[str, str]]:
        """Each event so far, and its place."""
        lines = (self.folder / "notes").read_text(encoding="utf-8").splitlines()
        return [(event, place) for event, place in map(json.loads, lines)]

    @property
    def started(self) -> set[str]:
        """The programs that were started."""
        return {Path(place).name for event, place in self.notes if event in STARTS}

    def astray(self, *allowed: Path) -> set[tuple[str, str]]:
        """What was written to other places than these and the devices."""
        return {
            (event, place)
            for event, place in self.notes
            if event not in STARTS
            and not any(Path(place).is_relative_to(one) for one in (*allowed, Path("/dev")))
        }

    def left(self) -> dict[Path, tuple[int, int, int]]:
        """All that is in the folders outside, with mode, size and time of change."""
        return dict(self._left())

    def _left(self) -> Iterator[tuple[Path, tuple[int, int, int]]]:
        for folder in self.outside:
            for path in (folder, *folder.rglob("*")):
                found = path.lstat()
                yield path, (found.st_mode, found.st_size, found.st_mtime_ns)


def watched(folder: Path, *, told: bool = True) -> Watched:
    """A home outside of the XDG folders, and a person who has begun to use the program."""
    home = RealHome(folder / "xdg")
    found = Watched(folder, home, told)
    for one in (*found.outside, found.named):
        one.mkdir(parents=True)
    config, data, state, cache = found.own
    for one in (config, data / "routines", state, cache.parent):
        one.mkdir(parents=True)
    config.joinpath("config.toml").write_text(SETTINGS, encoding="utf-8")
    data.joinpath("routines/brief.toml").write_text(ROUTINE, encoding="utf-8")
    state.joinpath("memory.toml").write_text("safety_seen = true\n", encoding="utf-8")
    found.named.joinpath("sheet.txt").write_text("Butterfly, 3 x 20 s\n", encoding="utf-8")
    found.named.joinpath("shared.toml").write_text(SHARED, encoding="utf-8")
    found.named.joinpath("past.jsonl").write_text(history_text((session(),)), encoding="utf-8")
    found.named.joinpath("others.json").write_text(json.dumps([fed()]), encoding="utf-8")
    return found


LINES: tuple[tuple[int, str], ...] = (
    (0, "list --json"),
    (0, "show butterfly"),
    (0, "figure butterfly --svg NAMED/butterfly.svg"),
    (0, "routines"),
    (1, "due"),
    (0, "safety"),
    (0, "like butterfly"),
    (0, "keep-up brief"),
    (0, "keep-up brief --not"),
    (0, "compose --minutes 5 --save Five"),
    (0, "new exercise Wall"),
    (0, "edit brief"),
    (0, "edit desk-break"),
    (0, "from-text NAMED/sheet.txt --no-ask --save"),
    (0, PLAYED),
    (1, "due"),
    (1, "resume"),
    (0, "history --csv"),
    (0, "import-history NAMED/past.jsonl"),
    (0, "session last --note Well"),
    (0, "report"),
    (0, "export five"),
    (0, "export --history NAMED/away.jsonl"),
    (0, "import-history NAMED/away.jsonl"),
    (0, "add NAMED/shared.toml --yes"),
    (0, "import NAMED/others.json"),
    (0, "session last --delete --yes"),
    (0, "imports --remove free-exercise-db"),
    (0, "routines --delete five"),
    (0, "check"),
    (0, "config"),
    (0, "doctor"),
    (0, "doctor --clear-cache"),
    (0, "completion bash"),
    (0, "manual"),
    (0, "help"),
    (0, "help doses"),
    (2, "help nothing"),
)
"""Command lines with their exit codes, each after those before it."""


def test_every_command_is_tried() -> None:
    assert {line.split()[0] for _, line in LINES} | {"demo"} == set(COMMANDS)


def test_no_command_writes_outside_the_folders_and_the_named_file(tmp_path: Path) -> None:
    program = watched(tmp_path)
    before = program.left()
    named = {program.named / name for name in ("butterfly.svg", "away.jsonl")}
    brought = set(program.named.iterdir())
    for code, line in LINES:
        args = [word.replace("NAMED", str(program.named)) for word in line.split()]
        assert program.loosen(*args) == code, line
        # A named file may be written beside itself first, to take its place in one step.
        assert program.astray(*program.own, program.named) == set(), line
    assert set(program.named.iterdir()) == brought | named
    assert program.left() == before
    assert program.started == {"true"}


@pytest.mark.parametrize("args", [(), ("run", "brief"), ("demo",)], ids=["list", "run", "demo"])
def test_the_app_writes_in_its_folders_only(tmp_path: Path, args: tuple[str, ...]) -> None:
    program = watched(tmp_path)
    before = program.left()
    with program.on_pty(*args) as app:
        app.shows("get ready" if "run" in args else "Leg swing")
        if "run" in args:
            app.press("q")
            app.shows("End the session here?")
            app.press("e")
            app.shows("The rest keeps")
            app.press("\r")
        else:
            app.press("+")
            app.shows("Liked")
        app.press("q")
        assert app.ends() == 0
    assert program.notes
    assert program.astray(*program.own) == set()
    assert program.left() == before
    assert program.started == set()


def test_without_the_variables_the_folders_are_where_the_rules_say(tmp_path: Path) -> None:
    program = watched(tmp_path, told=False)
    for line in (f"compose --minutes 5 --save {tmp_path.name}", PLAYED):
        assert program.loosen(*line.split()) == 0
    assert program.notes
    assert program.astray(*program.own) == set()
    beside = {path.parent for path in program.left() if path.is_file()}
    assert all(any(path.is_relative_to(own) for own in program.own) for path in beside)


WAYS = {
    "a text": "pathlib.Path('a').write_text('')",
    "a descriptor": "os.close(os.open('a', os.O_RDWR | os.O_CREAT))",
    "a folder": "os.mkdir('a')",
    "a name": "os.symlink('here', 'a')",
    "a move": "os.rename('there', 'a')",
    "from a folder": "os.mkdir('a', dir_fd=os.open('.', os.O_RDONLY))",
    "a time": "os.utime('a')",
    "a temporary file": "tempfile.mkstemp(prefix='a', dir='.')",
    "a database": "sqlite3.connect('a').close()",
}


@pytest.mark.parametrize("way", WAYS)
def test_the_watch_hears_every_way_to_write(tmp_path: Path, way: str) -> None:
    program = watched(tmp_path)
    work = f"import os, pathlib, sqlite3, tempfile\ntry: {WAYS[way]}\nexcept OSError: pass"
    assert program.ran(sys.executable, "-c", work) == 0
    here = program.outside[1]
    assert any(Path(place).parent == here for _, place in program.astray(*program.own))
