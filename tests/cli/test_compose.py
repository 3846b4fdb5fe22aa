import contextlib
import json
import tomllib
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from builders import timeline
from cli.conftest import App, Loosen
from conftest import FakeClock
from kept_sessions import NOON, run

from loosen.cli.brief import brief_of
from loosen.domain.composer import Brief
from loosen.domain.settings import ExerciseSettings, Settings
from loosen.services.library import Library
from loosen.services.sessions import Sessions


def test_a_plan_is_told_step_by_step(loosen: Loosen) -> None:
    ran = loosen("compose", "--minutes", "5", "--area", "glutes")
    assert ran.code == 0
    assert " of 5:00" in ran.out
    assert "glutes" in ran.out


def test_json_has_the_plan_with_its_reasons(loosen: Loosen) -> None:
    options = ("--minutes", "6:30", "--area", "glutes:2", "--area", "hip-flexors")
    found = json.loads(loosen("compose", *options, "--json").out)
    assert found["status"] == "optimal"
    assert found["gap"] == 0
    assert found["budget"] == 390 >= found["seconds"]
    assert set(found["areas"]) == {"glutes", "hip-flexors"}
    keys = {"exercise", "dose", "seconds", "position", "source", "why"}
    assert set(found["steps"][0]) == keys
    assert found["steps"][0]["source"] is None
    assert found["blocking"] == found["relaxations"] == []


def test_where_there_is_none_the_code_is_3_and_changes_are_named(loosen: Loosen) -> None:
    options = ("--minutes", "5", "--area", "hip-flexors", "--position", "supine")
    ran = loosen("compose", *options, "--json")
    assert ran.code == 3
    found = json.loads(ran.out)
    assert found["status"] == "none"
    assert found["blocking"] == ["only lying", "hip flexors: no exercise is left"]
    assert {"change": "allow standing", "gain": "1 more exercise"} in found["relaxations"]
    told = loosen("compose", *options)
    assert told.code == 3
    assert "allow standing (1 more exercise)" in told.out


@pytest.mark.parametrize(
    "options",
    [
        ("--minutes", "soon"),
        ("--minutes", "999"),
        ("--area", "elbow"),
        ("--area", "glutes:9"),
        ("--kind", "strength"),
        ("--kind", "strength:4-3"),
        ("--include", "flying"),
        ("--include", "bridge", "--exclude", "bridge"),
    ],
)
def test_what_cannot_be_asked_ends_with_2(loosen: Loosen, options: tuple[str, ...]) -> None:
    ran = loosen("compose", *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


def test_toml_is_a_routine_file_with_its_brief(loosen: Loosen) -> None:
    found = tomllib.loads(loosen("compose", "--area", "glutes", "--with", "band", "--toml").out)
    assert found["steps"]
    brief = Brief.from_plain(found["brief"])
    assert "band" in brief.equipment
    assert [area.value for area in brief.areas] == ["glutes"]


def test_a_plan_can_be_kept_and_run(loosen: Loosen, library: Library, app: App) -> None:
    assert loosen("compose", "--area", "glutes", "--save", "Strong hips", "--run").code == 0
    assert library.routines["strong-hips"].brief
    assert app.opened == [("strong-hips", 1.0)]


def test_explaining_names_what_could_stand_instead(loosen: Loosen) -> None:
    ran = loosen("compose", "--minutes", "8", "--area", "glutes", "--explain")
    assert "could stand here" in ran.out or "nothing else fits" in ran.out


def composed(loosen: Loosen, *options: str) -> list[str]:
    found = json.loads(
        loosen("compose", "--with", "ball", "--with", "band", "--json", *options).out
    )
    return [step["exercise"] for step in found["steps"]]


def test_what_is_never_wanted_is_left_out_unless_asked_for_by_name(
    loosen: Loosen, library: Library
) -> None:
    assert "bridge" in composed(loosen, "--area", "glutes")
    library.__dict__["settings"] = Settings(exercises=ExerciseSettings(never=("bridge",)))
    assert "bridge" not in composed(loosen, "--area", "glutes")
    assert "bridge" in composed(loosen, "--area", "glutes", "--include", "bridge")


def test_what_was_done_today_steps_back(
    loosen: Loosen, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, int]] = []

    def brief_with(*args: Any) -> Brief:
        seen.append(args[2])
        return brief_of(*args)

    monkeypatch.setattr("loosen.cli.compose.brief_of", brief_with)
    library.locations.history.parent.mkdir(parents=True, exist_ok=True)
    library.locations.history.write_text("no database" * 500, encoding="utf-8")
    assert composed(loosen)
    library.locations.history.unlink()
    clock = FakeClock()
    recorder = Sessions(library, lambda: NOON - timedelta(days=1)).begin(
        timeline("bridge"), "short", "Short"
    )
    recorder.note(recorder.session.start(clock.now))
    run(recorder, clock, 3_000)
    assert composed(loosen)
    assert seen == [{}, {"bridge": 1}]


def test_words_compose_what_they_say_and_are_said_back(loosen: Loosen) -> None:
    ran = loosen("compose", "6:30,", "glutes", "twice", "--json")
    assert ran.code == 0
    assert "Understood: 6:30 minutes; glutes, twice." in ran.err
    found = json.loads(ran.out)
    assert (found["budget"], list(found["areas"])) == (390, ["glutes"])


def test_options_go_before_words(loosen: Loosen) -> None:
    ran = loosen("compose", "5 minutes, glutes", "--minutes", "7", "--json")
    found = json.loads(ran.out)
    assert (found["budget"], list(found["areas"])) == (420, ["glutes"])


def test_words_that_are_not_understood_end_with_2_and_one_clear_line(loosen: Loosen) -> None:
    ran = loosen("compose", "10 minutes, flurb, 0 minutes")
    assert (ran.code, ran.out) == (2, "")
    because = "(the time is from 1 to 120 minutes)"
    assert f"not understood: “flurb”; “0 minutes” {because}; say it otherwise" in ran.err


def test_a_person_at_a_terminal_is_asked_about_what_was_not_understood(
    loosen: Loosen, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return "glutes"

    @contextlib.contextmanager
    def answering(*, piped: bool) -> Iterator[Callable[[str], str]]:
        assert not piped
        yield ask

    monkeypatch.setattr("loosen.cli.brief.terminal", answering)
    ran = loosen("compose", "5 minutes, flurb", "--json")
    assert ran.code == 0
    assert len(asked) == 1
    assert "“flurb”" in asked[0]
    assert list(json.loads(ran.out)["areas"]) == ["glutes"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--minutes", "0"), "write 1 to 120 minutes"),
        (("--minutes", "121"), "write 1 to 120 minutes"),
        (("--minutes", "soon"), "write minutes, for example 10, 7.5 or 9:30"),
        (("--area", "glutes:9"), "--area glutes: 9 will not do; write 3 or less"),
        (("--kind", "strength:4-3"), "--kind strength: “4-3” will not do; write a number"),
        (("--steps", "90"), "--steps: “90” will not do; write a number from 0 to 60"),
        (("--max-per-family", "12"), "--max-per-family: 12 will not do; write 9 or less"),
        (("--max-per-family", "x"), "write a whole number"),
        (("--seed", "1.5"), "write a whole number"),
        (("--seed", "-1"), "--seed: -1 will not do; write 0 or more"),
    ],
)
def test_a_bad_value_is_told_in_the_flags_own_name_and_unit(
    loosen: Loosen, options: tuple[str, ...], words: str
) -> None:
    ran = loosen("compose", *options)
    assert ran.code == 2
    assert words in " ".join(ran.err.split())
