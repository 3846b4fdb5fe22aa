"""A session outlives its process: the real program, ended in every way, goes on at its second."""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import pytest
from terminal.conftest import RealHome, SshServer, in_tmux
from terminal.pty_program import PtyProgram

from loosen.domain.answers import Answers
from loosen.domain.history import Ending
from loosen.storage.journal import FoundJournal
from loosen.storage.owner import Owner, OwnerState, this_process

pytestmark = pytest.mark.terminal

End = Callable[[PtyProgram, int], None]


@dataclass(frozen=True)
class Face:
    """How a face is asked for, the key that goes on, and what it shows when it waits for that key."""

    name: str
    args: tuple[str, ...]
    go_on: str
    waits: str


FACES = [Face("app", (), " ", "paused"), Face("plain", ("--plain",), "\n", "Enter goes on.")]


@pytest.fixture(params=FACES, ids=lambda face: face.name)
def face(request: pytest.FixtureRequest) -> Face:
    found: Face = request.param
    return found


def kept(home: RealHome) -> FoundJournal:
    """The one session that is kept."""
    (found,) = home.journals
    return found


def runs_to(program: PtyProgram, home: RealHome, seconds: float) -> int:
    """Wait until the session's own clock stands there; the process that plays it."""

    def reached() -> bool:
        return bool(home.journals) and kept(home).reading.mark.active >= seconds

    program.until(reached, f"second {seconds}")
    return kept(home).reading.owner.pid


def is_gone(owner: Owner) -> bool:
    return owner.state_seen_from(this_process()) is OwnerState.GONE


def ended(program: PtyProgram, home: RealHome, end: End) -> tuple[float, float]:
    """End it; between which seconds of its own clock it stood then. Its process is gone."""
    found = kept(home)
    before, start = found.reading.mark.active, perf_counter()
    end(program, found.reading.owner.pid)
    lasted = perf_counter() - start
    took = program.until(lambda: is_gone(found.reading.owner), "the end of its process")
    return before, before + lasted + took + 0.5


def goes_on(program: PtyProgram, home: RealHome, face: Face, stood: tuple[float, float]) -> None:
    """It has been taken up where it stood; play it to its end."""
    program.until(lambda: kept(home).reading.owner.pid != 0 and _taken_up(home), "taking it up")
    active = kept(home).reading.mark.active
    assert stood[0] - 1.0 <= active <= stood[1] + 1.0
    program.shows(face.waits)
    program.press(face.go_on)
    runs_to(program, home, active + 0.5)
    for _ in range(20):
        if not home.journals:
            break
        program.press("d")
        program.pump(0.3)
    program.until(lambda: not home.journals, "the end of the session")
    (record,) = home.history
    assert record.outcome is Ending.FINISHED
    assert record.active >= active
    assert [step.exercise for step in record.steps] == ["butterfly", "childs-pose"]


def _taken_up(home: RealHome) -> bool:
    return b'"resumed"' in kept(home).path.read_bytes()


def drop(program: PtyProgram, _pid: int) -> None:
    """The connection is gone: the client is killed, or the terminal closed."""
    program.process.kill()
    program.hang_up()


def hang_up(program: PtyProgram, _pid: int) -> None:
    program.hang_up()


def kill(_program: PtyProgram, pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def terminate(_program: PtyProgram, pid: int) -> None:
    os.kill(pid, signal.SIGTERM)


@pytest.mark.parametrize("end", [drop, kill, terminate])
def test_over_ssh_it_goes_on_where_it_was_cut(
    home: RealHome, ssh_server: SshServer, face: Face, end: End
) -> None:
    with ssh_server.on_pty(home, "run", "brief", *face.args) as program:
        runs_to(program, home, 4.0)
        stood = ended(program, home, end)
    with ssh_server.on_pty(home, "resume", *face.args) as program:
        goes_on(program, home, face, stood)


@pytest.mark.parametrize("ignored", [False, True], ids=["hang-up", "hang-up ignored"])
def test_on_a_terminal_that_goes_away_it_ends_and_goes_on_later(
    home: RealHome, face: Face, ignored: bool
) -> None:
    with home.on_pty("run", "brief", *face.args, ignore_hang_up=ignored) as program:
        runs_to(program, home, 1.0)
        stood = ended(program, home, hang_up)
    with home.on_pty("resume", *face.args) as program:
        goes_on(program, home, face, stood)


def test_killed_while_it_asks_what_to_do_where_it_hurts_it_asks_again(
    home: RealHome, face: Face
) -> None:
    with home.on_pty("run", "brief", *face.args) as program:
        runs_to(program, home, 1.0)
        program.press("h")
        program.shows("That hurts")
        stood = kept(home).reading.mark.active
        ended(program, home, kill)
    (pain,) = (kept(home).reading.answers or Answers()).pains
    assert (pain.exercise, pain.way_on) == ("butterfly", None)
    with home.on_pty("resume", *face.args) as program:
        program.shows("That hurts")
        program.press("g")
        program.until(lambda: b'"went-on"' in kept(home).path.read_bytes(), "going on")
        runs_to(program, home, stood + 0.5)


def test_a_second_terminal_leaves_a_running_session_alone(home: RealHome, face: Face) -> None:
    with home.on_pty("run", "brief", *face.args) as program:
        pid = runs_to(program, home, 1.0)
        with home.on_pty("resume", *face.args) as second:
            second.shows(f"is running in another terminal, as process {pid}")
            assert second.ends() == 1
        runs_to(program, home, kept(home).reading.mark.active + 1.0)
        assert kept(home).reading.owner.pid == pid


def test_stopped_and_continued_it_stands_where_it_was_stopped(home: RealHome, face: Face) -> None:
    with home.on_pty("run", "brief", *face.args) as program:
        pid = runs_to(program, home, 1.0)
        os.kill(pid, signal.SIGSTOP)
        stood = kept(home).reading.mark.active
        program.pump(0.0)
        start = perf_counter()
        program.until(lambda: perf_counter() - start > 6.0, "waiting")
        os.kill(pid, signal.SIGCONT)
        program.until(lambda: b"clock-gap" in kept(home).path.read_bytes(), "the pause")
        assert abs(kept(home).reading.mark.active - stood) <= 1.0


def test_in_tmux_it_runs_on_detached_and_is_there_again(
    home: RealHome, face: Face, tmp_path: Path
) -> None:
    with in_tmux(home, tmp_path, "run", "brief", *face.args) as inside:
        with PtyProgram(inside.attach, home.environment) as client:
            client.shows("Butterfly")
            pid = runs_to(client, home, 1.0)
            drop(client, pid)
        stood = kept(home).reading.mark.active
        with PtyProgram(inside.attach, home.environment) as client:
            client.shows("Butterfly")
            runs_to(client, home, stood + 1.0)
            assert kept(home).reading.owner.pid == pid
            for _ in range(20):
                if not home.journals:
                    break
                client.press("d")
                client.pump(0.3)
            client.until(lambda: bool(home.history), "the end of the session")
    assert home.history[0].outcome is Ending.FINISHED
