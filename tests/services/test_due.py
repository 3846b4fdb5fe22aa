"""What is due, from the files of a person: settings, routines and history."""

from datetime import timedelta
from pathlib import Path

import pytest
from builders import small_catalogue
from conftest import FakeClock
from kept_sessions import NOON, Home, run

from loosen.domain.due import DueReason
from loosen.domain.settings import RoutineSettings, Settings
from loosen.services.due import due_states_at, kept_up, recency
from loosen.services.library import Library
from loosen.storage.problems import BadFile
from loosen.storage.snapshot import Snapshot

RULE = "3 a week, not within 48 h of strength"


def own(home: Home, slug: str, frequency: str, exercise: str = "bridge") -> None:
    folder = home.locations.routines
    folder.mkdir(parents=True, exist_ok=True)
    text = f'name = "{slug.title()}"\nsummary = "S"\nfrequency = "{frequency}"\n'
    steps = f'[[steps]]\nexercise = "{exercise}"\n'
    folder.joinpath(f"{slug}.toml").write_text(text + steps, encoding="utf-8")


def library_keeping(home: Home, *slugs: str) -> Library:
    library = Library(home.locations)
    library.save_settings(Settings(routines=RoutineSettings(keep_up=slugs)), NOON.date())
    return library


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def sit(home: Home, clock: FakeClock, *steps: str) -> None:
    recorder = home.begin(*steps)
    recorder.note(recorder.session.start(clock.now))
    run(recorder, clock, 10_000)
    home.sessions().scan()


def test_with_none_taken_on_nothing_is_due_and_nothing_is_read(home: Home) -> None:
    library = Library(home.locations)
    assert due_states_at(library, NOON) == ()
    assert not {"catalogue", "checked_routines"} & set(library.__dict__)


def test_only_what_is_taken_on_stands_in_the_persons_order(home: Home) -> None:
    own(home, "short", "daily", "pelvic-tilt")
    library = library_keeping(home, "short", "gone", "egoscue-flow")
    assert [one.routine.slug for one in due_states_at(library, NOON)] == ["short", "egoscue-flow"]
    assert "catalogue" not in library.__dict__
    assert len(library.routines) > 2
    assert [routine.slug for routine in kept_up(library)] == ["short", "egoscue-flow"]


def test_a_routine_that_cannot_be_read_is_no_reason_to_stop(home: Home) -> None:
    own(home, "short", "whenever")
    own(home, "egoscue-flow", "whenever")
    library = library_keeping(home, "short", "egoscue-flow")
    assert [one.name for one in kept_up(library)] == ["Egoscue flow"]


def test_what_was_done_is_done(home: Home, clock: FakeClock) -> None:
    own(home, "short", "daily")
    sit(home, clock, "bridge")
    library = library_keeping(home, "short")
    later = NOON + timedelta(hours=3)
    assert [one.why for one in due_states_at(library, later)] == [DueReason.DONE]
    assert [one.why for one in due_states_at(library, later + timedelta(days=1))] == [DueReason.DUE]


def test_strength_of_another_routine_keeps_one_waiting(home: Home, clock: FakeClock) -> None:
    own(home, "other", RULE)
    sit(home, clock, "bridge")
    library = library_keeping(home, "other")
    library.snapshot = Snapshot(library.locations, shipped=small_catalogue())
    (one,) = due_states_at(library, NOON + timedelta(days=1))
    assert (one.why, [area.label for area in one.worked]) == (
        DueReason.STRENGTH,
        ["glutes", "core"],
    )


def test_settings_that_are_not_right_are_told(home: Home) -> None:
    home.locations.settings.parent.mkdir(parents=True)
    home.locations.settings.write_text("[routines]\nkept = []\n", encoding="utf-8")
    with pytest.raises(BadFile, match="is not a key here; write “keep_up”"):
        due_states_at(Library(home.locations), NOON)


def test_recency_is_in_days_and_empty_where_nothing_can_be_read(
    home: Home, clock: FakeClock
) -> None:
    library = Library(home.locations)
    assert recency(library, NOON) == {}
    sit(home, clock, "bridge", "clam")
    assert recency(library, NOON + timedelta(days=2)) == {"bridge": 2, "clam": 2}
    home.locations.history.write_text("no database" * 500, encoding="utf-8")
    assert recency(library, NOON) == {}
