"""What the tests of the real program share: a home, a routine, an SSH server, and a look at the disk."""

import os
import select
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import pytest
from terminal.pty_program import HANGS, PtyProgram

import loosen
from loosen.domain.history import SessionRecord
from loosen.storage.history_db import History
from loosen.storage.journal import FoundJournal, reopen
from loosen.storage.locations import Locations
from loosen.storage.owner import this_process

SETTINGS = """[pace]
first_step_waits = 0
get_ready = 3
[questions]
before_and_after = false
harder_side = false
next_morning = false
"""
ROUTINE = """name = "Short"
summary = "Two holds."
[[steps]]
exercise = "butterfly"
dose = "20 s"
[[steps]]
exercise = "childs-pose"
dose = "20 s"
"""
SYSTEM = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


def tool(name: str) -> str:
    """The path of a program of the system; skips loudly where it is missing."""
    path = shutil.which(name, path=SYSTEM)
    if path is None:
        pytest.skip(f"{name.upper()} IS NOT INSTALLED: what only it can prove stays unproven here")
    return path


@dataclass(frozen=True)
class RealHome:
    """A home folder for the real program, and what it has left there."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        names = ("CONFIG", "DATA", "STATE", "CACHE")
        return {
            "HOME": str(self.folder),
            **{f"XDG_{name}_HOME": str(self.folder / name.lower()) for name in names},
            "PATH": SYSTEM,
            "PYTHONPATH": str(Path(loosen.__file__).parents[1]),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        }

    @property
    def locations(self) -> Locations:
        return Locations(
            *(self.folder / name / "loosen" for name in ("config", "data", "state", "cache"))
        )

    @property
    def journals(self) -> tuple[FoundJournal, ...]:
        return reopen(self.locations.journals, this_process()).found

    @property
    def history(self) -> tuple[SessionRecord, ...]:
        return History(self.locations.history).all()

    def loosen(self, *args: str) -> list[str]:
        """The command that starts the program."""
        return [sys.executable, "-m", "loosen", *args]

    def on_pty(
        self, *args: str, size: tuple[int, int] = (80, 24), ignore_hang_up: bool = False
    ) -> PtyProgram:
        """The program on a terminal here."""
        command = self.loosen(*args)
        return PtyProgram(command, self.environment, size, ignore_hang_up=ignore_hang_up)


@pytest.fixture
def home(tmp_path: Path) -> RealHome:
    """A home with a short routine, quick paces, and the safety page seen."""
    home = RealHome(tmp_path)
    places = home.locations
    for folder in (places.routines, places.config, places.state):
        folder.mkdir(parents=True)
    places.routines.joinpath("brief.toml").write_text(ROUTINE, encoding="utf-8")
    places.settings.write_text(SETTINGS, encoding="utf-8")
    places.memory.write_text("safety_seen = true\n", encoding="utf-8")
    return home


@dataclass(frozen=True)
class Tmux:
    """A server of tmux of our own, with the program in it."""

    base: list[str]
    environment: dict[str, str]

    @property
    def attach(self) -> list[str]:
        """The command that shows it on a terminal."""
        return [*self.base, "attach"]

    def screen(self) -> list[str]:
        """What its screen shows, line by line."""
        done = subprocess.run(
            [*self.base, "capture-pane", "-p"],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.splitlines()

    def until(self, text: str) -> None:
        """Wait until its screen shows a text."""
        start = perf_counter()
        while perf_counter() - start < HANGS:
            if any(text in line for line in self.screen()):
                return
            select.select([], [], [], 0.1)
        raise AssertionError("\n".join(self.screen()))


@contextmanager
def in_tmux(
    home: RealHome,
    folder: Path,
    *args: str,
    size: tuple[int, int] = (80, 24),
    environment: Mapping[str, str] | None = None,
) -> Iterator[Tmux]:
    """The program in a tmux that ends with the test."""
    base = [tool("tmux"), "-S", str(folder / "socket"), "-f", "/dev/null"]
    columns, rows = map(str, size)
    told = [f"{name}={value}" for name, value in (environment or {}).items()]
    words = f"exec env {shlex.join([*told, *home.loosen(*args)])}"
    begin = [*base, "new-session", "-d", "-x", columns, "-y", rows, words]
    subprocess.run(begin, env=home.environment, check=True)
    try:
        yield Tmux(base, home.environment)
    finally:
        subprocess.run([*base, "kill-server"], check=False, capture_output=True)


@dataclass(frozen=True)
class SshServer:
    """A server on the loopback address that lets this user in by key."""

    port: int
    folder: Path

    def on_pty(self, home: RealHome, *args: str) -> PtyProgram:
        """The program at the other end of an SSH connection; the process here is the client."""
        inside = {k: v for k, v in home.environment.items() if k != "TERM"}
        words = ["exec", "env", *(f"{k}={v}" for k, v in inside.items()), *home.loosen(*args)]
        options = {
            "UserKnownHostsFile": self.folder / "known_hosts",
            "StrictHostKeyChecking": "yes",
            "IdentitiesOnly": "yes",
            "IdentityFile": self.folder / "key",
            "BatchMode": "yes",
        }
        told = [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
        where = ["-p", str(self.port), "127.0.0.1", " ".join(words)]
        command = [tool("ssh"), "-tt", "-F", "none", *told, *where]
        return PtyProgram(command, home.environment)


EMPTY = Path("/run/sshd")
CONFIGURATION = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host_key
PidFile none
AuthorizedKeysFile {folder}/key.pub
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
PermitUserRC no
PrintMotd no
PrintLastLog no
"""


@pytest.fixture(scope="session")
def ssh_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    """An SSH server of our own: its keys, port and files are made here and end with the tests."""
    server, keygen = tool("sshd"), tool("ssh-keygen")
    folder = tmp_path_factory.mktemp("sshd")
    for name in ("host_key", "key"):
        make = [keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(make, check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    public = folder.joinpath("host_key.pub").read_text().rsplit(" ", 1)[0]
    folder.joinpath("known_hosts").write_text(f"[127.0.0.1]:{port} {public}\n")
    configuration = folder / "sshd_config"
    configuration.write_text(CONFIGURATION.format(port=port, folder=folder))
    made = _made_for_privileges()
    log = folder / "log"
    process = subprocess.Popen([server, "-D", "-f", str(configuration), "-E", str(log)])
    try:
        _until_it_listens(process, port, log)
        yield SshServer(port, folder)
    finally:
        process.terminate()
        process.wait()
        if made:
            EMPTY.rmdir()


def _made_for_privileges() -> bool:
    """Whether the empty folder that a server run by root wants had to be made."""
    if os.geteuid() != 0 or EMPTY.is_dir():
        return False
    EMPTY.mkdir(mode=0o755)
    return True


def _until_it_listens(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    start = perf_counter()
    while perf_counter() - start < HANGS:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
        pytest.skip(f"SSHD DOES NOT START HERE, so nothing is proven over SSH: {log.read_text()}")
    raise AssertionError(f"sshd does not listen: {log.read_text()}")
