from datetime import date
from pathlib import Path

import pytest
from builders import exercise, pick, routine, small_catalogue, step

from loosen.domain.body import Caution, Side
from loosen.domain.composer import Brief
from loosen.domain.settings import ExerciseSettings, Settings
from loosen.services.library import Library
from loosen.storage.locations import of_this_user
from loosen.storage.problems import BadFile, UnknownName

HEAD = 'name = "{name}"\nsummary = "S"\n'
STEP = '[[steps]]\nexercise = "{exercise}"\n'


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "shipped"
    folder.mkdir()
    monkeypatch.setattr("loosen.storage.snapshot.shipped_routines", lambda: folder)
    return folder


@pytest.fixture
def library(shipped: Path) -> Library:
    write(shipped / "morning.toml", "Morning")
    return fresh()


def fresh() -> Library:
    """A library as a new start of the program has it."""
    return Library(of_this_user(), small_catalogue())


def write(path: Path, name: str, exercise: str = "bridge") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = HEAD.format(name=name) + STEP.format(exercise=exercise)
    path.write_text(text, encoding="utf-8")


def test_ones_own_routine_stands_beside_those_that_ship(library: Library) -> None:
    write(library.locations.routines / "evening.toml", "Evening")
    assert {slug: r.name for slug, r in library.routines.items()} == {
        "morning": "Morning",
        "evening": "Evening",
    }


def test_ones_own_routine_replaces_the_one_of_the_same_slug(library: Library) -> None:
    write(library.locations.routines / "morning.toml", "My morning", "clam")
    assert library.routine("morning").name == "My morning"
    assert len(library.routines) == 1


def test_a_bad_file_is_left_out_and_the_rest_is_there(library: Library) -> None:
    write(library.locations.routines / "bad.toml", "Bad", "brigde")
    write(library.locations.routines / "good.toml", "Good")
    assert set(library.routines) == {"morning", "good"}
    (problem,) = library.snapshot.problems
    assert (problem.line, problem.key, problem.instead) == (4, "steps[1].exercise", "“bridge”")


def test_a_bad_file_of_ones_own_leaves_the_shipped_one(library: Library) -> None:
    write(library.locations.routines / "morning.toml", "Bad", "brigde")
    assert library.routine("morning").name == "Morning"


@pytest.mark.parametrize("name", ["morning", "Morning", "MORNING"])
def test_a_routine_is_found_by_slug_or_name(library: Library, name: str) -> None:
    assert library.routine(name).slug == "morning"


@pytest.mark.parametrize("name", ["mornin", "mroning", "MORNIN"])
def test_an_unknown_routine_gets_the_nearest_slug(library: Library, name: str) -> None:
    with pytest.raises(UnknownName) as unknown:
        library.routine(name)
    assert unknown.value.near == "morning"
    assert f"no routine is called “{name}”; did you mean “morning”?" in str(unknown.value)


def test_a_name_like_no_other_is_sent_to_the_list(library: Library) -> None:
    with pytest.raises(UnknownName, match="“loosen routines” shows them all"):
        library.routine("qqqq")
    with pytest.raises(UnknownName, match="“loosen list” shows them all"):
        library.exercise("qqqq")


def test_a_routine_is_taken_from_a_file(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "far" / "mine.toml", "Mine")
    assert library.routine(str(tmp_path / "far" / "mine.toml")).name == "Mine"
    with pytest.raises(BadFile, match="cannot be read"):
        library.routine(str(tmp_path / "none.toml"))


@pytest.mark.parametrize("name", ["pigeon-on-the-back", "Figure four", "figure FOUR"])
def test_an_exercise_or_variant_is_found_by_slug_or_name(library: Library, name: str) -> None:
    assert library.exercise(name).slug == "pigeon-on-the-back"


def test_an_unknown_exercise_gets_the_nearest_slug(library: Library) -> None:
    with pytest.raises(UnknownName) as unknown:
        library.exercise("brigde")
    assert unknown.value.near == "bridge"


OWN = """name = "Mine"
replaces = "childs-pose"
kind = "static-stretch"
position = "kneeling"
sides = "none"
dose = "900 s"
steps = ["Sit back."]
areas = { primary = ["low-back"] }
"""


