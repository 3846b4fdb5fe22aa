"""What was left can be taken up, logged or thrown away, by one process only."""

import contextlib
import errno
import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from builders import timeline
from conftest import FakeClock
from kept_sessions import NOON, Home, gone, run

from loosen.domain.answers import Answers, Feeling, Harder
from loosen.domain.body import Side
from loosen.domain.catalogue import Catalogue
from loosen.domain.history import Ending
from loosen.domain.session.events import Outcome
from loosen.domain.session.view import State
from loosen.services.recorder import Recorder
from loosen.services.sessions import CannotResume, InterruptedSession
from loosen.storage.owner import this_process
from loosen.storage.snapshot import Snapshot


@pytest.fixture
def home(tmp_path: Path, clock: FakeClock) -> Home:
    """A home with a session left 20 seconds in."""
    home = Home(tmp_path)
    recorder = home.begin("pigeon", "squeeze")
    recorder.note(recorder.session.start(clock.now))
    home.today.now += timedelta(seconds=20)
    run(recorder, clock, 20)
    home.today.now += timedelta(hours=3)
    return home


def left(home: Home) -> InterruptedSession:
    (one,) = home.sessions().scan().left
    return one


def test_it_says_what_it_is_where_it_stands_and_how_old_it_is(home: Home) -> None:
    one = left(home)
    assert (one.heading.name, one.heading.started) == ("Short", NOON)
    assert one.mark.active == 20.0
    assert one.heading.planned > 60
    assert one.age(home.today()) == timedelta(hours=3)
    assert one.age(NOON) == timedelta()
    assert one.elsewhere is None


def test_taken_up_it_is_paused_and_seen_as_running_by_others(home: Home) -> None:
    recorder = home.sessions().resume(left(home))
    assert recorder.session.state is State.PAUSED
    view = recorder.session.view(0.0)
    assert (view.index, view.elapsed) == (1, 12.0)
    waiting = home.sessions().scan()
    assert waiting.left == ()
    assert waiting.running[0].owner == this_process()


def test_two_that_want_it_are_told_apart(home: Home) -> None:
    mine = theirs = left(home)
    home.sessions().resume(mine)
    with pytest.raises(CannotResume, match="another process has taken it up"):
        home.sessions().resume(theirs)
    assert home.sessions().log(theirs) == "another process has taken it up"
    assert home.sessions().discard(theirs) == "another process has taken it up"
    assert home.sessions().history.all() == ()


def test_logged_it_counts_what_was_done(home: Home) -> None:
    assert home.sessions().log(left(home)) is None
    (kept,) = home.sessions().history.all()
    assert (kept.outcome, kept.active, kept.started) == (Ending.ABANDONED, 20.0, NOON)
    assert kept.ended == NOON + timedelta(seconds=20)
    first, *others = kept.steps[0].rounds
    assert (first.seconds, first.outcome) == (12.0, Outcome.ENDED_EARLY)
    assert {one.outcome for one in others} == {None}
    assert home.journals == []


def test_what_cannot_be_logged_stays(home: Home) -> None:
    home.locations.history.parent.mkdir()
    home.locations.history.write_bytes(b"damaged" * 1000)
    problem = home.sessions().log(left(home))
    assert problem is not None
    assert "is damaged" in problem
    assert left(home).mark.active == 20.0


def test_discarded_it_is_gone_and_leaves_no_history(home: Home) -> None:
    assert home.sessions().discard(left(home)) is None
    assert home.journals == []
    assert home.sessions().history.all() == ()


def test_one_that_its_process_let_go_of_is_offered_while_that_process_lives(
    home: Home, clock: FakeClock
) -> None:
    recorder = home.sessions().resume(left(home))
    recorder.note(recorder.session.resume(clock.now))
    run(recorder, clock, 5)
    recorder.leave()
    assert left(home).mark.active == 22.0


def test_of_several_the_latest_comes_first(home: Home, clock: FakeClock) -> None:
    second = home.begin("squeeze")
    second.note(second.session.start(clock.now))
    waiting = home.sessions().scan().left
    assert waiting[0].heading.id == second.heading.id
    assert len(waiting) == 2


def test_on_another_machine_it_is_offered_with_its_name(home: Home, clock: FakeClock) -> None:
    home.sessions().discard(left(home))
    there = gone().copy_with(host="attic")
    recorder = home.begin("pigeon", here=there)
    recorder.note(recorder.session.start(clock.now))
    assert left(home).elsewhere == "attic"


def test_an_exercise_that_is_gone_is_named_and_the_rest_can_still_be_logged(home: Home) -> None:
    sessions = home.sessions()
    sessions._library.snapshot = Snapshot(home.locations, shipped=Catalogue([]))
    (one,) = sessions.scan().left
    with pytest.raises(CannotResume, match="“pigeon” is not in the catalogue any more"):
        sessions.resume(one)
    assert sessions.log(one) is None
    assert sessions.history.all()[0].steps[0].exercise == "pigeon"


