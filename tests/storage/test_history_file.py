"""A history goes to another machine and arrives as it was; what is no history changes nothing."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from histories import MONDAY, felt, few, histories, session, step
from hypothesis import given
from hypothesis import strategies as st

from loosen.domain.answers import Answers, Harder
from loosen.domain.history import SessionRecord, is_newer
from loosen.storage.history_db import History, HistoryProblem
from loosen.storage.history_file import history_text, read_history
from loosen.storage.problems import BadFile

FIRST = '{"format": "loosen-history", "version": 1}\n'


def read(text: str) -> tuple[SessionRecord, ...]:
    return read_history(text.encode(), "there.jsonl")


def problem(data: bytes) -> str:
    with pytest.raises(BadFile) as caught:
        read_history(data, "there.jsonl")
    (only,) = caught.value.problems
    return str(only)


def line(**changes: Any) -> str:
    return json.dumps(session(1, answers=felt(6, 4)).to_plain() | changes)


@few
@given(histories())
def test_what_is_written_is_read_as_it_was(records: tuple[SessionRecord, ...]) -> None:
    assert read(history_text(records)) == records


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "here" / "history.db")


def test_an_empty_machine_has_the_equal_history_and_twice_is_once(
    history: History, tmp_path: Path
) -> None:
    @few
    @given(histories(3))
    def law(records: tuple[SessionRecord, ...]) -> None:
        for place in (one := History(tmp_path / "a.db"), other := History(tmp_path / "b.db")):
            place.path.unlink(missing_ok=True)
        one.add(*records)
        merged = other.merge(read(history_text(one.all())))
        assert other.all() == one.all()
        assert (len(merged.added), merged.updated, merged.same) == (len(records), (), 0)
        again = other.merge(read(history_text(one.all())))
        assert (again.changes, again.same) == ((), len(records))
        assert other.all() == one.all()

    law()
    assert history.merge(()).changes == ()


@few
@given(histories(4), st.data())
def test_the_later_change_is_in_both_whichever_way_they_are_merged(
    records: tuple[SessionRecord, ...], data: st.DataObject
) -> None:
    edited = [
        record.copy_with(changed=MONDAY + timedelta(days=400), answers=Answers())
        for record in records
        if data.draw(st.booleans())
    ]
    assert all(is_newer(one, other) for one in edited for other in records if one.id == other.id)


def test_an_update_replaces_the_whole_session(history: History) -> None:
    history.add(session(1, step("clam"), step("bridge"), answers=Answers(harder={1: Harder.LEFT})))
    later = session(1, step("clam"), answers=Answers(note="later"), changed=MONDAY)
    merged = history.merge((later, session(2, days=1)))
    assert (len(merged.added), len(merged.updated), merged.same) == (1, 1, 0)
    assert history.all() == (later, session(2, days=1))


def test_a_merge_that_fails_leaves_everything_as_it_was(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.add(session(1))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("loosen.storage.history_db.insert_record", full)
    with pytest.raises(HistoryProblem, match="No space left"):
        history.merge((session(1, changed=MONDAY), session(2)))
    assert history.all() == (session(1),)


def test_blank_lines_and_a_byte_order_mark_do_no_harm() -> None:
    data = "\ufeff" + FIRST + "\n" + line() + "\n\n"
    assert len(read(data)) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "there.jsonl:1: is no history of loosen’s"),
        (b"[1, 2]\n", "there.jsonl:1: is no history"),
        (b"name = 1\n", "there.jsonl:1: is not JSON"),
        (
            b'{"format": "loosen-history", "version": 2}\n',
            "written by a newer loosen, in version 2",
        ),
        (b'{"format": "loosen-history", "version": "x"}\n', "no version that is known; it is 1"),
        (FIRST.encode() + b"\xff\xfe", "there.jsonl:2: is not UTF-8 text"),
        (FIRST.encode() + b"{", "there.jsonl:2: is not JSON"),
        (FIRST.encode() + b"\n\n7", "there.jsonl:4: 7 will not do"),
        (FIRST.encode() + b"[" * 100_000, "there.jsonl:2: is nested too deeply"),
        (FIRST.encode() + b"1" * 6_000, "there.jsonl:2: is not JSON"),
        (FIRST.encode() + b'"' + b"x" * 1_000_001 + b'"', "longer than 1000000 characters"),
    ],
)
def test_what_is_no_history_is_one_sentence_with_its_line(data: bytes, said: str) -> None:
    assert said in problem(data)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "no"}, ":2: id: “no” will not do"),
        ({"colour": "red"}, ":2: colour: is not a key here"),
        (
            {"outcome": "stoped"},
            ":2: outcome: “stoped” is not one of the words for it; write “stopped”",
        ),
        ({"started": "2026-03-02T07:30:00"}, ":2: started:"),
        ({"active": -1}, ":2: active: -1 cannot be; it is from 0 to 10000000"),
        ({"planned": 10**30}, ":2: planned: 1e+30"),
        ({"active": 1e9}, ":2: active: 1e+09"),
        (
            {"answers": {"before": {"stiffness": 11}}},
            ":2: answers.before.stiffness: 11 will not do",
        ),
        (
            {"answers": {"harder": {"5": "left"}}},
            ":2: answers.harder: has a number that no step has",
        ),
        ({"answers": {"note": " "}}, ":2: answers.note: is empty"),
        (
            {"steps": [{"exercise": "../x", "name": "X", "dose": "1", "rounds": []}]},
            ":2: steps[1].exercise: “../x” has more than small letters",
        ),
        (
            {"steps": [{"exercise": "x", "name": "X", "dose": "1", "rounds": []}] * 501},
            ":2: steps: has more than 500",
        ),
    ],
)
def test_a_session_that_cannot_be_is_told_by_line_and_key(
    changes: dict[str, Any], said: str
) -> None:
    told = problem((FIRST + line(**changes)).encode())
    assert said in told
    assert "\n" not in told


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_a_number_that_is_none_is_not_taken(number: str) -> None:
    text = line(active=60.0).replace('"active": 60.0', f'"active": {number}')
    assert "is not JSON" in problem((FIRST + text).encode())


def test_a_number_too_large_for_a_float_is_not_taken() -> None:
    text = line(active=60.0).replace('"active": 60.0', '"active": 1e999')
    assert "active: inf cannot be" in problem((FIRST + text).encode())


def test_text_from_a_file_cannot_steer_the_terminal() -> None:
    (record,) = read(FIRST + line(name="x\u001b[2Jy [/] z"))
    assert record.name == "x[2Jy [/] z"


def test_there_are_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loosen.storage.history_file.MOST_SESSIONS", 1)
    assert "has more than 1 sessions" in problem((FIRST + f"{line()}\n{line()}").encode())
    monkeypatch.setattr("loosen.storage.history_file.LARGEST", 10)
    assert "is larger than" in problem(FIRST.encode())
