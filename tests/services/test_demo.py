"""The demo's months are the same every time, plausible, and in a folder of their own."""

import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from loosen.domain.answers import Harder
from loosen.domain.body import Side
from loosen.domain.history import Ending
from loosen.domain.stats.overview import progress_of
from loosen.domain.stats.trends import Scale, feeling_change, harder_sides, overall_harder_side
from loosen.domain.stats.weeks import counts_as_session, day_of, days_of
from loosen.services.demo import demo_folder, demo_library
from loosen.storage.history_db import History
from loosen.storage.locations import of_this_user

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize("days", range(0, 7, 3))
def test_the_same_day_has_the_same_history_and_none_of_it_is_in_the_future(
    tmp_path: Path, days: int
) -> None:
    now = NOW + timedelta(days=days)
    one, other = demo_library(tmp_path / "a", now), demo_library(tmp_path / "b", now)
    records = History(one.locations.history).all()
    assert records == History(other.locations.history).all()
    assert len(records) > 30
    assert all(record.ended <= now for record in records)
    assert all(counts_as_session(record) for record in records)


def test_the_person_is_plausible(tmp_path: Path) -> None:
    library = demo_library(tmp_path, NOW)
    records = History(library.locations.history).all()
    progress = progress_of(
        records, library.catalogue, library.settings.week, NOW.date(), 13, days=days_of(records)
    )
    assert 0 in {week.sessions for week in progress.weeks}
    assert progress.streak > 3
    first = feeling_change((r for w in progress.weeks[:4] for r in w.records), Scale.STIFFNESS)
    last = feeling_change((r for w in progress.weeks[-4:] for r in w.records), Scale.STIFFNESS)
    assert last.before < first.before
    assert last.after < first.after
    assert overall_harder_side(harder_sides(records)) is Harder.LEFT
    assert {hurt.pain.exercise for hurt in progress.pain_reports} == {"pigeon-pose"}
    assert {hurt.pain.side for hurt in progress.pain_reports} == {Side.LEFT}
    assert [r.outcome for r in records].count(Ending.STOPPED) == 1
    for record in records:
        assert record.active <= record.planned
        assert day_of(record) <= NOW.date()
        scores = [
            getattr(f, s.value)
            for f in (record.answers.before, record.answers.after)
            if f
            for s in Scale
        ]
        assert all(0 <= score <= 10 for score in scores)


def test_it_is_furnished_in_its_folder_and_nowhere_else(tmp_path: Path) -> None:
    library = demo_library(tmp_path / "demo", NOW)
    assert library.memory.safety_seen
    assert "after-work" in {routine.slug for routine in library.routines.values()}
    mine = of_this_user()
    for folder in (mine.config, mine.data, mine.state):
        assert not folder.exists()


def test_its_folder_is_gone_afterwards_and_what_a_cut_left_at_the_next_time(tmp_path: Path) -> None:
    here = os.uname().nodename
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (left := tmp_path / f"{here}_{ended.pid}_abc").mkdir()
    (left / "data").mkdir()
    (running := tmp_path / f"{here}_{os.getpid()}_abc").mkdir()
    (elsewhere := tmp_path / f"not-{here}_{ended.pid}_abc").mkdir()
    (other := tmp_path / f"{here}_notes_abc").mkdir()
    (aside := tmp_path / "aside").mkdir()
    (link := tmp_path / f"{here}_{ended.pid}_link").symlink_to(aside)
    with demo_folder(tmp_path) as folder:
        assert folder.parent == tmp_path
        assert folder.stat().st_mode & 0o077 == 0
        assert not left.exists()
    assert not folder.exists()
    assert all(path.exists() for path in (running, elsewhere, other, aside, link))