@pytest.mark.parametrize(
    ("own", "reads_all"), [({}, False), ({"childs-pose": OWN}, True)], ids=("shipped", "own")
)
def test_the_seconds_of_a_routine_are_those_of_its_timeline(
    own: dict[str, str], reads_all: bool
) -> None:
    library = Library(of_this_user())
    library.locations.exercises.mkdir(parents=True)
    for slug, text in own.items():
        library.locations.exercises.joinpath(f"{slug}.toml").write_text(text, encoding="utf-8")
    picked = routine(pick(1, "childs-pose", "glute-bridge"), "donkey-kick")
    seconds = library.seconds(picked)
    assert ("snapshot" in vars(library)) is reads_all
    assert seconds == library.timeline(library.steps(picked)).seconds
    assert (seconds > 900) is reads_all


def test_the_seconds_of_what_is_in_no_file_of_its_own_come_from_the_catalogue() -> None:
    shipped = Library(of_this_user()).routine("in-bed")
    variants = {"knee-to-chest-single-bed", "knee-to-chest-isometric-bed"}
    assert variants < {one.exercise for one in shipped.exercise_steps}
    library = Library(of_this_user())
    assert library.seconds(shipped) == library.timeline(library.steps(shipped)).seconds
    with pytest.raises(KeyError):
        library.seconds(routine("gone"))


# Settings and memory


def test_without_a_file_the_settings_are_the_defaults(library: Library) -> None:
    assert library.settings.pace.get_ready == 8


def test_settings_change_the_pace_and_the_side(library: Library) -> None:
    library.locations.settings.parent.mkdir(parents=True)
    text = 'stiffer_side = "left"\n[pace]\nget_ready = 20\n'
    library.locations.settings.write_text(text, encoding="utf-8")
    timeline = library.timeline([step("pigeon")])
    assert timeline.segments[0].seconds == 20
    assert timeline.segments[0].side is Side.LEFT
    assert library.timeline([step("pigeon")], Side.RIGHT).segments[0].side is Side.RIGHT


def test_settings_that_are_not_right_are_the_defaults_and_told(library: Library) -> None:
    library.locations.settings.parent.mkdir(parents=True)
    library.locations.settings.write_text("theme = 3\n", encoding="utf-8")
    assert library.settings.theme == "loosen-dark"
    assert "theme: 3 will not do" in str(library.settings_problems[0])
    with pytest.raises(BadFile, match="theme: 3 will not do"):
        library.settings_with("theme")


def test_the_safety_page_is_remembered_by_the_next_start(library: Library) -> None:
    assert not library.memory.safety_seen
    library.remember_safety_seen()
    assert fresh().memory.safety_seen


def test_a_finished_session_lets_the_next_one_pick_others(library: Library) -> None:
    text = HEAD.format(name="P") + "[[steps]]\npick = 1\namong = [{among}]\n"
    among = '{exercise = "bridge"}, {exercise = "lunge"}'
    path = library.locations.routines / "p.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text.replace("{among}", among), encoding="utf-8")
    picked = library.routine("p")
    assert [one.exercise for one in library.steps(picked)] == ["bridge"]
    library.remember_finished(picked)
    assert [one.exercise for one in fresh().steps(picked)] == ["lunge"]
    library.remember_finished(picked)
    assert library.memory.turns == {"p": 2}


def test_what_needs_equipment_not_at_hand_is_not_picked(library: Library) -> None:
    library.locations.settings.parent.mkdir(parents=True)
    library.locations.settings.write_text("equipment = []\n", encoding="utf-8")
    picks = routine(pick(1, "clam", "bridge"))
    assert [one.exercise for one in library.steps(picks)] == ["bridge"]


def test_a_saved_routine_is_there_at_once_and_at_the_next_start(library: Library) -> None:
    brief = Brief(seconds=300)
    saved = library.save_routine("Morning", "Mine.", (step("lunge"), step("bridge")), brief)
    assert saved.slug == "morning-2", "the shipped one is called so already"
    assert library.routine("morning-2") == saved
    again = fresh().routine("morning-2")
    assert [one.exercise for one in again.exercise_steps] == ["lunge", "bridge"]
    assert again.brief == {"seconds": 300}


