"""A session of the history is read, mended and deleted without the app."""

import json
from uuid import UUID

import click
import pytest
from cli.conftest import Loosen
from histories import felt, session, step
from kept_sessions import NOON

from loosen.domain.answers import Answers, Feeling, Harder, Morning
from loosen.services.library import Library
from loosen.storage.history_db import History, HistoryProblem

MAY_3 = "Sun 3 May 2026, 12:00 · Short"


@pytest.fixture
def history(library: Library) -> History:
    """One session of the day before, of which much was said, and two of the day itself."""
    kept = History(library.locations.history)
    said = felt(6, 3, note="Tired", harder={0: Harder.LEFT})
    kept.add(
        session(1, step("clam"), at=NOON, days=-1, answers=said),
        session(2, at=NOON),
        session(3, at=NOON, days=0.25),
    )
    return kept


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    "which", ["2026-05-03", "2026-05-03 12:00", "2026-05-03T12:00", str(UUID(int=1))]
)
def test_a_session_is_told_by_its_day_its_time_or_its_id(loosen: Loosen, which: str) -> None:
    out = loosen("session", which).out
    assert out.startswith(f"{MAY_3}\n  1:00 of 10:00, finished\n")
    assert "“Tired”" in out


@pytest.mark.usefixtures("history")
def test_without_a_name_it_is_the_last(loosen: Loosen) -> None:
    assert loosen("session").out.startswith("Mon 4 May 2026, 18:00 · Short\n")
    assert loosen("session", "last").out == loosen("session").out


@pytest.mark.usefixtures("history")
def test_where_two_are_meant_it_says_what_tells_them_apart(loosen: Loosen) -> None:
    ran = loosen("session", "2026-05-04", "--delete", "--yes")
    assert (ran.code, ran.out) == (2, "")
    assert "give one of 2026-05-04 12:00, 2026-05-04 18:00" in ran.err


def test_two_of_one_minute_are_told_by_their_ids(loosen: Loosen, history: History) -> None:
    history.add(session(4, at=NOON))
    ran = loosen("session", "2026-05-04 12:00")
    assert (ran.code, ran.out) == (2, "")
    assert f"give one of {history.all()[1].id}, {history.all()[2].id}" in ran.err


def test_what_was_said_is_changed_and_the_rest_stays(loosen: Loosen, history: History) -> None:
    before, *others = history.all()
    ran = loosen(
        "session", "2026-05-03", "--stiffness-after", "unsaid", "--pain-before", "10",
        "--morning", "better", "--note", "Slept well",
    )  # fmt: skip
    after, *same = history.all()
    assert ran.code == 0
    assert "“Slept well”" in ran.out
    assert after.answers == Answers(
        before=Feeling(stiffness=6, pain=10),
        morning=Morning.BETTER,
        note="Slept well",
        harder={0: Harder.LEFT},
    )
    assert (after.changed, after.steps, same) == (NOON, before.steps, others)


def test_an_empty_note_goes(loosen: Loosen, history: History) -> None:
    assert "Tired" not in loosen("session", "2026-05-03", "--note", "").out
    assert history.all()[0].answers.note is None


def test_where_nothing_changes_nothing_is_written(loosen: Loosen, history: History) -> None:
    kept = history.all()
    assert loosen("session", "2026-05-03", "--stiffness-before", "6").code == 0
    assert history.all() == kept


def test_the_json_is_the_session_as_the_history_has_it(loosen: Loosen, history: History) -> None:
    one = json.loads(loosen("session", "2026-05-03", "--note", "So", "--json").out)
    assert one["answers"]["note"] == "So"
    assert one == json.loads(loosen("history", "--json").out)[0]
    assert one["id"] == str(history.all()[0].id)


def test_a_session_is_deleted_once_it_is_agreed_to(
    loosen: Loosen, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = iter([False, True])

    def confirm(question: str, *, err: bool) -> bool:
        asked.append(question)
        assert err
        return next(answers)

    monkeypatch.setattr(click, "confirm", confirm)
    assert loosen("session", "2026-05-03", "--delete").out == "It stays.\n"
    assert len(history.all()) == 3
    assert loosen("session", "2026-05-03", "--delete").out == f"Deleted: {MAY_3}.\n"
    assert asked == [f"Delete {MAY_3} for good?"] * 2
    assert [record.id.int for record in history.all()] == [2, 3]
    assert loosen("session", "last", "--delete", "--yes").code == 0
    assert [record.id.int for record in history.all()] == [2]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["2020-01-01"], "no session fits “2020-01-01”; “loosen history” lists them all"),
        (["2026"], "no session fits “2026”"),
        (["--stiffness-after", "11"], "“11” is no score; it is from 0 to 10, or “unsaid”"),
        (["--pain-before", "a lot"], "“a lot” is no score"),
        (["--morning", "fine"], "better"),
        (["--note", "x" * 401], "it has 401 characters; 400 are the most"),
        (["--delete", "--note", "x"], "--delete goes alone"),
        (["--delete", "--json"], "--delete goes alone"),
        (["--yes"], "--yes goes with --delete"),
    ],
)
def test_wrong_use_is_said_and_changes_nothing(
    loosen: Loosen, history: History, args: list[str], said: str
) -> None:
    kept = history.all()
    ran = loosen("session", *args)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert history.all() == kept


def test_without_a_history_there_is_no_session(loosen: Loosen) -> None:
    ran = loosen("session")
    assert (ran.code, ran.out, ran.err) == (1, "", "loosen: nothing is in the history yet\n")


@pytest.mark.parametrize("args", [("--note", "x"), ("--delete", "--yes")])
@pytest.mark.usefixtures("history")
def test_what_cannot_be_written_is_one_line(
    loosen: Loosen, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...]
) -> None:
    def fail(*_: object) -> None:
        raise HistoryProblem("history.db: the disk is full")

    monkeypatch.setattr(History, "put", fail)
    monkeypatch.setattr(History, "remove", fail)
    ran = loosen("session", "last", *args)
    assert (ran.code, ran.out, ran.err) == (1, "", "loosen: history.db: the disk is full\n")
