"""Parts of a history are read as the whole of it says they are."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from histories import MONDAY, few, histories, moments, session
from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.history import SessionRecord
from loosen.domain.settings import WeekSettings
from loosen.domain.stats.overview import progress_of
from loosen.domain.stats.weeks import days_of, in_order, since_week
from loosen.storage.history_db import History


@few
@given(histories(most=6), moments, st.integers(1, 7))
def test_the_latest_the_later_ones_and_the_counts_are_those_of_the_whole(
    records: tuple[SessionRecord, ...], instant: datetime, number: int
) -> None:
    with TemporaryDirectory() as folder:
        history = History(Path(folder) / "history.db")
        history.add(*records)
        whole = history.all()
        assert [one.id for one in whole] == [one.id for one in in_order(records)]
        assert history.latest(number) == whole[-number:]
        assert history.since(instant) == tuple(r for r in whole if r.started >= instant)
        assert history.days() == days_of(whole)
        assert history.count() == len(whole)


@few
@given(histories(most=6), moments, st.integers(1, 9))
def test_the_progress_of_some_weeks_needs_no_sessions_of_before(
    records: tuple[SessionRecord, ...], now: datetime, weeks: int
) -> None:
    late = tuple(r for r in records if r.started >= since_week(now, weeks))
    days, targets = days_of(records), WeekSettings(sessions=1)
    seen = progress_of(late, {}, targets, now.date(), weeks, days=days)
    assert seen == progress_of(records, {}, targets, now.date(), weeks, days=days)


def test_rows_of_no_session_are_nobodys(tmp_path: Path) -> None:
    history = History(tmp_path / "history.db")
    kept = tuple(session(number, at=MONDAY + timedelta(days=number)) for number in (1, 3))
    history.add(*kept, session(2))
    connection = sqlite3.connect(history.path)  # without the keys that are checked
    connection.execute("DELETE FROM sessions WHERE id = ?", (str(UUID(int=2)),))
    connection.commit()
    connection.close()
    assert history.all() == kept