def test_a_name_that_a_damaged_file_has_is_not_taken_from_it(library: Library) -> None:
    write(library.locations.routines / "evening.toml", "Evening", "nothing-of-the-kind")
    assert library.save_routine("Evening", "Mine.", [step("bridge")]).slug == "evening-2"


def test_the_first_brief_is_ten_minutes_under_the_settings(library: Library) -> None:
    avoiding = Settings(avoid=(Caution.KNEE,), equipment=(), stiffer_side=Side.LEFT)
    library.save_settings(avoiding, date(2026, 5, 4))
    brief = fresh().brief
    assert (brief.seconds, brief.avoid, brief.equipment) == (600, (Caution.KNEE,), ())
    assert brief.stiffer is Side.LEFT


def test_the_last_brief_comes_back(library: Library) -> None:
    library.remember_brief(Brief(seconds=240, avoid=(Caution.WRIST,)))
    assert fresh().brief.seconds == 240
    assert fresh().brief.avoid == (Caution.WRIST,)


def test_what_is_ruled_out_is_in_the_brief_unless_it_was_asked_for(library: Library) -> None:
    for slug in ("bridge", "pigeon"):
        library.rule_out(slug, date(2026, 5, 4))
    assert set(fresh().brief.never) == {"bridge", "pigeon"}
    library.remember_brief(Brief(include=("bridge",)))
    assert fresh().brief.never == ("pigeon",)


def test_a_brief_of_another_version_is_forgotten(library: Library) -> None:
    library.locations.memory.parent.mkdir(parents=True)
    library.locations.memory.write_text("[brief]\nminutes = 3\n", encoding="utf-8")
    assert library.brief.seconds == 600


def test_a_variant_without_a_figure_of_its_own_shows_its_parent(library: Library) -> None:
    parent = library.figure(exercise("pigeon-pose"))
    assert parent
    assert library.figure(exercise("pigeon-high", variant_of="pigeon-pose")) is parent
    assert library.figure(exercise("pigeon-high")) is None


@pytest.mark.parametrize("text", ["", "safety_seen = 3", "not toml", "\x00"])
def test_a_damaged_memory_is_forgotten_not_fatal(library: Library, text: str) -> None:
    library.locations.memory.parent.mkdir(parents=True)
    library.locations.memory.write_text(text, encoding="utf-8")
    assert library.memory.turns == {}
    library.remember_safety_seen()
    assert library.memory.safety_seen


def test_an_exercise_is_left_out_from_now_on(library: Library) -> None:
    short = routine("march", "pigeon-on-the-back", "bridge")
    library.rule_out("pigeon", date(2026, 5, 4))
    library.rule_out("pigeon", date(2026, 5, 4))
    assert fresh().settings.exercises.never == ("pigeon",)
    assert [one.exercise for one in fresh().steps(short)] == ["march", "bridge"]


def test_what_is_asked_for_by_name_is_there_all_the_same(library: Library) -> None:
    library.rule_out("bridge", date(2026, 5, 4))
    assert [one.exercise for one in library.steps(routine("bridge"))] == ["bridge"]


def test_one_that_was_liked_is_ruled_out(library: Library) -> None:
    liked = Settings.from_plain({"exercises": {"liked": ["bridge"]}})
    library.save_settings(liked, date(2026, 5, 4))
    library.rule_out("bridge", date(2026, 5, 4))
    own = fresh().settings.exercises
    assert (own.liked, own.never) == ((), ("bridge",))


def test_what_is_thought_of_exercises_is_part_of_every_brief_and_of_no_file(
    library: Library,
) -> None:
    own = ExerciseSettings(liked=("bridge",), less=("clam",), never=("lunge", "squeeze"))
    library.save_settings(Settings(exercises=own), date(2026, 5, 4))
    library.remember_brief(
        Brief(seconds=240, include=("squeeze",), liked=("march",), recency={"march": 1})
    )
    brief = fresh().brief
    assert (brief.liked, brief.less, brief.recency) == (("bridge",), ("clam",), {})
    # What is asked for by name is wanted this once.
    assert brief.never == ("lunge",)
    assert brief.request == Brief.from_plain(
        {**brief.fields(), "liked": (), "less": (), "never": ()}
    )
    saved = library.save_routine("Morning", "Mine.", (step("bridge"),), brief)
    assert saved.brief is not None
    assert not {"liked", "less", "never", "recency"} & saved.brief.keys()
