"""The journal is read up to where it was cut, and written on through whatever the disk does."""

import errno
import itertools
import os
import stat
from pathlib import Path

import pytest
from conftest import FakeClock
from kept_sessions import NOON, Home, gone, run

from loosen.domain.history import Ending
from loosen.domain.session.events import Mark
from loosen.storage.journal import Journal, Taken, reopen, take_over
from loosen.storage.journal_text import JournalLine, read
from loosen.storage.owner import OwnerState, this_process


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def play(home: Home, clock: FakeClock, seconds: int = 18) -> bytes:
    """A session with every key in it, cut off by the end of its process; its journal."""
    recorder = home.begin("squeeze")
    session = recorder.session
    recorder.note(session.start(clock.now))
    for second in range(seconds):
        now = clock.advance(1.0)
        recorder.note(session.advance(now))
        match second:
            case 5:
                recorder.note(session.add(now, 5.0))
            case 9:
                recorder.note(session.pause(now))
                recorder.note(session.resume(now))
            case 11:
                recorder.note(session.done(now))
            case 13:
                recorder.note(session.back(now))
            case 16:
                recorder.note(session.done(now))
            case _:
                pass
    home.end_others()
    return home.journals[0].read_bytes()


def test_cut_at_any_byte_it_is_read_up_to_there(home: Home, clock: FakeClock) -> None:
    whole = play(home, clock)
    heading = whole.index(b"\n")
    lines = whole.split(b"\n")
    ends = [len(b"\n".join(lines[:n])) for n in range(1, len(lines))]
    marks: dict[int, Mark] = {}
    for cut in range(len(whole) + 1):
        reading = read(whole[:cut])
        if cut < heading:
            assert reading is None
            continue
        assert reading is not None
        complete = sum(end <= cut for end in ends)
        expected = marks.setdefault(complete, reading.mark)
        assert reading.mark == expected
        assert reading.sound == max(end + 1 if end < cut else end for end in ends if end <= cut)
    assert len(marks) == len(ends)
    actives = [marks[n].active for n in sorted(marks)]
    assert actives == sorted(actives)
    assert max(b - a for a, b in itertools.pairwise(actives)) <= 1.0


def test_bytes_that_are_none_of_ours_end_the_reading_and_never_raise(
    home: Home, clock: FakeClock
) -> None:
    whole = play(home, clock, 20)
    for place in range(0, len(whole), 17):
        for strange in (b"\0", b"\xff", b"{", b"\n"):
            reading = read(whole[:place] + strange + whole[place + 1 :])
            assert reading is None or reading.sound <= len(whole)


def test_it_is_private(home: Home, clock: FakeClock) -> None:
    old = os.umask(0)
    try:
        play(home, clock, 3)
    finally:
        os.umask(old)
    (path,) = home.journals
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_full_disk_costs_nothing_once_there_is_room_again(
    home: Home, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder = home.begin("pigeon")
    recorder.note(recorder.session.start(clock.now))
    room = 150
    real = os.write

    def write(descriptor: int, data: bytes) -> int:
        nonlocal room
        if not room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = real(descriptor, data[:room])
        room -= written
        return written

    monkeypatch.setattr(os, "write", write)
    for _ in range(9):
        recorder.note(recorder.session.advance(clock.advance(1.0)))
    assert recorder.problem == "the session cannot be kept on disk: No space left on device"
    (path,) = home.journals
    cut = read(path.read_bytes())
    assert cut is not None
    assert cut.mark.active < 9.0
    room = 1_000_000
    recorder.note(recorder.session.advance(clock.advance(1.0)))
    assert recorder.problem is None
    reading = read(path.read_bytes())
    assert reading is not None
    assert reading.mark.active == 10.0
    assert reading.sound == path.stat().st_size
    assert path.read_bytes().count(b"Started") == 1


def test_where_nothing_can_be_written_the_session_goes_on(
    home: Home, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "open", refuse)
    recorder = home.begin("pigeon")
    recorder.note(recorder.session.start(clock.now))
    recorder.note(recorder.session.advance(clock.advance(30.0)))
    assert recorder.problem == "the session cannot be kept on disk: Read-only file system"
    assert recorder.session.mark().segment == 0
    recorder.leave()


def test_one_without_sense_is_put_aside_and_met_once(home: Home) -> None:
    folder = home.locations.journals
    folder.mkdir(parents=True)
    (folder / "a.jsonl").write_text("{}")
    assert reopen(folder, this_process()).found == ()
    assert [path.name for path in home.journals] == ["a.unreadable"]


def test_half_a_heading_is_never_seen(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    unnamed = Journal(home.locations.journals / "a.jsonl")
    monkeypatch.setattr(os, "write", _full)
    unnamed.append(JournalLine(wall=NOON))
    assert reopen(home.locations.journals, this_process()).found == ()
    unnamed.remove()
    assert home.journals == []


def test_what_a_process_left_before_it_had_a_name_is_swept(home: Home) -> None:
    folder = home.locations.journals
    folder.mkdir(parents=True)
    (folder / ".a.jsonl.new").write_text('{"half a head')
    (folder / ".b.jsonl.new").write_bytes(b"")
    assert reopen(folder, this_process()).found == ()
    assert home.journals == []


def test_a_session_that_was_left_before_it_had_a_name_is_offered(
    home: Home, clock: FakeClock
) -> None:
    whole = play(home, clock)
    (path,) = home.journals
    path.rename(path.with_name(f".{path.name}.new"))
    (found,) = reopen(path.parent, this_process()).found
    assert (found.path, found.state) == (path, OwnerState.GONE)
    assert path.read_bytes() == whole


def _full(*_: object) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_taken_over_after_a_cut_it_goes_on_in_whole_lines(home: Home, clock: FakeClock) -> None:
    whole = play(home, clock, 20)
    (path,) = home.journals
    here = this_process()
    for cut in (len(whole), len(whole) - 1, len(whole) - 9):
        path.write_bytes(whole[:cut])
        (found,) = reopen(path.parent, here).found
        assert found.state is OwnerState.GONE
        later = Mark(found.reading.mark.segment, 1.0, active=500.0)
        taken = take_over(found, here, JournalLine(wall=NOON, owner=here))
        taken.append(JournalLine(wall=NOON, mark=later))
        taken.close()
        (again,) = reopen(path.parent, here).found
        assert again.reading.mark == later
        assert again.state is OwnerState.RUNNING
        assert again.reading.sound == path.stat().st_size


def test_of_two_that_take_it_over_only_the_first_gets_it(home: Home, clock: FakeClock) -> None:
    play(home, clock, 20)
    here = this_process()
    (found,) = reopen(home.locations.journals, here).found
    take_over(found, here, JournalLine(wall=NOON, owner=here)).close()
    with pytest.raises(Taken):
        take_over(found, gone(2), JournalLine(wall=NOON, owner=gone(2)))
    found.path.unlink()
    with pytest.raises(Taken):
        take_over(found, here, JournalLine(wall=NOON, owner=here))


def test_what_was_gone_back_over_is_not_ended_any_more(home: Home, clock: FakeClock) -> None:
    recorder = home.begin("pigeon")
    session = recorder.session
    recorder.note(session.start(clock.now))
    run(recorder, clock, 20)
    recorder.note(session.back(clock.now))
    reading = read(home.journals[0].read_bytes())
    assert reading is not None
    assert reading.ended == session.ended == {}
    recorder.note(session.stop(clock.now))
    assert reading.outcome is None
    assert recorder.record is not None
    assert recorder.record.outcome is Ending.STOPPED