def test_a_folder_that_cannot_be_read_is_a_problem_and_no_more(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    waiting = home.sessions().scan()
    assert waiting.problem == "earlier sessions cannot be read: Permission denied"


def test_a_journal_that_can_only_be_read_is_taken_up_in_memory(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open
    read_only = os.O_RDWR

    def open_(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & read_only:
            raise OSError(30, "Read-only file system")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", open_)
    recorder = home.sessions().resume(left(home))
    assert recorder.problem is not None
    assert recorder.session.mark().active == 20.0


def test_the_harder_side_is_what_was_said_last_and_none_where_the_history_cannot_tell(
    home: Home, clock: FakeClock
) -> None:
    sessions = home.sessions()
    assert sessions.harder_side() is None
    recorder = home.begin("pigeon")
    recorder.say(Answers(harder={0: Harder.LEFT}))
    recorder.note(recorder.session.start(clock.now))
    recorder.note(recorder.session.stop(clock.now))
    assert sessions.harder_side() is Side.LEFT
    sessions.history.path.write_bytes(b"no database" * 100)
    assert sessions.harder_side() is None


HOLDER = """
import sys
from pathlib import Path
from builders import timeline
from builders import timeline
from conftest import FakeClock
from kept_sessions import Home
from loosen.storage.owner import Owner, this_process
from loosen.storage.schema import checked

said = dict(pair.split("=") for pair in sys.argv[2:])
owner = checked(Owner, this_process().fields() | said)
home, clock = Home(Path(sys.argv[1])), FakeClock(0.0)
recorder = home.sessions(owner).begin(timeline("pigeon"), "short", "Short")
recorder.note(recorder.session.start(clock.now))
recorder.note(recorder.session.advance(clock.advance(2.0)))
print("running", flush=True)
input()
"""
ELSEWHERE = {
    "another pid namespace": ["began=1", "pid=4194305"],
    "another container": ["began=1", "pid=1", "host=6f1d2c"],
    "another machine": ["boot=another", "host=attic", "pid=4194305"],
    "a system that tells nothing": ["boot=", "began=", "host=attic", "pid=4194305"],
    "here": [],
}


@contextlib.contextmanager
def held(home: Home, owner: list[str]) -> Iterator[subprocess.Popen[str]]:
    """A process that keeps a session running in the home, and says of itself what it is given."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(home.folder), *owner],
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout
        assert child.stdout.readline() == "running\n"
        try:
            yield child
        finally:
            child.kill()


@pytest.mark.parametrize("owner", ELSEWHERE.values(), ids=list(ELSEWHERE))
def test_while_its_process_lives_a_session_is_running_wherever_that_is(
    owner: list[str], tmp_path: Path
) -> None:
    home = Home(tmp_path)
    with held(home, owner) as child:
        scan = home.sessions().scan()
        assert (len(scan.running), scan.left) == (1, ())
        (one,) = scan.running
        taken = "another process has taken it up"
        with pytest.raises(CannotResume, match=taken):
            home.sessions().resume(one)
        assert home.sessions().log(one) == home.sessions().discard(one) == taken
        child.kill()
        child.wait()
        assert left(home).mark.active == 2.0
        assert home.sessions().resume(left(home)).session.state is State.PAUSED


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL])
def test_where_files_cannot_be_locked_the_number_of_the_process_says_it(
    code: int, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    home.end_others()
    monkeypatch.setattr(fcntl, "flock", refuse)
    recorder = home.sessions().resume(left(home))
    (running,) = home.sessions().scan().running
    assert running.owner == this_process()
    with pytest.raises(CannotResume, match="another process has taken it up"):
        home.sessions().resume(running)
    recorder.leave()
    assert left(home).mark.active == 20.0


def waiting(home: Home, clock: FakeClock) -> Recorder:
    """A session that waits for its first step, in a process that has ended since."""
    recorder = home.begin("pigeon", "squeeze")
    recorder.note(recorder.session.wait(clock.now, 20.0))
    return recorder


def test_one_that_still_waited_waits_again_with_what_was_said(
    tmp_path: Path, clock: FakeClock
) -> None:
    home = Home(tmp_path)
    recorder, other = waiting(home, clock), timeline("squeeze", "pigeon")
    recorder.note(recorder.session.replan(clock.now, other))
    recorder.say(Answers(before=Feeling(stiffness=4)))
    home.today.now += timedelta(hours=3)
    one = left(home)
    assert not one.begun
    again = home.sessions().resume(one)
    assert again.session.state is State.READY
    assert (again.session.timeline, again.answers.before) == (other, Feeling(stiffness=4))
    again.note(again.session.start(clock.now))
    again.note(again.session.stop(clock.advance(4.0)))
    (kept,) = home.sessions().history.all()
    assert (kept.started, kept.active) == (home.today.now, 4.0)
    assert home.journals == []


def test_of_one_that_still_waited_there_is_nothing_to_keep(
    tmp_path: Path, clock: FakeClock
) -> None:
    home = Home(tmp_path)
    waiting(home, clock)
    assert home.sessions().log(left(home)) is None
    assert home.sessions().history.all() == ()
    assert home.journals == []


def test_given_up_before_it_begins_it_leaves_nothing(tmp_path: Path, clock: FakeClock) -> None:
    home = Home(tmp_path)
    recorder = waiting(home, clock)
    assert len(home.journals) == 1
    recorder.discard()
    recorder.leave()
    assert home.journals == []


def test_begun_it_is_not_given_up(home: Home) -> None:
    recorder = home.sessions().resume(left(home))
    recorder.discard()
    recorder.leave()
    assert len(home.journals) == 1
