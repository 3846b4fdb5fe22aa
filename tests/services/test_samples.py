"""What people have from version 0.1 goes on working: files as it wrote them, each read and its values told.

``samples/0.1`` was written by that version itself, played through its screens and commands. Of the journal,
the process that wrote it was given made-up names; the histories are the tables of the file, as SQL. The
samples are never written anew: a version that cannot read them needs a way to bring them along.
"""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from loosen.domain.answers import Answers, Feeling, Pain, WayOn
from loosen.domain.body import Side
from loosen.domain.history import Ending, SessionRecord
from loosen.domain.session.events import Outcome
from loosen.domain.session.view import State
from loosen.domain.settings import MotionLevel
from loosen.services.library import Library
from loosen.services.sessions import InterruptedSession, Sessions
from loosen.services.shared_intake import ArrivalOutcome, plan, take_in
from loosen.services.sharing import read_shared
from loosen.storage.history_db import History
from loosen.storage.history_file import read_history
from loosen.storage.locations import Locations
from loosen.storage.owner import Owner

SAMPLES = Path(__file__).parents[1] / "samples" / "0.1"
STARTED = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
HERE = Owner(pid=1, host="home", boot="a-later-start")
BREAK = UUID("2772c403-f105-4606-a646-dc0ad755933c")
CUT_OFF = UUID("b9600ba8-ba91-4974-bf5f-34c1f3df8a7d")
PAIN = Pain(step=1, exercise="butterfly", at=40.0, seconds=21.0, way_on=WayOn.WENT_ON)


@pytest.fixture
def locations(tmp_path: Path) -> Locations:
    """A home with the samples in their places."""
    places = Locations(*(tmp_path / name for name in ("config", "data", "state")))
    for name in ("config", "data", "state"):
        shutil.copytree(SAMPLES / name, tmp_path / name)
    shutil.copytree(SAMPLES / "sessions", places.journals)
    return places


@pytest.fixture
def library(locations: Locations) -> Library:
    return Library(locations)


def left(library: Library) -> tuple[Sessions, InterruptedSession]:
    """The session that was cut off, as a process of a later start finds it."""
    sessions = Sessions(library, lambda: STARTED, HERE)
    (found,) = sessions.scan().left
    return sessions, found


def test_the_settings_are_as_they_were_set(library: Library) -> None:
    settings = library.settings
    assert settings.motion is MotionLevel.REDUCED
    assert settings.pace.get_ready == 7
    assert settings.exercises.liked == ("cat-cow",)
    assert settings.exercises.never == ("leg-swing-front-back",)
    assert settings.keys == {"list.filter": "F"}
    assert settings.week.sessions == 3
    assert library.snapshot.problems == ()


def test_what_the_app_remembered_it_remembers(library: Library) -> None:
    memory = library.memory
    assert memory.safety_seen
    assert memory.turns == {"desk-break": 1}
    brief = library.brief
    assert brief.seconds == 480
    assert {area.value: weight for area, weight in brief.areas.items()} == {
        "low-back": 2,
        "hip-flexors": 1,
        "glutes": 1,
    }


def test_own_files_are_an_exercise_with_its_figure_and_a_routine(library: Library) -> None:
    calf = library.exercise("wall-calf")
    assert (calf.name, str(calf.default.dose)) == ("Wall calf", "30 s each side")
    figure = library.figure(calf)
    assert figure is not None
    assert "Hips a little up" in {figure.words(figure.preview(n / 4)) for n in range(40)}
    steps = library.steps(library.routine("legs-at-night"))
    assert [(step.exercise, step.dose and str(step.dose)) for step in steps] == [
        ("wall-calf", None),
        ("glute-bridge", "10 reps"),
    ]


def test_a_session_that_was_cut_off_goes_on_where_it_stood(library: Library) -> None:
    sessions, found = left(library)
    assert found.heading.routine == "stretch-then-strengthen"
    assert found.heading.started == STARTED
    assert [step.exercise for step in found.heading.steps] == [
        "hip-flexor-lunge-kneeling",
        "butterfly",
        "figure-four-supine",
        "deep-squat",
        "leg-swing-side",
        "lateral-squat",
    ], "as it was after there was less time"
    assert (found.mark.segment, found.mark.seconds, found.mark.active) == (7, 7.0, 56.0)
    recorder = sessions.resume(found)
    assert recorder.session.state is State.PAUSED
    view = recorder.session.view(0.0)
    assert view.segment.side is Side.RIGHT
    assert view.segment.step == 2
    assert recorder.answers.pains == (PAIN,)


def check(records: tuple[SessionRecord, ...], *, told: bool = True) -> None:
    """The two sessions of the histories, with what was ``told`` of them or without."""
    done, cut = sorted(records, key=lambda one: one.outcome is not Ending.FINISHED)
    assert (done.id, done.routine, done.outcome) == (BREAK, "desk-break", Ending.FINISHED)
    assert (done.planned, done.active, done.started) == (182, 48.0, STARTED)
    assert [step.exercise for step in done.steps] == [
        "leg-swing-side",
        "leg-circles",
        "deep-squat",
        "lateral-squat",
    ]
    assert [(one.side, one.planned, one.seconds, one.outcome) for one in done.steps[0].rounds] == [
        (Side.RIGHT, 20, 4.0, Outcome.ENDED_EARLY),
        (Side.LEFT, 20, 4.0, Outcome.ENDED_EARLY),
    ]
    assert (cut.id, cut.outcome, cut.active) == (CUT_OFF, Ending.ABANDONED, 56.0)
    assert cut.steps[2].rounds[0].outcome is None
    said = Answers(
        before=Feeling(stiffness=6, pain=2), after=Feeling(stiffness=4, pain=1), note="hip eased"
    )
    assert done.answers == (said if told else Answers())
    assert cut.answers == (Answers(pains=(PAIN,)) if told else Answers())


@pytest.mark.parametrize(("file", "told"), [("history.sql", True), ("history-first.sql", False)])
def test_a_history_of_either_kind_is_read_and_written_on(
    locations: Locations, file: str, told: bool
) -> None:
    with closing(sqlite3.connect(locations.history)) as connection:
        connection.executescript((SAMPLES / file).read_text(encoding="utf-8"))
    history = History(locations.history)
    check(history.all(), told=told)
    (one,) = [one for one in history.all() if one.id == CUT_OFF]
    changed = one.copy_with(answers=Answers(note="Another word"))
    history.put(changed)
    assert changed in history.all()


def test_an_exported_history_is_taken_in_and_equals_the_kept_one(locations: Locations) -> None:
    records = read_history((SAMPLES / "history.jsonl").read_bytes(), "history.jsonl")
    check(records)
    history = History(locations.history)
    history.merge(records)
    check(history.all())


def test_a_shared_routine_is_taken_in_with_all_it_needs(tmp_path: Path) -> None:
    library = Library(Locations(*(tmp_path / name for name in ("config", "data", "state"))))
    text = (SAMPLES / "shared.toml").read_text(encoding="utf-8")
    intake = plan(
        read_shared(text, "shared.toml", library.snapshot), library.snapshot, library.locations
    )
    assert [one.outcome for one in (intake.routine, *intake.exercises)] == [
        ArrivalOutcome.ADDED
    ] * 2
    take_in(intake)
    library.reload()
    assert library.snapshot.problems == ()
    assert [step.exercise for step in library.routine("legs-at-night").steps] == [  # type: ignore[union-attr]  # it has no picks
        "wall-calf",
        "glute-bridge",
    ]
    assert library.figure(library.exercise("wall-calf")) is not None
